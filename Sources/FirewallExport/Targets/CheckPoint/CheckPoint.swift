import ChangeReporting
import EndpointModel

/// Check Point, as a JSON list of calls to the management API (Check Point Management API
/// Reference, version 1.8 and later; R81 and later). Each element has `command`, the last part of
/// the address that is posted to, and `payload`, its body.
///
/// The calls are posted in their order in one session, each batch's task being waited for. Where
/// one fails that does not say `"may-fail": true`, the session must be discarded (`discard`), and
/// nothing has changed. The last call publishes the session; `install-policy` then brings it to
/// the gateways, all at once.
///
/// A whole policy replaces Gatebook's groups and rules of the same traffic, so that what somebody
/// added to such a rule, for example tracking, is lost; a delta keeps it. The API has no deletion
/// by pattern: rules of traffic that earlier files of this firewall had are deleted by their
/// names. Rules stand at the top of the layer. `revert-to-revision` goes back.
///
/// DNS domains are objects by the host name itself, which other rules may use: one that is there
/// is left as it is, and none is ever deleted. If it is there with its subdomains, `read` tells
/// that they are allowed, too.
public struct CheckPoint: FirewallTarget {
  public static let name = "checkpoint"
  public static let title = "Check Point management API"
  /// A domain with its subdomains holds the domain itself, too, which `*.example.com` does not,
  /// so patterns are not said. Protocol 58 is ICMP for IPv6.
  public let abilities = FirewallAbilities(names: true, transports: { $0 != .number(58) })
  public static let commentMark: String? = nil
  public static let namesRetired = true
  public static let settings = [
    FirewallSetting("layer", .title(upTo: 63), "Network", "the access layer"),
    FirewallSetting(
      "inside", .title(upTo: 63), "InternalZone",
      "the zone, network or group that stands for the customer's network"),
    // Check Point documents none: this one is a guard against slips.
    FirewallSetting("limit-entries", .number, "50000", "how many members a group may have"),
  ]

  /// How many objects a call may have.
  private static let batch = 500

  private let values: FirewallSettings

  public init(_ values: FirewallSettings) { self.values = values }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    plan.permits.filter { !$0.addresses.isEmpty }.map {
      FirewallObject(
        kind: "group", name: $0.traffic.objectName(), entries: $0.addresses.count,
        limit: values.number("limit-entries"))
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let objects = CheckPointObjects(plan, inside: values["inside"])
    let gone = CheckPointObjects(plan.ofRetired, inside: values["inside"])
    let names = objects.rules.map(\.name)
    var calls = (names + gone.rules.map(\.name).without(names)).map {
      delete($0, mayFail: true)
    }
    calls += Self.add(objects.addresses + objects.services)
    calls += Self.add(domains: objects.domains)
    for group in objects.groups { calls += Self.add(group) }
    for rule in objects.rules.reversed() { calls.append(add(rule)) }
    for group in gone.groups.map(\.name).without(objects.groups.map(\.name)) {
      calls.append(Self.call("delete-group", ["name": .string(group)], mayFail: true))
    }
    return Self.text(calls)
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let (old, new) = (
      CheckPointObjects(old, inside: values["inside"]),
      CheckPointObjects(new, inside: values["inside"])
    )
    let groups = Dictionary(uniqueKeysWithValues: old.groups.map { ($0.name, $0.members) })
    let rules = Dictionary(uniqueKeysWithValues: old.rules.map { ($0.name, $0) })
    var calls = Self.add(
      new.addresses.without(old.addresses) + new.services.without(old.services))
    calls += Self.add(domains: new.domains.without(old.domains))
    for group in new.groups {
      guard let before = groups[group.name] else {
        calls += Self.add(group)
        continue
      }
      calls += Self.change(group.name, "add", group.members.without(before))
    }
    for rule in new.rules.reversed() where rules[rule.name] == nil { calls.append(add(rule)) }
    for rule in new.rules {
      if let before = rules[rule.name], before != rule { calls.append(change(rule)) }
    }
    return Self.text(calls + deletions(from: old, to: new))
  }

  private func deletions(from old: CheckPointObjects, to new: CheckPointObjects) -> [JSONText] {
    let groups = Dictionary(uniqueKeysWithValues: new.groups.map { ($0.name, $0.members) })
    var calls = old.rules.map(\.name).without(new.rules.map(\.name)).map {
      delete($0, mayFail: false)
    }
    for group in old.groups {
      if let members = groups[group.name] {
        calls += Self.change(group.name, "remove", group.members.without(members))
      } else {
        calls.append(Self.call("delete-group", ["name": .string(group.name)]))
      }
    }
    // Others may use them by now: then they stay.
    let gone = old.services.without(new.services) + old.addresses.without(new.addresses)
    return calls
      + Self.batches(gone, "delete-objects-batch", mayFail: true) {
        .object(["name": .string($0.name)])
      }
  }

  // MARK: Calls

  private static func call(
    _ command: String, _ payload: JSONText.Members, mayFail: Bool = false
  ) -> JSONText {
    var out: JSONText.Members = ["command": .string(command), "payload": .object(payload)]
    if mayFail { out.add("may-fail", .bool(true)) }
    return .object(out)
  }

  private static func text(_ calls: [JSONText]) -> String {
    JSONText.array(calls + [call("publish", [:])]).text
  }

  private static func list(_ names: some Sequence<String>) -> JSONText {
    .array(names.map { .string($0) })
  }

  /// A batch makes those that are not there, and fails where one is, as its members know no
  /// `set-if-exists`; another one sets all to what they should be. One that is missing after
  /// that makes the call fail that names it.
  private static func add(_ items: [CheckPointObjects.Item]) -> [JSONText] {
    batches(items, "add-objects-batch", mayFail: true) { $0.json }
      + batches(items, "set-objects-batch") { $0.json }
  }

  private static func add(domains: [String]) -> [JSONText] {
    domains.map {
      call(
        "add-dns-domain", ["name": .string($0), "is-sub-domain": .bool(false)], mayFail: true)
    }
  }

  /// Calls of at most `batch` objects, which are listed by their types.
  private static func batches(
    _ items: [CheckPointObjects.Item], _ command: String, mayFail: Bool = false,
    _ json: (CheckPointObjects.Item) -> JSONText
  ) -> [JSONText] {
    stride(from: 0, to: items.count, by: batch).map { start in
      let part = items[start..<min(start + batch, items.count)]
      var types: [String] = []
      for item in part where !types.contains(item.type) { types.append(item.type) }
      let objects = types.map { type -> JSONText in
        .object([
          "type": .string(type), "list": .array(part.filter { $0.type == type }.map(json)),
        ])
      }
      return call(command, ["objects": .array(objects)], mayFail: mayFail)
    }
  }

  /// A group with members that take the place of those it had, if it is there.
  private static func add(_ group: CheckPointObjects.Group) -> [JSONText] {
    [
      call("add-group", ["name": .string(group.name)], mayFail: true),
      call(
        "set-group",
        ["name": .string(group.name), "members": list(group.members.prefix(batch))]),
    ] + change(group.name, "add", Array(group.members.dropFirst(batch)))
  }

  private static func change(_ group: String, _ verb: String, _ members: [String]) -> [JSONText] {
    stride(from: 0, to: members.count, by: batch).map { start in
      let part = list(members[start..<min(start + batch, members.count)])
      return call(
        "set-group",
        [
          "name": .string(group),
          "members": .object(verb == "add" ? ["add": part] : ["remove": part]),
        ])
    }
  }

  private func payload(_ rule: CheckPointObjects.Rule) -> JSONText.Members {
    [
      "layer": .string(values["layer"]), "name": .string(rule.name),
      "source": Self.list(rule.source), "destination": Self.list(rule.destination),
      "service": Self.list(rule.services), "action": .string("Accept"),
      "comments": .string(rule.comments),
    ]
  }

  private func add(_ rule: CheckPointObjects.Rule) -> JSONText {
    var members = payload(rule)
    members.add("position", .string("top"))
    return Self.call("add-access-rule", members)
  }

  private func change(_ rule: CheckPointObjects.Rule) -> JSONText {
    Self.call("set-access-rule", payload(rule))
  }

  private func delete(_ rule: String, mayFail: Bool) -> JSONText {
    Self.call(
      "delete-access-rule", ["layer": .string(values["layer"]), "name": .string(rule)],
      mayFail: mayFail)
  }

  /// What `show-access-rulebase` answers with `details-level` full, `use-object-dictionary` and
  /// `dereference-group-members` true: one answer, or a list of its pages. Or such a list of
  /// calls as is written.
  public func read(_ text: String) throws -> FirewallReading {
    let json = try ConfigurationJSON(parsing: text, of: Self.name)
    var configuration = CheckPointConfiguration(layer: values["layer"])
    let parts = json.elements ?? [json]
    if !parts.isEmpty, parts.allSatisfy({ $0["command"]?.text != nil }) {
      for call in parts { configuration.take(call: call) }
    } else if !parts.isEmpty, parts.allSatisfy({ $0["rulebase"]?.elements != nil }) {
      configuration.take(pages: parts)
    } else {
      throw FirewallReadingError(Self.name, "it has neither \"rulebase\" nor calls")
    }
    return configuration.reading(inside: values["inside"])
  }
}
