/// How a cell shows its number (ECMA-376 part 1, 18.8.30 and 18.8.31), as far as it changes what the
/// number means: a date, a share, words around it. Separators of thousands, colours and the number
/// of decimals only change its looks.
enum NumberFormat: Equatable {
  case general
  case date(hasDay: Bool, hasTime: Bool)
  /// `[h]:mm`: hours beyond a day.
  case duration
  case percent
  /// Words before and after the number: `"TCP "0`.
  case affixed(prefix: String, suffix: String)

  /// The formats that have a number instead of a code; those of dates differ by country only.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 27...31, 34...36, 50...54, 57, 58: self = .date(hasDay: true, hasTime: false)
    case 18...21, 32, 33, 45, 47, 55, 56: self = .date(hasDay: false, hasTime: true)
    case 22: self = .date(hasDay: true, hasTime: true)
    case 46: self = .duration
    default: self = .general
    }
  }

  init(code: String) {
    // The format without a format.
    if ["general", "standard", "@", ""].contains(code.lowercased()) {
      self = .general
      return
    }
    var prefix = ""
    var suffix = ""
    var hasDigits = false
    var (hasDay, hasTime, hasMonthOrMinute, isElapsed, isPercent) =
      (false, false, false, false, false)
    var rest = Substring(code)
    func add(_ words: some StringProtocol) {
      if hasDigits { suffix += words } else { prefix += words }
    }
    scan: while let character = rest.popFirst() {
      switch character {
      // Negative numbers, zero and text follow.
      case ";": break scan
      case "\"":
        add(rest.prefix { $0 != "\"" })
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\": if let next = rest.popFirst() { add(String(next)) }
      // A blank as wide as a character, and a character that fills the cell.
      case "_", "*": rest = rest.dropFirst()
      case "[":
        let inner = rest.prefix { $0 != "]" }.lowercased()
        rest = rest.drop { $0 != "]" }.dropFirst()
        if ["h", "hh", "m", "mm", "s", "ss"].contains(inner) { isElapsed = true }
        if inner.hasPrefix("$") { add(inner.dropFirst().prefix { $0 != "-" }) }
      case "0", "#", "?": hasDigits = true
      case "%": isPercent = true
      case "y", "Y", "d", "D", "e",
        "E" where !hasDigits:
        hasDay = true
      case "h", "H", "s", "S": hasTime = true
      case "m", "M": hasMonthOrMinute = true
      case "G" where rest.hasPrefix("eneral"):
        rest = rest.dropFirst(6)
        hasDigits = true
      case " ", "-", "/", ":", "(", ")", "+": add(String(character))
      default: break
      }
    }
    if isElapsed {
      self = .duration
    } else if hasDay || hasTime || hasMonthOrMinute {
      self = .date(hasDay: hasDay || !hasTime, hasTime: hasTime)
    } else if isPercent {
      self = .percent
    } else if hasDigits, prefix.contains(where: \.isLetter) || suffix.contains(where: \.isLetter) {
      self = .affixed(prefix: prefix, suffix: suffix)
    } else {
      self = .general
    }
  }

  /// What a cell shows: dates as `2026-01-15`, numbers without separators.
  ///
  /// - Parameter startsIn1904: whether days are counted from 1904 (18.17.4.1).
  func text(_ value: Double, startsIn1904: Bool = false) -> String {
    switch self {
    case .general: return Self.plain(value)
    case .percent: return Self.plain((value * 1e8).rounded() / 1e6) + "%"
    case .affixed(let prefix, let suffix): return prefix + Self.plain(value) + suffix
    case .duration:
      let minutes = (value * 1440).rounded()
      guard abs(minutes) < 1e9 else { return Self.plain(value) }
      return "\(Int(minutes) / 60):" + Self.padded(abs(Int(minutes)) % 60)
    case .date(let hasDay, let hasTime):
      guard value >= 0, value < 2_958_466 else { return Self.plain(value) }
      return Self.date(value, hasDay: hasDay, hasTime: hasTime, startsIn1904)
    }
  }

  /// A number as briefly as it can be written.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private static func date(
    _ value: Double, hasDay: Bool, hasTime: Bool, _ startsIn1904: Bool
  ) -> String {
    var seconds = Int((value * 86_400).rounded())
    let time = seconds % 86_400
    seconds -= time
    let clock = padded(time / 3600) + ":" + padded(time / 60 % 60)
    if !hasDay { return clock }
    var days = seconds / 86_400 + (startsIn1904 ? 1462 : 0)
    // 1900 counts as a leap year, which it was not.
    if days < 60 { days += 1 }
    // Day 25569 is 1970-01-01. The calendar from there: Howard Hinnant, "chrono-Compatible
    // Low-Level Date Algorithms", civil_from_days.
    let shifted = days - 25_569 + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let date = "\(year)-" + padded(civilMonth) + "-" + padded(day)
    return hasTime && time > 0 ? date + " " + clock : date
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
