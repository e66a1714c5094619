import EndpointModel

extension Gathered {
  /// The ports that some of the batches contain.
  struct PlacedPorts {
    /// Disjoint, ascending, and no two adjacent.
    private let placed: [ClosedRange<UInt16>]

    /// - Parameter transport: the protocol that they have to be for; nil for any.
    init(of batches: some Sequence<Batch>, for transport: IPProtocol? = nil) {
      self.init(of: batches.lazy.flatMap(\.endpoints), for: transport)
    }

    init(of endpoints: some Sequence<Endpoint>, for transport: IPProtocol? = nil) {
      // The rows of a document say few different ports.
      var sets: Set<PortSet> = []
      for endpoint in endpoints {
        let isOther = transport.map { !(endpoint.transport ?? .any).covers($0) } ?? false
        if !isOther, case .numbers(let set)? = endpoint.ports { sets.insert(set) }
      }
      placed = PortSet(sets.flatMap(\.ranges))?.ranges ?? []
    }

    /// Whether all ports of a range are placed, not only its ends.
    private func holds(_ range: ClosedRange<UInt16>) -> Bool {
      let place = placed.partitionIndex { $0.upperBound >= range.lowerBound }
      return place < placed.count && placed[place].lowerBound <= range.lowerBound
        && range.upperBound <= placed[place].upperBound
    }

    func holds(_ set: PortSet) -> Bool { set.ranges.allSatisfy { holds($0) } }
  }
}

extension IPProtocol {
  /// Whether what it is said of holds for another, too.
  fileprivate func covers(_ other: IPProtocol) -> Bool {
    self == other || self == .any || self == .tcpAndUDP && (other == .tcp || other == .udp)
  }
}
