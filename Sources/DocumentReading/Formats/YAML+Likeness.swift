extension YAML {
  /// Whether lines read like YAML: nothing but members, items and comments, some of them nested,
  /// and mostly lower-case keys. Plain-text records have no nesting, and their labels are ordinary
  /// words.
  static func isLikely(_ lines: [String], isNamed: Bool) -> Bool {
    var members = 0
    var items = 0
    var others = 0
    var nested = 0
    var lowercase = 0
    var open: Int?
    var scalarIndent: Int?
    for line in lines {
      let text = line.trimmed
      if text.isEmpty || text.first == "#" || text == "---" || text == "..." { continue }
      let indent = line.prefix { $0 == " " }.count
      if let block = scalarIndent {
        if indent > block { continue }
        scalarIndent = nil
      }
      let isItem = text.hasPrefix("- ") || text == "-"
      let body = isItem ? text.dropFirst().drop(while: \.isBlank) : text[...]
      if let open, indent > open || isItem && indent == open { nested += 1 }
      open = nil
      if isItem { items += 1 }
      if let key = body.prefixMatch(of: Pattern.key) {
        members += 1
        if key.output.1.first.map({ $0.isLowercase || $0 == "_" }) ?? false { lowercase += 1 }
        let value = body[key.range.upperBound...].trimmed
        if value.isEmpty || value.first == "#" { open = indent }
        if ["|", ">", "|-", ">-"].contains(value) { scalarIndent = indent }
      } else if !isItem, text.first != "]", text.first != "}", text.first != "," {
        others += 1
      }
    }
    let count = members + items + others
    if count == 0 { return false }
    if isNamed { return members + items > 0 }
    return others == 0 && members > 0 && nested > 0 && lowercase * 2 > members
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let key =
    /["']?([A-Za-z0-9_.\-\/]{1,60})["']?:(?=\s|$)/
}
