import EndpointModel
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// What comes and goes is told once, and nobody is cut off by it.
@Suite struct FlappingNoticeTests {
  private let told: NoticeInventory

  init() throws {
    told = try NoticeInventory()
    try told.commit(["192.0.2.1"], at: "2026-01-01T00:00:00Z")
  }

  private func flap(_ days: [(Int, Bool)]) throws {
    for (day, isThere) in days {
      try told.commit(
        ["192.0.2.1"] + (isThere ? ["192.0.2.2"] : []),
        at: "2026-01-\(day < 10 ? "0" : "")\(day)T00:00:00Z")
    }
  }

  @Test func anAddressThatComesAndGoesIsToldOnce() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    // Opened; gone, which waits; back, which is nothing new; and so on.
    try flap([(3, true), (4, false), (5, true), (6, false), (7, true)])
    #expect(
      try told.notices() == ["change 2 due", "change 3 withdrawn", "change 5 withdrawn"])
    #expect(try told.send(at: "2026-01-08T00:00:00Z").count == 1)
  }

  @Test func itIsToldThatItStaysAwayAfterAWeek() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try flap([(3, true), (4, false)])
    #expect(try told.send(at: "2026-01-10T23:59:59Z").map(\.notice.subject.revision) == [2])
    let last = try told.send(at: "2026-01-11T00:00:00Z")
    #expect(last.map(\.notice.subject.revision) == [3])
    #expect(told.relay.received.last?.text.contains("1 to close") ?? false)
  }

  /// What opens is told at once, with what was put off.
  @Test func somethingElseThatOpensIsToldAtOnce() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try flap([(3, true), (4, false)])
    try told.commit(["192.0.2.1", "192.0.2.7"], at: "2026-01-05T00:00:00Z")
    let sent = try told.send(at: "2026-01-05T00:00:00Z")
    #expect(sent.map(\.notice.subject.revision) == [2, 4])
    #expect(sent.last?.notice.subject.base == 2)
    #expect(told.relay.received.last?.text.contains("1 to open, 1 to close") ?? false)
  }

  /// What had stood for longer than a week and goes is told at once, and that it is back, too.
  @Test func whatHadStoodIsToldAtOnce() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try flap([(3, true), (20, false), (21, true), (22, false), (23, true)])
    #expect(
      try told.notices() == [
        "change 2 due", "change 3 due", "change 4 due", "change 5 withdrawn",
      ])
  }

  /// A wrong page was taken back before anybody was told: nobody is told to close and open again.
  @Test func whatAPersonTookBackUntoldIsNotTold() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try told.subscribe("file:\(told.folder.path)", at: "2026-01-02T00:00:00Z")
    try told.commit(["192.0.2.7"], at: "2026-01-20T00:00:00Z")
    _ = try told.inventory.write(told.act("2026-01-20T01:00:00Z")) {
      try Settlement($0).revert(told.cloud, to: 1)
    }
    // Programs follow each step.
    #expect(
      try told.notices() == ["change 2 withdrawn", "change 2 due", "change 3 due"])
    #expect(try told.send(at: "2026-01-20T02:00:00Z").count == 2)
    #expect(told.relay.received.isEmpty)
  }

  /// What was not told of an earlier revision is told with what a person brought back.
  @Test func whatWasNotTakenBackIsStillTold() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try told.commit(["192.0.2.1", "192.0.2.2"], at: "2026-01-20T00:00:00Z")
    try told.commit(["192.0.2.7"], at: "2026-01-21T00:00:00Z")
    _ = try told.inventory.write(told.act("2026-01-21T01:00:00Z")) {
      try Settlement($0).revert(told.cloud, to: 2)
    }
    #expect(try told.notices() == ["change 2 due", "change 3 withdrawn"])
    #expect(try told.send(at: "2026-01-21T02:00:00Z").count == 1)
    #expect(told.relay.received.first?.text.contains("1 to open") ?? false)
  }

  @Test func programsAreToldEachStep() throws {
    try told.subscribe("file:\(told.folder.path)", at: "2026-01-02T00:00:00Z")
    try flap([(3, true), (4, false), (5, true)])
    #expect(try told.send(at: "2026-01-05T00:00:00Z").count == 3)
  }

  @Test func whatAPersonBringsBackIsToldAtOnce() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try flap([(3, true)])
    #expect(try told.send(at: "2026-01-03T12:00:00Z").count == 1)
    _ = try told.inventory.write(told.act("2026-01-04T00:00:00Z")) {
      try Settlement($0).revert(told.cloud, to: 1)
    }
    #expect(try told.send(at: "2026-01-04T00:00:00Z").map(\.notice.subject.revision) == [3])
  }

  /// A notice of several revisions whose last one is void still tells of the others.
  @Test func whatIsLeftOfAVoidRevisionIsTold() throws {
    try told.subscribe("mail:noc@example.com", at: "2026-01-02T00:00:00Z")
    try flap([(3, true), (4, false)])
    try told.commit(["192.0.2.1", "192.0.2.7"], at: "2026-01-05T00:00:00Z")
    _ = try told.inventory.write(told.act("2026-01-05T01:00:00Z")) {
      try Settlement($0).void(told.cloud, number: 4)
    }
    let sent = try told.send(at: "2026-01-05T02:00:00Z")
    #expect(sent.map(\.notice.subject.revision) == [2, 3])
  }
}
