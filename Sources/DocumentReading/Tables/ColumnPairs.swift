/// Columns of addresses and ports that belong together by their headers: in a table of "SIP address",
/// "SIP port", "Media address" and "Media port", each row is a rule for SIP and one for media, and the
/// ports of one are not those of the other.
struct ColumnPairs {
  private enum Kind: CaseIterable {
    case address, ports, transport
  }

  private struct Owner {
    let name: String
    var columns: [Kind: Int]
  }

  /// At least two, each with a column of addresses and one of ports.
  private let owners: [Owner]

  /// Nil if the headers name no such columns.
  init?(headers: [TextFacts?]) {
    var owners: [Owner] = []
    for (column, header) in headers.enumerated() {
      guard let header, let kind = Self.kind(header) else { continue }
      // A second column of ports or addresses of no one in particular may belong to all.
      guard let name = Self.owner(header) else {
        if kind == .transport { continue }
        return nil
      }
      let place = owners.firstIndex { $0.name.lowercased() == name.lowercased() }
      if let place {
        if owners[place].columns[kind] != nil { return nil }
        owners[place].columns[kind] = column
      } else {
        owners.append(Owner(name: name, columns: [kind: column]))
      }
    }
    guard owners.count >= 2,
      owners.allSatisfy({ $0.columns[.address] != nil && $0.columns[.ports] != nil })
    else { return nil }
    self.owners = owners
  }

  /// The headers, without those of the columns whose cells go below the first owner's.
  func headers(of headers: [TextFacts?]) -> [TextFacts?] {
    var headers = headers
    for owner in owners.dropFirst() {
      for (kind, column) in owner.columns where owners[0].columns[kind] != nil {
        headers[column] = nil
      }
    }
    return headers
  }

  /// The rows for each owner in turn, so that a blank cell continues no other owner's: its cells stand
  /// below the columns of the first, and those of the others are blank.
  ///
  /// - Parameter isGroup: whether a row only names those below it.
  func rows(of rows: [Table.Row], isGroup: (Table.Row) -> Bool) -> [[Table.Row]] {
    let areGroups = rows.map(isGroup)
    return owners.map { owner in
      zip(rows, areGroups).compactMap { $1 ? $0 : self.row($0, of: owner) }
    }
  }

  /// Nil if the row holds nothing of the owner.
  private func row(_ row: Table.Row, of owner: Owner) -> Table.Row? {
    let blank = Table.Cell(lines: [])
    func cell(_ kind: Kind) -> Table.Cell {
      owner.columns[kind].flatMap { $0 < row.cells.count ? row.cells[$0] : nil } ?? blank
    }
    if cell(.address).isBlank, cell(.ports).isBlank { return nil }
    var own = row
    for column in owners.flatMap(\.columns.values) where column < own.cells.count {
      own.cells[column] = blank
    }
    for kind in Kind.allCases {
      guard let place = owners[0].columns[kind] ?? owner.columns[kind] else { continue }
      while own.cells.count <= place { own.cells.append(blank) }
      own.cells[place] = cell(kind)
    }
    own.label = [row.label, owner.name].compactMap { $0 }.joined(separator: ", ")
    return own
  }

  private static func kind(_ header: TextFacts) -> Kind? {
    if header.concepts.contains(.port) { return .ports }
    if header.concepts.containsAny(of: .address, .host, .network) { return .address }
    return header.concepts.contains(.transportProtocol) ? .transport : nil
  }

  /// "SIP" of "SIP address": the words that say nothing of what the column holds; nil if there are
  /// none, or if a word says which end or side of a connection it is.
  private static func owner(_ header: TextFacts) -> String? {
    let words = header.tokens.filter(\.isWord)
    let structure: [Concept] = [.port, .address, .host, .network, .transportProtocol]
    let rest = words.filter { word in
      !structure.contains { word.concepts.contains($0) }
        && !SentenceWords.ranges.contains(word.lower)
    }
    guard words.count <= 4, (1...2).contains(rest.count),
      rest.allSatisfy({
        $0.transport == nil && ($0.concepts.isEmpty || $0.application != nil)
          && !SentenceWords.sides.contains($0.lower)
      })
    else { return nil }
    return rest.map(\.text).joined(separator: " ")
  }
}
