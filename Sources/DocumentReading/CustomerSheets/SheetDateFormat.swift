import EndpointModel

/// How a sheet writes its days, where that is not `2026-01-31`: the order of day, month and year, as
/// a country has it, or the numbers that spreadsheets keep.
public struct SheetDateFormat: Hashable, Sendable {
  private enum Part: Character {
    case day = "d"
    case month = "m"
    case year = "y"
  }

  /// Nil for the numbers of days that spreadsheets count.
  private let order: [Part]?

  /// - Parameter text: `dd.mm.yyyy`, `m/d/yy`, `serial`; only the order of the letters counts.
  /// - Throws: `ValueError`
  public init(parsing text: some StringProtocol) throws(ValueError) {
    let lower = text.lowercased()
    if lower == "serial" {
      order = nil
      return
    }
    var order: [Part] = []
    for part in lower.compactMap(Part.init) where order.last != part { order.append(part) }
    guard order.count == 3, Set(order).count == 3 else {
      throw ValueError(
        expected: "date format", input: String(text),
        rule: "it names day, month and year once each, as dd.mm.yyyy, or is serial")
    }
    self.order = order
  }

  /// The day as `2026-01-31`; the text itself where it has another form.
  func plain(_ text: String) -> String {
    guard let order else {
      // From 1930 to 2173, as Excel counts (ECMA-376 part 1, 18.17.4.1).
      guard let number = Double(text.withoutZeroDecimals), (11_000..<100_000).contains(number)
      else { return text }
      return NumberFormat.date(hasDay: true, hasTime: false).text(number)
    }
    let numbers = text.split { !$0.isNumber }.map(String.init)
    guard numbers.count == 3, !text.contains(where: \.isLetter),
      numbers[0].count <= 2 || order[0] == .year
    else { return text }
    var parts: [Part: String] = [:]
    for (part, number) in zip(order, numbers) { parts[part] = number }
    var year = parts[.year] ?? ""
    // People write only the last two digits of a year of this century.
    if year.count == 2 { year = "20" + year }
    func padded(_ part: Part) -> String {
      let number = parts[part] ?? ""
      return number.count == 1 ? "0" + number : number
    }
    return "\(year)-\(padded(.month))-\(padded(.day))"
  }
}
