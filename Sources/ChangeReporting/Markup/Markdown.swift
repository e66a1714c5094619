import EndpointModel

/// CommonMark with GitHub's additions (GitHub Flavored Markdown). Escaped text shows as it is, on
/// one line, and makes no mention of anybody and no link.
enum Markdown: MarkupLanguage {
  static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count * 2)
    let scalars = Array(text.withVisibleControls.unicodeScalars)
    // A number at the beginning, followed by a dot or parenthesis, would begin an item of a list.
    var isNumber = true
    for (i, scalar) in scalars.enumerated() {
      defer { isNumber = isNumber && ("0"..."9").contains(scalar) }
      let next = i + 1 < scalars.count ? scalars[i + 1] : nil
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "!":
        out.unicodeScalars.append("\\")
        out.unicodeScalars.append(scalar)
      case "@":
        // A backslash does not keep it from being a mention or a mail address; a character after it
        // that belongs to neither does.
        out += "@&#8203;"
      case ":" where next == "/":
        // `https://…` is a link; with `\:` it is not.
        out += "\\:"
      case "." where isAfterWWW(scalars[..<i]):
        out += "\\."
      case "-", "+":
        // At the beginning they would make a list or a rule.
        if i == 0, next.map({ $0 == " " || $0 == "-" }) ?? true { out.unicodeScalars.append("\\") }
        out.unicodeScalars.append(scalar)
      case ".", ")":
        if i > 0, isNumber, next.map({ $0 == " " }) ?? true { out.unicodeScalars.append("\\") }
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isAfterWWW(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    before.count >= 3 && before.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
  }

  /// The marks of a heading.
  static func heading(_ level: Int) -> Markup<Markdown> {
    Array(repeating: "#", count: level).joined()
  }

  static func row(_ cells: [Markup<Markdown>]) -> Markup<Markdown> {
    "| \(cells.joined(" | ")) |\n"
  }

  static func table(_ names: [String], _ rows: [[String?]]) -> Markup<Markdown> {
    row(names.map { "\($0)" }) + row(names.map { _ in "---" })
      + rows.map { row($0.map { "\($0 ?? "")" }) }.joined()
  }
}
