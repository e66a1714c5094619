import Foundation
import TestSupport
import Testing

/// `gatebook merge-inventory`, as a person sees it.
@Suite struct MergeInventoryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, last) in [("one", 1), ("two", 2), ("three", 3)] {
      try folder.write(
        "\(name).csv", "service,address,ports,protocol\nWeb,192.0.2.\(last),443,tcp\n")
    }
    for step in [["sync", "vendor/cloud", "one.csv"], ["backup", "other.sqlite"]] {
      try GatebookProcess.once(step, in: folder)
    }
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func runThere(_ arguments: String...) throws {
    let result = try GatebookProcess.run(
      arguments + ["--inventory", "other.sqlite"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
  }

  @Test func whatIsOnlyThereIsTakenOnce() throws {
    try runThere("sync", "vendor/cloud", "two.csv")
    try runThere("customer", "add", "north", "--deployment", "vendor/cloud")
    let taken = """
      Taken from other.sqlite:
        revisions vendor/cloud@2: revisions that are only there
        customer north: its name and contacts
        ports north: its ports on vendor/cloud

      """
    let rehearsal = try run("merge-inventory", "other.sqlite", "--dry-run")
    #expect(rehearsal.output == "Not stored: dry run.\n" + taken)
    #expect(rehearsal.status == 0 && rehearsal.error.isEmpty)
    #expect(try run("customer", "list", "--format", "json").output == "[]\n")
    #expect(try run("merge-inventory", "other.sqlite", "--by", "anna").output == taken)
    let again = try run("merge-inventory", "other.sqlite")
    #expect(again.output == "Nothing to do: what other.sqlite has is here.\n")
    #expect(again.status == 0)
    #expect(try run("verify").status == 0)
    let audit = try run("audit").output
    #expect(
      audit.contains(
        "revision.stored  vendor/cloud@2\n    document: two.csv\n    from other.sqlite\n"))
    #expect(audit.contains(" as anna  inventory.merged  the inventory\n    other: other.sqlite\n"))
    #expect(try run("audit", "--format", "json").output.contains(#""origin": "other.sqlite""#))
  }

  @Test func aConflictIsNamedAndSettledByAPerson() throws {
    _ = try run("sync", "vendor/cloud", "three.csv")
    try runThere("sync", "vendor/cloud", "two.csv")
    let refused = try run("merge-inventory", "other.sqlite", "--format", "json")
    #expect(refused.status == 77)
    #expect(refused.output.contains(#""kind": "deployment", "name": "vendor/cloud", "to": 2}"#))
    #expect(refused.output.contains(#""stored": false"#))
    #expect(refused.error.hasPrefix("Try: --take VENDOR/NAME"))
    let site = try run(
      "merge-inventory", "other.sqlite", "--as", "vendor/cloud=vendor/site", "--dry-run")
    #expect(site.output.contains("deployment vendor/site@1..2: new, there vendor/cloud"))
    let taken = try run("merge-inventory", "other.sqlite", "--take", "vendor/cloud")
    #expect(taken.status == 0)
    #expect(taken.output.contains("revisions vendor/cloud@3: the table of revision 2 there"))
    #expect(try run("show", "vendor/cloud").output.contains("192.0.2.2"))
    #expect(try run("merge-inventory", "other.sqlite").status == 0)
    #expect(try run("verify").status == 0)
  }

  @Test(.ofFiles) func whatIsAskedWronglyIsTold() throws {
    let itself = try run("merge-inventory", "gatebook.sqlite")
    #expect(itself.status == 64 && itself.error.contains("it is the inventory itself"))
    #expect(try run("merge-inventory", "nothing.sqlite").status == 66)
    #expect(try run("merge-inventory", "one.csv").status == 74)
    let unknown = try run("merge-inventory", "other.sqlite", "--take", "vendor/clout")
    #expect(unknown.status == 66)
    #expect(unknown.error.contains("has no deployment vendor/clout; it has vendor/cloud"))
    for wrong in ["vendor/cloud", "vendor/cloud=", "a=b=c"] {
      #expect(try run("merge-inventory", "other.sqlite", "--as", wrong).status == 64)
    }
    let twice = try run(
      "merge-inventory", "other.sqlite", "--as", "vendor/cloud=vendor/a", "--as",
      "vendor/cloud=vendor/b")
    #expect(twice.status == 64)
    // A merge creates no inventory.
    let nowhere = try run("merge-inventory", "other.sqlite", "--inventory", "new.sqlite")
    #expect(nowhere.status == 66)
    #expect(!FileManager.default.fileExists(atPath: folder.file("new.sqlite")))
  }
}
