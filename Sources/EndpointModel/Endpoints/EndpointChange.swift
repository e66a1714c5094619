/// One endpoint changed in place: the same service and address, with other
/// ports, protocol, group or direction.
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

  /// What is left once the changes in place are taken out; all ascending.
  struct Pairs {
    var changed: [EndpointChange] = []
    var removed: [Endpoint] = []
    var added: [Endpoint] = []
  }

  /// Pairs removed and added endpoints of one service and address, the pairs
  /// that have most in common first, so that of several rows for one address the
  /// nearest are taken for the same.
  static func pairs(removed: [Endpoint], added: [Endpoint]) -> Pairs {
    struct Place: Hashable {
      let service: Label?
      let address: PackedAddress
      /// Without service and address nothing says that two rows are the same.
      init?(_ endpoint: Endpoint) {
        service = endpoint.serviceLabel
        address = endpoint.packedAddress
        if service == nil, !address.isStated { return nil }
      }
    }
    var removedAt: [Place: [Int]] = [:]
    for (i, endpoint) in removed.enumerated() {
      if let place = Place(endpoint) { removedAt[place, default: []].append(i) }
    }
    var addedAt: [Place: [Int]] = [:]
    for (j, endpoint) in added.enumerated() {
      if let place = Place(endpoint), removedAt[place] != nil {
        addedAt[place, default: []].append(j)
      }
    }

    var partner: [Int: Int] = [:]  // removed index to added index
    var taken = Set<Int>()
    for (place, js) in addedAt {
      // Where there is one of each, nothing has to be weighed.
      if let i = removedAt[place]?.only, let j = js.only {
        partner[i] = j
        taken.insert(j)
        continue
      }
      for keeps in likeness {
        // Rows that agree in what this step keeps wait for each other in order.
        var waiting: [Endpoint: [Int]] = [:]
        for j in js.reversed() where !taken.contains(j) {
          waiting[keeps(added[j]), default: []].append(j)
        }
        for i in removedAt[place]! where partner[i] == nil {
          guard let j = waiting[keeps(removed[i])]?.popLast() else { continue }
          partner[i] = j
          taken.insert(j)
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
    for (j, endpoint) in added.enumerated() where !taken.contains(j) { out.added.append(endpoint) }
    return out
  }

  /// From the most in common to the least: each keeps of an endpoint only what
  /// both sides of a pair must share.
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

extension Array {
  /// The one element of an array of one.
  fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
