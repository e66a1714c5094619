import EndpointModel

/// The encodings used in mails: base64, quoted-printable, encoded words (RFC 2045, RFC 2047).
enum MailWords {
  /// Decodes encoded words such as `=?utf-8?Q?Gr=C3=BC=C3=9Fe?=`.
  static func decoded(_ text: String) -> String {
    guard text.contains("=?") else { return text }
    let joined = text.replacing(Pattern.between, with: "?==?")
    return joined.replacing(Pattern.word) { match in
      let bytes: [UInt8]
      if match.output.2.lowercased() == "b" {
        bytes = base64(Array(match.output.3.utf8))
      } else {
        var out: [UInt8] = []
        let plain = match.output.3.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
        _ = appendQuotedPrintable(plain[...], to: &out)
        bytes = out
      }
      return String(
        decoding: utf8(bytes, charset: match.output.1.lowercased()), as: UTF8.self
      ).withoutUnsafeCharacters.text
    }
  }

  /// Decodes a parameter such as `UTF-8''Gr%C3%BC%C3%9Fe.xlsx` (RFC 8187).
  static func extendedValue(_ text: String) -> String {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return text }
    var out: [UInt8] = []
    var rest = Array(parts[2].utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let high = rest.first?.hexDigit,
        let low = rest.dropFirst().first?.hexDigit
      {
        out.append(UInt8(high) << 4 | UInt8(low))
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: utf8(out, charset: parts[0].lowercased()), as: UTF8.self)
  }

  static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte) - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte) - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte) + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return out
  }

  /// - Returns: whether the line continues on the next one.
  static func appendQuotedPrintable(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
    var line = line
    while line.last == 0x20 || line.last == 0x09 || line.last == 0x0D { line.removeLast() }
    var i = line.startIndex
    while i < line.endIndex {
      if line[i] == UInt8(ascii: "=") {
        if i == line.endIndex - 1 { return true }
        if i + 2 < line.endIndex, let high = line[i + 1].hexDigit, let low = line[i + 2].hexDigit {
          out.append(UInt8(high) << 4 | UInt8(low))
          i += 3
          continue
        }
      }
      out.append(line[i])
      i += 1
    }
    return false
  }

  /// Bytes in a named character set as UTF-8; unchanged if they cannot be decoded.
  static func utf8(_ bytes: [UInt8], charset: String) -> [UInt8] {
    var charset = charset
    if String(validating: bytes, as: UTF8.self) != nil { charset = "utf-8" }
    let document = Document(bytes: bytes, source: "")
    switch charset {
    case "utf-8", "us-ascii": return bytes
    default:
      // Latin character sets and UTF-16 are recognized by their bytes.
      return (try? TextDecoding.text(of: document).0.utf8) ?? bytes
    }
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let between =
    /\?=\s+=\?/
  nonisolated(unsafe) static let word =
    /=\?([^\s?]+)\?([bBqQ])\?([^\s?]*)\?=/
}
