/// The endpoint table of a deployment at one revision: a sorted set of endpoints.
///
/// ```swift
/// let web = Endpoint(service: "Web", address: EndpointAddress("192.0.2.1"), ports: Ports("443"))
/// let mail = Endpoint(service: "Mail", address: EndpointAddress("192.0.2.2"), ports: Ports("25"))
/// Snapshot([web, mail, web]).endpoints.compactMap(\.service)  // ["Mail", "Web"]
/// ```
public struct Snapshot: Sendable {
  /// Ascending, no two equal.
  public let endpoints: Endpoints
  private let memo = Memo()

  /// What is requested of a snapshot more than once; copies share it.
  private final class Memo: Sendable {
    let addresses = Once<DistinctAddresses>()
    let terms = Once<[Terms]>()
  }

  /// Sorts, and keeps the first of equal endpoints.
  public init(_ endpoints: some Sequence<Endpoint>) {
    let all = Endpoints(endpoints)
    let ranks = RowRanks(all.vocabulary)
    // A part of another snapshot is sorted already.
    let isSorted = zip(all.rows, all.rows.dropFirst()).allSatisfy {
      ranks.order($0, $1, of: ranks) == .before
    }
    if isSorted {
      self.endpoints = all
    } else {
      let sorted = ServiceBuckets.sorted(all) ?? all.picked(EndpointOrder(all).positions)
      self.endpoints = sorted.withoutRepeats
    }
  }

  private init(sorted endpoints: Endpoints) { self.endpoints = endpoints }

  /// Takes endpoints as an inventory stores them, by address if there are many: the addresses they
  /// name are then found quickly, before sorting.
  public init(stored endpoints: Endpoints) {
    let addresses = DistinctAddresses(of: endpoints)
    self.init(endpoints)
    _ = memo.addresses.value { addresses }
  }

  /// Sorts endpoints, no two of which are equal, into a snapshot; also returns the
  /// index in it of each.
  ///
  /// They are moved within their table, which takes no second one if the caller keeps no
  /// other reference to it.
  package static func sorting(
    _ endpoints: consuming Endpoints, _ order: EndpointOrder
  ) -> (snapshot: Snapshot, places: [UInt32]) {
    var places = order.positions
    for (place, position) in order.positions.enumerated() {
      places[Int(position)] = UInt32(place)
    }
    let base = endpoints.startIndex
    var isPlaced = Array(repeating: false, count: endpoints.count)
    for start in isPlaced.indices where !isPlaced[start] {
      let first = endpoints.rows[base + start]
      var place = start
      while true {
        isPlaced[place] = true
        let next = Int(order.positions[place])
        if next == start { break }
        endpoints.rows[base + place] = endpoints.rows[base + next]
        place = next
      }
      endpoints.rows[base + place] = first
    }
    return (Snapshot(sorted: endpoints), places)
  }

  public var isEmpty: Bool { endpoints.isEmpty }

  /// The addresses that its endpoints name.
  public var addresses: DistinctAddresses {
    memo.addresses.value { DistinctAddresses(of: endpoints) }
  }

  /// The distinct terms of its endpoints.
  package var distinctTerms: [Terms] { memo.terms.value { endpoints.distinctTerms } }

  /// The addresses of the given endpoints that no endpoint here names, ascending.
  public func missing(addressesOf endpoints: Endpoints) -> [EndpointAddress] {
    var blocks = Set(endpoints.rows.lazy.map(\.address).filter(\.isBlock))
    let names = Set(endpoints.distinctOthers).subtracting(self.endpoints.distinctOthers)
    if !blocks.isEmpty {
      // A few bits rule out most of a long table.
      var mayBeMissing = Array(repeating: false, count: 1 << 20)
      for address in blocks { mayBeMissing[address.mixedBits] = true }
      for row in self.endpoints.rows
      where row.address.isBlock && mayBeMissing[row.address.mixedBits] {
        blocks.remove(row.address)
      }
    }
    return (blocks.compactMap { $0.block.map { .block($0) } } + names).sorted()
  }
}

extension Endpoints {
  /// The different addresses that are not blocks.
  fileprivate var distinctOthers: [EndpointAddress] {
    if vocabulary.others.values.isEmpty { return [] }
    var known = NumberSet(below: vocabulary.others.values.count + 1)
    var out: [EndpointAddress] = []
    for row in rows where row.address.other != 0 && known.insert(row.address.other) {
      if let address = vocabulary.others[row.address.other] { out.append(address) }
    }
    return out
  }

  /// Of equal endpoints that follow each other only the first.
  fileprivate var withoutRepeats: Endpoints {
    if zip(rows, rows.dropFirst()).allSatisfy({ !$0.isEqual($1) }) { return self }
    var out: [EndpointRow] = []
    out.reserveCapacity(rows.count)
    for row in rows where !(out.last?.isEqual(row) ?? false) { out.append(row) }
    return Endpoints(rows: out[...], vocabulary)
  }
}

extension Snapshot: Hashable {
  public static func == (a: Snapshot, b: Snapshot) -> Bool {
    a.memo === b.memo || a.endpoints == b.endpoints
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(endpoints) }
}
