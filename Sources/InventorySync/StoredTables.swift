import EndpointModel
import InventoryStorage

/// The tables of revisions that were loaded last: who stores one document after the other
/// compares each with the same few.
public final class StoredTables {
  private var tables: [SyncEngine.StoredSnapshot]
  private static let most = 8

  /// - Parameter loaded: one that was loaded before, where there is one.
  public init(_ loaded: SyncEngine.StoredSnapshot? = nil) { tables = loaded.map { [$0] } ?? [] }

  func table(
    of revision: Revision, in inventory: InventoryReader
  ) throws -> SyncEngine.StoredSnapshot {
    if let known = tables.first(where: { $0.revision == revision }) { return known }
    let table = try SyncEngine.StoredSnapshot(revision, in: inventory)
    if tables.count == Self.most { tables.removeFirst() }
    tables.append(table)
    return table
  }
}
