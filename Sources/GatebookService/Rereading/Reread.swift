import ChangeReporting
import DocumentReading
import EndpointModel
import InventoryModel
import InventoryStorage

/// What a revision's document would be understood as now. Nothing is corrected by it.
///
/// ```swift
/// try Reread(revision, in: reader).isSame  // false if this program understands it otherwise
/// ```
public struct Reread: Sendable {
  public let revision: Revision
  public let outcome: Outcome

  public enum Outcome: Sendable {
    /// Its document was not kept.
    case notKept
    /// It cannot be read any more, or was damaged.
    case unreadable(String)
    /// From the revision's table to the one that is read now, with what is found in it.
    case read(ChangeReport, Reading)
  }

  /// - Throws: `InventoryError`, and `LayoutError` if a newer program kept the layout
  public init(_ revision: Revision, in inventory: InventoryReader) throws {
    self.revision = revision
    let document: Document
    do {
      guard let kept = try KeptDocuments(inventory).document(of: revision) else {
        outcome = .notKept
        return
      }
      document = kept
    } catch let error as KeptDocumentError {
      outcome = .unreadable("\(error)")
      return
    }
    let text = try revision.layout.flatMap { number in
      try inventory.layouts(of: revision.deployment).first { $0.number == number }?.text
    }
    let layout = try text.map { try Layout(parsing: $0) }
    let before = try inventory.snapshot(of: revision)
    do throws(ReadingError) {
      let reading = try DocumentReader.read(document, layout: layout, allowsNone: true)
      outcome = .read(ChangeReport(Comparison(from: before, to: reading.snapshot)), reading)
    } catch {
      outcome = .unreadable("\(error)")
    }
  }

  /// Whether it is known to be understood as it was.
  public var isSame: Bool {
    if case .read(let report, _) = outcome { return report.changes.isEmpty }
    return false
  }

  /// Whether it is known not to be.
  public var differs: Bool {
    switch outcome {
    case .notKept: false
    case .unreadable: true
    case .read(let report, _): !report.changes.isEmpty
    }
  }
}
