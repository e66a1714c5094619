extension Traffic: LosslessStringConvertible {
  /// The spans of the axis, each with the bits of its channels in hexadecimal: `80-80:1,443-443:3`.
  /// For storage; people are shown terms.
  public var description: String {
    spans.map { "\($0.low)-\($0.high):\(String($0.channels.rawValue, radix: 16))" }
      .joined(separator: ",")
  }

  public init?(_ description: String) {
    var spans: [Span] = []
    let comma = UInt8(ascii: ",")
    for text in description.utf8.split(separator: comma, omittingEmptySubsequences: false) {
      let parts = text.split(omittingEmptySubsequences: false) {
        $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
      }.map { Substring($0) }
      guard parts.count == 3, let low = UInt32(parts[0]), let high = UInt32(parts[1]),
        let channels = UInt16(parts[2], radix: 16), channels != 0, low <= high,
        high <= Axis.last, spans.last.map({ $0.high < low }) ?? true
      else { return nil }
      spans.append(Span(low: low, high: high, channels: Channels(rawValue: channels)))
    }
    self.init(spans: spans)
  }
}
