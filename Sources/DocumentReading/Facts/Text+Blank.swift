import EndpointModel

extension StringProtocol {
  /// Whether it is empty, or a word that stands for nothing in a table cell.
  var isBlankWord: Bool {
    // No such word in Latin letters has more than 4 bytes, not counting white space around it.
    let isLonger = withUTF8Bytes { bytes in
      bytes.count > 4 && (0x21..<0x7F).contains(bytes[0]) && (0x21..<0x7F).contains(bytes.last!)
    }
    if isLonger { return false }
    return switch trimmed.lowercased() {
    case "", "-", "–", "—", "n/a", "na", "none", "--", "nil", "/", "./.", "なし", "無し", "无", "無",
      "없음":
      true
    default: false
    }
  }
}
