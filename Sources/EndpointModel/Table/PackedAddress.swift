/// An endpoint's address in 18 bytes: a block by its first address and prefix length,
/// anything else by its number in a vocabulary. Two are compared as addresses of one vocabulary.
package struct PackedAddress: Hashable, Sendable {
  /// The upper and lower half of a block's first address, with IPv4 in the uppermost bits, so that
  /// both families are in order; or the number of an address that is not a block.
  private let upper: UInt64
  private let lower: UInt64
  private let kind: Kind
  /// A block's prefix length.
  private let length: UInt8

  private enum Kind: UInt8 {
    case none, v4, v6, other
  }

  static let none = PackedAddress(number: 0, .none)

  init(other number: UInt32) { self.init(number: UInt64(number), .other) }

  private init(number: UInt64, _ kind: Kind) {
    upper = 0
    lower = number
    self.kind = kind
    length = 0
  }

  init(_ block: CIDRBlock) {
    let number = block.first.number
    if block.family == .v4 {
      upper = UInt64(truncatingIfNeeded: number) << 32
      lower = 0
      kind = .v4
    } else {
      upper = UInt64(truncatingIfNeeded: number >> 64)
      lower = UInt64(truncatingIfNeeded: number)
      kind = .v6
    }
    length = UInt8(block.prefixLength)
  }

  /// Nil if it is not a block.
  var block: CIDRBlock? {
    switch kind {
    case .v4:
      CIDRBlock(unchecked: IPAddress(unchecked: .v4, UInt128(upper >> 32)), Int(length))
    case .v6:
      CIDRBlock(
        unchecked: IPAddress(unchecked: .v6, UInt128(upper) << 64 | UInt128(lower)), Int(length))
    case .none, .other: nil
    }
  }

  /// The addresses of a block.
  var blockRange: AddressRange? { block.map { AddressRange($0) } }

  /// The number of an address that is not a block; 0 if there is none.
  var other: UInt32 { kind == .other ? UInt32(truncatingIfNeeded: lower) : 0 }

  var isStated: Bool { kind != .none }

  var isBlock: Bool { kind != .none && kind != .other }

  /// The first address of an IPv4 block in the upper half, its prefix length in the lower.
  var v4Block: UInt64? { kind == .v4 ? upper | UInt64(length) : nil }

  /// 1 for an IPv4 block, 2 for one of IPv6; 0 for anything else.
  var blockRank: UInt8 {
    switch kind {
    case .none, .other: 0
    case .v4: 1
    case .v6: 2
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
