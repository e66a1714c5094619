/// The parts of a form with files (RFC 7578; RFC 2046 section 5.1): each between two lines with the
/// boundary, with a name and, if it is a file, the file's name.
struct MultipartParts {
  struct Part {
    let name: String
    /// Nil for a field; empty if no file was chosen.
    let fileName: String?
    let content: ArraySlice<UInt8>
  }

  private(set) var all: [Part] = []

  /// No form here has more.
  private static let most = 64
  /// How long what stands above a part's content may be, in bytes.
  private static let mostHead = 4096

  private static let lineEnd = Array("\r\n".utf8)

  /// Nil if the bytes are not whole parts: what was cut off is not taken for the rest.
  init?(_ bytes: [UInt8], boundary: [UInt8]) {
    let line = Array("--".utf8) + boundary
    guard bytes.starts(with: line) else { return nil }
    var place = line.count
    while true {
      let rest = bytes[place...]
      if rest.starts(with: Array("--".utf8)) { return }
      guard all.count < Self.most, rest.starts(with: Self.lineEnd) else { return nil }
      let start = place + Self.lineEnd.count
      guard
        let headEnd = Self.find(
          Self.lineEnd + Self.lineEnd, in: bytes[..<min(bytes.count, start + Self.mostHead)],
          from: start),
        let end = Self.find(Self.lineEnd + line, in: bytes[...], from: headEnd + 4),
        let head = String(validating: bytes[start..<headEnd], as: UTF8.self),
        let (name, fileName) = Self.names(head)
      else { return nil }
      all.append(Part(name: name, fileName: fileName, content: bytes[(headEnd + 4)..<end]))
      place = end + Self.lineEnd.count + line.count
    }
  }

  /// Where a text begins at or after a place.
  private static func find(
    _ text: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int
  ) -> Int? {
    bytes.withUnsafeBufferPointer { room in
      let (first, count) = (text[0], text.count)
      var place = start - bytes.startIndex
      while place + count <= room.count {
        if room[place] == first, (1..<count).allSatisfy({ room[place + $0] == text[$0] }) {
          return place + bytes.startIndex
        }
        place += 1
      }
      return nil
    }
  }

  /// What the header `Content-Disposition` calls a part.
  private static func names(_ head: String) -> (name: String, fileName: String?)? {
    let kind = "content-disposition:"
    let lines = head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix(kind) }
    guard lines.count == 1 else { return nil }
    var name: String?
    var fileName: String?
    var rest = lines[0].dropFirst(kind.count)
    guard rest.prefix(while: { $0 != ";" }).lowercased().filter({ $0 != " " }) == "form-data"
    else { return nil }
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " }
      let word = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(word.count)
      guard rest.hasPrefix("=\"") else { continue }
      rest = rest.dropFirst(2)
      guard let value = quoted(&rest) else { return nil }
      switch word.lowercased() {
      case "name": name = value
      case "filename": fileName = value
      default: break
      }
    }
    return name.map { ($0, fileName) }
  }

  /// The text up to a quotation mark. Browsers write one inside as `%22`, other programs with a
  /// backslash; any other backslash is one.
  private static func quoted(_ rest: inout Substring) -> String? {
    var out = ""
    while let character = rest.popFirst() {
      if character == "\"" { return out }
      if character == "\\", rest.first == "\"" {
        rest.removeFirst()
        out += "\""
      } else {
        out.append(character)
      }
    }
    return nil
  }
}
