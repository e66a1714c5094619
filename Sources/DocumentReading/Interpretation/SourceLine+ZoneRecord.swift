/// Lines of a zone's file: "www.vendor.example. 3600 IN A 192.0.2.5" (RFC 1035 section 5.1).
extension SourceLine {
  /// Whether the line is one record of names, and nothing else.
  var isZoneRecord: Bool {
    guard text.utf8.count <= 300 else { return false }
    var words = text.split { $0.isWhitespace || $0 == "`" }[...]
    guard (3...12).contains(words.count), let name = words.popFirst(), !name.hasSuffix(":") else {
      return false
    }
    let isWhole = name.hasSuffix(".")
    let hasTime = words.first.map { $0.utf8.allSatisfy(\.isDigit) } ?? false
    if hasTime { words.removeFirst() }
    let hasClass = words.first == "IN"
    if hasClass { words.removeFirst() }
    // "Server A 192.0.2.1" has a name of two words.
    guard
      ["@", "*", "mail", "www", "ns1", "ns2"].contains(name) || name.contains(".") || hasTime
        || hasClass,
      let type = words.popFirst(), let value = words.first
    else { return false }
    switch type {
    case "A":
      return words.count == 1 && value.split(separator: ".").count == 4
        && value.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    case "AAAA": return words.count == 1 && value.contains(":")
    case "CNAME", "PTR", "NS": return words.count == 1 && value.contains(".")
    case "MX": return words.count <= 2 && words.last!.contains(".")
    case "TXT", "SOA", "SRV", "CAA": return isWhole || hasTime || hasClass
    default: return false
    }
  }
}

extension SourceLine {
  /// "127.0.0.1 localhost node.example": names that the machine gives itself in its file of hosts.
  var isHostsLine: Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[0].hasPrefix("127.") || words[0] == "::1" else { return false }
    return words.dropFirst().allSatisfy { word in
      word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
    }
  }
}

extension Interpreter {
  /// Tells of records of names, which open nothing.
  mutating func leaveOut(records: [SourceLine]) {
    findings.add(
      .warning, "records-left-alone", records[0],
      "the line is a record of names, and opens nothing; it was left out")
    leaveOut(records)
  }
}
