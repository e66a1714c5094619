import ChangeReporting
import DocumentReading
import EndpointModel

/// What turns one document into another; no inventory is needed.
public struct DocumentDifference: Sendable {
  public let old: Reading
  public let new: Reading
  public let report: ChangeReport

  /// - Parameters:
  ///   - acceptsPartial: whether documents are taken of which something was not understood.
  ///   - workers: who reads one while the other is read.
  /// - Throws: `SyncError.partlyRead`; `SourceError`, `FetchError`, `ReadingError`
  public init(
    from old: DocumentSource, to new: DocumentSource, acceptsPartial: Bool = false,
    workers: Workers = Workers(limit: 1)
  ) throws {
    // Of two that cannot be read, the old one is told of.
    (self.new, self.old) = try workers.both {
      try DocumentReader.read(new.document())
    } _: {
      try DocumentReader.read(old.document())
    }
    for reading in [self.old, self.new] where reading.isPartial && !acceptsPartial {
      throw SyncError.partlyRead(reading)
    }
    report = ChangeReport(Comparison(from: self.old.snapshot, to: self.new.snapshot))
  }
}
