import EndpointModel

/// Consecutive ports: `7400`, `4201-4264`.
public struct PortRange: Hashable, Sendable, Comparable {
  /// At least 1.
  public let low: UInt16
  /// At least `low`.
  public let high: UInt16

  /// Nil for port 0, or if the end is before the start.
  public init?(_ low: UInt16, _ high: UInt16) {
    guard low > 0, low <= high else { return nil }
    self.low = low
    self.high = high
  }

  public var count: Int { Int(high) - Int(low) + 1 }

  public func overlaps(_ other: PortRange) -> Bool { low <= other.high && other.low <= high }

  /// Whether it has all ports of another range.
  public func contains(_ other: PortRange) -> Bool { low <= other.low && other.high <= high }

  public var set: PortSet { PortSet([low...high])! }

  public static func < (a: PortRange, b: PortRange) -> Bool { (a.low, a.high) < (b.low, b.high) }
}

extension PortRange: LosslessStringConvertible {
  /// Spaces around the hyphen are allowed, and so are dashes in its place, which
  /// spreadsheets put there.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port range", input: String(text), rule: rule)
    }
    let ends = text.split(omittingEmptySubsequences: false) { "-–—".contains($0) }
      .map(\.trimmingBlanks)
    guard ends.count <= 2 else { throw failure("it has more than two ends") }
    do throws(ValueError) {
      let low = try PortSet.port(ends[0])
      let high = ends.count == 2 ? try PortSet.port(ends[1]) : low
      guard low <= high else { throw failure("its end lies before its start") }
      self.low = low
      self.high = high
    } catch {
      throw failure(error.rule)
    }
  }

  public init?(_ description: String) {
    guard let range = try? PortRange(parsing: description) else { return nil }
    self = range
  }

  public var description: String { low == high ? "\(low)" : "\(low)-\(high)" }
}
