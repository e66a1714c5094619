/// A date with the precision that a document gives it: `2023`, `2023-01` or
/// `2023-02-13`.
public struct PartialDate: Hashable, Sendable, Comparable {
  public let year: Int
  public let month: Int?
  public let day: Int?

  /// Nil for a date that does not exist, or a year before 1970 or after 9999.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1970...9999).contains(year), month.map({ (1...12).contains($0) }) ?? (day == nil) else {
      return nil
    }
    if let month, let day {
      let text = [String(year), Self.twoDigits(month), Self.twoDigits(day)].joined(separator: "-")
      guard CalendarDay(text) != nil else { return nil }
    }
    self.year = year
    self.month = month
    self.day = day
  }

  public static func < (a: PartialDate, b: PartialDate) -> Bool {
    (a.year, a.month ?? 0, a.day ?? 0) < (b.year, b.month ?? 0, b.day ?? 0)
  }

  private static func twoDigits(_ number: Int) -> String {
    (number < 10 ? "0" : "") + String(number)
  }
}

extension PartialDate: LosslessStringConvertible {
  public init?(_ description: String) {
    let parts = description.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...3).contains(parts.count),
      let date = PartialDate(
        year: numbers[0], month: parts.count > 1 ? numbers[1] : nil,
        day: parts.count > 2 ? numbers[2] : nil), date.description == description
    else { return nil }
    self = date
  }

  public var description: String {
    ([String(year)] + [month, day].compactMap { $0.map(Self.twoDigits) }).joined(separator: "-")
  }
}

extension PartialDate {
  /// Whether all of it is before a day.
  public func isPast(on today: CalendarDay) -> Bool {
    (year, month ?? 12, day ?? 31) < (today.year, today.month, today.day)
  }
}
