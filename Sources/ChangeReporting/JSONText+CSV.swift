import EndpointModel

extension JSONText {
  /// A list of objects as CSV (RFC 4180), one line each below the names of their members. The
  /// members of an object inside are columns of their own; of a list inside, the cell has the
  /// elements with semicolons between them.
  ///
  /// ```swift
  /// JSONText.csv([.object(["name": .string("north"), "ports": .array([.number(1), .number(2)])])])
  /// // name,ports
  /// // north,1; 2
  /// ```
  ///
  /// - Returns: nothing at all for no objects.
  public static func csv(_ objects: [JSONText]) -> String {
    let rows = objects.map { object in
      var cells: [(name: String, text: String?)] = []
      object.addCells("", to: &cells)
      return Dictionary(cells.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
    // A member that only some objects have is empty in the others.
    let names = Set(rows.flatMap(\.keys)).sorted()
    if rows.isEmpty { return "" }
    return CSVText.line(names)
      + rows.map { row in CSVText.line(names.map { row[$0] ?? nil }) }.joined()
  }

  private func addCells(_ name: String, to cells: inout [(name: String, text: String?)]) {
    if case .object(let members) = self {
      for member in members.all {
        member.value.addCells(name.isEmpty ? member.name : "\(name).\(member.name)", to: &cells)
      }
      return
    }
    cells.append((name, cell))
  }

  /// Nil for null. What would act on a terminal is made visible.
  private var cell: String? {
    switch self {
    case .null: nil
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let text): text.withVisibleControls
    case .array(let elements): elements.map { $0.cell ?? "" }.joined(separator: "; ")
    case .object(let members):
      members.all.map { "\($0.name)=\($0.value.cell ?? "")" }.joined(separator: ", ")
    }
  }
}
