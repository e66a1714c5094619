import EndpointModel

/// The name by which a layout refers to parts of a document: `Ports`, `Ports#2` for the second of
/// that name, `Ports to…` for what begins so.
struct PartName {
  private let whole: String
  private let base: String
  /// From 1; nil for none.
  let occurrence: Int?

  init(_ text: String) {
    whole = text.asName
    let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let rest = text.dropLast(digits)
    if digits > 0, digits < 6, rest.last == "#", let number = Int(text.suffix(digits)), number > 0 {
      occurrence = number
      base = String(rest.dropLast()).asName
    } else {
      occurrence = nil
      base = whole
    }
  }

  /// Whether it is the whole of a name, with its number if that has one.
  func isWhole(_ name: String) -> Bool { whole == name }

  /// Whether it means a name, apart from the number.
  func means(_ name: String) -> Bool {
    if base == name { return !base.isEmpty || occurrence != nil }
    for end in ["…", "..."] where base.hasSuffix(end) {
      let beginning = base.dropLast(end.count).trimmed
      if beginning.count >= 3, name.hasPrefix(beginning) { return true }
    }
    return false
  }

  /// The names that are likely meant by one that fits nothing, near ones first; at most so many.
  static func near(_ text: String, among names: [String], limit: Int = 12) -> [String] {
    let wanted = Set(Words(text).all)
    func letters(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace } }
    let scored = names.enumerated().map { place, name in
      let words = Set(Words(name).all)
      let isPart = letters(name).contains(letters(text)) || letters(text).contains(letters(name))
      let score = words.intersection(wanted).count * 2 + (isPart ? 1 : 0)
      return (score: score, place: place, name: name)
    }
    return scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.prefix(limit).map(\.name)
  }
}
