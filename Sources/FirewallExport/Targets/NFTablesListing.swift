import EndpointModel

/// A listing of nftables in JSON (libnftables-json(5)), as far as it concerns one table.
struct NFTablesListing {
  private let table: String
  private var sets: [String: [AddressRange]] = [:]
  private var endpoints: [Endpoint] = []
  private var problems: [String] = []
  private var number: Int?

  var reading: FirewallReading {
    FirewallReading(endpoints, number: number, problems: problems)
  }

  init(_ text: String, table: String) throws {
    self.table = table
    let listing = try ConfigurationJSON(parsing: text, of: NFTables.name)
    guard let objects = listing["nftables"]?.elements else {
      throw FirewallReadingError(NFTables.name, "it has no list \"nftables\"")
    }
    func named(_ kind: String) -> [ConfigurationJSON] {
      objects.compactMap { $0[kind] }.filter { $0["table"]?.text == table }
    }
    guard objects.contains(where: { $0["table"]?["name"]?.text == table }) else {
      problems.append("there is no table \(table)")
      return
    }
    for set in named("set") { take(set: set) }
    for (position, rule) in named("rule").enumerated() { take(rule: rule, at: position + 1) }
  }

  private mutating func take(set: ConfigurationJSON) {
    guard let name = set["name"]?.text else { return }
    let elements = set["elem"]?.elements ?? []
    if name == "revision" {
      number = elements.first?.integer
      return
    }
    var ranges: [AddressRange] = []
    for element in elements {
      if let range = Self.range(element) {
        ranges.append(range)
      } else {
        problems.append("an element of the set \(name) is not understood")
      }
    }
    sets[name] = ranges
  }

  private static func range(_ element: ConfigurationJSON) -> AddressRange? {
    if let value = element["elem"]?["val"] { return range(value) }
    if let text = element.text { return EndpointAddress(text)?.range }
    if let prefix = element["prefix"], let address = prefix["addr"]?.text,
      let length = prefix["len"]?.integer
    {
      return EndpointAddress("\(address)/\(length)")?.range
    }
    if let ends = element["range"]?.elements, ends.count == 2, let first = ends[0].text,
      let last = ends[1].text
    {
      return AddressRange("\(first)-\(last)")
    }
    return nil
  }

  /// What a rule matches, as far as it was read.
  private struct Match {
    var transports: [IPProtocol] = [.any]
    var ports: PortSet?
    var family: IPFamily?
    var addresses: [AddressRange]?
    var direction = Direction.outbound
    /// The states of connections that the rule is for; none for all of them.
    var states: Set<String> = []

    /// Whether it says nothing of new connections, which are what opens something.
    var isForKnownConnections: Bool { !states.isEmpty && !states.contains("new") }

    /// A rule on types of ICMPv6 alone, of which documents tell nothing.
    var isNeighbourDiscovery: Bool { transports.isEmpty && addresses == nil }
  }

  private mutating func take(rule: ConfigurationJSON, at position: Int) {
    var match = Match()
    var accepts = false
    for expression in rule["expr"]?.elements ?? [] {
      guard case .object(let members) = expression, let kind = members.keys.first,
        let content = members[kind]
      else { return fail(position) }
      switch kind {
      case "match":
        if !take(content, into: &match) { return fail(position) }
      case "accept": accepts = true
      case "counter", "comment": break
      // Connections that are there already, and what belongs to them.
      case "vmap" where content["key"]?["ct"]?["key"]?.text == "state": return
      case "drop", "reject":
        if match.isForKnownConnections { return }
        // What is dropped here cannot be told from what is allowed further on.
        return fail(position)
      default: return fail(position)
      }
    }
    if !accepts { return fail(position) }
    if match.isNeighbourDiscovery || match.isForKnownConnections { return }
    let addresses = match.addresses.map { $0.map { EndpointAddress($0) } } ?? [.any]
    for address in addresses {
      for transport in match.transports {
        endpoints.append(
          Endpoint(
            address: address, ports: match.ports.map { .numbers($0) } ?? .any,
            transport: transport, direction: match.direction))
      }
    }
  }

  private mutating func fail(_ position: Int) {
    problems.append("rule \(position) of the table \(table) is not understood")
  }

  /// - Returns: whether it was understood.
  private func take(_ content: ConfigurationJSON, into match: inout Match) -> Bool {
    guard let left = content["left"], let right = content["right"] else { return false }
    if left["ct"]?["key"]?.text == "state", ["==", "in"].contains(content["op"]?.text) {
      let values = right["set"]?.elements ?? right.elements ?? [right]
      match.states = Set(values.compactMap(\.text))
      return match.states.count == values.count
    }
    guard content["op"]?.text == "==" else { return false }
    if left["meta"]?["key"]?.text == "l4proto" {
      let values = right["set"]?.elements ?? [right]
      let transports = values.compactMap(Self.transport)
      guard transports.count == values.count else { return false }
      match.transports = Set(transports) == [.tcp, .udp] ? [.tcpAndUDP] : transports
      return true
    }
    guard let payload = left["payload"], let layer = payload["protocol"]?.text,
      let field = payload["field"]?.text
    else { return false }
    switch (layer, field) {
    case ("ip", "daddr"), ("ip6", "daddr"), ("ip", "saddr"), ("ip6", "saddr"):
      match.direction = field == "daddr" ? .outbound : .inbound
      if let name = right.text, name.hasPrefix("@") {
        match.addresses = sets[String(name.dropFirst())]
      } else {
        match.addresses = (right["set"]?.elements ?? [right]).compactMap(Self.range)
      }
      return match.addresses != nil
    case ("icmp", "type"), ("icmpv6", "type"):
      let values = right["set"]?.elements ?? [right]
      let types = values.compactMap { $0.integer ?? Self.icmpTypes[$0.text ?? ""] }
      guard types.count == values.count else {
        match.transports = []
        return layer == "icmpv6"
      }
      match.transports = layer == "icmp" ? types.map { .icmp(type: UInt8($0)) } : []
      return true
    case ("tcp", "dport"), ("udp", "dport"), ("sctp", "dport"), ("th", "dport"):
      guard let ports = Self.ports(right) else { return false }
      match.ports = ports
      if let transport = IPProtocol(layer) { match.transports = [transport] }
      return true
    default: return false
    }
  }

  private static func ports(_ right: ConfigurationJSON) -> PortSet? {
    let values = right["set"]?.elements ?? [right]
    let ranges = values.compactMap { value -> ClosedRange<UInt16>? in
      if let ends = value["range"]?.elements?.compactMap(\.integer), ends.count == 2,
        let low = UInt16(exactly: ends[0]), let high = UInt16(exactly: ends[1]), low <= high
      {
        return low...high
      }
      return value.integer.flatMap { UInt16(exactly: $0) }.map { $0...$0 }
    }
    return ranges.count == values.count ? PortSet(ranges) : nil
  }

  private static func transport(_ value: ConfigurationJSON) -> IPProtocol? {
    if let number = value.integer.flatMap({ UInt8(exactly: $0) }) {
      return number == 58 ? .icmp : IPProtocol(number: number)
    }
    guard let name = value.text else { return nil }
    return name == "ipv6-icmp" ? .icmp : IPProtocol(name) ?? protocols[name]
  }

  /// Names that nft gives numbers of protocols (from Debian's /etc/protocols), where they are
  /// not ours.
  private static let protocols: [String: IPProtocol] = [
    "ipip": .number(94), "ipencap": .number(4), "igmp": .number(2), "ospf": .number(89),
    "pim": .number(103), "ipcomp": .number(108), "vrrp": .number(112), "l2tp": .number(115),
    "udplite": .number(136), "dccp": .number(33), "eigrp": .number(88), "isis": .number(124),
  ]

  /// Names that nft gives types of ICMP (nft(8), "ICMP Type").
  private static let icmpTypes: [String: Int] = [
    "echo-reply": 0, "destination-unreachable": 3, "source-quench": 4, "redirect": 5,
    "echo-request": 8, "router-advertisement": 9, "router-solicitation": 10,
    "time-exceeded": 11, "parameter-problem": 12, "timestamp-request": 13,
    "timestamp-reply": 14, "info-request": 15, "info-reply": 16, "address-mask-request": 17,
    "address-mask-reply": 18,
  ]
}
