import Foundation
import TestSupport
import Testing

/// A reading that is corrected once, by the real program.
@Suite struct LayoutCommandTests {
  private let folder: TemporaryFolder
  private static let page = """
    # Voice

    ## Media servers

    | Name | IP address | Gate | Protocol |
    |---|---|---|---|
    | North | 192.0.2.10 | 5061 | TCP |
    | South | 192.0.2.11 | 5062 | TCP |

    ## Lab network

    | Rack | Host | Port |
    |---|---|---|
    | A1 | 198.51.100.1 | 80 |
    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("page.md", Self.page)
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      "\(result.error)")
  }

  @Test func aDocumentIsShownWithoutAnInventory() throws {
    let shown = try json("layout", "page.md")
    let parts = try #require(shown["parts"] as? [[String: Any]])
    #expect(parts.map { $0["name"] as? String } == ["Media servers", "Lab network"])
    #expect(parts.map { $0["rowsRead"] as? Int } == [2, 1])
    let columns = try #require(parts[0]["columns"] as? [[String: Any]])
    #expect(
      columns.map { $0["role"] as? String } == ["service", "address", "ports", "protocol"])
    #expect(shown["changes"] is NSNull)
    let tried = try run("layout", "page.md", "--ignore", "Lab network")
    #expect(tried.status == 0)
    #expect(tried.output.contains("198.51.100.1"))
    #expect(tried.output.contains("Nothing is kept; --apply keeps it."))
    #expect(!FileManager.default.fileExists(atPath: folder.file("gatebook.sqlite")))
  }

  @Test func correctionsAreKeptAndUsedFromThenOn() throws {
    let kept = try run(
      "layout", "v/c", "page.md", "--ignore", "Lab network", "--apply", "--note", "old hosts",
      "--by", "anna")
    #expect(kept.status == 0, "\(kept.error)")
    #expect(kept.output.contains("Kept as layout 1; the next sync reads by it."))
    try run("layout", "v/c", "page.md", "--default", "direction=outbound", "--apply")
    #expect(try run("sync", "v/c", "page.md").status == 0)
    let shown = try json("show", "v/c")
    let endpoints = try #require(shown["endpoints"] as? [[String: Any]])
    #expect(endpoints.map { $0["address"] as? String } == ["192.0.2.10", "192.0.2.11"])
    #expect(endpoints.allSatisfy { $0["direction"] as? String == "outbound" })
    #expect(try run("log", "v/c").output.contains("read by layout 2"))

    let history = try run("layout", "v/c", "--history").output
    #expect(history.contains("layout 1 of") && history.contains("by anna: old hosts"))
    let text = try run("layout", "v/c", "--export").output
    #expect(
      text.hasPrefix("gatebook layout 1\nignore \"Lab network\"\ndefault direction=outbound\n"))
    #expect(text.contains("relies table \"Media servers\" rows 2 read 2\n"))
    #expect(try run("audit", "v/c").output.contains("layout.kept"))

    // A column that is called otherwise does not fit.
    try folder.write(
      "next.md", Self.page.replacing("Gate", with: "Remote").replacing("5061", with: "6061"))
    let held = try run("sync", "v/c", "next.md")
    #expect(held.status == 77)
    #expect(
      held.output.contains(
        "the column \"Gate\" of the table \"Media servers\" is called \"Remote\" now "
          + "[layout-changed]"), "\(held.output)")
    try run("layout", "v/c", "next.md", "--apply")
    #expect(try run("sync", "v/c", "next.md").status == 0)
  }

  @Test func aLayoutIsCarriedFromOneDeploymentToAnother() throws {
    try folder.write(
      "voice.layout", "gatebook layout 1\n# of our own\nonly \"Media servers\"\n")
    let read = try run("read", "page.md", "--layout", "voice.layout", "--format", "csv")
    #expect(!read.output.contains("198.51.100.1") && read.output.contains("192.0.2.11"))
    let diff = try run("diff", "--files", "page.md", "page.md", "--layout", "voice.layout")
    #expect(diff.status == 0, "\(diff.error)")
    try run("layout", "v/c", "page.md", "--as-layout", "voice.layout", "--apply")
    try GatebookProcess.once(["sync", "v/c", "page.md"], in: folder)
    try folder.write("out.layout", try run("layout", "v/c", "--export").output)
    let other = try run("layout", "w/d", "page.md", "--as-layout", "out.layout", "--apply", "--new")
    #expect(other.status == 0, "\(other.error)")
    #expect(
      try run("layout", "w/d", "--export").output == run("layout", "v/c", "--export").output)
    try run("layout", "w/d", "--remove", "--note", "no need")
    #expect(try run("layout", "w/d", "--export").status == 66)
    #expect(try run("layout", "w/d", "--history").output.contains("(removed)"))
  }

  @Test func theRegisteredSourceIsReadWhereNoDocumentIsGiven() throws {
    try run("source", "add", "v/c", folder.file("page.md"))
    #expect(try run("layout", "v/c", "--ignore", "Lab network", "--apply").status == 0)
    #expect(try run("sync").status == 0)
    #expect(try !run("show", "v/c").output.contains("198.51.100.1"))
    // The document is the same, but it is read otherwise.
    #expect(try run("layout", "v/c", "--drop", "1", "--apply").status == 0)
    #expect(try run("sync").status == 0)
    #expect(try run("show", "v/c").output.contains("198.51.100.1"))
  }

  @Test func theLastFileOfAFolderIsReadAgainByAnotherLayout() throws {
    let pages = folder.file("pages")
    try FileManager.default.createDirectory(atPath: pages, withIntermediateDirectories: true)
    for (name, text) in [
      ("2026-01-01.md", Self.page), ("2026-01-02.md", Self.page.replacing("5061", with: "6061")),
    ] {
      try folder.write("pages/" + name, text)
      // As though it had been written long ago.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_767_000_000)],
        ofItemAtPath: pages + "/" + name)
    }
    try run("source", "add", "v/c", pages)
    #expect(try run("sync").output.contains("1 changed"))
    #expect(try run("sync").output.contains("1 unchanged"))
    #expect(try run("layout", "v/c", "--ignore", "Lab network", "--apply").status == 0)
    #expect(try run("sync").output.contains("1 changed"))
    let shown = try run("show", "v/c").output
    #expect(shown.contains("6061") && !shown.contains("198.51.100.1"))
    // Once.
    let log = try run("log", "v/c").output
    #expect(try run("sync").output.contains("1 unchanged"))
    #expect(try run("log", "v/c").output == log)
  }

  @Test func aColumnIsToldOnceWhateverItIsCalled() throws {
    let table = ["--table", "Media servers"]
    for role in ["3=note", "Gate=ignored", "3=ports"] {
      let told = try GatebookProcess.run(
        ["layout", "v/c", "page.md"] + table + ["--column", role, "--apply"], in: folder.path)
      #expect(told.status == 0, "\(told.error)")
    }
    let text = try run("layout", "v/c", "--export").output
    #expect(
      text.hasPrefix(
        """
        gatebook layout 1
        table "Media servers"
          column 3 = ports
        relies table "Media servers"
        """), "\(text)")
    let shown = try run("layout", "v/c", "page.md").output
    #expect(shown.contains("3 \"Gate\" is ports"), "\(shown)")
  }

  @Test func aPartlyReadPageThatWasApprovedIsSettled() throws {
    try folder.write(
      "broken.md", Self.page.replacing("192.0.2.11", with: "192.0.2.11/99"))
    try GatebookProcess.once(["sync", "v/c", "page.md"], in: folder)
    let held = try run("sync", "v/c", "broken.md")
    #expect(held.status == 77)
    #expect(held.output.contains("[partly-read]") && held.output.contains("With --partial"))
    #expect(try run("approve", "v/c@2").status == 0)
    let again = try run("sync", "v/c", "broken.md")
    #expect(again.status == 0, "\(again.output)")
    // Other bytes may leave out something else.
    try folder.write(
      "other.md", Self.page.replacing("192.0.2.11", with: "192.0.2.12/99"))
    #expect(try run("sync", "v/c", "other.md").status == 77)
  }

  @Test func correctionsAreDroppedByTheirNumbers() throws {
    try run("layout", "v/c", "page.md", "--ignore", "Lab network", "--apply")
    try run("layout", "v/c", "page.md", "--default", "direction=outbound", "--apply")
    let wrong = try run("layout", "v/c", "page.md", "--drop", "3")
    #expect(wrong.status == 64)
    #expect(wrong.error.contains("there is no correction 3: the layout has those from 1 to 2"))
    #expect(!wrong.error.contains("Usage"), "\(wrong.error)")
    // The same one twice is one.
    try run("layout", "v/c", "page.md", "--drop", "1", "--drop", "1", "--apply")
    #expect(
      try run("layout", "v/c", "--export").output.hasPrefix(
        "gatebook layout 1\ndefault direction=outbound\nrelies"))
  }

  @Test(
    arguments: [
      (["layout", "page.md", "--ignore", "Labnetwork"], 66, "there are \"Lab network\""),
      (
        ["layout", "page.md", "--table", "Media servers", "--column", "7=ports"], 66, "no column 7"
      ),
      (["layout", "page.md", "--column", "3=gate"], 64, "it is one of service, group"),
      (["layout", "page.md", "--default", "ports"], 64, "is of the form"),
      (["layout", "page.md", "--table", "Media servers"], 64, "--table needs"),
      (["layout", "page.md", "--ignore", "Lab network", "--apply"], 64, "a layout is kept with"),
      (["layout", "v/c", "--export"], 64, "a layout is kept with"),
      (["layout", "page.md", "--as-layout", "page.md"], 64, "a layout begins with the line"),
      (["layout", "nowhere.md"], 66, "nowhere.md"),
    ] as [([String], Int, String)])
  func anErrorSaysWhatIsWrong(_ arguments: [String], _ status: Int, _ words: String) throws {
    let result = try GatebookProcess.run(arguments, in: folder.path)
    #expect(Int(result.status) == status, "\(result.error)")
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test func aDeploymentWithoutSourceAsksForADocument() throws {
    try GatebookProcess.once(["sync", "v/c", "page.md"], in: folder)
    let result = try run("layout", "v/c")
    #expect(result.status == 66)
    #expect(result.error.contains("give a file or an address"))
  }
}
