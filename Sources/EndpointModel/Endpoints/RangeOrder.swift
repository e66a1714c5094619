/// The endpoints that have addresses in the order of these: by first address, of those
/// that begin alike the longer first.
public enum RangeOrder {
  /// Their positions; equal ranges in their given order.
  public static func positions(of endpoints: [Endpoint]) -> ArraySlice<UInt32> {
    let all = RadixOrder.positions(
      of: endpoints,
      key: { endpoint in
        let address = endpoint.packedAddress
        return UInt64(address.rank) << 62 | address.leading.upper >> 2
      },
      isBefore: { a, b in a.packedAddress.hasRange && a.packedAddress < b.packedAddress })
    // Those without addresses stand before and behind.
    let first = all.firstIndex { endpoints[Int($0)].packedAddress.hasRange } ?? all.endIndex
    return all[first...].prefix { endpoints[Int($0)].packedAddress.hasRange }
  }
}
