/// Values with an address range each, indexed to find those that overlap another range without
/// going through all of them.
public struct RangeIndex<Value: Sendable>: Sendable {
  private var entries: [(range: AddressRange, value: Value)]
  /// For each entry, the highest last address of the entries up to it; ascending.
  private var reach: [IPAddress] = []

  public init(_ values: [(range: AddressRange, value: Value)]) {
    entries = values.sorted { $0.range < $1.range }
    reach.reserveCapacity(entries.count)
    for entry in entries {
      reach.append(reach.last.map { max($0, entry.range.last) } ?? entry.range.last)
    }
  }

  /// The values whose ranges overlap the given one, ordered by their ranges.
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
  /// The first index whose element meets the condition, or the end index if there is none. All
  /// elements that meet it must come last.
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
