import EndpointModel
import InventoryModel
import InventoryStorage

/// The tables of revisions that were loaded or stored last. A caller that stores one document after
/// the other compares each with the same few.
public final class StoredTables {
  private var tables: [(revision: Revision, table: Snapshot)] = []
  private static let most = 8

  public init() {}

  /// The table of a revision, loaded if it is not here.
  public func table(of revision: Revision, in inventory: InventoryReader) throws -> Snapshot {
    if let known = tables.first(where: { $0.revision == revision }) { return known.table }
    let table = try inventory.table(of: revision)
    add(revision, table)
    return table
  }

  /// Keeps a table that was stored.
  func add(_ revision: Revision, _ table: Snapshot) {
    if tables.count == Self.most { tables.removeFirst() }
    tables.append((revision, table))
  }
}
