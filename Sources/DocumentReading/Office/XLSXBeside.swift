/// The texts that stand beside the cells of a sheet: comments on cells (ECMA-376 part 1, 18.7), and
/// what is drawn over it (20.5).
final class XLSXBeside: XMLHandler {
  private(set) var sheet: Spreadsheet.Sheet
  private let isDrawing: Bool
  private var place: (row: Int, column: Int)?
  private var words: [UInt8] = []
  private var isInText = false
  /// The number of the row or column at which a shape begins, while it is read.
  private var number: [UInt8]?
  private var isInBeginning = false

  init(_ sheet: Spreadsheet.Sheet, isDrawing: Bool) {
    self.sheet = sheet
    self.isDrawing = isDrawing
  }

  var isDone: Bool { sheet.odd.count >= Spreadsheet.Sheet.oddLimit }

  func start(_ name: XMLStream.Name, _ attributes: XMLStream.Attributes) {
    switch name {
    case "x:comment": begin(at: attributes["ref"].flatMap(XLSXSheet.place))
    case "xdr:twoCellAnchor", "xdr:oneCellAnchor", "xdr:absoluteAnchor": begin(at: (1, 1))
    case "xdr:from": isInBeginning = true
    case "xdr:col", "xdr:row": if isInBeginning { number = [] }
    // A blank between paragraphs.
    case "a:p": if !words.isEmpty { words.append(UInt8(ascii: " ")) }
    case "x:t", "a:t": isInText = true
    default: break
    }
  }

  func end(_ name: XMLStream.Name) {
    switch name {
    case "x:t", "a:t": isInText = false
    case "xdr:col":
      if let count = takeNumber(), count < XLSXSheet.columnLimit { place?.column = count + 1 }
    case "xdr:row":
      if let count = takeNumber(), count < XLSXSheet.rowLimit { place?.row = count + 1 }
    case "xdr:from": isInBeginning = false
    case "x:comment", "xdr:twoCellAnchor", "xdr:oneCellAnchor", "xdr:absoluteAnchor": finish()
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInText, words.count < 4000 { words += bytes }
    if let known = number?.count, known < 10 { number?.append(contentsOf: bytes) }
  }

  private func begin(at place: (row: Int, column: Int)?) {
    self.place = place
    words = []
  }

  private func takeNumber() -> Int? {
    defer { number = nil }
    return number.flatMap { Int(String(decoding: $0, as: UTF8.self)) }.flatMap {
      $0 >= 0 ? $0 : nil
    }
  }

  private func finish() {
    defer { place = nil }
    let text = String(decoding: words, as: UTF8.self).withoutEscapes.withSafeLines.folded
    guard let place, !text.isEmpty, !sheet.hiddenRows.contains(place.row),
      !sheet.hiddenColumns.contains(place.column)
    else { return }
    sheet.odd.append(
      Spreadsheet.Odd(
        kind: isDrawing ? .drawn : .comment, row: place.row, column: place.column, text: text))
  }
}
