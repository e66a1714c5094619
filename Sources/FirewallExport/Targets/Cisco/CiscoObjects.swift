import EndpointModel

/// The objects and groups that rules of a Cisco device name, and how its words are read with
/// them.
struct CiscoObjects {
  let dialect: CiscoDialect
  /// Network objects and groups.
  var networks = ConfigurationGroups<EndpointAddress>()
  /// Service objects and groups; groups of protocols and of types of ICMP, too.
  var services = ConfigurationGroups<ReadTraffic>()
  /// Groups of ports of the ASA: `object-group service NAME tcp`.
  var ports = ConfigurationGroups<PortSet>()
  /// Names of addresses of the ASA: `name 192.0.2.1 server`.
  var names: [String: IPAddress] = [:]

  init(_ dialect: CiscoDialect) { self.dialect = dialect }

  /// Takes an address, a network or what stands for them, of an entry of a group or of a rule.
  ///
  /// - Parameter hasWildcards: whether masks are inverted.
  func address(
    _ words: inout CiscoWords, hasWildcards: Bool
  ) throws(CiscoProblem) -> EndpointAddress {
    let isHost = words.take("host")
    guard let word = words.next() else { throw CiscoProblem("it has no address") }
    if word.contains("/") {
      guard !isHost, let (address, length) = try? CIDRBlock.parts(word),
        let block = CIDRBlock(enclosing: address, prefixLength: length)
      else { throw CiscoProblem("its address is not understood") }
      return .block(block)
    }
    guard let address = (try? IPAddress(parsing: word)) ?? names[String(word)] else {
      throw CiscoProblem("its address is not understood")
    }
    if isHost { return .block(CIDRBlock(address)) }
    guard address.family == .v4, let mask = words.peek.flatMap({ try? IPAddress(parsing: $0) }),
      mask.family == .v4
    else { throw CiscoProblem("its address has no mask") }
    _ = words.next()
    let number = hasWildcards ? IPFamily.v4.highest ^ mask.number : mask.number
    guard let length = IPAddress(family: .v4, number: number)?.prefixLengthAsMask,
      let block = CIDRBlock(enclosing: address, prefixLength: length)
    else { throw CiscoProblem("its mask is not a run of bits") }
    return .block(block)
  }

  /// Takes a protocol with ports or a type: `tcp destination eq https`, `udp range 1 9`,
  /// `icmp echo`.
  func service(_ words: inout CiscoWords) throws(CiscoProblem) -> [ReadTraffic] {
    guard let word = words.next() else { throw CiscoProblem("it has no protocol") }
    if word == "icmp6" { return try icmp6(&words) }
    guard let transport = CiscoNames.transport(word) else {
      throw CiscoProblem("its protocol is not understood")
    }
    if transport == .icmp { return [try icmp(&words)] }
    if words.take("source"), let ports = try words.ports(of: transport), ports != .all {
      throw CiscoProblem("it is bound to ports of the sender")
    }
    _ = words.take("destination")
    // IOS takes a port without its operator.
    if dialect == .iosxe, let word = words.peek, CiscoNames.port(word, of: transport) != nil {
      words = CiscoWords("eq \(words.text)")
    }
    let ports = try words.ports(of: transport)
    guard words.isEmpty else {
      throw CiscoProblem("\"\(words.text.asComment())\" is not understood")
    }
    return [ReadTraffic(transport, ports == .all ? nil : ports)]
  }

  private func icmp(_ words: inout CiscoWords) throws(CiscoProblem) -> ReadTraffic {
    if words.isEmpty { return ReadTraffic(.icmp, family: .v4) }
    guard let icmp = CiscoICMP(&words), words.isEmpty else {
      throw CiscoProblem("its type of ICMP is not understood")
    }
    if let narrowing = icmp.narrowing { throw CiscoProblem(narrowing) }
    return ReadTraffic(.icmp(type: icmp.type), family: .v4)
  }

  /// Nothing for the types by which neighbours find each other.
  private func icmp6(_ words: inout CiscoWords) throws(CiscoProblem) -> [ReadTraffic] {
    guard let word = words.next() else { return [ReadTraffic(.icmp, family: .v6)] }
    if words.isEmpty, CiscoNames.neighbourDiscovery.contains(String(word)) { return [] }
    throw CiscoProblem("types of ICMPv6 are not read")
  }

  // MARK: Rules

  /// What a rule says after its access list's name.
  enum Rule {
    case permit([ReadTraffic], from: ReadEnd, to: ReadEnd)
    /// Of an exact one, no condition was left out.
    case deny([ReadTraffic], from: ReadEnd, to: ReadEnd, isExact: Bool)
    /// It denies everything.
    case denyAll
    /// It allows and denies nothing that is new: remarks, answers.
    case nothing
  }

  /// Reads a rule from `permit` or `deny` on.
  ///
  /// - Parameter family: of an access list of IOS; nil if it holds both.
  /// - Returns: the rule, and what was not understood of the groups that it names.
  func rule(
    _ line: String, family: IPFamily?
  ) throws(CiscoProblem) -> (rule: Rule, problems: [String]) {
    var words = CiscoWords(line)
    var problems: [String] = []
    guard let action = words.next(), action == "permit" || action == "deny" else {
      throw CiscoProblem("it is neither permit nor deny")
    }
    var services = try protocols(&words, family: family, &problems)
    let source = try end(&words, family: family, &problems)
    let sourcePorts = try portsOrGroup(&words, services, &problems)
    let destination = try end(&words, family: family, &problems)
    if let ports = try portsOrGroup(&words, services, &problems) {
      services = services.map {
        ReadTraffic($0.transport, ports == .all ? nil : ports, family: $0.family)
      }
    }
    var code: String?
    services = try types(&words, services, &code, &problems)
    if let code, action == "permit" { throw CiscoProblem(code) }
    switch try options(&words) {
    case .inactive: return (.nothing, [])
    case .answers: return (.nothing, [])
    case .none: break
    }
    if action == "deny" {
      if case .anybody(family) = source, case .anybody(family) = destination, sourcePorts == nil,
        services.contains(where: { $0.transport == .any && $0.ports == nil })
      {
        return (.denyAll, [])
      }
      let isExact = problems.isEmpty && (sourcePorts ?? .all) == .all && code == nil
      return (.deny(services, from: source, to: destination, isExact: isExact), problems)
    }
    if let sourcePorts, sourcePorts != .all {
      throw CiscoProblem("it is bound to ports of the sender")
    }
    return (.permit(services, from: source, to: destination), problems)
  }

  private func protocols(
    _ words: inout CiscoWords, family: IPFamily?, _ problems: inout [String]
  ) throws(CiscoProblem) -> [ReadTraffic] {
    guard let word = words.next() else { throw CiscoProblem("it has no protocol") }
    if word == "object-group" || word == "object" {
      guard let name = words.next() else { throw CiscoProblem("it names no group") }
      let content = services.content(of: String(name))
      problems += content.problems
      return content.members
    }
    if word == "icmp6" { return [ReadTraffic(.icmp, family: .v6)] }
    // Some releases of IOS list a group of services by its name alone.
    if dialect == .iosxe, CiscoNames.transport(word) == nil, services.has(String(word)) {
      let content = services.content(of: String(word))
      problems += content.problems
      return content.members
    }
    // A packet of IPv4 in a list of IPv6 (protocol 4) is not meant by "ip".
    guard let transport = CiscoNames.transport(word) else {
      throw CiscoProblem("its protocol is not understood")
    }
    if case .number(58) = transport { return [ReadTraffic(.icmp, family: .v6)] }
    if transport == .icmp { return [ReadTraffic(.icmp, family: family ?? .v4)] }
    return [ReadTraffic(transport)]
  }

  private func end(
    _ words: inout CiscoWords, family: IPFamily?, _ problems: inout [String]
  ) throws(CiscoProblem) -> ReadEnd {
    switch words.peek {
    case "any":
      _ = words.next()
      return .anybody(family)
    case "any4" where dialect == .asa:
      _ = words.next()
      return .anybody(.v4)
    case "any6" where dialect == .asa:
      _ = words.next()
      return .anybody(.v6)
    // As an ASA lists what objects hold.
    case "fqdn" where dialect == .asa, "range" where dialect == .asa:
      return .addresses([try listed(&words)])
    case "object", "object-group":
      _ = words.next()
      guard let name = words.next() else { throw CiscoProblem("it names no group") }
      let content = networks.content(of: String(name))
      problems += content.problems
      return .addresses(content.members)
    default:
      return .addresses([try address(&words, hasWildcards: dialect == .iosxe)])
    }
  }

  /// `fqdn sip.example.com`, `range 192.0.2.1 192.0.2.9`
  private func listed(_ words: inout CiscoWords) throws(CiscoProblem) -> EndpointAddress {
    if words.take("fqdn") {
      if !words.take("v4") { _ = words.take("v6") }
      guard let word = words.next(), let host = try? HostName(parsing: word) else {
        throw CiscoProblem("its host name is not understood")
      }
      return .host(host)
    }
    _ = words.take("range")
    guard let first = words.next(), let last = words.next(),
      let range = AddressRange("\(first)-\(last)")
    else { throw CiscoProblem("its range is not understood") }
    return EndpointAddress(range)
  }

  /// Ports, or a group of ports of the ASA; nil if neither is next.
  private func portsOrGroup(
    _ words: inout CiscoWords, _ services: [ReadTraffic], _ problems: inout [String]
  ) throws(CiscoProblem) -> PortSet? {
    let transport = services.count == 1 ? services.first?.transport : nil
    if let ports = try words.ports(of: transport) { return ports }
    var ahead = words
    guard ahead.take("object-group"), let name = ahead.next(), ports.has(String(name)) else {
      return nil
    }
    words = ahead
    let content = ports.content(of: String(name))
    problems += content.problems
    guard let set = PortSet(content.members.flatMap(\.ranges)) else {
      throw CiscoProblem("its group of ports is empty")
    }
    return set
  }

  /// The types after a rule of ICMP.
  ///
  /// - Parameter code: what is said of a rule that is for one code of a type only.
  private func types(
    _ words: inout CiscoWords, _ given: [ReadTraffic], _ code: inout String?,
    _ problems: inout [String]
  ) throws(CiscoProblem) -> [ReadTraffic] {
    guard given.count == 1, let service = given.first, service.transport == .icmp,
      let word = words.peek
    else { return given }
    if word == "object-group" {
      _ = words.next()
      let content = services.content(of: String(words.next() ?? ""))
      problems += content.problems
      if service.family == .v6 { throw CiscoProblem("types of ICMPv6 are not read") }
      return content.members
    }
    if service.family == .v6, CiscoNames.neighbourDiscovery.contains(String(word)) {
      _ = words.next()
      return []
    }
    guard let icmp = CiscoICMP(&words) else { return given }
    if service.family == .v6 { throw CiscoProblem("types of ICMPv6 are not read") }
    code = icmp.narrowing
    return [ReadTraffic(.icmp(type: icmp.type), family: .v4)]
  }

  private enum Option { case none, inactive, answers }

  /// What may follow: logging changes nothing; all else does.
  private func options(_ words: inout CiscoWords) throws(CiscoProblem) -> Option {
    var found = Option.none
    while let word = words.next() {
      switch word {
      case "log", "log-input":
        if dialect == .asa { takeLogLevel(&words) }
      case "sequence" where dialect == .iosxe: _ = words.next()
      case "inactive" where dialect == .asa: found = .inactive
      // Packets of connections that are there already.
      case "established" where dialect == .iosxe: found = .answers
      default:
        throw CiscoProblem("\"\((String(word) + " " + words.text).asComment())\" is not understood")
      }
    }
    return found
  }

  private func takeLogLevel(_ words: inout CiscoWords) {
    let levels: Set<Substring> = [
      "alerts", "critical", "debugging", "default", "disable", "emergencies", "errors",
      "informational", "notifications", "warnings",
    ]
    if let word = words.peek, levels.contains(word) || UInt8(word) != nil { _ = words.next() }
    if words.take("interval") { _ = words.next() }
  }
}
