import OpenSSLCrypto

/// A SHA-256 (FIPS 180-4), or the code of a message's authenticity that is made with it.
///
/// ```swift
/// SHA256(of: Array("abc".utf8)).hexadecimal
/// // "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
/// ```
public struct SHA256: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The SHA-256 of a message.
  public init(of message: [UInt8]) {
    var bytes = [UInt8](repeating: 0, count: 32)
    let done = EVP_Digest(message, message.count, &bytes, nil, EVP_sha256(), nil)
    precondition(done == 1, "libcrypto computes SHA-256 of any bytes")
    self.bytes = bytes
  }

  /// The HMAC-SHA-256 of a message (RFC 2104), by which those who know the key recognize it.
  public init(of message: [UInt8], key: [UInt8]) {
    var bytes = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &bytes, &count)
    precondition(count == 32, "libcrypto computes HMAC-SHA-256 of any bytes")
    self.bytes = bytes
  }

  /// The bytes as 64 lower-case hexadecimal digits.
  public var hexadecimal: String { bytes.hexadecimal }
}

extension Sequence<UInt8> {
  /// The bytes as lower-case hexadecimal digits, two for each.
  public var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
