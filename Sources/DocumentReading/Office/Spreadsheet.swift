/// What a workbook shows, whatever program it is of.
struct Spreadsheet {
  struct Cell {
    /// From 1.
    let column: Int
    /// What the cell shows; may have several lines.
    var text: String
    var isBold = false
    /// Of its letters, in points; 0 if it is not known.
    var size = 0.0
  }

  struct Row {
    /// From 1.
    let number: Int
    /// By column, without those that are blank.
    var cells: [Cell]
  }

  /// A rectangle of cells, from 1, both ends included.
  struct Area {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  /// A cell that shows something other than a value, or a text beside it.
  struct Odd {
    enum Kind {
      case error, formulaWithoutValue
      /// A remark on the cell that opens when one points at it.
      case comment
      /// A text in a shape that is drawn over the sheet from that cell on.
      case drawn
    }
    let kind: Kind
    let row: Int
    let column: Int
    let text: String
  }

  struct Sheet {
    let name: String
    var isHidden = false
    /// By number, without those that are blank or hidden.
    var rows: [Row] = []
    /// The cells that are merged into one; their text stands in the first.
    var merged: [Area] = []
    /// The numbers of hidden rows that hold something.
    var hiddenRows: [Int] = []
    /// The hidden columns that hold something.
    var hiddenColumns: Set<Int> = []
    var odd: [Odd] = []

    init(name: String) { self.name = name }

    /// How many findings of a kind a sheet gives.
    static let oddLimit = 100
  }

  var sheets: [Sheet] = []
  /// The title that the workbook's properties give it.
  var title: String?
}
