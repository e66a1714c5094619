/// The endpoint table of a deployment at one revision: a sorted set of endpoints.
public struct Snapshot: Hashable, Sendable {
  /// Ascending, no two equal.
  public let endpoints: [Endpoint]

  /// Sorts, and keeps the first of equal endpoints.
  public init(_ endpoints: some Sequence<Endpoint>) {
    let all = Array(endpoints)
    // What is a part of another snapshot comes sorted.
    let isSorted = zip(all, all.dropFirst()).allSatisfy { $0 < $1 }
    self.endpoints = isSorted ? all : Self.sorted(all, EndpointOrder(all))
  }

  /// As above, for endpoints whose order is known.
  public init(_ all: [Endpoint], in order: EndpointOrder) {
    endpoints = Self.sorted(all, order)
  }

  private static func sorted(_ all: [Endpoint], _ order: EndpointOrder) -> [Endpoint] {
    var unique: [Endpoint] = []
    unique.reserveCapacity(all.count)
    for position in order.positions where unique.last != all[Int(position)] {
      unique.append(all[Int(position)])
    }
    return unique
  }

  public var isEmpty: Bool { endpoints.isEmpty }

  /// Of the addresses of some endpoints, those that no endpoint here names, ascending.
  public func missing(addressesOf endpoints: [Endpoint]) -> [EndpointAddress] {
    var missing = Set(endpoints.lazy.map(\.packedAddress).filter(\.isStated))
    if !missing.isEmpty {
      for endpoint in self.endpoints { missing.remove(endpoint.packedAddress) }
    }
    return missing.sorted().compactMap(\.address)
  }
}
