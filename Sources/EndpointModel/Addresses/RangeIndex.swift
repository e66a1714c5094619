/// Values that each have a range of addresses, for asking which of them overlap another
/// range without going through all.
public struct RangeIndex<Value: Sendable>: Sendable {
  private var entries: [(range: AddressRange, value: Value)]
  /// For each entry the highest last address up to it; ascending.
  private var reach: [IPAddress] = []

  public init(_ values: [(range: AddressRange, value: Value)]) {
    entries = values.sorted { $0.range < $1.range }
    reach.reserveCapacity(entries.count)
    for entry in entries {
      reach.append(reach.last.map { max($0, entry.range.last) } ?? entry.range.last)
    }
  }

  /// The values whose ranges overlap the given one, by their first addresses.
  public func overlapping(_ range: AddressRange) -> [Value] {
    var out: [Value] = []
    var i = reach.partitionIndex { $0 >= range.first }
    while i < entries.count, entries[i].range.first <= range.last {
      if entries[i].range.overlaps(range) { out.append(entries[i].value) }
      i += 1
    }
    return out
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils the condition, in a collection in which all
  /// such elements come last; the end where there is none.
  package func partitionIndex(where condition: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
