/// A set of IP addresses of both families, held as the fewest ranges.
///
/// Two sets are equal if they hold the same addresses, however they were built.
///
/// ```swift
/// let set = AddressSet([CIDRBlock("192.0.2.0/25")!, CIDRBlock("192.0.2.128/25")!])
/// set.description  // "192.0.2.0/24"
/// set.contains(IPAddress("192.0.2.200")!)  // true
/// ```
public struct AddressSet: Hashable, Sendable {
  /// Ascending, disjoint, and no two adjacent.
  public private(set) var ranges: [AddressRange]

  public init() { ranges = [] }

  /// The union of the ranges, in any order, overlapping or not.
  ///
  /// - Complexity: O(n log n); O(n) if they are sorted.
  public init(_ ranges: some Sequence<AddressRange>) {
    var sorted = Array(ranges)
    if !zip(sorted, sorted.dropFirst()).allSatisfy({ $0 <= $1 }) { sorted.sort() }
    self.init(sorted: sorted)
  }

  /// The union of ranges in ascending order.
  init(sorted: some Sequence<AddressRange>) {
    ranges = []
    ranges.reserveCapacity(sorted.underestimatedCount)
    for range in sorted { append(range) }
  }

  public init(_ blocks: some Sequence<CIDRBlock>) {
    self.init(blocks.lazy.map { AddressRange($0) })
  }

  public var isEmpty: Bool { ranges.isEmpty }

  /// - Complexity: O(log n)
  public func contains(_ address: IPAddress) -> Bool {
    overlaps(AddressRange(address, address)!)
  }

  /// Whether it holds all addresses of a range.
  ///
  /// - Complexity: O(log n)
  public func contains(_ range: AddressRange) -> Bool {
    // No two ranges are adjacent, so a range that is held whole lies within one of them.
    firstRange(reaching: range.first).map { $0.contains(range) } ?? false
  }

  /// Whether it holds any address of a range.
  ///
  /// - Complexity: O(log n)
  public func overlaps(_ range: AddressRange) -> Bool {
    firstRange(reaching: range.first).map { $0.first <= range.last } ?? false
  }

  /// The first range that does not end before an address.
  func firstRange(reaching address: IPAddress) -> AddressRange? {
    let place = ranges.partitionIndex { $0.last >= address }
    return place < ranges.count ? ranges[place] : nil
  }

  /// Adds a range that begins no earlier than those already there.
  private mutating func append(_ range: AddressRange) {
    guard let last = ranges.last, last.family == range.family,
      last.last.successor.map({ range.first <= $0 }) ?? true
    else {
      ranges.append(range)
      return
    }
    if range.last > last.last {
      ranges[ranges.count - 1] = AddressRange(
        unchecked: last.family, last.first.number, range.last.number)
    }
  }
}

extension AddressSet: CustomStringConvertible {
  public var description: String { cidrCover.map(\.description).joined(separator: " ") }
}
