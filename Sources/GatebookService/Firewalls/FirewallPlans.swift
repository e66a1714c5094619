import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// What a firewall has to change, from what was last applied to what is current.
public struct FirewallPlanReport: Sendable {
  public let firewall: RegisteredFirewall
  /// The number of the policy that was last applied; nil if none was.
  public let from: Int?
  public let access: AccessDifference
  public let current: CurrentPolicy
  public let notExpressed: [NotExpressed]
  /// The names whose addresses stand in their places, with these.
  public let resolved: [HostName: [IPAddress]]
  /// What an allowance needs no more and another one does: it stays.
  public let stillNeeded: [StillAllowed]

  public struct StillAllowed: Hashable, Sendable {
    public let endpoint: Endpoint
    public let by: [FirewallAllowance]
  }
}

/// Tells what firewalls have to change.
public struct FirewallPlans {
  private let reader: InventoryReader

  public init(_ reader: InventoryReader) { self.reader = reader }

  /// - Throws: `FirewallError`, `FirewallPolicyError`, `FirewallChangeError.unknownTarget`,
  ///   `InventoryError`
  public func plan(_ name: FirewallName, at time: UTCTime) throws -> FirewallPlanReport {
    let firewall = try reader.firewall(name)
    let target = try firewall.makeTarget()
    let applied = try reader.appliedPolicy(of: name)
    let current = try FirewallPolicies(reader).current(
      firewall, applied: applied?.policy, at: time)
    func plan(_ policy: FirewallPolicy) -> FirewallPlan {
      FirewallPlan(policy, of: name, number: 0, abilities: target.abilities)
    }
    let (old, new) = (plan(applied?.policy ?? .none), plan(current.policy))
    return FirewallPlanReport(
      firewall: firewall, from: applied?.number,
      access: AccessDifference(from: Snapshot(old.endpoints), to: Snapshot(new.endpoints)),
      current: current, notExpressed: new.notExpressed, resolved: new.resolved,
      stillNeeded: Self.stillNeeded(applied?.policy ?? .none, current.policy))
  }

  private static func stillNeeded(
    _ old: FirewallPolicy, _ new: FirewallPolicy
  ) -> [FirewallPlanReport.StillAllowed] {
    let gone = Set(old.rules).subtracting(new.rules)
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
