/// Plain text without pipes: headings, lists, tables with one cell a line or with
/// columns parted by blanks, bare lists of addresses, paragraphs.
struct PlainText {
  ///
  /// - Parameter isBeginning: whether the lines begin the document, so that a name
  ///   there is its title.
  static func blocks(_ lines: [SourceLine], isBeginning: Bool = true) -> [Block] {
    var reader = PlainText(lines: lines, isBeginning: isBeginning)
    reader.read()
    return reader.blocks
  }

  private let lines: [SourceLine]
  private var next = 0
  private var blocks: [Block] = []
  private var paragraph: [SourceLine] = []

  private let isBeginning: Bool

  private init(lines: [SourceLine], isBeginning: Bool) {
    self.lines = lines
    self.isBeginning = isBeginning
  }

  private mutating func read() {
    while next < lines.count {
      let line = lines[next]
      if line.isBlank {
        endParagraph()
        next += 1
      } else if let flat = FlattenedTable(lines, at: next) {
        endParagraph()
        blocks.append(.table(flat.table))
        next = flat.end
      } else if let item = ListMark.item(line.text) {
        endParagraph()
        blocks.append(
          .item([SourceLine(number: line.number, text: item.text)], depth: item.depth))
        next += 1
      } else if line.text.trimmed.first == "#" {
        // A comment in a list of addresses.
        endParagraph()
        let text = line.text.trimmed.drop { $0 == "#" }.trimmed
        blocks.append(.metadata([SourceLine(number: line.number, text: text)]))
        next += 1
      } else {
        paragraph.append(line)
        next += 1
      }
    }
    endParagraph()
  }

  /// A short line that stands alone is a heading.
  private mutating func endParagraph() {
    defer { paragraph = [] }
    guard let only = paragraph.first else { return }
    let text = only.text.folded
    let isName =
      paragraph.count == 1 && text.count <= 60 && !".:,;!?".contains(text.last ?? ".")
      && text.contains(where: \.isLetter) && !text.contains(where: \.isNumber)
      && text.first != "[" && !text.contains(".")
    blocks.append(
      isName
        ? .heading(paragraph, level: isBeginning && blocks.isEmpty ? 1 : 2) : .paragraph(paragraph))
  }
}

extension SourceLine {
  /// The pieces that two or more blanks part.
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
  /// Whether a tab or two blanks in a row part something.
  fileprivate var hasColumnGap: Bool {
    var wasBlank = false
    for byte in utf8 {
      // Beyond ASCII there are blanks too.
      if byte == 0x09 || byte >= 0x80 || byte == 0x20 && wasBlank { return true }
      wasBlank = byte == 0x20
    }
    return false
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let columnGap =
    /\s{2,}|\t/
}
