import Foundation
import TestSupport
import Testing

/// `gatebook takeover`, and what a machine tells that another one has taken over from.
@Suite(.ofFiles) struct TakeoverCommandTests {
  private let folder: TemporaryFolder
  private let litestream: LoopbackServer

  init() throws {
    folder = try TemporaryFolder()
    litestream = try LoopbackServer(at: folder.file("socket"))
    litestream.answer { LitestreamWords.answer(to: $0) }
    for generation in 1...2 {
      try FileManager.default.createDirectory(
        atPath: folder.file("store/generation-\(generation)/ltx/0"),
        withIntermediateDirectories: true)
    }
    try folder.write(
      "store/generation-1/ltx/0/0000000000000001-0000000000000007.ltx", [])
  }

  private func run(_ arguments: String..., store: String? = nil) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, in: folder.path,
      environment: [
        "GATEBOOK_REPLICATION_SOCKET": folder.file("socket"),
        "GATEBOOK_REPLICATION_STORE": store ?? folder.file("store"),
      ])
  }

  @Test func theOldMachineIsRefused() throws {
    let before = try run("customer", "add", "early")
    #expect(before.status == 78)
    #expect(before.error.contains("is not the inventory that is written"))
    #expect(before.error.contains("Try: `gatebook takeover` makes it that"))

    // The folder has files of Litestream already, so somebody else's changes stand there.
    let foreign = try run("takeover")
    #expect(foreign.status == 64)
    #expect(foreign.error.contains("this inventory does not have it"))
    try FileManager.default.removeItem(
      atPath: folder.file("store/generation-1/ltx/0/0000000000000001-0000000000000007.ltx"))
    let first = try run("takeover", "--by", "Jo Ross", "--format", "json")
    // It is stored, and Litestream does not copy to the right folder yet.
    #expect(first.status == 0 || first.status == 3, "\(first.error)")
    #expect(first.output.contains(#""generation": 1"#))
    try folder.write(
      "store/generation-1/ltx/0/0000000000000001-0000000000000007.ltx", [])
    #expect(try run("customer", "add", "north").status == 0)
    #expect(try run("audit").output.contains("generation.begun"))

    try folder.write(
      "store/generation-2.json",
      #"{"number":2,"key":"ab","by":"bertha","at":"2026-02-01T00:00:00Z"}"#)
    let refused = try run("customer", "add", "south")
    #expect(refused.status == 78)
    #expect(refused.error.contains("generation 2, begun by bertha at 2026-02-01T00:00:00Z"))
    #expect(refused.error.contains("`gatebook audit --unconfirmed`"))
    #expect(try run("audit", "--unconfirmed", "--format", "json").output == "[]\n")
    let status = try run("status", "--exit-code")
    #expect(status.status == 4)
    #expect(status.output.hasPrefix("not written here  "))
    #expect(try run("status", "--format", "nagios").output.contains("not written by this machine"))
    // Reading goes on.
    #expect(try run("customer", "list").status == 0)
    #expect(try run("customer", "show", "south").status == 66)
  }

  @Test func whatIsSetWrongIsTold() throws {
    let none = try run("takeover", store: "")
    #expect(none.status == 78)
    #expect(none.error.contains("replication.store"))
    let noSocket = try GatebookProcess.run(
      ["customer", "add", "north"], in: folder.path,
      environment: ["GATEBOOK_REPLICATION_STORE": folder.file("store")])
    #expect(noSocket.status == 78)
    #expect(noSocket.error.contains("replication.store needs replication.socket, too"))
    let nowhere = try run("takeover", store: folder.file("nothing"))
    #expect(nowhere.status == 69)
  }

  /// The units of the article are what systemd takes, with the package's own unit of the server: also on
  /// a machine that has only a copy.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/systemd-analyze")))
  func theUnitsOfTheArticleAreTaken() throws {
    let blocks = try Places.text("Sources/gatebook/Gatebook.docc/SecondMachine.md").split(
      separator: "```ini\n"
    ).dropFirst().map { block in
      // Programs that are not here are not what is looked at.
      String(block[..<block.firstRange(of: "```")!.lowerBound])
        .replacing(#/=\/usr\/(local\/)?bin\/[a-z-]+/#, with: "=/bin/true")
    }
    #expect(blocks.count == 3)
    let names = ["gatebook-replication.service", "gatebook-follow.service"]
    for (name, block) in zip(names, blocks) { try folder.write(name, block) }
    let server = try Places.text(".ci/debian/gatebook.gatebook-server.service")
      .replacing("/usr/bin/gatebook", with: "/bin/true")
    try folder.write("gatebook-server.service", server)
    try FileManager.default.createDirectory(
      atPath: folder.file("gatebook-server.service.d"), withIntermediateDirectories: false)
    try folder.write("gatebook-server.service.d/override.conf", blocks[2])
    let verified = try GatebookProcess.run(
      "/usr/bin/systemd-analyze",
      ["verify", "--man=no"] + (names + ["gatebook-server.service"]).map { "./" + $0 },
      in: folder.path)
    #expect(verified.status == 0, "\(verified.error)")
    // Where the server's own unit waits for the inventory, that of a copy must not.
    #expect(server.contains("ConditionPathExists=/var/lib/gatebook/gatebook.sqlite"))
    #expect(blocks[2].contains("\nConditionPathExists=\n"))
  }
}
