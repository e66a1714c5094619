import Foundation
import TestSupport
import Testing

/// Confirmation by the real Litestream.
@Suite(
  .ofFiles,
  .mostlyWaits,
  .enabled(if: Litestream.program != nil, "Tests/Replication/install has not been run"))
struct LitestreamTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ litestream: Litestream, _ arguments: String...) throws
    -> GatebookProcess.Result
  {
    try GatebookProcess.run(
      arguments, in: folder.path,
      environment: ["GATEBOOK_REPLICATION_SOCKET": litestream.socket])
  }

  /// Litestream is killed at once after each answer; what was confirmed is there.
  @Test func whatIsConfirmedCanBeRestored() throws {
    let store = folder.file("store")
    try folder.write("t.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    #expect(
      try GatebookProcess.run(["sync", "v/c", "t.csv"], in: folder.path).status == 0)
    for (name, other) in [("north", "gale"), ("south", "mist"), ("west", "rain")] {
      let litestream = try Litestream(copying: "gatebook.sqlite", to: store, in: folder)
      let added = try run(litestream, "customer", "add", name, "--new")
      litestream.kill()
      #expect(added.status == 0, "\(added.error)")
      let late = try run(litestream, "customer", "add", other, "--new")
      #expect(late.status == 3, "\(late.error)")

      let copy = folder.file("\(name).sqlite")
      try Litestream.restore(store, to: copy)
      let customers = try GatebookProcess.run(
        ["customer", "list", "--inventory", copy, "--format", "csv"])
      #expect(customers.output.contains(",\(name),"), "\(customers.output)\(customers.error)")
      #expect(!customers.output.contains(",\(other),"))
      #expect(try GatebookProcess.run(["verify", copy]).status == 0)
    }
    // The next run confirms what was not.
    let litestream = try Litestream(copying: "gatebook.sqlite", to: store, in: folder)
    #expect(try run(litestream, "sync", "v/c", "t.csv").status == 0)
    let status = try run(litestream, "status", "--format", "json").output
    #expect(status.contains(#""unconfirmed": 0"#))
  }
}
