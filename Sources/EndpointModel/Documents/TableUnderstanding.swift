/// How a part of a document was understood: a table with the role of each column, a list, or
/// sentences.
public struct TableUnderstanding: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case table
    case list
    /// Running text.
    case sentence
    /// Verbatim lines: settings, a program's output.
    case listing
    /// JSON, YAML or XML.
    case object
    /// A vendor's own JSON or CSV, whose fields are known.
    case feed
  }

  public struct Column: Hashable, Sendable {
    /// What most cells of a column are, whatever its header says.
    public enum Cells: String, Hashable, Sendable, CaseIterable {
      case addresses, ports, numbers, protocols, words
      /// None of these in more than half of the cells.
      case mixed
      case blank
    }

    /// The header's words; empty if it has none.
    public let header: String
    /// What it was taken for: `address`, `ports`, `protocol`; `ignored` if it is of no use.
    public let role: String
    /// The evidence for it: "its header, 12 of 12 cells are addresses".
    public let reason: String
    public let cells: Cells

    public init(header: String, role: String, reason: String, cells: Cells = .mixed) {
      self.header = header
      self.role = role
      self.reason = reason
      self.cells = cells
    }
  }

  /// The name by which a layout can refer to it: of the caption, line or heading above it, or its
  /// key; "#2" for the second part that has none. No two parts have the same.
  public var name = ""
  public var kind = Kind.table
  /// The line of its first row.
  public var line: Int
  public var columns: [Column]
  /// How many rows, items or values it has, apart from headers.
  public var rows = 0
  /// How many of these gave endpoints.
  public var rowsRead = 0
  public var endpoints = 0
  /// What the words around it say of all its rows: "TCP 443", "outbound".
  public var around: [String] = []
  /// Why nothing of it counts; nil if it does.
  public var leftOut: String?

  public init(line: Int, columns: [Column], rows: Int = 0, rowsRead: Int = 0) {
    self.line = line
    self.columns = columns
    self.rows = rows
    self.rowsRead = rowsRead
  }
}
