/// The addresses that a change set touches; nothing opens or closes elsewhere.
package struct ChangeNeighbourhood {
  private var addresses = AddressSet()
  /// How many first bits of an address are looked at: enough for as many values as there are
  /// ranges, as most changes touch a few addresses.
  private var bits = 0
  /// For each value of these bits, the index of the first range that may reach it.
  private var firstRange: [Int] = []
  private var names: Set<EndpointAddress> = []
  private var touchesUnstated = false
  private var touchesAll = false

  package init(_ changes: ChangeSet) {
    let touched = changes.removedOrChanged + changes.addedOrChanged
    addresses = AddressSet(of: touched.withRanges)
    indexRanges()
    for address in touched.distinctNames {
      switch address {
      case nil: touchesUnstated = true
      case .any?: touchesAll = true
      case .block?, .range?: break
      case let name?: names.insert(name)
      }
    }
  }

  private func bucket(_ address: IPAddress) -> Int {
    Int(address.leadingBits >> UInt64(64 - bits))
  }

  private mutating func indexRanges() {
    let count = addresses.ranges.count
    bits = min(16, Int.bitWidth - count.leadingZeroBitCount)
    firstRange.reserveCapacity(1 << bits + 1)
    for (i, range) in addresses.ranges.enumerated() {
      while firstRange.count <= bucket(range.last) { firstRange.append(i) }
    }
    while firstRange.count <= 1 << bits { firstRange.append(count) }
  }

  /// Like `AddressSet.overlaps`, for a million ranges: searches only the few that end in the
  /// stretch of address space where the given one begins.
  private func overlaps(_ range: AddressRange) -> Bool {
    let bucket = bucket(range.first)
    let ranges = addresses.ranges
    let place = ranges[firstRange[bucket]..<firstRange[bucket + 1]]
      .partitionIndex { $0.last >= range.first }
    return place < ranges.count && ranges[place].first <= range.last
  }

  package func part(of snapshot: Snapshot) -> Snapshot {
    touchesAll ? snapshot : Snapshot(endpoints(of: snapshot))
  }

  package func endpoints(of snapshot: Snapshot) -> Endpoints {
    let all = snapshot.endpoints
    if touchesAll { return all }
    let vocabulary = all.vocabulary
    let rows = all.rows.filter { row in
      if let range = vocabulary.range(of: row) { return overlaps(range) }
      return switch vocabulary.address(of: row) {
      case nil: touchesUnstated
      case .any?: true
      case let name?: names.contains(name)
      }
    }
    return Endpoints(rows: rows[...], vocabulary)
  }
}

extension Endpoints {
  /// Those whose address is a block or a range.
  fileprivate var withRanges: Endpoints {
    Endpoints(rows: rows.filter { vocabulary.range(of: $0) != nil }[...], vocabulary)
  }

  /// The different addresses that are neither blocks nor ranges; nil for rows without an address.
  fileprivate var distinctNames: [EndpointAddress?] {
    var known = NumberSet(below: vocabulary.others.values.count + 1)
    var out: [EndpointAddress?] = []
    for row in rows where !row.address.isBlock && known.insert(row.address.other) {
      out.append(vocabulary.others[row.address.other])
    }
    return out
  }
}
