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
    var changed: [EndpointChange] = []
    var removed: [Endpoint] = []
    var added: [Endpoint] = []
  }

  /// Pairs removed and added endpoints of one service and address. Those that have most
  /// in common are paired first, so that of several rows for one address the most similar
  /// are taken for the same.
  static func pairs(removed: [Endpoint], added: [Endpoint]) -> Pairs {
    let places = removed.isEmpty || added.isEmpty ? [] : commonPlaces(removed, added)
    /// For each removed endpoint, the index of its partner in `added`.
    var partner: [Int?] = Array(repeating: nil, count: removed.count)
    var isTaken = Array(repeating: false, count: added.count)
    for (atRemoved, atAdded) in places {
      // With one of each, there is nothing to choose.
      if atRemoved.count == 1, atAdded.count == 1 {
        partner[Int(atRemoved.first!)] = Int(atAdded.first!)
        isTaken[Int(atAdded.first!)] = true
        continue
      }
      for keeps in likeness {
        // Rows that agree in what this step keeps are paired in their order.
        var waiting: [Endpoint: [Int]] = [:]
        for j in atAdded.reversed().map(Int.init) where !isTaken[j] {
          waiting[keeps(added[j]), default: []].append(j)
        }
        for i in atRemoved.map(Int.init) where partner[i] == nil {
          guard let j = waiting[keeps(removed[i])]?.popLast() else { continue }
          partner[i] = j
          isTaken[j] = true
        }
      }
    }

    var out = Pairs()
    for (i, endpoint) in removed.enumerated() {
      if let j = partner[i] {
        out.changed.append(EndpointChange(before: endpoint, after: added[j]))
      } else {
        out.removed.append(endpoint)
      }
    }
    for (j, endpoint) in added.enumerated() where !isTaken[j] { out.added.append(endpoint) }
    return out
  }

  /// The positions of endpoints in the order of service and address.
  private static func rowOrder(_ endpoints: [Endpoint]) -> [UInt32] {
    // Without groups they are sorted already.
    let isSorted = zip(endpoints, endpoints.dropFirst()).allSatisfy { !$1.isBefore($0) }
    return isSorted
      ? Array(0..<UInt32(endpoints.count))
      : EndpointOrder(endpoints, byGroup: false).positions
  }

  /// The removed and added endpoints that have the same service and address, ascending. Rows that
  /// state neither are left out, as nothing says that two of them are the same.
  private static func commonPlaces(
    _ removed: [Endpoint], _ added: [Endpoint]
  ) -> [(removed: ArraySlice<UInt32>, added: ArraySlice<UInt32>)] {
    let (removedOrder, addedOrder) = (rowOrder(removed)[...], rowOrder(added)[...])
    /// The endpoints at the start of `order` that have one service and address.
    func alike(_ endpoints: [Endpoint], _ order: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
      let first = endpoints[Int(order.first!)]
      return order.prefix { endpoints[Int($0)].isSameRow(as: first) }
    }
    var places: [(removed: ArraySlice<UInt32>, added: ArraySlice<UInt32>)] = []
    var (a, b) = (removedOrder, addedOrder)
    while let i = a.first, let j = b.first {
      let (x, y) = (removed[Int(i)], added[Int(j)])
      if x.isSameRow(as: y) {
        let (these, those) = (alike(removed, a), alike(added, b))
        if x.serviceLabel != nil || x.packedAddress.isStated { places.append((these, those)) }
        a = a[these.endIndex...]
        b = b[those.endIndex...]
      } else if x.isBefore(y) {
        a.removeFirst()
      } else {
        b.removeFirst()
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

extension Endpoint {
  /// Whether another one has the same service and address.
  func isSameRow(as other: Endpoint) -> Bool {
    packedAddress == other.packedAddress && serviceLabel == other.serviceLabel
  }

  /// Whether it comes before another one by service and address.
  fileprivate func isBefore(_ other: Endpoint) -> Bool {
    serviceLabel == other.serviceLabel
      ? packedAddress < other.packedAddress
      : Order.by(serviceLabel, other.serviceLabel) ?? false
  }
}
