/// Endpoints in the order of their addresses.
public enum AddressOrder {
  /// Those without an address first, then IPv4, IPv6 and names; of addresses that begin
  /// alike the longer first; of one address in their given order.
  public static func sorted(_ endpoints: [Endpoint]) -> [Endpoint] {
    sorted(endpoints) { $0 }
  }

  /// What has an endpoint, in the order of that.
  public static func sorted<Element>(
    _ elements: [Element], by endpoint: (Element) -> Endpoint
  ) -> [Element] {
    let positions = RadixOrder.positions(
      of: elements,
      key: {
        let address = endpoint($0).packedAddress
        return UInt64(address.rank) << 62 | address.leading.upper >> 2
      },
      isBefore: { endpoint($0).packedAddress < endpoint($1).packedAddress })
    return positions.map { elements[Int($0)] }
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
