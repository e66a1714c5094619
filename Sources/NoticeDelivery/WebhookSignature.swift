import Digests
import Foundation

/// The secret that a webhook's messages are signed with, and the signature (Standard
/// Webhooks, github.com/standard-webhooks/standard-webhooks, "Signature scheme").
public struct WebhookSecret: Sendable {
  public let bytes: [UInt8]

  private static let prefix = "whsec_"
  /// How many bytes a secret may have.
  public static let sizes = 24...64

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads `whsec_` and base64; nil for anything else.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix),
      let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
      Self.sizes.contains(data.count)
    else { return nil }
    bytes = [UInt8](data)
  }

  public var text: String { Self.prefix + Data(bytes).base64EncodedString() }

  /// The headers that a message is sent with.
  ///
  /// - Parameters:
  ///   - id: the same each time the message is sent.
  ///   - time: of this attempt, in seconds since 1970.
  func headers(id: String, time: Int64, body: [UInt8]) -> [String] {
    let signed = Array("\(id).\(time).".utf8) + body
    let code = SHA256(of: signed, key: bytes)
    return [
      "webhook-id: \(id)", "webhook-timestamp: \(time)",
      "webhook-signature: v1,\(Data(code.bytes).base64EncodedString())",
    ]
  }
}
