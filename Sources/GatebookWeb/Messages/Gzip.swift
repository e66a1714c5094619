import LibZ

/// Packs bytes as gzip (RFC 1952), without a time, so that the same bytes give the same.
enum Gzip {
  /// Nil if there is no memory for it, or they are too many for one piece.
  static func packed(_ bytes: [UInt8]) -> [UInt8]? {
    guard let count = UInt32(exactly: bytes.count) else { return nil }
    var stream = z_stream()
    // 16 more bits of window than there are: gzip's own head and end.
    let begun = deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(count)))
    guard let room = UInt32(exactly: bound) else { return nil }
    var source = bytes
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { out, written in
      written = source.withUnsafeMutableBufferPointer { source in
        stream.next_in = source.baseAddress
        stream.avail_in = count
        stream.next_out = out.baseAddress
        stream.avail_out = room
        return deflate(&stream, Z_FINISH) == Z_STREAM_END ? bound - Int(stream.avail_out) : 0
      }
    }
    return packed.isEmpty ? nil : packed
  }
}
