import Foundation
import TestSupport
import Testing

/// Sources whose addresses the program knows.
@Suite struct SourceSeedTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  /// Every line of the file is one, in order, and can be registered.
  @Test func everySeedIsASource() throws {
    let lines = try Places.text("Seeds/sources.csv").split(separator: "\n").dropFirst()
    let listed = try run("source", "seeds", "--format", "csv").output.split(separator: "\n")
    #expect(listed.count == lines.count + 1)
    let names = lines.map { $0.prefix { $0 != "," } }
    #expect(names == names.sorted() && Set(names).count == names.count)
    for name in names {
      let result = try run("source", "add", String(name), "--from-seed", "--new")
      #expect(result.status == 0, "\(result.error)")
    }
    let sources = try run("source", "list", "--format", "json").output
    #expect(sources.contains("https://ip-ranges.amazonaws.com/ip-ranges.json"))
    #expect(!sources.contains("{id}"))
  }

  /// Each layout belongs to the seed whose page it is about, and is kept with the deployment.
  @Test func aLayoutComesWithItsPage() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Places.package.path + "/Seeds/layouts"
    ).filter { $0.hasSuffix(".layout") }
    let rows = try Places.text("Seeds/sources.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false) }
      .filter { !$0[2].isEmpty }
    #expect(Set(rows.map { $0[2] + ".layout" }) == Set(files) && rows.count == files.count)
    for row in rows {
      let (name, text) = (String(row[0]), try Places.text("Seeds/layouts/\(row[2]).layout"))
      #expect(text.contains(row[1]), "\(name)")
      let added = try run("source", "add", name, "--from-seed", "--new")
      #expect(added.output.contains("It is read by a layout"), "\(added)")
      let kept = try run("layout", name, "--export").output
      let wanted = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
      #expect(kept.trimmingCharacters(in: .newlines) == wanted)
      // Once more, nothing is kept; and what a person removed does not come back.
      #expect(try !run("source", "add", name, "--from-seed").output.contains("layout"))
      #expect(try run("layout", name, "--remove").status == 0)
      #expect(try !run("source", "add", name, "--from-seed").output.contains("layout"))
      #expect(try run("layout", name, "--export").status != 0)
    }
    #expect(try !run("source", "add", "aws/all", "--from-seed").output.contains("layout"))
  }

  @Test func whatIsNotKnownIsRefused() throws {
    let unknown = try run("source", "add", "aws/some", "--from-seed")
    #expect(unknown.status == 66 && unknown.error.contains("aws/all"), "\(unknown.error)")
    #expect(try run("source", "add", "aws/all").status == 64)
    #expect(try run("source", "add", "aws/all", "x.csv", "--from-seed").status == 64)
  }
}
