import EndpointModel

/// A stretch of time, from one moment up to but not including another.
public struct Period: Hashable, Sendable {
  public let from: UTCTime
  /// Nil while no end is known. Equal to `from` if it never held.
  public let until: UTCTime?

  /// Nil if the end is before the beginning.
  public init?(from: UTCTime, until: UTCTime?) {
    if let until, until < from { return nil }
    self.from = from
    self.until = until
  }

  /// From a moment on, without end.
  public init(from: UTCTime) {
    self.from = from
    until = nil
  }

  public var isEmpty: Bool { from == until }

  /// Whether both contain some moment.
  public func overlaps(_ other: Period) -> Bool {
    !isEmpty && !other.isEmpty && until.map { other.from < $0 } ?? true
      && other.until.map { from < $0 } ?? true
  }

  public func contains(_ time: UTCTime) -> Bool {
    from <= time && until.map { time < $0 } ?? true
  }
}

extension [Period] {
  /// The times that any of them contains, in as few periods as possible, in chronological order.
  public var union: [Period] {
    var out: [Period] = []
    for period in sorted(by: { $0.from < $1.from }) where !period.isEmpty {
      guard let last = out.last, last.until.map({ period.from <= $0 }) ?? true else {
        out.append(period)
        continue
      }
      let until = last.until.flatMap { end in period.until.map { Swift.max(end, $0) } }
      out[out.count - 1] = Period(from: last.from, until: until) ?? last
    }
    return out
  }

  /// The periods in chronological order, each that begins where the previous one ends joined to it;
  /// empty ones are left out.
  public var fused: [Period] {
    var out: [Period] = []
    for period in sorted(by: { $0.from < $1.from }) where !period.isEmpty {
      if let last = out.last, last.until == period.from {
        out[out.count - 1] = Period(from: last.from, until: period.until)!
      } else {
        out.append(period)
      }
    }
    return out
  }
}
