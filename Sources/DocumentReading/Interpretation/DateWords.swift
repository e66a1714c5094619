import EndpointModel

/// Dates in sentences and metadata, as precise as they are stated.
enum DateWords {
  /// The first date of a text: `2023-02-13`, `February 13th, 2023`, `13 Feb 2023`,
  /// `January 2023`, `8/22/2017`, `22.08.2017`. A date such as 3/4/2017, whose
  /// month and day cannot be told apart, gives only the year.
  static func first(in text: some StringProtocol) -> PartialDate? {
    let text = String(text.prefix(300))
    let found = [iso(text), named(text), numeric(text)].compactMap { $0 }
    return found.min { $0.at < $1.at }?.date
  }

  private typealias Found = (at: String.Index, date: PartialDate)

  private static func iso(_ text: String) -> Found? {
    for match in text.matches(of: Pattern.isoDate) {
      let (_, year, month, day) = match.output
      if let date = date(year, month: Int(month), day: day.map { Int($0) }) {
        return (match.range.lowerBound, date)
      }
    }
    return nil
  }

  /// "Feb 13th, 2023", "January 2023", "13 February 2023": if both patterns match the same
  /// words, the match that begins earlier includes the day.
  private static func named(_ text: String) -> Found? {
    let monthFirst = text.matches(of: Pattern.monthFirst).lazy.compactMap { match -> Found? in
      let (_, name, day, year) = match.output
      return month(name).flatMap { date(year, month: $0, day: day.map { Int($0) }) }
        .map { (match.range.lowerBound, $0) }
    }.first
    let dayFirst = text.matches(of: Pattern.dayFirst).lazy.compactMap { match -> Found? in
      let (_, day, name, year) = match.output
      return month(name).flatMap { date(year, month: $0, day: .some(Int(day))) }
        .map { (match.range.lowerBound, $0) }
    }.first
    return [monthFirst, dayFirst].compactMap { $0 }.min { $0.at < $1.at }
  }

  private static func numeric(_ text: String) -> Found? {
    guard let match = text.firstMatch(of: Pattern.numericDate) else {
      return nil
    }
    let (_, first, mark, second, year) = match.output
    guard let a = Int(first), let b = Int(second) else { return nil }
    let date: PartialDate? =
      if mark == "." || a > 12 {
        date(year, month: b, day: a)
      } else if b > 12 {
        date(year, month: a, day: b)
      } else {
        date(year)
      }
    return date.map { (match.range.lowerBound, $0) }
  }

  /// - Parameter day: `.some(nil)` for one that is not a number.
  private static func date(_ year: Substring, month: Int? = nil, day: Int?? = nil) -> PartialDate? {
    guard let year = Int(year) else { return nil }
    if case .some(nil) = day { return nil }
    return PartialDate(year: year, month: month, day: day ?? nil)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func month(_ name: Substring) -> Int? {
    let lower = name.lowercased()
    let full = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    if let index = full.firstIndex(of: lower) { return index + 1 }
    if lower == "sept" { return 9 }
    return months.firstIndex(of: lower).map { $0 + 1 } ?? otherMonths[lower]
  }

  /// Month names of other languages that write them between day and year.
  private static let otherMonths: [String: Int] = {
    let lists = [
      "januar februar märz april mai juni juli august september oktober november dezember",
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "januari februari maart april mei juni juli augustus september oktober november december",
      "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
      "ledna února března dubna května června července srpna září října listopadu prosince",
      "januari februari mars april maj juni juli augusti september oktober november december",
      "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
      "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ]
    var months: [String: Int] = [:]
    for list in lists {
      for (index, name) in list.split(separator: " ").enumerated() {
        // No word stands for two different months.
        months[String(name)] = index + 1
      }
    }
    return months
  }()
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let isoDate =
    /\b(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)/.asciiOnlyDigits()
  nonisolated(unsafe) static let monthFirst =
    /\b([\p{L}]{3,12})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b/.asciiOnlyDigits()
  nonisolated(unsafe) static let dayFirst =
    /\b(\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+)?([\p{L}]{3,12})\.?,?\s+(?:de\s+)?(\d{4})\b/
    .asciiOnlyDigits()
  nonisolated(unsafe) static let numericDate =
    /\b(\d{1,2})([\/.])(\d{1,2})[\/.](\d{4})\b/.asciiOnlyDigits()
}
