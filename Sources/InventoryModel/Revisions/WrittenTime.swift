import EndpointModel

/// What a day or time written by a person means: an RFC 3339 time is itself, a day is one of its
/// bounds, in UTC. Other text throws `ValueError`.
public enum WrittenTime {
  /// "from 2026-03-10": the first moment of the day.
  public static func beginning(_ text: String) throws(ValueError) -> UTCTime {
    try time(text) { .start(of: $0) }
  }

  /// "as of 2026-03-10": the last second of the day.
  public static func asOf(_ text: String) throws(ValueError) -> UTCTime {
    try time(text) { .end(of: $0) }
  }

  /// "until 2026-03-10": the first moment after the day, as a period does not include its end.
  public static func after(_ text: String) throws(ValueError) -> UTCTime {
    try time(text) { day in
      UTCTime(seconds: UTCTime.end(of: day).seconds + 1) ?? .end(of: day)
    }
  }

  private static func time(
    _ text: String, ofDay: (CalendarDay) -> UTCTime
  ) throws(ValueError) -> UTCTime {
    if text.utf8.count > 10 { return try UTCTime(parsing: text) }
    return ofDay(try CalendarDay(parsing: text))
  }
}
