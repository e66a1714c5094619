/// Offsets from UTC that change on the same days of each year, or never: the text by which TZif files
/// say what holds after their last change (RFC 9636, section 3.3.1; POSIX.1-2024, section 8.3).
///
/// ```swift
/// YearlyOffsets("CET-1CEST,M3.5.0,M10.5.0/3")  // summer from the last Sunday of March on
/// ```
struct YearlyOffsets: Hashable, Sendable {
  /// Seconds east of UTC.
  private let standard: Int
  private let summer: Summer?

  private struct Summer: Hashable {
    let offset: Int
    let start: Moment
    let end: Moment
  }

  /// A moment of each year, by the clocks that show it.
  fileprivate struct Moment: Hashable {
    enum Day: Hashable {
      /// From 1 to 365, without 29 February.
      case ofCommonYear(Int)
      /// From 0 to 365.
      case ofYear(Int)
      /// The first to fourth such weekday of a month, or the last for 5; Sunday is 0.
      case weekday(Int, week: Int, month: Int)
    }

    let day: Day
    /// In seconds after 00:00; may be below 0 and above a day.
    let time: Int
  }

  /// Nil for text of another form.
  init?(_ text: String) {
    var text = Text(text)
    guard text.skipName(), let west = text.time() else { return nil }
    standard = -west
    if text.isAtEnd {
      summer = nil
      return
    }
    guard text.skipName() else { return nil }
    // Summer is an hour ahead unless it is said.
    var offset = standard + 3600
    if !text.isAt(",") {
      guard let west = text.time() else { return nil }
      offset = -west
    }
    guard text.skip(","), let start = text.moment(), text.skip(","), let end = text.moment(),
      text.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// Seconds east of UTC.
  func offset(at seconds: Int64) -> Int {
    guard let summer else { return standard }
    let local = (seconds + Int64(standard)).quotientRoundedDown(by: 86_400)
    let year = CalendarDay(daysSince1970: Int(local)).year
    let start = summer.start.seconds(in: year) - Int64(standard)
    let end = summer.end.seconds(in: year) - Int64(summer.offset)
    // South of the equator summer reaches over the end of the year.
    let isSummer =
      start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
    return isSummer ? summer.offset : standard
  }
}

extension YearlyOffsets.Moment {
  /// In a year, counted as if the clocks showed UTC.
  fileprivate func seconds(in year: Int) -> Int64 {
    let newYear = CalendarDay.daysSince1970(year: year, month: 1, day: 1)
    let days: Int
    switch day {
    case .ofYear(let number): days = newYear + number
    case .ofCommonYear(let number):
      let isLeap = CalendarDay.daysSince1970(year: year + 1, month: 1, day: 1) - newYear == 366
      days = newYear + number - (isLeap && number >= 60 ? 0 : 1)
    case .weekday(let weekday, let week, let month):
      let first = CalendarDay.daysSince1970(year: year, month: month, day: 1)
      let next = CalendarDay.daysSince1970(
        year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
      // 1970-01-01 was a Thursday.
      let firstSuch = first + (weekday - (first + 4) % 7 + 7) % 7
      let found = firstSuch + (week - 1) * 7
      days = found < next ? found : found - 7
    }
    return Int64(days) * 86_400 + Int64(time)
  }
}

/// Text that is read from the front.
private struct Text {
  private var left: Substring.UTF8View

  init(_ text: String) { left = text[...].utf8 }

  var isAtEnd: Bool { left.isEmpty }

  func isAt(_ character: Character) -> Bool { left.first == character.asciiValue }

  mutating func skip(_ character: Character) -> Bool {
    if !isAt(character) { return false }
    left.removeFirst()
    return true
  }

  /// `CET`, or `<+03>`.
  mutating func skipName() -> Bool {
    if skip("<") {
      guard let end = left.firstIndex(of: UInt8(ascii: ">")) else { return false }
      left = left[left.index(after: end)...]
      return true
    }
    let count = left.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) }.count
    left = left.dropFirst(count)
    return count >= 3
  }

  mutating func number(_ bounds: ClosedRange<Int>) -> Int? {
    var number: Int?
    while let digit = left.first?.decimalDigit, number ?? 0 < 1000 {
      number = (number ?? 0) * 10 + Int(digit)
      left.removeFirst()
    }
    return number.flatMap { bounds.contains($0) ? $0 : nil }
  }

  /// `-1`, `3:30`, `-2:00:00`: in seconds, up to a week.
  mutating func time() -> Int? {
    let sign = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard var seconds = number(0...167).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where skip(":") {
      guard let number = number(0...59) else { return nil }
      seconds += number * unit
    }
    return sign * seconds
  }

  /// `M3.5.0/2`, `J60`, `59/3`; at 02:00 unless it is said.
  mutating func moment() -> YearlyOffsets.Moment? {
    let day: YearlyOffsets.Moment.Day
    if skip("M") {
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      day = .weekday(weekday, week: week, month: month)
    } else if skip("J") {
      guard let number = number(1...365) else { return nil }
      day = .ofCommonYear(number)
    } else {
      guard let number = number(0...365) else { return nil }
      day = .ofYear(number)
    }
    if !skip("/") { return YearlyOffsets.Moment(day: day, time: 2 * 3600) }
    return time().map { YearlyOffsets.Moment(day: day, time: $0) }
  }
}
