extension String {
  /// The text as a comment in any firewall's language: printable ASCII on one line, without
  /// quotation marks, brackets, backslashes or anything else that a language gives a meaning;
  /// an underscore stands for each other character. Cut to a length.
  func asComment(limit: Int = 120) -> String {
    var out = ""
    for scalar in unicodeScalars.prefix(limit) {
      out.unicodeScalars.append(scalar.isHarmless ? scalar : "_")
    }
    return out
  }
}

extension Unicode.Scalar {
  fileprivate var isHarmless: Bool {
    isASCII && properties.isAlphabetic || "0123456789 .,:/+-_@()*".unicodeScalars.contains(self)
  }
}
