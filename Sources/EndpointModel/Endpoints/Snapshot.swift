/// The endpoint table of a deployment at one revision: a sorted set of endpoints.
public struct Snapshot: Sendable {
  /// Ascending, no two equal.
  public let endpoints: [Endpoint]
  private let memo = Memo()

  /// What is asked of one snapshot more than once; copies share it.
  private final class Memo: Sendable {
    let addresses = Once<DistinctAddresses>()
    let terms = Once<[Terms]>()
  }

  /// Sorts, and keeps the first of equal endpoints.
  public init(_ endpoints: some Sequence<Endpoint>) {
    let all = Array(endpoints)
    // What is a part of another snapshot comes sorted.
    let isSorted = zip(all, all.dropFirst()).allSatisfy { $0 < $1 }
    if isSorted {
      self.endpoints = all
    } else {
      let sorted =
        ServiceBuckets.sorted(all) ?? EndpointOrder(all).positions.map { all[Int($0)] }
      self.endpoints = sorted.withoutRepeats
    }
  }

  private init(sorted endpoints: [Endpoint]) { self.endpoints = endpoints }

  /// Endpoints as an inventory has them, by address where they are many: which addresses they
  /// name is found at once then, before they are put in order.
  public init(stored endpoints: [Endpoint]) {
    let addresses = DistinctAddresses(of: endpoints)
    self.init(endpoints)
    _ = memo.addresses.value { addresses }
  }

  /// Endpoints of which no two are equal, as a snapshot, and the place in it of each.
  ///
  /// They are moved within their array, which takes no second one where nobody else
  /// holds it.
  public static func sorting(
    _ endpoints: consuming [Endpoint], _ order: EndpointOrder
  ) -> (snapshot: Snapshot, places: [UInt32]) {
    var places = order.positions
    for (place, position) in order.positions.enumerated() {
      places[Int(position)] = UInt32(place)
    }
    var isPlaced = Array(repeating: false, count: endpoints.count)
    for start in endpoints.indices where !isPlaced[start] {
      let first = endpoints[start]
      var place = start
      while true {
        isPlaced[place] = true
        let next = Int(order.positions[place])
        if next == start { break }
        endpoints[place] = endpoints[next]
        place = next
      }
      endpoints[place] = first
    }
    return (Snapshot(sorted: endpoints), places)
  }

  public var isEmpty: Bool { endpoints.isEmpty }

  /// The addresses that its endpoints name.
  public var addresses: DistinctAddresses {
    memo.addresses.value { DistinctAddresses(of: endpoints) }
  }

  /// Each of the terms once.
  var distinctTerms: [Terms] {
    memo.terms.value {
      var known = InternedNumbers()
      return endpoints.lazy.map(\.terms).filter { known.insert($0.number) }
    }
  }

  /// Of the addresses of some endpoints, those that no endpoint here names, ascending.
  public func missing(addressesOf endpoints: [Endpoint]) -> [EndpointAddress] {
    var missing = Set(endpoints.lazy.map(\.packedAddress).filter(\.isStated))
    if missing.isEmpty { return [] }
    // Most of a long table is told from a few bits.
    var mayBeMissing = Array(repeating: false, count: 1 << 20)
    for address in missing { mayBeMissing[address.mixedBits] = true }
    for endpoint in self.endpoints where mayBeMissing[endpoint.packedAddress.mixedBits] {
      missing.remove(endpoint.packedAddress)
    }
    return missing.sorted().compactMap(\.address)
  }
}

extension Snapshot: Hashable {
  public static func == (a: Snapshot, b: Snapshot) -> Bool {
    a.memo === b.memo || a.endpoints == b.endpoints
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(endpoints) }
}
