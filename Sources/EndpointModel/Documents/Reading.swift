/// What was understood of a document.
public struct Reading: Sendable {
  public let description: DocumentDescription
  /// What the document lists.
  public let snapshot: Snapshot
  /// For each endpoint in document order, its place in the snapshot.
  private let places: [UInt32]
  /// Sorted by line.
  public let findings: [Finding]
  /// How the tables were understood, in document order.
  public let tables: [TableUnderstanding]

  /// Where the lines are of a document that is not made of lines.
  public let documentPlaces: DocumentPlaces

  /// Whether something was left out because it was not understood.
  public var isPartial: Bool { findings.contains { $0.severity == .error } }

  /// The endpoints in document order.
  public var endpoints: Endpoints { snapshot.endpoints.picked(places) }

  public init(
    description: DocumentDescription, snapshot: Snapshot, places: [UInt32], findings: [Finding],
    tables: [TableUnderstanding] = [], documentPlaces: DocumentPlaces = DocumentPlaces()
  ) {
    self.description = description
    self.snapshot = snapshot
    self.places = places
    self.findings = findings
    self.tables = tables
    self.documentPlaces = documentPlaces
  }
}
