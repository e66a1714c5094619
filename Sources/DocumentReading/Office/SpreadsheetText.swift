import EndpointModel

extension OfficeText {
  /// A workbook as text: each sheet that is shown, under its name.
  init(_ spreadsheet: Spreadsheet, format: String, _ sense: TableSense) throws(OfficeProblem) {
    self.init(format: format, blocks: [], places: DocumentPlaces())
    if let title = spreadsheet.title {
      let part = places.addPart(.sheet("properties"))
      let line = places.add(row: 0, in: part)
      blocks.append(.metadata([SourceLine(number: line, text: "title: " + title)]))
    }
    let shown = spreadsheet.sheets.filter { !$0.isHidden && !$0.rows.isEmpty }
    for sheet in spreadsheet.sheets {
      if sheet.isHidden {
        say("sheet-hidden", "the sheet \(sheet.shownName) is hidden and was not read")
        continue
      }
      // The only sheet has a heading of its own, or its name will do.
      let hasName =
        shown.count > 1
        || !Self.isMadeUp(sheet.name) && !sheet.rows.contains(where: \.looksLikeHeading)
      blocks += try SheetBlocks.read(sheet, hasName: hasName, places: &places, sense)
      note(sheet)
    }
  }

  private mutating func say(_ code: String, _ message: String) {
    findings.append(Finding(.warning, code, line: nil, quote: nil, message: message))
  }

  /// What of a sheet was not read.
  private mutating func note(_ sheet: Spreadsheet.Sheet) {
    findings += sheet.hiddenFindings
    let part = places.addPart(.sheet(sheet.shownName))
    for odd in sheet.odd {
      let line = places.add(row: odd.row, column: odd.column, in: part)
      switch odd.kind {
      case .error:
        findings.append(
          Finding(
            .warning, "cell-error", line: line, quote: odd.text,
            message: "the cell shows an error in place of a value"))
      case .formulaWithoutValue:
        findings.append(
          Finding(
            .error, "formula-without-value", line: line, quote: nil,
            message: "the cell holds a formula whose value is not stored"))
      case .comment: noteUnread("comment-not-read", "the comment on the cell", odd, line)
      case .drawn: noteUnread("drawing-not-read", "the text drawn over the sheet", odd, line)
      }
    }
    noteStruck(sheet, part)
  }

  /// Tells cells of which a part is struck out: what is left of them looks like all that they hold.
  private mutating func noteStruck(_ sheet: Spreadsheet.Sheet, _ part: Int) {
    var count = 0
    for row in sheet.rows {
      for cell in row.cells where cell.isStruckInPart && count < Spreadsheet.Sheet.oddLimit {
        count += 1
        findings.append(
          Finding(
            .note, "part-struck-out",
            line: places.add(row: row.number, column: cell.column, in: part),
            quote: cell.text.withoutStruckMarks.folded.abridged(to: 200),
            message: "a part of the cell is struck out; it was left out"))
      }
    }
  }

  /// A text without a number names no address and no port.
  private mutating func noteUnread(
    _ code: String, _ what: String, _ odd: Spreadsheet.Odd, _ line: Int
  ) {
    let hasNumber = odd.text.utf8.contains(where: \.isDigit)
    findings.append(
      Finding(
        hasNumber ? .warning : .note, code, line: line, quote: odd.text.abridged(to: 200),
        message: "\(what) was not read"))
  }

  /// Whether a program gave the sheet its name: "Sheet1", "Tabelle1".
  private static func isMadeUp(_ name: String) -> Bool {
    let words = name.lowercased().filter { !$0.isNumber && !$0.isWhitespace }
    return madeUp.contains(words) || words.isEmpty
  }

  private static let madeUp: Set<String> = [
    "sheet", "tabelle", "feuil", "feuille", "hoja", "foglio", "planilha", "folha", "blad",
    "arkusz", "лист", "list", "sayfa", "ark", "シート", "工作表", "시트",
  ]
}

extension Spreadsheet.Cell {
  /// Whether something of its text is struck out, and something is not.
  fileprivate var isStruckInPart: Bool {
    text.unicodeScalars.contains(Struck.begin) && !Struck.removed(from: text).isEmpty
  }
}

extension Spreadsheet.Sheet {
  /// The name as it may be shown.
  var shownName: String { name.withSafeLines.folded }

  /// What of the sheet is hidden, and so not read.
  var hiddenFindings: [Finding] {
    var findings: [Finding] = []
    func say(_ code: String, _ what: String, _ numbers: String) {
      findings.append(
        Finding(
          .warning, code, line: nil, quote: nil,
          message: "of the sheet \(shownName), \(what) are hidden and were not read: \(numbers)"))
    }
    if !hiddenRows.isEmpty { say("rows-hidden", "rows", Self.ranges(hiddenRows) { String($0) }) }
    if !hiddenColumns.isEmpty {
      say(
        "columns-hidden", "columns",
        Self.ranges(hiddenColumns.sorted(), DocumentPlaces.columnName))
    }
    return findings
  }

  /// `3, 5-9`
  private static func ranges(_ numbers: [Int], _ name: (Int) -> String) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let words = ranges.prefix(8).map {
      $0.count == 1 ? name($0.lowerBound) : name($0.lowerBound) + "-" + name($0.upperBound)
    }
    return words.joined(separator: ", ") + (ranges.count > 8 ? ", …" : "")
  }
}
