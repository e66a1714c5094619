// Text from a document is hostile: it reaches a person only through these functions.

extension Unicode.Scalar {
  /// Whether the scalar could act on a terminal or deceive its reader: control
  /// characters (C0, DEL, C1), line and paragraph separators, bidirectional
  /// controls (Unicode TR 9) and invisible characters (zero-width, BOM, tags).
  public var isUnsafeToShow: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// The text with every unsafe scalar escaped, such as `\u{1B}`.
  public var withVisibleControls: String {
    let isPlain = withUTF8Bytes { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
    if isPlain || !unicodeScalars.contains(where: \.isUnsafeToShow) { return String(self) }
    var out = ""
    for scalar in unicodeScalars {
      if scalar.isUnsafeToShow {
        out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// At most `limit` Unicode scalars, the last of them `…` if text was cut. Scalars are counted
  /// because a character may have any number of combining marks.
  public func abridged(to limit: Int) -> String {
    if utf8.count <= limit { return String(self) }
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return String(self) }
    return String(String.UnicodeScalarView(scalars[..<scalars.index(before: end)])) + "…"
  }
}
