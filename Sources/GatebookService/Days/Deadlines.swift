import EndpointModel
import InventoryModel
import InventoryStorage

/// A day by which somebody has to have done something.
public struct Deadline: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    /// A document states the day for its changes.
    ///
    /// - Parameter revisions: those whose documents say so, ascending; what is held is among them.
    case document(DeploymentName, StatedDay, revisions: [Revision])
    /// A customer's ports begin, and its firewall has to allow them.
    case portsBegin(PortAssignment)
    /// A customer's ports end: from then on nobody, or somebody else, has them.
    case portsEnd(PortAssignment)
  }

  /// As precise as it was stated.
  public let date: PartialDate
  public let subject: Subject
  /// Whose calendar the day is of: `Europe/Berlin`.
  public let timeZone: String

  /// The first day that may be meant: whoever acts by then is never late.
  public var day: CalendarDay {
    UTCTime.start(of: date).day
  }
}

/// Finds the days by which something has to be done.
public struct Deadlines {
  let inventory: InventoryReader
  /// Whose days they are: ports begin on a day of the zone, and its calendar says what is past.
  let zone: TimeZoneRules

  public init(_ inventory: InventoryReader, in zone: TimeZoneRules) {
    self.inventory = inventory
    self.zone = zone
  }

  /// The deadlines that are not past, by day. Each day that a document states is listed, also one
  /// that a later document moved: none is taken for settled by a guess. What a person took back
  /// has none.
  ///
  /// ```swift
  /// try Deadlines(reader, in: .utc).coming(after: now).map(\.date.description)  // ["2026-04-01"]
  /// ```
  ///
  /// - Throws: `InventoryError`
  public func coming(after time: UTCTime) throws -> [Deadline] {
    var all: [Deadline] = []
    for deployment in try inventory.deploymentsInUse() {
      all += documents(try inventory.revisions(of: deployment), of: deployment, after: time)
    }
    for assignment in try inventory.assignments(changingAfter: time) {
      all += ports(assignment, after: time)
    }
    return all.sorted()
  }

  private func documents(
    _ revisions: [Revision], of deployment: DeploymentName, after time: UTCTime
  ) -> [Deadline] {
    let today = zone.day(of: time)
    var found: [StatedDay: [PartialDate: [Revision]]] = [:]
    for revision in revisions.reversed() where revision.isHeld || revision.asksForChanges {
      for (day, date) in revision.statedDays(in: zone) where !date.isPast(on: today) {
        found[day, default: [:]][date, default: []].append(revision)
      }
    }
    return found.flatMap { day, byDate in
      byDate.map {
        Deadline(
          date: $0, subject: .document(deployment, day, revisions: $1), timeZone: zone.name)
      }
    }
  }

  private func ports(_ assignment: PortAssignment, after time: UTCTime) -> [Deadline] {
    if assignment.corrected != nil || assignment.period.isEmpty { return [] }
    var all: [Deadline] = []
    if assignment.period.from > time, let date = PartialDate(zone.day(of: assignment.period.from)) {
      all.append(Deadline(date: date, subject: .portsBegin(assignment), timeZone: zone.name))
    }
    if let until = assignment.period.until, until > time,
      let date = PartialDate(zone.day(of: until))
    {
      all.append(Deadline(date: date, subject: .portsEnd(assignment), timeZone: zone.name))
    }
    return all
  }
}

extension Deadline: Comparable {
  public static func < (a: Deadline, b: Deadline) -> Bool {
    a.date == b.date ? a.order < b.order : a.date < b.date
  }

  private var order: String {
    switch subject {
    case .document(let deployment, let day, _): "0 \(deployment) \(day.rawValue)"
    case .portsBegin(let ports): "1 \(ports.order)"
    case .portsEnd(let ports): "2 \(ports.order)"
    }
  }
}

extension PortAssignment {
  fileprivate var order: String { "\(deployment) \(customer) \(ports.low) \(transport.rawValue)" }
}

extension Revision {
  /// Whether its document wants something to be done: what restores an earlier table has that one's
  /// days, and what a person took back wants nothing.
  var asksForChanges: Bool { isAccepted && !isRefused && copyOf == nil }
}

extension PartialDate {
  init?(_ day: CalendarDay) {
    self.init(year: day.year, month: day.month, day: day.day)
  }
}

extension UTCTime {
  /// The beginning of a date: of its first day where only the month or year is stated.
  fileprivate static func start(of date: PartialDate) -> UTCTime {
    let first = PartialDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
    return (first.flatMap { CalendarDay($0.description) }).map { .start(of: $0) } ?? .epoch
  }
}
