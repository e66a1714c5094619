/// The two address families of the Internet Protocol.
public enum IPFamily: UInt8, Hashable, Sendable, Comparable, CaseIterable {
  case v4 = 4
  case v6 = 6

  /// The width of an address in bits: 32 or 128.
  public var bitWidth: Int { self == .v4 ? 32 : 128 }

  /// The number of the highest address.
  public var highest: UInt128 { self == .v4 ? UInt128(UInt32.max) : .max }

  public static func < (a: IPFamily, b: IPFamily) -> Bool { a.rawValue < b.rawValue }
}

/// One IPv4 or IPv6 address.
///
/// Addresses are ordered by family first, then by number. An IPv4-mapped IPv6 address
/// (`::ffff:1.2.3.4`) is an IPv6 address and never equal to the IPv4 one. Zones (`fe80::1%eth0`)
/// are refused: a vendor's endpoint has none.
///
/// ```swift
/// try IPAddress(parsing: "2001:DB8:0:0::1").description  // "2001:db8::1"
/// ```
public struct IPAddress: Hashable, Sendable {
  // Two halves rather than one `UInt128`, which would take more room.
  private let upper: UInt64
  private let lower: UInt64
  public let family: IPFamily

  /// The address as a number; below 2^32 for IPv4.
  public var number: UInt128 { UInt128(upper) << 64 | UInt128(lower) }

  /// The address with that number; nil if the family has none.
  public init?(family: IPFamily, number: UInt128) {
    guard number <= family.highest else { return nil }
    self.init(unchecked: family, number)
  }

  /// For numbers known to be valid in the family.
  init(unchecked family: IPFamily, _ number: UInt128) {
    assert(number <= family.highest)
    self.family = family
    upper = UInt64(truncatingIfNeeded: number >> 64)
    lower = UInt64(truncatingIfNeeded: number)
  }

  /// One bit for the family and the first 63 bits of the address; ascending in
  /// the order of addresses.
  var leadingBits: UInt64 { family == .v4 ? lower << 31 : 1 << 63 | upper >> 1 }

  /// The next higher address of the family, or nil after the highest.
  public var successor: IPAddress? {
    number == family.highest ? nil : IPAddress(unchecked: family, number + 1)
  }

  /// The next lower address of the family, or nil before the lowest.
  public var predecessor: IPAddress? {
    number == 0 ? nil : IPAddress(unchecked: family, number - 1)
  }
}

extension IPAddress: Comparable {
  public static func < (a: IPAddress, b: IPAddress) -> Bool {
    if a.family != b.family { return a.family < b.family }
    return a.upper == b.upper ? a.lower < b.lower : a.upper < b.upper
  }
}
