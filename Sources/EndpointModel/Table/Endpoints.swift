/// Many endpoints, in rows that name what they share by its number: a row takes a quarter of the
/// room of an endpoint. An endpoint is made when it is asked for.
///
/// ```swift
/// let endpoints = Endpoints([web, mail])
/// endpoints.map(\.service)  // ["Web", "Mail"]
/// ```
///
/// Its parts and what is picked from it share its texts, which are kept as long as any of them.
public struct Endpoints: Sendable {
  package var rows: ArraySlice<EndpointRow>
  package let vocabulary: Vocabulary

  package init(rows: ArraySlice<EndpointRow>, _ vocabulary: Vocabulary) {
    self.rows = rows
    self.vocabulary = vocabulary
  }

  public init() { self.init(rows: [], .empty) }

  public init(_ endpoints: some Sequence<Endpoint>) {
    if let table = endpoints as? Endpoints {
      self = table
      return
    }
    var builder = EndpointsBuilder()
    builder.reserveCapacity(endpoints.underestimatedCount)
    for endpoint in endpoints { builder.append(endpoint) }
    self = builder.finish()
  }
}

extension Endpoints: RandomAccessCollection, ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Endpoint...) { self.init(elements) }

  public var startIndex: Int { rows.startIndex }
  public var endIndex: Int { rows.endIndex }

  public subscript(position: Int) -> Endpoint { vocabulary.endpoint(rows[position]) }

  public subscript(bounds: Range<Int>) -> Endpoints { Endpoints(rows: rows[bounds], vocabulary) }

  /// Those that meet the condition, in the same order.
  public func filter(_ isIncluded: (Endpoint) throws -> Bool) rethrows -> Endpoints {
    let rows = try rows.filter { try isIncluded(vocabulary.endpoint($0)) }
    return Endpoints(rows: rows[...], vocabulary)
  }
}

extension Endpoints: Hashable {
  public static func == (a: Endpoints, b: Endpoints) -> Bool {
    if a.count != b.count { return false }
    if a.vocabulary === b.vocabulary {
      return zip(a.rows, b.rows).allSatisfy { $0.isEqual($1) }
    }
    let (first, second) = RowRanks.joint(a.vocabulary, b.vocabulary)
    return zip(a.rows, b.rows).allSatisfy { first.order($0, $1, of: second) == .same }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for endpoint in self { hasher.combine(endpoint) }
  }

  public static func == (a: Endpoints, b: [Endpoint]) -> Bool { a.elementsEqual(b) }

  public static func == (a: [Endpoint], b: Endpoints) -> Bool { a.elementsEqual(b) }
}

extension Endpoints: CustomStringConvertible {
  public var description: String { Array(self).description }
}

extension Endpoints {
  /// Both together, those of the first before those of the second.
  public static func + (a: Endpoints, b: Endpoints) -> Endpoints {
    if b.isEmpty { return a }
    if a.isEmpty { return b }
    let joined = JoinedVocabulary(a.vocabulary, b.vocabulary, withNotes: true)
    var rows: [EndpointRow] = []
    rows.reserveCapacity(a.count + b.count)
    rows += a.rows
    if a.vocabulary === b.vocabulary {
      rows += b.rows
    } else {
      rows += b.rows.lazy.map { joined.translated($0) }
    }
    return Endpoints(rows: rows[...], joined.vocabulary)
  }

  /// The endpoints at the given positions, which are counted from 0.
  package func picked(_ positions: some Collection<UInt32>) -> Endpoints {
    var picked: [EndpointRow] = []
    picked.reserveCapacity(positions.count)
    for position in positions { picked.append(rows[rows.startIndex + Int(position)]) }
    return Endpoints(rows: picked[...], vocabulary)
  }

  /// Those for whose positions, counted from 0, the array holds true.
  package func picked(where isPicked: [Bool]) -> Endpoints {
    var picked: [EndpointRow] = []
    for (row, isPicked) in zip(rows, isPicked) where isPicked { picked.append(row) }
    return Endpoints(rows: picked[...], vocabulary)
  }

  /// Takes out those for whose positions, counted from 0, the array holds true.
  package mutating func takeOut(_ isTakenOut: [Bool]) {
    var kept = rows.startIndex
    for (place, isOut) in zip(rows.indices, isTakenOut) where !isOut {
      rows[kept] = rows[place]
      kept += 1
    }
    rows.removeLast(rows.endIndex - kept)
  }

  /// Without those that equal an endpoint of another table.
  func without(_ others: Endpoints) -> Endpoints {
    if others.isEmpty { return self }
    let (own, theirs) = RowRanks.joint(vocabulary, others.vocabulary)
    let gone = Set(others.rows.lazy.map { theirs.key($0) })
    return Endpoints(rows: rows.filter { !gone.contains(own.key($0)) }[...], vocabulary)
  }

  /// The endpoints of each service, in the order of their first ones.
  package var byService: [Endpoints] { grouped { UInt64($0.service) } }

  /// Those that have one group and terms, in the order of their first ones.
  package var byGroupAndTerms: [Endpoints] {
    grouped { UInt64($0.group) << 32 | UInt64($0.terms) }
  }

  private func grouped(by value: (EndpointRow) -> UInt64) -> [Endpoints] {
    var groups = KeyedLists<UInt64, EndpointRow>()
    for row in rows { groups.add(row, to: value(row)) }
    return groups.each.map { Endpoints(rows: $1[...], vocabulary) }
  }

  /// Their addresses as they were written, in the same order.
  package var writtenAddresses: Addresses { Addresses(endpoints: self) }

  /// A type of its own, which other modules can be compiled for.
  package struct Addresses: RandomAccessCollection {
    fileprivate let endpoints: Endpoints

    package var startIndex: Int { endpoints.startIndex }
    package var endIndex: Int { endpoints.endIndex }

    package subscript(position: Int) -> WrittenAddress? {
      endpoints.vocabulary.written(of: endpoints.rows[position])
    }
  }

  /// The addresses of those that are blocks or ranges, in the same order.
  package var ranges: [AddressRange] { rows.compactMap { vocabulary.range(of: $0) } }

  /// The different terms that they state.
  package var distinctTerms: [Terms] {
    var known = NumberSet(below: vocabulary.terms.values.count + 1)
    var out: [Terms] = []
    for row in rows where known.insert(row.terms) { out.append(vocabulary.terms(of: row)) }
    return out
  }

  /// A value for each of the terms of the vocabulary, by its number.
  func perTerms<Value>(_ none: Value, _ value: (Terms) -> Value) -> [Value] {
    [none] + vocabulary.terms.values.map(value)
  }

  /// The same endpoints with other terms.
  ///
  /// - Parameter change: the new terms for each that is stated.
  package func changingTerms(_ change: (Terms) -> Terms) -> Endpoints {
    var terms = NumberedKeys<Terms>()
    let numbers = perTerms(0) { UInt32(terms.number(of: change($0)) + 1) }
    if terms.all == vocabulary.terms.values { return self }
    let changed = Vocabulary(
      services: vocabulary.services, groups: vocabulary.groups, terms: Column(terms.all),
      others: vocabulary.others, notes: vocabulary.notes)
    let rows = rows.map { row in
      var row = row
      row.terms = numbers[Int(row.terms)]
      return row
    }
    return Endpoints(rows: rows[...], changed)
  }
}
