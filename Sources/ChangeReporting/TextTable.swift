/// Rows whose cells stand below each other. The last column is not padded; a line that is wider
/// than the terminal is left to the terminal.
///
/// ```swift
/// var table = TextTable([.left("deployment"), .right("endpoints")])
/// table.add(["vendor/cloud", "1,024"])
/// table.text(TextStyle())
/// // deployment    endpoints
/// // vendor/cloud      1,024
/// ```
public struct TextTable {
  /// A column's heading, and where its cells stand: words left, counts right.
  public enum Column {
    case left(String)
    case right(String)

    var heading: String {
      switch self {
      case .left(let heading), .right(let heading): heading
      }
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  /// - Parameter cells: one for each column; further ones are left out.
  public mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The heading and the rows, each with its line end.
  public func text(_ style: TextStyle) -> String {
    let headings = columns.map(\.heading)
    let widths = columns.indices.map { column in
      ([headings] + rows).map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let parts = zip(columns, widths).enumerated().map { i, column -> String in
        let cell = i < cells.count ? cells[i] : ""
        if case .right = column.0 { return cell.paddedLeft(to: column.1) }
        return i == columns.count - 1 ? cell : cell.padded(to: column.1)
      }
      return parts.joined(separator: "  ")
    }
    return style.toned(line(headings), .dim) + "\n" + rows.map { line($0) + "\n" }.joined()
  }
}
