/// Sorts endpoints that are in the order of their addresses, as stored IP blocks are: once they are
/// in a bucket for each service and group, they are sorted without having been compared.
enum ServiceBuckets {
  /// Ascending; equal ones keep their order. Nil if the endpoints are not in the order of their
  /// addresses, or would need too many buckets.
  static func sorted(_ endpoints: [Endpoint]) -> [Endpoint]? {
    let isByAddress = zip(endpoints, endpoints.dropFirst()).allSatisfy(AddressOrder.isAscending)
    guard isByAddress else { return nil }
    let services = EndpointOrder.Ranks(endpoints, \.serviceLabel)
    let groups = EndpointOrder.Ranks(endpoints, \.groupLabel)
    let bucketCount = services.count * groups.count
    // More buckets than endpoints would take longer than comparing.
    guard bucketCount <= max(1_000, endpoints.count) else { return nil }
    func bucket(of endpoint: Endpoint) -> Int {
      Int(services.rank(of: endpoint.serviceLabel)) * groups.count
        + Int(groups.rank(of: endpoint.groupLabel))
    }
    /// The index in `sorted` of the next endpoint of each bucket.
    var places = Array(repeating: 0, count: bucketCount)
    for endpoint in endpoints { places[bucket(of: endpoint)] += 1 }
    var sum = 0
    for bucket in places.indices { (places[bucket], sum) = (sum, sum + places[bucket]) }
    var sorted = endpoints
    for endpoint in endpoints {
      let bucket = bucket(of: endpoint)
      sorted[places[bucket]] = endpoint
      places[bucket] += 1
    }
    sortAlike(&sorted)
    return sorted
  }

  /// Sorts those of one service, group and address; equal ones keep their order.
  private static func sortAlike(_ endpoints: inout [Endpoint]) {
    var start = 0
    while start < endpoints.count {
      var end = start + 1
      while end < endpoints.count, endpoints[end].isAlike(endpoints[start]) { end += 1 }
      if end - start > 1 { endpoints[start..<end].sort() }
      start = end
    }
  }
}

extension Endpoint {
  /// Whether another one has the same service, group and address.
  fileprivate func isAlike(_ other: Endpoint) -> Bool {
    isSameRow(as: other) && groupLabel == other.groupLabel
  }
}
