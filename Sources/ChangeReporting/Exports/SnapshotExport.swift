import EndpointModel
import InventoryModel

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
      ("Revision", "\(revision.number) of \(revision.recordedAt.forPeople(in: .utc))"),
      ("Published", document.revisedOn?.inWords ?? "not stated in the document"),
      ("Document", document.source.abridged(to: 300).withVisibleControls),
      ("SHA-256", document.sha256),
    ]
  }

  public var markdown: String {
    let list: Markup<Markdown> = facts.map { "- **\($0.name):** \($0.value)\n" }.joined()
    let markup: Markup<Markdown> =
      "# \(title)\n\n\(list)\n\(EndpointTable.markdown(snapshot.endpoints))"
    return markup.text
  }

  /// A self-contained page.
  public var html: String {
    let list: Markup<HTML> = facts.map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" }.joined("\n")
    return HTML.page(
      title: title,
      "<h1>\(title)</h1>\n<dl>\n\(list)\n</dl>\n\(EndpointTable.html(snapshot.endpoints))"
    ).text
  }
}
