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

  @Test func whatIsNotKnownIsRefused() throws {
    let unknown = try run("source", "add", "aws/some", "--from-seed")
    #expect(unknown.status == 66 && unknown.error.contains("aws/all"), "\(unknown.error)")
    #expect(try run("source", "add", "aws/all").status == 64)
    #expect(try run("source", "add", "aws/all", "x.csv", "--from-seed").status == 64)
  }
}
