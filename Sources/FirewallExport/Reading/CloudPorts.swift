import EndpointModel

/// Ports as clouds write them.
enum CloudPorts {
  case all
  case some(PortSet)

  /// Nil for every port.
  var set: PortSet? { if case .some(let set) = self { set } else { nil } }

  /// Port 0 is reserved (RFC 6335 section 6): what begins with it begins with 1 in truth.
  init?(_ low: Int, _ high: Int) {
    guard low <= high, let first = UInt16(exactly: max(low, 1)), low >= 0,
      let last = UInt16(exactly: high), first <= last
    else { return nil }
    guard let set = PortSet([first...last]) else { return nil }
    self = set == .all ? .all : .some(set)
  }

  /// From texts such as `443`, `8000-8010` and `*`; nil if one of them is something else, or
  /// there is none.
  init?(_ texts: [String]) {
    var ranges: [ClosedRange<UInt16>] = []
    for text in texts {
      if text == "*" {
        ranges.append(1...65535)
        continue
      }
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1],
        let ports = CloudPorts(low, high)
      else { return nil }
      ranges += ports.set?.ranges ?? [1...65535]
    }
    guard let set = PortSet(ranges) else { return nil }
    self = set == .all ? .all : .some(set)
  }
}
