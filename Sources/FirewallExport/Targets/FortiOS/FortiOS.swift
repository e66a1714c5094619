import EndpointModel

/// FortiOS, as commands of its command line (Fortinet, FortiOS CLI Reference, release 6.4 and
/// later, where a policy has addresses of both families).
///
/// The text is pasted, or loaded with `execute batch` or as a script. Each object takes effect
/// when its `next` or `end` is reached: what a policy refers to is there before it, a group's
/// members are exchanged in one command, and no group is ever empty, so nothing that stays
/// allowed is cut off. The text as a whole is not atomic: back up the configuration before.
///
/// A whole policy sets Gatebook's objects to what they should be, and deletes the policy of a
/// family of addresses that its traffic does not have: an error where there is none, which changes
/// nothing. The language has no deletion by pattern: policies of traffic that earlier files of this
/// firewall had are deleted by their numbers. New policies stand after those that are there:
/// move them, once, in front of one that denies.
public struct FortiOS: FirewallTarget {
  public static let name = "fortios"
  public static let title = "FortiOS CLI"
  /// A pattern begins with `*.` and has no other asterisk (FortiOS Administration Guide, "Using
  /// wildcard FQDN addresses in firewall policies").
  public var abilities: FirewallAbilities {
    var abilities = FirewallAbilities(names: true, patterns: true)
    abilities.knowsPattern = { $0.parent != nil }
    return abilities
  }
  public static let commentMark: String? = "#"
  public static let namesRetired = true
  public static let settings = [
    FirewallSetting(
      "inside", .interface(upTo: 35), "internal", "the interface or zone of the customer's network"),
    FirewallSetting(
      "outside", .interface(upTo: 35), "wan1",
      "the interface or zone where the vendor's addresses are"),
    FirewallSetting(
      "nat", .word(["enable", "disable"]), "enable",
      "whether sources of outbound IPv4 connections are translated"),
    FirewallSetting("vdom", .name(upTo: 31), "root", "the virtual domain that is read"),
    // Fortinet, "Maximum Values Table", firewall.addrgrp:member, of the smallest models.
    FirewallSetting(
      "limit-entries", .number, "600", "how many members an address group may have"),
  ]

  private let values: FirewallSettings

  public init(_ values: FirewallSettings) { self.values = values }

  public var revisionCommand: String? { "show firewall policy | grep Gatebook" }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    FortiOSObjects(plan, settings: values).groups.map {
      FirewallObject(
        kind: $0.family.groupTable, name: $0.name, entries: $0.members.count,
        limit: values.number("limit-entries"))
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let objects = FortiOSObjects(plan, settings: values)
    var text = FortiOSText()
    text.write(objects.addresses)
    for family in IPFamily.allCases {
      text.table(
        family.groupTable, objects.groups.filter { $0.family == family },
        { ($0.name, FortiOSText.members($0.members)) })
    }
    text.write(objects.services)
    text.write(objects.policies)
    // What the same traffic had before; an error where it had nothing.
    text.delete("policy", objects.absent.map { String($0) })
    Self.writeDeletions(of: plan.ofRetired, except: objects, values, &text)
    return text.written
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let (old, new) = (
      FortiOSObjects(old, settings: values), FortiOSObjects(new, settings: values)
    )
    var text = FortiOSText()
    text.write(new.addresses.without(old.addresses))
    Self.writeGroups(from: old, to: new, &text)
    text.write(new.services.without(old.services))
    let before = Dictionary(uniqueKeysWithValues: old.policies.map { ($0.number, $0) })
    let stays = { (policy: FortiOSObjects.Policy) in
      before[policy.number]?.settings == policy.settings
        && before[policy.number]?.name == policy.name
    }
    text.write(new.policies.filter { !stays($0) })
    text.table(
      "policy", new.policies.filter { stays($0) && before[$0.number]?.comment != $0.comment },
      { (String($0.number), ["set comments \"\($0.comment)\""]) })
    Self.writeDeletions(from: old, to: new, &text)
    return text.written
  }

  /// What earlier policies may have left; an error for each that is not there.
  private static func writeDeletions(
    of retired: FirewallPlan, except objects: FortiOSObjects, _ values: FirewallSettings,
    _ text: inout FortiOSText
  ) {
    let gone = FortiOSObjects(retired, settings: values)
    text.delete(
      "policy",
      gone.policies.map(\.number).without(objects.policies.map(\.number))
        .without(objects.absent).map { String($0) })
    for family in IPFamily.allCases {
      let names = { (objects: FortiOSObjects) in
        objects.groups.filter { $0.family == family }.map(\.name)
      }
      text.delete(family.groupTable, names(gone).without(names(objects)).map { "\"\($0)\"" })
    }
  }

  /// New groups, and new members of those that stay.
  private static func writeGroups(
    from old: FortiOSObjects, to new: FortiOSObjects, _ text: inout FortiOSText
  ) {
    let members = Dictionary(uniqueKeysWithValues: old.groups.map { ($0.name, $0.members) })
    for family in IPFamily.allCases {
      let changes = new.groups.filter { $0.family == family }.compactMap {
        group -> (String, [String])? in
        guard let before = members[group.name] else {
          return (group.name, FortiOSText.members(group.members))
        }
        let added = group.members.without(before)
        return added.isEmpty
          ? nil : (group.name, added.map { "append member \"\($0)\"" })
      }
      text.table(family.groupTable, changes, { $0 })
    }
  }

  /// What is gone, that which refers to something before what it refers to.
  private static func writeDeletions(
    from old: FortiOSObjects, to new: FortiOSObjects, _ text: inout FortiOSText
  ) {
    let members = Dictionary(uniqueKeysWithValues: new.groups.map { ($0.name, $0.members) })
    let policies = old.policies.map(\.number).without(new.policies.map(\.number))
    text.delete("policy", policies.map { String($0) })
    for family in IPFamily.allCases {
      let groups = old.groups.filter { $0.family == family }
      let changes = groups.compactMap { group -> (String, [String])? in
        guard let after = members[group.name] else { return nil }
        let gone = group.members.without(after)
        return gone.isEmpty ? nil : (group.name, gone.map { "unselect member \"\($0)\"" })
      }
      text.table(family.groupTable, changes, { $0 })
      text.delete(
        family.groupTable, groups.map(\.name).filter { members[$0] == nil }.map { "\"\($0)\"" })
    }
    text.delete(
      "service custom",
      old.services.map(\.name).without(new.services.map(\.name)).map { "\"\($0)\"" })
    for family in IPFamily.allCases {
      let names = { (objects: FortiOSObjects) in
        objects.addresses.filter { $0.family == family }.map(\.name)
      }
      text.delete(family.addressTable, names(old).without(names(new)).map { "\"\($0)\"" })
    }
  }

  /// What `show` prints of the firewall's addresses, groups, services and policies, or of all.
  public func read(_ text: String) throws -> FirewallReading {
    var configuration = try configuration(text)
    return configuration.reading(inside: values["inside"], outside: values["outside"]).quotingLines(
      of: text, isNamed: true)
  }

  public func contents(of text: String) throws -> FirewallContents? {
    try configuration(text).contents
  }

  private func configuration(_ text: String) throws -> FortiOSConfiguration {
    let configuration = FortiOSConfiguration(text, vdom: values["vdom"])
    // A file of a policy that allows nothing has comments only.
    guard configuration.hasTables || FirewallWriter.number(inHeadOf: text, mark: "#") != nil
    else {
      throw FirewallReadingError(Self.name, "it has no line \"config firewall\" …")
    }
    return configuration
  }
}

extension IPFamily {
  fileprivate var addressTable: String { self == .v4 ? "address" : "address6" }
  fileprivate var groupTable: String { self == .v4 ? "addrgrp" : "addrgrp6" }
}

/// Tables of the firewall with their entries.
private struct FortiOSText {
  private(set) var written = ""

  /// A table with the lines of each entry; nothing without entries.
  mutating func table<Object>(
    _ name: String, _ objects: [Object], _ content: (Object) -> (name: String, lines: [String])
  ) {
    if objects.isEmpty { return }
    written += "config firewall \(name)\n"
    for object in objects {
      let (name, lines) = content(object)
      let isNumber = UInt32(name) != nil
      written += "    edit " + (isNumber ? name : "\"\(name)\"") + "\n"
      for line in lines { written += "        \(line)\n" }
      written += "    next\n"
    }
    written += "end\n"
  }

  mutating func delete(_ table: String, _ names: [String]) {
    if names.isEmpty { return }
    written += "config firewall \(table)\n"
    for name in names { written += "    delete \(name)\n" }
    written += "end\n"
  }

  mutating func write(_ addresses: [FortiOSObjects.Address]) {
    for family in IPFamily.allCases {
      table(
        family.addressTable, addresses.filter { $0.family == family },
        { ($0.name, $0.settings.map { "set " + $0 }) })
    }
  }

  mutating func write(_ services: [FortiOSObjects.Service]) {
    table("service custom", services, { ($0.name, $0.settings.map { "set " + $0 }) })
  }

  mutating func write(_ policies: [FortiOSObjects.Policy]) {
    table(
      "policy", policies,
      { policy in
        (
          String(policy.number),
          ["set name \"\(policy.name)\""] + policy.settings.map { "set " + $0 }
            + ["set comments \"\(policy.comment)\""]
        )
      })
  }

  /// The first one takes the place of all that were there, the others are added, and all takes
  /// effect at once, with `next`: lines stay short, however many members there are.
  static func members(_ names: [String]) -> [String] {
    names.enumerated().map { i, name in (i == 0 ? "set" : "append") + " member \"\(name)\"" }
  }
}
