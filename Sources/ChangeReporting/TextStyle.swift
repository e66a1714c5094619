import EndpointModel

/// How text is laid out for a person: its width, whether it is coloured, and whose clocks it means.
public struct TextStyle: Hashable, Sendable {
  public let isColoured: Bool
  /// In characters; at least 40.
  public let width: Int
  /// In which days and times are told.
  public let zone: TimeZoneRules

  public init(isColoured: Bool = false, width: Int = 100, zone: TimeZoneRules = .utc) {
    self.isColoured = isColoured
    self.width = max(width, 40)
    self.zone = zone
  }

  /// The same in another time zone.
  public func showing(_ zone: TimeZoneRules) -> TextStyle {
    TextStyle(isColoured: isColoured, width: width, zone: zone)
  }

  /// ECMA-48 codes; the colours are of the eight that every terminal has.
  enum Tone: Int {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
  }

  /// What begins and ends a tone; nil if nothing is coloured.
  func marks(of tone: Tone) -> (start: String, end: String)? {
    isColoured ? ("\u{1B}[\(tone.rawValue)m", "\u{1B}[0m") : nil
  }

  /// The text as a heading.
  public func bold(_ text: String) -> String { toned(text, .bold) }

  func toned(_ text: String, _ tone: Tone) -> String {
    guard !text.isEmpty, let marks = marks(of: tone) else { return text }
    return marks.start + text + marks.end
  }
}

extension String {
  /// The text with trailing spaces, up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - self.width))
  }

  /// The text with leading spaces, up to a width.
  func paddedLeft(to width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - self.width)) + self
  }

  /// How many characters it has, counted quickly for ASCII.
  var width: Int { utf8.allSatisfy { $0 < 0x80 } ? utf8.count : count }
}

extension Int {
  /// "1 endpoint", "1,234 endpoints".
  public func of(_ noun: String, plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? noun : plural ?? noun + "s")"
  }

  /// The same in a column: units stand below units, and what follows begins at one place.
  func inColumn(_ noun: String, digits: Int) -> String {
    grouped.paddedLeft(to: digits) + " " + (self == 1 ? noun + " " : noun + "s")
  }

  /// The number with commas between thousands.
  public var grouped: String {
    let digits = String(magnitude)
    var out = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { out += "," }
      out.append(digit)
    }
    return (self < 0 ? "-" : "") + out
  }
}
