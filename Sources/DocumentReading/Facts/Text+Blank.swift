import EndpointModel

extension StringProtocol {
  /// Nothing, or a word that stands for nothing in a table's cell.
  var isBlankWord: Bool {
    // No such word is as long, the white space around it aside.
    let isLonger = withUTF8Bytes { bytes in
      bytes.count > 4 && (0x21..<0x7F).contains(bytes[0]) && (0x21..<0x7F).contains(bytes.last!)
    }
    if isLonger { return false }
    return switch trimmed.lowercased() {
    case "", "-", "–", "—", "n/a", "na", "none", "--", "nil", "/", "./.": true
    default: false
    }
  }
}
