import EndpointModel

/// Records of comma-separated values (RFC 4180, with LF at the end of lines) that are safe to
/// open in a spreadsheet.
enum CSVText {
  static func line(_ cells: [String?]) -> String {
    cells.map { $0.map(cell) ?? "" }.joined(separator: ",") + "\n"
  }

  private static func cell(_ text: String) -> String {
    let guarded = FormulaGuard.guarded(text)
    let scalars = guarded.unicodeScalars
    let needsQuotes =
      scalars.contains { [",", "\"", "\n", "\r"].contains($0) }
      || scalars.first == " " || scalars.last == " " || scalars.first == "#"
    return needsQuotes ? "\"" + quotesDoubled(guarded) + "\"" : guarded
  }

  private static func quotesDoubled(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out.unicodeScalars.append(scalar) }
      out.unicodeScalars.append(scalar)
    }
    return out
  }
}

/// Records in columns separated by tabs, for programs and for spreadsheets: control characters,
/// including tabs, are made visible.
enum TSVText {
  static func cell(_ text: String) -> String { FormulaGuard.guarded(text.withVisibleControls) }
}

/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. An apostrophe in
/// front keeps it text, also in front of apostrophes that are already there.
enum FormulaGuard {
  static func guarded(_ text: String) -> String {
    let first = text.unicodeScalars.first { $0 != "'" }
    return first.map { "=+-@".unicodeScalars.contains($0) } ?? false ? "'" + text : text
  }
}
