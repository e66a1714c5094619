/// A stretch of addresses cut by port: for each part of the port axis in which
/// nothing changes, which channels each segment is open for.
struct PortTable {
  private let stretch: ArraySlice<Access.Segment>
  /// The channels of the segments, in order, and the ports that have them so.
  private let columns: [[Channels]: [ClosedRange<UInt32>]]

  /// Nil where the stretch is too rugged for the table to be worth its time.
  init?(_ stretch: ArraySlice<Access.Segment>) {
    var bounds = Set<UInt32>()
    for segment in stretch {
      for span in segment.traffic.spans { bounds.formUnion([span.low, span.high + 1]) }
    }
    guard stretch.count * bounds.count <= 4_000_000 else { return nil }
    let edges = bounds.sorted()
    var columns: [[Channels]: [ClosedRange<UInt32>]] = [:]
    var cursors = Array(repeating: 0, count: stretch.count)
    for (low, next) in zip(edges, edges.dropFirst()) {
      let column = stretch.enumerated().map { index, segment -> Channels in
        let spans = segment.traffic.spans
        while cursors[index] < spans.count, spans[cursors[index]].high < low { cursors[index] += 1 }
        guard cursors[index] < spans.count, spans[cursors[index]].low <= low else { return [] }
        return spans[cursors[index]].channels
      }
      columns[column, default: []].append(low...(next - 1))
    }
    self.stretch = stretch
    self.columns = columns
  }

  /// Each port with all its blocks.
  func entries(namingAny: Bool) -> [AccessEntry] {
    struct Share: Hashable {
      let transport: AccessEntry.Transport
      let direction: Direction
      let members: AddressSet
    }
    var portsOf: [Share: [ClosedRange<UInt32>]] = [:]
    for (column, ports) in columns {
      var ranges: [Channels: [AddressRange]] = [:]
      for (segment, channels) in zip(stretch, column) where !channels.isEmpty {
        ranges[channels, default: []].append(segment.range)
      }
      let parts = Array(ranges)
      for share in ChannelShare.shares(of: parts.map(\.key), namingAny: namingAny) {
        let members = AddressSet(share.parts.flatMap { parts[$0].value })
        let key = Share(transport: share.transport, direction: share.direction, members: members)
        portsOf[key, default: []] += ports
      }
    }
    return portsOf.flatMap { share, ports in
      let terms = AccessTerm.terms(share.transport, share.direction, on: ports)
      return share.members.cidrCover.flatMap { block in terms.map { $0.entry(block) } }
    }
  }
}
