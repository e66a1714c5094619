import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

/// What is confirmed by a second place, with a Litestream that misbehaves.
@Suite struct SecondPlaceTests {
  private let folder: TemporaryFolder
  private let path: String
  private let inventory: Inventory
  private let litestream: LoopbackServer
  private let second: SecondPlace

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("gatebook.sqlite")
    inventory = try Inventory.openForWriting(at: path)
    litestream = try LoopbackServer(at: folder.file("socket"))
    second = SecondPlace(socket: folder.file("socket"), seconds: 1)
  }

  private static func time(_ minute: Int) -> UTCTime {
    UTCTime("2026-01-01T00:0\(minute):00Z")!
  }

  private func add(_ name: String, at minute: Int, to other: Inventory? = nil) throws {
    let act = Act(by: Author(user: GivenText("desk")!), at: Self.time(minute))
    try (other ?? inventory).write(act) {
      try $0.add(
        Customer(name: CustomerName(name)!, displayName: GivenText(name)!), using: [],
        from: act.time)
    }
  }

  private func state() throws -> ReplicationState {
    try inventory.read { try second.state(of: path, $0) }
  }

  @Test func whatIsCopiedIsConfirmed() throws {
    #expect(try state().unconfirmed == 0)
    try add("north", at: 1)
    try add("south", at: 2)
    let before = try state()
    #expect(before.unconfirmed == 2)
    #expect(before.since == Self.time(1))
    #expect(before.confirmedAt == nil)

    litestream.answer { LitestreamWords.answer(to: $0) }
    try second.confirm(inventory, at: Self.time(3))
    let request = try #require(litestream.seen.first)
    #expect(request.hasPrefix("POST /sync HTTP/1.1\r\n"))
    #expect(LitestreamWords.asked(request) == path)
    #expect(request.contains(#""wait":true"#))
    #expect(request.contains(#""timeout":1"#))
    #expect(try state().unconfirmed == 0)
    #expect(try state().confirmedAt == Self.time(3))

    // What comes after is not.
    try add("west", at: 4)
    #expect(try state().unconfirmed == 1)
    #expect(try state().since == Self.time(4))
  }

  @Test func whatIsNotSureIsNotConfirmed() throws {
    try add("north", at: 1)
    let socket = folder.file("socket")
    let html = Array("<html>".utf8)
    let cases: [(@Sendable (String) -> LoopbackServer.Reply, ConfirmationError)] = [
      ({ _ in .silence }, .noAnswer("\(socket) did not answer in time")),
      (
        { _ in LitestreamWords.refusal("500 Oops", "the store is away") },
        .refused(socket: socket, path: path, status: 500, reason: "the store is away")
      ),
      (
        { _ in LitestreamWords.refusal("404 Not Found", "database not found: x") },
        .refused(socket: socket, path: path, status: 404, reason: "database not found: x")
      ),
      (
        { LitestreamWords.answer(to: $0, stored: 7, copied: 6) },
        .behind(socket: socket, stored: 7, copied: 6)
      ),
      (
        { LitestreamWords.answer(to: $0, stored: 0, copied: 0) },
        .notUnderstood(socket: socket, status: 200)
      ),
      (
        { LitestreamWords.answer(to: $0, path: "/other.sqlite") },
        .notUnderstood(socket: socket, status: 200)
      ),
      (
        { _ in LoopbackServer.response(html) }, .notUnderstood(socket: socket, status: 200)
      ),
      (
        { _ in LoopbackServer.response(Array(#"{"status":"synced"}"#.utf8)) },
        .notUnderstood(socket: socket, status: 200)
      ),
    ]
    for (reply, expected) in cases {
      litestream.answer(reply)
      #expect(throws: expected) { try second.confirm(inventory, at: Self.time(2)) }
      #expect(try state().unconfirmed == 1, "\(expected)")
    }
    // Closed without a word, or within one.
    for bytes in ["", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"path\""] {
      litestream.answer(.bytes(Array(bytes.utf8)))
      let error = #expect(throws: ConfirmationError.self) {
        try second.confirm(inventory, at: Self.time(2))
      }
      #expect("\(error!)".hasPrefix(socket + " was cut short"), "\(error!)")
      #expect(try state().unconfirmed == 1)
    }
    let nowhere = SecondPlace(socket: folder.file("nothing"), seconds: 1)
    let error = #expect(throws: ConfirmationError.self) {
      try nowhere.confirm(inventory, at: Self.time(2))
    }
    #expect("\(error!)".hasPrefix(folder.file("nothing") + " cannot be reached"), "\(error!)")
    #expect(try state().unconfirmed == 1)
  }

  /// The number of an entry alone tells nothing: after a restore, another one has it.
  @Test func aMarkOfAnotherStateConfirmsNothing() throws {
    try add("north", at: 1)
    let backup = folder.file("backup.sqlite")
    try inventory.backUp(to: backup)
    try add("south", at: 2)
    litestream.answer { LitestreamWords.answer(to: $0) }
    try second.confirm(inventory, at: Self.time(3))
    _ = try Inventory.restore(
      path, from: backup, keeping: folder.file("kept.sqlite"),
      Act(by: Author(user: GivenText("desk")!), at: Self.time(4)))
    // The restore is the second entry now, and unconfirmed as everything before it.
    #expect(try state().unconfirmed == 2)
    #expect(try state().confirmedAt == nil)
  }

  /// A mark that a fault of the disk left in pieces is none.
  @Test func aBrokenMarkConfirmsNothing() throws {
    try add("north", at: 1)
    litestream.answer { LitestreamWords.answer(to: $0) }
    try second.confirm(inventory, at: Self.time(2))
    for text in ["", "{", #"{"entry":1}"#] {
      try folder.write("gatebook.sqlite.confirmed", text)
      #expect(try state().unconfirmed == 1, "\(text)")
    }
  }
}
