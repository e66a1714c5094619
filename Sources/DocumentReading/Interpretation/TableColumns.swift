import EndpointModel

/// Which column of a table holds what, and which of its rows is the header.
struct TableColumns {
  private(set) var roles: [ColumnRole?] { didSet { places = Self.places(roles) } }
  /// The columns of each role, by the role's number.
  private var places: [[Int]] = []
  /// The header's words; empty for a table without header.
  private(set) var names: [String]
  /// The protocol that each header names beside its role: "UDP ports".
  private var transports: [IPProtocol?] = []
  /// The line of the header.
  let line: Int?

  /// The columns that a row of names gives; nil where it is no header: fewer than
  /// two different roles, or a cell that holds what only rows hold.
  init?(header row: Table.Row) {
    guard !row.cells.contains(where: { $0.text.hasTwoDigits || Self.isValue($0.text) }) else {
      return nil
    }
    let texts = row.cells.map(\.text)
    let roles = texts.map { $0.count <= 60 ? ColumnRole(header: $0) : nil }
    guard Set(roles.compactMap { $0 }).count >= 2 || roles.count == 1 && roles[0] == .address,
      !row.cells.contains(where: Self.holdsAddress)
    else { return nil }
    self.roles = roles
    places = Self.places(roles)
    names = texts
    transports = texts.map { ProtocolWord.joined($0.split { !$0.isLetter }) }
    line = row.line
  }

  /// The columns of a table without header, told by what the cells hold.
  init(content rows: [Table.Row]) {
    roles = Array(repeating: nil, count: rows.map(\.cells.count).max() ?? 0)
    places = Self.places(roles)
    names = []
    line = nil
    assignByContent(rows)
  }

  /// Words that only a row's cells are.
  private static func isValue(_ text: String) -> Bool {
    text.utf8.count <= 4 && ["tcp", "udp", "any", "icmp", "all", "n/a"].contains(text.lowercased())
  }

  func index(of role: ColumnRole) -> Int? { indices(of: role).first }

  /// The header's words for a column; empty for a table without header.
  func name(_ column: Int) -> String { names.indices.contains(column) ? names[column] : "" }

  /// The protocol that a column's header names.
  func transport(_ column: Int) -> IPProtocol? {
    transports.indices.contains(column) ? transports[column] : nil
  }

  func indices(of role: ColumnRole) -> [Int] { places[role.rawValue] }

  private static func places(_ roles: [ColumnRole?]) -> [[Int]] {
    ColumnRole.allCases.map { role in roles.indices.filter { roles[$0] == role } }
  }

  /// The names of the columns that are of no use.
  var unused: [String] {
    zip(names, roles).filter { $1 == nil && !$0.isEmpty }.map(\.0)
  }

  /// Gives the columns that no header named a role by what their cells hold, and
  /// corrects a header that is contradicted: addresses and protocols are what
  /// they are under any name.
  mutating func assignByContent(_ rows: [Table.Row]) {
    let cells = roles.indices.map { column in
      rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil }
        .filter { !$0.isBlank }
    }
    func mostly(_ column: Int, _ holds: (Table.Cell) -> Bool) -> Bool {
      cells[column].count(where: holds) * 2 > cells[column].count
    }
    assignAddresses(cells)
    for column in roles.indices where roles[column] == nil {
      let isType = name(column).lowercased() == "type"
      if index(of: .transport) == nil,
        isType
          ? cells[column].contains(where: Self.namesProtocol) : mostly(column, Self.holdsProtocol)
      {
        roles[column] = .transport
      } else if index(of: .ports) == nil, mostly(column, Self.holdsPorts) {
        roles[column] = .ports
      }
    }
    // A column of remarks names the rows where each row has its own.
    if index(of: .service) == nil,
      let named = indices(of: .note).first(where: { column in
        name(column).lowercased() == "category"
          && Set(cells[column].map(\.text)).count * 4 > cells[column].count * 3
      })
    {
      roles[named] = .service
    }
    if index(of: .service) == nil,
      let free = roles.indices.first(where: { roles[$0] == nil && mostly($0, Self.holdsName) })
    {
      roles[free] = .service
    }
  }

  /// Columns of addresses are those that a header names and a cell proves; else the
  /// source's, for what comes from the vendor; else any that mostly hold some.
  private mutating func assignAddresses(_ cells: [[Table.Cell]]) {
    let holding = roles.indices.filter { cells[$0].contains(where: Self.holdsAddress) }
    let named = holding.filter { roles[$0] == .address }
    if !named.isEmpty {
      // "Kore Network" above names of services is no column of addresses.
      for column in indices(of: .address) where !named.contains(column) {
        let isNames = cells[column].allSatisfy { Self.holdsName($0) && !AnyWord.isWhole($0.text) }
        if !cells[column].isEmpty, isNames { roles[column] = nil }
      }
      return
    }
    if let source = holding.first(where: { roles[$0] == .source }) {
      for column in indices(of: .address) { roles[column] = nil }
      roles[source] = .address
      isInbound = true
      return
    }
    for column in holding
    where roles[column] != .note
      && cells[column].count(where: Self.holdsAddress) * 2 > cells[column].count
    {
      roles[column] = .address
    }
  }

  /// Whether the addresses are the source of what is to be allowed.
  private(set) var isInbound = false

  private static func holdsAddress(_ cell: Table.Cell) -> Bool {
    let text = cell.text
    return text.utf8.contains { ".:*<".utf8.contains($0) }
      && !AddressCell.addresses(in: text).isEmpty
  }

  private static func holdsProtocol(_ cell: Table.Cell) -> Bool {
    ProtocolWord.readCell(cell.text).flatMap { $0 } != nil
  }

  /// Protocols that are known but not kept make a column of protocols all the same.
  private static func namesProtocol(_ cell: Table.Cell) -> Bool {
    holdsProtocol(cell)
      || ["gre", "esp", "ah", "sctp", "ipsec", "igmp", "47", "50", "6", "17"]
        .contains(cell.text.lowercased())
  }

  /// Words, not mere numbers.
  private static func holdsName(_ cell: Table.Cell) -> Bool {
    cell.text.contains(where: \.isLetter) && cell.text.count > 2
  }

  private static func holdsPorts(_ cell: Table.Cell) -> Bool {
    let text = cell.text
    return text.contains(where: \.isNumber)
      && text.allSatisfy { $0.isNumber || " ,-–/&".contains($0) }
      && PortTokens(text).allPorts != nil
  }
}

extension String {
  /// Whether two digits follow each other: a number, as no name of a column has.
  fileprivate var hasTwoDigits: Bool {
    var isAfterDigit = false
    for byte in utf8 {
      let isDigit = byte.isDigit
      if isDigit, isAfterDigit { return true }
      isAfterDigit = isDigit
    }
    return false
  }
}
