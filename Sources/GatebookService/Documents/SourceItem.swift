import DocumentReading
import EndpointModel
import InventoryModel

/// One document of a source that has several: a file of a folder, or a file at a commit.
public struct SourceItem: Sendable {
  /// The file's name, or the commit.
  public let name: String
  public let time: UTCTime
  /// A file's size and time now, since one that changed after it was taken is taken again; nil for
  /// a commit.
  public let mark: ItemMark?
  /// Reads it.
  ///
  /// - Throws: `SourceError`, `ReadingError`
  public let document: @Sendable () throws -> Document
}
