/// Plain text without pipes: headings, lists, tables with one cell per line or with columns
/// separated by blanks, bare lists of addresses, paragraphs.
struct PlainText {
  /// - Parameter isBeginning: whether the lines begin the document, so that a name there is its
  ///   title.
  static func blocks(
    _ lines: [SourceLine], isBeginning: Bool = true, _ sense: TableSense
  ) -> [Block] {
    var reader = PlainText(lines: lines, isBeginning: isBeginning, sense)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private var next = 0
  private var blocks: [Block] = []
  private var paragraph: [SourceLine] = []
  private var item: (lines: [SourceLine], depth: Int)?
  private let sense: TableSense
  private let looseTable: TableSense.Finder
  /// The marks that underline titles, in the order in which the document uses them.
  private var titleMarks: [Character] = []

  private let isBeginning: Bool
  /// Whether headings that only say what a list holds, "Ports", are below one that names it.
  private var hasNamedLists = false

  private init(lines: [SourceLine], isBeginning: Bool, _ sense: TableSense) {
    self.lines = lines
    self.sense = sense
    looseTable = sense.finder(lines)
    self.isBeginning = isBeginning
  }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      if line.isBlank {
        endText()
        next += 1
      } else if line.text.isRule {
        readRule(line.text.trimmed)
      } else if isComment(next), isComment(next + 1) || next > 0 && isComment(next - 1) {
        readComment(line)
      } else if let columns = ColumnTable(lines, at: next) {
        endText()
        blocks.append(.table(columns.table))
        next = columns.end
      } else if let loose = looseTable(next) {
        endText()
        blocks.append(.table(loose.table))
        next = loose.end
      } else if let found = ListMark.item(line.text) ?? itemWithLetter(at: next) {
        endText()
        let text = isRemoval(next) ? Struck.around(found.text) : found.text
        item = ([SourceLine(number: line.number, text: text)], found.depth)
        next += 1
      } else if let depth = ListMark.alone(line.text), next + 1 < lines.count,
        !lines[next + 1].isBlank, ListMark.alone(lines[next + 1].text) == nil
      {
        endText()
        let text = lines[next + 1].withoutClosingBar
        item = ([SourceLine(number: text.number, text: text.text.trimmed)], depth)
        next += 2
      } else if line.text.trimmed.first == "#" {
        readComment(line)
      } else {
        readWords(line.withoutClosingBar)
        next += 1
      }
    }
    endText()
  }

  /// "o 80 (HTTP)", "o 443 (HTTPS)": the bullet of word processors, which is a word where it stands
  /// alone.
  private func itemWithLetter(at place: Int) -> (text: String, depth: Int)? {
    guard let item = ListMark.afterLetter(lines[place].text),
      [place - 1, place + 1].contains(where: {
        lines.indices.contains($0) && ListMark.afterLetter(lines[$0].text) != nil
      })
    else { return nil }
    return item
  }

  /// Whether a line has a minus where others of its list have a plus: it is removed.
  private func isRemoval(_ place: Int) -> Bool {
    func sign(_ line: SourceLine) -> UInt8? { line.text.utf8.first { $0 != 0x20 && $0 != 0x09 } }
    guard sign(lines[place]) == UInt8(ascii: "-") else { return false }
    let before = lines[..<place].reversed().prefix(Self.longestList).prefix { sign($0) != nil }
    let behind = lines[(place + 1)...].prefix(Self.longestList).prefix { sign($0) != nil }
    func isAddition(_ line: SourceLine) -> Bool {
      sign(line) == UInt8(ascii: "+") && ListMark.item(line.text) != nil
    }
    return before.contains(where: isAddition) || behind.contains(where: isAddition)
  }

  /// No list of changes that people write by hand is longer.
  private static let longestList = 60

  private func isComment(_ place: Int) -> Bool {
    place < lines.count && lines[place].text.trimmed.first == "#"
  }

  /// A comment in a list of addresses; several in a row are not a table, whatever their blanks.
  private mutating func readComment(_ line: SourceLine) {
    endText()
    let text = line.text.trimmed.drop { $0 == "#" }.trimmed
    blocks.append(.metadata([SourceLine(number: line.number, text: text)]))
    next += 1
  }

  private mutating func readWords(_ line: SourceLine) {
    if let open = item {
      // A line indented more than an item's mark continues the item.
      let indent = line.text.prefix(while: \.isBlank).count
      if indent > open.depth || isBroken(open.lines[open.lines.count - 1].text, before: line.text) {
        item!.lines.append(SourceLine(number: line.number, text: line.text.trimmed))
        return
      }
      endText()
    }
    if paragraph.count == 1, paragraph[0].text.isCapitals, !line.text.isCapitals {
      blocks.append(.heading(paragraph, level: isTitle ? 1 : 2))
      paragraph = []
    }
    paragraph.append(line)
  }

  /// "- Port 1001 must be open for outgoing access" / "to the server", "- Ports" / "80 or 443": an item that is
  /// broken over lines which are not indented.
  private func isBroken(_ item: String, before line: String) -> Bool {
    guard let first = line.trimmed.first, !".:;!?".contains(item.last ?? ".") else { return false }
    if first.isNumber { return !item.contains(" ") }
    return first.isLowercase && item.count >= 40
  }

  // MARK: Headings

  private var isTitle: Bool { isBeginning && blocks.isEmpty }

  /// A rule right below a single line underlines it; any other separates what is around it.
  private mutating func readRule(_ rule: String) {
    next += 1
    if item == nil, paragraph.count == 1, paragraph[0].text.folded.count <= 100 {
      let mark = rule.first!
      if !titleMarks.contains(mark) { titleMarks.append(mark) }
      blocks.append(.heading(paragraph, level: titleMarks.firstIndex(of: mark)! + 1))
      paragraph = []
      return
    }
    endText()
    // A rule above and below a title.
    guard next + 1 < lines.count, !lines[next].isBlank, !lines[next].text.isRule,
      lines[next + 1].text.isRule, lines[next + 1].text.trimmed.first == rule.first,
      lines[next].columns.count == 1
    else { return }
    paragraph = [lines[next]]
    next += 1
  }

  /// A short line on its own is a heading.
  private mutating func endText() {
    if let item { blocks.append(.item(item.lines, depth: item.depth)) }
    item = nil
    defer { paragraph = [] }
    guard let only = paragraph.first else { return }
    let text = only.text.folded
    if paragraph.count == 1, let number = text.prefixMatch(of: Pattern.sectionNumber) {
      let rest = text[number.range.upperBound...]
      if rest.count <= 80, !rest.contains(where: \.isNumber), !".,;".contains(rest.last ?? ".") {
        let depth = number.output.1.split(separator: ".").count
        blocks.append(.heading(paragraph, level: depth + 1))
        return
      }
    }
    let isName =
      paragraph.count == 1 && text.count <= 60 && !".:,;!?。！？：；".contains(text.last ?? ".")
      && text.contains(where: \.isLetter) && !text.contains(where: \.isNumber)
      && !"[(*†‡".contains(text.first!) && !text.contains(".") && !isValueOfLabel(text)
    guard isName else {
      blocks.append(.paragraph(paragraph))
      return
    }
    if !sense.isGeneric(paragraph) {
      hasNamedLists = false
    } else if case .heading(_, let level)? = blocks.last, level > 1 {
      hasNamedLists = true
    }
    blocks.append(.heading(paragraph, level: isTitle ? 1 : hasNamedLists ? 3 : 2))
  }
}

extension PlainText {
  /// "UDP", below "Protocol:" on a line of its own.
  private func isValueOfLabel(_ text: String) -> Bool {
    guard case .paragraph(let above)? = blocks.last, above.count == 1,
      above[0].text.trimmed.hasSuffix(":")
    else { return false }
    return text.utf8.count <= 7 && text.allSatisfy { $0.isUppercase || "/+&".contains($0) }
  }
}

extension String {
  /// Several words in capitals: a heading, even right above its text.
  fileprivate var isCapitals: Bool {
    let text = folded
    guard text.count <= 80, !text.contains(where: \.isLowercase),
      !text.contains(where: \.isNumber), text.allSatisfy({ !".|,;/".contains($0) })
    else { return false }
    return text.count(where: \.isUppercase) >= 8 && text.contains(" ")
  }
}

extension SourceLine {
  /// The pieces separated by two or more blanks or a tab.
  var columns: [SourceLine] {
    guard text.hasColumnGap else {
      let words = text.trimmed
      return words.isEmpty ? [] : [SourceLine(number: number, text: words)]
    }
    return text.split(separator: Pattern.columnGap).map { $0.trimmed }.filter { !$0.isEmpty }
      .map { SourceLine(number: number, text: $0) }
  }
}

extension String {
  /// Whether there may be a tab or two blanks in a row.
  fileprivate var hasColumnGap: Bool {
    var wasBlank = false
    for byte in utf8 {
      // There are blanks beyond ASCII, too.
      if byte == 0x09 || byte >= 0x80 || byte == 0x20 && wasBlank { return true }
      wasBlank = byte == 0x20
    }
    return false
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  /// `2.1 `, not an address.
  nonisolated(unsafe) static let sectionNumber =
    /(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=[[:alpha:]])/
  nonisolated(unsafe) static let columnGap =
    /\s{2,}|\t/
}
