import ChangeReporting
import DocumentReading
import EndpointModel

/// Reads a document by the layout that it has and by another one, to show what the other one
/// changes before it is kept.
public struct LayoutTrial: Sendable {
  /// By the present layout; nil if nothing can be read by that.
  public let before: Reading?
  /// By the other one.
  public let after: Reading
  public let layout: Layout
  /// What the other one changes; nil if it is the present one.
  public let report: ChangeReport?

  /// - Parameters:
  ///   - present: nil for none.
  ///   - layout: nil to show the present one.
  /// - Throws: `ReadingError`, and `LayoutFitError` if a correction finds nothing to apply to
  public init(_ document: Document, present: Layout?, layout: Layout? = nil) throws {
    let present = present ?? Layout()
    guard let layout else {
      self.layout = present
      after = try DocumentReader.read(document, layout: present)
      (before, report) = (after, nil)
      return
    }
    after = try Self.read(document, layout)
    // A column that is called by its number and by its header is one all the same.
    self.layout = layout.removing(Set(after.layoutFit.replaced.map { $0 + 1 }))
    before = try? DocumentReader.read(document, layout: present)
    report = ChangeReport(
      Comparison(from: before?.snapshot ?? Snapshot([]), to: after.snapshot))
  }

  private static func read(_ document: Document, _ layout: Layout) throws -> Reading {
    let reading = try DocumentReader.read(document, layout: layout, allowsNone: true)
    if !reading.layoutMisses.isEmpty {
      throw LayoutFitError(source: document.source, misses: reading.layoutMisses)
    }
    if reading.snapshot.isEmpty { throw reading.noEndpointsError }
    return reading
  }

  /// The layout with what the document is like, to be kept.
  public var confirmed: Layout {
    Layout(layout.corrections, reliance: LayoutReliance(after))
  }
}

/// Corrections that find nothing in a document to apply to.
public struct LayoutFitError: Error, Sendable {
  public let source: String
  public let misses: [LayoutMiss]

  public init(source: String, misses: [LayoutMiss]) {
    self.source = source
    self.misses = misses
  }
}

extension LayoutFitError: CustomStringConvertible {
  public var description: String {
    misses.map { miss in
      let name = source.withoutSecrets.withVisibleControls
      let known =
        miss.known.isEmpty
        ? "" : "; there are " + miss.known.joined(separator: ", ")
      return "\(name) has no \(miss.wanted)\(known)"
    }.joined(separator: "\n")
  }
}
