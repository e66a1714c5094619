import EndpointModel

/// Addresses and names that are allowed the same traffic.
public struct Permit: Hashable, Sendable {
  public let traffic: PermitTraffic
  /// Ascending and disjoint. Neighbours are kept apart as the documents have them, unless they
  /// were aggregated.
  public let addresses: [AddressRange]
  /// Ascending.
  public let names: [HostName]
  /// Ascending.
  public let patterns: [HostPattern]

  /// - Parameters:
  ///   - addresses: in any order; what lies within another one is left out, and what overlaps
  ///     in part is joined.
  ///   - aggregates: whether neighbours are joined, too.
  public init(
    _ traffic: PermitTraffic, addresses: [AddressRange], names: [HostName] = [],
    patterns: [HostPattern] = [], aggregates: Bool = false
  ) {
    self.traffic = traffic
    self.addresses =
      aggregates ? AddressSet(addresses).ranges : addresses.sorted().withoutOverlaps
    self.names = Set(names).sorted()
    self.patterns = Set(patterns).sorted()
  }

  /// The addresses of a family as CIDR blocks, for languages that know no ranges; ascending.
  public func blocks(_ family: IPFamily) -> [CIDRBlock] {
    ranges(family).flatMap(\.cidrCover)
  }

  public func ranges(_ family: IPFamily) -> [AddressRange] {
    addresses.filter { $0.family == family }
  }
}

extension [AddressRange] {
  /// Of ranges in ascending order, disjoint ones of the same addresses; neighbours stay apart.
  fileprivate var withoutOverlaps: [AddressRange] {
    var out: [AddressRange] = []
    for range in self {
      guard let last = out.last, last.overlaps(range) else {
        out.append(range)
        continue
      }
      if range.last > last.last { out[out.count - 1] = AddressRange(last.first, range.last)! }
    }
    return out
  }
}

extension Permit {
  /// What it allows, an endpoint for each address, name and pattern.
  public var endpoints: [Endpoint] {
    let places =
      addresses.map { EndpointAddress($0) } + names.map { .host($0) }
      + patterns.map { .pattern($0) }
    return places.map {
      Endpoint($0, traffic.transport, traffic.ports, traffic.direction.stated)
    }
  }
}
