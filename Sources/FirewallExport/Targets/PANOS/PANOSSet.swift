import EndpointModel

/// PAN-OS, as set commands for the configuration mode of its command line (Palo Alto Networks,
/// PAN-OS CLI Quick Start, "Load Configuration Settings from a Text File").
///
/// The text is pasted in configuration mode after `set cli scripting-mode on`, looked at with
/// `show config diff`, and takes effect with `commit`: all of it at once, without a gap. Until
/// then it is a candidate. Deleting what is not there, as when a policy is loaded for the first
/// time, and lines with comments are answered by an error that changes nothing. What a person does
/// first and last stands in the file.
///
/// A whole policy replaces Gatebook's rules and groups of the same traffic, so that what somebody
/// added to such a rule, for example profiles, is lost; a delta keeps it. The language has no
/// deletion by pattern: rules of traffic that earlier files of this firewall had are deleted by
/// their names. Rules are moved to the top, in their order.
///
/// For the virtual system vsys1 the commands name none, as on a device that has only that one; on
/// one with several, enter it first (`set system setting target-vsys vsys1`).
public struct PANOSSet: FirewallTarget {
  public static let name = "panos-set"
  public static let title = "PAN-OS set commands"
  public let abilities = PANOS.abilities
  public static let commentMark: String? = "#"
  public static let namesRetired = true
  public static let settings = PANOS.settings
  public static let settingsBeside: Set = ["device-group"]

  private let values: FirewallSettings

  public init(_ values: FirewallSettings) { self.values = values }

  /// PAN-OS CLI Quick Start, "Commit Configuration Changes"; "PAN-OS Configure CLI Command Hierarchy".
  public func steps(isDelta: Bool) -> FirewallSteps? {
    FirewallSteps(
      before: [
        "Load it as one. First: set cli scripting-mode on; configure; check pending-changes",
        "Others' pending changes would be committed with these: wait until there are none.",
        isDelta
          ? "If any line but comments is answered by an error: revert config, and load the whole file."
          : "An error for a delete of what is not there changes nothing.",
      ],
      after: [
        "Then: show config diff; validate full; commit. All of it is in force now, or nothing.",
        "If one of them fails: revert config",
      ])
  }

  public var revisionCommand: String? { "show rulebase security | match Gatebook" }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    PANOS.objects(of: plan, limit: values.number("limit-entries"))
  }

  private func panos(_ plan: FirewallPlan) -> PANOSObjects {
    PANOSObjects(plan, inside: values["inside"], outside: values["outside"])
  }

  public func whole(_ plan: FirewallPlan) -> String {
    (values["inside"] == values["outside"] ? "# \(PANOS.needsDenialWithinZones)\n" : "")
      + inPlace(wholeCommands(plan))
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    inPlace(deltaCommands(from: panos(old), to: panos(new)))
  }

  /// Commands with the virtual system that they are about.
  private func inPlace(_ commands: String) -> String {
    if values["vsys"] == "vsys1" { return commands }
    return commands.split(separator: "\n").map { line in
      let verb = line.prefix { $0 != " " }
      return "\(verb) vsys \(values["vsys"])\(line.dropFirst(verb.count))\n"
    }.joined()
  }

  private func wholeCommands(_ plan: FirewallPlan) -> String {
    let objects = panos(plan)
    var out = ""
    let gone = panos(plan.ofRetired)
    // A group in use cannot be deleted, so its rule goes first.
    for rule in objects.rules + gone.rules(without: objects) {
      out += "delete rulebase security rules \(rule.name)\n"
    }
    for group in objects.groups + gone.groups(without: objects) {
      out += "delete address-group \(group.name)\n"
    }
    for address in objects.addresses { out += Self.set(address) }
    for service in objects.services { out += Self.set(service) }
    for application in objects.applications { out += Self.set(application) }
    for group in objects.groups { out += Self.add(group.members, to: group) }
    for rule in objects.rules { out += Self.set(rule) }
    return out + Self.move(objects.rules)
  }

  private func deltaCommands(from old: PANOSObjects, to new: PANOSObjects) -> String {
    let groups = Dictionary(uniqueKeysWithValues: old.groups.map { ($0.name, $0.members) })
    var out = ""
    for address in new.addresses.without(old.addresses) { out += Self.set(address) }
    for service in new.services.without(old.services) { out += Self.set(service) }
    for application in new.applications.without(old.applications) { out += Self.set(application) }
    for group in new.groups {
      out += Self.add(group.members.without(groups[group.name] ?? []), to: group)
    }
    let before = Dictionary(uniqueKeysWithValues: old.rules.map { ($0.name, $0) })
    var hasNewRules = false
    for rule in new.rules {
      if let before = before[rule.name] {
        out += Self.changes(of: rule, from: before)
      } else {
        out += Self.set(rule)
        hasNewRules = true
      }
    }
    if hasNewRules { out += Self.move(new.rules) }
    return out + Self.deletions(from: old, to: new)
  }

  /// What a rule that stays says otherwise.
  private static func changes(
    of rule: PANOSObjects.Rule, from before: PANOSObjects.Rule
  ) -> String {
    let path = "rulebase security rules \(rule.name)"
    var out = ""
    if before.description != rule.description {
      out += "set \(path) description \"\(rule.description)\"\n"
    }
    for application in rule.applications.without(before.applications) {
      out += "set \(path) application \(application)\n"
    }
    for application in before.applications.without(rule.applications) {
      out += "delete \(path) application \(application)\n"
    }
    return out
  }

  private static func deletions(from old: PANOSObjects, to new: PANOSObjects) -> String {
    let groups = Dictionary(uniqueKeysWithValues: new.groups.map { ($0.name, $0.members) })
    var out = ""
    for group in old.groups {
      guard let members = groups[group.name] else { continue }
      for member in group.members.without(members) {
        out += "delete address-group \(group.name) static \(member)\n"
      }
    }
    func delete(_ kind: String, _ old: [String], _ new: [String]) {
      for name in old.without(new) { out += "delete \(kind) \(name)\n" }
    }
    delete("rulebase security rules", old.rules.map(\.name), new.rules.map(\.name))
    delete("address-group", old.groups.map(\.name), new.groups.map(\.name))
    delete("service", old.services.map(\.name), new.services.map(\.name))
    delete("application", old.applications.map(\.name), new.applications.map(\.name))
    delete("address", old.addresses.map(\.name), new.addresses.map(\.name))
    return out
  }

  private static func set(_ address: PANOSObjects.Address) -> String {
    "set address \(address.name) \(address.kind) \(address.value)\n"
  }

  private static func set(_ service: PANOSObjects.Service) -> String {
    "set service \(service.name) protocol \(service.transport) port \(service.port)\n"
  }

  private static func set(_ application: PANOSObjects.Application) -> String {
    let path = "set application \(application.name)"
    return "\(path) category networking\n\(path) subcategory ip-protocol\n"
      + "\(path) technology network-protocol\n\(path) risk 1\n"
      + "\(path) \(application.identification.joined(separator: " "))\n"
  }

  private static func add(_ members: [String], to group: PANOSObjects.Group) -> String {
    members.map { "set address-group \(group.name) static \($0)\n" }.joined()
  }

  private static func set(_ rule: PANOSObjects.Rule) -> String {
    let path = "set rulebase security rules \(rule.name)"
    return """
      \(path) from \(Self.word(rule.from))
      \(path) to \(Self.word(rule.to))
      \(path) source \(rule.source)
      \(path) destination \(rule.destination)
      \(path) application \(list(rule.applications))
      \(path) service \(list(rule.services))
      \(path) action allow
      \(path) description "\(rule.description)"

      """
  }

  /// A zone's name may hold blanks.
  private static func word(_ name: String) -> String {
    name.contains(" ") ? "\"\(name)\"" : name
  }

  private static func list(_ words: [String]) -> String {
    words.count == 1 ? words[0] : "[ \(words.joined(separator: " ")) ]"
  }

  /// The last one first, so that all stand at the top in their order.
  private static func move(_ rules: [PANOSObjects.Rule]) -> String {
    rules.reversed().map { "move rulebase security rules \($0.name) top\n" }.joined()
  }

  /// What `show` prints in configuration mode after `set cli config-output-format set`.
  public func read(_ text: String) throws -> FirewallReading {
    var configuration = try configuration(text)
    return configuration.reading(inside: values["inside"], outside: values["outside"]).quotingLines(
      of: text, isNamed: true)
  }

  public func contents(of text: String) throws -> FirewallContents? {
    try configuration(text).contents
  }

  private func configuration(_ text: String) throws -> PANOSConfiguration {
    let commands = PANOSCommands(text)
    // A file of a policy that allows nothing has comments only.
    guard commands.hasCommands || FirewallWriter.number(inHeadOf: text, mark: "#") != nil else {
      throw FirewallReadingError(
        Self.name,
        "it has no line that begins with \"set\", as `set cli config-output-format set` makes them")
    }
    var configuration = PANOSConfiguration(values)
    for problem in commands.problems { configuration.problems.append(problem) }
    for command in commands.all { configuration.take(command) }
    return configuration
  }
}
