/// A day of the Gregorian calendar: `2026-01-31`. Years 1970 to 9999.
public struct CalendarDay: Hashable, Sendable, Comparable {
  public let year: Int
  public let month: Int
  public let day: Int

  public static func < (a: CalendarDay, b: CalendarDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// Days since 1970-01-01, counted in years that begin in March, so that the
  /// leap day comes last.
  var daysSince1970: Int { Self.daysSince1970(year: year, month: month, day: day) }

  static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let y = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
  }

  init(daysSince1970: Int) {
    let days = daysSince1970 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

extension CalendarDay {
  /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    (daysSince1970 + 3) % 7 + 1
  }

  /// The day so many days later; earlier if they are below 0.
  public func adding(days: Int) -> CalendarDay {
    CalendarDay(daysSince1970: daysSince1970 + days)
  }

  /// How many days another one is later; below 0 if it is earlier.
  public func days(until other: CalendarDay) -> Int { other.daysSince1970 - daysSince1970 }
}

extension CalendarDay: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "day", input: String(text), rule: rule)
    }
    guard let parts = text.withUTF8Bytes(Self.parts) else {
      throw failure("it is not of the form 2026-01-31")
    }
    (year, month, day) = parts
    guard year >= 1970 else { throw failure("it lies before 1970") }
    guard (1...12).contains(month) else { throw failure("it has no such month") }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...length).contains(day) else { throw failure("its month has no such day") }
  }

  /// The numbers of `2026-01-31`; nil for another form.
  private static func parts(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (year: Int, month: Int, day: Int)? {
    guard bytes.count == 10 else { return nil }
    var numbers = (0, 0, 0)
    for (place, byte) in bytes.enumerated() {
      if place == 4 || place == 7 {
        if byte != UInt8(ascii: "-") { return nil }
        continue
      }
      guard let digit = byte.decimalDigit.map(Int.init) else { return nil }
      switch place {
      case ..<4: numbers.0 = numbers.0 * 10 + digit
      case ..<7: numbers.1 = numbers.1 * 10 + digit
      default: numbers.2 = numbers.2 * 10 + digit
      }
    }
    return numbers
  }

  public init?(_ description: String) {
    guard let day = try? CalendarDay(parsing: description) else { return nil }
    self = day
  }

  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

/// The number with leading zeros, up to a width.
func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  if text.utf8.count >= width { return text }
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
