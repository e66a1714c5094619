/// The addresses of one family from a first to a last one, both included.
///
/// Ordered by first address; of two that begin alike, the longer comes first.
public struct AddressRange: Hashable, Sendable {
  public let first: IPAddress
  public let last: IPAddress

  /// Nil if the bounds differ in family or are in the wrong order.
  public init?(_ first: IPAddress, _ last: IPAddress) {
    guard first.family == last.family, first <= last else { return nil }
    self.first = first
    self.last = last
  }

  public init(_ block: CIDRBlock) {
    self.first = block.first
    self.last = block.last
  }

  init(unchecked family: IPFamily, _ first: UInt128, _ last: UInt128) {
    assert(first <= last)
    self.first = IPAddress(unchecked: family, first)
    self.last = IPAddress(unchecked: family, last)
  }

  /// Every address of a family.
  public static func all(_ family: IPFamily) -> AddressRange {
    AddressRange(unchecked: family, 0, family.highest)
  }

  public var family: IPFamily { first.family }

  /// The CIDR block with exactly these addresses, if there is one.
  public var block: CIDRBlock? {
    let differing = first.number ^ last.number
    guard differing & (differing &+ 1) == 0, first.number & differing == 0 else { return nil }
    return CIDRBlock(unchecked: first, family.bitWidth - (128 - differing.leadingZeroBitCount))
  }

  public func contains(_ other: AddressRange) -> Bool {
    first <= other.first && other.last <= last
  }

  public func overlaps(_ other: AddressRange) -> Bool {
    first <= other.last && other.first <= last
  }
}

extension AddressRange: Comparable {
  public static func < (a: AddressRange, b: AddressRange) -> Bool {
    a.first == b.first ? b.last < a.last : a.first < b.first
  }
}

extension AddressRange: LosslessStringConvertible {
  /// Reads `192.0.2.1-192.0.2.9`; spaces around the hyphen are allowed.
  ///
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "address range", input: String(text), rule: rule)
    }
    guard let hyphen = text.firstIndex(of: "-") else { throw failure("it has no hyphen") }
    let first = try IPAddress(parsing: text[..<hyphen].trimmingBlanks)
    let last = try IPAddress(parsing: text[text.index(after: hyphen)...].trimmingBlanks)
    guard first.family == last.family else { throw failure("its ends differ in family") }
    guard first <= last else { throw failure("its end lies before its start") }
    self.first = first
    self.last = last
  }

  public init?(_ description: String) {
    guard let range = try? AddressRange(parsing: description) else { return nil }
    self = range
  }

  public var description: String { "\(first)-\(last)" }
}

extension StringProtocol {
  /// The text without leading and trailing spaces.
  package var trimmingBlanks: SubSequence {
    guard let start = firstIndex(where: { $0 != " " }) else { return self[endIndex...] }
    return self[start...lastIndex(where: { $0 != " " })!]
  }
}
