/// Endpoints in the order of their addresses.
public enum AddressOrder {
  /// Those without an address first, then IPv4, IPv6 and names; of addresses that begin
  /// alike the longer first; of one address in their given order.
  public static func sorted(_ endpoints: [Endpoint]) -> [Endpoint] {
    positions(of: endpoints).map { endpoints[Int($0)] }
  }

  static func positions(of endpoints: [Endpoint]) -> [UInt32] {
    RadixOrder.positions(
      of: endpoints,
      key: { UInt64($0.packedAddress.rank) << 62 | $0.packedAddress.leading.upper >> 2 },
      isBefore: { $0.packedAddress < $1.packedAddress })
  }
}

extension AddressSet {
  /// The addresses of all endpoints; all there are where one's address is any.
  public init(of endpoints: [Endpoint]) {
    let any = PackedAddress(.any)
    if endpoints.contains(where: { $0.packedAddress == any }) {
      self.init(sorted: IPFamily.allCases.map { AddressRange.all($0) })
    } else {
      self.init(
        sorted: AddressOrder.positions(of: endpoints).lazy.compactMap { endpoints[Int($0)].range })
    }
  }
}
