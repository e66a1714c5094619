/// A mail (RFC 5322, RFC 2045): its subject and date, and its text, which is read in the text's own
/// format. If there are several texts, it is the HTML, else the plain text.
struct Mail {
  /// `title: …` and `date: …`
  private(set) var metadata: [SourceLine] = []
  /// The decoded text after as many line ends as there are before it in the mail.
  private(set) var body: [UInt8] = []
  private(set) var isHTML = false
  /// The files that come with it, in their order.
  private(set) var attachments: [Attachment] = []

  /// A file that comes with a mail.
  struct Attachment {
    let name: String
    /// Its media type: `application/pdf`.
    let type: String
    let bytes: [UInt8]
  }

  /// Mails nest parts within parts, but not deeply.
  private static let depthLimit = 8

  private typealias Lines = ArraySlice<Range<Int>>

  private let bytes: [UInt8]

  init(_ text: SourceText) {
    bytes = text.utf8
    var ends: [Range<Int>] = []
    var end = 0
    while let line = text.nextLine(from: end) {
      ends.append(line.text)
      end = line.end
    }
    let (header, start) = self.header(of: ends[...])
    for (name, label) in [("subject", "title"), ("date", "date")] {
      if let field = header[name] {
        metadata.append(
          SourceLine(
            number: field.line,
            text: label + ": " + MailWords.decoded(field.text).withoutUnsafeCharacters.text.folded))
      }
    }
    take(ends[start...], header, depth: 0)
  }

  /// Whether a text begins with the header fields of a mail.
  static func begins(_ lines: [String]) -> Bool {
    let known: Set<String> = [
      "from", "to", "subject", "date", "received", "mime-version", "content-type", "message-id",
      "return-path", "delivered-to", "reply-to", "cc", "content-transfer-encoding", "x-mailer",
      "list-unsubscribe", "dkim-signature",
    ]
    var found: Set<String> = []
    for line in lines {
      if line.isEmpty { break }
      if line.first == " " || line.first == "\t" { continue }
      guard let colon = line.firstIndex(of: ":") else { return false }
      let name = line[..<colon].lowercased()
      guard name.allSatisfy({ $0.isLetter || $0 == "-" || $0.isNumber }) else { return false }
      if known.contains(name) { found.insert(name) }
    }
    return found.count >= 3 && (found.contains("from") || found.contains("mime-version"))
  }

  // MARK: Parts

  private typealias Header = [String: (text: String, line: Int)]

  private func text(_ line: Range<Int>) -> String {
    String(decoding: bytes[line], as: UTF8.self)
  }

  /// The fields up to the first blank line, by their names in lower case, and where the body
  /// begins.
  private func header(of lines: Lines) -> (header: Header, body: Int) {
    var header: Header = [:]
    var name: String?
    for i in lines.indices.prefix(10_000) {
      let line = text(lines[i])
      if line.isEmpty { return (header, i + 1) }
      if line.first == " " || line.first == "\t" {
        if let name, header[name]!.text.utf8.count < 10_000 {
          header[name]!.text += " " + line.trimmed
        }
        continue
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let field = line[..<colon].trimmed.lowercased()
      if header[field] == nil {
        header[field] = (line[colon...].dropFirst().trimmed, i + 1)
        name = field
      } else {
        name = nil
      }
    }
    return (header, lines.endIndex)
  }

  /// Takes the text of a part if it is better than what has been found so far.
  private mutating func take(_ lines: Lines, _ header: Header, depth: Int) {
    let type = header["content-type"]?.text ?? "text/plain"
    let kind = type.prefix { $0 != ";" && !$0.isBlank }.lowercased()
    if kind.hasPrefix("multipart/"), depth < Self.depthLimit,
      let boundary = Self.parameter("boundary", of: type)
    {
      for part in parts(of: lines, boundary) {
        let (inner, start) = self.header(of: part)
        take(part[start...], inner, depth: depth + 1)
      }
      return
    }
    if kind == "message/rfc822", depth < Self.depthLimit {
      let (inner, start) = self.header(of: lines)
      take(lines[start...], inner, depth: depth + 1)
      return
    }
    let isAttached = header["content-disposition"]?.text.lowercased().hasPrefix("attachment")
    let isPage = kind == "text/html" || kind == "application/xhtml+xml"
    guard kind.hasPrefix("text/") || isPage, !(isAttached ?? false) else {
      attach(lines, header, kind)
      return
    }
    guard body.isEmpty || isPage && !isHTML else { return }
    isHTML = isPage
    body =
      Array(repeating: UInt8(ascii: "\n"), count: lines.startIndex) + decoded(lines, header, type)
  }

  /// A mail has few files.
  private static let attachmentLimit = 50

  private mutating func attach(_ lines: Lines, _ header: Header, _ kind: String) {
    guard attachments.count < Self.attachmentLimit, !lines.isEmpty else { return }
    let disposition = header["content-disposition"]?.text ?? ""
    let name =
      Self.parameter("filename", of: disposition)
      ?? Self.parameter("filename*", of: disposition).map(MailWords.extendedValue)
      ?? Self.parameter("name", of: header["content-type"]?.text ?? "")
    attachments.append(
      Attachment(
        name: MailWords.decoded(name ?? "").withSafeLines.folded, type: kind,
        bytes: unpacked(lines, header)))
  }

  /// The bytes of a part, without regard to any character set.
  private func unpacked(_ lines: Lines, _ header: Header) -> [UInt8] {
    var out: [UInt8] = []
    switch header["content-transfer-encoding"]?.text.trimmed.lowercased() ?? "" {
    case "base64": out = MailWords.base64(lines.lazy.flatMap { bytes[$0] })
    case "quoted-printable":
      for line in lines where !MailWords.appendQuotedPrintable(bytes[line], to: &out) {
        out.append(UInt8(ascii: "\n"))
      }
    default:
      for line in lines {
        out += bytes[line]
        out.append(UInt8(ascii: "\n"))
      }
    }
    return out
  }

  private func parts(of lines: Lines, _ boundary: String) -> [Lines] {
    let mark = Array(("--" + boundary).utf8)
    var parts: [Lines] = []
    var start: Int?
    for i in lines.indices {
      let line = bytes[lines[i]]
      guard line.starts(with: mark) else { continue }
      if let start { parts.append(lines[start..<i]) }
      start = i + 1
      if line.dropFirst(mark.count).starts(with: [0x2D, 0x2D]) {
        start = nil
        break
      }
    }
    if let start { parts.append(lines[start...]) }
    return Array(parts.prefix(100))
  }

  static func parameter(_ name: String, of field: String) -> String? {
    for part in field.split(separator: ";").dropFirst() {
      let piece = part.trimmed
      guard let equals = piece.firstIndex(of: "="),
        piece[..<equals].trimmed.lowercased() == name
      else { continue }
      return piece[equals...].dropFirst().trimmed.withoutQuotes
    }
    return nil
  }

  // MARK: Encodings

  private func decoded(_ lines: Lines, _ header: Header, _ type: String) -> [UInt8] {
    let encoding = header["content-transfer-encoding"]?.text.trimmed.lowercased() ?? ""
    var out: [UInt8] = []
    switch encoding {
    case "base64":
      out = MailWords.base64(lines.lazy.flatMap { bytes[$0] })
    case "quoted-printable":
      // HTML may have line ends anywhere: those that soft breaks removed are added afterwards.
      var joined = 0
      for line in lines {
        let isSoft = MailWords.appendQuotedPrintable(bytes[line], to: &out)
        if isSoft {
          joined += 1
        } else {
          out.append(UInt8(ascii: "\n"))
          if isHTML { out += Array(repeating: UInt8(ascii: "\n"), count: joined) }
          joined = 0
        }
      }
    default:
      for line in lines {
        out += bytes[line]
        out.append(UInt8(ascii: "\n"))
      }
    }
    let charset = Self.parameter("charset", of: type)?.lowercased() ?? "utf-8"
    return MailWords.utf8(out, charset: charset)
  }
}
