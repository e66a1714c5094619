import Foundation
import TestSupport
import Testing

/// `gatebook serve` and `gatebook token`.
@Suite struct ServerCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, in: folder.path,
      environment: ["GATEBOOK_INVENTORY": folder.file("gatebook.sqlite")])
  }

  /// The server takes the command's place, and what was built without its trait says how it is
  /// built.
  @Test func serveStartsTheServer() throws {
    let result = try run("serve", "--inventory", "none.sqlite", "--port", "0")
    #expect(result.output.isEmpty)
    if result.error.contains("none.sqlite") {
      #expect(result.status == 66)
    } else {
      #expect(result.status == 69)
      #expect(result.error.contains("swift build -c release --traits Server"))
    }
  }

  @Test func tokensAreMadeOnceAndRemoved() throws {
    let document = try folder.write("list.csv", "service,address,ports\nWeb,192.0.2.1,443\n")
    #expect(try run("sync", "vendor/cloud", document).status == 0)
    let made = try run("token", "add", "edge", "--role", "read", "--deployment", "vendor/cloud")
    #expect(made.output.wholeMatch(of: #/gatebook_[0-9a-f]{64}\n/#) != nil)
    #expect(try run("token", "add", "edge", "--role", "desk").status == 64)
    let list = try run("token", "list", "--format", "json")
    #expect(list.output.contains("\"name\": \"edge\""))
    // It is kept nowhere.
    let token = made.output.trimmingCharacters(in: .newlines)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(file)))
      #expect(bytes.range(of: Data(token.utf8)) == nil, "\(file)")
    }
    #expect(try run("audit").output.contains("token.added"))

    #expect(try run("token", "add", "x", "--role", "king").status == 64)
    #expect(try run("token", "add", "x", "--role", "read", "--expires", "2020-01-01").status == 64)
    #expect(
      try run("token", "add", "x", "--role", "read", "--deployment", "vendor/none").status == 66)
    #expect(try run("token", "add", "x", "--role", "read", "--customer", "nobody").status == 66)
    #expect(try run("token", "remove", "edge").status == 0)
    #expect(try run("token", "remove", "edge").status == 66)
    #expect(try run("token", "list").output == "There is no token.\n")
  }
}
