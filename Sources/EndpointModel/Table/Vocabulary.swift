/// The texts, terms and odd addresses of a table, each once; its rows name them by their numbers.
///
/// It belongs to the tables that were made from one document or read from an inventory together,
/// and goes with the last of them.
package final class Vocabulary: Sendable {
  package let services: Column<Label>
  package let groups: Column<Label>
  package let terms: Column<Terms>
  /// Ranges that are not blocks, names, and everything else that has no room in a row.
  package let others: Column<EndpointAddress>
  /// Not compared, so equal ones may have several numbers.
  package let notes: [Label]

  init(
    services: Column<Label>, groups: Column<Label>, terms: Column<Terms>,
    others: Column<EndpointAddress>, notes: [Label]
  ) {
    self.services = services
    self.groups = groups
    self.terms = terms
    self.others = others
    self.notes = notes
  }

  static let empty = Vocabulary(
    services: Column([]), groups: Column([]), terms: Column([]), others: Column([]), notes: [])

  package func note(_ number: UInt32) -> Label? { number == 0 ? nil : notes[Int(number) - 1] }

  package func terms(of row: EndpointRow) -> Terms { terms[row.terms]! }

  package func address(of row: EndpointRow) -> EndpointAddress? {
    row.address.block.map { .block($0) } ?? others[row.address.other]
  }

  package func written(of row: EndpointRow) -> WrittenAddress? {
    row.address.block.map { WrittenAddress(.block($0), asRange: row.isBlockAsRange) }
      ?? others[row.address.other].map { WrittenAddress($0) }
  }

  /// The addresses of a block or range.
  package func range(of row: EndpointRow) -> AddressRange? {
    row.address.blockRange ?? others[row.address.other]?.range
  }

  func endpoint(_ row: EndpointRow) -> Endpoint {
    Endpoint(
      service: services[row.service], group: groups[row.group], written: written(of: row),
      terms: terms(of: row), note: note(row.note), line: row.statedLine)
  }
}

/// Two vocabularies as one: the numbers of the first are kept.
struct JoinedVocabulary {
  let vocabulary: Vocabulary
  fileprivate let services: NumberMap
  fileprivate let groups: NumberMap
  fileprivate let terms: NumberMap
  fileprivate let others: NumberMap
  private let notesBefore: UInt32

  /// - Parameter withNotes: whether the notes of the second are wanted.
  init(_ first: Vocabulary, _ second: Vocabulary, withNotes: Bool) {
    let services = first.services.joined(with: second.services)
    let groups = first.groups.joined(with: second.groups)
    let terms = first.terms.joined(with: second.terms)
    let others = first.others.joined(with: second.others)
    self.services = services.numbers
    self.groups = groups.numbers
    self.terms = terms.numbers
    self.others = others.numbers
    let isOne = first === second
    notesBefore = isOne ? 0 : UInt32(first.notes.count)
    vocabulary =
      isOne
      ? first
      : Vocabulary(
        services: services.column, groups: groups.column, terms: terms.column,
        others: others.column,
        notes: withNotes && !second.notes.isEmpty ? first.notes + second.notes : first.notes)
  }

  /// A row of the second vocabulary in the joined one.
  func translated(_ row: EndpointRow) -> EndpointRow {
    var row = row
    if !row.address.isBlock, row.address.isStated {
      row.address = PackedAddress(other: others[row.address.other])
    }
    row.service = services[row.service]
    row.group = groups[row.group]
    row.terms = terms[row.terms]
    if row.note != 0 { row.note += notesBefore }
    return row
  }
}

/// The ranks of a vocabulary's values, by which rows are compared without looking at the values.
struct RowRanks {
  private let services: [UInt32]
  private let groups: [UInt32]
  private let terms: [UInt32]
  private let others: [UInt32]
  private let addresses: Column<EndpointAddress>

  init(_ vocabulary: Vocabulary) {
    services = vocabulary.services.ranks
    groups = vocabulary.groups.ranks
    terms = vocabulary.terms.ranks
    others = vocabulary.others.ranks
    addresses = vocabulary.others
  }

  /// Ranks by which rows of the two vocabularies can be compared with each other.
  static func joint(_ first: Vocabulary, _ second: Vocabulary) -> (RowRanks, RowRanks) {
    if first === second {
      let ranks = RowRanks(first)
      return (ranks, ranks)
    }
    let joined = JoinedVocabulary(first, second, withNotes: false)
    let ranks = RowRanks(joined.vocabulary)
    return (ranks, RowRanks(of: second, joined, ranks))
  }

  private init(of second: Vocabulary, _ joined: JoinedVocabulary, _ ranks: RowRanks) {
    services = joined.services.applied(to: ranks.services)
    groups = joined.groups.applied(to: ranks.groups)
    terms = joined.terms.applied(to: ranks.terms)
    others = joined.others.applied(to: ranks.others)
    addresses = second.others
  }

  enum Order { case before, same, after }

  /// By service, group, address and terms, as endpoints are ordered.
  func order(_ a: EndpointRow, _ b: EndpointRow, of other: RowRanks) -> Order {
    let service = (services[Int(a.service)], other.services[Int(b.service)])
    if service.0 != service.1 { return service.0 < service.1 ? .before : .after }
    let group = (groups[Int(a.group)], other.groups[Int(b.group)])
    if group.0 != group.1 { return group.0 < group.1 ? .before : .after }
    let address = addressOrder(a, b, of: other)
    if address != .same { return address }
    return Self.order(terms[Int(a.terms)], other.terms[Int(b.terms)])
  }

  /// By service and address only.
  func placeOrder(_ a: EndpointRow, _ b: EndpointRow, of other: RowRanks) -> Order {
    let service = Self.order(services[Int(a.service)], other.services[Int(b.service)])
    return service == .same ? addressOrder(a, b, of: other) : service
  }

  func addressOrder(_ a: EndpointRow, _ b: EndpointRow, of other: RowRanks) -> Order {
    let (x, y) = (a.address, b.address)
    if x.isBlock, y.isBlock { return x == y ? .same : x.isBlockBefore(y) ? .before : .after }
    guard x.isStated, y.isStated else {
      return x.isStated == y.isStated ? .same : y.isStated ? .before : .after
    }
    if !x.isBlock, !y.isBlock {
      return Self.order(others[Int(x.other)], other.others[Int(y.other)])
    }
    // A block equals nothing that is kept as another address.
    let first = x.block.map { .block($0) } ?? addresses[x.other]
    let second = y.block.map { .block($0) } ?? other.addresses[y.other]
    return EndpointModel.Order.by(first, second) ?? false ? .before : .after
  }

  private static func order(_ a: UInt32, _ b: UInt32) -> Order {
    a == b ? .same : a < b ? .before : .after
  }

  /// What equal rows of both sides have in common, and different ones have not.
  func key(_ row: EndpointRow) -> RowKey {
    RowKey(
      address: row.address.isBlock || !row.address.isStated
        ? row.address : PackedAddress(other: others[Int(row.address.other)]),
      service: services[Int(row.service)], group: groups[Int(row.group)],
      terms: terms[Int(row.terms)])
  }
}

struct RowKey: Hashable {
  let address: PackedAddress
  let service: UInt32
  let group: UInt32
  let terms: UInt32
}
