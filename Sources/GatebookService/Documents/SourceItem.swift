import DocumentReading
import EndpointModel

/// One document of a source that has several: a file of a folder, a file at a commit.
public struct SourceItem: Sendable {
  /// The file's name, or the commit.
  public let name: String
  public let time: UTCTime
  /// Of a file, what it is now: one that changed since it was taken is taken again.
  public let mark: ItemMark?
  /// Reads it.
  ///
  /// - Throws: `SourceError`, `ReadingError`
  public let document: @Sendable () throws -> Document
}
