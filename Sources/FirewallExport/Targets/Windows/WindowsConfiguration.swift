import EndpointModel

/// Rules of the firewall of Windows: a script that makes them, or a list in JSON that the command in
/// the documentation's article on firewalls gives. Rules of other groups that allow are counted and
/// passed over, as Windows itself has hundreds; what one blocks is taken away from all that allow.
struct WindowsConfiguration {
  let group: String
  let profile: String
  /// Whether the profiles are to block what goes out and is not allowed.
  let denies: Bool
  private var profiles = WindowsProfiles()
  /// How many rules of other groups allow something.
  private var others = 0
  private var notes: [String] = []
  private var endpoints: [Endpoint] = []
  private var problems: [String] = []
  private var denials = ReadDenials()
  /// The numbers in the descriptions; nil for a rule that tells none.
  private var numbers: Set<Int?> = []

  init(group: String, profile: String, denies: Bool) {
    self.group = group
    self.profile = profile
    self.denies = denies
  }

  /// The properties of a rule, by their names in lower case.
  struct Properties {
    let line: Int
    var values: [String: [String]] = [:]
  }

  func read(_ text: String) throws -> FirewallReading {
    var reader = self
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if first == "[" || first == "{" {
      try reader.readJSON(text)
    } else {
      try reader.readScript(text)
    }
    let rest = reader.denials.rest(of: reader.endpoints, from: .anybody(nil), to: .anybody(nil))
    return FirewallReading(
      rest.endpoints, wholes: reader.denials.wholes,
      number: reader.numbers.count == 1 ? reader.numbers.first ?? nil : nil,
      problems: reader.problems + rest.told, notes: reader.notes,
      denials: reader.denials.effective)
  }

  private mutating func problem(_ line: Int, _ text: String) {
    problems.append("line \(line): \(text)")
  }

  // MARK: The two forms

  private mutating func readJSON(_ text: String) throws {
    guard let document = try YAMLReader.documents(text, of: Windows.name).first else {
      throw FirewallReadingError(Windows.name, "it is empty")
    }
    for rule in document.elements ?? [document] {
      guard let members = rule.map?.members else {
        problem(rule.line, "it is not a rule")
        continue
      }
      var properties = Properties(line: rule.line)
      for member in members where !member.value.isNull {
        let values = member.value.elements ?? [member.value]
        let texts = values.filter { !$0.isNull }.compactMap(\.text)
        guard texts.count == values.filter({ !$0.isNull }).count else {
          problem(
            member.line, "\(member.name.asComment(limit: 40)) is not a text or a list of them")
          continue
        }
        if properties.values.updateValue(texts, forKey: member.name.lowercased()) != nil {
          problem(member.line, "\(member.name.asComment(limit: 40)) occurs twice")
        }
      }
      if WindowsProfiles.isProfile(properties.values.keys) {
        profiles.take(properties.values, line: rule.line)
      } else {
        take(properties, required: Self.listed)
      }
    }
    problems += profiles.problems(of: profile, denies: denies)
    if !denies {
      notes.append(
        "what goes out and no rule is about: by the setting deny=none the profiles need not block it"
      )
    }
    if others > 0 {
      notes.append(
        "rules of other groups: \(others) of them allow something, and only those of the group "
          + "\(group) are read")
    }
  }

  /// What a listing tells of every rule; one that does not tell it was made otherwise.
  private static let listed = [
    "group", "enabled", "profile", "direction", "action", "protocol", "localport", "remoteport",
    "icmptype", "localaddress", "remoteaddress", "program", "service", "interfacealias",
  ]

  private mutating func readScript(_ text: String) throws {
    let frame = WindowsScript(group: group, profile: profile).frame
    var isScript = false
    for statement in try PowerShellStatements.read(text, passing: frame) {
      guard statement.command?.lowercased() == "new-netfirewallrule" else {
        let command = (statement.command ?? "").asComment(limit: 40)
        problem(statement.line, "the command \(command) is not understood")
        continue
      }
      isScript = true
      guard let values = statement.parameters else {
        problem(statement.line, "the values of the rule are not all stated in it")
        continue
      }
      // PowerShell takes the beginning of a parameter's name for the whole.
      if values.keys.contains(where: { $0 != "group" && "group".hasPrefix($0) }) {
        problem(statement.line, "the group of the rule is not understood")
        continue
      }
      // What is not given has a standard (New-NetFirewallRule, "Parameters").
      let standard = [
        "group": [""], "enabled": ["True"], "profile": ["Any"], "direction": ["Inbound"],
        "action": ["Allow"], "protocol": ["Any"], "remoteaddress": ["Any"],
      ]
      take(
        Properties(line: statement.line, values: standard.merging(values) { $1 }),
        required: ["remoteaddress"])
    }
    guard isScript || text.contains("NetFirewallRule") else {
      throw FirewallReadingError(Windows.name, "it is neither rules in JSON nor a script")
    }
    notes.append(
      "what no rule of the group is about: a script does not tell the profiles' standards, which let "
        + "everything out unless DefaultOutboundAction is Block, nor other groups' rules")
  }

  // MARK: A rule

  private mutating func take(_ rule: Properties, required: [String]) {
    for name in required where rule.values[name] == nil {
      return problem(rule.line, "a rule does not tell its \(name)")
    }
    guard rule.text("group")?.lowercased() == group.lowercased() else {
      return takeOther(rule)
    }
    switch rule.text("enabled")?.lowercased() {
    case "true", "1": break
    case "false", "2":
      // Of others' rules it is a way to keep them for another time.
      if FirewallPlan.number(inRemark: rule.text("description") ?? "") != nil {
        problem(
          rule.line, "the rule \((rule.text("name") ?? "").quoted) of Gatebook's is disabled")
      }
      return
    default: return problem(rule.line, "whether the rule is in force is not understood")
    }
    numbers.insert(FirewallPlan.number(inRemark: rule.text("description") ?? ""))
    if let other = rule.values.keys.sorted().first(where: { !Self.known.contains($0) }) {
      return problem(rule.line, "\(other.asComment(limit: 40)) is not understood here")
    }
    guard ["allow", "2"].contains(rule.text("action")?.lowercased()) else {
      return deny(rule)
    }
    let profiles = rule.values["profile"]?.joined(separator: ",").lowercased() ?? ""
    guard ["any", "0", profile.lowercased()].contains(profiles) else {
      return problem(rule.line, "the rule is for other profiles")
    }
    guard let outbound = Self.directions[rule.text("direction")?.lowercased() ?? ""] else {
      return problem(rule.line, "its direction is not understood")
    }
    // What narrows a rule to less than its addresses and ports.
    for name in Self.narrowing(outbound) where !rule.isAny(name) {
      return problem(rule.line, "the rule is narrowed by its \(name)")
    }
    guard let transport = transport(rule), let ports = ports(rule, outbound, transport.transport),
      let places = places(rule, only: transport.family)
    else { return }
    for place in places {
      endpoints.append(
        Endpoint(
          address: place, ports: ports, transport: transport.transport,
          direction: outbound ? .outbound : .inbound))
    }
  }

  /// Takes a rule of another group. What blocks comes before what allows, whatever group it is of.
  private mutating func takeOther(_ rule: Properties) {
    if ["false", "2"].contains(rule.text("enabled")?.lowercased()) { return }
    let profiles = rule.values["profile"]?.joined(separator: ",").lowercased() ?? ""
    let isElsewhere =
      profile != "Any" && !["any", "0"].contains(profiles)
      && !profiles.contains(profile.lowercased())
    if isElsewhere { return }
    if ["allow", "2"].contains(rule.text("action")?.lowercased()) {
      others += 1
    } else {
      deny(rule)
    }
  }

  /// Takes a rule that blocks, which comes before all that allow ("Windows Firewall rules", rule
  /// precedence).
  private mutating func deny(_ rule: Properties) {
    guard ["block", "4"].contains(rule.text("action")?.lowercased()) else {
      return problem(rule.line, "its action is not understood")
    }
    let name = rule.text("name") ?? rule.text("displayname") ?? ""
    let isOurs = rule.text("group")?.lowercased() == group.lowercased()
    let outbound = Self.directions[rule.text("direction")?.lowercased() ?? ""]
    let isOut = outbound ?? true
    // What of it is not understood makes it a denial of more.
    let kept = problems
    let service = service(rule, isOut)
    let places = places(rule, only: service?.family)
    problems = kept
    let hasMore =
      Self.narrowing(isOut).contains { !rule.isAny($0) }
      || rule.values.keys.contains { !Self.known.contains($0) }
    let profiles = rule.values["profile"]?.joined(separator: ",").lowercased() ?? ""
    let isOfAll = ["any", "0", profile.lowercased()].contains(profiles)
    let remote: ReadEnd = places.map { .addresses($0) } ?? .anybody(nil)
    var ways: Set<PermitDirection> = [.outbound, .inbound]
    if let outbound { ways = [outbound ? .outbound : .inbound] }
    let told = denials.take(
      service.map { [$0] }, from: isOut ? .anybody(nil) : remote,
      to: isOut ? remote : .anybody(nil), ways,
      isExact: places != nil && !hasMore && isOfAll && outbound != nil,
      place: "line \(rule.line): the rule \(name.quoted)",
      sentence:
        "line \(rule.line): the rule \(name.quoted) \(isOurs ? "" : "of another group ")blocks: what it "
        + "takes away is not worked out")
    if let told { problems.append(told) }
  }

  private mutating func service(_ rule: Properties, _ outbound: Bool) -> ReadTraffic? {
    guard let (transport, family) = transport(rule), let ports = ports(rule, outbound, transport)
    else { return nil }
    let set: PortSet? = if case .numbers(let set) = ports { set } else { nil }
    return ReadTraffic(transport, set, family: family)
  }

  /// Names of properties that are taken into account, or say nothing of what is allowed.
  private static let known: Set = [
    "name", "displayname", "displaygroup", "group", "description", "enabled", "profile",
    "direction", "action", "protocol", "icmptype", "localport", "remoteport", "localaddress",
    "remoteaddress", "program", "service", "interfacealias", "interfacetype", "policystore",
    "erroraction",
  ]

  private static func narrowing(_ outbound: Bool) -> [String] {
    [
      "localaddress", "program", "service", "interfacealias", "interfacetype",
      outbound ? "localport" : "remoteport",
    ]
  }

  private static let directions = ["outbound": true, "2": true, "inbound": false, "1": false]

  private mutating func transport(
    _ rule: Properties
  ) -> (transport: IPProtocol, family: IPFamily?)? {
    let name = rule.text("protocol")?.lowercased() ?? ""
    let types = rule.values["icmptype"] ?? []
    switch name {
    case "tcp", "6": return (.tcp, nil)
    case "udp", "17": return (.udp, nil)
    case "any": return (.any, nil)
    case "icmpv4", "1", "icmpv6", "58":
      let family: IPFamily = ["icmpv6", "58"].contains(name) ? .v6 : .v4
      if rule.isAny("icmptype") { return (.icmp, family) }
      // With every code of the type.
      let text = types.count == 1 ? types[0] : ""
      let type = UInt8(text.hasSuffix(":*") ? String(text.dropLast(2)) : text)
      if family == .v4, let type { return (.icmp(type: type), family) }
      problem(
        rule.line, "types of ICMP other than one for IPv4 with all its codes are not understood")
      return nil
    default:
      if let number = UInt8(name) { return (IPProtocol(number: number), nil) }
      problem(rule.line, "its protocol is not understood")
      return nil
    }
  }

  private mutating func ports(
    _ rule: Properties, _ outbound: Bool, _ transport: IPProtocol
  ) -> Ports? {
    let name = outbound ? "remoteport" : "localport"
    if rule.isAny(name) { return .any }
    // Words such as RPC are ports that a service asks Windows for.
    let sets = rule.values[name]?.map { PortSet($0) } ?? []
    let ranges = sets.compactMap { $0 }.flatMap(\.ranges)
    guard transport == .tcp || transport == .udp, !sets.contains(nil), let set = PortSet(ranges)
    else {
      problem(rule.line, "its ports are not all numbers from 1 to 65535")
      return nil
    }
    return .numbers(set)
  }

  private mutating func places(_ rule: Properties, only family: IPFamily?) -> [EndpointAddress]? {
    if rule.isAny("remoteaddress") {
      return family.map { [EndpointAddress(.all($0))] } ?? [.any]
    }
    var places: [EndpointAddress] = []
    for text in rule.values["remoteaddress"] ?? [] {
      // Words such as LocalSubnet are addresses that Windows fills in.
      guard let range = EndpointAddress(text)?.range, family == nil || range.family == family
      else {
        problem(rule.line, "\(text.asComment(limit: 60)) is not an address that is understood")
        return nil
      }
      places.append(EndpointAddress(range))
    }
    if places.isEmpty {
      problem(rule.line, "the rule has no addresses")
      return nil
    }
    return places
  }
}

extension WindowsConfiguration.Properties {
  /// The only value of a property.
  fileprivate func text(_ name: String) -> String? {
    values[name].flatMap { $0.count == 1 ? $0[0] : nil }
  }

  /// Whether a property that narrows a rule narrows nothing: it is not given, or is Any alone.
  fileprivate func isAny(_ name: String) -> Bool {
    guard let given = values[name] else { return true }
    return given.count == 1 && given[0].lowercased() == "any"
  }
}
