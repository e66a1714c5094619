import EndpointModel
import OpenSSLCrypto

extension Document {
  /// The SHA-256 of the bytes in lower-case hexadecimal (FIPS 180-4).
  public var sha256: String {
    var digest = [UInt8](repeating: 0, count: 32)
    let done = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(done == 1, "libcrypto computes SHA-256 of any bytes")
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
