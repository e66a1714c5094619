import EndpointModel

/// A mail address of the usual form: a local part of letters, digits and
/// `!#$%&'*+-/=?^_`{|}~.`, an `@`, and a host name; at most 254 characters (RFC 5321 sections 4.1.2
/// and 4.5.3.1, without quoted local parts and address literals). It does not begin with a hyphen.
public struct MailAddress: Hashable, Sendable, Comparable {
  public let text: String

  public static func < (a: MailAddress, b: MailAddress) -> Bool { a.text < b.text }
}

extension MailAddress: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "mail address", input: String(text), rule: rule)
    }
    // By bytes: a sheet names an address in each of its rows.
    let text = String(text)
    guard text.utf8.count <= 254 else { throw failure("it is longer than 254 characters") }
    guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw failure("it has no @") }
    let local = text[..<at]
    let bytes = local.utf8
    guard (1...64).contains(bytes.count) else {
      throw failure("what stands before the @ has not 1 to 64 characters")
    }
    // Mail programs would take it for an option.
    guard bytes.first != UInt8(ascii: "-") else { throw failure("a hyphen begins it") }
    let dot = UInt8(ascii: ".")
    let hasTwoDots = zip(bytes, bytes.dropFirst()).contains { $0 == dot && $1 == dot }
    guard bytes.first != dot, bytes.last != dot, !hasTwoDots else {
      throw failure("a dot begins or ends what stands before the @, or follows another")
    }
    guard bytes.allSatisfy({ $0.isLocalPart }) else {
      throw failure("it holds a character that no mail address has before its @")
    }
    do throws(ValueError) {
      // The host is case-insensitive (RFC 5321 section 2.4); the local part may not be.
      let host = try HostName(parsing: text[text.utf8.index(after: at)...])
      self.text = local + "@" + host.text
    } catch {
      throw failure("behind the @, \(error.rule)")
    }
  }

  public init?(_ description: String) {
    guard let address = try? MailAddress(parsing: description) else { return nil }
    self = address
  }

  public var description: String { text }
}

extension UInt8 {
  fileprivate var isLocalPart: Bool {
    let lower = self | 0x20
    return decimalDigit != nil || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
      || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(self)
  }
}
