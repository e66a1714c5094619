import EndpointModel
import OpenSSLCrypto

extension Document {
  /// The SHA-256 of the bytes as 64 lower-case hexadecimal digits (FIPS 180-4).
  ///
  /// ```swift
  /// Document(bytes: Array("abc".utf8), source: "").sha256
  /// // "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  /// ```
  public var sha256: String {
    var digest = [UInt8](repeating: 0, count: 32)
    let done = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(done == 1, "libcrypto computes SHA-256 of any bytes")
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
