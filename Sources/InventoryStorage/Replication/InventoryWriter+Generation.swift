import GRDB
import InventoryModel

extension InventoryReader {
  /// The generation in which the inventory was last written; nil if it never had one.
  public func generation() throws -> Int? {
    try Int.fetchOne(db, sql: "SELECT generation FROM replication")
  }
}

extension InventoryWriter {
  /// Notes that a generation begins with this inventory, so that copies of it tell of which they are.
  public func begin(generation: Int) throws {
    let before = try self.generation()
    try db.execute(
      sql: """
        INSERT INTO replication (id, generation) VALUES (1, ?1)
        ON CONFLICT (id) DO UPDATE SET generation = ?1
        """, arguments: [generation])
    try audit(
      .generationBegun, subject: "the inventory",
      [AuditEntry.Change("generation", from: before.map(String.init), to: String(generation))])
  }
}
