/// An address and a prefix length, with every bit after the prefix zero (RFC 4632 section 3.1): all
/// addresses that share the prefix.
///
/// Ordered by first address; of two that begin alike, the larger comes first. Its text is
/// `192.0.2.0/24`; a block of one address is written without its length.
///
/// ```swift
/// try CIDRBlock(parsing: "192.0.2.0/255.255.255.0").description  // "192.0.2.0/24"
/// ```
public struct CIDRBlock: Hashable, Sendable {
  public let first: IPAddress
  public let prefixLength: Int

  /// The block of that length that holds the address; nil if the address's
  /// family has no such length.
  public init?(enclosing address: IPAddress, prefixLength: Int) {
    let family = address.family
    guard (0...family.bitWidth).contains(prefixLength) else { return nil }
    let mask = Self.hostMask(family, prefixLength)
    self.first = IPAddress(unchecked: family, address.number & ~mask)
    self.prefixLength = prefixLength
  }

  /// The block of one address.
  public init(_ address: IPAddress) {
    self.first = address
    self.prefixLength = address.family.bitWidth
  }

  /// For a first address known to have no host bits.
  init(unchecked first: IPAddress, _ prefixLength: Int) {
    assert(first.number & Self.hostMask(first.family, prefixLength) == 0)
    self.first = first
    self.prefixLength = prefixLength
  }

  public var family: IPFamily { first.family }

  public var last: IPAddress {
    IPAddress(unchecked: family, first.number | Self.hostMask(family, prefixLength))
  }

  public func contains(_ address: IPAddress) -> Bool {
    first <= address && address <= last
  }

  /// The bits after the prefix.
  static func hostMask(_ family: IPFamily, _ prefixLength: Int) -> UInt128 {
    let bits = UInt128(family.bitWidth - prefixLength)
    return bits == 128 ? .max : (1 << bits) - 1
  }
}

extension CIDRBlock: Comparable {
  public static func < (a: CIDRBlock, b: CIDRBlock) -> Bool {
    a.first == b.first ? a.prefixLength < b.prefixLength : a.first < b.first
  }
}
