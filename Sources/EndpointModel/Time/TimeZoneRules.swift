/// What the clocks of a place show: its offsets from UTC, and since when each holds.
///
/// ```swift
/// let berlin = try TimeZoneRules("Europe/Berlin", file: bytes)
/// berlin.start(of: CalendarDay("2026-01-31")!)  // 2026-01-30T23:00:00Z
/// berlin.day(of: UTCTime("2026-01-30T23:00:00Z")!)  // 2026-01-31
/// ```
public struct TimeZoneRules: Hashable, Sendable {
  /// As the time zone database has it: `Europe/Berlin`.
  public let name: String
  /// When another offset begins to hold, in seconds since 1970, ascending.
  let changes: [Int64]
  /// Seconds east of UTC: before the first change, then from each of them on.
  let offsets: [Int]
  /// What holds after the last change; nil for the last offset.
  let yearly: YearlyOffsets?

  /// The clocks show UTC.
  public static let utc = TimeZoneRules(name: "UTC", changes: [], offsets: [0], yearly: nil)

  public var isUTC: Bool { self == .utc }

  /// Seconds east of UTC.
  public func offset(at time: UTCTime) -> Int { offset(at: time.seconds) }

  private func offset(at seconds: Int64) -> Int {
    if let yearly, changes.last.map({ seconds >= $0 }) ?? true {
      return yearly.offset(at: seconds)
    }
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }
}

// MARK: Days

extension TimeZoneRules {
  /// The day that calendars show.
  public func day(of time: UTCTime) -> CalendarDay {
    let local = time.seconds + Int64(offset(at: time))
    return CalendarDay(daysSince1970: Int(local.quotientRoundedDown(by: 86_400)))
  }

  /// The first moment of a day: 00:00, where that comes twice the first of them, where the clocks
  /// leave it out what they go on with. A day that they leave out as a whole has no moment: its
  /// start is that of the next.
  public func start(of day: CalendarDay) -> UTCTime { first(of: day, secondOfDay: 0) }

  /// The first moment at which the clocks show a time of a day, in seconds after 00:00, or have
  /// passed what they leave out.
  public func first(of day: CalendarDay, secondOfDay: Int) -> UTCTime {
    .nearest(to: firstSecond(of: day, secondOfDay))
  }

  private func firstSecond(of day: CalendarDay, _ secondOfDay: Int) -> Int64 {
    let local = Int64(day.daysSince1970) * 86_400 + Int64(secondOfDay)
    return moments(local).first ?? jump(over: local)
  }

  /// The last second of a day: the one before the next day starts.
  public func end(of day: CalendarDay) -> UTCTime {
    .nearest(to: firstSecond(of: day.adding(days: 1), 0) - 1)
  }

  /// When the clocks show a time of a day, in seconds after 00:00: no moment if they leave it out,
  /// two if they show it twice.
  public func moments(of day: CalendarDay, secondOfDay: Int) -> [UTCTime] {
    moments(Int64(day.daysSince1970) * 86_400 + Int64(secondOfDay))
      .compactMap { UTCTime(seconds: $0) }
  }

  /// - Parameter local: what the clocks show, counted as if it were UTC.
  private func moments(_ local: Int64) -> [Int64] {
    Set(around(local)).map { local - Int64($0) }
      .filter { $0 + Int64(offset(at: $0)) == local }.sorted()
  }

  /// The offsets of the day before and of the day after: no zone changes twice in between.
  private func around(_ local: Int64) -> [Int] {
    [offset(at: local - 86_400), offset(at: local + 86_400)]
  }

  /// The first moment at which the clocks have passed what they never show.
  private func jump(over local: Int64) -> Int64 {
    let around = around(local)
    var (low, high) = (local - Int64(around.max() ?? 0), local - Int64(around.min() ?? 0))
    while low < high {
      let middle = low + (high - low).quotientRoundedDown(by: 2)
      if middle + Int64(offset(at: middle)) < local { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Int64 {
  func quotientRoundedDown(by divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
