import EndpointModel
import InventoryModel
import InventoryStorage

/// Puts reminders into the outbox: 14, 3 and 0 days before a day by which something has to be done.
///
/// Of a document that states a day, everybody is reminded whom its changes concern; of customers'
/// own ports, who is told of these. What was first told within the same stage is not repeated, and
/// the inventory's own people are not reminded of what all firewalls are noted to have.
public struct Reminders {
  /// Days before the day, the longest first.
  static let stages = [14, 3, 0]

  private let writer: InventoryWriter

  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// - Returns: how many reminders are new.
  /// - Throws: `InventoryError`
  @discardableResult
  public func put(at time: UTCTime) throws -> Int {
    let subscriptions = try writer.subscriptions().filter { $0.ended == nil }
    if subscriptions.isEmpty { return 0 }
    let coming = try Deadlines(writer).coming(after: time).filter {
      Self.days(until: $0.day, time) <= Self.stages[0]
    }
    if coming.isEmpty { return 0 }
    let byDeployment = Dictionary(grouping: subscriptions, by: \.terms.deployment)
    var count = 0
    var ports: Set<Subscription> = []
    for deadline in coming {
      switch deadline.subject {
      case .document(let deployment, let revisions):
        for revision in revisions {
          count += try put(
            revision, deadline.day, byDeployment[deployment] ?? [], time)
        }
      case .portsBegin(let assignment), .portsEnd(let assignment):
        ports.formUnion(
          (byDeployment[assignment.deployment] ?? []).filter {
            $0.terms.customer == assignment.customer
          })
      }
    }
    for subscription in ports.sorted(by: { $0.id < $1.id }) {
      count += try putPorts(subscription, time)
    }
    return count
  }

  /// The shortest stage that has begun; nil if none has.
  static func stage(_ days: Int) -> Int? { stages.last { days <= $0 } }

  private static func days(until day: CalendarDay, _ time: UTCTime) -> Int {
    Int(UTCTime.start(of: day).seconds - UTCTime.start(of: time.day).seconds) / 86_400
  }

  private func put(
    _ revision: Revision, _ day: CalendarDay, _ subscriptions: [Subscription], _ time: UTCTime
  ) throws -> Int {
    guard let stage = Self.stage(Self.days(until: day, time)) else { return 0 }
    let begun = UTCTime.start(of: day).seconds - Int64(stage) * 86_400
    let told = try writer.told(of: revision).filter {
      $0.createdAt.seconds >= begun || $0.subject.daysLeft.map { $0 <= stage } ?? false
    }
    let known = Set(told.map(\.subscription.id))
    let open = subscriptions.filter { !known.contains($0.id) }
    if open.isEmpty { return 0 }
    let isDone = try !revision.isHeld && OverdueDeadlines.isNoted(revision, in: writer)
    let base = try writer.revisions(of: revision.deployment).first {
      $0.isAccepted && $0.number < revision.number
    }
    let comparison = Comparison(
      from: try base.map { try writer.snapshot(of: $0) } ?? Snapshot([]),
      to: try writer.snapshot(of: revision),
      meant: try writer.declaration(of: revision.deployment, at: time))
    var count = 0
    for subscription in open {
      let terms = subscription.terms
      // Of what waits for a person, only the inventory's own people know.
      if revision.isHeld, !terms.tellsHeld { continue }
      if terms.customer == nil, isDone { continue }
      let scope = NoticeScope(
        service: terms.service,
        customer: try terms.customer.map {
          try writer.ports(of: $0, on: revision.deployment, at: time)
        }, only: terms.only)
      guard scope.isConcerned(by: comparison) else { continue }
      try writer.put(
        subscription,
        PlannedNotice.Subject(
          kind: .reminder, revision: revision.number, base: base?.number, asOf: time,
          daysLeft: stage))
      count += 1
    }
    return count
  }

  private func putPorts(_ subscription: Subscription, _ time: UTCTime) throws -> Int {
    let deployment = subscription.terms.deployment
    guard let customer = subscription.terms.customer,
      let current = try writer.latestRevision(of: deployment)
    else { return 0 }
    var count = 0
    for step in try writer.portTimeline(of: customer, on: deployment, from: time).steps {
      guard let stage = Self.stage(Self.days(until: step.time.day, time)) else { continue }
      let begun = UTCTime.start(of: step.time.day).seconds - Int64(stage) * 86_400
      let isTold = try writer.told(of: step, to: subscription).contains {
        $0.createdAt.seconds >= begun || $0.subject.daysLeft.map { $0 <= stage } ?? false
      }
      if isTold { continue }
      let subject = PlannedNotice.Subject(
        kind: .reminder, revision: current.number, base: nil, asOf: step.time, ports: step,
        daysLeft: stage)
      if try writer.putPorts(subscription, subject) { count += 1 }
    }
    return count
  }
}
