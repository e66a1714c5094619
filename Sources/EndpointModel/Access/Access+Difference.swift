extension Access {
  /// What this access allows and the other does not.
  public func subtracting(_ other: Access) -> Access {
    Access(
      segments: Self.subtracting(segments, other.segments),
      names: names.subtracting(other.names))
  }

  private static func subtracting(_ a: [Segment], _ b: [Segment]) -> [Segment] {
    var out = SegmentBuilder()
    var j = 0
    for segment in a {
      let family = segment.range.family
      var low = segment.range.first.number
      let end = segment.range.last.number
      while j < b.count, b[j].range.last < segment.range.first { j += 1 }
      var k = j
      while k < b.count, b[k].range.first <= segment.range.last {
        let hole = b[k].range
        if low < hole.first.number {
          out.append(family, low, hole.first.number - 1, segment.traffic)
          low = hole.first.number
        }
        let high = min(end, hole.last.number)
        out.append(family, low, high, segment.traffic.subtracting(b[k].traffic))
        if high == end { break }
        low = high + 1
        k += 1
      }
      if k == b.count || b[k].range.first > segment.range.last {
        out.append(family, low, end, segment.traffic)
      }
    }
    return out.segments
  }

  /// Whether nothing is allowed: no packet could pass.
  public var isEmpty: Bool { entries.isEmpty }
}

/// What a new snapshot opens and closes against an old one.
public struct AccessDifference: Hashable, Sendable {
  /// In few entries, ascending.
  public let opened: [AccessEntry]
  /// In few entries, ascending.
  public let closed: [AccessEntry]

  /// - Parameter changes: `ChangeSet(from: old, to: new)`, where it is known.
  public init(from old: Snapshot, to new: Snapshot, changes: ChangeSet? = nil) {
    let changes = changes ?? ChangeSet(from: old, to: new)
    let removed = changes.removed + changes.changed.map(\.before)
    let added = changes.added + changes.changed.map(\.after)
    let gone = Set(removed)
    // What lies elsewhere is allowed before and after.
    let both = ChangeNeighbourhood(changes).endpoints(of: old).filter { !gone.contains($0) }
    let sweep = AccessSweep(both: both, old: removed, new: added)
    let before = AccessNames(both + removed)
    let after = AccessNames(both + added)
    opened = Access(segments: sweep.opened.segments, names: after.subtracting(before)).entries
    closed = Access(segments: sweep.closed.segments, names: before.subtracting(after)).entries
  }

  public var isEmpty: Bool { opened.isEmpty && closed.isEmpty }
}
