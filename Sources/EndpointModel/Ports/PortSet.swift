/// A set of TCP or UDP port numbers from 1 to 65535 (RFC 6335 section 6 reserves 0), never empty.
/// Its text is sorted, in numbers and ranges: `80,443,4201-4264`.
///
/// ```swift
/// try PortSet(parsing: "443,80,81").description  // "80-81,443"
/// ```
public struct PortSet: Hashable, Sendable {
  /// Disjoint, ascending, and no two adjacent.
  public let ranges: [ClosedRange<UInt16>]

  /// The union of the given ranges; nil if there are none or one contains port 0.
  public init?(_ ranges: [ClosedRange<UInt16>]) {
    guard !ranges.isEmpty, !ranges.contains(where: { $0.lowerBound == 0 }) else { return nil }
    var merged: [ClosedRange<UInt16>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, Int(range.lowerBound) <= Int(last.upperBound) + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  /// Every port.
  public static let all = PortSet([1...65535])!

  public func contains(_ port: UInt16) -> Bool {
    ranges.contains { $0.contains(port) }
  }

  /// How many ports there are.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  public func union(_ other: PortSet) -> PortSet {
    PortSet(ranges + other.ranges)!
  }
}

extension PortSet: Comparable {
  /// By the first port that differs.
  public static func < (a: PortSet, b: PortSet) -> Bool {
    a.ranges.lexicographicallyPrecedes(b.ranges) {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
  }
}

extension PortSet: LosslessStringConvertible {
  /// Reads numbers and ranges joined by commas: `80,443`, `4201-4264`.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port list", input: String(text), rule: rule)
    }
    var ranges: [ClosedRange<UInt16>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count <= 2 else { throw failure("a range has more than two ends") }
      let low = try Self.port(ends[0].trimmingBlanks)
      let high = ends.count == 2 ? try Self.port(ends[1].trimmingBlanks) : low
      guard low <= high else { throw failure("a range's end lies before its start") }
      ranges.append(low...high)
    }
    guard let set = PortSet(ranges) else { throw failure("it is empty") }
    self = set
  }

  /// Reads one port number from 1 to 65535.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public static func port(_ text: some StringProtocol) throws(ValueError) -> UInt16 {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "port", input: String(text), rule: rule)
    }
    guard !text.isEmpty else { throw failure("it is empty") }
    guard text.utf8.allSatisfy({ $0.decimalDigit != nil }) else {
      throw failure("it is not a decimal number")
    }
    guard let number = UInt16(text) else { throw failure("it is above 65535") }
    guard number != 0 else { throw failure("port 0 is reserved (RFC 6335)") }
    return number
  }

  public init?(_ description: String) {
    guard let set = try? PortSet(parsing: description) else { return nil }
    self = set
  }

  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
