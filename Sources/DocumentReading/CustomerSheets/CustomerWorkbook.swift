import EndpointModel

/// The rows of a workbook's first sheet that is shown, as those of a CSV are.
struct CustomerWorkbook {
  /// By the number of the row, which is their line; each as wide as the widest.
  private(set) var records: [CSV.Record] = []
  private(set) var findings: [Finding] = []
  /// The sheet's name as it may be shown; nil if the workbook shows none.
  private(set) var name: String?

  /// - Parameter kind: what the bytes are, as their beginning tells.
  /// - Throws: `ReadingError` if they are no workbook, or cannot be opened.
  init(_ document: Document, _ kind: BinaryKind) throws(ReadingError) {
    guard document.bytes.count <= Document.byteLimit else {
      throw .tooLarge(source: document.source, byteCount: document.bytes.count)
    }
    let spreadsheet: Spreadsheet?
    do throws(OfficeProblem) {
      spreadsheet = try Spreadsheet(try Archive(document.bytes), kind)
    } catch {
      throw .unopened(source: document.source, kind: kind, problem: error)
    }
    guard let spreadsheet else { throw .binary(source: document.source, kind: kind) }
    guard let sheet = spreadsheet.sheets.first(where: { !$0.isHidden && !$0.rows.isEmpty }) else {
      return
    }
    name = sheet.shownName
    findings = sheet.hiddenFindings
    let others = spreadsheet.sheets.filter { $0.name != sheet.name && !$0.rows.isEmpty }
    if !others.isEmpty {
      let names = others.prefix(5).map(\.shownName).joined(separator: ", ")
      findings.append(
        Finding(
          .warning, "sheets-left-out", line: nil, quote: nil,
          message: "only the sheet \(sheet.shownName) is read; left out: "
            + names + (others.count > 5 ? ", …" : "")))
    }
    take(sheet)
  }

  /// Where a cell is.
  func place(row: Int, column: Int) -> String {
    "sheet \(name ?? ""), cell \(DocumentPlaces.columnName(column))\(row)"
  }

  func place(row: Int) -> String { "sheet \(name ?? ""), row \(row)" }

  private mutating func take(_ sheet: Spreadsheet.Sheet) {
    let width = sheet.rows.lazy.flatMap(\.cells).map(\.column).max() ?? 0
    let odd = Dictionary(grouping: sheet.odd, by: \.row)
    var merged = sheet.merged[...]
    merged.sort { $0.rows.lowerBound < $1.rows.lowerBound }
    var open: [(area: Spreadsheet.Area, text: String)] = []
    for row in sheet.rows {
      var cells = Array(repeating: "", count: width)
      for cell in row.cells {
        // What is struck out no longer holds, but the sheet does not say what does.
        if cell.text.unicodeScalars.contains(Struck.begin) {
          refuse(
            "cell-struck-out", row.number, cell.column, cell.text.withoutStruckMarks,
            "the cell is struck out; delete what no longer holds")
          continue
        }
        // A name must not be stored with its control characters silently removed.
        let (text, removed) = cell.text.withoutUnsafeCharacters
        if removed {
          refuse(
            "control-characters", row.number, cell.column, cell.text,
            "the cell holds control or invisible characters")
        }
        cells[cell.column - 1] = text
      }
      for cell in odd[row.number] ?? [] {
        switch cell.kind {
        case .error:
          refuse(
            "cell-error", cell.row, cell.column, cell.text,
            "the cell shows an error in place of a value")
        case .formulaWithoutValue:
          refuse(
            "formula-without-value", cell.row, cell.column, nil,
            "the cell holds a formula whose value is not stored")
        // What people say about a cell is not what it holds.
        case .comment, .drawn: break
        }
      }
      open.removeAll { $0.area.rows.upperBound < row.number }
      while let area = merged.first, area.rows.lowerBound <= row.number {
        merged.removeFirst()
        let column = area.columns.lowerBound
        guard column <= width, !cells[column - 1].isEmpty else { continue }
        if area.columns.count > 1 {
          refuse(
            "cells-merged", row.number, column, cells[column - 1],
            "the cell covers several columns, of which it can state one only")
        } else {
          open.append((area, cells[column - 1]))
        }
      }
      // A cell over several rows is stated for each of them.
      for (area, text) in open { cells[area.columns.lowerBound - 1] = text }
      records.append(CSV.Record(line: row.number, cells: cells))
    }
  }

  private mutating func refuse(
    _ code: String, _ row: Int, _ column: Int, _ quote: String?, _ message: String
  ) {
    guard findings.count < 1000 else { return }
    findings.append(
      Finding(
        .error, code, line: row, place: place(row: row, column: column), quote: quote,
        message: message))
  }
}
