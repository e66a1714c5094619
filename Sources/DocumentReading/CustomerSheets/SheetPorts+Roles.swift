import EndpointModel
import InventoryModel

extension SheetPorts {
  /// The ports of a cell that names their roles: `signaling 7412, data 5700-5763, 5800`. Empty if it
  /// names none.
  ///
  /// - Throws: `ValueError` if a role is named twice, something stands before the first one, or the
  ///   ports of one are not understood.
  static func byRole(_ text: String) throws(ValueError) -> [PortRole: SheetPorts] {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "list of ports by role", input: text, rule: rule)
    }
    let names = text.matches(of: Pattern.role)
    guard let first = names.first else { return [:] }
    guard text[..<first.range.lowerBound].trimmed.isEmpty else {
      throw failure("something stands before its first role")
    }
    var ports: [PortRole: SheetPorts] = [:]
    for (place, name) in names.enumerated() {
      let role: PortRole = name.output.1.lowercased() == "data" ? .data : .signaling
      let end = place + 1 < names.count ? names[place + 1].range.lowerBound : text.endIndex
      guard ports[role] == nil else { throw failure("it names \(role.rawValue) twice") }
      ports[role] = try SheetPorts(
        String(text[name.range.upperBound..<end]).withoutSeparatorAtEnd)
    }
    return ports
  }
}

extension String {
  /// Without what stands between the ports of one role and the next one.
  fileprivate var withoutSeparatorAtEnd: String {
    var text = self.trimmed
    if let last = text.last, ",;/|+&".contains(last) { text.removeLast() }
    for word in [" and", " und", " et"] where text.lowercased().hasSuffix(word) {
      text.removeLast(word.count)
    }
    return text.trimmed
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. It never changes.
private enum Pattern {
  nonisolated(unsafe) static let role = /\b(signall?ing|data)\b(?:[ ]+ports?\b)?[ ]*[:=]?/
    .ignoresCase()
}
