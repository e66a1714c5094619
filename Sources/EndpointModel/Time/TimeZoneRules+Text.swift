extension TimeZoneRules {
  /// What the clocks show, with the offset: `2026-03-10T09:00:00+01:00`; in UTC with `Z`.
  public func clock(_ time: UTCTime) -> String {
    if isUTC { return time.description }
    let offset = offset(at: time)
    // Before 1970 and after 9999 there are no texts: it is told in UTC.
    guard let local = UTCTime(seconds: time.seconds + Int64(offset)) else {
      return time.description.dropLast() + Self.written(0)
    }
    return local.description.dropLast() + Self.written(offset)
  }

  /// `+01:00`.
  private static func written(_ offset: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let minutes = abs(offset) / 60
    return (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
  }
}
