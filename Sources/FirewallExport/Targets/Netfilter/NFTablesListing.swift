import EndpointModel

/// A listing of nftables in JSON (libnftables-json(5)), as far as it concerns one hook of one
/// table: its chain, and those that it leads to.
struct NFTablesListing {
  private let table: String
  private var rules: [String: [Rule]] = [:]
  private var sets: [String: [AddressRange]] = [:]
  private var endpoints: [Endpoint] = []
  private var problems: [String] = []
  private var number: Int?
  /// Whether a rule lets the packets of known connections through.
  private var letsAnswersThrough = false

  var reading: FirewallReading {
    FirewallReading(endpoints, number: number, problems: problems)
  }

  /// A rule, and its place in the table, from 1.
  private struct Rule {
    let position: Int
    let content: ConfigurationJSON
  }

  init(_ text: String, table: String, hook: String) throws {
    self.table = table
    let listing = try ConfigurationJSON(parsing: text, of: NFTables.name)
    guard let objects = listing["nftables"]?.elements else {
      throw FirewallReadingError(NFTables.name, "it has no list \"nftables\"")
    }
    let tables = objects.compactMap { $0["table"] }.filter { $0["name"]?.text == table }
    guard let own = tables.first(where: { $0["family"]?.text == "inet" }) ?? tables.first else {
      problems.append("there is no table \(table)")
      return
    }
    // Tables of several families may have one name: ours is of the family inet.
    let isOfBoth = own["family"]?.text == "inet"
    func named(_ kind: String) -> [ConfigurationJSON] {
      objects.compactMap { $0[kind] }.filter {
        $0["table"]?.text == table && (!isOfBoth || $0["family"]?.text ?? "inet" == "inet")
      }
    }
    if own.isDormant {
      problems.append(
        "the table \(table) is dormant: nft 'add table inet \(table)' puts it in force")
      return
    }
    for set in named("set") { take(set: set) }
    for (i, rule) in named("rule").enumerated() {
      rules[rule["chain"]?.text ?? "", default: []].append(Rule(position: i + 1, content: rule))
    }
    let chains = named("chain").filter { $0["hook"]?.text == hook }
    if chains.isEmpty {
      problems.append("the table \(table) has no chain on the hook \(hook)")
    }
    for chain in chains {
      let isLeft = walk(chain["name"]?.text ?? "", within: [])
      // What no rule decides, the chain's policy does (nft(8), "CHAINS").
      if isLeft, chain["policy"]?.text != "drop" { add(Match()) }
    }
    if number != nil, !chains.isEmpty, !letsAnswersThrough {
      problems.append(
        "the table \(table) is Gatebook's, and lacks the rule that lets answers through: "
          + "ct state vmap { established : accept, related : accept, invalid : drop }")
    }
    problems += NFTablesNeighbours(objects).problems(table: table, hook: hook)
  }

  /// Takes the rules of a chain.
  ///
  /// - Parameter callers: the chains that led to it.
  /// - Returns: whether a packet that no rule decides goes on behind it.
  private mutating func walk(_ chain: String, within callers: Set<String>) -> Bool {
    if callers.contains(chain) {
      problems.append("the chain \(chain) leads to itself")
      return true
    }
    for rule in rules[chain] ?? [] {
      switch verdict(of: rule) {
      case .goesOn: break
      case .decidesAll: return false
      case .leads(let name):
        if !walk(name, within: callers.union([chain])) { return false }
      }
    }
    return true
  }

  private enum Verdict {
    case goesOn, decidesAll
    case leads(String)
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
        problems.append(
          "an element of the set \(name) is not understood: "
            + element.nftWords.joined(separator: " ").quoted)
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
    var addresses: [AddressRange]?
    /// Nil if it names no addresses: then it is for both.
    var direction: Direction?
    /// The states of connections that the rule is for; none for all of them.
    var states: Set<String> = []

    /// Whether it is for connections that are there already, and what belongs to them, alone.
    /// What is not tracked may be anything.
    var isForKnownConnections: Bool {
      !states.isEmpty && states.isSubset(of: ["established", "related"])
    }

    var isForNewConnections: Bool { states.isEmpty || states.contains("new") }

    /// A rule on types of ICMPv6 alone, of which documents tell nothing.
    var isNeighbourDiscovery: Bool { transports.isEmpty && addresses == nil }

    /// Whether every new connection fits it.
    var isOfAll: Bool { transports == [.any] && ports == nil && addresses == nil }
  }

  private mutating func verdict(of rule: Rule) -> Verdict {
    var match = Match()
    for expression in rule.content["expr"]?.elements ?? [] {
      guard case .object(let members) = expression, members.count == 1,
        let (kind, content) = members.first
      else { return fail(rule) }
      switch kind {
      case "match":
        if !take(content, into: &match) { return fail(rule) }
      case "counter", "comment", "log": break
      case "vmap" where content["key"]?["ct"]?["key"]?.text == "state":
        guard match.isOfAll, match.states.isEmpty else { return fail(rule) }
        return verdict(ofStates: content["data"]?["set"]?.elements, rule)
      case "accept":
        if match.isForKnownConnections {
          if match.isOfAll, match.states.contains("established") { letsAnswersThrough = true }
          return .goesOn
        }
        if match.isNeighbourDiscovery { return .goesOn }
        if match.isOfAll, match.states.isEmpty { letsAnswersThrough = true }
        add(match)
        return match.isOfAll && match.isForNewConnections ? .decidesAll : .goesOn
      case "drop", "reject":
        if match.states == ["invalid"] { return .goesOn }
        // What is dropped here cannot be told from what is allowed further on.
        return match.isOfAll && match.isForNewConnections ? .decidesAll : fail(rule)
      case "jump", "goto":
        guard match.isOfAll, match.states.isEmpty, kind == "jump",
          let name = content["target"]?.text
        else {
          return fail(rule)
        }
        return .leads(name)
      default: return fail(rule)
      }
    }
    // A rule that only counts.
    return .goesOn
  }

  /// What is done with the packets of a connection by its state. Answers that are accepted and
  /// invalid packets that are dropped are what nearly every table has; a new connection that is
  /// accepted is all that there is.
  private mutating func verdict(ofStates pairs: [ConfigurationJSON]?, _ rule: Rule) -> Verdict {
    guard let pairs else { return fail(rule) }
    var isDecided = false
    for pair in pairs {
      guard let parts = pair.elements, parts.count == 2, let state = parts[0].text,
        case .object(let members) = parts[1], members.count == 1, let verdict = members.keys.first
      else { return fail(rule) }
      switch (state, verdict) {
      case ("established", "accept"): letsAnswersThrough = true
      case ("related", "accept"), ("invalid", "drop"), (_, "continue"): break
      case ("new", "accept"), ("untracked", "accept"):
        add(Match())
        isDecided = isDecided || state == "new"
      default: _ = fail(rule)
      }
    }
    return isDecided ? .decidesAll : .goesOn
  }

  /// What a rule allows.
  private mutating func add(_ match: Match) {
    let addresses = match.addresses.map { $0.map { EndpointAddress($0) } } ?? [.any]
    for address in addresses {
      for transport in match.transports {
        endpoints.append(Endpoint(address, transport, match.ports, match.direction ?? .both))
      }
    }
  }

  private mutating func fail(_ rule: Rule) -> Verdict {
    problems.append(
      "rule \(rule.position) of the table \(table) is not understood: "
        + rule.content.nftWords.joined(separator: " ").quoted)
    return .goesOn
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
      // Of a rule that names both ends, neither is all that it says.
      if match.addresses != nil { return false }
      match.direction = field == "daddr" ? .outbound : .inbound
      if let name = right.text, name.hasPrefix("@") {
        match.addresses = sets[String(name.dropFirst())]
        return match.addresses != nil
      }
      let values = right["set"]?.elements ?? [right]
      let ranges = values.compactMap(Self.range)
      match.addresses = ranges
      return ranges.count == values.count
    case ("icmp", "type"), ("icmpv6", "type"):
      let values = right["set"]?.elements ?? [right]
      let types = values.compactMap {
        $0.integer ?? NetfilterNames.icmpTypes[$0.text ?? ""].map(Int.init)
      }
      guard types.count == values.count else {
        match.transports = []
        return layer == "icmpv6"
      }
      let bytes = types.compactMap { UInt8(exactly: $0) }
      match.transports = layer == "icmp" ? bytes.map { .icmp(type: $0) } : []
      return bytes.count == types.count
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
    if let name = value.text, let known = IPProtocol(name) { return known }
    guard
      let number = value.integer.flatMap({ UInt8(exactly: $0) })
        ?? value.text.flatMap({ NetfilterNames.protocols[$0] })
    else { return nil }
    return number == 58 ? .icmp : IPProtocol(number: number)
  }
}

extension ConfigurationJSON {
  /// Its texts and numbers, with the names of members that say what they are: near to the rule's
  /// own words.
  fileprivate var nftWords: [String] { words(without: Self.place, unnamed: Self.frame) }

  private static let place: Set = ["family", "table", "chain", "handle", "comment"]
  private static let frame: Set = [
    "expr", "match", "left", "right", "op", "payload", "protocol", "field", "key", "elem", "val",
  ]
}
