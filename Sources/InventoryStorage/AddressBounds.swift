import EndpointModel
import Foundation
import GRDB

/// The stored form of an IP address: a byte 4 or 6, then the address in network
/// order. In byte order these come by family, then by number.
enum AddressBounds {
  static func encoded(_ address: IPAddress) -> [UInt8] {
    let width = address.family.bitWidth / 8
    var bytes = [UInt8](repeating: 0, count: width + 1)
    bytes[0] = address.family.rawValue
    for i in 0..<width {
      bytes[width - i] = UInt8(truncatingIfNeeded: address.number >> UInt128(8 * i))
    }
    return bytes
  }

  /// Nil for bytes that are no stored address.
  static func decoded(_ bytes: some Collection<UInt8>) -> IPAddress? {
    guard let tag = bytes.first, let family = IPFamily(rawValue: tag),
      bytes.count == family.bitWidth / 8 + 1
    else { return nil }
    return IPAddress(family: family, number: bytes.dropFirst().reduce(0) { $0 << 8 | UInt128($1) })
  }
}

extension Row {
  /// The range whose bounds stand in a column and the one after it; nil where
  /// they are null.
  ///
  /// - Throws: `DatabaseError` (`SQLITE_CORRUPT`) where the bytes are no bounds.
  func range(_ column: Int) throws -> AddressRange? {
    guard let low: Data = self[column], let high: Data = self[column + 1] else { return nil }
    guard let first = AddressBounds.decoded(low), let last = AddressBounds.decoded(high),
      let range = AddressRange(first, last)
    else { throw Self.corrupt("an address has wrong bounds") }
    return range
  }
}
