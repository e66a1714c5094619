/// Comma- or tab-separated values (RFC 4180): quoted cells may hold separators,
/// line ends and doubled quotes. Blank lines and comments (`# …`) are left out.
enum CSV {
  /// One record: the line where it begins, and its cells.
  struct Record: Sendable {
    let line: Int
    let cells: [String]
  }

  /// - Throws: where a quoted cell is left open or goes on after its closing quote.
  static func records(
    _ lines: [SourceLine], source: String, separator: Character
  ) throws(ReadingError) -> [Record] {
    var records: [Record] = []
    var i = 0
    while i < lines.count {
      let line = lines[i]
      // A record may begin with "#1"; a comment stands before the header or has
      // no separator.
      let isComment =
        line.text.drop(while: \.isWhitespace).first == "#"
        && (records.isEmpty || !line.text.contains(separator))
      if line.isBlank || isComment {
        i += 1
        continue
      }
      records.append(try record(lines, &i, source: source, separator: separator))
    }
    return records
  }

  private static func record(
    _ lines: [SourceLine], _ i: inout Int, source: String, separator: Character
  ) throws(ReadingError) -> Record {
    let start = lines[i].number
    var cells: [String] = []
    var rest = Substring(lines[i].text)
    i += 1
    while true {
      if rest.drop(while: { $0 == " " }).first == "\"" {
        rest = rest.drop { $0 == " " }.dropFirst()
        var cell = ""
        while true {
          if let quote = rest.firstIndex(of: "\"") {
            cell += rest[..<quote]
            rest = rest[rest.index(after: quote)...]
            if rest.first != "\"" { break }
            cell += "\""
            rest.removeFirst()
          } else {
            guard i < lines.count else {
              throw .malformed(
                source: source, format: "CSV", line: start, column: 1,
                rule: "a quoted cell that begins in this record is never closed")
            }
            cell += rest + "\n"
            rest = Substring(lines[i].text)
            i += 1
          }
        }
        rest = rest.drop { $0 == " " }
        guard rest.isEmpty || rest.first == separator else {
          throw .malformed(
            source: source, format: "CSV", line: lines[i - 1].number, column: 1,
            rule: "text follows the closing quote of a cell")
        }
        cells.append(cell)
      } else {
        let end = rest.firstIndex(of: separator) ?? rest.endIndex
        cells.append(String(rest[..<end]))
        rest = rest[end...]
      }
      guard rest.first == separator else { return Record(line: start, cells: cells) }
      rest.removeFirst()
    }
  }

  /// The records as a table for the interpretation.
  static func table(_ records: [Record]) -> Table {
    Table(
      rows: records.map { record in
        Table.Row(
          cells: record.cells.map { cell in
            Table.Cell(
              lines: cell.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .map { SourceLine(number: record.line + $0, text: String($1)) })
          })
      })
  }
}
