import EndpointModel

/// An endpoint's address as the schema stores it (`Migrations/0001`).
enum StoredAddress: Hashable {
  /// An IP block or range; empty for no address.
  case bytes([UInt8])
  case text(String)

  /// Takes the place of a block's prefix length.
  private static let rangeMark: UInt8 = 255

  init(_ address: EndpointAddress?) {
    switch address {
    case nil: self = .bytes([])
    case .block(let block)?: self.init(block)
    case .range(let unaligned)?:
      let range = unaligned.range
      self = .bytes(
        Self.prefix(range.first) + [Self.rangeMark] + Self.prefix(range.last).dropFirst())
    case let other?: self = .text(other.description)
    }
  }

  init(_ block: CIDRBlock) {
    self = .bytes(
      [UInt8](unsafeUninitializedCapacity: Self.blockLimit) { bytes, count in
        count = Self.write(block, to: bytes)
      })
  }

  /// The most bytes a block takes.
  static let blockLimit = 18

  /// Writes a block's bytes and returns their count; the buffer must have room for them.
  static func write(_ block: CIDRBlock, to bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let length = write(block.first, to: bytes)
    bytes[length] = UInt8(block.prefixLength)
    return length + 1
  }

  private static func write(
    _ address: IPAddress, to bytes: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let width = address.family.bitWidth / 8
    bytes[0] = address.family.rawValue
    var number = address.number
    for i in stride(from: width, to: 0, by: -1) {
      bytes[i] = UInt8(truncatingIfNeeded: number)
      number >>= 8
    }
    return width + 1
  }

  /// The first bytes of everything that begins at an address.
  private static func prefix(_ address: IPAddress) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: blockLimit) { bytes, count in
      count = write(address, to: bytes)
    }
  }

  /// Everything that begins inside a range lies between these.
  static func bounds(of range: AddressRange) -> (low: StoredAddress, high: StoredAddress) {
    (
      .bytes(prefix(range.first)),
      .bytes(prefix(range.last) + Array(repeating: 255, count: 18))
    )
  }

  /// The address of stored bytes: an inner nil for no address, an outer nil if they are not an
  /// address.
  static func decoded(_ bytes: UnsafeRawBufferPointer) -> EndpointAddress?? {
    if bytes.isEmpty { return .some(nil) }
    guard let family = IPFamily(rawValue: bytes[0]) else { return nil }
    let width = family.bitWidth / 8
    guard bytes.count > width + 1, let first = number(bytes, at: 1, family) else { return nil }
    if bytes.count == width + 2 {
      guard let block = CIDRBlock(enclosing: first, prefixLength: Int(bytes[width + 1])),
        block.first == first
      else { return nil }
      return .block(block)
    }
    guard bytes.count == 2 * width + 2, bytes[width + 1] == rangeMark,
      let last = number(bytes, at: width + 2, family), let range = AddressRange(first, last)
    else { return nil }
    return EndpointAddress(range)
  }

  private static func number(
    _ bytes: UnsafeRawBufferPointer, at start: Int, _ family: IPFamily
  ) -> IPAddress? {
    if family == .v4 {
      let number = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      return IPAddress(family: .v4, number: UInt128(number))
    }
    let halves = (
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
    )
    return IPAddress(family: .v6, number: UInt128(halves.0) << 64 | UInt128(halves.1))
  }
}
