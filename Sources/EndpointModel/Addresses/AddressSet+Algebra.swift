// Each operation walks both sets once: O(n + m), but for what a large set shares with a small one.

extension AddressSet {
  public func union(_ other: AddressSet) -> AddressSet {
    AddressSet(merged(ranges, other.ranges))
  }

  public func intersection(_ other: AddressSet) -> AddressSet {
    let (few, many) = ranges.count < other.ranges.count ? (self, other) : (other, self)
    if few.ranges.count * 16 < many.ranges.count {
      // O(n log m + what is shared)
      return AddressSet(sorted: few.ranges.flatMap { many.shared(with: $0) })
    }
    var common: [AddressRange] = []
    var i = 0
    var j = 0
    while i < ranges.count, j < other.ranges.count {
      let a = ranges[i]
      let b = other.ranges[j]
      if a.overlaps(b) {
        common.append(AddressRange(max(a.first, b.first), min(a.last, b.last))!)
      }
      if a.last < b.last { i += 1 } else { j += 1 }
    }
    return AddressSet(common)
  }

  /// - Complexity: O(log n) and what is shared.
  private func shared(with range: AddressRange) -> [AddressRange] {
    var out: [AddressRange] = []
    var place = ranges.partitionIndex { $0.last >= range.first }
    while place < ranges.count, ranges[place].first <= range.last {
      let own = ranges[place]
      out.append(AddressRange(max(own.first, range.first), min(own.last, range.last))!)
      place += 1
    }
    return out
  }

  public func subtracting(_ other: AddressSet) -> AddressSet {
    var rest: [AddressRange] = []
    var j = 0
    for range in ranges {
      while j < other.ranges.count, other.ranges[j].last < range.first { j += 1 }
      var next: IPAddress? = range.first
      var k = j
      while let first = next, k < other.ranges.count, other.ranges[k].first <= range.last {
        let hole = other.ranges[k]
        if first < hole.first { rest.append(AddressRange(first, hole.first.predecessor!)!) }
        next = hole.last < range.last ? hole.last.successor : nil
        k += 1
      }
      if let first = next { rest.append(AddressRange(first, range.last)!) }
    }
    return AddressSet(rest)
  }

  public func isSubset(of other: AddressSet) -> Bool { subtracting(other).isEmpty }

  private func merged(_ a: [AddressRange], _ b: [AddressRange]) -> [AddressRange] {
    var out: [AddressRange] = []
    out.reserveCapacity(a.count + b.count)
    var i = 0
    var j = 0
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i] <= b[j]) {
        out.append(a[i])
        i += 1
      } else {
        out.append(b[j])
        j += 1
      }
    }
    return out
  }
}
