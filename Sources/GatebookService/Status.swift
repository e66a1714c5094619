import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What needs a person's attention in an inventory.
public struct Status: Sendable {
  /// Every source, with its health.
  public let sources: [SourceHealth]
  /// Revisions that wait for a decision.
  public let held: [Revision]
  /// Notices that could not be delivered, also those of customers who have no contact any more.
  public let undelivered: [PlannedNotice]
  /// Periodic reports that could not be mailed.
  public let unsentReports: [PeriodicReport]
  /// What had to be done by a day that is past.
  public let overdue: [OverdueDeadline]
  /// How far it is confirmed by a second place; nil if it is to stand in none.
  public let replication: ReplicationState?
  /// A base copy that could not be added to the log of an inventory in PostgreSQL.
  public let missingBase: Inventory.MissingBase?

  /// - Parameters:
  ///   - zone: whose days tell what is overdue.
  ///   - missingBase: that of the inventory, as it tells it.
  /// - Throws: `InventoryError`
  public init(
    of inventory: InventoryReader, at time: UTCTime, in zone: TimeZoneRules,
    replication: ReplicationState? = nil, missingBase: Inventory.MissingBase? = nil
  ) throws {
    self.replication = replication
    self.missingBase = missingBase
    sources = try SourceHealth.all(in: inventory, at: time)
    held = try inventory.deploymentNames().compactMap { try inventory.heldRevision(of: $0) }
    undelivered =
      try inventory.notices(.givenUp).filter { $0.subscription.ended == nil }
      + inventory.noticesForNobody()
      + inventory.notices(.due).filter { $0.delivery.failure != nil }
    unsentReports = try inventory.periodicReports().filter { $0.failure != nil }
    overdue = try Deadlines(inventory, in: zone).overdue(at: time)
  }

  /// Whether nothing needs a person.
  public var isWell: Bool {
    held.isEmpty && undelivered.isEmpty && unsentReports.isEmpty && overdue.isEmpty
      && replication?.unconfirmed ?? 0 == 0 && replication?.refusal == nil && missingBase == nil
      && !sources.contains {
        // What a person paused is none of what fails.
        $0.source.pause == nil && ($0.source.isFailing || $0.isOverdue || $0.changedAt == nil)
      }
  }

  public var json: JSONText {
    .object([
      "sources": .array(sources.map { JSONText($0) }),
      "held": .array(held.map { JSONText($0) }),
      "undelivered": .array(undelivered.map { JSONText($0) }),
      "unsentReports": .array(unsentReports.map { JSONText($0) }),
      "overdueDeadlines": .array(overdue.map(\.json)),
      "replication": replication?.json ?? .null,
      "missingBase": missingBase.map {
        .object(["entries": .number($0.entries), "bytes": .number($0.bytes)])
      } ?? .null,
      "isWell": .bool(isWell),
    ])
  }
}

extension Inventory.MissingBase {
  /// What is the matter and what to do, in one line.
  public var inWords: String {
    "the log has \(entries.of("entry", plural: "entries")) (\(bytes) bytes) since its last base copy, "
      + "and another could not be added, or just now is: check the room on the server and in the "
      + "folder of copies, and the user's rights; the next command that stores something tries again"
  }
}

extension SourceHealth {
  /// Every source, with when it last brought a change.
  public static func all(in inventory: InventoryReader, at time: UTCTime) throws -> [SourceHealth] {
    try inventory.sources().map { source, addedAt in
      SourceHealth(
        source: source, changedAt: try inventory.latestRevision(of: source.deployment)?.recordedAt,
        isOverdue: source.isOverdue(at: time, addedAt: addedAt))
    }
  }
}
