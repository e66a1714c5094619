import EndpointModel

extension [Endpoint] {
  /// With one endpoint more, at any address, for each traffic that all addresses of both families
  /// are allowed, as then every name is, too. Some devices have a word for that, such as `any`,
  /// others a rule for each family: as access, both are the same.
  var withEveryName: [Endpoint] {
    // Lists state no traffic.
    let isList = !isEmpty && allSatisfy { $0.transport == nil && $0.ports == nil }
    if isList {
      let all = AddressSet(compactMap { $0.address?.range })
      return IPFamily.allCases.allSatisfy { all.contains(.all($0)) }
        ? self + [Endpoint(address: .any)] : self
    }
    return self
      + trafficOfAll.sorted().map { Endpoint(.any, $0.transport, $0.ports, $0.direction.stated) }
  }

  /// Endpoints for every name, of what all addresses would be allowed but for those that rules in front
  /// deny: a name is hardly at one of these.
  ///
  /// - Parameter wholes: what all addresses of a family would be allowed.
  func everyName(besides wholes: [Endpoint]) -> [Endpoint] {
    if wholes.isEmpty { return [] }
    let names = (self + wholes).trafficOfAll.subtracting(trafficOfAll)
    return names.sorted().compactMap { traffic in
      EndpointAddress("*").map {
        Endpoint($0, traffic.transport, traffic.ports, traffic.direction.stated)
      }
    }
  }

  /// What all addresses of both families are allowed.
  private var trafficOfAll: Set<PermitTraffic> {
    let (v4, v6) = (wholeTraffic(.v4), wholeTraffic(.v6))
    return Set(v4.flatMap { a in v6.compactMap { a.shared(with: $0) } })
  }

  /// The traffic that all addresses of a family are allowed.
  private func wholeTraffic(_ family: IPFamily) -> [PermitTraffic] {
    var ranges: [PermitTraffic: [AddressRange]] = [:]
    for endpoint in self {
      guard let range = endpoint.address?.range, range.family == family else { continue }
      for traffic in endpoint.readTraffic { ranges[traffic, default: []].append(range) }
    }
    return ranges.filter { AddressSet($0.value).contains(.all(family)) }.map(\.key)
  }
}

extension Endpoint {
  /// For each direction and protocol; none if it is not all stated.
  fileprivate var readTraffic: [PermitTraffic] {
    guard let transport, let ports, ports != .customer else { return [] }
    let set: PortSet? = if case .numbers(let set) = ports { set } else { nil }
    let directions: [PermitDirection] =
      switch direction {
      case nil, .outbound?: [.outbound]
      case .inbound?: [.inbound]
      case .both?: [.outbound, .inbound]
      }
    return directions.flatMap { PermitTraffic(transport, set, $0).split }
  }
}

extension PermitTraffic {
  /// What two of one protocol each have in common; nil if that is nothing.
  fileprivate func shared(with other: PermitTraffic) -> PermitTraffic? {
    guard direction == other.direction,
      transport == other.transport || transport == .any || other.transport == .any
    else { return nil }
    let narrow = transport == .any ? other : self
    guard let a = ports, let b = other.ports else {
      return PermitTraffic(narrow.transport, ports ?? other.ports, direction)
    }
    let common = a.ranges.flatMap { x in
      b.ranges.compactMap { $0.overlaps(x) ? $0.clamped(to: x) : nil }
    }
    return PortSet(common).map { PermitTraffic(narrow.transport, $0, direction) }
  }
}
