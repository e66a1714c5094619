/// The ascending order of many endpoints, found by comparing numbers, as comparing names
/// again and again is slow.
package struct EndpointOrder: Sendable {
  /// The positions of the endpoints in ascending order; equal ones keep their order.
  package let positions: [UInt32]

  /// - Parameter byGroup: whether groups count; if not, endpoints of one service
  ///   and address are equal.
  package init(_ endpoints: Endpoints, byGroup: Bool = true) {
    let services = endpoints.vocabulary.services.ranks
    let groups = endpoints.vocabulary.groups.ranks
    let ranks = RowRanks(endpoints.vocabulary)
    let keys = AddressKeys(endpoints.vocabulary)
    // A key is the ranks of service, group and address, then as many of the address's first bits
    // as there is room for.
    let groupWidth = byGroup ? groups.width : 0
    let width = services.width + groupWidth + 2
    positions = RadixOrder.positions(
      of: endpoints.rows,
      key: { row in
        var head = UInt64(services[Int(row.service)])
        if byGroup { head = head << groupWidth | UInt64(groups[Int(row.group)]) }
        head = head << 2 | keys.rank(of: row.address)
        return head << (64 - width) | keys.leading(of: row.address) >> width
      },
      isBefore: {
        byGroup
          ? ranks.order($0, $1, of: ranks) == .before
          : ranks.addressOrder($0, $1, of: ranks) == .before
      })
  }

  private init(positions: [UInt32]) { self.positions = positions }

  /// The order of the endpoints that are left when some are taken out.
  ///
  /// - Parameter isTakenOut: for each position, whether its endpoint is taken out.
  package func without(_ isTakenOut: [Bool]) -> EndpointOrder {
    var places: [UInt32] = []
    places.reserveCapacity(isTakenOut.count)
    var place: UInt32 = 0
    for isOut in isTakenOut {
      places.append(place)
      if !isOut { place += 1 }
    }
    var left: [UInt32] = []
    left.reserveCapacity(Int(place))
    for position in positions where !isTakenOut[Int(position)] {
      left.append(places[Int(position)])
    }
    return EndpointOrder(positions: left)
  }
}

extension [UInt32] {
  /// How many bits a rank takes, where there is one for each element.
  fileprivate var width: UInt64 { UInt64(Int.bitWidth - (count - 1).leadingZeroBitCount) }
}
