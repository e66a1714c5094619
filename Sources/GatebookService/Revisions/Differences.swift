import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What turns one stored revision into another.
public struct Differences {
  let inventory: InventoryReader
  let now: UTCTime
  private let workers: Workers

  /// - Parameters:
  ///   - now: when the current state ends.
  ///   - workers: find the fewest entries of what opens while the rows are read.
  public init(_ inventory: InventoryReader, now: UTCTime, workers: Workers = .serial) {
    self.inventory = inventory
    self.now = now
    self.workers = workers
  }

  /// A difference, with both of its ends.
  public struct Difference: Sendable {
    public let from: End
    public let to: Revision
    public let report: ChangeReport
  }

  /// Where a difference begins.
  public enum End: Sendable {
    case revision(Revision)
    /// A time before the first revision: everything is new.
    case beforeTheFirst(UTCTime)
  }

  /// What turns one revision into another; they may be of two deployments.
  ///
  /// ```swift
  /// let found = try Differences(reader, now: now).between(
  ///   RevisionReference(deployment, .number(1)), RevisionReference(deployment))
  /// found.report.changes.added.count  // 5
  /// ```
  ///
  /// - Throws: `InventoryError`
  public func between(
    _ old: RevisionReference, _ new: RevisionReference
  ) throws -> Difference {
    let to = try inventory.revision(new)
    switch try end(old) {
    case .revision(let from): return try between(from, to)
    case .beforeTheFirst(let time): return try sinceBeforeTheFirst(time, to)
    }
  }

  private func end(_ reference: RevisionReference) throws -> End {
    do {
      return .revision(try inventory.revision(reference))
    } catch InventoryError.unknownRevision(let asked, let latest?, let held) {
      guard case .at(let time) = reference.selector else {
        throw InventoryError.unknownRevision(asked, latest: latest, held: held)
      }
      return .beforeTheFirst(time)
    }
  }

  /// The difference if everything is new.
  private func sinceBeforeTheFirst(_ time: UTCTime, _ to: Revision) throws -> Difference {
    let comparison = Comparison(
      from: Snapshot([]), to: try inventory.snapshot(of: to),
      meant: try inventory.declaration(of: to.deployment))
    return Difference(from: .beforeTheFirst(time), to: to, report: ChangeReport(comparison))
  }

  private func between(_ from: Revision, _ to: Revision) throws -> Difference {
    var report =
      try storedReport(from, to)
      ?? ChangeReport(
        Comparison(
          from: inventory.snapshot(of: from), meant: inventory.declaration(of: from.deployment),
          to: inventory.snapshot(of: to), meant: inventory.declaration(of: to.deployment)))
    // What the very next revision brought back.
    if from.deployment == to.deployment, from.number + 1 == to.number, to.isAccepted {
      report.returns = try inventory.returns(of: report.addedAddresses, in: to)
    }
    return Difference(from: .revision(from), to: to, report: report)
  }

  /// The report from the stored changes between two revisions of one deployment; nil if the
  /// inventory has not recorded all of them. If something is declared, only the tables can tell.
  private func storedReport(_ from: Revision, _ to: Revision) throws -> ChangeReport? {
    guard from.deployment == to.deployment,
      try inventory.declaration(of: to.deployment) == nil,
      let access = try inventory.accessChange(of: from.deployment, from: from, to: to)
    else { return nil }
    let (opening, difference) = try workers.both {
      AccessDifference(access)
    } _: {
      try inventory.difference(of: from.deployment, from: from, to: to)
    }
    return ChangeReport(
      changes: difference.changes, access: opening,
      addedAddresses: difference.addedAddresses, removedAddresses: difference.removedAddresses)
  }

  /// Only changes that had stood for 7 days at the time of the new revision.
  ///
  /// - Throws: `InventoryError`
  public func settled(_ old: RevisionReference, _ new: RevisionReference) throws -> Difference {
    let to = try inventory.revision(new)
    let from: Revision
    switch try end(old) {
    case .revision(let revision): from = revision
    case .beforeTheFirst(let time): return try sinceBeforeTheFirst(time, to)
    }
    let before = try inventory.snapshot(of: from)
    let between = try settling(from, to, new).map { try inventory.snapshot(of: $0) }
    let after = Snapshot.settled(from: before, between, to: try inventory.snapshot(of: to))
    return Difference(
      from: .revision(from), to: to,
      report: try ChangeReport(
        Comparison(
          from: before, meant: inventory.declaration(of: from.deployment),
          to: after, meant: inventory.declaration(of: to.deployment))))
  }

  /// The revisions that were current at any time in the week before the new end; only the old one
  /// if that is younger than a week.
  private func settling(
    _ from: Revision, _ to: Revision, _ new: RevisionReference
  ) throws -> [Revision] {
    let time =
      switch new.selector {
      case .current: now
      case .at(let time): time
      case .number: to.recordedAt
      }
    let week = UTCTime(seconds: max(0, time.seconds - Int64(InventoryReader.returnWindow)))!
    if week < from.recordedAt { return [from] }
    let first = try inventory.revision(RevisionReference(to.deployment, .at(week)))
    return try inventory.revisions(of: to.deployment).filter {
      $0.isAccepted && $0.number >= first.number && $0.number <= to.number
    }
  }
}
