/// What a snapshot allows, as a set: address space x protocol x ports, for each
/// direction. Rows that overlap allow the space once, so two snapshots with equal
/// access open and close nothing however their rows differ.
///
/// Host names, patterns and placeholders stand for themselves. `any` is every
/// IPv4 and IPv6 address and every name.
public struct Access: Sendable {
  /// A stretch of addresses in which everything allowed is the same.
  struct Segment: Sendable {
    let range: AddressRange
    let traffic: Traffic
  }

  /// What is no IP address: a name, or the absence of an address.
  enum Name: Hashable, Sendable {
    case address(EndpointAddress)
    /// Ports stated without any address.
    case unstated
  }

  /// Ascending, disjoint; adjacent segments differ in traffic.
  let segments: [Segment]
  /// What a name is allowed beyond what every name is.
  let names: [Name: Traffic]
  /// What every name is allowed, from rows whose address is `any`. It says
  /// nothing of ports that are stated without an address.
  let everyName: Traffic

  public init(_ snapshot: Snapshot) {
    self.init(snapshot.endpoints)
  }

  public init(_ endpoints: some Sequence<Endpoint>) {
    var layerOf: [Terms: Int] = [:]
    var layers: [(ranges: [AddressRange], traffic: Traffic)] = []
    var names: [Name: Traffic] = [:]
    var everyName = Traffic.none
    for endpoint in endpoints {
      let terms = endpoint.terms
      let layer = layerOf[terms] ?? layers.count
      if layer == layers.count {
        layerOf[terms] = layer
        layers.append(([], Traffic(terms)))
      }
      if let range = endpoint.range {
        layers[layer].ranges.append(range)
        continue
      }
      let traffic = layers[layer].traffic
      switch endpoint.address {
      case .any?:
        layers[layer].ranges += IPFamily.allCases.map { AddressRange.all($0) }
        everyName.formUnion(traffic)
      case let name?: names[.address(name), default: .none].formUnion(traffic)
      case nil: names[.unstated, default: .none].formUnion(traffic)
      }
    }
    self.init(
      segments: Self.overlay(layers.map { (AddressSet($0.ranges), $0.traffic) }), names: names,
      everyName: everyName)
  }

  init(segments: [Segment], names: [Name: Traffic], everyName: Traffic) {
    self.segments = segments
    self.names = Dictionary(
      uniqueKeysWithValues: names.compactMap { name, traffic in
        let own = name == .unstated ? traffic : traffic.subtracting(everyName)
        return own.isEmpty ? nil : (name, own)
      })
    self.everyName = everyName
  }

  /// Lays sets of addresses over each other: walks all their bounds in order and
  /// keeps, between two bounds, the union of the layers that are open there.
  private static func overlay(_ layers: [(set: AddressSet, traffic: Traffic)]) -> [Segment] {
    struct Bound {
      let at: IPAddress
      let opens: Bool
      let layer: Int
    }
    var bounds: [Bound] = []
    for (index, layer) in layers.enumerated() {
      for range in layer.set.ranges {
        bounds.append(Bound(at: range.first, opens: true, layer: index))
        // A range closes at the address after it; the family's end needs none.
        if let after = range.last.successor {
          bounds.append(Bound(at: after, opens: false, layer: index))
        }
      }
    }
    bounds.sort { $0.at < $1.at }

    var segments = SegmentBuilder()
    var open = OpenTraffic(layers.map(\.traffic))
    var i = 0
    while i < bounds.count {
      let at = bounds[i].at
      // Nothing reaches from one family into the other.
      if i > 0, bounds[i - 1].at.family != at.family { open.closeAll() }
      while i < bounds.count, bounds[i].at == at {
        open.change(bounds[i].layer, opens: bounds[i].opens)
        i += 1
      }
      let last =
        i < bounds.count && bounds[i].at.family == at.family
        ? bounds[i].at.number - 1 : at.family.highest
      segments.append(at.family, at.number, last, open.traffic)
    }
    return segments.segments
  }
}

extension Traffic {
  fileprivate init(_ terms: Terms) {
    self.init(ports: terms.ports, transport: terms.transport, direction: terms.direction)
  }
}

/// Collects segments in ascending order, fusing neighbours of equal traffic.
struct SegmentBuilder {
  private(set) var segments: [Access.Segment] = []

  mutating func append(_ family: IPFamily, _ first: UInt128, _ last: UInt128, _ traffic: Traffic) {
    if traffic.isEmpty { return }
    if let previous = segments.last, previous.range.family == family,
      previous.range.last.number + 1 == first, previous.traffic == traffic
    {
      segments[segments.count - 1] = Access.Segment(
        range: AddressRange(unchecked: family, previous.range.first.number, last),
        traffic: traffic)
    } else {
      segments.append(
        Access.Segment(range: AddressRange(unchecked: family, first, last), traffic: traffic))
    }
  }
}
