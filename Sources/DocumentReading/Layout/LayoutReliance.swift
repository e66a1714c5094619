import EndpointModel

/// What a document was like when a person confirmed how it is read. A later document that is
/// otherwise is not read by guess.
public struct LayoutReliance: Hashable, Sendable {
  /// The tables and lists that gave endpoints, in document order.
  public var parts: [Part]
  /// How many facts belonged to nothing.
  public var leftOver: Int
  /// How many headings, tables or lists had one name that the layout uses; without those that only
  /// one had.
  public var names: [String: Int]

  public struct Part: Hashable, Sendable {
    public var name: String
    public var kind: TableUnderstanding.Kind
    public var columns: [Column]
    public var rows: Int
    public var rowsRead: Int

    public init(
      name: String, kind: TableUnderstanding.Kind, columns: [Column] = [], rows: Int, rowsRead: Int
    ) {
      self.name = name
      self.kind = kind
      self.columns = columns
      self.rows = rows
      self.rowsRead = rowsRead
    }
  }

  public struct Column: Hashable, Sendable {
    public var header: String
    public var role: ColumnRole
    public var cells: TableUnderstanding.Column.Cells

    public init(header: String, role: ColumnRole, cells: TableUnderstanding.Column.Cells) {
      self.header = header
      self.role = role
      self.cells = cells
    }
  }

  public init(parts: [Part], leftOver: Int, names: [String: Int] = [:]) {
    self.parts = parts
    self.leftOver = leftOver
    self.names = names
  }

  /// What the reading of a document shows. Running text is not relied on: it has no rows.
  public init(_ reading: Reading) {
    parts = []
    for understood in reading.tables where understood.leftOut == nil && understood.rowsRead > 0 {
      if understood.kind == .sentence { continue }
      // A table in several parts, each with its header, is one.
      if let last = parts.indices.last, parts[last].name == understood.name {
        parts[last].rows += understood.rows
        parts[last].rowsRead += understood.rowsRead
        continue
      }
      parts.append(Part(understood))
    }
    leftOver = reading.leftOver
    names = reading.layoutFit.names
  }
}

extension LayoutReliance.Part {
  init(_ understood: TableUnderstanding) {
    self.init(
      name: understood.name, kind: understood.kind,
      columns: understood.columns.map {
        LayoutReliance.Column(
          header: $0.header, role: ColumnRole(rawValue: $0.role) ?? .ignored, cells: $0.cells)
      }, rows: understood.rows, rowsRead: understood.rowsRead)
  }
}
