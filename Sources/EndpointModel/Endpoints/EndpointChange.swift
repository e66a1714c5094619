/// One endpoint changed in place: the same service and address, with different ports,
/// protocol, group or direction.
public struct EndpointChange: Hashable, Sendable {
  public let before: Endpoint
  public let after: Endpoint

  public init(before: Endpoint, after: Endpoint) {
    self.before = before
    self.after = after
  }

  /// What can differ between `before` and `after`, by its name in JSON.
  public enum Field: String, CaseIterable, Sendable {
    case direction, examplePorts, group, portRole, ports
    case transport = "protocol"
  }

  /// The fields that differ, by name.
  public var fields: [Field] {
    Field.allCases.filter { field in
      switch field {
      case .direction: before.direction != after.direction
      case .examplePorts: before.examplePorts != after.examplePorts
      case .group: before.group != after.group
      case .portRole: before.portRole != after.portRole
      case .ports: before.ports != after.ports
      case .transport: before.transport != after.transport
      }
    }
  }

  /// The changes in place, and what is left without them; all ascending.
  struct Pairs {
    let changed: EndpointChanges
    let removed: Endpoints
    let added: Endpoints
  }

  /// Pairs removed and added endpoints of one service and address. Those that have most
  /// in common are paired first, so that of several rows for one address the most similar
  /// are taken for the same.
  ///
  /// - Parameter ranks: those of the removed and of the added ones.
  static func pairs(
    removed: Endpoints, added: Endpoints, _ ranks: (RowRanks, RowRanks)
  ) -> Pairs {
    let places = removed.isEmpty || added.isEmpty ? [] : commonPlaces(removed, added, ranks)
    /// For each removed endpoint, the index of its partner in `added`.
    var partner: [UInt32?] = Array(repeating: nil, count: removed.count)
    var isTaken = Array(repeating: false, count: added.count)
    func endpoint(_ position: UInt32, of endpoints: Endpoints) -> Endpoint {
      endpoints[endpoints.startIndex + Int(position)]
    }
    for (atRemoved, atAdded) in places {
      // With one of each, there is nothing to choose.
      if atRemoved.count == 1, atAdded.count == 1 {
        partner[Int(atRemoved.first!)] = atAdded.first!
        isTaken[Int(atAdded.first!)] = true
        continue
      }
      for keeps in likeness {
        // Rows that agree in what this step keeps are paired in their order.
        var waiting: [Endpoint: [UInt32]] = [:]
        for j in atAdded.reversed() where !isTaken[Int(j)] {
          waiting[keeps(endpoint(j, of: added)), default: []].append(j)
        }
        for i in atRemoved where partner[Int(i)] == nil {
          guard let j = waiting[keeps(endpoint(i, of: removed))]?.popLast() else { continue }
          partner[Int(i)] = j
          isTaken[Int(j)] = true
        }
      }
    }
    if places.isEmpty {
      return Pairs(
        changed: EndpointChanges(before: [], after: []), removed: removed, added: added)
    }
    return Pairs(
      changed: EndpointChanges(
        before: removed.picked(where: partner.map { $0 != nil }),
        after: added.picked(partner.compactMap { $0 })),
      removed: removed.picked(where: partner.map { $0 == nil }),
      added: added.picked(where: isTaken.map { !$0 }))
  }

  /// The positions of endpoints in the order of service and address.
  private static func rowOrder(_ endpoints: Endpoints, _ ranks: RowRanks) -> [UInt32] {
    // Without groups they are sorted already.
    let isSorted = zip(endpoints.rows, endpoints.rows.dropFirst()).allSatisfy {
      ranks.placeOrder($0, $1, of: ranks) != .after
    }
    return isSorted
      ? Array(0..<UInt32(endpoints.count))
      : EndpointOrder(endpoints, byGroup: false).positions
  }

  /// The removed and added endpoints that have the same service and address, ascending. Rows that
  /// state neither are left out, as nothing says that two of them are the same.
  private static func commonPlaces(
    _ removed: Endpoints, _ added: Endpoints, _ ranks: (RowRanks, RowRanks)
  ) -> [(removed: ArraySlice<UInt32>, added: ArraySlice<UInt32>)] {
    func row(_ position: UInt32, of endpoints: Endpoints) -> EndpointRow {
      endpoints.rows[endpoints.rows.startIndex + Int(position)]
    }
    /// The endpoints at the start of `order` that have one service and address.
    func alike(_ endpoints: Endpoints, _ order: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
      let first = row(order.first!, of: endpoints)
      return order.prefix {
        let row = row($0, of: endpoints)
        return row.service == first.service && row.isSameAddress(first)
      }
    }
    var places: [(removed: ArraySlice<UInt32>, added: ArraySlice<UInt32>)] = []
    var (a, b) = (rowOrder(removed, ranks.0)[...], rowOrder(added, ranks.1)[...])
    while let i = a.first, let j = b.first {
      let (x, y) = (row(i, of: removed), row(j, of: added))
      switch ranks.0.placeOrder(x, y, of: ranks.1) {
      case .same:
        let (these, those) = (alike(removed, a), alike(added, b))
        if x.service != 0 || x.address.isStated { places.append((these, those)) }
        a = a[these.endIndex...]
        b = b[those.endIndex...]
      case .before: a.removeFirst()
      case .after: b.removeFirst()
      }
    }
    return places
  }

  /// From the most in common to the least: each step keeps only the fields that both sides
  /// of a pair must share.
  private static let likeness: [@Sendable (Endpoint) -> Endpoint] = [
    { Endpoint(group: $0.group, ports: $0.ports, transport: $0.transport) },
    { Endpoint(group: $0.group, transport: $0.transport, direction: $0.direction) },
    { Endpoint(ports: $0.ports, transport: $0.transport, direction: $0.direction) },
    { Endpoint(group: $0.group, ports: $0.ports) },
    { Endpoint(transport: $0.transport) },
    { Endpoint(group: $0.group) },
    { _ in Endpoint() },
  ]
}
