import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What needs a person today: what waits, what fails, and what has to be done soon.
public struct Today: Sendable {
  /// For so long before it, a deadline is one of today's matters.
  public static let daysAhead = 30

  public let status: Status
  /// By day.
  public let deadlines: [Deadline]
  /// By name.
  public let behind: [FirewallBehind]

  /// - Throws: `InventoryError`
  public init(
    of inventory: InventoryReader, at time: UTCTime, in zone: TimeZoneRules,
    replication: ReplicationState? = nil
  ) throws {
    status = try Status(of: inventory, at: time, in: zone, replication: replication)
    let last = zone.day(of: time).adding(days: Self.daysAhead)
    deadlines = try Deadlines(inventory, in: zone).coming(after: time).filter {
      $0.day <= last
    }
    behind = try inventory.firewalls().compactMap { try FirewallBehind($0, in: inventory) }
  }
}

/// A firewall that was noted to have something, and for which there is something newer since.
public struct FirewallBehind: Sendable {
  public let firewall: RegisteredFirewall
  /// When it was last noted to have something.
  public let appliedAt: UTCTime
  /// What became current since, by deployment.
  public let revisions: [Revision]

  /// Nil if there is nothing newer, or nothing was ever noted: a firewall that fetches its lists
  /// needs nobody.
  init?(_ firewall: RegisteredFirewall, in inventory: InventoryReader) throws {
    guard let last = try inventory.applications(on: firewall.name).map(\.act.time).max() else {
      return nil
    }
    let newer = try Set(firewall.allowances.map(\.deployment)).sorted().compactMap {
      try inventory.latestRevision(of: $0)
    }.filter { $0.followedSince > last }
    if newer.isEmpty { return nil }
    self.firewall = firewall
    appliedAt = last
    revisions = newer
  }
}
