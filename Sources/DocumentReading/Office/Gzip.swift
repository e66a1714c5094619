import EndpointModel
import LibZ

/// The content of a gzip file (RFC 1952), which may have several members.
enum Gzip {
  /// - Throws: `.damaged`, or `.unpacksTooLarge` beyond the size of a document.
  static func content(of bytes: [UInt8]) throws(OfficeProblem) -> [UInt8] {
    var stream = z_stream()
    // 16 asks for gzip's own header and check sum.
    guard
      inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged("it cannot be unpacked") }
    defer { inflateEnd(&stream) }
    var out: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 18)
    var problem: OfficeProblem?
    bytes.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(clamping: input.count)
      while problem == nil {
        let code = room.withUnsafeMutableBufferPointer { buffer -> Int32 in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          return inflate(&stream, Z_NO_FLUSH)
        }
        out += room[..<(room.count - Int(stream.avail_out))]
        if out.count > Document.byteLimit { problem = .unpacksTooLarge }
        if code == Z_STREAM_END {
          // Zeros that fill up a block may follow; anything else is a further member.
          let rest = UnsafeBufferPointer(start: stream.next_in, count: Int(stream.avail_in))
          if rest.allSatisfy({ $0 == 0 }) { break }
          if inflateReset(&stream) != Z_OK { problem = .damaged("it cannot be unpacked") }
        } else if code != Z_OK {
          problem = .damaged(
            stream.avail_in == 0 ? "its end is missing" : "its content or check sum is wrong")
        }
      }
    }
    if let problem { throw problem }
    return out
  }
}
