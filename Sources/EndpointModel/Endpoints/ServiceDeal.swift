/// Sorts endpoints that come in the order of their addresses, as they are stored: dealt out
/// to their services and groups they are in their own order, without being compared.
enum ServiceDeal {
  /// More services and groups than this are not worth it.
  private static let pileLimit = 1 << 20

  /// Ascending, the first of equal endpoints; nil where they do not come so.
  static func sorted(_ endpoints: [Endpoint]) -> [Endpoint]? {
    let isByAddress = zip(endpoints, endpoints.dropFirst()).allSatisfy(AddressOrder.isAscending)
    guard isByAddress else { return nil }
    let services = EndpointOrder.Ranks(endpoints, \.serviceLabel)
    let groups = EndpointOrder.Ranks(endpoints, \.groupLabel)
    let pileCount = services.count * groups.count
    guard pileCount <= pileLimit else { return nil }
    func pile(of endpoint: Endpoint) -> Int {
      Int(services.rank(of: endpoint.serviceLabel)) * groups.count
        + Int(groups.rank(of: endpoint.groupLabel))
    }
    /// Where in the sorted endpoints the next one of each pile comes.
    var places = Array(repeating: 0, count: pileCount)
    for endpoint in endpoints { places[pile(of: endpoint)] += 1 }
    var sum = 0
    for pile in places.indices { (places[pile], sum) = (sum, sum + places[pile]) }
    var dealt = endpoints
    for endpoint in endpoints {
      let pile = pile(of: endpoint)
      dealt[places[pile]] = endpoint
      places[pile] += 1
    }
    sortAlike(&dealt)
    return dealt
  }

  /// Puts those of one service, group and address in order, and leaves the first of equal ones.
  private static func sortAlike(_ endpoints: inout [Endpoint]) {
    var hasEqual = false
    var start = 0
    while start < endpoints.count {
      var end = start + 1
      while end < endpoints.count, endpoints[end].isAlike(endpoints[start]) { end += 1 }
      if end - start > 1 {
        endpoints[start..<end].sort()
        hasEqual = hasEqual || (start + 1..<end).contains { endpoints[$0] == endpoints[$0 - 1] }
      }
      start = end
    }
    if !hasEqual { return }
    var last: Endpoint?
    endpoints.removeAll { endpoint in
      defer { last = endpoint }
      return endpoint == last
    }
  }
}

extension Endpoint {
  /// Whether another one has the same service, group and address.
  fileprivate func isAlike(_ other: Endpoint) -> Bool {
    packedAddress == other.packedAddress && serviceLabel == other.serviceLabel
      && groupLabel == other.groupLabel
  }
}
