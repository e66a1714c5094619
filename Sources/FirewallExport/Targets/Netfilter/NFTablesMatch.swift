import EndpointModel

/// What a rule of nftables matches, as far as it was read.
struct NFTablesMatch {
  var transports: [IPProtocol] = [.any]
  /// Those that ICMP is of, which is another protocol in each; both where none is named.
  private(set) var icmpFamilies: Set<IPFamily> = Set(IPFamily.allCases)
  var ports: PortSet?
  private(set) var sources: [AddressRange]?
  private(set) var destinations: [AddressRange]?
  /// Whether an end is all but some addresses of which not all are private. Our own are among the rest,
  /// so that such a rule is for connections both ways.
  private(set) var isOfOthers = false
  /// Which way it is read for, where that is not told by the end that it names.
  private var side: PermitDirection?
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

  /// Which way its connections go; nil if it names no addresses: then it is for both.
  var direction: PermitDirection? {
    side ?? (destinations != nil ? .outbound : sources != nil ? .inbound : nil)
  }

  /// Those of the other side, as its direction has it.
  var addresses: [AddressRange]? { direction == .inbound ? sources : destinations }

  /// Whether it names both ends, neither of which is known to be ours.
  var hasBothEnds: Bool { sources != nil && destinations != nil && side == nil }

  /// Of a rule that names both ends, which way its connections go, if one end alone is private: that is
  /// ours.
  var wayBetweenEnds: PermitDirection? {
    guard let sources, let destinations, sources.arePrivate != destinations.arePrivate else {
      return nil
    }
    return sources.arePrivate ? .outbound : .inbound
  }

  /// Whether it is for connections that are there already, and what belongs to them, alone.
  /// What is not tracked may be anything.
  var isForKnownConnections: Bool {
    !states.isEmpty && states.isSubset(of: ["established", "related"])
  }

  var isForNewConnections: Bool { states.isEmpty || states.contains("new") }

  /// A rule on types of ICMPv6 alone by which neighbours find each other, of which documents tell
  /// nothing.
  var isNeighbourDiscovery: Bool { transports.isEmpty && hasNoEnds }

  private var hasNoEnds: Bool { sources == nil && destinations == nil }

  /// Whether every new connection fits it.
  var isOfAll: Bool {
    isOfAllOfInterfaces && interfaces.isEmpty
  }

  /// Whether every new connection through its interfaces fits it.
  var isOfAllOfInterfaces: Bool {
    transports == [.any] && ports == nil && hasNoEnds && !isOfLoopback && !isOfRewritten
      && family == nil
  }

  /// Makes it one for every address of the other side, of the families that it names.
  mutating func takeAll(_ way: PermitDirection) {
    let families = Set((addresses ?? []).map(\.family))
    if families.count == 1 { family = families.first }
    (sources, destinations) = (nil, nil)
    side = way
  }

  /// Makes one that names both ends one for all addresses of our side.
  mutating func takeSide(_ way: PermitDirection) {
    if way == .outbound { sources = nil } else { destinations = nil }
    side = way
  }

  /// Takes an expression of a rule.
  ///
  /// - Parameter sets: those of the table, by name.
  /// - Returns: whether it was understood.
  mutating func take(_ content: ConfigurationJSON, _ sets: NFTablesSets) -> Bool {
    guard let left = content["left"], let right = content["right"],
      let operation = content["op"]?.text
    else { return false }
    // What is said of a packet within another, or of one direction, is not said of the packet.
    guard left.members.allSatisfy({ Self.plain.isSuperset(of: $0.value.members.keys) }) else {
      return false
    }
    if left["ct"]?["key"]?.text == "state", ["==", "in", "!="].contains(operation) {
      let values = right["set"]?.elements ?? right.elements ?? [right]
      let named = Set(values.compactMap(\.text))
      states = operation == "!=" ? Self.everyState.subtracting(named) : named
      return named.count == values.count && !states.isEmpty
    }
    if left["ct"]?["key"]?.text == "status", right.text == "dnat",
      ["==", "in"].contains(operation)
    {
      isOfRewritten = true
      return true
    }
    if let payload = left["payload"], let layer = payload["protocol"]?.text,
      let field = payload["field"]?.text
    {
      switch (layer, field) {
      case ("ip", "daddr"), ("ip6", "daddr"), ("ip", "saddr"), ("ip6", "saddr"):
        let own: IPFamily = layer == "ip" ? .v4 : .v6
        if operation == "!=", sets.addresses(right, "==", own)?.arePrivate != true {
          isOfOthers = true
        }
        return take(sets.addresses(right, operation, own), isSource: field == "saddr")
      case ("tcp", "dport"), ("udp", "dport"), ("sctp", "dport"), ("th", "dport"):
        return take(sets.ports(right, operation), layer)
      default: break
      }
    }
    guard operation == "==" else { return false }
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
    default: return false
    }
  }

  /// The states of connections (nft(8), "CONNTRACK EXPRESSIONS").
  private static let everyState: Set = ["new", "established", "related", "untracked", "invalid"]

  /// Takes what is said of an end; what is said of one twice, both have to fit.
  private mutating func take(_ ranges: [AddressRange]?, isSource: Bool) -> Bool {
    guard let ranges else { return false }
    let before = isSource ? sources : destinations
    let both = before.map { AddressSet($0).intersection(AddressSet(ranges)).ranges } ?? ranges
    if isSource { sources = both } else { destinations = both }
    return true
  }

  /// Takes what is said of ports, of one protocol or, with `th`, of the one that other words name.
  private mutating func take(_ found: PortSet?, _ layer: String) -> Bool {
    // Of two conditions for one thing, neither is all that the rule says.
    guard ports == nil, let found else { return false }
    ports = found
    if let transport = IPProtocol(layer) {
      guard [[.any], [transport]].contains(transports) else { return false }
      transports = [transport]
    }
    return true
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

  private static func transport(_ value: ConfigurationJSON) -> IPProtocol? {
    if let name = value.text, let known = IPProtocol(name) { return known }
    guard
      let number = value.integer.flatMap({ UInt8(exactly: $0) })
        ?? value.text.flatMap({ NetfilterNames.protocols[$0] })
    else { return nil }
    return number == 58 ? .icmp : IPProtocol(number: number)
  }
}
