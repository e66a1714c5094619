import EndpointModel
import InventoryModel
import InventoryStorage

/// Decides whether revisions become, stay or ever were current. No decision is final, and nothing
/// leaves the history.
///
/// ```swift
/// let outcome = try inventory.write(act) { try Settlement($0).approve(deployment, number: 3) }
/// // .current(revision): the held revision 3, accepted
/// ```
public struct Settlement {
  private let writer: InventoryWriter

  /// - Parameter writer: its act says who decides, and why.
  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// What a decision led to.
  public enum Outcome: Sendable {
    /// This revision is current now: the one decided about, or a new one with its table.
    case current(Revision)
    /// A second user has to approve it too.
    case needsAnother(Revision)
    /// It does not become current; the present revision stays.
    case refused(Revision)
    /// It no longer counts; with the revision that is current now, if any.
    case void(Revision, current: Revision?)
  }

  /// Makes a revision current: a held one itself, a rejected or passed one as a new revision with
  /// the same table.
  ///
  /// - Throws: `SettlementError`, `InventoryError`
  public func approve(_ deployment: DeploymentName, number: Int) throws -> Outcome {
    let revision = try revision(deployment, number)
    if revision.isAccepted, !revision.isRefused {
      throw SettlementError.isAccepted(revision, current: try isCurrent(revision))
    }
    if revision.state == .void { throw SettlementError.isVoid(revision) }
    guard try isAllowed(revision) else {
      try writer.decide(.approve, revision)
      try writer.audit(.revisionApproved, revision)
      return .needsAnother(try self.revision(deployment, number))
    }
    try writer.decide(.approve, revision)
    try writer.audit(.revisionApproved, revision)
    if revision.isHeld {
      let latest = try writer.latestRevision(of: deployment)
      if latest.map({ $0.number < number }) ?? true {
        return .current(try writer.accept(revision))
      }
      // A machine whose clock was behind stored another one since: what was held against an older
      // table becomes a new revision, whole.
      try writer.setState(revision, .passed)
    }
    try writer.setRefused(revision, false)
    if try isCurrent(revision) { return .current(try current(deployment)) }
    return .current(try copy(revision, .approve))
  }

  /// Keeps a revision from being current, now and when a document shows it again. If it is the
  /// current one, the table before it comes back as a new revision.
  ///
  /// - Throws: `SettlementError`, `InventoryError`
  public func reject(_ deployment: DeploymentName, number: Int) throws -> Outcome {
    let revision = try revision(deployment, number)
    if revision.state == .void { throw SettlementError.isVoid(revision) }
    if revision.isRefused { throw SettlementError.isRejected(revision) }
    let earlier = try isCurrent(revision) ? lastOther(than: revision) : nil
    if earlier == nil, try isCurrent(revision) { throw SettlementError.nothingBefore(revision) }
    try writer.decide(.reject, revision)
    try writer.setRefused(revision, true)
    if !revision.isAccepted { try writer.setState(revision, .rejected) }
    try writer.audit(.revisionRejected, revision)
    if let earlier { return .current(try copy(earlier, .reject)) }
    return .refused(try self.revision(deployment, number))
  }

  /// Brings back the table of an earlier revision, as a new one. A document that still shows the
  /// table current until then counts as unchanged.
  ///
  /// - Throws: `SettlementError`, `InventoryError`
  public func revert(_ deployment: DeploymentName, to number: Int) throws -> Outcome {
    let revision = try revision(deployment, number)
    guard revision.isAccepted else { throw SettlementError.neverCurrent(revision) }
    if try isCurrent(revision) { throw SettlementError.isAccepted(revision, current: true) }
    let left = try origin(of: current(deployment))
    try writer.setRefused(left, true)
    try writer.setRefused(revision, false)
    let reverted = try copy(revision, .revert)
    try writer.audit(
      .revisionReverted, reverted,
      [AuditEntry.Change("table", from: "\(left.number)", to: "\(number)")])
    return .current(reverted)
  }

  /// Takes a revision out of the history of current revisions: it was recorded by mistake, with a
  /// wrong time or from a wrong source.
  ///
  /// - Throws: `SettlementError`, `InventoryError`
  public func void(_ deployment: DeploymentName, number: Int) throws -> Outcome {
    let revision = try revision(deployment, number)
    if revision.state == .void { throw SettlementError.isVoid(revision) }
    try writer.void(revision)
    try writer.decide(.void, revision)
    try writer.audit(.revisionVoided, revision)
    return .void(
      try self.revision(deployment, number),
      current: try writer.latestRevision(of: deployment))
  }

  // MARK: What is known

  private func revision(_ deployment: DeploymentName, _ number: Int) throws -> Revision {
    try writer.revision(RevisionReference(deployment, .number(number)))
  }

  private func current(_ deployment: DeploymentName) throws -> Revision {
    try writer.revision(RevisionReference(deployment))
  }

  /// The revision whose table a correction repeats, or the revision itself.
  private func origin(of revision: Revision) throws -> Revision {
    try revision.copyOf.map { try self.revision(revision.deployment, $0) } ?? revision
  }

  /// Whether the current table is that of this revision.
  private func isCurrent(_ revision: Revision) throws -> Bool {
    guard let current = try writer.latestRevision(of: revision.deployment) else { return false }
    return current.number == revision.number
      || current.copyOf == revision.copyOf ?? revision.number
  }

  /// The last accepted revision before this one that has another table and was not refused.
  private func lastOther(than revision: Revision) throws -> Revision? {
    let table = revision.copyOf ?? revision.number
    return try writer.revisions(of: revision.deployment).first {
      $0.number < revision.number && $0.isAccepted && !$0.isRefused
        && $0.copyOf ?? $0.number != table
    }
  }

  private func copy(_ earlier: Revision, _ verdict: Decision.Verdict) throws -> Revision {
    let latest = try writer.latestRevision(of: earlier.deployment)
    let moment = try RevisionTime.now(writer.act.time, after: latest)
    let copy = try writer.storeCopy(of: earlier, recordedAt: moment)
    try writer.decide(verdict, copy)
    return try revision(copy.deployment, copy.number)
  }

  // MARK: Who may approve

  /// Whether this user's approval is enough.
  ///
  /// - Throws: `SettlementError` if the user may not approve.
  private func isAllowed(_ revision: Revision) throws -> Bool {
    let policy = try writer.policy(of: revision.deployment)
    let user = writer.act.author.user
    if policy.approverDiffers, revision.storedBy == user {
      throw SettlementError.ownSync(revision, user: user)
    }
    guard policy.wideNeedsTwo, revision.holdReasons.contains(where: { $0.code == .wideBlock })
    else { return true }
    let approvers = Set(
      revision.decisions.reversed().prefix { $0.verdict == .approve }.map(\.act.author.user))
    if approvers.contains(user) { throw SettlementError.needsAnother(revision, than: user) }
    return !approvers.isEmpty
  }
}
