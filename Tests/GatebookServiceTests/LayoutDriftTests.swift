import DocumentReading
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

/// A document that no longer fits the layout by which it is read is held.
@Suite struct LayoutDriftTests {
  private let folder: TemporaryFolder
  private let inventory: Inventory
  private let deployment = DeploymentName("vendor/cloud")!
  private static let page = """
    # Firewall

    ## Media servers

    | Name | IP address | Port | Protocol |
    |---|---|---|---|
    | North | 192.0.2.10 | 5061 | TCP |
    | South | 192.0.2.11 | 5062 | TCP |
    | West | 192.0.2.12 | 5063 | TCP |

    ## Offices

    | Town | IP address | Port | Protocol |
    |---|---|---|---|
    | Bern | 198.51.100.1 | 443 | TCP |
    """

  init() throws {
    folder = try TemporaryFolder()
    inventory = try Inventory.openForWriting(at: folder.file("inventory.sqlite"))
  }

  private func document(_ text: String) -> Document {
    Document(bytes: Array(text.utf8), source: "page.md")
  }

  private func act(_ hour: Int) -> Act {
    Act(
      by: Author(user: GivenText("desk")!), at: UTCTime("2026-01-01T\(hour + 10):00:00Z")!,
      note: GivenText("by mail"))
  }

  @discardableResult
  private func keep(
    _ corrections: [Layout.Correction], for text: String = page, hour: Int = 0
  ) throws -> Layout {
    let present = try inventory.read { try LayoutInUse(of: deployment, in: $0) }
    let trial = try LayoutTrial(
      document(text), present: present?.layout,
      layout: corrections.isEmpty ? nil : Layout(corrections))
    _ = try inventory.write(act(hour)) {
      try $0.keepLayout(trial.confirmed.text, of: deployment)
    }
    return trial.confirmed
  }

  private func sync(_ text: String, hour: Int) throws -> SyncOutcome {
    let time = act(hour).time
    return try DocumentSync(deployment, .document(document(text)), now: { time })
      .store(on: inventory, by: act(hour).author) { inventory }
  }

  private func drift(_ text: String, _ corrections: [Layout.Correction] = []) throws -> [String] {
    let layout = try keep(corrections)
    let reading = try DocumentReader.read(document(text), layout: layout, allowsNone: true)
    return LayoutDrift(layout, reading).words
  }

  @Test func aTableThatGrowsFits() throws {
    let grown = Self.page.replacing(
      "| West |", with: "| East | 192.0.2.13 | 5064 | TCP |\n| West |")
    #expect(try drift(Self.page) == [])
    #expect(try drift(grown) == [])
  }

  @Test func whatDiffersIsTold() throws {
    #expect(
      try drift(Self.page.replacing("| Name | IP address", with: "| Name | Our end")) == [
        "the column \"IP address\" of the table \"Media servers\" is called \"Our end\" now"
      ])
    let more = Self.page.replacing("| Name |", with: "| Name | Backup |")
      .replacing("| North |", with: "| North | no |").replacing("| South |", with: "| South | no |")
      .replacing("| West |", with: "| West | no |")
      .replacing("|---|---|---|---|\n| North", with: "|---|---|---|---|---|\n| North")
    #expect(
      try drift(more) == ["the table \"Media servers\" has a column \"Backup\" more"])
    let less = Self.page.replacing(" | Protocol |", with: " |").replacing(" | TCP |", with: " |")
      .replacing("|---|---|---|---|", with: "|---|---|---|")
    #expect(
      try drift(less) == [
        "the column \"Protocol\" of the table \"Media servers\" is gone",
        "the column \"Protocol\" of the table \"Offices\" is gone",
      ])
    let unread = Self.page.replacing("192.0.2.11", with: "the south end")
      .replacing("5062", with: "").replacing("192.0.2.12", with: "the west end")
      .replacing("5063", with: "")
    #expect(try drift(unread).contains { $0.contains("rows are read; 3 of 3 were") })
  }

  @Test func aHeadingThatIsGoneIsToldWhereItMatters() throws {
    let renamed = Self.page.replacing("## Media servers", with: "## Media edge")
    // Nothing is told of it, and it is read as before.
    #expect(try drift(renamed) == [])
    #expect(
      try drift(renamed, [.column(.number(3), .ports, of: "Media servers")]) == [
        "there is no table \"Media servers\" any more (table \"Media servers\" column 3 = ports)"
      ])
    let offices = try #require(Self.page.range(of: "## Offices"))
    #expect(
      try drift(String(Self.page[..<offices.lowerBound])) == [
        "the table \"Offices\", of which 1 row was read, is gone"
      ])
  }

  @Test(arguments: [Layout.Correction.only("Media servers"), .take("Media servers")])
  func aSecondSectionOfANameThatIsToldOfIsHeld(_ correction: Layout.Correction) throws {
    let second =
      Self.page + """


        ## Media servers

        | Name | IP address | Port | Protocol |
        |---|---|---|---|
        | East | 203.0.113.9 | 5064 | TCP |
        """
    let words = "2 headings, tables or lists are called \"Media servers\" now; one was"
    #expect(try drift(second, [correction]) == [words])
    let first = try sync(Self.page, hour: 1)
    #expect(first.plan.status == .first)
    let held = try sync(second, hour: 2)
    #expect(held.plan.status == .held)
    #expect(held.plan.holdReasons.map(\.code) == [.layoutChanged])
    // Confirmed with two, it fits.
    let kept = try keep([correction], for: second, hour: 3)
    #expect(kept.text.contains("relies name \"Media servers\" times 2\n"))
    #expect(try Layout(parsing: kept.text) == kept)
    #expect(try sync(second, hour: 4).plan.status == .changed)
  }

  @Test func aDocumentThatNoLongerFitsIsHeldUntilItsLayoutIsConfirmed() throws {
    try keep([.column(.header("Port"), .ports, of: "Media servers")])
    let first = try sync(Self.page, hour: 1)
    #expect(first.plan.status == .first)
    let revisions = { try inventory.read { try $0.revisions(of: deployment) } }
    #expect(try revisions().map(\.layout) == [1])

    let swapped = Self.page.replacing(
      "| Port | Protocol |\n|---|---|---|---|\n| North",
      with: "| Gate | Protocol |\n|---|---|---|---|\n| North"
    )
    .replacing("5061", with: "6061")
    let held = try sync(swapped, hour: 2)
    #expect(held.plan.status == .held)
    #expect(held.plan.holdReasons.map(\.code).contains(.layoutChanged))
    #expect(
      held.plan.holdReasons.contains {
        $0.message.contains("there is no column \"Port\" any more")
      })

    // Confirmed for the new page, it fits again.
    try keep([.column(.header("Gate"), .ports, of: "Media servers")], for: swapped, hour: 3)
    let settled = try sync(swapped, hour: 4)
    #expect(settled.plan.status == .changed)
    #expect(try revisions().first?.layout == 2)
  }

  @Test func theSameTableIsNotHeldButTold() throws {
    try keep([])
    _ = try sync(Self.page, hour: 1)
    let renamed = Self.page.replacing("| Name | IP address", with: "| Name | Address")
    let again = try sync(renamed, hour: 2)
    #expect(again.plan.status == .unchanged)
    #expect(again.plan.reading.findings.contains { $0.code == "layout-changed" })
  }

  @Test func approvedItIsCurrentAndUnchangedAfterwards() throws {
    try keep([])
    _ = try sync(Self.page, hour: 1)
    let other = Self.page.replacing("| Name | IP address", with: "| Name | Address")
      .replacing("5061", with: "6061")
    let held = try sync(other, hour: 2)
    #expect(held.plan.status == .held)
    _ = try inventory.write(act(3)) {
      try Settlement($0).approve(deployment, number: held.revision)
    }
    #expect(try sync(other, hour: 4).plan.status == .unchanged)
  }

  @Test func withoutALayoutNothingIsComparedWithOne() throws {
    _ = try sync(Self.page, hour: 1)
    let renamed = Self.page.replacing("| Name | IP address", with: "| Name | Address")
      .replacing("5061", with: "6061")
    #expect(try sync(renamed, hour: 2).plan.status == .changed)
    #expect(try inventory.read { try $0.revisions(of: deployment) }.map(\.layout) == [nil, nil])
  }

  @Test func versionsStayAndARemovedLayoutCountsNoMore() throws {
    try keep([.ignore("Offices")])
    try keep([.ignore("Media servers")], hour: 1)
    _ = try inventory.write(act(2)) { try $0.keepLayout(nil, of: deployment) }
    let versions = try inventory.read { try $0.layouts(of: deployment) }
    #expect(versions.map(\.number) == [3, 2, 1])
    #expect(versions.map { $0.text == nil } == [true, false, false])
    #expect(versions[2].act.note?.text == "by mail")
    #expect(try inventory.read { try LayoutInUse(of: deployment, in: $0) } == nil)
    let audit = try inventory.read { try $0.auditEntries(deployment: deployment) }
    #expect(audit.map(\.action) == [.layoutKept, .layoutKept, .layoutRemoved])
  }
}
