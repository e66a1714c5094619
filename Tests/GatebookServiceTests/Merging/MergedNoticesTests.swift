import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing
import WebAccess

@testable import GatebookService

/// Nobody is told twice, and nobody is forgotten.
@Suite struct MergedNoticesTests {
  private let folder: TemporaryFolder
  private let here: Site
  private let there: Site

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("out"), withIntermediateDirectories: false)
    here = try Site(folder.file("here.sqlite"))
    try here.sync("192.0.2.1", at: "2026-01-01T00:00:00Z")
    try here.subscribe("file:\(folder.file("out"))", at: "2026-01-01T00:00:00Z")
    there = try here.fork(folder.file("there.sqlite"))
  }

  /// Delivers what is due.
  private func send(_ site: Site, at time: String) throws -> Int {
    let now = UTCTime(time)!
    let run = NoticeRun(
      by: Site.act(time).author, now: { now }, relay: nil, options: TransferOptions(),
      settings: NoticeRun.Settings(times: DigestTimes(zone: .utc)),
      remedies: { "\($0)" })
    return try run.run(on: site.inventory) { _ in }.count { $0.delivery.state == .delivered }
  }

  @Test func whatWasNotSentThereIsSentHereOnce() throws {
    try there.sync("192.0.2.2", at: "2026-01-05T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(outcome.dueNotices == 1 && outcome.deliveredNotices == 0)
    #expect(try send(here, at: "2026-02-01T00:00:10Z") == 1)
    _ = try here.merge(there, at: "2026-02-01T00:00:20Z")
    #expect(try send(here, at: "2026-02-01T00:00:30Z") == 0)
    #expect(try here.notices() == ["change 2 delivered"])
  }

  @Test func whatWasSentThereIsNotSentAgain() throws {
    try there.sync("192.0.2.2", at: "2026-01-05T00:00:00Z")
    #expect(try send(there, at: "2026-01-05T00:00:10Z") == 1)
    try there.sync("192.0.2.3", at: "2026-01-06T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(outcome.dueNotices == 1 && outcome.deliveredNotices == 1)
    #expect(try here.notices() == ["change 2 delivered", "change 3 due"])
    #expect(try here.merge(there) == MergeOutcome())
    #expect(try here.problems().isEmpty)
  }

  /// Both have it in their outbox, and the other one was first.
  @Test func whatIsDueHereAndWasSentThereIsNotSentAgain() throws {
    try here.sync("192.0.2.2", at: "2026-01-05T00:00:00Z")
    let other = try here.fork(folder.file("other.sqlite"))
    #expect(try send(other, at: "2026-01-05T00:00:10Z") == 1)
    let outcome = try here.merge(other)
    #expect(outcome.deliveredNotices == 1 && outcome.taken.isEmpty)
    #expect(try send(here, at: "2026-02-01T00:00:10Z") == 0)
    #expect(try here.merge(other) == MergeOutcome())
  }

  /// A subscription comes with what it was told. What it was not told waits for a person, for the
  /// other inventory may send it.
  @Test func aSubscriptionComesWithItsOutbox() throws {
    let second = folder.file("second")
    try FileManager.default.createDirectory(atPath: second, withIntermediateDirectories: false)
    try there.subscribe("file:\(second)", at: "2026-01-02T00:00:00Z")
    try there.sync("192.0.2.2", at: "2026-01-05T00:00:00Z")
    #expect(try send(there, at: "2026-01-05T00:00:10Z") == 2)
    try there.sync("192.0.2.3", at: "2026-01-06T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(Site.names(outcome.taken) == ["revisions vendor/cloud@2..3", "subscription NOC"])
    #expect(outcome.givenUpNotices == 1)
    // The one that both have is due here; what came along is given up.
    #expect(
      try here.notices() == [
        "change 2 delivered", "change 3 due", "change 2 delivered", "change 3 given up",
      ])
    #expect(try here.merge(there) == MergeOutcome())
    try here.sync("192.0.2.4", at: "2026-02-03T00:00:00Z")
    #expect(try send(here, at: "2026-02-03T00:00:10Z") == 3)
    #expect(try here.problems().isEmpty)
  }

  /// Also where the table there became another revision here.
  @Test func aSubscriptionComesWithATableThatIsTaken() throws {
    let second = folder.file("second")
    try FileManager.default.createDirectory(atPath: second, withIntermediateDirectories: false)
    try there.subscribe("file:\(second)", at: "2026-01-02T00:00:00Z")
    try here.sync("192.0.2.4", at: "2026-01-05T00:00:00Z")
    try here.sync("192.0.2.5", at: "2026-01-06T00:00:00Z")
    try there.sync("192.0.2.2", at: "2026-01-05T00:00:00Z")
    let outcome = try here.merge(there, tables: [Site.cloud])
    #expect(outcome.givenUpNotices == 1)
    let notices = try here.notices()
    #expect(notices == ["change 2 due", "change 3 due", "change 4 due", "change 4 given up"])
    #expect(try here.problems().isEmpty)
  }

  @Test func anEndedSubscriptionDoesNotComeBack() throws {
    _ = try here.change(at: "2026-01-03T00:00:00Z") {
      try $0.unsubscribe(1, reason: GivenText("asked for it")!)
    }
    #expect(try here.merge(there) == MergeOutcome())
    let back = try there.merge(here)
    #expect(Site.names(back.conflicts) == ["subscription NOC, subscription 1"])
    #expect(back.conflicts.first?.detail == "it has ended there, and not here")
  }

  /// What tells all customers is never begun by a merge.
  @Test func mailingsStayWhereTheyAre() throws {
    _ = try there.change(at: "2026-01-03T00:00:00Z") { writer in
      try writer.addMailing(Mailing.Terms())
    }
    try here.add("north", "it@north.example", at: "2026-01-02T00:00:00Z")
    let outcome = try here.merge(there)
    #expect(outcome.isEmpty && outcome.conflicts.isEmpty)
    #expect(Site.names(outcome.left) == ["mailing mailing 1"])
    #expect(try here.inventory.read { try $0.subscriptions().count } == 1)
  }

  /// A customer's ports that come along are told to who is told of them here.
  @Test func newPortsAreTold() throws {
    try here.add("north", "it@north.example", at: "2026-01-02T00:00:00Z")
    try here.assign("north", "4000-4063", at: "2026-01-02T00:00:00Z")
    try here.change(at: "2026-01-02T00:00:00Z") { writer in
      var terms = Subscription.Terms(
        who: GivenText("North")!, deployment: Site.cloud,
        target: DeliveryTarget("file:\(folder.file("out"))")!)
      terms.customer = Site.north
      terms.tellsHeld = false
      _ = try writer.subscribe(terms, secret: nil)
    }
    let other = try here.fork(folder.file("other.sqlite"))
    try other.assign("north", "5000-5063", at: "2026-01-05T00:00:00Z")
    let told = try other.fork(folder.file("told.sqlite"))
    #expect(try send(told, at: "2026-01-05T00:00:10Z") == 1)
    let second = try here.fork(folder.file("second.sqlite"))
    #expect(try here.merge(other).dueNotices == 1)
    #expect(try here.notices() == ["ports 1 due"])
    // Where the other one has told it, it is not told again.
    #expect(try second.merge(told).deliveredNotices == 1)
    #expect(try second.notices() == ["ports 1 delivered"])
    // Also where it does so later.
    #expect(try send(other, at: "2026-02-01T00:01:00Z") == 1)
    #expect(try here.merge(other, at: "2026-02-01T00:02:00Z").deliveredNotices == 1)
    #expect(try here.notices() == ["ports 1 delivered"])
    // The same change another time is told.
    try here.assign("north", "4000-4063", at: "2026-02-02T00:00:00Z")
    #expect(try send(here, at: "2026-02-02T00:00:10Z") == 1)
    try here.assign("north", "5000-5063", at: "2026-02-03T00:00:00Z")
    #expect(try here.merge(other, at: "2026-02-03T00:02:00Z") == MergeOutcome())
    #expect(try send(here, at: "2026-02-03T00:03:00Z") == 1)
  }
}
