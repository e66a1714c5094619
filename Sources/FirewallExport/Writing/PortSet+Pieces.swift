import EndpointModel

extension PortSet {
  /// The same ports in several sets of at most so many ranges each, for languages that limit
  /// what one service or rule holds.
  func pieces(ofRanges limit: Int) -> [PortSet] {
    stride(from: 0, to: ranges.count, by: limit).compactMap { start in
      PortSet(Array(ranges[start..<min(start + limit, ranges.count)]))
    }
  }
}
