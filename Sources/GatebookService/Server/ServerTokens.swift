import Digests
import EndpointModel
import InventoryModel
import InventoryStorage

/// Makes the tokens by which a server knows programs.
public struct ServerTokens {
  private let writer: InventoryWriter

  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// Makes a token of 256 random bits and keeps its SHA-256.
  ///
  /// - Returns: the token, which is kept nowhere: `gatebook_` and 64 hexadecimal digits, so that
  ///   programs that look for secrets find it.
  /// - Throws: `TokenError.tokenExists`, `InventoryError`
  public func add(
    _ token: ServerToken, using generator: inout some RandomNumberGenerator
  ) throws -> String {
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let text = "gatebook_" + bytes.hexadecimal
    try writer.add(token, sha256: SHA256(of: Array(text.utf8)).bytes)
    return text
  }
}
