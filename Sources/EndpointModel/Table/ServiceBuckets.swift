/// Sorts endpoints that are in the order of their addresses, as stored IP blocks are: once they are
/// in a bucket for each service and group, they are sorted without having been compared.
enum ServiceBuckets {
  /// Ascending; equal ones keep their order. Nil if the endpoints are not in the order of their
  /// addresses, or would need too many buckets.
  static func sorted(_ endpoints: Endpoints) -> Endpoints? {
    let rows = endpoints.rows
    let ranks = RowRanks(endpoints.vocabulary)
    let isByAddress = zip(rows, rows.dropFirst()).allSatisfy {
      ranks.addressOrder($0, $1, of: ranks) != .after
    }
    guard isByAddress else { return nil }
    let services = endpoints.vocabulary.services.ranks
    let groups = endpoints.vocabulary.groups.ranks
    let (bucketCount, isTooMany) = services.count.multipliedReportingOverflow(by: groups.count)
    // More buckets than endpoints would take longer than comparing.
    guard !isTooMany, bucketCount <= max(1_000, endpoints.count) else { return nil }
    func bucket(of row: EndpointRow) -> Int {
      Int(services[Int(row.service)]) * groups.count + Int(groups[Int(row.group)])
    }
    /// The index in `sorted` of the next endpoint of each bucket.
    var places = Array(repeating: 0, count: bucketCount)
    for row in rows { places[bucket(of: row)] += 1 }
    var sum = 0
    for bucket in places.indices { (places[bucket], sum) = (sum, sum + places[bucket]) }
    var sorted = Array(rows)
    for row in rows {
      let bucket = bucket(of: row)
      sorted[places[bucket]] = row
      places[bucket] += 1
    }
    sortAlike(&sorted, ranks)
    return Endpoints(rows: sorted[...], endpoints.vocabulary)
  }

  /// Sorts those of one service, group and address; equal ones keep their order.
  private static func sortAlike(_ rows: inout [EndpointRow], _ ranks: RowRanks) {
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end].isAlike(rows[start]) { end += 1 }
      if end - start > 1 {
        rows[start..<end].sort { ranks.order($0, $1, of: ranks) == .before }
      }
      start = end
    }
  }
}

extension EndpointRow {
  /// Whether another one has the same service, group and address.
  fileprivate func isAlike(_ other: EndpointRow) -> Bool {
    isSameAddress(other) && service == other.service && group == other.group
  }
}
