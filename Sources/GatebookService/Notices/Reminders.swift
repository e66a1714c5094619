import EndpointModel
import InventoryModel
import InventoryStorage

/// Reminders that are due: 14, 3 and 0 days before a day by which something has to be done.
///
/// Of a document that states days, everybody is reminded of the first whom its changes concern; of customers'
/// own ports, who is told of these. What was first told within the same stage is not repeated, and
/// the inventory's own people are not reminded of what all firewalls are noted to have.
public struct Reminders {
  /// Days before the day, the longest first.
  static let stages = [14, 3, 0]

  private let inventory: InventoryReader
  /// Whose days are counted.
  private let zone: TimeZoneRules

  public init(_ inventory: InventoryReader, in zone: TimeZoneRules) {
    self.inventory = inventory
    self.zone = zone
  }

  /// Whom to remind of what.
  public typealias Reminder = (subscription: Subscription, subject: PlannedNotice.Subject)

  /// Those that are not in the outbox yet.
  ///
  /// - Throws: `InventoryError`
  public func due(at time: UTCTime) throws -> [Reminder] {
    let subscriptions = try inventory.subscriptions().filter { $0.ended == nil }
    if subscriptions.isEmpty { return [] }
    let coming = try Deadlines(inventory, in: zone).coming(after: time).filter {
      days(until: $0.day, time) <= Self.stages[0]
    }
    if coming.isEmpty { return [] }
    let byDeployment = Dictionary(grouping: subscriptions, by: \.terms.deployment)
    var due: [Reminder] = []
    var ports: Set<Subscription> = []
    for deadline in coming {
      switch deadline.subject {
      case .document(let deployment, let day, let revisions):
        // Two days of a document may be the same.
        for revision in revisions where revision.statedDays(in: zone).first?.day == day {
          due += try reminders(
            of: revision, deadline.day, byDeployment[deployment] ?? [], time)
        }
      case .portsBegin(let assignment), .portsEnd(let assignment):
        ports.formUnion(
          (byDeployment[assignment.deployment] ?? []).filter {
            $0.terms.customer == assignment.customer
          })
      }
    }
    for subscription in ports.sorted(by: { $0.id < $1.id }) {
      due += try portReminders(subscription, time)
    }
    return due
  }

  /// The shortest stage that has begun; nil if none has.
  static func stage(_ days: Int) -> Int? { stages.last { days <= $0 } }

  private func days(until day: CalendarDay, _ time: UTCTime) -> Int {
    zone.day(of: time).days(until: day)
  }

  private func reminders(
    of revision: Revision, _ day: CalendarDay, _ subscriptions: [Subscription], _ time: UTCTime
  ) throws -> [Reminder] {
    guard let stage = Self.stage(days(until: day, time)) else { return [] }
    let begun = zone.start(of: day.adding(days: -stage))
    let told = try inventory.told(of: revision).filter {
      $0.createdAt >= begun || $0.subject.daysLeft.map { $0 <= stage } ?? false
    }
    let known = Set(told.map(\.subscription.id))
    let open = subscriptions.filter { !known.contains($0.id) }
    if open.isEmpty { return [] }
    let isDone = try !revision.isHeld && OverdueDeadlines.isNoted(revision, in: inventory)
    let base = try inventory.revisions(of: revision.deployment).first {
      $0.isAccepted && $0.number < revision.number
    }
    let comparison = Comparison(
      from: try base.map { try inventory.snapshot(of: $0) } ?? Snapshot([]),
      to: try inventory.snapshot(of: revision),
      meant: try inventory.declaration(of: revision.deployment, at: time))
    var due: [Reminder] = []
    for subscription in open {
      let terms = subscription.terms
      // Of what waits for a person, only the inventory's own people know.
      if revision.isHeld, !terms.tellsHeld { continue }
      if terms.customer == nil, isDone { continue }
      let scope = NoticeScope(
        service: terms.service,
        customer: try terms.customer.map {
          try inventory.ports(of: $0, on: revision.deployment, at: time)
        }, only: terms.only)
      guard scope.isConcerned(by: comparison) else { continue }
      due.append(
        (
          subscription,
          PlannedNotice.Subject(
            kind: .reminder, revision: revision.number, base: base?.number, asOf: time,
            daysLeft: stage)
        ))
    }
    return due
  }

  private func portReminders(
    _ subscription: Subscription, _ time: UTCTime
  ) throws -> [Reminder] {
    let deployment = subscription.terms.deployment
    guard let customer = subscription.terms.customer,
      let current = try inventory.latestRevision(of: deployment)
    else { return [] }
    let table = try inventory.snapshot(of: current).meant(
      by: inventory.declaration(of: deployment, at: time))
    var due: [Reminder] = []
    for step in try inventory.portTimeline(of: customer, on: deployment, from: time).steps {
      let day = zone.day(of: step.time)
      guard let stage = Self.stage(days(until: day, time)) else { continue }
      let begun = zone.start(of: day.adding(days: -stage))
      let isTold = try inventory.told(of: step, to: subscription).contains {
        $0.createdAt >= begun || $0.subject.daysLeft.map { $0 <= stage } ?? false
      }
      if isTold { continue }
      let subject = PlannedNotice.Subject(
        kind: .reminder, revision: current.number, base: nil, asOf: step.time, ports: step,
        daysLeft: stage)
      if NoticeScope.isConcerned(subscription.terms, by: step, in: table) {
        due.append((subscription, subject))
      }
    }
    return due
  }
}
