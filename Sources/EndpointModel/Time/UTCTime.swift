/// A moment in whole seconds, in UTC. Its text is RFC 3339 with `Z`:
/// `2026-01-31T12:00:00Z`. Years 1970 to 9999.
///
/// ```swift
/// try UTCTime(parsing: "2026-01-01T00:30:00+02:00").description  // "2025-12-31T22:30:00Z"
/// ```
public struct UTCTime: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let seconds: Int64

  /// Nil outside the years 1970 to 9999.
  public init?(seconds: Int64) {
    guard (0...253_402_300_799).contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// 1970-01-01T00:00:00Z.
  public static let epoch = UTCTime(unchecked: 0)

  /// The first or last moment for what lies before or after all of them.
  static func nearest(to seconds: Int64) -> UTCTime {
    UTCTime(unchecked: min(max(seconds, 0), 253_402_300_799))
  }

  private init(unchecked seconds: Int64) { self.seconds = seconds }

  public static func < (a: UTCTime, b: UTCTime) -> Bool { a.seconds < b.seconds }

  public var day: CalendarDay { CalendarDay(daysSince1970: Int(seconds / 86_400)) }

  /// The first second of a day.
  public static func start(of day: CalendarDay) -> UTCTime {
    UTCTime(unchecked: Int64(day.daysSince1970) * 86_400)
  }

  /// The last second of a day.
  public static func end(of day: CalendarDay) -> UTCTime {
    UTCTime(unchecked: Int64(day.daysSince1970) * 86_400 + 86_399)
  }
}

extension UTCTime: LosslessStringConvertible {
  /// Reads `2026-01-31T12:00:00Z`, or with an offset such as `+02:00` in place of the `Z` (RFC 3339
  /// section 5.6, whole seconds).
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "time (RFC 3339)", input: String(text), rule: rule)
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 25, bytes[10] | 0x20 == UInt8(ascii: "t") else {
      throw failure("it is not of the form 2026-01-31T12:00:00Z")
    }
    guard let day = try? CalendarDay(parsing: text.prefix(10)) else {
      throw failure("its day is not a calendar day")
    }
    func two(_ i: Int) -> Int64? {
      guard let a = bytes[i].decimalDigit, let b = bytes[i + 1].decimalDigit else { return nil }
      return Int64(a) * 10 + Int64(b)
    }
    guard let hour = two(11), let minute = two(14), let second = two(17),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      hour < 24, minute < 60, second < 60
    else { throw failure("its time of day is not between 00:00:00 and 23:59:59") }
    var offset: Int64 = 0
    if bytes.count == 25 {
      guard let hours = two(20), let minutes = two(23), bytes[22] == UInt8(ascii: ":"),
        hours < 24, minutes < 60, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[19])
      else { throw failure("its offset is not of the form +02:00") }
      offset = (hours * 60 + minutes) * 60 * (bytes[19] == UInt8(ascii: "-") ? -1 : 1)
    } else if bytes[19] | 0x20 != UInt8(ascii: "z") {
      throw failure("it has neither Z nor an offset")
    }
    let seconds = Int64(day.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second - offset
    guard let time = UTCTime(seconds: seconds) else {
      throw failure(seconds < 0 ? "it lies before 1970" : "it lies after 9999")
    }
    self = time
  }

  public init?(_ description: String) {
    guard let time = try? UTCTime(parsing: description) else { return nil }
    self = time
  }

  public var description: String {
    let (day, second) = (day, Int(seconds % 86_400))
    return String(unsafeUninitializedCapacity: 20) { text in
      _ = text.initialize(fromContentsOf: "0000-00-00T00:00:00Z".utf8)
      func put(_ number: Int, endingAt end: Int) {
        var (number, place) = (number, end)
        while number > 0 {
          text[place] += UInt8(number % 10)
          (number, place) = (number / 10, place - 1)
        }
      }
      put(day.year, endingAt: 3)
      put(day.month, endingAt: 6)
      put(day.day, endingAt: 9)
      put(second / 3600, endingAt: 12)
      put(second / 60 % 60, endingAt: 15)
      put(second % 60, endingAt: 18)
      return 20
    }
  }
}
