/// What a snapshot allows, as a set: address space x protocol x ports, for each direction.
/// Overlapping rows count once, so two snapshots with equal access open and close nothing,
/// however their rows differ.
///
/// Host names, patterns and placeholders stand for themselves. `any` is every IPv4 and IPv6
/// address and every name.
public struct Access: Sendable {
  /// A stretch of addresses that are all allowed the same traffic.
  struct Segment: Sendable {
    let range: AddressRange
    let traffic: Traffic
  }

  /// Ascending, disjoint; adjacent segments differ in traffic.
  let segments: [Segment]
  let names: AccessNames

  public init(_ snapshot: Snapshot) {
    self.init(snapshot.endpoints)
  }

  public init(_ endpoints: some Sequence<Endpoint>) {
    let endpoints = Endpoints(endpoints)
    self.init(
      segments: AccessSweep(both: [], old: [], new: endpoints).opened.segments,
      names: AccessNames(endpoints))
  }

  init(segments: [Segment], names: AccessNames) {
    self.segments = segments
    self.names = names
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
