/// A reStructuredText directive: `.. name:: argument`, `:option: value` below, and the indented
/// lines as its body.
struct RSTDirective {
  let name: String
  /// With its line; words that continue on the next lines are left to the body.
  let argument: SourceLine
  private(set) var options: [String: SourceLine] = [:]
  /// The indices of the lines of its body.
  let body: Range<Int>

  /// Nil if no directive begins at that line.
  init?(_ lines: [SourceLine], at start: Int) {
    let line = lines[start]
    guard let match = line.text.prefixMatch(of: Pattern.directive) else { return nil }
    name = match.output.2.lowercased()
    argument = SourceLine(
      number: line.number, text: line.text[match.range.upperBound...].trimmed)
    let indent = match.output.1.count
    var next = start + 1
    while next < lines.count, let option = lines[next].text.prefixMatch(of: Pattern.option) {
      let value = lines[next].text[option.range.upperBound...].trimmed
      let number = lines[next].number
      options[String(option.output.1)] = SourceLine(number: number, text: value)
      next += 1
    }
    let first = next
    while next < lines.count,
      lines[next].isBlank || lines[next].text.prefix(while: \.isBlank).count > indent
    {
      next += 1
    }
    body = first..<next
  }

  /// Where to continue if the body is read as usual and only the lines before it are skipped.
  var bodyStart: Int { body.lowerBound }

  func number(_ option: String) -> Int? { options[option].flatMap { Int($0.text) } }
}

extension RSTDirective {
  enum Kind {
    /// Shown verbatim.
    case code
    case listTable, csvTable, table
    case rawHTML
    /// Not shown to readers, or not words.
    case skipped
    /// Its argument is part of the document's text, and its body is text.
    case text
    /// Its body is text.
    case body
  }

  var kind: Kind {
    switch name {
    case "code-block", "code", "sourcecode", "prompt", "literalinclude", "parsed-literal",
      "console", "terminal", "command-output", "productionlist", "math", "graphviz", "uml",
      "mermaid", "ipython", "testcode", "doctest":
      .code
    case "list-table", "flat-table": .listTable
    case "csv-table": .csvTable
    case "table": .table
    case "raw": argument.text.contains("html") ? .rawHTML : .skipped
    case "image", "figure", "include", "toctree", "contents", "index", "meta", "highlight",
      "default-role", "role", "sectnum", "currentmodule", "module", "default-domain",
      "tabularcolumns", "rst-class", "class", "title", "target-notes", "section-numbering",
      "header", "footer", "todo", "todolist", "ifconfig":
      .skipped
    case "note", "warning", "important", "tip", "hint", "caution", "danger", "error",
      "attention", "seealso", "versionadded", "versionchanged", "deprecated", "topic", "sidebar",
      "rubric", "admonition", "centered", "tab", "tab-item", "dropdown", "tabs", "group-tab",
      "code-tab", "card", "grid-item-card", "describe", "epigraph", "pull-quote", "line-block":
      .text
    default: .body
    }
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let directive =
    /(\s*)\.\. +([A-Za-z][A-Za-z0-9_+.\-]*(?::[A-Za-z0-9_+.\-]+)?) ?::(?=\s|$)/
  nonisolated(unsafe) static let option =
    /\s+:([A-Za-z][A-Za-z0-9_\-]*):(?=\s|$)/
}
