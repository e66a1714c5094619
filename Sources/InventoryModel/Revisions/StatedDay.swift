import EndpointModel

/// A day that a document states for its changes. The raw value is its name in JSON.
public enum StatedDay: String, Hashable, Sendable, CaseIterable {
  /// By then its readers are to have acted.
  case actBy = "act-by"
  /// From then on what it lists is in force.
  case effective
  /// Then something that it no longer lists is switched off.
  case switchOff = "switch-off"
}

extension Revision {
  /// The days that its document states for its changes, the earliest first. A day from which
  /// something is in force or off, and which had passed when the revision was recorded, is left out:
  /// it is about earlier changes.
  ///
  /// ```swift
  /// revision.statedDays(in: .utc).map(\.date.description)  // ["2026-02-20", "2026-03-31"]
  /// ```
  ///
  /// - Parameter zone: whose calendar tells what had passed.
  public func statedDays(in zone: TimeZoneRules) -> [(day: StatedDay, date: PartialDate)] {
    func toCome(_ date: PartialDate?) -> PartialDate? {
      date.flatMap { $0.isPast(on: zone.day(of: recordedAt)) ? nil : $0 }
    }
    let all: [(StatedDay, PartialDate?)] = [
      (.actBy, document.actBy), (.effective, toCome(document.effectiveOn)),
      (.switchOff, toCome(document.switchOffOn)),
    ]
    return all.compactMap { day, date in date.map { (day, $0) } }.sorted { $0.1 < $1.1 }
  }

  /// Before this day firewalls have to allow what is new: the earliest that the document states, so
  /// that nobody is cut off. Nil if it states none.
  public func openBefore(in zone: TimeZoneRules) -> PartialDate? {
    statedDays(in: zone).first?.date
  }

  /// Until this day firewalls have to allow what was removed: the last that the document states, so
  /// that nobody is cut off. Nil if it states none.
  public func closeAfter(in zone: TimeZoneRules) -> PartialDate? {
    statedDays(in: zone).map(\.date).max { $0.lastDay < $1.lastDay }
  }
}

extension PartialDate {
  /// Its last day, to compare it with others: of a month the 31st, of a year that of December.
  fileprivate var lastDay: (Int, Int, Int) { (year, month ?? 12, day ?? 31) }
}
