import Foundation
import GRDB
import TestSupport
import Testing

/// A folder's file that could not be stored is not noted as taken: once the inventory is well
/// again, it is.
@Suite(.ofFiles) struct FolderFailureTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("lists"), withIntermediateDirectories: true)
    try add("2026-01-01", addresses: 1...20)
    #expect(try run("source", "add", "v/c", "lists").status == 0)
    #expect(try run("sync", "--force").status == 0)
    try add("2026-01-02", addresses: 1...21)
    try add("2026-01-03", addresses: 1...22)
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  /// A file of the folder, as though it had been written an hour ago.
  private func add(_ day: String, addresses: ClosedRange<Int>) throws {
    let path = try folder.write(
      "lists/\(day).csv",
      "service,address,ports\n" + addresses.map { "Web,23.9.0.\($0),443\n" }.joined())
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: path)
  }

  private func database<T>(_ work: (Database) throws -> T) throws -> T {
    let queue = try DatabaseQueue(path: folder.file("gatebook.sqlite"))
    defer { try? queue.close() }
    return try queue.write(work)
  }

  private func revisionCount() throws -> Int? {
    try database { try Int.fetchOne($0, sql: "SELECT count(*) FROM revision") }
  }

  @Test func whatADamagedInventoryCouldNotStoreIsTakenLater() throws {
    let page = try database {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'change'")!
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file("gatebook.sqlite")))
    defer { try? file.close() }
    let place = UInt64(page - 1) * 4096
    try file.seek(toOffset: place)
    let whole = try #require(try file.read(upToCount: 4096))
    try file.seek(toOffset: place)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    let failed = try run("sync", "--force")
    #expect(failed.status == 74, "\(failed.error)")
    try file.seek(toOffset: place)
    try file.write(contentsOf: whole)
    #expect(try revisionCount() == 1)
    let later = try run("sync", "--force")
    #expect(later.status == 0, "\(later.error)")
    #expect(try revisionCount() == 3)
  }

  /// A fault of the program with one file does not keep out those after it, and is told again.
  @Test func whatTheProgramCouldNotStoreIsTriedAgain() throws {
    try database {
      try $0.execute(
        sql: """
          CREATE TRIGGER refuses BEFORE INSERT ON revision WHEN NEW.endpoint_count = 22
          BEGIN SELECT RAISE(ABORT, 'refused'); END
          """)
    }
    let failed = try run("sync", "--force")
    #expect(failed.status == 70, "\(failed.error)")
    #expect(try revisionCount() == 2)
    try database { try $0.execute(sql: "DROP TRIGGER refuses") }
    #expect(try run("sync", "--force").status == 0)
    #expect(try revisionCount() == 3)
  }
}
