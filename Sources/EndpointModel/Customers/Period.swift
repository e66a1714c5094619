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

  public func contains(_ time: UTCTime) -> Bool {
    from <= time && until.map { time < $0 } ?? true
  }

  /// Whether there is a moment that both contain.
  public func overlaps(_ other: Period) -> Bool {
    if isEmpty || other.isEmpty { return false }
    return other.until.map { from < $0 } ?? true && until.map { other.from < $0 } ?? true
  }
}
