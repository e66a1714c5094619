/// What the file system said about a file when it was read.
public struct ItemMark: Hashable, Sendable {
  /// In bytes.
  public let size: Int
  /// When it was last changed, in nanoseconds since 1970.
  public let modifiedAt: Int

  public init(size: Int, modifiedAt: Int) {
    self.size = size
    self.modifiedAt = modifiedAt
  }
}
