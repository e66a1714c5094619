/// Entries of an access, in rows that name their terms by number: hundreds of thousands of entries
/// have few different terms. An entry is made when it is asked for.
public struct AccessEntries: Sendable {
  struct Row: Sendable {
    let address: PackedAddress
    /// An index of the terms.
    let term: UInt32
  }

  private let rows: ArraySlice<Row>
  private let values: Values

  /// What the rows name by number.
  final class Values: Sendable {
    let terms: [AccessTerm]
    /// The addresses that are not blocks, numbered from 1.
    let others: [EndpointAddress]

    init(terms: [AccessTerm], others: [EndpointAddress]) {
      self.terms = terms
      self.others = others
    }

    func address(of row: Row) -> EndpointAddress? {
      row.address.block.map { .block($0) }
        ?? (row.address.other == 0 ? nil : others[Int(row.address.other) - 1])
    }
  }

  init(rows: ArraySlice<Row>, _ values: Values) {
    self.rows = rows
    self.values = values
  }

  /// Their addresses, in the same order.
  package var writtenAddresses: Addresses { Addresses(entries: self) }

  /// A type of its own, which other modules can be compiled for.
  package struct Addresses: RandomAccessCollection {
    fileprivate let entries: AccessEntries

    package var startIndex: Int { entries.rows.startIndex }
    package var endIndex: Int { entries.rows.endIndex }

    package subscript(position: Int) -> WrittenAddress? {
      entries.values.address(of: entries.rows[position]).map { WrittenAddress($0) }
    }
  }

  /// The entries of each term, in the order of their first ones.
  package var byTerm: [(term: AccessTerm, entries: AccessEntries)] {
    var lists = KeyedLists<UInt32, Row>()
    for row in rows { lists.add(row, to: row.term) }
    return lists.each.map {
      (values.terms[Int($0)], AccessEntries(rows: $1[...], values))
    }
  }
}

extension AccessEntries: RandomAccessCollection, ExpressibleByArrayLiteral, Hashable {
  public init(arrayLiteral elements: AccessEntry...) {
    var table = AccessEntryTable(room: elements.count)
    for entry in elements { table.append(entry) }
    self = table.entries
  }

  public var startIndex: Int { rows.startIndex }
  public var endIndex: Int { rows.endIndex }

  public subscript(position: Int) -> AccessEntry {
    let row = rows[position]
    return AccessEntry(address: values.address(of: row), term: values.terms[Int(row.term)])
  }

  public subscript(bounds: Range<Int>) -> AccessEntries {
    AccessEntries(rows: rows[bounds], values)
  }

  public static func == (a: AccessEntries, b: AccessEntries) -> Bool { a.elementsEqual(b) }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for entry in self { hasher.combine(entry) }
  }
}
