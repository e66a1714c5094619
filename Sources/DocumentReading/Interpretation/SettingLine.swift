/// A line of settings, `add address=192.0.2.0/24 list=vendor comment="Web"`, as network devices and
/// exports write them: a record with a field for each.
enum SettingLine {
  /// The records of lines of which each has at least two settings, and some an address; nil for
  /// other lines. A line in front that has none names them all.
  static func records(_ lines: [SourceLine]) -> [Record]? {
    var lines = lines[...]
    if let first = lines.first, lines.count > 1, fields(of: first).count < 2 {
      lines = lines.dropFirst()
    }
    let records = lines.map { Record(fields: fields(of: $0)) }
    let saysAddress = records.allSatisfy { record in
      record.fields.count >= 2
        && record.fields.contains {
          $0.label.asKey.saysAddress && TextFacts($0.lines).holdsAddress
        }
    }
    return records.isEmpty || !saysAddress ? nil : records.map(\.withVerdict)
  }

  private static func fields(of line: SourceLine) -> [(label: String, lines: [SourceLine])] {
    words(of: line.text).compactMap { word in
      guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return nil }
      let key = word[..<equals]
      guard key.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else { return nil }
      let value = word[word.index(after: equals)...].filter { $0 != "\"" }
      return (label(String(key)), [SourceLine(number: line.number, text: value)])
    }
  }

  /// A list's name says what its addresses are for.
  private static func label(_ key: String) -> String {
    switch key.lowercased() {
    case "list": "Group"
    case "comment": "Service"
    default: key.separatedWords
    }
  }

  /// The words of a line; blanks within quotation marks separate nothing.
  private static func words(of text: String) -> [Substring] {
    var isQuoted = false
    return text.split { character in
      if character == "\"" { isQuoted.toggle() }
      return character.isWhitespace && !isQuoted
    }
  }
}

extension Record {
  /// With a verdict of its own, where the name of its list is that of a deny list, or it is off.
  fileprivate var withVerdict: Record {
    let isDenied = fields.contains { field in
      let value = field.lines.text
      return field.label == "Group"
        && Lexicon.concepts(in: value.separatedWords).contains(.deny)
        || field.label.lowercased() == "disabled" && ["yes", "true"].contains(value.lowercased())
    }
    var record = self
    if isDenied { record.fields.append(("Action", [SourceLine(number: line, text: "deny")])) }
    return record
  }

  private var line: Int { fields.first?.lines.first?.number ?? 0 }
}
