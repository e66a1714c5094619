import EndpointModel

/// A day or time as a person writes it: `2026-03-10`, `2026-03-10T09:00`, or with its offset as RFC
/// 3339 has it. Which moment is meant, only the time zone tells that days are meant in.
///
/// ```swift
/// let time = try WrittenTime(parsing: "2026-03-10")
/// try time.beginning(in: berlin).description  // "2026-03-09T23:00:00Z"
/// try time.after(in: berlin).description  // "2026-03-10T23:00:00Z"
/// ```
public struct WrittenTime: Hashable, Sendable {
  private enum Form: Hashable {
    case moment(UTCTime)
    case day(CalendarDay)
    case clock(CalendarDay, secondOfDay: Int)
  }

  private let form: Form
  /// As it was written.
  private let text: String

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: String) throws(ValueError) {
    self.text = text
    if text.utf8.count <= 10 {
      do throws(ValueError) {
        form = .day(try CalendarDay(parsing: text))
      } catch {
        throw ValueError(expected: "day or time (RFC 3339)", input: text, rule: error.rule)
      }
    } else if let (day, second) = Self.clock(text) {
      form = .clock(day, secondOfDay: second)
    } else {
      form = .moment(try UTCTime(parsing: text))
    }
  }

  /// The day and time of `2026-03-10T09:00` or `2026-03-10 09:00:30`; nil for another form.
  private static func clock(_ text: String) -> (CalendarDay, secondOfDay: Int)? {
    guard [16, 19].contains(text.utf8.count),
      let time = UTCTime(text.replacing(" ", with: "T") + (text.utf8.count == 16 ? ":00Z" : "Z"))
    else { return nil }
    return (time.day, Int(time.seconds % 86_400))
  }

  /// Whether the moment depends on the time zone.
  var needsZone: Bool {
    if case .moment = form { false } else { true }
  }

  /// "from 2026-03-10": the first moment of the day.
  ///
  /// - Throws: `ValueError` for a time that the clocks of the zone leave out or show twice.
  public func beginning(in zone: TimeZoneRules) throws(ValueError) -> UTCTime {
    try moment(in: zone) { zone.start(of: $0) }
  }

  /// "as of 2026-03-10": the last second of the day.
  ///
  /// - Throws: as `beginning`.
  public func asOf(in zone: TimeZoneRules) throws(ValueError) -> UTCTime {
    try moment(in: zone) { zone.end(of: $0) }
  }

  /// "until 2026-03-10": the first moment after the day, as a period does not include its end.
  ///
  /// - Throws: as `beginning`.
  public func after(in zone: TimeZoneRules) throws(ValueError) -> UTCTime {
    try moment(in: zone) { day in
      let end = zone.end(of: day)
      return UTCTime(seconds: end.seconds + 1) ?? end
    }
  }

  private func moment(
    in zone: TimeZoneRules, ofDay: (CalendarDay) -> UTCTime
  ) throws(ValueError) -> UTCTime {
    switch form {
    case .moment(let time): return time
    case .day(let day): return ofDay(day)
    case .clock(let day, let second):
      let moments = zone.moments(of: day, secondOfDay: second)
      if let only = moments.first, moments.count == 1 { return only }
      throw ValueError(
        expected: "time in \(zone.name)", input: text,
        rule: moments.isEmpty
          ? "the clocks leave it out and go on with "
            + zone.clock(zone.first(of: day, secondOfDay: second))
          : "the clocks show it twice; write "
            + moments.map { zone.clock($0) }.joined(separator: " or "))
    }
  }
}
