import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// The notices that told of a revision's changes, or reminded of them; not those that were
  /// withdrawn.
  public func told(of revision: Revision) throws -> [PlannedNotice] {
    try notices(
      where: """
        notice.deployment_id = ?1 AND number = ?2 AND kind IN ('change', 'held', 'reminder')
        AND ports_after IS NULL AND state <> 'withdrawn'
        """, [try id(of: revision.deployment), revision.number])
  }

  /// The notices that told a subscriber of a change of the customer's own ports, or reminded of it.
  public func told(of step: PortStep, to subscription: Subscription) throws -> [PlannedNotice] {
    try notices(
      where: """
        notice.subscription_id = ?1 AND as_of = ?2 AND ports_after = ?3 AND state <> 'withdrawn'
        """, [subscription.id, step.time.description, step.after.description])
  }
}

extension InventoryWriter {
  /// Puts a reminder into the outbox.
  public func put(_ subscription: Subscription, _ reminder: PlannedNotice.Subject) throws {
    try NoticeWriter(self, deploymentID: id(of: subscription.terms.deployment))
      .put(subscription, reminder, at: act.time)
  }
}
