/// What is open at one point of a walk: for each part of the port axis and each channel, how many
/// rows have it open, so that opening and closing a row costs only its own spans.
struct OpenTraffic {
  /// The port axis split wherever some traffic begins or ends.
  struct Axis {
    /// Ascending; a part reaches from each edge to the next.
    let edges: [UInt32]

    init(_ traffics: [Traffic]) {
      edges = Set(traffics.flatMap { $0.spans.flatMap { [$0.low, $0.high + 1] } }).sorted()
    }

    /// The parts that a traffic covers, with the channels that are open in each.
    func parts(of traffic: Traffic) -> [(part: Int, channels: UInt16)] {
      traffic.spans.flatMap { span in
        let first = edges.partitionIndex { $0 >= span.low }
        let end = edges.partitionIndex { $0 > span.high }
        return (first..<end).map { ($0, span.channels.rawValue) }
      }
    }

    /// The traffic with the given channels open in each part.
    func traffic(_ channels: (_ part: Int) -> UInt16) -> Traffic {
      var spans: [Traffic.Span] = []
      for part in edges.indices.dropLast() {
        let open = Channels(rawValue: channels(part))
        if open.isEmpty { continue }
        let (low, high) = (edges[part], edges[part + 1] - 1)
        if let last = spans.last, last.high + 1 == low, last.channels == open {
          spans[spans.count - 1] = Traffic.Span(low: last.low, high: high, channels: open)
        } else {
          spans.append(Traffic.Span(low: low, high: high, channels: open))
        }
      }
      return Traffic(spans: spans)
    }
  }

  /// Sixteen counts for each part, one per channel.
  private var counts: [Int32]
  /// For each part, the channels that some row has open.
  private(set) var channels: [UInt16]

  init(_ axis: Axis) {
    counts = Array(repeating: 0, count: axis.edges.count * 16)
    channels = Array(repeating: 0, count: axis.edges.count)
  }

  /// Opens a row's parts, or closes them.
  mutating func change(_ parts: [(part: Int, channels: UInt16)], opens: Bool) {
    for (part, rowChannels) in parts {
      var rest = rowChannels
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest - 1
        counts[part * 16 + bit] += opens ? 1 : -1
        if opens {
          channels[part] |= 1 << UInt16(bit)
        } else if counts[part * 16 + bit] == 0 {
          channels[part] &= ~(1 << UInt16(bit))
        }
      }
    }
  }
}
