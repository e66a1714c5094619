import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

extension Differences {
  /// What changed in a customer's rules, from both causes: the vendor's revisions and the
  /// customer's own ports. It reaches from when the earlier revision became current, or from the
  /// time asked for, to the last moment of the later one.
  ///
  /// - Throws: `InventoryError`
  public func forCustomer(
    _ customer: CustomerName, _ old: RevisionReference, _ new: RevisionReference
  ) throws -> CustomerDifference {
    let (from, to) = (try inventory.revision(old), try inventory.revision(new))
    let (fromEnds, toEnds) = (try moments(of: from, as: old), try moments(of: to, as: new))
    let isForward = fromEnds.first <= toEnds.last
    return CustomerDifference(
      customer: customer,
      before: try state(of: customer, from, at: isForward ? fromEnds.first : fromEnds.last),
      after: try state(of: customer, to, at: isForward ? toEnds.last : toEnds.first))
  }

  /// The customer's rules by a revision, with the ports of a time.
  func state(
    of customer: CustomerName, _ revision: Revision, at time: UTCTime
  ) throws -> CustomerDifference.State {
    CustomerDifference.State(
      revision: revision, time: time,
      isUsed: try inventory.uses(revision.deployment, customer, at: time),
      assignments: try inventory.assignments(on: revision.deployment, of: customer, at: time),
      snapshot: try inventory.snapshot(of: revision).meant(
        by: inventory.declaration(of: revision.deployment, at: time)))
  }

  /// When the state that a reference means begins and ends.
  private func moments(
    of revision: Revision, as reference: RevisionReference
  ) throws -> (first: UTCTime, last: UTCTime) {
    switch reference.selector {
    case .current: return (now, now)
    case .at(let time): return (time, time)
    case .number:
      let next = try inventory.revisions(of: revision.deployment)
        .last { $0.number > revision.number && $0.isAccepted }
      let last = next.flatMap { UTCTime(seconds: $0.recordedAt.seconds - 1) } ?? now
      return (revision.recordedAt, max(last, revision.recordedAt))
    }
  }
}
