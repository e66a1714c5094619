/// Endpoints in the order of their addresses.
public enum AddressOrder {
  /// Those without an address first, then IPv4, IPv6 and names; of addresses that begin
  /// alike the longer first; of one address in their given order.
  public static func sorted(_ endpoints: [Endpoint]) -> [Endpoint] {
    let positions = RadixOrder.positions(
      of: endpoints,
      key: { UInt64($0.packedAddress.rank) << 62 | $0.packedAddress.leading.upper >> 2 },
      isBefore: { $0.packedAddress < $1.packedAddress })
    return positions.map { endpoints[Int($0)] }
  }

  /// Whether the second one's address is that of the first, or comes behind it.
  static func isAscending(_ first: Endpoint, _ second: Endpoint) -> Bool {
    !(second.packedAddress < first.packedAddress)
  }

  /// Whether both have the same address, or none.
  public static func isSame(_ first: Endpoint, _ second: Endpoint) -> Bool {
    first.packedAddress == second.packedAddress
  }
}
