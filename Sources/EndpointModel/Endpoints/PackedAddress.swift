/// An endpoint's address in 18 bytes: a block by its first address and prefix length,
/// anything else by a number.
struct PackedAddress: Sendable {
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

  /// Ranges that are not blocks, names, and everything else.
  private static let others = Interned<EndpointAddress>()

  init(_ address: EndpointAddress?) {
    switch address {
    case nil:
      self.init(number: 0, .none)
    case .block(let block)?:
      self.init(block, asRange: false)
    case .range(let range)?:
      if let block = range.block {
        self.init(block, asRange: true)
      } else {
        self.init(other: .range(range))
      }
    case let other?:
      self.init(other: other)
    }
  }

  private init(other: EndpointAddress) {
    self.init(number: UInt64(Self.others.number(of: other)), .other)
  }

  private init(number: UInt64, _ kind: Kind) {
    upper = 0
    lower = number
    self.kind = kind
    length = 0
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

  var address: EndpointAddress? {
    switch kind {
    case .none: nil
    case .other: Self.others[UInt32(lower)]
    case .v4, .v6: .block(block!)
    case .v4AsRange, .v6AsRange: .range(AddressRange(block!))
    }
  }

  /// The addresses of a block or range.
  var range: AddressRange? {
    switch kind {
    case .none: nil
    case .other: Self.others[UInt32(lower)].range
    default: AddressRange(block!)
    }
  }

  var isStated: Bool { kind != .none }

  /// The first address of an IPv4 block in the upper half, its prefix length in the lower.
  var v4Block: UInt64? { kind == .v4 || kind == .v4AsRange ? upper | UInt64(length) : nil }
}

extension PackedAddress: Hashable, Comparable {
  /// 0 for no address, 1 for IPv4, 2 for IPv6, 3 for what has no IP addresses.
  var rank: UInt8 {
    switch kind {
    case .none: 0
    case .v4, .v4AsRange: 1
    case .v6, .v6AsRange: 2
    case .other:
      switch range?.family {
      case .v4: 1
      case .v6: 2
      case nil: 3
      }
    }
  }

  /// The first address, with IPv4 in the uppermost bits; 0 if there is none.
  var leading: (upper: UInt64, lower: UInt64) {
    guard kind == .other else { return (upper, lower) }
    guard let first = range?.first else { return (0, 0) }
    let number = first.family == .v4 ? first.number << 96 : first.number
    return (UInt64(truncatingIfNeeded: number >> 64), UInt64(truncatingIfNeeded: number))
  }

  var isBlock: Bool { kind != .none && kind != .other }

  static func == (a: PackedAddress, b: PackedAddress) -> Bool {
    a.upper == b.upper && a.lower == b.lower && a.length == b.length
      && (a.kind == b.kind || (a.isBlock && b.isBlock && a.rank == b.rank))
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(upper)
    hasher.combine(lower)
    hasher.combine(UInt16(length) << 8 | UInt16(isBlock ? rank : kind.rawValue))
  }

  /// 20 bits that equal addresses share, and different ones rarely do.
  var mixedBits: Int {
    let bits = (upper ^ lower &* 31 ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(bits >> 44)
  }

  static func < (a: PackedAddress, b: PackedAddress) -> Bool {
    if a.isBlock, b.isBlock {
      if a.rank != b.rank { return a.rank < b.rank }
      if a.upper != b.upper { return a.upper < b.upper }
      // Of blocks that begin alike, the larger one comes first.
      return a.lower == b.lower ? a.length < b.length : a.lower < b.lower
    }
    return Order.by(a.address, b.address) ?? false
  }
}
