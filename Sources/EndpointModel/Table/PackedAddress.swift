/// An endpoint's address in 18 bytes: a block by its first address and prefix length,
/// anything else by its number in a vocabulary.
package struct PackedAddress: Sendable {
  /// The upper and lower half of a block's first address, with IPv4 in the uppermost bits, so that
  /// both families are in order; or the number of an address that is not a block.
  private let upper: UInt64
  private let lower: UInt64
  private let kind: Kind
  /// A block's prefix length.
  private let length: UInt8

  private enum Kind: UInt8 {
    case none, v4, v6, other
    /// Blocks that were written as ranges.
    case v4AsRange, v6AsRange
  }

  static let none = PackedAddress(number: 0, .none)

  init(other number: UInt32) { self.init(number: UInt64(number), .other) }

  private init(number: UInt64, _ kind: Kind) {
    upper = 0
    lower = number
    self.kind = kind
    length = 0
  }

  private init(_ address: PackedAddress, _ kind: Kind) {
    upper = address.upper
    lower = address.lower
    length = address.length
    self.kind = kind
  }

  /// Nil if it is neither a block nor a range that has a block's addresses.
  init?(_ address: EndpointAddress) {
    switch address {
    case .block(let block): self.init(block, asRange: false)
    case .range(let range):
      guard let block = range.block else { return nil }
      self.init(block, asRange: true)
    case .any, .host, .pattern, .placeholder: return nil
    }
  }

  init(_ block: CIDRBlock, asRange: Bool) {
    let number = block.first.number
    if block.family == .v4 {
      upper = UInt64(truncatingIfNeeded: number) << 32
      lower = 0
      kind = asRange ? .v4AsRange : .v4
    } else {
      upper = UInt64(truncatingIfNeeded: number >> 64)
      lower = UInt64(truncatingIfNeeded: number)
      kind = asRange ? .v6AsRange : .v6
    }
    length = UInt8(block.prefixLength)
  }

  /// Nil if it is not a block.
  private var block: CIDRBlock? {
    switch kind {
    case .v4, .v4AsRange:
      CIDRBlock(unchecked: IPAddress(unchecked: .v4, UInt128(upper >> 32)), Int(length))
    case .v6, .v6AsRange:
      CIDRBlock(
        unchecked: IPAddress(unchecked: .v6, UInt128(upper) << 64 | UInt128(lower)), Int(length))
    case .none, .other: nil
    }
  }

  /// Nil if it is not a block.
  ///
  /// - Parameter asWritten: whether one that was written as a range is returned as such.
  func block(asWritten: Bool) -> EndpointAddress? {
    guard let block else { return nil }
    return asWritten && isWrittenAsRange ? .range(AddressRange(block)) : .block(block)
  }

  private var isWrittenAsRange: Bool { kind == .v4AsRange || kind == .v6AsRange }

  /// The addresses of a block.
  var blockRange: AddressRange? { block.map { AddressRange($0) } }

  /// The number of an address that is not a block; 0 if there is none.
  var other: UInt32 { kind == .other ? UInt32(truncatingIfNeeded: lower) : 0 }

  var isStated: Bool { kind != .none }

  var isBlock: Bool { kind != .none && kind != .other }

  /// The first address of an IPv4 block in the upper half, its prefix length in the lower.
  var v4Block: UInt64? { kind == .v4 || kind == .v4AsRange ? upper | UInt64(length) : nil }

  /// The same without the mark that it was written as a range.
  var unmarked: PackedAddress {
    switch kind {
    case .none, .other, .v4, .v6: self
    case .v4AsRange: PackedAddress(self, .v4)
    case .v6AsRange: PackedAddress(self, .v6)
    }
  }

  /// 1 for an IPv4 block, 2 for one of IPv6; 0 for anything else.
  var blockRank: UInt8 {
    switch kind {
    case .none, .other: 0
    case .v4, .v4AsRange: 1
    case .v6, .v6AsRange: 2
    }
  }

  /// The first address of a block, with IPv4 in the uppermost bits.
  var leading: UInt64 { upper }

  /// Whether a block comes before another one.
  func isBlockBefore(_ other: PackedAddress) -> Bool {
    if blockRank != other.blockRank { return blockRank < other.blockRank }
    if upper != other.upper { return upper < other.upper }
    // Of blocks that begin alike, the larger one comes first.
    return lower == other.lower ? length < other.length : lower < other.lower
  }

  /// 20 bits that equal addresses share, and different ones rarely do.
  var mixedBits: Int {
    let bits = (upper ^ lower &* 31 ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(bits >> 44)
  }
}

extension PackedAddress: Hashable {
  /// Of two that are not blocks, both must be of one vocabulary.
  package static func == (a: PackedAddress, b: PackedAddress) -> Bool {
    a.upper == b.upper && a.lower == b.lower && a.length == b.length
      && (a.kind == b.kind || (a.isBlock && a.blockRank == b.blockRank))
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(upper)
    hasher.combine(lower)
    hasher.combine(UInt16(length) << 8 | UInt16(isBlock ? blockRank : kind.rawValue + 4))
  }
}
