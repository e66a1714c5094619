extension ConfigurationXML {
  func children(_ name: String) -> [ConfigurationXML] { children.filter { $0.name == name } }

  /// The elements at the end of a path, whose parts may each stand several times.
  func elements(at path: String...) -> [ConfigurationXML] {
    path.reduce([self]) { elements, name in elements.flatMap { $0.children(name) } }
  }

  func has(_ name: String) -> Bool { children.contains { $0.name == name } }

  /// The text of a child without blanks around it; nil if there is none, or it is empty.
  func value(_ name: String) -> String? {
    children.last { $0.name == name }.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
  }

  /// Whether a child is there that says neither `0` nor `no`: pfSense writes empty ones, OPNsense `1`.
  func isSet(_ name: String) -> Bool {
    children.last { $0.name == name }.map { !["0", "no"].contains($0.trimmed) } ?? false
  }

  /// Its text without blanks around it.
  var trimmed: String {
    var text = text.unicodeScalars[...]
    while let first = text.first, first.properties.isWhitespace { text.removeFirst() }
    while let last = text.last, last.properties.isWhitespace { text.removeLast() }
    return String(text)
  }
}
