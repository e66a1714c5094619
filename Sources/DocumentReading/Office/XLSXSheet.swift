import EndpointModel

/// The cells of one sheet (ECMA-376 part 1, 18.3).
final class XLSXSheet: XMLHandler {
  private(set) var sheet: Spreadsheet.Sheet
  /// What is wrong with the sheet.
  private(set) var fault: String?

  private let strings: [String]
  private let styles: [XLSXStyles.Style]
  private let startsIn1904: Bool
  private var hiddenColumns: [ClosedRange<Int>] = []

  private var row = 0
  private var isRowHidden = false
  private var cells: [Spreadsheet.Cell] = []

  private var column = 0
  private var type = ""
  private var style = XLSXStyles.Style()
  private var value: [UInt8] = []
  private var isFormula = false
  private var hasValue = false
  private var isInValue = false
  /// The text that the cell holds itself, while it is read and then.
  private var runs: XLSXRuns?
  private var isInRuns = false

  /// The most rows and columns that a sheet can have.
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  init(
    _ sheet: Spreadsheet.Sheet, strings: [String], styles: [XLSXStyles.Style], startsIn1904: Bool
  ) {
    self.sheet = sheet
    self.strings = strings
    self.styles = styles
    self.startsIn1904 = startsIn1904
  }

  var isDone: Bool { fault != nil }

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    if isInRuns {
      runs?.start(name, attributes)
      return
    }
    switch name {
    case "x:c": startCell(attributes)
    case "x:v":
      isInValue = true
      hasValue = true
    case "x:is": (runs, isInRuns) = (XLSXRuns(), true)
    case "x:row": startRow(attributes)
    case "x:f": isFormula = true
    case "x:col":
      if let first = attributes.number("min"), let last = attributes.number("max"),
        attributes.isOn("hidden") || attributes.isZero("width"), first > 0, first <= last
      {
        hiddenColumns.append(first...last)
      }
    case "x:mergeCell":
      if let area = attributes["ref"].flatMap(Self.area) { sheet.merged.append(area) }
    default: break
    }
  }

  func end(_ name: XMLStream.Name) {
    switch name {
    case "x:is": isInRuns = false
    case _ where isInRuns: runs?.end(name)
    case "x:c": endCell()
    case "x:v": isInValue = false
    case "x:row": endRow()
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInRuns {
      runs?.add(bytes)
    } else if isInValue {
      value.append(contentsOf: bytes)
    }
  }

  // MARK: Rows

  private func startRow(_ attributes: XMLStream.Attributes) {
    let number = attributes.number("r") ?? row + 1
    if number <= row || number > Self.rowLimit { fault = "its rows are out of order" }
    row = number
    column = 0
    // Nobody sees what has no height, either.
    isRowHidden = attributes.isOn("hidden") || attributes.isZero("ht")
    cells = []
  }

  private func endRow() {
    if cells.isEmpty { return }
    if isRowHidden {
      sheet.hiddenRows.append(row)
      return
    }
    sheet.rows.append(Spreadsheet.Row(number: row, cells: cells))
    cells = []
  }

  // MARK: Cells

  private func startCell(_ attributes: XMLStream.Attributes) {
    let place = attributes["r"].flatMap(Self.place)
    let next = place?.column ?? column + 1
    if next <= column || next > Self.columnLimit || place.map({ $0.row != row }) ?? false {
      fault = "the cells of row \(row) are out of order"
    }
    column = next
    type = attributes["t"] ?? "n"
    let number = attributes.number("s") ?? 0
    style = styles.indices.contains(number) ? styles[number] : XLSXStyles.Style()
    value.removeAll(keepingCapacity: true)
    isFormula = false
    hasValue = false
    runs = nil
  }

  private func endCell() {
    if let text = runs?.text {
      add(text)
      return
    }
    guard hasValue, !value.allSatisfy(\.isASCIIBlank) else {
      // An empty text is a value, too. A blank cell might go on with what stands above it.
      if isFormula, !hasValue || type != "str" {
        note(.formulaWithoutValue, "")
        add(Self.unknownValue)
      }
      return
    }
    let written = String(decoding: value, as: UTF8.self)
    let text: String
    switch type {
    case "s":
      guard let index = Int(written.trimmed), strings.indices.contains(index) else {
        fault = "the cell \(place) names a text that is not there"
        return
      }
      text = strings[index]
    case "str", "inlineStr": text = written.withoutEscapes.withSafeLines
    case "b": text = written == "1" ? "TRUE" : "FALSE"
    case "e":
      text = written.withSafeLines
      note(.error, written)
    // A date as text (18.18.11).
    case "d": text = written.withSafeLines
    case _ where isPlainNumber: text = written
    default:
      guard let number = Double(written.trimmed), number.isFinite else {
        fault = "the cell \(place) holds no number"
        return
      }
      text = style.format.text(number, startsIn1904: startsIn1904)
    }
    add(text)
  }

  /// What stands for the value of a formula that no program has computed.
  private static let unknownValue = "#VALUE?"

  private func add(_ shown: String) {
    var text = shown
    if text.allSatisfy(\.isBlank) { return }
    if hiddenColumns.contains(where: { $0.contains(column) }) {
      if !isRowHidden { sheet.hiddenColumns.insert(column) }
      return
    }
    if style.isStruck { text = Struck.around(text) }
    cells.append(
      Spreadsheet.Cell(column: column, text: text, isBold: style.isBold, size: style.size))
  }

  /// Whether the value is a whole number as a cell shows it, like most numbers of sheets.
  private var isPlainNumber: Bool {
    type == "n" && style.format == .general && value.count < 10 && value.allSatisfy(\.isDigit)
      && (value.count == 1 || value[0] != UInt8(ascii: "0"))
  }

  private func note(_ kind: Spreadsheet.Odd.Kind, _ text: String) {
    let isHidden = isRowHidden || hiddenColumns.contains { $0.contains(column) }
    if isHidden || sheet.odd.count >= Spreadsheet.Sheet.oddLimit { return }
    sheet.odd.append(Spreadsheet.Odd(kind: kind, row: row, column: column, text: text))
  }

  // MARK: References

  private var place: String { DocumentPlaces.columnName(column) + String(row) }

  /// `B7`
  static func place(_ text: String) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for byte in text.utf8 {
      if byte.isDigit {
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
        if row > rowLimit { return nil }
      } else if row == 0, byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") {
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
        if column > columnLimit { return nil }
      } else {
        return nil
      }
    }
    return row > 0 && column > 0 ? (row, column) : nil
  }

  /// `A1:C3`
  private static func area(_ text: String) -> Spreadsheet.Area? {
    let ends = text.split(separator: ":").compactMap { place(String($0)) }
    guard ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column else {
      return nil
    }
    return Spreadsheet.Area(
      rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column)
  }
}

extension XMLStream.Attributes {
  /// Whether an attribute says true.
  func isOn(_ name: StaticString) -> Bool { self[name].map { $0 == "1" || $0 == "true" } ?? false }

  func isZero(_ name: StaticString) -> Bool { self[name].flatMap { Double($0) } == 0 }
}
