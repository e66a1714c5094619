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
    for column in moved { headers[column] = nil }
    return headers
  }

  /// A row for each owner, with its cells below the columns of the first.
  func rows(of row: Table.Row) -> [Table.Row] {
    let rows = owners.compactMap { owner -> Table.Row? in
      var own = row
      for column in moved where column < own.cells.count {
        own.cells[column] = Table.Cell(lines: [])
      }
      var isBlank = true
      for kind in Kind.allCases {
        guard let place = owners[0].columns[kind] ?? owner.columns[kind] else { continue }
        let column = owner.columns[kind]
        let cell = column.flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
        if place < own.cells.count { own.cells[place] = cell ?? Table.Cell(lines: []) }
        if kind != .transport, !(cell?.isBlank ?? true) { isBlank = false }
      }
      own.label = [row.label, owner.name].compactMap { $0 }.joined(separator: ", ")
      return isBlank ? nil : own
    }
    // A row that holds none of them names those below it.
    return rows.isEmpty ? [row] : rows
  }

  private var moved: [Int] {
    owners.dropFirst().flatMap { owner in
      owner.columns.compactMap { owners[0].columns[$0] == nil ? nil : $1 }
    }
  }

  private static func kind(_ header: TextFacts) -> Kind? {
    if header.concepts.contains(.port) { return .ports }
    if header.concepts.containsAny(of: .address, .host, .network) { return .address }
    return header.concepts.contains(.transportProtocol) ? .transport : nil
  }

  /// "SIP" of "SIP address": the words that say nothing of what the column holds; nil if there are
  /// none, or if a word says which end of a connection it is.
  private static func owner(_ header: TextFacts) -> String? {
    let words = header.tokens.filter(\.isWord)
    let structure: [Concept] = [.port, .address, .host, .network, .transportProtocol]
    let rest = words.filter { word in
      !structure.contains { word.concepts.contains($0) }
        && !SentenceWords.ranges.contains(word.lower)
    }
    guard words.count <= 4, (1...2).contains(rest.count),
      rest.allSatisfy({ $0.transport == nil && ($0.concepts.isEmpty || $0.application != nil) })
    else { return nil }
    return rest.map(\.text).joined(separator: " ")
  }
}
