import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// What a firewall has to change, from what was last applied to what is current.
public struct FirewallPlanReport: Sendable {
  public let firewall: RegisteredFirewall
  /// The number of the policy that was last applied; nil if none was, or if it is told for each
  /// list.
  public let from: Int?
  /// Where its files are one list each: those that it needs or was noted to have.
  public let lists: [List]
  /// How what it has was written where its settings have changed since; see
  /// `RegisteredFirewall.form`.
  public let earlierForm: String?
  public let access: AccessDifference
  public let current: CurrentPolicy
  public let notExpressed: [NotExpressed]
  /// The names whose addresses stand in their places, with these.
  public let resolved: [HostName: [IPAddress]]
  /// What an allowance needs no more and another one does: it stays.
  public let stillNeeded: [StillAllowed]

  /// By deployment, the revisions that became current since what it is noted to have; none of a
  /// firewall that gets its lists by itself.
  public let behind: [Behind]

  public struct Behind: Sendable {
    public let deployment: DeploymentName
    /// The revision that it is noted to have; nil for none.
    public let noted: Int?
    /// The latest first.
    public let revisions: [Revision]
  }

  /// One list, by its name such as `out-tcp-443`.
  public struct List: Hashable, Sendable {
    public let name: String
    /// How many entries it has to have now.
    public let entries: Int
    /// The number of the policy that it was last given; nil if none was.
    public let applied: Int?
  }

  public struct StillAllowed: Hashable, Sendable {
    public let endpoint: Endpoint
    public let by: [FirewallAllowance]
  }
}

/// Tells what firewalls have to change.
public struct FirewallPlans {
  private let reader: InventoryReader
  /// Whose calendar tells which days are past.
  private let zone: TimeZoneRules

  public init(_ reader: InventoryReader, in zone: TimeZoneRules) {
    self.reader = reader
    self.zone = zone
  }

  /// - Throws: `FirewallError`, `FirewallPolicyError`, `FirewallChangeError.unknownTarget`,
  ///   `InventoryError`
  public func plan(_ name: FirewallName, at time: UTCTime) throws -> FirewallPlanReport {
    let firewall = try reader.firewall(name)
    let target = try firewall.makeTarget()
    let state = try AppliedState(firewall, target, in: reader)
    let applied = state.policy
    let current = try FirewallPolicies(reader, in: zone).current(
      firewall, applied: applied, at: time)
    let plan = firewall.plan(current.policy, for: target)
    return FirewallPlanReport(
      firewall: firewall, from: target.hasWholeFiles ? state.policy(of: nil)?.number : nil,
      lists: target.hasWholeFiles ? [] : Self.lists(plan, state),
      earlierForm: state.policies.map(\.form).first {
        !FirewallForm($0).isBase(of: FirewallForm(firewall.form))
      },
      access: AccessDifference(from: Snapshot(state.endpoints), to: Snapshot(plan.endpoints)),
      current: current, notExpressed: plan.notExpressed, resolved: plan.resolved,
      stillNeeded: Self.stillNeeded(applied ?? .none, current.policy),
      behind: try behind(firewall))
  }

  private func behind(_ firewall: RegisteredFirewall) throws -> [FirewallPlanReport.Behind] {
    guard let noted = try NotedState(firewall, in: reader) else { return [] }
    return try Set(firewall.allowances.map(\.deployment)).sorted().compactMap { deployment in
      let number = noted.numbers[deployment]
      let newer = try reader.revisions(of: deployment).filter {
        $0.isAccepted && $0.number > number ?? 0
      }
      return newer.isEmpty
        ? nil
        : FirewallPlanReport.Behind(deployment: deployment, noted: number, revisions: newer)
    }
  }

  private static func lists(
    _ plan: FirewallPlan, _ state: AppliedState
  ) -> [FirewallPlanReport.List] {
    let left = state.lists.filter(state.hasEntries)
    return Set(plan.lists).union(left).sorted().map { list in
      FirewallPlanReport.List(
        name: list, entries: plan.only(list).entryCount,
        applied: state.policy(of: list)?.number)
    }
  }

  private static func stillNeeded(
    _ old: FirewallPolicy, _ new: FirewallPolicy
  ) -> [FirewallPlanReport.StillAllowed] {
    // What was read from the device nobody asked for by name: no other one needs it.
    let gone = Set(old.rules).subtracting(new.rules).filter { $0.allowance != nil }
    if gone.isEmpty { return [] }
    let users = Dictionary(grouping: new.rules, by: \.withoutNames)
    return Dictionary(grouping: gone, by: \.withoutNames).compactMap { endpoint, gone in
      let by = Set((users[endpoint] ?? []).compactMap(\.allowance))
      // Under another name, one and the same allowance asks for it as before.
      if by.isEmpty || !by.isDisjoint(with: gone.compactMap(\.allowance)) { return nil }
      return FirewallPlanReport.StillAllowed(endpoint: endpoint, by: by.sorted())
    }.sorted { $0.endpoint < $1.endpoint }
  }
}

extension FirewallRule {
  /// What it allows, whatever it is called and whoever asks for it.
  var withoutNames: Endpoint {
    var endpoint = endpoint
    endpoint.service = nil
    endpoint.group = nil
    return endpoint
  }
}
