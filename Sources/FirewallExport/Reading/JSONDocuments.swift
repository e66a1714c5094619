/// The JSON documents of a text that holds several, one after the other, as `jq` takes them.
enum JSONDocuments {
  /// - Throws: `FirewallReadingError` if something is not JSON, or there is no document.
  static func parse(_ text: String, of target: String) throws -> [ConfigurationJSON] {
    let documents = try split(text, of: target).map {
      try ConfigurationJSON(parsing: $0, of: target)
    }
    guard !documents.isEmpty else { throw FirewallReadingError(target, "it is empty") }
    return documents
  }

  private static func split(_ text: String, of target: String) throws -> [String] {
    var documents: [String] = []
    var current: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in text.utf8 {
      if depth == 0, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { continue }
      current.append(byte)
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth < 0 || depth == 0 && isInString {
        throw FirewallReadingError(target, "it is not JSON")
      }
      if depth == 0, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        documents.append(String(decoding: current, as: UTF8.self))
        current = []
      }
    }
    if !current.isEmpty { throw FirewallReadingError(target, "it is not JSON, or cut off") }
    return documents
  }
}
