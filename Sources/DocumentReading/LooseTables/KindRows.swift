/// The rows of a table whose cells stand one below the other and of which some are left out: each
/// cell belongs to the column of its kind, and a row begins where the columns begin again. "ESET",
/// "a.example", ":80", "b.example", ":443": the second row has no name.
struct KindRows {
  /// Each as long as the names.
  private(set) var rows: [[LooseCell]] = []
  /// How many cells they take, with the names.
  private(set) var cellCount: Int

  /// Whether a row lacks its address or its ports.
  private(set) var lacksFacts = false

  private enum Kind { case words, address, ports, transport }

  /// Nil if the kinds of the columns are not all different, or the rows are not of that form.
  init?(_ cells: [LooseCell], names: [LooseCell]) {
    let kinds = names.map { name -> Kind in
      switch name.concept {
      case .address, .host, .network, .source, .destination: .address
      case .port: .ports
      case .transportProtocol: .transport
      default: .words
      }
    }
    guard Set(kinds).count == kinds.count, kinds.contains(.address), kinds.contains(.ports) else {
      return nil
    }
    cellCount = names.count
    var row: [LooseCell?] = []
    var taken = 0
    for cell in cells.dropFirst(names.count) {
      if cell.look == .blank {
        taken += 1
        continue
      }
      guard let column = Self.kind(of: cell).flatMap(kinds.firstIndex) else { break }
      if column < row.count {
        guard Self.isRow(row, kinds) else { break }
        append(row, kinds, taken)
        (row, taken) = ([], 0)
      }
      row += repeatElement(nil, count: column - row.count) + [cell]
      taken += 1
    }
    if Self.isRow(row, kinds) { append(row, kinds, taken) }
    guard rows.count >= 2 else { return nil }
  }

  private mutating func append(_ row: [LooseCell?], _ kinds: [Kind], _ taken: Int) {
    let whole = row + repeatElement(nil, count: kinds.count - row.count)
    if zip(whole, kinds).contains(where: { $0 == nil && ($1 == .address || $1 == .ports) }) {
      lacksFacts = true
    }
    rows.append(whole.map { $0 ?? LooseCell([], end: 0) })
    cellCount += taken
  }

  /// A row without an address or ports is a heading, or belongs to what follows the table.
  private static func isRow(_ row: [LooseCell?], _ kinds: [Kind]) -> Bool {
    zip(row, kinds).contains { $0 != nil && $1 == .address }
      && zip(row, kinds).contains { $0 != nil && ($1 == .ports || $1 == .transport) }
  }

  private static func kind(of cell: LooseCell) -> Kind? {
    switch cell.look {
    case .address: .address
    case .ports: cell.isTransport ? .transport : .ports
    case .words: .words
    case .blank, .any, .sentence: nil
    }
  }
}
