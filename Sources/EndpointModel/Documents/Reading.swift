/// What was understood of a document.
public struct Reading: Sendable {
  public let description: DocumentDescription
  /// What the document lists.
  public let snapshot: Snapshot
  /// For each endpoint in document order, its place in the snapshot.
  private let places: [UInt32]
  /// Sorted by line.
  public let findings: [Finding]
  /// How the tables were understood, in document order; if it was read with a layout, also lists
  /// and sentences.
  public let tables: [TableUnderstanding]
  /// How the corrections of the layout fitted; nothing if it was read without one.
  public let layoutFit: LayoutFit

  /// Where the lines are of a document that is not made of lines.
  public let documentPlaces: DocumentPlaces

  /// The rows and paragraphs of a document that is not made of lines, in its order; empty unless
  /// they were to be kept.
  public let rows: [DocumentLine]

  /// Whether something was left out because it was not understood.
  public var isPartial: Bool { findings.contains { $0.severity == .error } }

  /// How many facts were found that belong to nothing, or were not understood.
  public var leftOver: Int { findings.count { $0.isLeftOver } }

  /// The corrections of the layout that found nothing to apply to.
  public var layoutMisses: [LayoutMiss] { layoutFit.misses }

  /// The endpoints in document order.
  public var endpoints: Endpoints { snapshot.endpoints.picked(places) }

  public init(
    description: DocumentDescription, snapshot: Snapshot, places: [UInt32], findings: [Finding],
    tables: [TableUnderstanding] = [], layoutFit: LayoutFit = LayoutFit(),
    documentPlaces: DocumentPlaces = DocumentPlaces(), rows: [DocumentLine] = []
  ) {
    self.description = description
    self.snapshot = snapshot
    self.places = places
    self.findings = findings
    self.tables = tables
    self.layoutFit = layoutFit
    self.documentPlaces = documentPlaces
    self.rows = rows
  }

  /// The same reading with more findings.
  public func adding(_ more: [Finding]) -> Reading {
    Reading(
      description: description, snapshot: snapshot, places: places,
      findings: (findings + more).sorted(), tables: tables, layoutFit: layoutFit,
      documentPlaces: documentPlaces, rows: rows)
  }
}
