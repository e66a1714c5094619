import EndpointModel

/// A sheet as headings, paragraphs and tables. A sheet has no marks for these: what stands apart,
/// with a blank row around it, is a piece of its own; rows of several cells are a table, and rows
/// of one cell above it are its heading and what introduces it.
struct SheetBlocks {
  private(set) var blocks: [Block] = []
  private let sheet: Spreadsheet.Sheet
  private let part: Int
  private var places: DocumentPlaces
  private let hasName: Bool
  private let sense: TableSense

  /// The sizes of the headings' letters, largest first.
  private let headingSizes: [Double]
  /// The last table, which may go on after a blank row.
  private var last: Piece?

  /// How many cells the merged ones of a sheet may cover.
  private static let mergedLimit = 1 << 18

  /// - Parameter hasName: whether the sheet's name says something, and heads what is in it.
  static func read(
    _ sheet: Spreadsheet.Sheet, hasName: Bool, places: inout DocumentPlaces, _ sense: TableSense
  ) throws(OfficeProblem) -> [Block] {
    let part = places.addPart(.sheet(sheet.name.withSafeLines.folded))
    var reader = SheetBlocks(sheet, part, places, hasName: hasName, sense)
    try reader.read()
    places = reader.places
    return reader.blocks
  }

  private init(
    _ sheet: Spreadsheet.Sheet, _ part: Int, _ places: DocumentPlaces, hasName: Bool,
    _ sense: TableSense
  ) {
    self.hasName = hasName
    self.sheet = sheet
    self.part = part
    self.places = places
    self.sense = sense
    headingSizes = Set(sheet.rows.lazy.filter(\.looksLikeHeading).map { $0.cells[0].size })
      .sorted(by: >)
  }

  private mutating func read() throws(OfficeProblem) {
    if hasName {
      let line = places.add(row: 1, in: part)
      let name = sheet.name.withSafeLines.folded
      blocks.append(.heading([SourceLine(number: line, text: name)], level: 1))
    }
    let rows = try withMergedCells()
    let hidden = Set(sheet.hiddenRows)
    var piece: [Spreadsheet.Row] = []
    for row in rows {
      if let above = piece.last?.number, row.number > above + 1,
        (above + 1..<row.number).contains(where: { !hidden.contains($0) })
      {
        readPiece(piece)
        piece = []
      }
      piece.append(row)
    }
    readPiece(piece)
    endTable()
  }

  // MARK: Merged cells

  /// The rows with the text of merged cells in each of the cells that they cover.
  private func withMergedCells() throws(OfficeProblem) -> [Spreadsheet.Row] {
    guard !sheet.merged.isEmpty, let first = sheet.rows.first, let last = sheet.rows.last else {
      return sheet.rows
    }
    let widest = sheet.rows.lazy.compactMap { $0.cells.last?.column }.max() ?? 0
    let places = Dictionary(
      sheet.rows.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    let hidden = Set(sheet.hiddenRows)
    var added: [Int: [Spreadsheet.Cell]] = [:]
    var left = Self.mergedLimit
    for area in sheet.merged {
      // What is merged beyond the last filled row or column is only a frame.
      let rows = area.rows.clamped(to: first.number...max(last.number, area.rows.lowerBound))
      let end = min(area.columns.upperBound, max(widest, area.columns.lowerBound))
      guard let place = places[area.rows.lowerBound],
        let cell = sheet.rows[place].cells.first(where: { $0.column == area.columns.lowerBound })
      else { continue }
      left -= rows.count * (end - area.columns.lowerBound + 1)
      if left < 0 { throw .unpacksTooLarge }
      for row in rows where !hidden.contains(row) {
        for column in area.columns.lowerBound...end
        where (row, column) != (area.rows.lowerBound, area.columns.lowerBound)
          && !sheet.hiddenColumns.contains(column)
        {
          added[row, default: []].append(
            Spreadsheet.Cell(column: column, text: cell.text, isBold: cell.isBold))
        }
      }
    }
    var rows = sheet.rows
    for (number, cells) in added {
      guard let place = places[number] else {
        rows.append(
          Spreadsheet.Row(number: number, cells: cells.sorted { $0.column < $1.column }))
        continue
      }
      let known = Set(rows[place].cells.map(\.column))
      rows[place].cells += cells.filter { !known.contains($0.column) }
      rows[place].cells.sort { $0.column < $1.column }
    }
    return rows.sorted { $0.number < $1.number }
  }

  // MARK: Pieces

  /// Rows without a blank row between them.
  private struct Piece {
    var rows: [Spreadsheet.Row]

    var columns: [Int] { Set(rows.lazy.flatMap(\.cells).map(\.column)).sorted() }

    /// Whether the first row looks unlike the others: only it is bold.
    var hasBoldHead: Bool {
      guard rows.count > 1, let head = rows.first else { return false }
      return head.cells.allSatisfy(\.isBold) && !rows[1].cells.allSatisfy(\.isBold)
    }

    /// In which columns most rows have digits.
    var columnsWithDigits: Set<Int> {
      var counts: [Int: (digits: Int, all: Int)] = [:]
      for row in rows.suffix(50) {
        for cell in row.cells {
          counts[cell.column, default: (0, 0)].all += 1
          if cell.text.utf8.contains(where: \.isDigit) { counts[cell.column]!.digits += 1 }
        }
      }
      return Set(counts.filter { $1.digits * 2 > $1.all }.keys)
    }
  }

  private mutating func readPiece(_ all: [Spreadsheet.Row]) {
    if all.isEmpty { return }
    // Rows of one cell above a table head or introduce it; those below it are its notes.
    guard let first = all.firstIndex(where: { $0.isWide }) else { return readLines(all[...]) }
    let lead = all[..<first]
    var table = all[first...]
    var notes: ArraySlice<Spreadsheet.Row> = []
    while let end = table.last, end.isNote, table.count > 1 {
      notes = all[(table.endIndex - 1)...]
      table = table.dropLast()
    }
    let piece = Piece(rows: Array(table))
    if lead.isEmpty, let known = last, Self.goesOn(known, with: piece) {
      var more = piece.rows
      if Self.isHead(of: known, more[0]) { more.removeFirst() }
      last!.rows += more
    } else {
      endTable()
      readLines(lead)
      last = piece
    }
    if !notes.isEmpty {
      endTable()
      readLines(notes)
    }
  }

  /// Whether a piece goes on with the table above: it has no columns of its own, and its first row
  /// is the header again, or a row like those above.
  private static func goesOn(_ known: Piece, with piece: Piece) -> Bool {
    let first = piece.rows[0]
    guard Set(piece.columns).isSubset(of: known.columns) else { return false }
    if isHead(of: known, first) { return true }
    if piece.hasBoldHead || known.rows.count < 2 { return false }
    let digits = Piece(rows: Array(known.rows.dropFirst())).columnsWithDigits
    let filled = first.cells.filter { digits.contains($0.column) }
    return !filled.isEmpty
      && filled.allSatisfy { $0.text.utf8.contains(where: \.isDigit) }
  }

  private static func isHead(of known: Piece, _ row: Spreadsheet.Row) -> Bool {
    let head = known.rows[0]
    return known.rows.count > 1 && head.cells.map(\.text) == row.cells.map(\.text)
      && head.cells.map(\.column) == row.cells.map(\.column)
  }

  /// Rows of one cell each: headings by their looks, and text.
  private mutating func readLines(_ rows: ArraySlice<Spreadsheet.Row>) {
    if rows.isEmpty { return }
    endTable()
    // Texts in several columns are an outline: what stands farther right belongs to what is above.
    let columns = Set(rows.lazy.filter { !$0.looksLikeHeading }.map { $0.cells[0].column }).sorted()
    var text: [SourceLine] = []
    for row in rows {
      let lines = lines(row.cells[0], row.number)
      if row.looksLikeHeading {
        blocks += PlainText.blocks(text, isBeginning: false, sense)
        text = []
        let level = headingSizes.firstIndex(of: row.cells[0].size) ?? 0
        blocks.append(.heading(lines, level: level + (hasName ? 2 : 1)))
      } else if columns.count > 1 {
        let depth = columns.firstIndex(of: row.cells[0].column) ?? 0
        blocks.append(.item(lines, depth: depth + 1))
      } else {
        // A cell of several lines is a paragraph of its own.
        let blank = SourceLine(number: lines[0].number, text: "")
        text += lines.count > 1 ? [blank] + lines + [blank] : lines
      }
    }
    blocks += PlainText.blocks(text, isBeginning: false, sense)
  }

  // MARK: Tables

  private mutating func endTable() {
    guard let piece = last else { return }
    last = nil
    for columns in sideBySide(piece) {
      var table = Table()
      if piece.hasBoldHead { table.headerRowCount = 1 }
      for row in piece.rows {
        var cells: [Table.Cell] = []
        cells.reserveCapacity(columns.count)
        var rest = row.cells[...]
        for column in columns {
          while let cell = rest.first, cell.column < column { rest.removeFirst() }
          if let cell = rest.first, cell.column == column {
            cells.append(Table.Cell(lines: lines(cell, row.number)))
          } else {
            let line = places.add(row: row.number, column: column, in: part)
            cells.append(Table.Cell(foldedLines: [SourceLine(number: line, text: "")]))
          }
        }
        table.rows.append(Table.Row(cells: cells))
      }
      blocks.append(.table(table))
    }
  }

  /// The columns of the tables that stand side by side, with a blank column between them: each has
  /// a header of the same words, or one of its own above addresses and ports. Most pieces are one
  /// table.
  private func sideBySide(_ piece: Piece) -> [[Int]] {
    let columns = piece.columns
    var groups: [[Int]] = []
    for column in columns {
      if let before = groups.last?.last, before + 1 == column {
        groups[groups.count - 1].append(column)
      } else {
        groups.append([column])
      }
    }
    guard groups.count > 1, groups.allSatisfy({ $0.count > 1 }), piece.rows.count > 1 else {
      return [columns]
    }
    func texts(_ row: Spreadsheet.Row, _ group: [Int]) -> [String] {
      row.cells.filter { group.contains($0.column) }.map(\.text.folded)
    }
    let heads = groups.map { texts(piece.rows[0], $0) }
    let areAlike = heads.dropFirst().allSatisfy {
      !$0.isEmpty && $0.map { $0.lowercased() } == heads[0].map { $0.lowercased() }
    }
    if areAlike { return groups }
    let areTables = zip(groups, heads).allSatisfy { group, head in
      head.count == group.count && sense.isTable(head, texts(piece.rows[1], group))
    }
    return areTables ? groups : [columns]
  }

  private mutating func lines(_ cell: Spreadsheet.Cell, _ row: Int) -> [SourceLine] {
    let number = places.add(row: row, column: cell.column, in: part)
    guard cell.text.utf8.contains(where: { $0 == UInt8(ascii: "\n") }) else {
      return [SourceLine(number: number, text: cell.text)]
    }
    return Struck.balanced(
      cell.text.split(separator: "\n", omittingEmptySubsequences: true).map {
        SourceLine(number: number, text: String($0))
      })
  }
}

extension Spreadsheet.Row {
  /// Whether it has several cells that say different things; merged cells count once.
  var isWide: Bool {
    guard let first = cells.first else { return false }
    return cells.contains { $0.text != first.text }
  }

  /// Whether it is a short bold text, such as people write above what it names.
  var looksLikeHeading: Bool {
    guard !isWide, let cell = cells.first, cell.isBold else { return false }
    let text = cell.text.folded
    return text.count <= 80 && !cell.text.contains("\n") && !".:;,!?".contains(text.last ?? ".")
  }

  /// A sentence of its own below a table.
  fileprivate var isNote: Bool {
    let words = cells[0].text.split(whereSeparator: \.isBlank)
    let values = words.count { $0.contains(where: \.isNumber) }
    return !isWide && words.count >= 6 && values * 3 < words.count
  }
}
