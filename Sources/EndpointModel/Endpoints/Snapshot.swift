/// The endpoint table of a deployment at one revision: a sorted set of endpoints.
public struct Snapshot: Hashable, Sendable {
  /// Ascending, no two equal.
  public let endpoints: [Endpoint]

  /// Sorts, and keeps the first of equal endpoints.
  public init(_ endpoints: some Sequence<Endpoint>) {
    let all = Array(endpoints)
    self.init(all, in: EndpointOrder(all))
  }

  /// As above, for endpoints whose order is known.
  public init(_ all: [Endpoint], in order: EndpointOrder) {
    var unique: [Endpoint] = []
    unique.reserveCapacity(all.count)
    for position in order.positions where unique.last != all[position] {
      unique.append(all[position])
    }
    endpoints = unique
  }

  public var isEmpty: Bool { endpoints.isEmpty }
}
