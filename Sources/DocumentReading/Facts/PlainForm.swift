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
