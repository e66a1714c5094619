extension Access {
  /// What this access allows and the other does not.
  public func subtracting(_ other: Access) -> Access {
    Access(
      segments: Self.joined(segments, other.segments) { $0.subtracting($1) },
      names: names.subtracting(other.names))
  }

  /// What either access allows.
  public func union(_ other: Access) -> Access {
    Access(
      segments: Self.joined(segments, other.segments) { $0.union($1) },
      names: names.union(other.names))
  }

  /// Walks the segments of both and joins their traffic between each two bounds.
  private static func joined(
    _ a: [Segment], _ b: [Segment], _ join: (Traffic, Traffic) -> Traffic
  ) -> [Segment] {
    if b.isEmpty { return a }
    var out = SegmentBuilder()
    var i = 0
    var j = 0
    /// Everything before this address is done.
    var at = IPAddress(unchecked: .v4, 0)
    while i < a.count || j < b.count {
      let ends = [i < a.count ? a[i].range : nil, j < b.count ? b[j].range : nil]
      let first = ends.compactMap { $0.map { max($0.first, at) } }.min()!
      func isHere(_ range: AddressRange?) -> Bool { range.map { $0.first <= first } ?? false }
      // Up to where either one ends or begins.
      var last = IPAddress(unchecked: first.family, first.family.highest)
      for range in ends.compactMap({ $0 }) {
        if range.first > first {
          if range.family == first.family { last = min(last, range.first.predecessor!) }
        } else {
          last = min(last, range.last)
        }
      }
      out.append(
        first.family, first.number, last.number,
        join(isHere(ends[0]) ? a[i].traffic : .none, isHere(ends[1]) ? b[j].traffic : .none))
      if i < a.count, a[i].range.last <= last { i += 1 }
      if j < b.count, b[j].range.last <= last { j += 1 }
      at = last.next ?? last
    }
    return out.segments
  }

  /// Whether nothing is allowed: no packet could pass.
  public var isEmpty: Bool { entries.isEmpty }
}

/// What a new snapshot opens and closes compared with an old one.
///
/// ```swift
/// let web = Endpoint(address: EndpointAddress("192.0.2.1"), ports: Ports("443"), transport: .tcp)
/// let difference = AccessDifference(from: Snapshot([]), to: Snapshot([web]))
/// difference.opened.map { "\($0.transport) \($0.ports!)" }  // ["tcp 443"]
/// difference.closed.isEmpty  // true
/// ```
public struct AccessDifference: Hashable, Sendable {
  /// In few entries, ascending.
  public let opened: AccessEntries
  /// In few entries, ascending.
  public let closed: AccessEntries

  public init(_ change: AccessChange) {
    opened = change.opened.entries
    closed = change.closed.entries
  }

  public init(from old: Snapshot, to new: Snapshot) {
    self.init(Comparison(from: old, to: new).access)
  }

  public var isEmpty: Bool { opened.isEmpty && closed.isEmpty }
}
