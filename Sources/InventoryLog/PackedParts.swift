import Digests
import LibZ

/// Bytes as they stand in rows of at most 1 MB: in parts of `rawSize` bytes, each packed by itself (RFC
/// 1950). Their digest is that of the digests of the parts, so that none has to be kept to tell it.
struct PackedParts {
  /// So long is a part before it is packed; packed it is never longer than 1,000,000 bytes.
  static let rawSize = 960_000

  private var digests: [UInt8] = []

  /// Of all parts that were packed or unpacked.
  var digest: [UInt8] { SHA256(of: digests).bytes }

  mutating func pack(_ part: [UInt8]) throws(LogError) -> [UInt8] {
    digests += SHA256(of: part).bytes
    var length = compressBound(UInt(part.count))
    let packed = [UInt8](unsafeUninitializedCapacity: Int(length)) { out, written in
      let isDone =
        compress2(out.baseAddress, &length, part, UInt(part.count), Z_BEST_SPEED) == Z_OK
      written = isDone ? Int(length) : 0
    }
    if packed.isEmpty { throw .refused(reason: "there is no memory left to pack it") }
    return packed
  }

  /// Nil if the bytes are damaged.
  mutating func unpack(_ packed: [UInt8]) -> [UInt8]? {
    var length = UInt(Self.rawSize)
    var isDone = false
    let part = [UInt8](unsafeUninitializedCapacity: Self.rawSize) { out, written in
      isDone = uncompress(out.baseAddress, &length, packed, UInt(packed.count)) == Z_OK
      written = isDone ? Int(length) : 0
    }
    if !isDone { return nil }
    digests += SHA256(of: part).bytes
    return part
  }
}
