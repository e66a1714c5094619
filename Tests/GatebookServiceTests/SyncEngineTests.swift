import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@Suite struct SyncEngineTests {
  private let folder: TemporaryFolder
  private let inventory: Inventory
  private let deployment = DeploymentName("vendor/cloud")!
  private static let table = """
    Service | IP | Port | Type |
    Web | 192.0.2.1 192.0.2.0/28 | 80 & 443 | TCP |
    Voice | voice.example.com | 5060 | UDP |
    """

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("inventory.sqlite"))
  }

  private func engine(_ text: String, acceptsPartial: Bool = false) throws -> SyncEngine {
    let reading = try DocumentReader.read(Document(bytes: Array(text.utf8), source: "doc"))
    return SyncEngine(
      deployment: deployment, reading: reading, acceptsPartial: acceptsPartial)
  }

  private func run(_ text: String, at time: String = "2026-01-01T00:00:00Z") throws -> (
    plan: SyncPlan, revision: Revision
  ) {
    let time = UTCTime(time)!
    return try engine(text).run(
      on: inventory, by: Author(user: GivenText("desk")!), fetchedAt: time, recordedAt: time,
      now: { time })
  }

  @Test func firstThenUnchangedThenChanged() throws {
    #expect(try run(Self.table).plan.status == .first)
    #expect(try run(Self.table).plan.status == .unchanged)
    let changed = try run(Self.table.replacing("5060", with: "5061"))
    #expect(changed.plan.status == .changed)
    #expect(changed.revision.number == 2)
    #expect(changed.plan.comparison.changes.changed.map(\.fields) == [[.ports]])
    #expect(try inventory.read { try $0.revisions(of: deployment) }.count == 2)
  }

  /// However many others were rejected since: a limit of twenty once made the first of them current.
  @Test func whatWasRejectedLongAgoStaysSo() throws {
    func text(_ number: Int) -> String { Self.table.replacing("5060", with: "\(5100 + number)") }
    let act = Act(
      by: Author(user: GivenText("desk")!), at: UTCTime("2026-01-01T00:00:00Z")!)
    _ = try run(Self.table)
    for number in 1...25 {
      let changed = try run(text(number))
      #expect(changed.plan.status == .changed)
      _ = try inventory.write(act) {
        try Settlement($0).reject(deployment, number: changed.revision.number)
      }
    }
    for number in [1, 12, 25] { #expect(try run(text(number)).plan.status == .unchanged) }
    #expect(try run(text(26)).plan.status == .changed)
  }

  @Test(arguments: [
    // Other order, other column order, other spellings, more words around it.
    """
    Type | Address | Application | Port
    UDP | VOICE.example.com. | Voice | 5060
    TCP | 192.0.2.0-192.0.2.15, 192.0.2.1/32 | Web | 443, 80
    """,
    """
    Dear customers, nothing has changed.
    Service | IP | Port | Type |
    Voice |
    voice.example.com |
    5060 | UDP |
    Web |
    192.0.2.0/255.255.255.240
    192.0.2.1
    192.0.2.1 |
    80/443 | TCP |
    """,
    """
    service,ip,port,protocol
    Web,"192.0.2.1;192.0.2.0/28","80,443",tcp
    Voice,voice.example.com,5060,udp
    """,
  ])
  func layoutIsNoChange(_ text: String) throws {
    _ = try run(Self.table)
    #expect(try run(text).plan.status == .unchanged)
  }

  @Test func aPartlyReadDocumentIsHeld() throws {
    let typo = Self.table.replacing("192.0.2.1 ", with: "192.0.2.1000 ")
    let first = try run(typo)
    #expect(first.plan.status == .held && first.plan.holdReasons.map(\.code) == [.partlyRead])
    #expect(try inventory.read { try $0.latestRevision(of: deployment) } == nil)
    _ = try run(Self.table)
    let held = try run(typo)
    #expect(held.plan.status == .held && held.plan.holdReasons.map(\.code) == [.partlyRead])
    #expect(try inventory.read { try $0.latestRevision(of: deployment) }?.number == 2)
    let time = UTCTime("2026-02-01T00:00:00Z")!
    let accepted = try engine(typo, acceptsPartial: true)
      .run(
        on: inventory, by: Author(user: GivenText("desk")!), fetchedAt: time, recordedAt: time,
        now: { time })
    #expect(accepted.plan.comparison.changes.removed.count == 1)
  }

  @Test func aRevisionOlderThanTheLatestIsRefusedEvenUnchanged() throws {
    _ = try run(Self.table, at: "2026-01-02T00:00:00Z")
    #expect(throws: InventoryError.self) { try run(Self.table, at: "2026-01-01T00:00:00Z") }
  }
}
