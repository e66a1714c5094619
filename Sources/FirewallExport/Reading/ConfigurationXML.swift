/// An element of a device's configuration in XML, as it is read (XML 1.0, fifth edition).
///
/// Documents with a DOCTYPE are refused, as no device writes one, and with it external
/// entities and those that grow. Elements lie at most `deepest` deep in each other.
final class ConfigurationXML {
  static let deepest = 100

  let name: String
  let attributes: [String: String]
  /// From 1.
  let line: Int
  fileprivate(set) var children: [ConfigurationXML] = []
  /// The text between its tags, without that of its children.
  fileprivate(set) var text = ""

  fileprivate init(_ name: String, _ attributes: [String: String], line: Int) {
    self.name = name
    self.attributes = attributes
    self.line = line
  }

  /// The root element of a text.
  ///
  /// - Throws: `FirewallReadingError` if the text is not well-formed.
  static func parse(_ text: String, of target: String) throws -> ConfigurationXML {
    var parser = ConfigurationXMLParser(text)
    do throws(XMLFailure) {
      return try parser.parse()
    } catch {
      throw FirewallReadingError(target, "line \(error.line): \(error.reason)")
    }
  }
}

private struct XMLFailure: Error {
  let line: Int
  let reason: String
}

/// Goes through the bytes once; elements that are open are kept on a stack, so that no depth of
/// the text is one of the program.
private struct ConfigurationXMLParser {
  private let bytes: [UInt8]
  private var i = 0
  private var line = 1
  private var open: [ConfigurationXML] = []
  private var root: ConfigurationXML?

  init(_ text: String) { bytes = Array(text.utf8) }

  private func failure(_ reason: String) -> XMLFailure { XMLFailure(line: line, reason: reason) }

  mutating func parse() throws(XMLFailure) -> ConfigurationXML {
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "<") { try markup() } else { try characters() }
    }
    guard open.isEmpty else { throw failure("the element \(open[open.count - 1].name) is open") }
    guard let root else { throw failure("it has no element") }
    return root
  }

  private mutating func markup() throws(XMLFailure) {
    if starts("<!--") {
      try pass("-->")
    } else if starts("<?") {
      try pass("?>")
    } else if starts("<![CDATA[") {
      let start = i + 9
      try pass("]]>")
      open.last?.text += String(decoding: bytes[start..<max(start, i - 3)], as: UTF8.self)
    } else if starts("<!") {
      throw failure("it has a document type declaration")
    } else if starts("</") {
      i += 2
      let name = name()
      passBlanks()
      guard let last = open.popLast(), last.name == name, next(">") else {
        throw failure("an end tag \(name.quoted) closes nothing")
      }
    } else {
      i += 1
      try element()
    }
  }

  private mutating func element() throws(XMLFailure) {
    let start = line
    let name = name()
    guard !name.isEmpty else { throw failure("a tag has no name") }
    var attributes: [String: String] = [:]
    while true {
      passBlanks()
      if next(">") || starts("/>") { break }
      let key = self.name()
      passBlanks()
      guard !key.isEmpty, next("=") else { throw failure("a tag is not understood") }
      passBlanks()
      guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "'") else {
        throw failure("an attribute has no value")
      }
      let mark = bytes[i]
      i += 1
      let first = i
      while i < bytes.count, bytes[i] != mark { step() }
      guard i < bytes.count else { throw failure("an attribute is not closed") }
      attributes[key] = try decoded(bytes[first..<i])
      i += 1
    }
    let element = ConfigurationXML(name, attributes, line: start)
    if let parent = open.last {
      parent.children.append(element)
    } else {
      guard root == nil else { throw failure("it has two root elements") }
      root = element
    }
    if starts("/>") {
      i += 2
    } else {
      open.append(element)
      guard open.count <= ConfigurationXML.deepest else {
        throw failure("its elements lie more than \(ConfigurationXML.deepest) deep in each other")
      }
    }
  }

  private mutating func characters() throws(XMLFailure) {
    let start = i
    while i < bytes.count, bytes[i] != UInt8(ascii: "<") { step() }
    let text = try decoded(bytes[start..<i])
    if let last = open.last {
      last.text += text
    } else if text.contains(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) {
      throw failure("there is text outside of all elements")
    }
  }

  private mutating func step() {
    if bytes[i] == UInt8(ascii: "\n") { line += 1 }
    i += 1
  }

  private mutating func passBlanks() {
    while i < bytes.count, " \t\r\n".utf8.contains(bytes[i]) { step() }
  }

  private func starts(_ text: StaticString) -> Bool {
    guard i + text.utf8CodeUnitCount <= bytes.count else { return false }
    for k in 0..<text.utf8CodeUnitCount where bytes[i + k] != text.utf8Start[k] { return false }
    return true
  }

  private mutating func next(_ text: StaticString) -> Bool {
    guard starts(text) else { return false }
    i += text.utf8CodeUnitCount
    return true
  }

  private mutating func pass(_ end: StaticString) throws(XMLFailure) {
    while i < bytes.count, !starts(end) { step() }
    guard next(end) else { throw failure("something is not closed") }
  }

  private mutating func name() -> String {
    let start = i
    while i < bytes.count, !" \t\r\n=<>/\"'".utf8.contains(bytes[i]) { i += 1 }
    return String(decoding: bytes[start..<i], as: UTF8.self)
  }

  /// With the five entities that need no declaration, and numbers of characters (sections 4.1, 4.6).
  private func decoded(_ slice: ArraySlice<UInt8>) throws(XMLFailure) -> String {
    guard slice.contains(UInt8(ascii: "&")) else { return String(decoding: slice, as: UTF8.self) }
    var out = ""
    var parts = String(decoding: slice, as: UTF8.self)
      .split(separator: "&", omittingEmptySubsequences: false)[...]
    out += parts.removeFirst()
    for part in parts {
      guard let end = part.firstIndex(of: ";"), let character = Self.entity(part[..<end]) else {
        throw failure("an entity is not known")
      }
      out += character + part[part.index(after: end)...]
    }
    return out
  }

  private static func entity(_ name: Substring) -> String? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap { Unicode.Scalar($0) }.map { String($0) }
    }
  }
}

extension String {
  /// The text between tags or within quotation marks of XML.
  var asXML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
