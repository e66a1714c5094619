import EndpointModel

/// A rule of iptables as it is read (iptables(8), iptables-extensions(8)).
struct IPTablesRule {
  enum Target: Hashable {
    case accept, deny, goesBack
    /// To a chain; one that is gone to does not come back here.
    case jump(String, returns: Bool)
    /// The rule counts, logs or says something.
    case nothing
  }

  let line: Int
  var target = Target.nothing
  var transport: IPProtocol?
  var ports: PortSet?
  var sources: [AddressRange]?
  var destinations: [AddressRange]?
  /// Whether an end is all but some addresses of which not all are private. Our own are among the rest,
  /// so that such a rule is for connections both ways.
  var isOfOthers = false
  var sets: [(name: String, flags: [String])] = []
  var comment: String?
  /// Only packets of connections that are there already, or of none.
  var isOfOldConnections = false
  /// Only packets of some states, new connections among them: those that belong to none go on.
  var leavesInvalid = false
  /// Whether answers are among the packets, as far as their state counts.
  var takesAnswers = true
  /// Only packets that belong to no connection.
  var isInvalid = false
  /// Besides, packets of connections that NAT gave another destination.
  private(set) var takesRewritten = false
  /// Packets of connections that are there are among those of old ones.
  private(set) var isOfEstablished = false
  /// Whether its conditions and those of the jumps to it leave no packet.
  var fitsNothing = false
  /// Only packets within the machine.
  var isLocal = false
  /// Only packets that come out of a tunnel of IPsec, or go into one.
  private(set) var isOfTunnels = false
  /// Types of ICMPv6 by which neighbours find each other (RFC 4861).
  var isNeighbourDiscovery = false
  /// Why what it allows cannot be told.
  var problem: String? {
    failure ?? interfaces.first.map { "it is for the interface \($0.name.quoted) only" }
  }
  /// What was not understood.
  private var failure: String?
  private(set) var hasTarget = false

  /// Those that it is for, with the end that packets pass them at; none if it is for all.
  private(set) var interfaces: [(isIn: Bool, name: String)] = []

  func isJump(to chain: String) -> Bool {
    if case .jump(chain, _) = target { return true }
    return false
  }

  /// The same rule for all interfaces.
  var ofAllInterfaces: IPTablesRule {
    var other = self
    other.interfaces = []
    return other
  }

  /// Whether it is for every packet.
  var isUnconditional: Bool { hasNoConditions && interfaces.isEmpty }

  /// Whether all that it says is understood, apart from the interfaces that it is for.
  var isUnderstood: Bool { failure == nil }

  /// Whether it is for every packet of its states.
  var isOfAllOfItsStates: Bool {
    var other = self
    other.isOfOldConnections = false
    return other.isUnconditional
  }

  /// Whether it has more conditions than states and a protocol.
  var isNarrow: Bool {
    var other = self
    other.transport = nil
    return !other.isOfAllOfItsStates
  }

  /// Whether it is for every packet, or every one of some interfaces.
  var isOfAllPackets: Bool { hasNoConditions }

  private var hasNoConditions: Bool {
    (transport ?? .any) == .any && ports == nil && sources == nil && destinations == nil
      && sets.isEmpty && !isOfOldConnections && !isLocal && !isOfTunnels && !isNeighbourDiscovery
      && failure == nil
  }

  /// - Parameter words: of the rule, without the command and the chain.
  init(_ words: [String], line: Int, family: IPFamily) {
    self.line = line
    var rest = words[...]
    while failure == nil, let option = rest.popFirst() {
      if option == "!" {
        takeNegated(&rest, family)
      } else if Self.flags.contains(option) {
        continue
      } else if option == "-c" || option == "--set-counters" {
        rest = rest.dropFirst(2)
      } else if let value = rest.popFirst(), value != "!" {
        take(option, value, &rest, family)
      } else {
        failure = "\(option.quoted) is not understood"
      }
    }
    // What it was to do must be known all the same.
    if failure != nil, !hasTarget,
      let place = rest.firstIndex(where: { ["-j", "--jump", "-g", "--goto"].contains($0) }),
      place + 1 < rest.endIndex
    {
      var options = rest[(place + 2)...]
      take(target: rest[place + 1], returns: !rest[place].contains("g"), &options)
    }
    if ports != nil, transport.map({ !$0.hasPorts || $0 == .any }) ?? true {
      failure = failure ?? "it has ports without a protocol"
    }
  }

  /// Those without a value: the families, and the first packet of a connection of TCP, which is what
  /// a rule is read for.
  private static let flags: Set<String> = ["-4", "-6", "--ipv4", "--ipv6", "--syn"]

  private static let modules: Set<String> = [
    "tcp", "udp", "sctp", "icmp", "icmp6", "icmpv6", "multiport", "iprange", "set", "comment",
    "conntrack", "state", "policy",
  ]

  private mutating func take(
    _ option: String, _ value: String, _ rest: inout ArraySlice<String>, _ family: IPFamily
  ) {
    func fail() { failure = "\("\(option) \(value)".quoted) is not understood" }
    switch option {
    case "-p", "--protocol", "--proto":
      transport = NetfilterNames.transport(value, family)
      if transport == nil { fail() }
    case "-s", "--source", "--src": sources = addresses(value, family, sources)
    case "-d", "--destination", "--dst": destinations = addresses(value, family, destinations)
    case "--src-range": sources = addresses(value, family, sources)
    case "--dst-range": destinations = addresses(value, family, destinations)
    case "-m", "--match":
      // A header that may stand before others: it is the protocol AH of IPv6.
      if value == "ah", family == .v6, transport == nil {
        transport = .ah
      } else if !Self.modules.contains(value) {
        fail()
      }
    case "--dport", "--destination-port", "--dports", "--destination-ports":
      let parts = value.split(separator: ",", omittingEmptySubsequences: false)
      let ranges = parts.compactMap { NetfilterNames.portRange(String($0), between: ":") }
      if ranges.count == parts.count, ports == nil { ports = PortSet(ranges) } else { fail() }
    case "--tcp-flags":
      // As iptables lists --syn.
      let asked = Set(value.split(separator: ","))
      if asked != ["FIN", "SYN", "RST", "ACK"] || rest.popFirst() != "SYN" { fail() }
    case "--icmp-type", "--icmpv6-type": take(icmpType: value, family)
    case "--match-set":
      guard let flags = rest.popFirst() else { return fail() }
      sets.append((value, flags.split(separator: ",").map { String($0) }))
    case "--comment": comment = value
    case "--ctstate", "--state":
      var states = Set(value.split(separator: ",").map { $0.uppercased() })
      // What firewalld adds to them.
      if states.count > 1, states.isSubset(of: ["ESTABLISHED", "RELATED", "DNAT"]) {
        takesRewritten = states.remove("DNAT") != nil
      }
      if states.isSubset(of: ["ESTABLISHED", "RELATED"]) || states == ["INVALID"] {
        isOfOldConnections = true
        isInvalid = states == ["INVALID"]
        isOfEstablished = states.contains("ESTABLISHED")
      } else if !states.contains("NEW") || states.contains("INVALID") {
        fail()
      } else {
        leavesInvalid = true
        takesAnswers = states.contains("ESTABLISHED")
      }
    case "--dir" where ["in", "out"].contains(value): break
    case "--pol" where value == "ipsec": isOfTunnels = true
    case "-i", "--in-interface", "-o", "--out-interface":
      if value == "lo" {
        isLocal = true
      } else {
        interfaces.append((["-i", "--in-interface"].contains(option), value))
      }
    case "-j", "--jump", "-g", "--goto":
      take(target: value, returns: option != "-g" && option != "--goto", &rest)
    default: fail()
    }
  }

  private static let sourceOptions: Set<String> = ["-s", "--source", "--src", "--src-range"]
  private static let destinationOptions: Set<String> = [
    "-d", "--destination", "--dst", "--dst-range",
  ]
  private static let portOptions: Set<String> = [
    "--dport", "--destination-port", "--dports", "--destination-ports",
  ]

  /// Behind a negation addresses and ports are all others; of anything else it is not worked out.
  private mutating func takeNegated(_ rest: inout ArraySlice<String>, _ family: IPFamily) {
    let options = Self.sourceOptions.union(Self.destinationOptions).union(Self.portOptions)
    guard let option = rest.first, options.contains(option), rest.count > 1 else {
      failure = "a negation takes away from what is allowed"
      return
    }
    rest = rest.dropFirst()
    take(option, rest.removeFirst(), &rest, family)
    if failure != nil { return }
    func others(_ ranges: [AddressRange]?) -> [AddressRange] {
      AddressSet([.all(family)]).subtracting(AddressSet(ranges ?? [.all(family)])).ranges
    }
    if Self.portOptions.contains(option) {
      ports = ports?.complement
      fitsNothing = fitsNothing || ports == nil
    } else if Self.sourceOptions.contains(option) {
      isOfOthers = isOfOthers || sources?.arePrivate != true
      sources = others(sources)
      fitsNothing = fitsNothing || sources == []
    } else {
      isOfOthers = isOfOthers || destinations?.arePrivate != true
      destinations = others(destinations)
      fitsNothing = fitsNothing || destinations == []
    }
  }

  private mutating func addresses(
    _ text: String, _ family: IPFamily, _ before: [AddressRange]?
  ) -> [AddressRange]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let ranges = parts.compactMap {
      try? AddressRange(entry: String($0), family == .v4 ? [.ranges, .masks] : .ranges)
    }
    guard ranges.count == parts.count, ranges.allSatisfy({ $0.family == family }) else {
      failure = "\(text.quoted) is not an address of IPv\(family.rawValue)"
      return before
    }
    if before != nil {
      failure = "it has addresses for the same end twice"
      return before
    }
    return ranges.contains(.all(family)) ? nil : ranges
  }

  private mutating func take(icmpType value: String, _ family: IPFamily) {
    if family == .v6 {
      let discovery: Set<String> = [
        "133", "134", "135", "136", "router-solicitation", "router-advertisement",
        "neighbour-solicitation", "neighbor-solicitation", "neighbour-advertisement",
        "neighbor-advertisement",
      ]
      if discovery.contains(value) {
        isNeighbourDiscovery = true
      } else {
        failure = "the type \(value.quoted) of ICMPv6 is not understood"
      }
    } else if value == "any" || value == "255" {
      transport = .icmp
    } else if let type = UInt8(value) ?? NetfilterNames.icmpTypes[value] {
      transport = .icmp(type: type)
    } else if value == "8/0" || value == "0/0" {
      // Echo has the code 0 only (RFC 792).
      transport = .icmp(type: value == "8/0" ? 8 : 0)
    } else {
      failure = "the type \(value.quoted) of ICMP is not understood"
    }
  }

  /// Targets behind which a packet goes on to the next rule (iptables-extensions(8)): they log, mark or
  /// change what no rule that is read asks for.
  private static let passing: Set<String> = [
    "LOG", "NFLOG", "ULOG", "AUDIT", "TRACE", "MARK", "CONNMARK", "CLASSIFY", "TCPMSS", "DSCP",
    "TOS",
    "HL", "TTL", "CHECKSUM", "SECMARK", "CONNSECMARK", "LED", "RATEEST",
  ]

  /// What follows a target are its own options.
  private mutating func take(target: String, returns: Bool, _ rest: inout ArraySlice<String>) {
    hasTarget = true
    switch target {
    case "ACCEPT": self.target = .accept
    case "DROP": self.target = .deny
    case "REJECT":
      self.target = .deny
      rest = []
    case let name where Self.passing.contains(name):
      self.target = .nothing
      rest = []
    case "RETURN": self.target = .goesBack
    default: self.target = .jump(target, returns: returns)
    }
  }
}

extension IPTablesRule {
  /// Words as iptables-restore takes them: with quotation marks around them and backslashes
  /// within. Nil if a quotation mark is left open.
  static func words(_ line: String) -> [String]? {
    var out: [String] = []
    var word: String?
    var isQuoted = false
    var scalars = line.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if scalar == "\"" {
        isQuoted.toggle()
        word = word ?? ""
      } else if scalar == "\\", isQuoted, let next = scalars.popFirst() {
        word = (word ?? "") + String(next)
      } else if scalar == " " || scalar == "\t", !isQuoted {
        if let done = word { out.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(scalar)
      }
    }
    if let word { out.append(word) }
    return isQuoted ? nil : out
  }
}
