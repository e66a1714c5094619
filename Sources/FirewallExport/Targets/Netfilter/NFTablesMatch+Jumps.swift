import EndpointModel

/// Rules held against each other: those of a chain against the jumps to it, those that accept against
/// those that drop.
extension NFTablesMatch {
  /// Whether the same new connections fit both, where one has all conditions of the other.
  func isSame(as other: NFTablesMatch) -> Bool {
    transports == other.transports && ports == other.ports && sources == other.sources
      && destinations == other.destinations && direction == other.direction
      && interfaces.count == other.interfaces.count && isOfLoopback == other.isOfLoopback
      && isOfRewritten == other.isOfRewritten
      && family == other.family && icmpFamilies == other.icmpFamilies
  }

  /// - Parameter table: the family of the table; nil for both.
  func services(_ table: IPFamily?) -> [ReadTraffic] {
    transports.map { transport in
      let families = icmpFamilies.subtracting(
        table.map { table in
          IPFamily.allCases.filter { $0 != table }
        } ?? [])
      let isOfOne = transport.parts == [.icmp] && families.count == 1
      return ReadTraffic(transport, ports, family: isOfOne ? families.first : nil)
    }
  }

  /// Where it names no addresses, both ends are anybody's.
  func ends(_ table: IPFamily?) -> (source: ReadEnd, destination: ReadEnd) {
    // ICMP of one family has no other addresses.
    let isICMP = !transports.isEmpty && transports.allSatisfy { $0.parts == [.icmp] }
    let only = isICMP && icmpFamilies.count == 1 ? icmpFamilies.first : nil
    let anybody = ReadEnd.anybody(family ?? table ?? only)
    func end(_ ranges: [AddressRange]?) -> ReadEnd {
      ranges.map { .addresses($0.map { EndpointAddress($0) }) } ?? anybody
    }
    return (end(sources), end(destinations))
  }
}
