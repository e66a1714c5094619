/// The order of endpoints by address.
package enum AddressOrder {
  /// Endpoints without an address first, then IPv4, IPv6 and names. Of addresses that begin alike,
  /// the larger comes first; endpoints of one address keep their order.
  package static func sorted(_ endpoints: Endpoints) -> Endpoints {
    let keys = AddressKeys(endpoints.vocabulary)
    let ranks = RowRanks(endpoints.vocabulary)
    let positions = RadixOrder.positions(
      of: endpoints.rows,
      key: { keys.key(of: $0.address) },
      isBefore: { ranks.addressOrder($0, $1, of: ranks) == .before })
    return endpoints.picked(positions)
  }
}
