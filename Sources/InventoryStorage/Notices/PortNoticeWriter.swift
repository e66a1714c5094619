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
    guard try isConcerned(subscription, deploymentID, step, in: table) else { return }
    try NoticeWriter(writer, deploymentID: deploymentID).put(
      subscription,
      PlannedNotice.Subject(
        kind: .ports, revision: revision, base: nil, asOf: step.time, ports: step),
      at: writer.act.time)
  }

  /// Whether a change of ports changes what the subscriber has to allow.
  func isConcerned(
    _ subscription: Subscription, _ deploymentID: Int64, _ step: PortStep, in table: Snapshot
  ) throws -> Bool {
    let meant = table.meant(by: try writer.declaration(deploymentID: deploymentID))
    return isConcerned(subscription.terms, step, in: meant)
  }

  private func isConcerned(
    _ terms: Subscription.Terms, _ step: PortStep, in table: Snapshot
  ) -> Bool {
    guard let customer = terms.customer else { return false }
    func part(_ ports: OwnPorts) -> Snapshot {
      NoticeScope(
        service: terms.service,
        customer: NoticeScope.CustomerPorts(
          customer, ports, of: terms.deployment, from: step.time)
      ).part(of: table)
    }
    let difference = AccessDifference(from: part(step.before), to: part(step.after))
    return switch terms.only {
    case .opened: !difference.opened.isEmpty
    case .closed: !difference.closed.isEmpty
    case nil: !difference.isEmpty
    }
  }
}
