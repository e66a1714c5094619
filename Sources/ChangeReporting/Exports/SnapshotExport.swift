import EndpointModel

/// A deployment's endpoint table at one revision, as it is exported.
public struct SnapshotExport: Sendable {
  private let revision: Revision
  private let snapshot: Snapshot

  public init(_ snapshot: Snapshot, of revision: Revision) {
    self.snapshot = snapshot
    self.revision = revision
  }

  private var title: String { "Endpoints of \(revision.deployment)" }

  private var facts: [(name: String, value: String)] {
    let document = revision.document
    return [
      ("Revision", "\(revision.number) of \(revision.recordedAt.forPeople)"),
      ("Published", document.revisedOn?.inWords ?? "not stated in the document"),
      ("Document", document.source.abridged(to: 300).withVisibleControls),
      ("SHA-256", document.sha256),
    ]
  }

  public var markdown: String {
    "# \(title.asMarkdown)\n\n"
      + facts.map { "- **\($0.name):** \($0.value.asMarkdown)\n" }.joined() + "\n"
      + EndpointTable.markdown(snapshot.endpoints)
  }

  /// A page that stands alone.
  public var html: String {
    let list = facts.map { HTMLText.element("dt", $0.name) + HTMLText.element("dd", $0.value) }
    return HTMLText.page(
      title: title,
      HTMLText.element("h1", title) + "\n<dl>\n" + list.joined(separator: "\n") + "\n</dl>\n"
        + EndpointTable.html(snapshot.endpoints))
  }
}
