import EndpointModel

/// The objects and rules of one virtual system of PAN-OS, gathered from commands, and what they
/// allow between two zones.
struct PANOSConfiguration {
  var problems: [String] = []
  private let vsys: String
  private(set) var entries: [Place: Entry] = [:]
  /// The names of the rules in their order, of each rulebase.
  private var order: [Stage: OrderedNames] = [:]
  /// Of a management station: the group of devices whose rules are read; nil for a device's own.
  let deviceGroup: String?
  /// What the management station leaves open, once its group was found.
  var hasGroup = false
  /// How far above the group others are, from whose rules and objects it takes.
  var heights: [String: Int] = [:]
  /// The group that each takes from, as the management station says.
  var parents: [String: String] = [:]
  /// What was said of other groups, until it is known which of them count.
  var others: [String: [PANOSCommand]] = [:]
  private var reported: Set<String> = []
  private var otherSystems: Set<String> = []
  private var hasOwnSystem = false
  /// The zones that the virtual system has.
  private var zoneNames: Set<String> = []
  /// Rules that give connections other ends, by name.
  var translations: [String: Entry] = [:]
  var notes: [String] = []
  /// Whether the text has more of the device than a virtual system.
  private var isWhole = false
  /// Whether the rule by default denies what stays within a zone.
  var deniesWithinZones = false
  var denials = ReadDenials()
  /// What rules with a negated end would allow all addresses.
  private var wholes: [Endpoint] = []

  init(_ values: FirewallSettings) {
    vsys = values["vsys"]
    deviceGroup = values["device-group"] == PANOS.noGroup ? nil : values["device-group"]
    if let deviceGroup { heights[deviceGroup] = 0 }
  }

  enum Kind: String, CaseIterable {
    case address, service, application, tag, rule
    case addressGroup = "address-group"
    case serviceGroup = "service-group"
    case applicationGroup = "application-group"
  }

  struct Place: Hashable {
    let kind: Kind
    let name: String
    /// Of an object: how far above the group it stands.
    var height = 0
    /// Of a rule.
    var stage = Stage.own

    /// The height of what is shared by all groups.
    static let shared = Int.max
  }

  /// The words after an object's name, command by command.
  struct Entry {
    var commands: [(words: [String], line: Int)] = []
    var line: Int { commands.first?.line ?? 0 }
  }

  // MARK: Gathering

  mutating func take(_ command: PANOSCommand) {
    var words = command.words[...]
    var isShared = false
    if words.first == "devices" { words = words.dropFirst(2) }
    isWhole = isWhole || ["deviceconfig", "mgt-config", "network"].contains(words.first)
    switch words.first {
    case "vsys":
      guard words.dropFirst().first == vsys else {
        otherSystems.insert(words.dropFirst().first ?? "")
        return
      }
      hasOwnSystem = true
      words = words.dropFirst(2)
    case "shared":
      isShared = true
      words = words.dropFirst()
    default: break
    }
    // Of a device with one virtual system they stand without its name.
    if words.first == "zone", let name = words.dropFirst().first { zoneNames.insert(name) }
    guard let (rest, stage, height) = stage(of: words, isShared: isShared, command) else { return }
    words = rest
    if words.starts(with: ["rulebase", "security", "rules"]) {
      if isShared, stage == .own {
        return report("the shared \("rulebase security".quoted) is not read")
      }
      words = ["rule"] + words.dropFirst(3)
    } else if words.first == "rulebase" || words.first == "rule" {
      return take(rulebase: words.dropFirst(), command)
    }
    guard let kind = words.first.flatMap(Kind.init), let name = words.dropFirst().first else {
      return
    }
    let place = Place(
      kind: kind, name: name,
      height: kind == .rule ? 0 : isShared ? Place.shared : height,
      stage: kind == .rule ? stage : .own)
    let values = Array(words.dropFirst(2))
    switch command.verb {
    case .set:
      if kind == .rule, entries[place] == nil {
        order[stage, default: OrderedNames()].append(name)
      }
      entries[place, default: Entry()].commands.append((values, command.line))
    case .delete: delete(place, values, command.line)
    case .move: move(place, values, command.line)
    }
  }

  private mutating func delete(_ place: Place, _ words: [String], _ line: Int) {
    if words.isEmpty {
      entries[place] = nil
      if place.kind == .rule { order[place.stage]?.remove(place.name) }
    } else if entries[place]?.delete(words) == false {
      problems.append("line \(line): what is deleted of \(place.name.quoted) is not there")
    }
  }

  private mutating func move(_ place: Place, _ words: [String], _ line: Int) {
    if order[place.stage]?.move(place.name, words) != true {
      problems.append(
        "line \(line): where the rule \(place.name.quoted) is moved to is not understood")
    }
  }

  mutating func report(_ problem: String) {
    if reported.insert(problem).inserted { problems.append(problem) }
  }

  /// The nearest of that name counts.
  func entry(_ kind: Kind, _ name: String) -> Entry? {
    let heights = Array(0..<max(heights.count, 1)) + [Place.shared]
    return heights.lazy.compactMap { entries[Place(kind: kind, name: name, height: $0)] }.first
  }

  // MARK: Reading

  /// What the rules allow from the inside zone to the outside one, and back.
  mutating func reading(inside: String, outside: String) -> FirewallReading {
    takeParents()
    let all = order.keys.sorted().flatMap { stage in
      (order[stage]?.all ?? []).compactMap { name in
        entries[Place(kind: .rule, name: name, stage: stage)].map { PANOSRule(name, $0) }
      }
    }
    tellOfTheStation()
    // Of others' rules it is a way to keep them for another time.
    for rule in all where rule.isDisabled && rule.name.hasPrefix(ObjectNames.prefix) {
      problems.append("\(rule.title) of Gatebook's is disabled")
    }
    let rules = all.filter { !$0.isDisabled }
    let relevant = rules.compactMap { rule in
      let directions = rule.directions(inside: inside, outside: outside)
      return directions.isEmpty ? nil : (rule: rule, directions: directions)
    }
    let zones = Set(all.flatMap { $0.words("from") + $0.words("to") })
    if !zones.contains("any") {
      problems += PlacesThere.problems(
        "zone", [("inside", inside), ("outside", outside)], among: zones.union(zoneNames))
    }
    for rule in rules where rule.hasNoZones {
      problems.append("\(rule.title) has no zones")
    }
    if !otherSystems.isEmpty, !hasOwnSystem {
      problems.append("there is no virtual system \(vsys.quoted)")
    }
    if inside == outside, !deniesWithinZones,
      !relevant.contains(where: { $0.rule.isDenial && $0.rule.matchesEverything })
    {
      problems.append(
        "what stays within the zone \(inside.quoted) is allowed unless a rule denies it: "
          + PANOS.denialWithinZones)
    }
    var endpoints: [Endpoint] = []
    for (rule, directions) in relevant {
      if rule.action == "allow" {
        notes += rule.notes([inside, outside]).filter { !notes.contains($0) }
      }
      for unknown in rule.notUnderstood {
        problems.append("\(rule.title): \(unknown.quoted) is not understood")
      }
      if rule.action != "allow" {
        if rule.isDenial {
          deny(rule, directions)
        } else {
          problems.append("\(rule.title) has the action \((rule.action ?? "none").quoted)")
        }
        continue
      }
      endpoints += read(
        rule,
        directions.told(
          isOne: inside == outside, fromAnybody: rule.words("source") == ["any"],
          toAnybody: rule.words("destination") == ["any"]))
    }
    let ours = rules.filter { $0.name.hasPrefix(ObjectNames.prefix) }
    let rewrites = rewrites(inside: inside).told(of: endpoints)
    let number = FirewallPlan.number(inRemarks: ours.compactMap(\.description))
    if number == nil, translations.isEmpty, !isWhole, !endpoints.isEmpty {
      notes.append(
        "what gives connections another destination: the text has no rulebase nat, and no device")
    }
    return FirewallReading(
      endpoints, wholes: denials.wholes + wholes, number: number,
      problems: problems + rewrites.problems, notes: notes + rewrites.notes,
      denials: denials.effective)
  }

  private mutating func read(
    _ rule: PANOSRule, _ directions: [PermitDirection]
  ) -> [Endpoint] {
    for narrowing in rule.narrowings {
      problems.append("\(rule.title) allows less than is read: it is limited by \(narrowing)")
    }
    let traffic = traffic(of: rule)
    let made = directions.flatMap { direction -> [Endpoint] in
      let (near, far) =
        direction == .outbound ? ("source", "destination") : ("destination", "source")
      let local = rule.words(near)
      if local != ["any"] || rule.negates(near) {
        problems.append(
          "\(rule.title) allows less than is read: inside, it is limited to "
            + (rule.negates(near) ? "all but " : "") + local.prefix(5).joined(separator: " ").quoted
        )
      }
      let found = addresses(rule.words(far), rule.title)
      if !rule.negates(far) { return traffic.endpoints(to: found, direction) }
      guard let others = found.others(), !found.isEmpty, !others.isEmpty else {
        problems.append("\(rule.title) negates its \(far), and what that leaves is not worked out")
        return []
      }
      wholes += rest(of: traffic.wholes(IPFamily.allCases, direction), by: rule)
      return traffic.endpoints(to: others, direction)
    }
    return rest(of: made, by: rule)
  }

  mutating func addresses(_ names: [String], _ title: String) -> [EndpointAddress] {
    if names.isEmpty { problems.append("\(title) has no addresses") }
    let leaves = GroupMembers.leaves(names) { name in
      entry(.addressGroup, name).flatMap { group in
        // Of the two kinds of members, the latest counts.
        let isDynamic = group.commands.contains { $0.words.first == "dynamic" }
        return isDynamic || group.values("static").isEmpty ? nil : group.values("static")
      }
    }
    return leaves.flatMap { name -> [EndpointAddress] in
      if name == "any" { return [.any] }
      if entry(.addressGroup, name) != nil {
        problems.append("\(title): the address group \(name.quoted) has no static members")
        return []
      }
      if let object = entry(.address, name) {
        if let address = object.address { return PANOS.embedded.matched(by: address) }
        problems.append("line \(object.line): the address \(name.quoted) is not understood")
        return []
      }
      if let address = EndpointAddress.enclosing(name) {
        return PANOS.embedded.matched(by: address)
      }
      if let range = AddressRange(name) {
        return PANOS.embedded.matched(by: EndpointAddress(range))
      }
      problems.append("\(title): there is no address \(name.quoted)")
      return []
    }
  }

  /// What a rule lets pass, by its applications and services.
  mutating func traffic(of rule: PANOSRule) -> [ReadTraffic] {
    let apps = GroupMembers.leaves(rule.words("application")) {
      entry(.applicationGroup, $0)?.values("members")
    }
    let services = rule.words("service")
    if apps.isEmpty || services.isEmpty {
      problems.append("\(rule.title) has no applications or no services")
      return []
    }
    if apps.contains("any") {
      if services == ["application-default"] {
        problems.append("\(rule.title) allows any application on ports that it does not tell")
        return []
      }
      return ports(services, rule.title)
    }
    let hasOwnPorts = services == ["any"] || services == ["application-default"]
    var out: [ReadTraffic] = []
    var named: [String] = []
    for app in apps {
      guard let (traffic, ofApplication) = application(app) else {
        problems.append("\(rule.title): the application \(app.quoted) is not known")
        continue
      }
      if traffic.allSatisfy({ !$0.transport.hasPorts }) {
        // A protocol without ports does not match a service.
        if hasOwnPorts { out += traffic }
        continue
      }
      if ofApplication { named.append(app) }
      if services == ["application-default"] { out += traffic }
    }
    for (app, other) in [("icmp", "ping"), ("ping6", "ipv6-icmp"), ("ipv6-icmp", "ping6")]
    where apps.contains(app) && !apps.contains(other) {
      problems.append("\(rule.title) allows \(app), which is ICMP only in part without \(other)")
    }
    if !named.isEmpty {
      problems.append(
        "\(rule.title) allows less than its ports: only the applications "
          + named.prefix(5).joined(separator: ", ").quoted)
      if !hasOwnPorts { out += ports(services, rule.title) }
    }
    return out
  }

  /// What an application is by default, and whether it is more than a protocol.
  private func application(_ name: String) -> (traffic: [ReadTraffic], isNarrow: Bool)? {
    if let own = entry(.application, name) {
      return own.application.map { ([$0], false) }
    }
    return PANOSNames.applications[name].map { traffic in
      (traffic, traffic.contains { $0.transport.hasPorts })
    }
  }

  private mutating func ports(_ names: [String], _ title: String) -> [ReadTraffic] {
    let leaves = GroupMembers.leaves(names) { entry(.serviceGroup, $0)?.values("members") }
    return leaves.flatMap { name -> [ReadTraffic] in
      if name == "any" { return [ReadTraffic(.any)] }
      if let service = entry(.service, name) {
        if let traffic = service.service { return traffic }
        problems.append("line \(service.line): the service \(name.quoted) is not understood")
        return []
      }
      if let known = PANOSNames.services[name] { return known }
      problems.append("\(title): there is no service \(name.quoted)")
      return []
    }
  }
}
