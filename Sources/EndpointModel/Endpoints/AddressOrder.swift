/// The order of endpoints by address.
public enum AddressOrder {
  /// Endpoints without an address first, then IPv4, IPv6 and names. Of addresses that begin alike,
  /// the larger comes first; endpoints of one address keep their order.
  public static func sorted(_ endpoints: [Endpoint]) -> [Endpoint] {
    let positions = RadixOrder.positions(
      of: endpoints,
      key: { UInt64($0.packedAddress.rank) << 62 | $0.packedAddress.leading.upper >> 2 },
      isBefore: { $0.packedAddress < $1.packedAddress })
    return positions.map { endpoints[Int($0)] }
  }

  /// Whether the second address equals the first or comes after it.
  static func isAscending(_ first: Endpoint, _ second: Endpoint) -> Bool {
    !(second.packedAddress < first.packedAddress)
  }

  /// Whether both have the same address, or none.
  public static func isSame(_ first: Endpoint, _ second: Endpoint) -> Bool {
    first.packedAddress == second.packedAddress
  }
}
