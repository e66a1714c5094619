import EndpointModel

/// Which column of a table holds what, and which of its rows is the header.
struct TableColumns {
  private(set) var roles: [ColumnRole?]
  /// The header's words; nil for a table without header.
  private let names: [String]?

  /// The columns that a row of names gives; nil where it is no header: fewer than
  /// two of its cells name a role, or a cell holds an address.
  init?(header row: Table.Row) {
    let roles = row.cells.map { cell -> ColumnRole? in
      let text = cell.text
      return text.count <= 40 ? ColumnRole(header: text) : nil
    }
    guard roles.count(where: { $0 != nil }) >= 2,
      !row.cells.contains(where: { Self.holdsAddress($0) })
    else { return nil }
    self.roles = roles
    names = row.cells.map(\.text)
  }

  /// The columns of a table without header, told by what the cells hold.
  init(content rows: [Table.Row]) {
    let width = rows.map(\.cells.count).max() ?? 0
    roles = Array(repeating: nil, count: width)
    names = nil
    assignByContent(rows)
  }

  func index(of role: ColumnRole) -> Int? { roles.firstIndex(of: role) }

  /// Gives the columns that no header named a role by what their cells hold, and
  /// corrects a header that is contradicted: addresses and protocols are what
  /// they are under any name.
  mutating func assignByContent(_ rows: [Table.Row]) {
    for column in roles.indices {
      let cells = rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil }
        .filter { !$0.isBlank }
      func mostly(_ holds: (Table.Cell) -> Bool) -> Bool {
        !cells.isEmpty && cells.count(where: holds) * 2 > cells.count
      }
      if roles[column] != .address, index(of: .address) == nil, mostly(Self.holdsAddress) {
        roles[column] = .address
      } else if index(of: .transport) == nil, roles[column] == nil,
        // A column named "Type" is of protocols if one of its cells is.
        names?[column].lowercased() == "type"
          ? cells.contains(where: Self.holdsProtocol) : mostly(Self.holdsProtocol)
      {
        roles[column] = .transport
      } else if index(of: .ports) == nil, roles[column] == nil, mostly(Self.holdsPorts) {
        roles[column] = .ports
      }
    }
    if index(of: .service) == nil, let free = roles.firstIndex(where: { $0 == nil }) {
      roles[free] = .service
    }
  }

  private static func holdsAddress(_ cell: Table.Cell) -> Bool {
    var ignored = Findings()
    return !AddressCell(cell, findings: &ignored).items.isEmpty
  }

  private static func holdsProtocol(_ cell: Table.Cell) -> Bool {
    ProtocolWord.readCell(cell.text).flatMap { $0 } != nil
  }

  /// The names of the columns that are of no use.
  var unused: [String] {
    zip(names ?? [], roles).filter { $1 == nil && !$0.isEmpty }.map(\.0)
  }

  private static func holdsPorts(_ cell: Table.Cell) -> Bool {
    let text = cell.text
    return text.contains(where: \.isNumber)
      && text.allSatisfy { $0.isNumber || " ,-–/&".contains($0) }
      && PortTokens(text).allPorts != nil
  }
}
