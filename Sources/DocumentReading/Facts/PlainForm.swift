/// The form in which texts are compared and split: one character for each meaning.
enum PlainForm {
  /// Maps full-width letters, digits and signs to ASCII; every dash to a hyphen, every quotation
  /// mark to an ASCII one; the spaces of Unicode to spaces; the punctuation of Chinese and
  /// Japanese to that of ASCII. A no-break space that separates thousands is removed.
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var out = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0..<0x80: out.append(scalar)
      case 0xFF1A:
        out.append(":")
        // "a.example：TCP 443"; not the port of "a.example：443".
        if i + 1 < scalars.count, scalars[i + 1].properties.isAlphabetic { out.append(" ") }
      case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0)!)
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: out.append("-")
      case 0x301C: out.append("~")
      case 0x2026, 0x22EF: out.append(contentsOf: "...".unicodeScalars)
      case 0x3001, 0x060C, 0xFF64: out.append(contentsOf: ", ".unicodeScalars)
      case 0x3002, 0xFF61: out.append(contentsOf: ". ".unicodeScalars)
      case 0x3010, 0x300C, 0x300E: out.append("(")
      case 0x3011, 0x300D, 0x300F: out.append(")")
      case 0x2018, 0x2019, 0x201A: out.append("'")
      case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: out.append("\"")
      case 0xA0, 0x202F, 0x2009:
        if !isThousandsMark(scalars, i) { out.append(" ") }
      case 0x1680, 0x2000...0x2008, 0x200A, 0x205F, 0x3000: out.append(" ")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Whether exactly three digits follow, and one or two precede.
  private static func isThousandsMark(_ scalars: [Unicode.Scalar], _ i: Int) -> Bool {
    func isDigit(_ place: Int) -> Bool {
      scalars.indices.contains(place) && ("0"..."9").contains(scalars[place])
    }
    return isDigit(i - 1) && isDigit(i + 1) && isDigit(i + 2) && isDigit(i + 3)
      && !isDigit(i + 4) && !(isDigit(i - 2) && isDigit(i - 3))
  }
}

extension String {
  /// The text without the blanks that translating programs put into wildcards: "*. vendor.example",
  /// "eu- * . vendor.example", "*: 443".
  var withWholeWildcards: String {
    guard utf8.contains(UInt8(ascii: "*")) else { return self }
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(of: UInt8(ascii: "*")), first + 1 < bytes.count else {
      return self
    }
    var out = Array(bytes[..<first])
    var next = first
    while next < bytes.count {
      guard bytes[next] == UInt8(ascii: "*"), next == 0 || bytes[next - 1].isASCIIBlank,
        let (sign, rest) = Self.wildcard(bytes, after: next)
      else {
        out.append(bytes[next])
        next += 1
        continue
      }
      // The blank before the star, if the name began before it.
      if out.count > 2, out[out.count - 2] == UInt8(ascii: "-"), !out[out.count - 3].isASCIIBlank {
        out.removeLast()
      }
      out += [UInt8(ascii: "*"), sign]
      next = rest
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The sign behind a star and the place of what it belongs to, if blanks are between them and a
  /// name with dots or a port follows.
  private static func wildcard(_ bytes: [UInt8], after star: Int) -> (sign: UInt8, rest: Int)? {
    func skipBlanks(_ i: Int) -> Int { bytes[i...].firstIndex { !$0.isASCIIBlank } ?? bytes.count }
    let mark = skipBlanks(star + 1)
    guard mark < bytes.count, [UInt8(ascii: "."), UInt8(ascii: ":")].contains(bytes[mark]) else {
      return nil
    }
    let rest = skipBlanks(mark + 1)
    guard rest < bytes.count, rest > star + 2 else { return nil }
    if bytes[mark] == UInt8(ascii: ":") { return bytes[rest].isDigit ? (bytes[mark], rest) : nil }
    let name = bytes[rest...].prefix { $0.maybeLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    let end = rest + name.count
    guard !name.isEmpty, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."),
      bytes[end + 1].maybeLetter
    else { return nil }
    return (bytes[mark], rest)
  }
}

extension Unicode.Scalar {
  /// A letter of a script that writes words without spaces between them.
  var isOfUnspacedScript: Bool {
    switch value {
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF,
      0xF900...0xFAFF, 0x20000...0x3FFFF, 0x0E00...0x0E7F:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// Whether any of it is of a script that writes words without spaces between them.
  var holdsUnspacedScript: Bool { unicodeScalars.contains(where: \.isOfUnspacedScript) }
}
