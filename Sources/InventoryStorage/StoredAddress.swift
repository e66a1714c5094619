import EndpointModel
import Foundation
import GRDB

/// An endpoint's address as the schema stores it (`Migrations/0006`).
enum StoredAddress: Hashable {
  /// An IP block or range; empty for no address.
  case bytes([UInt8])
  case text(String)

  /// Stands where a block has its prefix length.
  private static let rangeMark: UInt8 = 255

  init(_ address: EndpointAddress?) {
    switch address {
    case nil: self = .bytes([])
    case .block(let block)?: self.init(block)
    case .range(let range)?:
      if let block = range.block {
        self.init(block)
      } else {
        self = .bytes(
          Self.prefix(range.first) + [Self.rangeMark] + Self.prefix(range.last).dropFirst())
      }
    case let other?: self = .text(other.description)
    }
  }

  init(_ block: CIDRBlock) {
    self = .bytes(
      [UInt8](unsafeUninitializedCapacity: Self.blockLimit) { bytes, count in
        count = Self.write(block, to: bytes)
      })
  }

  /// The most bytes that a block takes.
  static let blockLimit = 18

  /// Writes a block's bytes and returns how many they are; the buffer has room for them.
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

  /// What all that begins at an address begins with.
  private static func prefix(_ address: IPAddress) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: blockLimit) { bytes, count in
      count = write(address, to: bytes)
    }
  }

  /// Between these lies all that begins inside a range.
  static func bounds(of range: AddressRange) -> (low: StoredAddress, high: StoredAddress) {
    (
      .bytes(prefix(range.first)),
      .bytes(prefix(range.last) + Array(repeating: 255, count: 18))
    )
  }

  /// The address of stored bytes: nil within nil for none; nil where they are no address.
  static func decoded(
    _ bytes: UnsafeRawBufferPointer, asRange: Bool
  ) -> EndpointAddress?? {
    if bytes.isEmpty { return .some(nil) }
    guard let family = IPFamily(rawValue: bytes[0]) else { return nil }
    let width = family.bitWidth / 8
    guard bytes.count > width + 1, let first = number(bytes, at: 1, family) else { return nil }
    if bytes.count == width + 2 {
      guard let block = CIDRBlock(enclosing: first, prefixLength: Int(bytes[width + 1])),
        block.first == first
      else { return nil }
      return asRange ? .range(AddressRange(block)) : .block(block)
    }
    guard bytes.count == 2 * width + 2, bytes[width + 1] == rangeMark,
      let last = number(bytes, at: width + 2, family), let range = AddressRange(first, last)
    else { return nil }
    return .range(range)
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

  /// The function that migration 6 calls, for the bounds (a byte 4 or 6, then the address)
  /// and names of the schema before it.
  static let migration = DatabaseFunction("stored_address", argumentCount: 3, pure: true) {
    values in
    if let name = String.fromDatabaseValue(values[2]) { return name }
    guard let low = Data.fromDatabaseValue(values[0]),
      let high = Data.fromDatabaseValue(values[1])
    else { return Data() }
    func address(_ bytes: Data) throws -> IPAddress {
      guard let tag = bytes.first, let family = IPFamily(rawValue: tag),
        bytes.count == family.bitWidth / 8 + 1,
        let address = IPAddress(
          family: family, number: bytes.dropFirst().reduce(0) { $0 << 8 | UInt128($1) })
      else { throw Row.corrupt("an address has wrong bounds") }
      return address
    }
    guard let range = AddressRange(try address(low), try address(high)),
      case .bytes(let bytes) = StoredAddress(.range(range))
    else { throw Row.corrupt("an address has wrong bounds") }
    return Data(bytes)
  }
}
