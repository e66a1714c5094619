/// The bytes that a vendor published and where they came from.
public struct Document: Sendable {
  /// The largest document that is read, in bytes: ten times the largest list known (Azure's service
  /// tags), so that a runaway download ends in an error instead of exhausting the machine.
  public static let byteLimit = 256 << 20

  public let bytes: [UInt8]
  /// A file name or address; `-` is standard input.
  public let source: String
  /// Whether the source stated where the document ends; a body that ended only because the
  /// connection was closed may have been cut.
  public let isDelimited: Bool

  public init(bytes: [UInt8], source: String, isDelimited: Bool = true) {
    self.bytes = bytes
    self.source = source
    self.isDelimited = isDelimited
  }
}
