import EndpointModel

/// One end of a rule's connections, ready to be held against that of another rule.
struct DeniedEnd {
  private let v4: AddressSet
  private let v6: AddressSet
  /// Whether some of it is at names, of which nothing tells where they are.
  let hasNames: Bool
  /// Whether it is all that there is, names among it.
  let isAnybody: Bool

  init(_ end: ReadEnd) {
    switch end {
    case .anybody(let family):
      v4 = family == .v6 ? AddressSet() : AddressSet([.all(.v4)])
      v6 = family == .v4 ? AddressSet() : AddressSet([.all(.v6)])
      (hasNames, isAnybody) = (false, family == nil)
    case .addresses(let addresses):
      isAnybody = addresses.contains(.any)
      let ranges =
        isAnybody ? IPFamily.allCases.map { AddressRange.all($0) } : addresses.compactMap(\.range)
      v4 = AddressSet(ranges.filter { $0.family == .v4 })
      v6 = AddressSet(ranges.filter { $0.family == .v6 })
      // What is not told may be anywhere, too.
      hasNames = !isAnybody && (ranges.count < addresses.count || addresses.isEmpty)
    }
  }

  subscript(family: IPFamily) -> AddressSet { family == .v4 ? v4 : v6 }

  var ranges: AddressSet { v4.union(v6) }

  /// Whether all of another end is in this one, as far as addresses of a family are concerned.
  func covers(_ other: DeniedEnd, _ family: IPFamily) -> Bool {
    let isAll = self[family].contains(.all(family))
    return isAll || !other.hasNames && other[family].isSubset(of: self[family])
  }

  func holdsSome(of addresses: AddressSet) -> Bool {
    IPFamily.allCases.contains { !self[$0].intersection(addresses).isEmpty }
  }

  /// Whether it is anybody, of the families that another end is of.
  func isAll(besides other: DeniedEnd) -> Bool {
    isAnybody
      || !other.isAnybody
        && IPFamily.allCases.allSatisfy { other[$0].isEmpty || self[$0].contains(.all($0)) }
  }

  func covers(_ other: DeniedEnd) -> Bool {
    isAnybody || IPFamily.allCases.allSatisfy { covers(other, $0) } && !other.isAnybody
  }

  func overlaps(_ other: DeniedEnd, _ family: IPFamily) -> Bool {
    hasNames || other.hasNames || !self[family].intersection(other[family]).isEmpty
  }
}

/// Addresses that are denied one by one, rule after rule: in sets of which each is at least twice as
/// large as the next, so that neither another rule nor a question costs as much as all of them.
struct DeniedAddresses {
  private var sets: [AddressSet] = []

  mutating func insert(_ set: AddressSet) {
    sets.append(set)
    while sets.count > 1,
      sets[sets.count - 2].ranges.count < 2 * sets[sets.count - 1].ranges.count
    {
      let last = sets.removeLast()
      sets[sets.count - 1] = sets[sets.count - 1].union(last)
    }
  }

  func shared(with other: AddressSet) -> AddressSet {
    AddressSet(sets.flatMap { $0.intersection(other).ranges })
  }
}

/// What a rule allows of one protocol, one way, at all of its addresses.
struct PermittedStretch {
  let traffic: ReadTraffic
  let way: PermitDirection
  private(set) var ranges: AddressSet
  /// Whether some are names.
  private(set) var hasNames: Bool

  static func all(of endpoints: [Endpoint]) -> [PermittedStretch] {
    struct Key: Hashable {
      let traffic: ReadTraffic
      let direction: Direction?
    }
    var order: [Key] = []
    var found: [Key: (ranges: [AddressRange], hasNames: Bool)] = [:]
    for endpoint in endpoints {
      let ports: PortSet? = if case .numbers(let set)? = endpoint.ports { set } else { nil }
      let key = Key(
        traffic: ReadTraffic(endpoint.transport ?? .any, ports), direction: endpoint.direction)
      if found[key] == nil { order.append(key) }
      if let range = endpoint.address?.range {
        found[key, default: ([], false)].ranges.append(range)
      } else if endpoint.address == .any {
        found[key, default: ([], false)].ranges += IPFamily.allCases.map { .all($0) }
      } else {
        found[key, default: ([], false)].hasNames = true
      }
    }
    return order.flatMap { key -> [PermittedStretch] in
      let (ranges, hasNames) = found[key] ?? ([], false)
      let ways: [PermitDirection] =
        switch key.direction {
        case .both?: [.outbound, .inbound]
        case .inbound?: [.inbound]
        case .outbound?, nil: [.outbound]
        }
      let set = AddressSet(ranges)
      return ways.map {
        PermittedStretch(traffic: key.traffic, way: $0, ranges: set, hasNames: hasNames)
      }
    }
  }
}
