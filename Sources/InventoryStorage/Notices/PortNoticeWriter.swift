import EndpointModel
import GRDB
import InventoryModel

/// Puts notices of changes to customers' own ports into the outbox, in the transaction that made
/// the changes.
struct PortNoticeWriter {
  private let writer: InventoryWriter

  init(_ writer: InventoryWriter) { self.writer = writer }

  /// Notifies each subscriber of what differs in a customer's ports, now or later, from what they
  /// knew.
  ///
  /// - Parameter known: by customer, the subscribers and the ports they knew before.
  func tell(whoKnew known: [Int64: [InventoryReader.PortSubscriber]]) throws {
    let told = Dictionary(
      known.values.joined().map { ($0.subscription.id, $0.timeline) },
      uniquingKeysWith: { first, _ in first })
    if told.isEmpty { return }
    let now = try known.keys.sorted().flatMap {
      try writer.portSubscribers(of: $0, from: writer.act.time)
    }
    for subscriber in now {
      guard let before = told[subscriber.subscription.id] else { continue }
      let news = subscriber.timeline.news(since: before)
      guard !news.isEmpty, let current = try writer.latest(subscriber.deploymentID) else {
        continue
      }
      let table = try writer.snapshot(of: current)
      for step in news {
        try tell(subscriber.subscription, subscriber.deploymentID, step, current.number, in: table)
      }
    }
  }

  /// Adds a notice of changed ports, if that changes what is allowed.
  func tell(
    _ subscription: Subscription, _ deploymentID: Int64, _ step: PortStep, _ revision: Int,
    in table: Snapshot
  ) throws {
    let meant = table.meant(by: try writer.declaration(deploymentID: deploymentID))
    guard NoticeScope.isConcerned(subscription.terms, by: step, in: meant) else { return }
    try NoticeWriter(writer, deploymentID: deploymentID).put(
      subscription,
      PlannedNotice.Subject(
        kind: .ports, revision: revision, base: nil, asOf: step.time, ports: step),
      at: writer.act.time)
  }
}
