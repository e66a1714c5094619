/// A spreadsheet of OpenDocument (OpenDocument 1.3 part 3, 9).
final class ODS: XMLHandler {
  private(set) var spreadsheet = Spreadsheet()
  private(set) var fault: OfficeProblem?

  private let styles: ODFStyles
  private var words: ODFText
  private var sheet: Spreadsheet.Sheet?
  private var apart = PassedOver(ODFText.apart)
  private var beside = ODSBeside()
  private var cellsLeft = 1 << 22
  /// How many cells may still be copies of others, which take no bytes: rows that are alike below
  /// each other.
  private var copiesLeft = ODS.copyLimit

  private var column = 0
  private var row = 1
  private var rowRepeats = 1
  private var isRowHidden = false
  private var cells: [Spreadsheet.Cell] = []
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var columnsDeclared = 0

  private var cell = OpenCell()
  private var isInCell = false
  private var isInText = false

  private struct OpenCell {
    var isCovered = false
    var repeats = 1
    var rowSpan = 1
    var columnSpan = 1
    var type: String?
    var value: String?
    var isFormula = false
    var style: String?
    var lines: [String] = []
  }

  static let copyLimit = 1 << 17

  static func spreadsheet(_ archive: Archive) throws(OfficeProblem) -> Spreadsheet {
    let content = try archive.part("content.xml")
    let reader = ODS(try ODFStyles(archive, content: content))
    try XMLStream.read(content, of: "content.xml", to: reader)
    if let fault = reader.fault { throw fault }
    var spreadsheet = reader.spreadsheet
    spreadsheet.title = try DocumentProperties.title("meta.xml", archive)
    return spreadsheet
  }

  private init(_ styles: ODFStyles) {
    self.styles = styles
    words = ODFText(styles)
  }

  var isDone: Bool { fault != nil }

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if apart.starts(name) { return beside.starts(name) }
    switch name {
    case "table:table" where sheet == nil:
      var new = Spreadsheet.Sheet(name: attributes["name"] ?? "")
      new.isHidden = styles.style(attributes["style-name"]).isHidden ?? false
      sheet = new
      (row, columnsDeclared, hiddenColumns) = (1, 0, [])
    // A table within a cell is not shown by any program.
    case "table:table": apart.begin()
    case "table:table-column":
      let count = max(attributes.number("number-columns-repeated") ?? 1, 1)
      let first = columnsDeclared + 1
      columnsDeclared = min(columnsDeclared + count, XLSXSheet.columnLimit)
      let isHidden = attributes["visibility"].map { $0 != "visible" } ?? false
      if isHidden, first <= columnsDeclared { hiddenColumns.append(first...columnsDeclared) }
    case "table:table-row":
      rowRepeats = max(attributes.number("number-rows-repeated") ?? 1, 1)
      isRowHidden = attributes["visibility"].map { $0 != "visible" } ?? false
      (column, cells) = (1, [])
    case "table:table-cell", "table:covered-table-cell": startCell(name, attributes)
    case "text:p", "text:h":
      if isInCell {
        isInText = true
        words.begin(style: attributes["style-name"])
      }
    default: if isInText { words.start(name, attributes) }
    }
  }

  func end(_ name: XMLStream.Name) {
    if apart.ends() {
      if let (kind, text) = beside.ends(name), sheet != nil { note(kind, max(column, 1), text) }
      return
    }
    switch name {
    case "text:p", "text:h":
      if isInText { cell.lines.append(words.finish()) }
      isInText = false
    case "table:table-cell", "table:covered-table-cell": endCell()
    case "table:table-row": endRow()
    case "table:table":
      if let sheet { spreadsheet.sheets.append(sheet) }
      sheet = nil
    default: if isInText { words.end(name) }
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if apart.isInside { beside.append(bytes) } else if isInText { words.append(bytes) }
  }

  // MARK: Cells

  private func startCell(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    guard sheet != nil else { return }
    isInCell = true
    cell = OpenCell()
    cell.isCovered = name == "table:covered-table-cell"
    cell.repeats = max(attributes.number("number-columns-repeated") ?? 1, 1)
    cell.rowSpan = max(attributes.number("number-rows-spanned") ?? 1, 1)
    cell.columnSpan = max(attributes.number("number-columns-spanned") ?? 1, 1)
    cell.type = attributes["value-type"]
    cell.isFormula = attributes["formula"] != nil
    cell.style = attributes["style-name"]
    cell.value =
      switch cell.type {
      case "date": attributes["date-value"]
      case "boolean": attributes["boolean-value"].map { $0 == "true" ? "TRUE" : "FALSE" }
      case "string": attributes["string-value"]
      case "float", "percentage", "currency": attributes["value"]
      default: nil
      }
  }

  private func endCell() {
    guard sheet != nil, isInCell else { return }
    isInCell = false
    let first = column
    column = min(column + cell.repeats, XLSXSheet.columnLimit + 1)
    if cell.isCovered { return }
    var text = Self.text(cell)
    if text.allSatisfy(\.isBlank) {
      if cell.isFormula, cell.type == nil || cell.type == "string" && cell.lines.isEmpty {
        note(.formulaWithoutValue, first, "")
      }
      return
    }
    if cell.isFormula, text.hasPrefix("#") || text.hasPrefix("Err:") { note(.error, first, text) }
    let style = styles.style(cell.style)
    if style.isStruck ?? false { text = Struck.around(text) }
    copiesLeft -= max(0, min(column, first + 256) - first - 1)
    // Of cells that are repeated to the end of the row, only a background is meant.
    for column in first..<min(column, first + 256) {
      if hiddenColumns.contains(where: { $0.contains(column) }) {
        if !isRowHidden { sheet!.hiddenColumns.insert(column) }
      } else {
        cells.append(
          Spreadsheet.Cell(
            column: column, text: text, isBold: style.isBold ?? false, size: style.size ?? 0))
      }
    }
    if cell.rowSpan > 1 || cell.columnSpan > 1 {
      sheet!.merged.append(
        Spreadsheet.Area(
          rows: row...(row + min(cell.rowSpan, XLSXSheet.rowLimit) - 1),
          columns: first...(first + min(cell.columnSpan, XLSXSheet.columnLimit) - 1)))
    }
  }

  /// What a cell shows: its number without separators of thousands, its date as it is stored.
  private static func text(_ cell: OpenCell) -> String {
    let shown = cell.lines.joined(separator: "\n")
    guard let value = cell.value else { return shown }
    switch cell.type {
    case "float", "currency", "percentage":
      guard let number = Double(value) else { return shown }
      let isPlain =
        shown.utf8.allSatisfy(\.isDigit)
        || shown.allSatisfy { $0.isNumber || ".,'’+- \u{A0}\u{202F}".contains($0) }
      if cell.type == "percentage", shown.isEmpty {
        return NumberFormat.percent.text(number)
      }
      return isPlain ? NumberFormat.plain(number) : shown
    case "date":
      return value.replacing("T", with: " ").replacing(" 00:00:00", with: "").withSafeLines
    default: return shown.isEmpty ? value.withSafeLines : shown
    }
  }

  private func endRow() {
    let first = row
    row = min(row + rowRepeats, XLSXSheet.rowLimit + 1)
    if cells.isEmpty { return }
    let count = row - first
    cellsLeft -= cells.count
    copiesLeft -= cells.count * max(0, count - 1)
    if cellsLeft < 0 || copiesLeft < 0 {
      fault = .unpacksTooLarge
      return
    }
    for number in first..<row {
      if isRowHidden {
        sheet!.hiddenRows.append(number)
      } else {
        sheet!.rows.append(Spreadsheet.Row(number: number, cells: cells))
      }
    }
    cells = []
  }

  private func note(_ kind: Spreadsheet.Odd.Kind, _ column: Int, _ text: String) {
    guard !isRowHidden, sheet!.odd.count < Spreadsheet.Sheet.oddLimit,
      !hiddenColumns.contains(where: { $0.contains(column) })
    else { return }
    sheet!.odd.append(Spreadsheet.Odd(kind: kind, row: row, column: column, text: text))
  }
}
