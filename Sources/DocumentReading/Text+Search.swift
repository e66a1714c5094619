import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The standard library's substring search prepares tables for each call, which takes longer than
// scanning a cell or a line byte by byte.

extension StringProtocol {
  /// Whether the text contains the bytes of another one.
  func contains(_ piece: String) -> Bool { byteOffset(of: piece) != nil }

  /// The range where the bytes of another text first occur.
  func firstRange(of piece: String) -> Range<Index>? {
    guard let offset = byteOffset(of: piece) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: piece.utf8.count)
  }

  /// The text in lower case, without a copy if it is that already.
  var inLowerCase: String {
    let maybeOther = utf8.contains { $0 >= 0x80 || (0x41...0x5A).contains($0) }
    return maybeOther ? lowercased() : String(self)
  }

  private func byteOffset(of piece: String) -> Int? {
    withUTF8Bytes { bytes in
      piece.withUTF8Bytes { wanted in
        guard let first = wanted.first else { return 0 }
        guard let text = bytes.baseAddress, let whole = wanted.baseAddress else { return nil }
        var start = 0
        while start + wanted.count <= bytes.count {
          let places = bytes.count - wanted.count + 1 - start
          guard let found = memchr(text + start, Int32(first), places) else { return nil }
          let offset = UnsafeRawPointer(found) - UnsafeRawPointer(text)
          if memcmp(found, whole, wanted.count) == 0 { return offset }
          start = offset + 1
        }
        return nil
      }
    }
  }
}
