import EndpointModel
import InventoryModel

/// A mail (RFC 5322) with the same message as text and as HTML (RFC 2046 section 5.1.4).
public struct MailMessage: Sendable {
  public let from: MailAddress
  /// Nil in an export that is not sent.
  public let to: MailAddress?
  public let date: UTCTime
  /// The mail's own identifier; nil for that of what it reports.
  private let id: NoticeID?

  public init(from: MailAddress, to: MailAddress?, date: UTCTime, id: NoticeID? = nil) {
    self.from = from
    self.to = to
    self.date = date
    self.id = id
  }

  /// For a file that is not sent: from a reserved domain (RFC 2606), at the
  /// time of what it reports.
  init(unsentAt time: UTCTime?) {
    self.init(
      from: MailAddress("gatebook@gatebook.invalid")!, to: nil,
      date: time ?? UTCTime(seconds: 0)!)
  }

  /// The message, with CR LF at the end of its lines.
  ///
  /// - Parameter frame: what stands around it.
  public func text(_ history: ChangeHistory, in frame: FilledFrame? = nil) -> String {
    let isOne = history.notices.count == 1
    return text(
      id: isOne ? history.notices[0].id : history.id,
      subject: isOne ? NoticeOutline(history.notices[0]).title : history.title,
      plain: frame.map { $0.text(around: history.text(Self.style)) } ?? history.text(Self.style),
      html: history.html(in: frame))
  }

  /// A mail of notices of any deployments: first one line for each, then each in full.
  public func text(_ notices: [ChangeNotice], in frame: FilledFrame? = nil) -> String {
    let digest = NoticeDigestText(notices)
    let plain = digest.text(Self.style)
    return text(
      id: NoticeID(of: ["digest"] + notices.map(\.id.uuid)), subject: digest.title,
      plain: frame.map { $0.text(around: plain) } ?? plain, html: digest.html(in: frame))
  }

  /// A mail of text only.
  public func text(subject: String, plain: String) -> String {
    text(id: NoticeID(of: ["text", subject, plain]), subject: subject, plain: plain, html: nil)
  }

  private static let style = TextStyle(isColoured: false, width: 76)

  private func text(id ownID: NoticeID, subject: String, plain: String, html: String?) -> String {
    let id = id ?? ownID
    let domain = from.text.split(separator: "@").last ?? "gatebook.invalid"
    let boundary = "=_" + id.uuid
    var head = ["From: \(from)"]
    if let to { head.append("To: \(to)") }
    head += [
      "Subject: " + Self.unstructured(subject, after: "Subject: ".count),
      "Date: \(date.forMail)",
      "Message-ID: <\(id.uuid)@\(domain)>",
      "MIME-Version: 1.0",
      // Keeps absence notices from being sent in reply (RFC 3834 section 5).
      "Auto-Submitted: auto-generated",
    ]
    guard let html else {
      head += [
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
      ]
      return head.joined(separator: "\r\n") + "\r\n\r\n" + Self.quotedPrintable(plain)
        + "\r\n"
    }
    head.append("Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"")
    func part(_ type: String, _ text: String) -> String {
      "--\(boundary)\r\nContent-Type: \(type); charset=utf-8\r\n"
        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n\(Self.quotedPrintable(text))\r\n"
    }
    return head.joined(separator: "\r\n") + "\r\n\r\n"
      + part("text/plain", plain)
      + part("text/html", html)
      + "--\(boundary)--\r\n"
  }

  /// A header's text: as it is if it is short ASCII, else in encoded words of at most 75 characters
  /// (RFC 2047 section 2), one per line.
  static func unstructured(_ text: String, after count: Int) -> String {
    let text = text.withVisibleControls
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?")
    if isPlain, count + text.count <= 76 { return text }
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      let bytes = String(scalar).utf8.map { byte in
        isAlphanumeric(byte) ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
      }.joined()
      // Room for `=?utf-8?q?` and `?=`, and on the first line for the header's name; a
      // scalar is never split.
      let room = 62 - (words.isEmpty ? count : 1)
      if word.utf8.count + bytes.utf8.count > room, !word.isEmpty {
        words.append(word)
        word = ""
      }
      word += bytes
    }
    return (words + [word]).map { "=?utf-8?q?\($0)?=" }.joined(separator: "\r\n ")
  }

  /// RFC 2045 section 6.7: lines of at most 76 characters, everything but printable ASCII escaped.
  static func quotedPrintable(_ text: String) -> String {
    var out = ""
    var column = 0
    let bytes = Array(text.utf8)
    for (i, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        out += "\r\n"
        column = 0
        continue
      }
      let isLast = i + 1 == bytes.count || bytes[i + 1] == UInt8(ascii: "\n")
      let isPlain =
        (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "=")
        || byte == 0x20 && !isLast
      let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
      if column + piece.count > 75 {
        out += "=\r\n"
        column = 0
      }
      out += piece
      column += piece.count
    }
    return out
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
