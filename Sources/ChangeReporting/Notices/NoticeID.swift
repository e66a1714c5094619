import OpenSSLCrypto

/// An identifier that is always the same for the same words: a UUID of version 8 (RFC 9562 section
/// 5.8) whose bits are the beginning of a SHA-256.
public struct NoticeID: Hashable, Sendable, CustomStringConvertible {
  /// Lower-case, in the five groups of RFC 9562.
  public let uuid: String

  public init(of words: [String]) {
    // Each with its length, so that different lists of words give different texts.
    let text = words.map { "\($0.utf8.count):\($0)" }.joined()
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: 32)
    let done = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(done == 1, "libcrypto computes SHA-256 of any bytes")
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    var out = ""
    for (i, byte) in digest[..<16].enumerated() {
      if [4, 6, 8, 10].contains(i) { out += "-" }
      out += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    uuid = out
  }

  /// As an IRI, which Atom requires.
  public var description: String { "urn:uuid:" + uuid }
}
