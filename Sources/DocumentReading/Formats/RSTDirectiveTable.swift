/// The tables in reStructuredText directives: `list-table`, a list of lists, and `csv-table`,
/// separated values.
struct RSTDirectiveTable {
  private(set) var table = Table()
  private let directive: RSTDirective
  private let plain: GridTable.Plain

  init(_ directive: RSTDirective, _ lines: [SourceLine], plain: @escaping GridTable.Plain) {
    self.directive = directive
    self.plain = plain
    let body = lines[directive.body]
    if directive.kind == .listTable { readList(body) } else { readValues(body) }
    var headers = directive.number("header-rows") ?? 0
    if let header = directive.options["header"], !header.text.isEmpty,
      let row = records([header]).first
    {
      table.rows.insert(row, at: 0)
      headers += 1
    }
    if headers > 0 { table.headerRowCount = min(headers, table.rows.count) }
    table.headerColumnCount = max(0, directive.number("stub-columns") ?? 0)
    table.caption = plain(directive.argument.text, directive.argument.number)
  }

  // MARK: A list of lists

  private mutating func readList(_ lines: ArraySlice<SourceLine>) {
    var rows: [[[SourceLine]]] = []
    var rowIndent: Int?
    var cellIndent: Int?
    func add(_ text: String, _ number: Int) {
      guard let row = rows.indices.last, let cell = rows[row].indices.last else { return }
      let text = ListMark.withoutBullet(text.withoutLineBlockMark)
      if text.isEmpty || text.hasPrefix(".. ") { return }
      rows[row][cell] += plain(text, number)
    }
    func beginCell(_ text: Substring, _ number: Int) {
      guard let row = rows.indices.last else { return }
      rows[row].append([])
      add(text.trimmed, number)
    }
    for line in lines where !line.isBlank {
      let indent = line.text.prefix(while: \.isBlank).count
      let text = line.text.dropFirst(indent)
      let isMark = text.count == 1 || text.dropFirst().first?.isBlank ?? false
      if let first = text.first, "*-+".contains(first), isMark, indent <= rowIndent ?? indent {
        rowIndent = indent
        rows.append([])
        let rest = text.dropFirst()
        let inner = rest.drop(while: \.isBlank)
        guard let mark = inner.first, "-*+".contains(mark) else { continue }
        cellIndent = indent + 1 + (rest.count - inner.count)
        beginCell(inner.dropFirst(), line.number)
      } else if let mark = text.first, "-*+".contains(mark), isMark,
        indent <= cellIndent ?? indent
      {
        cellIndent = indent
        beginCell(text.dropFirst(), line.number)
      } else {
        add(text.trimmed, line.number)
      }
    }
    let first = lines.first?.number ?? 0
    table.rows = rows.filter { !$0.isEmpty }.map { row in
      let number = row.lazy.flatMap { $0 }.first?.number ?? first
      return Table.Row(cells: row.map { Table.Cell(lines: $0.orBlank(number)) })
    }
  }

  // MARK: Separated values

  private mutating func readValues(_ lines: ArraySlice<SourceLine>) {
    table.rows = records(
      lines.map { SourceLine(number: $0.number, text: $0.text.trimmed) }.filter { !$0.isBlank })
  }

  private var separator: Character {
    switch directive.options["delim"]?.text {
    case "tab": "\t"
    case "space": " "
    case let stated?: stated.first ?? ","
    case nil: ","
    }
  }

  private func records(_ lines: [SourceLine]) -> [Table.Row] {
    let records = try? CSV.records(lines, source: "", separator: separator)
    // If a quotation mark is missing, the cells are the pieces between the separators.
    let rows =
      records?.map { ($0.line, $0.cells) }
      ?? lines.map { line in
        (
          line.number,
          line.text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        )
      }
    return rows.map { number, cells in
      Table.Row(
        cells: cells.map { cell in
          let parts = cell.split(separator: "\n", omittingEmptySubsequences: false)
          let lines = parts.enumerated().flatMap { offset, text in
            plain(
              ListMark.withoutBullet(text.trimmed.withoutLineBlockMark), number + offset)
          }
          return Table.Cell(lines: lines.orBlank(number))
        })
    }
  }
}
