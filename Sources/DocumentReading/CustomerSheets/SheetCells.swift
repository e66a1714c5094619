/// The cells of a row by their columns; columns that the row leaves blank have none. Each column has
/// its place: of a dictionary, a sheet of many rows would mostly hash its columns.
struct SheetCells {
  private var texts = [String?](repeating: nil, count: SheetColumn.allCases.count)

  subscript(column: SheetColumn) -> String? {
    get { texts[column.rawValue] }
    set { texts[column.rawValue] = newValue }
  }

  var isEmpty: Bool { texts.allSatisfy { $0 == nil } }

  /// With the cells of another row, which count where both have one.
  func merging(_ other: SheetCells) -> SheetCells {
    var merged = self
    for column in SheetColumn.allCases {
      if let text = other[column] { merged[column] = text }
    }
    return merged
  }
}
