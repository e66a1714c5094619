import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

/// Copies of a file that Litestream keeps.
@Suite struct FollowerTests {
  private let folder: TemporaryFolder
  private let inventory: Inventory
  private let followed: String

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("gatebook.sqlite"))
    followed = folder.file("followed.sqlite")
  }

  static let time = UTCTime("2026-01-01T00:00:00Z")!

  private func add(_ name: String) throws {
    let act = Act(by: Author(user: GivenText("desk")!), at: Self.time)
    try inventory.write(act) {
      try $0.add(
        Customer(name: CustomerName(name)!, displayName: GivenText(name)!), using: [],
        from: act.time)
    }
  }

  /// Writes the pages in place, as Litestream does, and how far it has come.
  private func follow(_ transaction: Int) throws {
    let copy = folder.file("pages.sqlite")
    try inventory.backUp(to: copy, replaces: true)
    let pages = try Data(contentsOf: URL(fileURLWithPath: copy))
    if !FileManager.default.fileExists(atPath: followed) {
      try folder.write("followed.sqlite", [])
    }
    let file = try #require(FileHandle(forWritingAtPath: followed))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: pages)
    try file.close()
    let number = String(transaction, radix: 16)
    try folder.write(
      "followed.sqlite-txid", String(repeating: "0", count: 16 - number.count) + number + "\n")
  }

  private func customers(_ path: String) throws -> [String] {
    let inventory = try Inventory.openForReading(at: path)
    defer { try? inventory.close() }
    return try inventory.read { try $0.customers().map(\.name.text) }
  }

  @Test func aCopyIsTakenWheneverTheFileChanged() throws {
    try add("north")
    try follow(1)
    let follower = Follower(of: followed)
    let first = try #require(try follower.next())
    #expect(try customers(first) == ["north"])
    #expect(try follower.next() == nil)
    try add("south")
    try follow(26)
    #expect(FollowedFile(at: followed).transaction == 26)
    let second = try #require(try follower.next())
    #expect(second != first)
    #expect(try customers(second) == ["north", "south"])
    // The one before is still what it was, for whoever reads it.
    #expect(try customers(first) == ["north"])
    #expect(try follower.next() == nil)
  }

  /// What cannot be copied leaves the last copy, also for the next run.
  @Test func theLastGoodCopyStays() throws {
    try add("north")
    try follow(1)
    let follower = Follower(of: followed)
    let good = try #require(try follower.next())
    for bytes in [Array("no database".utf8), Array(repeating: UInt8(0x41), count: 40_000), []] {
      try Data(bytes).write(to: URL(fileURLWithPath: followed))
      #expect(throws: InventoryError.self) { try follower.next() }
      #expect(try customers(good) == ["north"])
      var reports: [String] = []
      let again = try Follower(of: followed).first { reports.append("\($0)") }
      #expect(again == good)
      #expect(reports.count == 1)
    }
    try FileManager.default.removeItem(atPath: followed)
    #expect(throws: InventoryError.missing(path: followed)) { try follower.next() }
    #expect(try Follower(of: followed).first { _ in } == good)
    // Then it is there again.
    try add("south")
    try follow(2)
    #expect(try customers(try #require(try follower.next())) == ["north", "south"])
    let nowhere = Follower(of: folder.file("nothing.sqlite"))
    #expect(throws: InventoryError.missing(path: folder.file("nothing.sqlite"))) {
      try nowhere.first { _ in }
    }
  }

  /// To write into it would damage it: Litestream goes on writing pages of the other inventory.
  @Test func nothingElseWritesTheFile() throws {
    try add("north")
    try follow(1)
    let before = try Data(contentsOf: URL(fileURLWithPath: followed))
    #expect(throws: InventoryError.followed(path: followed)) {
      try Inventory.openForWriting(at: followed)
    }
    #expect(throws: InventoryError.followed(path: followed)) {
      try Inventory.openForSharing(at: followed, readers: 2)
    }
    #expect(throws: InventoryError.followed(path: followed)) {
      try Inventory.restore(
        followed, from: folder.file("pages.sqlite"), keeping: folder.file("kept"),
        Act(by: Author(user: GivenText("desk")!), at: Self.time))
    }
    #expect(try customers(followed) == ["north"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: followed)) == before)
  }
}

/// The same with the real Litestream.
extension FollowerTests {
  @Test(.enabled(if: Litestream.program != nil, "Tests/Replication/install has not been run"))
  func eachCopyIsWholeWhileLitestreamWrites() throws {
    try add("north")
    let store = folder.file("store")
    let litestream = try Litestream(copying: "gatebook.sqlite", to: store, in: folder)
    let second = SecondPlace(socket: litestream.socket)
    try second.confirm(inventory, at: Self.time)
    let following = try Litestream.follow(store, to: followed)
    defer { following.terminate() }
    let follower = Follower(of: followed)
    var seen: [[String]] = []
    var added = ["north"]
    let deadline = Date(timeIntervalSinceNow: 60)
    while seen.last?.count != 6, Date() < deadline {
      if seen.last?.count == added.count, added.count < 6 {
        added.append("customer-\(added.count)")
        let act = Act(by: Author(user: GivenText("desk")!), at: Self.time)
        try inventory.write(act) {
          try $0.add(
            Customer(name: CustomerName(added.last!)!, displayName: GivenText("C")!), using: [],
            from: act.time)
        }
        try second.confirm(inventory, at: Self.time)
      }
      // Before it is there, and while Litestream writes, there is none.
      guard let copy = try? follower.next() else {
        usleep(20_000)
        continue
      }
      let found = try customers(copy)
      if seen.last != found { seen.append(found) }
    }
    // Each state was seen, whole, and none twice or backwards.
    #expect(seen.map(\.count) == [1, 2, 3, 4, 5, 6])
  }
}
