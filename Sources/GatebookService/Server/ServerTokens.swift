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

  /// Gives a token another role or scope, at once.
  ///
  /// - Parameters:
  ///   - role: nil for the present one.
  ///   - scope: nil for the present one.
  /// - Returns: the token as it is then.
  /// - Throws: `TokenError.unknownToken`; `InventoryError` for an unknown deployment or customer.
  @discardableResult
  public func change(
    _ name: GivenText, role: ServerRole?, scope: ServerScope?
  ) throws -> ServerToken {
    guard let present = try writer.tokens().first(where: { $0.token.name == name })?.token
    else { throw TokenError.unknownToken(name) }
    let changed = ServerToken(
      name: name, role: role ?? present.role, scope: scope ?? present.scope,
      createdAt: present.createdAt, expiresAt: present.expiresAt)
    try writer.changeToken(name, role: changed.role, scope: changed.scope)
    return changed
  }
}
