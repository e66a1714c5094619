import EndpointModel

/// Pieces of Markdown (CommonMark with GitHub's tables).
enum MarkdownText {
  static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// A table; its cells are escaped.
  static func table(_ names: [String], _ rows: [[String?]]) -> String {
    row(names) + row(Array(repeating: "---", count: names.count))
      + rows.map { row($0.map { ($0 ?? "").asMarkdown }) }.joined()
  }
}

extension String {
  /// The text as Markdown shows it literally: no markup, no HTML, no cell's end.
  var asMarkdown: String {
    var out = ""
    for character in withVisibleControls {
      if "\\`*_{}[]<>#|~&!".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
