/// A stretch of time: from a moment on, up to but not including another.
public struct Period: Hashable, Sendable {
  public let from: UTCTime
  /// Nil while no end is known. Equal to `from` for what never held.
  public let until: UTCTime?

  /// Nil where the end lies before the beginning.
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

  /// Whether both hold at some moment.
  public func overlaps(_ other: Period) -> Bool {
    !isEmpty && !other.isEmpty && until.map { other.from < $0 } ?? true
      && other.until.map { from < $0 } ?? true
  }

  public func contains(_ time: UTCTime) -> Bool {
    from <= time && until.map { time < $0 } ?? true
  }
}

extension [Period] {
  /// The times that some of them hold, in as few periods as there can be, in the order of time.
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

  /// Periods in the order of time, each that begins where the one before it ends as one
  /// with it; those that hold no moment are left out.
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
