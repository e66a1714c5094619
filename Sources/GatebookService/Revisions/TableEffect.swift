import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What a table does in the place of another: to access, to customers and to firewalls.
///
/// ```swift
/// let effect = try TableEffect(comparison, of: deployment, in: reader, at: now)
/// effect.firewalls.map { "\($0.name) opens \($0.access.opened.count)" }  // ["edge opens 3"]
/// ```
public struct TableEffect: Sendable {
  public let report: ChangeReport
  /// The customers for whom something opens or closes, by name.
  public let customers: [CustomerName]
  /// The registered firewalls for which something opens or closes, by name.
  public let firewalls: [FirewallEffect]

  public struct FirewallEffect: Sendable {
    public let name: FirewallName
    /// Of what it has to allow; its own language may say less.
    public let access: AccessDifference
  }

  /// - Parameters:
  ///   - comparison: from the table before to the one in its place, as a declaration means them.
  ///   - time: whose customers and ports count.
  /// - Throws: `InventoryError`
  public init(
    _ comparison: Comparison, of deployment: DeploymentName, in inventory: InventoryReader,
    at time: UTCTime
  ) throws {
    report = ChangeReport(comparison)
    let assignments = try inventory.assignments(on: deployment, at: time)
    customers = CustomersAffected.names(
      among: try inventory.customers(using: deployment, at: time), assignments: assignments,
      by: comparison.meant)
    firewalls = try inventory.firewalls().compactMap { firewall in
      let own = firewall.allowances.filter { $0.deployment == deployment }
      if own.isEmpty { return nil }
      func allowed(_ snapshot: Snapshot) -> Snapshot {
        Snapshot(own.flatMap { Self.rules($0, snapshot, assignments) })
      }
      let access = AccessDifference(
        from: allowed(comparison.meant.old), to: allowed(comparison.meant.new))
      return access.isEmpty ? nil : FirewallEffect(name: firewall.name, access: access)
    }
  }

  /// Of one stored table in the place of another; nil for an empty one.
  init(
    from before: Revision?, to after: Revision?, of deployment: DeploymentName,
    in inventory: InventoryReader, at time: UTCTime
  ) throws {
    let old = try before.map { try inventory.snapshot(of: $0) } ?? Snapshot([])
    let isSame = before?.number == after?.number
    let comparison = Comparison(
      from: old,
      to: try isSame ? old : after.map { try inventory.snapshot(of: $0) } ?? Snapshot([]),
      meant: try inventory.declaration(of: deployment, at: time))
    try self.init(comparison, of: deployment, in: inventory, at: time)
  }

  /// What an allowance comes to with a table.
  private static func rules(
    _ allowance: FirewallAllowance, _ snapshot: Snapshot, _ assignments: [PortAssignment]
  ) -> [Endpoint] {
    let wanted =
      allowance.service.map { service in
        Snapshot(snapshot.endpoints.filter { $0.service == service })
      } ?? snapshot
    return Array(
      CustomerRules(
        wanted, assignments: assignments.filter { $0.customer == allowance.customer }
      ).rules)
  }
}
