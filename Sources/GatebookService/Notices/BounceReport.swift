import EndpointModel
import InventoryModel

/// What a mail server reports of a mail that it could not deliver (RFC 3464), as far as it
/// concerns notices.
///
/// ```swift
/// try BounceReport(bytes, named: "returned.eml").failed.map(\.address.text)  // ["a@b.example"]
/// ```
public struct BounceReport: Sendable {
  /// Whom it could not be delivered to for good.
  public let failed: [Recipient]
  /// The identifier of the notice's mail; nil if the report does not have it.
  public let message: String?

  public struct Recipient: Hashable, Sendable {
    public let address: MailAddress
    public let reason: GivenText

    public init(address: MailAddress, reason: GivenText) {
      self.address = address
      self.reason = reason
    }
  }

  /// - Throws: `BounceError` if it is no such report.
  public init(_ bytes: some Sequence<UInt8>, named name: String) throws {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    var failed: [Recipient] = []
    var message: String?
    var isReport = false
    var block: [String: String] = [:]
    func close() {
      defer { block = [:] }
      guard let recipient = block["final-recipient"] ?? block["original-recipient"] else { return }
      isReport = true
      let address = recipient.split(separator: ";").last.map { $0.withoutBlanks } ?? ""
      guard block["action"]?.lowercased() == "failed", let address = MailAddress(address) else {
        return
      }
      let said = block["diagnostic-code"]?.split(separator: ";", maxSplits: 1).last
      let reason = [block["status"], said.map { $0.withoutBlanks }].compactMap { $0 }
        .joined(separator: " ").withVisibleControls.abridged(to: 200)
      failed.append(
        Recipient(
          address: address, reason: GivenText(reason) ?? GivenText("no reason was given")!))
    }
    var last: String?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy({ $0 == " " || $0 == "\t" }) {
        close()
        last = nil
        continue
      }
      if let name = last, line.first == " " || line.first == "\t" {
        block[name, default: ""] += " " + line.withoutBlanks
        continue
      }
      guard let colon = line.firstIndex(of: ":") else {
        last = nil
        continue
      }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].withoutBlanks
      block[name] = value
      last = name
      // Of the returned mail, not of the report, which comes first.
      if name == "message-id", value.first == "<" {
        message = value.dropFirst().split(separator: "@").first.map(String.init)
      }
    }
    close()
    guard isReport else { throw BounceError(name: name) }
    self.failed = failed
    self.message = failed.isEmpty ? nil : message
  }
}

/// A mail that is no report of a mail server.
public struct BounceError: Error, CustomStringConvertible {
  let name: String

  public var description: String {
    "\(name) is no report of a mail server: it names no recipient (RFC 3464)"
  }
}

extension Substring {
  fileprivate var withoutBlanks: String {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
