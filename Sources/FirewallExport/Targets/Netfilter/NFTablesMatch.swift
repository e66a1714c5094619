import EndpointModel

/// What a rule of nftables matches, as far as it was read.
struct NFTablesMatch {
  var transports: [IPProtocol] = [.any]
  /// Those that ICMP is of, which is another protocol in each; both where none is named.
  private(set) var icmpFamilies: Set<IPFamily> = Set(IPFamily.allCases)
  var ports: PortSet?
  var addresses: [AddressRange]?
  /// Nil if it names no addresses: then it is for both.
  var direction: PermitDirection?
  /// The states of connections that the rule is for; none for all of them.
  var states: Set<String> = []
  /// Whether it is for connections that NAT gave another destination.
  private(set) var isOfRewritten = false
  /// Whether it is for packets of the machine to itself.
  private(set) var isOfLoopback = false
  /// The interfaces that it is for, and at which end packets pass one of them.
  private(set) var interfaces: [(isIn: Bool, names: [String])] = []
  /// The one family of addresses that it is for; nil for both.
  private(set) var family: IPFamily?

  /// Whether it is for connections that are there already, and what belongs to them, alone.
  /// What is not tracked may be anything.
  var isForKnownConnections: Bool {
    !states.isEmpty && states.isSubset(of: ["established", "related"])
  }

  var isForNewConnections: Bool { states.isEmpty || states.contains("new") }

  /// A rule on types of ICMPv6 alone by which neighbours find each other, of which documents tell
  /// nothing.
  var isNeighbourDiscovery: Bool { transports.isEmpty && addresses == nil }

  /// Whether every new connection fits it.
  var isOfAll: Bool {
    isOfAllOfInterfaces && interfaces.isEmpty
  }

  /// Whether every new connection through its interfaces fits it.
  var isOfAllOfInterfaces: Bool {
    transports == [.any] && ports == nil && addresses == nil && !isOfLoopback && !isOfRewritten
      && family == nil
  }

  /// Makes it one for every address of the other side, of the families that it names.
  mutating func takeAll(_ way: PermitDirection) {
    let families = Set((addresses ?? []).map(\.family))
    if families.count == 1 { family = families.first }
    addresses = nil
    direction = way
  }

  /// Takes an expression of a rule.
  ///
  /// - Parameter sets: those of the table, by name.
  /// - Returns: whether it was understood.
  mutating func take(_ content: ConfigurationJSON, _ sets: [String: [AddressRange]]) -> Bool {
    guard let left = content["left"], let right = content["right"] else { return false }
    // What is said of a packet within another, or of one direction, is not said of the packet.
    guard left.members.allSatisfy({ Self.plain.isSuperset(of: $0.value.members.keys) }) else {
      return false
    }
    if left["ct"]?["key"]?.text == "state", ["==", "in"].contains(content["op"]?.text) {
      let values = right["set"]?.elements ?? right.elements ?? [right]
      states = Set(values.compactMap(\.text))
      return states.count == values.count
    }
    if left["ct"]?["key"]?.text == "status", right.text == "dnat",
      ["==", "in"].contains(content["op"]?.text)
    {
      isOfRewritten = true
      return true
    }
    guard content["op"]?.text == "==" else { return false }
    if right.text == "lo", let key = left["meta"]?["key"]?.text,
      ["iif", "iifname", "oif", "oifname"].contains(key)
    {
      isOfLoopback = true
      return true
    }
    if let key = left["meta"]?["key"]?.text,
      let isIn = ["iif": true, "iifname": true, "oif": false, "oifname": false][key]
    {
      let names = (right["set"]?.elements ?? [right]).map(\.text)
      interfaces.append((isIn, names.compactMap { $0 }))
      return !names.contains(nil)
    }
    if left["meta"]?["key"]?.text == "nfproto" {
      if family != nil { return false }
      family = ["ipv4": .v4, "ipv6": .v6][right.text ?? ""]
      return family != nil
    }
    if left["meta"]?["key"]?.text == "l4proto" {
      return take(transports: right)
    }
    guard let payload = left["payload"], let layer = payload["protocol"]?.text,
      let field = payload["field"]?.text
    else { return false }
    switch (layer, field) {
    case ("ip", "daddr"), ("ip6", "daddr"), ("ip", "saddr"), ("ip6", "saddr"):
      // Of a rule that names both ends, neither is all that it says.
      let way: PermitDirection = field == "daddr" ? .outbound : .inbound
      if let before = addresses {
        guard way == direction, let more = Self.addresses(right, sets) else { return false }
        addresses = AddressSet(before).intersection(AddressSet(more)).ranges
        return true
      }
      direction = way
      addresses = Self.addresses(right, sets)
      return addresses != nil
    // What older rules say of a protocol, of one family.
    case ("ip", "protocol"), ("ip6", "nexthdr"):
      let own: IPFamily = layer == "ip" ? .v4 : .v6
      guard family == nil || family == own, take(transports: right) else { return false }
      family = own
      return true
    case ("icmp", "type"), ("icmpv6", "type"):
      guard [[.any], [.icmp]].contains(transports) else { return false }
      let values = right["set"]?.elements ?? [right]
      if layer == "icmpv6" {
        transports = []
        return values.allSatisfy(NFTablesWords.isPassedOver(icmpv6:))
      }
      let types = values.compactMap {
        $0.integer ?? NetfilterNames.icmpTypes[$0.text ?? ""].map(Int.init)
      }.compactMap { UInt8(exactly: $0) }
      transports = types.map { .icmp(type: $0) }
      icmpFamilies = [.v4]
      return types.count == values.count
    case ("tcp", "dport"), ("udp", "dport"), ("sctp", "dport"), ("th", "dport"):
      // Of two conditions for one thing, neither is all that the rule says.
      guard ports == nil, let ports = Self.ports(right) else { return false }
      self.ports = ports
      if let transport = IPProtocol(layer) {
        guard [[.any], [transport]].contains(transports) else { return false }
        transports = [transport]
      }
      return true
    default: return false
    }
  }

  /// Takes what is said of the protocol.
  private mutating func take(transports right: ConfigurationJSON) -> Bool {
    let values = right["set"]?.elements ?? [right]
    let found = values.compactMap(Self.transport)
    guard found.count == values.count else { return false }
    if transports.count == 1, transports != [.any], transports != [.icmp] {
      // What a jump asked for already, or a part of it.
      return found.contains(transports[0])
    }
    guard transports == [.any] else { return false }
    let isICMP = zip(values, found).filter { $0.1 == .icmp }
    if !isICMP.isEmpty {
      icmpFamilies = Set(isICMP.map { ["icmp", "1"].contains($0.0.words()[0]) ? .v4 : .v6 })
    }
    transports = Set(found) == [.tcp, .udp] ? [.tcpAndUDP] : Set(found).sorted()
    return true
  }

  /// The addresses that are allowed a protocol, in a table of one family or, with nil, of both.
  func places(of transport: IPProtocol, _ family: IPFamily?) -> [EndpointAddress] {
    var families = Set(family.map { [$0] } ?? IPFamily.allCases)
    if let only = self.family { families.formIntersection([only]) }
    if case .icmp = transport { families.formIntersection(icmpFamilies) }
    guard let addresses else {
      return families.count > 1 ? [.any] : families.map { EndpointAddress(.all($0)) }
    }
    return addresses.filter { families.contains($0.family) }.map { EndpointAddress($0) }
  }

  /// The members of an expression that names a field of a packet, or something known of it.
  private static let plain: Set = ["key", "protocol", "field"]

  /// Nil if one is not understood.
  private static func addresses(
    _ right: ConfigurationJSON, _ sets: [String: [AddressRange]]
  ) -> [AddressRange]? {
    if let name = right.text, name.hasPrefix("@") { return sets[String(name.dropFirst())] }
    let values = right["set"]?.elements ?? [right]
    let ranges = values.compactMap(Self.range)
    return ranges.count == values.count ? ranges : nil
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
    if let name = value.text, let known = IPProtocol(name) { return known }
    guard
      let number = value.integer.flatMap({ UInt8(exactly: $0) })
        ?? value.text.flatMap({ NetfilterNames.protocols[$0] })
    else { return nil }
    return number == 58 ? .icmp : IPProtocol(number: number)
  }

  /// Nil also for an element that is one under a condition: for a time, up to a number of bytes or
  /// connections.
  static func range(_ element: ConfigurationJSON) -> AddressRange? {
    if let inner = element["elem"], let value = inner["val"] {
      let isPlain = inner.members.keys.allSatisfy { ["val", "comment", "counter"].contains($0) }
      return isPlain ? range(value) : nil
    }
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
}
