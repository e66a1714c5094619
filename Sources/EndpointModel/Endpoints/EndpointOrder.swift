/// The ascending order of many endpoints, found by comparing numbers, as comparing names
/// again and again is slow.
public struct EndpointOrder: Sendable {
  /// The positions of the endpoints in ascending order; equal ones keep their order.
  public let positions: [UInt32]

  /// - Parameter byGroup: whether groups count; if not, endpoints of one service
  ///   and address are equal.
  public init(_ endpoints: [Endpoint], byGroup: Bool = true) {
    let services = Ranks(endpoints, \.serviceLabel)
    let groups = Ranks(byGroup ? endpoints : [], \.groupLabel)
    // A key is the ranks of service, group and address, then as many of the address's first bits
    // as there is room for.
    let width = UInt64(services.width + (byGroup ? groups.width : 0) + 2)
    positions = RadixOrder.positions(
      of: endpoints,
      key: { endpoint in
        var head = services.rank(of: endpoint.serviceLabel)
        if byGroup {
          head = head << UInt64(groups.width) | groups.rank(of: endpoint.groupLabel)
        }
        head = head << 2 | UInt64(endpoint.packedAddress.rank)
        return head << (64 - width) | endpoint.packedAddress.leading.upper >> width
      }, isBefore: { byGroup ? $0 < $1 : $0.packedAddress < $1.packedAddress })
  }

  private init(positions: [UInt32]) { self.positions = positions }

  /// The order of the endpoints that are left when some are taken out.
  ///
  /// - Parameter isTakenOut: for each position, whether its endpoint is taken out.
  public func without(_ isTakenOut: [Bool]) -> EndpointOrder {
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

  /// The ranks of labels in the order of their texts.
  struct Ranks {
    private var ranks: [UInt32]
    /// One more than there are labels: rank 0 is for none.
    let count: Int

    init(_ endpoints: [Endpoint], _ label: (Endpoint) -> Label?) {
      var known = InternedNumbers()
      var labels: [Label] = []
      var last: Label?
      for endpoint in endpoints {
        // Rows of one service are often consecutive.
        guard let label = label(endpoint), label != last else { continue }
        last = label
        if known.insert(label.number) { labels.append(label) }
      }
      ranks = Array(repeating: 0, count: known.isMember.count)
      for (i, label) in labels.sorted().enumerated() {
        ranks[Int(label.number)] = UInt32(i + 1)
      }
      count = labels.count + 1
    }

    /// How many bits a rank takes.
    var width: Int { Int.bitWidth - (count - 1).leadingZeroBitCount }

    func rank(of label: Label?) -> UInt64 { label.map { UInt64(ranks[Int($0.number)]) } ?? 0 }
  }
}
