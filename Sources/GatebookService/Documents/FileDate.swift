import EndpointModel

/// A date in a file's name, `2026-01-31` or `20260131`, optionally followed by a time:
/// `2021-01-04-12-14-17`, `2026-01-31T12:00:00Z`.
enum FileDate {
  static func time(in name: String) -> UTCTime? {
    guard let found = name.firstMatch(of: Pattern.date)?.output,
      let day = CalendarDay("\(found.1)-\(found.2)-\(found.3)")
    else { return nil }
    guard let hour = found.4, let minute = found.5 else { return .start(of: day) }
    return UTCTime("\(day)T\(hour):\(minute):\(found.6 ?? "00")Z") ?? .start(of: day)
  }

  private enum Pattern {
    nonisolated(unsafe) static let date =
      /(?:^|\D)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:[-_T.]?(\d\d)[-_:.]?(\d\d)(?:[-_:.]?(\d\d))?)?(?!\d)/
      .asciiOnlyDigits()
  }
}
