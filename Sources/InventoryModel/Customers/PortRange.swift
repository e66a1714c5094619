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
    // Most ranges are in the form in which they are written here.
    if let plain = text.withUTF8Bytes(Self.init(plain:)) {
      self = plain
      return
    }
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port range", input: String(text), rule: rule)
    }
    let ends = String(text).unicodeScalars.split(omittingEmptySubsequences: false) {
      $0 == "-" || $0 == "–" || $0 == "—"
    }.map { Substring($0).trimmingBlanks }
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

  /// `7400` or `4201-4264`; nil for any other text.
  private init?(plain bytes: UnsafeBufferPointer<UInt8>) {
    // At first, the only number; after a hyphen, the second one.
    var first: UInt16?
    var (number, digits) = (0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: "-"), first == nil, digits > 0 {
        first = UInt16(exactly: number)
        if first == nil { return nil }
        (number, digits) = (0, 0)
        continue
      }
      guard let digit = byte.decimalDigit, digits < 5 else { return nil }
      (number, digits) = (number * 10 + Int(digit), digits + 1)
    }
    guard digits > 0, let last = UInt16(exactly: number) else { return nil }
    self.init(first ?? last, last)
  }

  public init?(_ description: String) {
    guard let range = try? PortRange(parsing: description) else { return nil }
    self = range
  }

  public var description: String { low == high ? String(low) : String(low) + "-" + String(high) }
}
