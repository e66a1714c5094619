import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// What a registered firewall polls: one list of one traffic, such as `out-tcp-443`, without the
/// comment at its head, so that what is the same is the same text.
public struct PolledFirewallList: Sendable {
  public let firewall: RegisteredFirewall
  public let list: String
  public let text: String
  public let entries: Int
  /// How many endpoints the list's language cannot say.
  public let notExpressed: Int
}

/// Makes the lists that registered firewalls poll.
public struct FirewallLists {
  private let reader: InventoryReader
  /// Whose calendar tells which days are past.
  private let zone: TimeZoneRules

  public init(_ reader: InventoryReader, in zone: TimeZoneRules) {
    self.reader = reader
    self.zone = zone
  }

  /// A firewall's list, in its own language if that is one of lists, else as a plain list.
  ///
  /// - Parameters:
  ///   - list: which one; needed also where there is one only, as another may come.
  ///   - hasNames: of a firewall whose language is none of lists, whether it holds host names.
  /// - Throws: `FirewallChangeError` if no list is named, nothing of it is left or too much changes;
  ///   `FirewallFileError` if it is too large; `FirewallError`, `FirewallPolicyError`,
  ///   `InventoryError`
  public func list(
    _ list: String?, of name: FirewallName, hasNames: Bool = false, at time: UTCTime
  ) throws -> PolledFirewallList {
    let firewall = try reader.firewall(name)
    let own = try firewall.makeTarget()
    let applied = try AppliedState(firewall, own, in: reader).policy
    let current = try FirewallPolicies(reader, in: zone).current(
      firewall, applied: applied, at: time)
    if let applied { try firewall.options.check(from: applied, to: current.policy) }
    let target: any FirewallTarget =
      own.hasWholeFiles
      ? DynamicList(
        try FirewallSettings(["kind": hasNames ? "names" : "addresses"], of: DynamicList.settings))
      : own
    let all = firewall.plan(current.policy, for: target)
    try target.check(list: list, of: all.lists)
    let plan = all.part(list)
    // Tells of a list that is beyond a limit.
    let file = try FirewallWriter(target).whole(
      plan, aggregated: firewall.plan(current.policy, for: target, aggregates: true).part(list))
    return PolledFirewallList(
      firewall: firewall, list: list ?? "", text: target.whole(plan), entries: file.entries,
      notExpressed: plan.notExpressed.count)
  }
}
