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
}
