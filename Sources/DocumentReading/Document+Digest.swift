import Digests
import EndpointModel

extension Document {
  /// The SHA-256 of the bytes as 64 lower-case hexadecimal digits.
  public var sha256: String { SHA256(of: bytes).hexadecimal }
}
