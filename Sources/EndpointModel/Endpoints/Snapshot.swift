/// The endpoint table of a deployment at one revision: a sorted set of endpoints.
public struct Snapshot: Hashable, Sendable {
  /// Ascending, no two equal.
  public let endpoints: [Endpoint]

  /// Sorts, and keeps the first of equal endpoints.
  public init(_ endpoints: some Sequence<Endpoint>) {
    // A stable order of equal endpoints decides which line is kept.
    let sorted = endpoints.enumerated().sorted {
      $0.element < $1.element || ($0.element == $1.element && $0.offset < $1.offset)
    }
    var unique: [Endpoint] = []
    unique.reserveCapacity(sorted.count)
    for (_, endpoint) in sorted where unique.last != endpoint { unique.append(endpoint) }
    self.endpoints = unique
  }

  public var isEmpty: Bool { endpoints.isEmpty }
}
