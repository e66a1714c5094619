import Dispatch
import EndpointModel
import Foundation
import GRDB
import InventoryModel
import Synchronization
import TestSupport
import Testing

@testable import InventoryStorage

/// Copies of one inventory in PostgreSQL at several sites.
@Suite(
  .mostlyWaits,
  .enabled(if: PostgreSQLCluster.canRun, PostgreSQLCluster.reason))
struct SiteCopyTests {
  let folder: TemporaryFolder
  let schema: String
  private let act = Act(
    by: Author(user: GivenText("desk")!), at: UTCTime("2026-01-03T00:00:00Z")!)

  init() throws {
    folder = try TemporaryFolder()
    schema = "s" + UUID().uuidString.prefix(8).lowercased()
  }

  func address(_ site: String, _ parameters: String = "") throws -> String {
    try PostgreSQLCluster.shared.address(
      of: schema, copies: folder.file(site), parameters: parameters)
  }

  func add(_ name: String, to inventory: Inventory) throws {
    try inventory.write(act) {
      try $0.add(
        Customer(name: CustomerName(name)!, displayName: GivenText(name)!), using: [],
        from: $0.act.time)
    }
  }

  func customers(_ inventory: Inventory) throws -> [String] {
    try inventory.read { try $0.customers().map(\.name.text) }
  }

  /// All rows of all tables, apart from where the copy is in the log.
  func rows(_ inventory: Inventory) throws -> [String] {
    try DatabaseQueue(path: inventory.file).read { db in
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 1) <> '_'
          ORDER BY name
          """)
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map {
          "\(table) \($0.databaseValues)"
        }.sorted()
      }
    }
  }

  func sql(_ text: String) throws -> String {
    try PostgreSQLCluster.shared.sql(text, in: schema)
  }

  @Test func sitesWriteByTurns() throws {
    let (north, south) = try (address("north"), address("south"))
    #expect(throws: InventoryError.missing(path: Inventory.shown(north))) {
      try Inventory.openForReading(at: north)
    }
    let one = try Inventory.openForWriting(at: north)
    let other = try Inventory.openForWriting(at: south)
    for i in 0..<10 { try add("c\(i)", to: i % 2 == 0 ? one : other) }
    let reader = try Inventory.openForReading(at: north)
    #expect(try customers(reader) == (0..<10).map { "c\($0)" })
    try other.catchUp()
    try one.catchUp()
    #expect(try rows(one) == rows(other))
    #expect(one.copyAge == Inventory.CopyAge(seconds: 0))
    #expect(try sql("SELECT sequence FROM gatebook_log") == "10\n")
    // Nothing that changes nothing is stored.
    try one.write(act) { _ in }
    #expect(throws: InventoryError.customerExists(CustomerName("c1")!)) {
      try add("c1", to: other)
    }
    _ = try other.rehearse(act) { try $0.setArchived(CustomerName("c1")!, true) }
    #expect(try sql("SELECT sequence FROM gatebook_log") == "10\n")
  }

  /// Whoever comes second takes what the first has begun.
  @Test func sitesBeginAtTheSameMoment() throws {
    let places = try (0..<6).map { try address("s\($0)") }
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: places.count) { i in
      do {
        let inventory = try Inventory.openForWriting(at: places[i])
        try add("c\(i)", to: inventory)
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(
      try customers(Inventory.openForReading(at: places[0])) == (0..<6).map { "c\($0)" })
  }

  @Test func aNewSiteBeginsWithTheLastBaseCopy() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    let late = try Inventory.openForWriting(at: address("south"))
    for i in 0..<3 {
      try add("c\(i)", to: one)
      try sql("UPDATE gatebook_log SET entries_since_base = 1000")
      try add("d\(i)", to: one)
    }
    // Of the base copies the last two are kept, and what came after the older one.
    #expect(try sql("SELECT sequence FROM gatebook_base ORDER BY 1") == "4\n6\n")
    #expect(try sql("SELECT min(sequence) FROM gatebook_entry") == "5\n")
    #expect(try sql("SELECT entries_since_base FROM gatebook_log") == "0\n")
    try add("e", to: one)
    let new = try Inventory.openForReading(at: address("west"))
    #expect(try rows(new) == rows(one))
    // A copy to which the log does not reach back is made anew.
    #expect(throws: InventoryError.self) { try late.catchUp() }
    #expect(late.isReplaced)
    let again = try Inventory.openForReading(at: address("south"))
    #expect(try rows(again) == rows(one))
  }

  @Test func whatIsErasedIsInNoOlderEntry() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("secret", to: one)
    try add("other", to: one)
    try one.overwriteErased()
    #expect(try sql("SELECT count(*) FROM gatebook_entry") == "0\n")
    #expect(try sql("SELECT sequence FROM gatebook_base") == "2\n")
    try add("third", to: one)
    let new = try Inventory.openForReading(at: address("west"))
    #expect(try customers(new) == ["other", "secret", "third"])
  }

  @Test func aDamagedCopyIsMadeAnew() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try one.close()
    for damage in ["no database at all", ""] {
      try Data(damage.utf8).write(to: URL(fileURLWithPath: one.file))
      let current = try Inventory.openForReading(at: address("north"))
      #expect(try customers(current) == ["a"])
      #expect(current.file != one.file)
      try current.close()
      try FileManager.default.moveItem(atPath: current.file, toPath: one.file)
    }
  }

  /// What somebody changed in a copy by hand does not fit what comes next.
  @Test func aCopyThatWasChangedIsMadeAnew() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try one.close()
    let other = try Inventory.openForWriting(at: address("south"))
    try other.write(act) { try $0.setArchived(CustomerName("a")!, true) }
    try other.write(act) { try $0.setArchived(CustomerName("a")!, false) }
    let file = try DatabaseQueue(path: one.file)
    try file.write { try $0.execute(sql: "UPDATE customer SET display_name = 'z'") }
    try file.close()
    try other.write(act) {
      try $0.update(CustomerName("a")!, displayName: GivenText("b"), contacts: nil)
    }
    let again = try Inventory.openForReading(at: address("north"))
    #expect(try rows(again) == rows(other))
    // Neither may a program do so that takes it for an inventory.
    #expect(throws: InventoryError.siteCopy(path: again.file)) {
      try Inventory.openForWriting(at: again.file)
    }
    #expect(try customers(Inventory.openForReading(at: again.file)) == ["a"])
  }

  @Test(arguments: [
    "UPDATE gatebook_entry SET schema_version = 3 WHERE sequence = 2",
    "UPDATE gatebook_entry SET digest = set_byte(digest, 3, 255 - get_byte(digest, 3)) WHERE sequence = 2",
    "UPDATE gatebook_entry SET chain = set_byte(chain, 3, 255 - get_byte(chain, 3)) WHERE sequence = 2",
    """
    UPDATE gatebook_entry_part SET bytes = set_byte(bytes, 20, 255 - get_byte(bytes, 20))
    WHERE sequence = 2
    """,
    """
    UPDATE gatebook_entry_part SET bytes = (SELECT bytes FROM gatebook_entry_part WHERE sequence = 3)
    WHERE sequence = 2
    """,
    "DELETE FROM gatebook_entry_part WHERE sequence = 2",
    "UPDATE gatebook_base_part SET bytes = set_byte(bytes, 90, 255 - get_byte(bytes, 90))",
    "DELETE FROM gatebook_base_part",
  ])
  func aChangedByteInTheLogIsFound(_ change: String) throws {
    let one = try Inventory.openForWriting(at: address("north"))
    for name in ["a", "b", "c"] { try add(name, to: one) }
    try sql(change)
    do {
      _ = try Inventory.openForReading(at: address("west"))
      Issue.record("a damaged log was taken")
    } catch InventoryError.logDamaged {
      // A site that has it already goes on.
      #expect(try customers(Inventory.openForReading(at: address("north"))) == ["a", "b", "c"])
    }
  }

  /// As by a failover to a server that lacked something, or from a backup.
  @Test func aLogThatLostSomethingIsNoticed() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    for name in ["a", "b"] { try add(name, to: one) }
    let other = try Inventory.openForWriting(at: address("south"))
    let state = try sql("SELECT chain FROM gatebook_entry WHERE sequence = 1").dropLast()
    try sql(
      """
      DELETE FROM gatebook_entry_part WHERE sequence = 2;
      DELETE FROM gatebook_entry WHERE sequence = 2;
      UPDATE gatebook_log SET sequence = 1, chain = '\(state)';
      """)
    func isParted(_ error: any Error) -> Bool {
      if case InventoryError.parted(_, one.file, 2) = error { true } else { false }
    }
    #expect(performing: { try Inventory.openForReading(at: address("north")) }, throws: isParted)
    #expect(performing: { try add("c", to: one) }, throws: isParted)
    // Also where the log has gone on since.
    let third = try Inventory.openForWriting(at: address("west"))
    try add("x", to: third)
    #expect(performing: { try one.catchUp() }, throws: isParted)
    try add("y", to: third)
    #expect(performing: { try one.catchUp() }, throws: isParted)
    #expect(throws: InventoryError.self) { try other.catchUp() }
  }

  @Test func aServerThatDoesNotWriteIsRefused() throws {
    try Inventory.openForWriting(at: address("south")).close()
    let one = try Inventory.openForWriting(
      at: address("north", "%20-csynchronous_commit%3Doff"))
    #expect(
      throws: InventoryError.notDurable(path: one.path, setting: "synchronous_commit = off")
    ) { try add("a", to: one) }
    #expect(try customers(one) == [])
  }

  /// What the server has not on its disk is lost when its machine ends. The setting is the whole
  /// server's, so here a function stands for the one that tells it.
  @Test func aServerThatDoesNotSyncIsRefused() throws {
    let schemaFirst = "%2Cpg_catalog"
    let one = try Inventory.openForWriting(at: address("north", schemaFirst))
    try add("a", to: one)
    try one.close()
    try sql(
      """
      CREATE FUNCTION current_setting(name text, missing_ok boolean) RETURNS text LANGUAGE sql AS
        $$ SELECT CASE name WHEN 'fsync' THEN 'off'
           ELSE pg_catalog.current_setting(name, missing_ok) END $$
      """)
    let other = try Inventory.openForWriting(at: address("south", schemaFirst))
    #expect(throws: InventoryError.notDurable(path: other.path, setting: "fsync = off")) {
      try add("b", to: other)
    }
    #expect(try customers(other) == ["a"])
    // Nor is an inventory begun there.
    try sql("DELETE FROM gatebook_log")
    let west = try address("west", schemaFirst)
    #expect(
      throws: InventoryError.notDurable(path: Inventory.shown(west), setting: "fsync = off")
    ) { try Inventory.openForWriting(at: west) }
  }

  /// What is stored is stored; that the log lacks a base copy is told until a writer adds it.
  @Test func aBaseCopyThatCannotBeAddedIsTold() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    #expect(one.missingBase == nil)
    try sql(
      """
      UPDATE gatebook_log SET entries_since_base = 1000;
      ALTER TABLE gatebook_base_part ADD CONSTRAINT full_disk CHECK (false) NOT VALID
      """)
    try add("b", to: one)
    #expect(try sql("SELECT sequence FROM gatebook_base") == "0\n")
    let reader = try Inventory.openForReading(at: address("south"))
    #expect(try customers(reader) == ["a", "b"])
    #expect(reader.missingBase?.entries == 1001)
    try sql("ALTER TABLE gatebook_base_part DROP CONSTRAINT full_disk")
    try add("c", to: one)
    #expect(try sql("SELECT sequence FROM gatebook_base ORDER BY 1") == "0\n3\n")
    try reader.catchUp()
    #expect(reader.missingBase == nil)
  }

  @Test func aLogOfANewerProgramIsRefused() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try one.close()
    try sql("UPDATE gatebook_log SET schema_version = 999")
    #expect(
      throws: InventoryError.newer(path: one.path, version: 999, known: Schema.version)
    ) { try Inventory.openForReading(at: address("north")) }
  }

  @Test func aCopyThatCannotBeReachedIsGivenByAServer() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    try add("a", to: one)
    try one.close()
    let away =
      "postgresql://postgres@/postgres?host=/nowhere&gatebook_copies="
      + folder.file("south")
    func isUnreachable(_ error: any Error) -> Bool {
      if case InventoryError.unreachable = error { true } else { false }
    }
    #expect(performing: { try Inventory.openForReading(at: away) }, throws: isUnreachable)
    #expect(
      performing: { try Inventory.openForSharing(at: away, readers: 2) }, throws: isUnreachable)
    // The copy that this site would have of it.
    let folders = try FileManager.default.contentsOfDirectory(atPath: folder.file("south"))
    #expect(folders.count == 1)
    try FileManager.default.copyItem(
      atPath: one.file, toPath: folder.file("south/\(folders[0])/1.sqlite"))
    let shared = try Inventory.openForSharing(at: away, readers: 2)
    #expect(try customers(shared) == ["a"])
    #expect(shared.copyAge == Inventory.CopyAge(seconds: nil))
    #expect(performing: { try add("b", to: shared) }, throws: isUnreachable)
    #expect(try customers(shared) == ["a"])
  }

  @Test func copiesFromAFileAndBackAreTheSame() throws {
    let path = folder.file("gatebook.sqlite")
    let file = try Inventory.openForWriting(at: path)
    for name in ["a", "b"] { try add(name, to: file) }
    let there = try address("north")
    #expect(try !Inventory.copy(path, to: there, keeping: nil))
    let log = try Inventory.openForWriting(at: there)
    #expect(try rows(log) == rows(file))
    #expect(throws: InventoryError.holdsInventory(path: log.path)) {
      try Inventory.copy(path, to: there, keeping: nil)
    }
    try add("c", to: log)
    let back = folder.file("back.sqlite")
    #expect(try !Inventory.copy(there, to: back, keeping: nil))
    let again = try Inventory.openForWriting(at: back)
    #expect(try rows(again) == rows(log))
    // What takes the place of something is one entry more for every site.
    #expect(try Inventory.copy(path, to: there, keeping: folder.file("kept.sqlite")))
    try log.catchUp()
    #expect(try rows(log) == rows(file))
    #expect(
      try customers(Inventory.openForReading(at: folder.file("kept.sqlite"))) == ["a", "b", "c"])
  }

  @Test func verifyingComparesTheCopyWithTheLog() throws {
    let one = try Inventory.openForWriting(at: address("north"))
    for name in ["a", "b"] { try add(name, to: one) }
    try one.checkLog()
    try one.close()
    let file = try DatabaseQueue(path: one.file)
    try file.write { try $0.execute(sql: "UPDATE customer SET display_name = 'z' WHERE id = 1") }
    try file.close()
    let changed = try Inventory.openForReading(at: address("north"))
    #expect(
      throws: InventoryError.copyRenewed(
        path: one.path, reason: "it had other rows of customer than the log")
    ) { try changed.checkLog() }
    let again = try Inventory.openForReading(at: address("north"))
    try again.checkLog()
    #expect(try again.read { try $0.customers().map(\.displayName.text) } == ["a", "b"])
    try sql("UPDATE gatebook_entry SET digest = chain WHERE sequence = 1")
    #expect(
      performing: { try again.checkLog() },
      throws: { error in
        if case InventoryError.logDamaged = error { true } else { false }
      })
  }
}
