import EndpointModel

/// What an office document says, in the pieces that every format is turned into.
struct OfficeText: Sendable {
  /// Its name: `xlsx`, `pdf`.
  let format: String
  /// The encoding of its bytes; they are not text unless it is a mail.
  var encoding = "binary"
  var blocks: [Block]
  var places: DocumentPlaces
  var findings: [Finding] = []

  /// The document line by line, a table row by row.
  var lines: [DocumentLine] {
    var out: [DocumentLine] = []
    func add(_ lines: [SourceLine]) {
      for line in lines {
        out.append(
          DocumentLine(
            numbers: line.number..<line.number + 1, label: places.words(ofLine: line.number),
            text: line.text.withoutStruckMarks))
      }
    }
    for block in blocks {
      switch block {
      case .heading(let lines, _), .paragraph(let lines), .item(let lines, _), .code(let lines),
        .metadata(let lines):
        add(lines)
      case .table(let table):
        add(table.caption)
        for row in table.rows {
          let numbers = row.cells.lazy.flatMap(\.lines).map(\.number)
          guard let first = numbers.min(), let last = numbers.max() else { continue }
          out.append(
            DocumentLine(
              numbers: max(first, out.last?.numbers.upperBound ?? 0)..<last + 1,
              label: places.rowWords(ofLine: row.line), text: row.text.withoutStruckMarks))
        }
      }
    }
    return out
  }
}

extension String {
  /// With blanks in place of line ends, which are seldom.
  var onOneLine: String {
    utf8.contains(UInt8(ascii: "\n")) ? replacing("\n", with: " ") : self
  }

  /// Without the marks around struck-out text.
  var withoutStruckMarks: String {
    guard unicodeScalars.contains(where: { $0 == Struck.begin || $0 == Struck.end }) else {
      return self
    }
    return String(
      String.UnicodeScalarView(unicodeScalars.filter { $0 != Struck.begin && $0 != Struck.end }))
  }
}
