import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Decodes bytes to text. UTF-16 is recognized by its byte order mark or by its zero bytes;
/// otherwise UTF-8 is assumed. Bytes that are neither and hold no binary data are read as
/// Windows-1252 (which includes Latin-1's printable part), with a finding.
enum TextDecoding {
  static func text(of document: Document) throws(ReadingError) -> (SourceText, [Finding]) {
    let bytes = document.bytes
    try checkFirstLine(document)
    func made(_ encoding: String, _ utf8: [UInt8]) throws(ReadingError) -> SourceText {
      let isBlank = utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
      if isBlank { throw .empty(source: document.source) }
      return SourceText(
        source: document.source, encoding: encoding,
        utf8: Self.withPlainLineEnds(utf8, of: document.source))
    }

    // UTF-32 begins like UTF-16, but no document is published in it.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw .notText(source: document.source, offset: 2)
    }
    if let littleEndian = utf16ByteOrder(bytes) {
      guard let utf8 = utf8(fromUTF16: bytes, littleEndian: littleEndian) else {
        throw .notText(source: document.source, offset: 0)
      }
      return (try made(littleEndian ? "utf-16le" : "utf-16be", utf8), [])
    }
    let unmarked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let binary = firstZero(unmarked) {
      throw .notText(source: document.source, offset: binary)
    }
    if isValidUTF8(unmarked) { return (try made("utf-8", unmarked), []) }

    let controls = unmarked.filter { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    guard controls.count * 100 <= unmarked.count else {
      throw .notText(
        source: document.source, offset: unmarked.firstIndex { $0 == controls[0] } ?? 0)
    }
    let text = String(String.UnicodeScalarView(unmarked.map(windows1252)))
    let finding = Finding(
      .warning, "encoding-assumed", line: nil, quote: nil,
      message: "the bytes are not UTF-8; they were read as Windows-1252")
    return (try made("windows-1252", Array(text.utf8)), [finding])
  }

  /// Refuses a runaway first line before anything is decoded. JSON and HTML may be on one line.
  private static func checkFirstLine(_ document: Document) throws(ReadingError) {
    let bytes = document.bytes
    guard bytes.count > SourceText.lineByteLimit,
      let first = bytes.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }),
      first != UInt8(ascii: "{"), first != UInt8(ascii: "["), first != UInt8(ascii: "<")
    else { return }
    let length = bytes.withUnsafeBytes { buffer in
      [UInt8(ascii: "\n"), UInt8(ascii: "\r")].map { end in
        memchr(buffer.baseAddress!, Int32(end), buffer.count).map {
          UnsafeRawPointer($0) - UnsafeRawPointer(buffer.baseAddress!)
        } ?? buffer.count
      }.min()!
    }
    guard length <= SourceText.lineByteLimit else {
      throw .lineTooLong(source: document.source, line: 1, byteCount: length)
    }
  }

  /// Whether UTF-16 is little-endian; nil if the bytes are not UTF-16. Decided by the mark, or by
  /// zeros in at least three quarters of the high bytes at the beginning.
  private static func utf16ByteOrder(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xFF, 0xFE]) { return true }
    if bytes.starts(with: [0xFE, 0xFF]) { return false }
    let head = bytes.prefix(512)
    guard head.count >= 8, bytes.count % 2 == 0 else { return nil }
    let zeros = [0, 1].map { offset in
      stride(from: offset, to: head.count, by: 2).count { head[$0] == 0 }
    }
    let half = head.count / 2
    if zeros[1] * 4 >= half * 3, zeros[0] == 0 { return true }
    if zeros[0] * 4 >= half * 3, zeros[1] == 0 { return false }
    return nil
  }

  /// Nil if the bytes are not UTF-16: an odd number, or a lone surrogate.
  private static func utf8(fromUTF16 bytes: [UInt8], littleEndian: Bool) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    var units = stride(from: 0, to: bytes.count, by: 2).map { i -> UInt16 in
      let (low, high) = littleEndian ? (bytes[i], bytes[i + 1]) : (bytes[i + 1], bytes[i])
      return UInt16(high) << 8 | UInt16(low)
    }
    if units.first == 0xFEFF { units.removeFirst() }
    var out: [UInt8] = []
    let invalid = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true,
      into: { out.append($0) })
    return invalid ? nil : out
  }

  /// Replaces U+0085, U+2028 and U+2029, which end lines, by LF; not in JSON, where a string may
  /// contain them. In separated values they are white space of a cell: no program that writes these
  /// takes them for the end of a row and puts such a cell into quotation marks.
  private static func withPlainLineEnds(_ utf8: [UInt8], of source: String) -> [UInt8] {
    if isASCII(utf8) { return utf8 }
    let first = utf8.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return utf8 }
    guard let blank = withLineEndsOfUnicode(as: UInt8(ascii: " "), utf8) else { return utf8 }
    // Without another line end inside, they are the only ones that a table could have.
    if let end = blank.firstIndex(where: \.isLineEnd), blank[end...].contains(where: { $0 > 0x20 })
    {
      let format = DocumentFormat(of: SourceText(source: source, encoding: "utf-8", utf8: blank))
      if format == .csv || format == .tsv { return blank }
    }
    return withLineEndsOfUnicode(as: UInt8(ascii: "\n"), utf8) ?? utf8
  }

  /// The text with something else for U+0085, U+2028 and U+2029; nil if it has none of them.
  private static func withLineEndsOfUnicode(as byte: UInt8, _ utf8: [UInt8]) -> [UInt8]? {
    utf8.withUnsafeBufferPointer { bytes in
      func endLength(_ i: Int) -> Int? {
        if bytes[i] == 0xC2, i + 1 < bytes.count, bytes[i + 1] == 0x85 { return 2 }
        guard bytes[i] == 0xE2, i + 2 < bytes.count, bytes[i + 1] == 0x80 else { return nil }
        return bytes[i + 2] == 0xA8 || bytes[i + 2] == 0xA9 ? 3 : nil
      }
      guard bytes.indices.contains(where: { endLength($0) != nil }) else { return nil }
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count)
      var i = 0
      while i < bytes.count {
        if let length = endLength(i) {
          out.append(byte)
          i += length
        } else {
          out.append(bytes[i])
          i += 1
        }
      }
      return out
    }
  }

  private static func firstZero(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in
      memchr(buffer.baseAddress!, 0, buffer.count).map {
        UnsafeRawPointer($0) - UnsafeRawPointer(buffer.baseAddress!)
      }
    }
  }

  private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
    isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil
  }

  /// Checks eight bytes at a time.
  private static func isASCII(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      let words = buffer.count / 8
      var seen: UInt64 = 0
      for word in 0..<words {
        seen |= buffer.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
      }
      for byte in buffer[(words * 8)...] { seen |= UInt64(byte) }
      return seen & 0x8080_8080_8080_8080 == 0
    }
  }

  /// The WHATWG table of windows-1252 (Encoding Standard, section 9): the five bytes that Microsoft
  /// left undefined are C1 controls.
  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    let high: [Unicode.Scalar] = [
      "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}",
      "\u{2021}", "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}",
      "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}",
      "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}",
      "\u{178}",
    ]
    return (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }
}
