import Digests

/// An identifier that is always the same for the same words: a UUID of version 8 (RFC 9562 section
/// 5.8) whose bits are the beginning of a SHA-256.
public struct NoticeID: Hashable, Sendable, CustomStringConvertible {
  /// Lower-case, in the five groups of RFC 9562.
  public let uuid: String

  public init(of words: [String]) {
    // Each with its length, so that different lists of words give different texts.
    let text = words.map { "\($0.utf8.count):\($0)" }.joined()
    var bytes = SHA256(of: Array(text.utf8)).bytes
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    uuid = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { bytes[$0].hexadecimal }
      .joined(separator: "-")
  }

  /// As an IRI, which Atom requires.
  public var description: String { "urn:uuid:" + uuid }
}
