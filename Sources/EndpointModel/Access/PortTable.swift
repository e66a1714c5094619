/// A stretch of addresses split by port: for each part of the port axis in which nothing changes,
/// which channels each segment is open for.
struct PortTable {
  private let stretch: ArraySlice<Access.Segment>
  /// The ports of equal columns; a column is what is open in one part of the axis.
  private let columns: KeyedLists<[Opening], ClosedRange<UInt32>>

  /// Which segments are open for some channels.
  private struct Opening: Hashable {
    let channels: Channels
    /// Places in the stretch, ascending.
    var segments: [Int]
  }

  /// Nil if the stretch has too many parts for the table to be worth its time.
  init?(_ stretch: ArraySlice<Access.Segment>) {
    var edges: [UInt32] = []
    for segment in stretch {
      for span in segment.traffic.spans {
        edges.append(span.low)
        edges.append(span.high + 1)
      }
      // At most 66,050 of them are distinct.
      if edges.count > 1 << 18 { edges = edges.sorted().withoutRepeats }
    }
    edges = edges.sorted().withoutRepeats
    guard stretch.count * edges.count <= 4_000_000 else { return nil }
    var columns = KeyedLists<[Opening], ClosedRange<UInt32>>()
    var cursors = Array(repeating: 0, count: stretch.count)
    for (low, next) in zip(edges, edges.dropFirst()) {
      var column: [Opening] = []
      for (place, segment) in stretch.enumerated() {
        let spans = segment.traffic.spans
        while cursors[place] < spans.count, spans[cursors[place]].high < low { cursors[place] += 1 }
        guard cursors[place] < spans.count, spans[cursors[place]].low <= low else { continue }
        let channels = spans[cursors[place]].channels
        if let known = column.firstIndex(where: { $0.channels == channels }) {
          column[known].segments.append(place)
        } else {
          column.append(Opening(channels: channels, segments: [place]))
        }
      }
      columns.add(low...(next - 1), to: column)
    }
    self.stretch = stretch
    self.columns = columns
  }

  /// Each port with all its blocks: `any` is used for segments that are open for all transports,
  /// unless it takes fewer entries without.
  ///
  /// - Returns: Nil unless it takes fewer entries than the limit.
  func cut(fewerThan limit: Int) -> AccessCut? {
    let first = cut(namingAny: true, fewerThan: limit)
    let differs = columns.each.contains { openings, _ in
      ChannelShare.anyMatters(among: openings.map(\.channels))
    }
    if !differs { return first }
    return cut(namingAny: false, fewerThan: first?.count ?? limit) ?? first
  }

  private func cut(namingAny: Bool, fewerThan limit: Int) -> AccessCut? {
    struct Share: Hashable {
      let direction: Direction
      /// Places in the stretch, ascending.
      let members: [Int]
    }
    var pointsOf = KeyedLists<Share, ChannelShare.Stretch>()
    for (openings, points) in columns.each {
      for share in ChannelShare.shares(of: openings.map(\.channels), namingAny: namingAny) {
        let members =
          share.parts.count == 1
          ? openings[share.parts[0]].segments
          : share.parts.flatMap { openings[$0].segments }.sorted()
        let key = Share(direction: share.direction, members: members)
        for range in points {
          pointsOf.add(ChannelShare.Stretch(kind: share.kind, points: range), to: key)
        }
      }
    }
    var cut = AccessCut()
    for (share, stretches) in pointsOf.each {
      let blocks = AddressSet(
        sorted: share.members.lazy.map { stretch[stretch.startIndex + $0].range }
      ).cidrCover
      // There is at least one term; finding the terms takes longer than this check.
      if cut.count + blocks.count >= limit { return nil }
      cut.add(blocks, AccessTerm.terms(stretches, share.direction))
    }
    return cut.count < limit ? cut : nil
  }
}
