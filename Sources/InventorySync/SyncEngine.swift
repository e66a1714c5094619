import EndpointModel
import InventoryStorage

/// Compares a new document of a deployment with what is stored, and stores it.
public struct SyncEngine: Sendable {
  private let deployment: DeploymentName
  private let reading: Reading

  /// - Parameter acceptsPartial: whether a document of which something was left
  ///   out is taken all the same.
  /// - Throws: `SyncError.partlyRead`
  public init(
    deployment: DeploymentName, reading: Reading, acceptsPartial: Bool = false
  ) throws(SyncError) {
    if reading.isPartial, !acceptsPartial { throw .partlyRead(reading) }
    self.deployment = deployment
    self.reading = reading
  }

  /// What storing the document would do.
  ///
  /// - Parameters:
  ///   - inventory: nil where there is none yet.
  ///   - recordedAt: nil where the moment of storing counts.
  /// - Throws: `InventoryError.olderThanLatest` where the document would be older
  ///   than what is stored.
  public func plan(against inventory: Inventory?, recordedAt: UTCTime?) throws -> SyncPlan {
    let base = try inventory?.latestRevision(of: deployment)
    if let base, let recordedAt, recordedAt < base.recordedAt {
      throw InventoryError.olderThanLatest(recordedAt: recordedAt, latest: base)
    }
    let before = try base.flatMap { try inventory?.snapshot(of: $0) } ?? Snapshot([])
    return SyncPlan(deployment: deployment, base: base, before: before, reading: reading)
  }

  /// The customers whose rules a plan opens or closes, by name.
  ///
  /// - Parameter time: when the revision becomes current; whose ports hold then counts.
  public static func customersAffected(
    by plan: SyncPlan, in inventory: Inventory, at time: UTCTime
  ) throws -> [CustomerName] {
    guard plan.status == .changed else { return [] }
    return CustomersAffected.names(
      among: try inventory.customers(using: plan.deployment, at: time),
      assignments: try inventory.assignments(on: plan.deployment, at: time),
      from: plan.before, to: plan.after, changes: plan.changes)
  }

  /// Plans and stores, unless nothing changed. Where another program stores a
  /// revision in between, it plans anew.
  ///
  /// - Parameter recordedAt: nil for the moment of storing.
  /// - Returns: the plan that was carried out, and the revision that is current
  ///   after it.
  public func run(
    on inventory: Inventory, fetchedAt: UTCTime, recordedAt: UTCTime?, now: () -> UTCTime,
    progress: (_ written: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> (plan: SyncPlan, revision: Revision) {
    var attempts = 0
    while true {
      let plan = try plan(against: inventory, recordedAt: recordedAt)
      if plan.status == .unchanged, let base = plan.base { return (plan, base) }
      do {
        let revision = try inventory.commit(
          NewRevision(
            deployment: deployment, basedOn: plan.base?.number, changes: plan.changes,
            endpointCount: plan.after.endpoints.count, document: reading.description,
            fetchedAt: fetchedAt, recordedAt: recordedAt ?? Self.moment(now(), after: plan.base)),
          progress: progress)
        return (plan, revision)
      } catch InventoryError.overtaken(let deployment) {
        attempts += 1
        if attempts == 3 { throw InventoryError.overtaken(deployment) }
      }
    }
  }

  /// A clock that was set back does not make a revision older than the one before.
  static func moment(_ now: UTCTime, after base: Revision?) -> UTCTime {
    base.map { max(now, $0.recordedAt) } ?? now
  }
}
