import OpenSSLCrypto

/// The bytes that a vendor published and where they came from.
public struct Document: Sendable {
  /// The largest document that is read, in bytes: ten times the largest list known
  /// (Azure's service tags), so that a runaway download ends in an error, not in
  /// an exhausted machine.
  public static let byteLimit = 256 << 20

  public let bytes: [UInt8]
  /// A file name or address; `-` is standard input.
  public let source: String
  /// Whether where it came from told where it ends; a body that only the closed connection
  /// ended may have been cut.
  public let isDelimited: Bool

  public init(bytes: [UInt8], source: String, isDelimited: Bool = true) {
    self.bytes = bytes
    self.source = source
    self.isDelimited = isDelimited
  }

  /// The SHA-256 of the bytes in lower-case hexadecimal (FIPS 180-4).
  public var sha256: String {
    var digest = [UInt8](repeating: 0, count: 32)
    let done = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(done == 1, "libcrypto computes SHA-256 of any bytes")
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
