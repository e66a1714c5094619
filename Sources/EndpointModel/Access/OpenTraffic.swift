/// The union of the traffics that are open at a moment of a walk: counts, for each
/// part of the port axis and each channel, how many of them hold it, so that
/// opening and closing one costs its own spans only.
struct OpenTraffic {
  private let traffics: [Traffic]
  /// Where any traffic begins or ends on the port axis, ascending.
  private let edges: [UInt32]
  /// Eight counts, one a channel, for the part from each edge to the next.
  private var counts: [Int32]
  private var isOpen: [Bool]

  init(_ traffics: [Traffic]) {
    self.traffics = traffics
    edges = Set(traffics.flatMap { $0.spans.flatMap { [$0.low, $0.high + 1] } }).sorted()
    counts = Array(repeating: 0, count: edges.count * 8)
    isOpen = Array(repeating: false, count: traffics.count)
  }

  mutating func change(_ index: Int, opens: Bool) {
    guard isOpen[index] != opens else { return }
    isOpen[index] = opens
    for span in traffics[index].spans {
      var part = edges.firstIndex(atOrAfter: span.low)
      while part < edges.count, edges[part] <= span.high {
        for bit in 0..<8 where span.channels.rawValue & (1 << bit) != 0 {
          counts[part * 8 + bit] += opens ? 1 : -1
        }
        part += 1
      }
    }
  }

  mutating func closeAll() {
    for index in isOpen.indices { change(index, opens: false) }
  }

  var traffic: Traffic {
    var spans: [Traffic.Span] = []
    for part in edges.indices.dropLast() {
      var channels: UInt8 = 0
      for bit in 0..<8 where counts[part * 8 + bit] > 0 { channels |= 1 << bit }
      guard channels != 0 else { continue }
      let (low, high) = (edges[part], edges[part + 1] - 1)
      if let last = spans.last, last.high + 1 == low, last.channels.rawValue == channels {
        spans[spans.count - 1] = Traffic.Span(low: last.low, high: high, channels: last.channels)
      } else {
        spans.append(
          Traffic.Span(low: low, high: high, channels: Channels(rawValue: channels)))
      }
    }
    return Traffic(spans: spans)
  }
}

extension [UInt32] {
  /// In an ascending array, the index of the first element that is not below.
  fileprivate func firstIndex(atOrAfter value: UInt32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
