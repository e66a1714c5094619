/// Collects the rows of entries: they are sorted without counting references.
struct AccessEntryTable {
  private typealias Row = AccessEntries.Row

  private var rows: [Row] = []
  private var terms = NumberedKeys<AccessTerm>()
  /// The addresses that are not blocks, numbered from 1.
  private var others: [EndpointAddress] = []

  /// Room that is never written to takes no memory.
  init(room: Int) { rows.reserveCapacity(room) }

  /// The numbers of terms.
  mutating func numbers(of terms: [AccessTerm]) -> [UInt32] {
    terms.map { UInt32(self.terms.number(of: $0)) }
  }

  mutating func append(_ block: CIDRBlock, _ terms: [UInt32]) {
    let address = PackedAddress(block)
    for term in terms { rows.append(Row(address: address, term: term)) }
  }

  mutating func append(_ entry: AccessEntry) {
    let terms = numbers(of: [entry.term])
    if case .block(let block)? = entry.address {
      append(block, terms)
    } else {
      append(entry.address, terms)
    }
  }

  /// - Parameter address: not a block; nil for ports stated without an address.
  mutating func append(_ address: EndpointAddress?, _ terms: [UInt32]) {
    var packed = PackedAddress.none
    if let address {
      others.append(address)
      packed = PackedAddress(other: UInt32(others.count))
    }
    for term in terms { rows.append(Row(address: packed, term: term)) }
  }

  mutating func append(_ cut: AccessCut) {
    for (blocks, terms) in cut.parts {
      let numbers = numbers(of: terms)
      for block in blocks { append(block, numbers) }
    }
  }

  /// Sorts the rows by address and term.
  mutating func sort() {
    let (terms, others) = (termRanks, others)
    let keys = AddressKeys(others: others)
    func address(of row: Row) -> EndpointAddress? {
      row.address.block.map { .block($0) }
        ?? (row.address.other == 0 ? nil : others[Int(row.address.other) - 1])
    }
    func isBefore(_ a: Row, _ b: Row) -> Bool {
      if a.address.isBlock, b.address.isBlock {
        if a.address != b.address { return a.address.isBlockBefore(b.address) }
      } else if let isBefore = Order.by(address(of: a), address(of: b)) {
        return isBefore
      }
      return terms[Int(a.term)] < terms[Int(b.term)]
    }
    RadixOrder.sort(&rows, key: { keys.key(of: $0.address) }, isBefore: isBefore)
  }

  /// The places of the terms in their order.
  private var termRanks: [UInt32] {
    var ranks: [UInt32] = Array(repeating: 0, count: terms.all.count)
    let sorted = terms.all.enumerated().sorted { $0.element < $1.element }
    for (rank, term) in sorted.enumerated() { ranks[term.offset] = UInt32(rank) }
    return ranks
  }

  /// Replaces entries with the same term for all of IPv4, all of IPv6 and all names by one entry
  /// `any`.
  mutating func fuseAny() {
    let whole = IPFamily.allCases.map { PackedAddress(AddressRange.all($0).block!) }
    func isWhole(_ row: Row) -> Bool {
      whole.contains(row.address)
        || row.address.other != 0 && others[Int(row.address.other) - 1] == .everyName
    }
    var counts: [UInt32: Int] = [:]
    for row in rows where isWhole(row) { counts[row.term, default: 0] += 1 }
    let fused = counts.filter { $0.value == 3 }.map(\.key)
    if fused.isEmpty { return }
    rows.removeAll { isWhole($0) && counts[$0.term] == 3 }
    append(.any, fused)
  }

  var entries: AccessEntries {
    AccessEntries(rows: rows[...], AccessEntries.Values(terms: terms.all, others: others))
  }
}
