/// Records of comma-separated values (RFC 4180, lines ended by LF) that a
/// spreadsheet can open without harm.
enum CSVText {
  static func line(_ cells: [String?]) -> String {
    cells.map { $0.map(cell) ?? "" }.joined(separator: ",") + "\n"
  }

  /// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
  /// formula: an apostrophe before it, and before apostrophes that stand there
  /// already, keeps it text.
  private static func cell(_ text: String) -> String {
    let isFormula = "=+-@".contains(text.drop { $0 == "'" }.first ?? " ")
    let guarded = isFormula ? "'" + text : text
    let needsQuotes =
      guarded.contains { ",\"\n\r".contains($0) }
      || guarded.first == " " || guarded.last == " " || guarded.first == "#"
    return needsQuotes ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
  }
}
