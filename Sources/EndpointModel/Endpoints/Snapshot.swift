/// The endpoint table of a deployment at one revision: a sorted set of endpoints.
///
/// ```swift
/// let web = Endpoint(service: "Web", address: EndpointAddress("192.0.2.1"), ports: Ports("443"))
/// let mail = Endpoint(service: "Mail", address: EndpointAddress("192.0.2.2"), ports: Ports("25"))
/// Snapshot([web, mail, web]).endpoints.compactMap(\.service)  // ["Mail", "Web"]
/// ```
public struct Snapshot: Sendable {
  /// Ascending, no two equal.
  public let endpoints: [Endpoint]
  private let memo = Memo()

  /// What is requested of a snapshot more than once; copies share it.
  private final class Memo: Sendable {
    let addresses = Once<DistinctAddresses>()
    let terms = Once<[Terms]>()
  }

  /// Sorts, and keeps the first of equal endpoints.
  public init(_ endpoints: some Sequence<Endpoint>) {
    let all = Array(endpoints)
    // A part of another snapshot is sorted already.
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

  /// Takes endpoints as an inventory stores them, by address if there are many: the addresses they
  /// name are then found quickly, before sorting.
  public init(stored endpoints: [Endpoint]) {
    let addresses = DistinctAddresses(of: endpoints)
    self.init(endpoints)
    _ = memo.addresses.value { addresses }
  }

  /// Sorts endpoints, no two of which are equal, into a snapshot; also returns the
  /// index in it of each.
  ///
  /// They are moved within their array, which takes no second one if the caller keeps no
  /// other reference to it.
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

  /// The distinct terms of its endpoints.
  var distinctTerms: [Terms] {
    memo.terms.value {
      var known = InternedNumbers()
      return endpoints.lazy.map(\.terms).filter { known.insert($0.number) }
    }
  }

  /// The addresses of the given endpoints that no endpoint here names, ascending.
  public func missing(addressesOf endpoints: [Endpoint]) -> [EndpointAddress] {
    var missing = Set(endpoints.lazy.map(\.packedAddress).filter(\.isStated))
    if missing.isEmpty { return [] }
    // A few bits rule out most of a long table.
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
