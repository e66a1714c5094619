/// Ports that are not assigned to anybody.
public enum FreePorts {
  /// The lowest run of free ports, or nil if there is none.
  ///
  /// - Parameters:
  ///   - count: how many consecutive ports are wanted, at least 1.
  ///   - bounds: where to look.
  ///   - taken: the ports in use, in any order; they may overlap.
  public static func first(
    _ count: Int, within bounds: PortRange, taken: some Sequence<PortRange>
  ) -> PortRange? {
    var start = Int(bounds.low)
    for range in taken.sorted() {
      if Int(range.high) < start { continue }
      if Int(range.low) - start >= count { break }
      start = Int(range.high) + 1
    }
    let end = start + count - 1
    guard count > 0, end <= Int(bounds.high) else { return nil }
    return PortRange(UInt16(start), UInt16(end))
  }

  /// Every run of free ports of at least so many, each as long as it goes, ascending.
  ///
  /// ```swift
  /// FreePorts.all(atLeast: 64, within: PortRange("4201-4500")!, taken: [PortRange("4301-4364")!])
  /// // 4201-4300, 4365-4500
  /// ```
  public static func all(
    atLeast count: Int, within bounds: PortRange, taken: some Sequence<PortRange>
  ) -> [PortRange] {
    var free: [PortRange] = []
    var start = Int(bounds.low)
    func add(upTo end: Int) {
      if end - start + 1 >= max(1, count), let range = PortRange(UInt16(start), UInt16(end)) {
        free.append(range)
      }
    }
    for range in taken.sorted() where range.high >= bounds.low && range.low <= bounds.high {
      if Int(range.low) > start { add(upTo: Int(range.low) - 1) }
      start = max(start, Int(range.high) + 1)
    }
    if start <= Int(bounds.high) { add(upTo: Int(bounds.high)) }
    return free
  }
}
