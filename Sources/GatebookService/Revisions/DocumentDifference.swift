import ChangeReporting
import DocumentReading
import EndpointModel

/// What turns one document into another; no inventory is needed.
///
/// ```swift
/// let found = try DocumentDifference(
///   from: DocumentSource("Seeds/eschat-canada-aws-02.txt"),
///   to: DocumentSource("Seeds/eschat-canada-aws-02.constructed.txt"))
/// found.report.changes.added.count  // 5
/// ```
public struct DocumentDifference: Sendable {
  public let old: Reading
  public let new: Reading
  public let report: ChangeReport

  /// - Parameters:
  ///   - layout: by which both are read.
  ///   - acceptsPartial: whether to accept documents that were not wholly understood.
  ///   - workers: read one document while the caller reads the other.
  /// - Throws: `SyncError.partlyRead`; `LayoutFitError`, `SourceError`, `FetchError`, `ReadingError`
  public init(
    from old: DocumentSource, to new: DocumentSource, layout: Layout? = nil,
    acceptsPartial: Bool = false,
    workers: Workers = Workers(limit: 1)
  ) throws {
    // If neither can be read, the error of the old one is reported.
    (self.new, self.old) = try workers.both {
      try DocumentReader.read(new.document(), layout: layout)
    } _: {
      try DocumentReader.read(old.document(), layout: layout)
    }
    for reading in [self.old, self.new] where !reading.layoutMisses.isEmpty {
      throw LayoutFitError(source: reading.description.source, misses: reading.layoutMisses)
    }
    for reading in [self.old, self.new] where reading.isPartial && !acceptsPartial {
      throw SyncError.partlyRead(reading)
    }
    report = ChangeReport(Comparison(from: self.old.snapshot, to: self.new.snapshot))
  }
}
