/// Collects endpoints row by row, with a vocabulary of their own.
///
/// Whoever has many rows with few different texts asks for a text's number once.
package struct EndpointsBuilder {
  private var rows: [EndpointRow] = []
  private var services = NumberedKeys<Label>()
  private var groups = NumberedKeys<Label>()
  private var terms = NumberedKeys<Terms>()
  private var others = NumberedKeys<EndpointAddress>()
  private var notes: [Label] = []

  package init() {}

  package var count: Int { rows.count }
  package var isEmpty: Bool { rows.isEmpty }

  /// Room that is never written to takes no memory.
  package mutating func reserveCapacity(_ count: Int) { rows.reserveCapacity(count) }

  package mutating func number(service: Label?) -> UInt32 {
    service.map { UInt32(services.number(of: $0) + 1) } ?? 0
  }

  package mutating func number(group: Label?) -> UInt32 {
    group.map { UInt32(groups.number(of: $0) + 1) } ?? 0
  }

  package mutating func number(terms stated: Terms) -> UInt32 {
    UInt32(terms.number(of: stated) + 1)
  }

  /// Notes are mostly different from row to row, so each gets a number unless it equals the last.
  package mutating func number(note: Label?) -> UInt32 {
    guard let note else { return 0 }
    if notes.last != note { notes.append(note) }
    return UInt32(notes.count)
  }

  /// - Parameters: the numbers of what the row states.
  package mutating func append(
    service: UInt32, group: UInt32, address: WrittenAddress?, terms: UInt32, note: UInt32,
    line: Int?
  ) {
    append(service, group, address, terms, note, Endpoint.number(line))
  }

  /// - Parameters: the numbers of what the row states.
  package mutating func append(
    service: UInt32, group: UInt32, block: CIDRBlock, terms: UInt32, note: UInt32, line: Int
  ) {
    append(service, group, PackedAddress(block), false, terms, note, Endpoint.number(line))
  }

  package mutating func append(_ endpoint: Endpoint) {
    append(
      number(service: endpoint.serviceLabel), number(group: endpoint.groupLabel),
      endpoint.written, number(terms: endpoint.terms), number(note: endpoint.noteLabel),
      endpoint.lineNumber)
  }

  private mutating func append(
    _ service: UInt32, _ group: UInt32, _ written: WrittenAddress?, _ terms: UInt32,
    _ note: UInt32, _ line: UInt32
  ) {
    let address: PackedAddress =
      switch written?.address {
      case nil: .none
      case .block(let block)?: PackedAddress(block)
      case let other?: PackedAddress(other: UInt32(others.number(of: other) + 1))
      }
    append(service, group, address, written?.isBlockAsRange ?? false, terms, note, line)
  }

  private mutating func append(
    _ service: UInt32, _ group: UInt32, _ address: PackedAddress, _ isBlockAsRange: Bool,
    _ terms: UInt32, _ note: UInt32, _ line: UInt32
  ) {
    rows.append(
      EndpointRow(
        address: address, isBlockAsRange: isBlockAsRange, service: service, group: group,
        terms: terms, note: note, line: line))
  }

  /// The rows so far. The builder is empty afterwards, which leaves the only reference to the rows
  /// to the caller.
  package mutating func finish() -> Endpoints {
    let vocabulary = Vocabulary(
      services: Column(services.all), groups: Column(groups.all), terms: Column(terms.all),
      others: Column(others.all), notes: notes)
    var done: [EndpointRow] = []
    swap(&done, &rows)
    self = EndpointsBuilder()
    return Endpoints(rows: done[...], vocabulary)
  }
}
