import EndpointModel

extension PortSet {
  /// Every other port; nil if there is none.
  var complement: PortSet? {
    var out: [ClosedRange<UInt16>] = []
    var next: UInt32 = 1
    for range in ranges {
      if next < range.lowerBound { out.append(UInt16(next)...range.lowerBound - 1) }
      next = UInt32(range.upperBound) + 1
    }
    if next <= 65535 { out.append(UInt16(next)...65535) }
    return PortSet(out)
  }
}
