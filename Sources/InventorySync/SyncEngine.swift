import EndpointModel
import InventoryStorage

/// Why a document that could be read does not become a revision.
public enum SyncError: Error, Hashable, Sendable {
  /// Something in it was not understood and left out; storing the rest would show
  /// what was left out as removed.
  case partlyRead(source: String, errors: [Finding])
}

extension SyncError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .partlyRead(let source, let errors):
      "\(source.withVisibleControls) was read only in part: "
        + errors.prefix(3).map { finding in
          (finding.line.map { "line \($0): " } ?? "") + finding.message
        }.joined(separator: "; ")
        + (errors.count > 3 ? "; and \(errors.count - 3) more" : "")
    }
  }

  /// What to try next.
  public var advice: String {
    "check these lines with `gatebook read FILE`; --partial stores the rest without them"
  }
}

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
    if reading.isPartial, !acceptsPartial {
      throw .partlyRead(
        source: reading.description.source,
        errors: reading.findings.filter { $0.severity == .error })
    }
    self.deployment = deployment
    self.reading = reading
  }

  /// What storing the document would do.
  ///
  /// - Parameter inventory: nil where there is none yet.
  /// - Throws: `InventoryError.olderThanLatest` where the document would be older
  ///   than what is stored.
  public func plan(against inventory: Inventory?, recordedAt: UTCTime) throws -> SyncPlan {
    let base = try inventory?.latestRevision(of: deployment)
    if let base, recordedAt < base.recordedAt {
      throw InventoryError.olderThanLatest(recordedAt: recordedAt, latest: base)
    }
    let before = try base.flatMap { try inventory?.snapshot(of: $0) } ?? Snapshot([])
    return SyncPlan(deployment: deployment, base: base, before: before, reading: reading)
  }

  /// Plans and stores, unless nothing changed. Where another program stores a
  /// revision in between, it plans anew.
  ///
  /// - Returns: the plan that was carried out, and the revision that is current
  ///   after it.
  public func run(
    on inventory: Inventory, fetchedAt: UTCTime, recordedAt: UTCTime,
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
            fetchedAt: fetchedAt, recordedAt: recordedAt),
          progress: progress)
        return (plan, revision)
      } catch InventoryError.overtaken(let deployment) {
        attempts += 1
        if attempts == 3 { throw InventoryError.overtaken(deployment) }
      }
    }
  }
}
