extension HTMLPageBuilder {
  /// The page without `<wbr>` and references to zero-width characters. The parser does not know
  /// these, and would nest what follows each `<wbr>` inside it.
  static func withoutWordBreaks(_ utf8: [UInt8]) -> [UInt8] {
    utf8.withUnsafeBufferPointer { bytes in
      var out: [UInt8] = []
      var kept = 0
      var i = 0
      while i < bytes.count {
        guard let length = wordBreak(bytes, at: i) else {
          i += 1
          continue
        }
        if out.isEmpty { out.reserveCapacity(bytes.count) }
        out += bytes[kept..<i]
        i += length
        kept = i
      }
      if kept == 0 { return utf8 }
      out += bytes[kept...]
      return out
    }
  }

  /// How many bytes the word break at a place has; nil if there is none.
  private static func wordBreak(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    func stands(_ name: StaticString, at place: Int) -> Bool {
      place + name.utf8CodeUnitCount <= bytes.count
        && (0..<name.utf8CodeUnitCount).allSatisfy {
          bytes[place + $0] == name.utf8Start[$0] || bytes[place + $0] | 0x20 == name.utf8Start[$0]
        }
    }
    switch bytes[start] {
    case UInt8(ascii: "<"):
      let isEnd = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "/")
      let name = start + (isEnd ? 2 : 1)
      guard stands("wbr", at: name) else { return nil }
      var end = name + 3
      // Its attributes, if any, are few, and line ends must stay to keep lines numbered.
      while end < bytes.count, end < name + 80, bytes[end] != UInt8(ascii: ">") {
        let byte = bytes[end]
        if byte.isLineEnd || end == name + 3 && byte != 0x20 && byte != UInt8(ascii: "/") {
          return nil
        }
        end += 1
      }
      guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return nil }
      return end + 1 - start
    case UInt8(ascii: "&"):
      for name: StaticString in ["ZeroWidthSpace;", "NoBreak;"]
      where stands(name, at: start + 1) {
        return 1 + name.utf8CodeUnitCount
      }
      return nil
    default: return nil
    }
  }
}
