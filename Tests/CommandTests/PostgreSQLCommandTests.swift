import Foundation
import TestSupport
import Testing

/// What the command line does with an address in PostgreSQL that is not simply reading and writing.
@Suite(
  .mostlyWaits,
  .enabled(if: PostgreSQLCluster.canRun, PostgreSQLCluster.reason))
struct PostgreSQLCommandTests {
  private let folder: TemporaryFolder
  private let schema: String
  private let place: String

  init() throws {
    folder = try TemporaryFolder()
    schema = "p" + UUID().uuidString.prefix(8).lowercased()
    place = try PostgreSQLCluster.shared.address(of: schema, copies: folder.file("copies"))
    try folder.write("t.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    #expect(try run("sync", "v/c", "t.csv").status == 0)
  }

  private func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, in: folder.path,
      environment: ["GATEBOOK_INVENTORY": place].merging(environment) { $1 })
  }

  /// From a file to PostgreSQL and back, every question has the same answer.
  @Test func copiesAnswerTheSame() throws {
    let other = try PostgreSQLCluster.shared.address(
      of: "q" + UUID().uuidString.prefix(8).lowercased(), copies: folder.file("copies"))
    let demo = try GatebookProcess.run(["demo", "--folder", folder.file("demo")])
    #expect(demo.status == 0, "\(demo.error)")
    let file = folder.file("demo/gatebook.sqlite")
    #expect(try run("copy", file, other).status == 0)
    #expect(try run("copy", other, "back.sqlite").status == 0)
    let questions = [
      ["deployments", "--format", "json"], ["customer", "list", "--format", "json"],
      ["log", "eschat/canada-aws-02", "--format", "json"],
      ["show", "eschat/canada-aws-02@1", "--format", "json"],
      ["show", "eschat/canada-aws-02", "--format", "csv"],
      ["diff", "eschat/canada-aws-02@1", "eschat/canada-aws-02", "--format", "json"],
      ["changes", "--since", "2020-01-01", "--format", "json"], ["audit", "--format", "json"],
      ["lookup", "3.97.31.75", "--format", "json"], ["status", "--format", "json"],
      ["notify", "list", "--all", "--format", "json"], ["source", "list", "--format", "json"],
      ["deadlines", "--format", "json"], ["guard", "eschat/canada-aws-02"],
      ["export", "rules", "northwood-ems", "--as-of", "2026-03-05", "--format", "json"],
      ["search", "radio"],
      ["verify"], ["firewall", "list"],
    ]
    for question in questions {
      let answers = try [file, other, folder.file("back.sqlite")].map { place in
        try run(question[0], environment: ["GATEBOOK_INVENTORY": place], rest: question)
      }
      #expect(answers[0].error == answers[1].error && answers[1].error == answers[2].error)
      if question[0] != "verify" {
        #expect(answers[0].output == answers[1].output, "\(question)")
        #expect(answers[0].output == answers[2].output, "\(question)")
      }
      #expect(Set(answers.map(\.status)) == [0], "\(question) \(answers[0].error)")
    }
    // What is there already gives place only if that is said, and is kept.
    let refused = try run("copy", file, place)
    #expect(refused.status == 64 && refused.error.contains("has an inventory already"))
    let replaced = try run("copy", file, place, "--replace")
    #expect(replaced.status == 0 && replaced.error.contains("is kept in"))
    #expect(try run("deployments").output.contains("eschat/canada-aws-02"))
    let itself = try run("copy", place, place, "--replace")
    #expect(itself.status == 64 && itself.error.contains("it is the inventory itself"))
  }

  private func run(
    _ name: String, environment: [String: String], rest: [String]
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(rest, in: folder.path, environment: environment)
  }

  @Test func backupsAndMergesAreAsWithAFile() throws {
    #expect(try run("backup", "b.sqlite").status == 0)
    #expect(try run("verify", "b.sqlite").status == 0)
    #expect(try run("customer", "add", "north", "--new").status == 0)
    let restored = try run("restore", "b.sqlite")
    #expect(restored.status == 0 && restored.output.contains("is kept in"), "\(restored.error)")
    #expect(try !run("customer", "list").output.contains("north"))
    // A backup is an inventory of its own.
    #expect(
      try run("customer", "add", "south", "--new", "--inventory", "b.sqlite").status == 0)
    let merged = try run("merge-inventory", "b.sqlite")
    #expect(merged.status == 0, "\(merged.output)\(merged.error)")
    #expect(try run("customer", "list").output.contains("south"))
    // From PostgreSQL into a file.
    #expect(
      try run("merge-inventory", place, "--inventory", "b.sqlite", "--dry-run").status == 0)
    let erased = try run("customer", "erase", "south", "--yes")
    #expect(erased.status == 0, "\(erased.error)")
    #expect(try run("verify").status == 0)
  }

  /// A base copy that could not be added is something for a person.
  @Test func statusTellsThatABaseCopyIsMissing() throws {
    func status(_ arguments: String...) throws -> GatebookProcess.Result {
      try run(
        "status", environment: ["GATEBOOK_INVENTORY": place], rest: ["status"] + arguments)
    }
    #expect(try status("--exit-code").status == 0)
    #expect(try !status("--format", "json").output.contains("\"entries\""))
    try PostgreSQLCluster.shared.sql(
      "UPDATE gatebook_log SET entries_since_base = 1234", in: schema)
    let text = try status("--exit-code")
    #expect(text.status == 4 && text.output.contains("no base copy  the log has 1,234 entries"))
    #expect(try status("--format", "json").output.contains("\"entries\": 1234"))
    let nagios = try status("--format", "nagios")
    #expect(nagios.output.contains("no new base copy") && nagios.status == 1, "\(nagios.output)")
  }

  @Test func whatIsForFilesIsRefused() throws {
    let takeover = try run(
      "takeover", environment: ["GATEBOOK_REPLICATION_STORE": folder.file("store")])
    #expect(takeover.status == 64 && takeover.error.contains("is not for postgresql://"))
    let socket = try run(
      "customer", "add", "north", "--new",
      environment: ["GATEBOOK_REPLICATION_SOCKET": folder.file("socket")])
    #expect(socket.status == 78 && socket.error.contains("which has its own replication"))
    #expect(try !run("customer", "list").output.contains("north"))
    let backup = try run("backup", place)
    #expect(backup.status == 64 && backup.error.contains("a backup is not for postgresql://"))
    let itself = try run("merge-inventory", place)
    #expect(itself.status == 64 && itself.error.contains("it is the inventory itself"))
  }

  /// What would be a password's part is not told where the address is wrong, either.
  @Test func anAddressThatIsNotEncodedIsToldWithoutItsPassword() throws {
    for address in [
      "postgresql://desk:Unf/0rgettable@db/gatebook",
      "postgresql://desk:Unf@0rgettable@db/gatebook",
    ] {
      for arguments in [["deployments"], ["config"], ["config", "--inventory", address]] {
        let result = try run(
          arguments[0], environment: ["GATEBOOK_INVENTORY": address], rest: arguments)
        #expect(!(result.output + result.error).contains("0rgettable"), "\(arguments)")
        if arguments == ["deployments"] {
          #expect(result.status == 69 && result.error.contains("@ is written %40"))
        }
      }
    }
  }

  /// No answer, error, audit or file tells the password.
  @Test func aPasswordIsToldNowhere() throws {
    let secret = "Unf0rgettable"
    let marked = place.replacingOccurrences(of: "postgres@/", with: "postgres:\(secret)@/")
    let environment = ["GATEBOOK_INVENTORY": marked]
    var told = ""
    for arguments in [
      ["config"], ["customer", "add", "a", "--new"], ["customer", "list"], ["verify"],
      ["backup", "b.sqlite"], ["restore", "b.sqlite"], ["audit"], ["takeover"],
      ["config", "--inventory", marked], ["merge-inventory", marked, "--inventory", "b.sqlite"],
      ["copy", marked, "c.sqlite"], ["copy", "c.sqlite", marked],
      ["audit", "--inventory", "b.sqlite"], ["restore", marked, "--inventory", "c.sqlite"],
      ["show", "no/such"], ["verify", marked],
    ] {
      let result = try GatebookProcess.run(
        arguments, in: folder.path, environment: environment)
      told += result.output + result.error
    }
    #expect(told.contains("postgresql://") && !told.contains(secret), "\(told)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(names.allSatisfy { !$0.contains(secret) })
    for name in names where name.hasSuffix(".sqlite") {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
      #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)")
    }
  }

  @Test func whatCannotBeReachedIsSaid() throws {
    let away = "postgresql://postgres@/postgres?host=\(folder.file("nowhere"))"
    for arguments in [["deployments"], ["sync", "v/c", "t.csv"], ["copy", away, "d.sqlite"]] {
      let result = try GatebookProcess.run(
        arguments, in: folder.path,
        environment: [
          "GATEBOOK_INVENTORY": away, "GATEBOOK_POSTGRESQL_COPIES": folder.file("other"),
        ])
      #expect(result.status == 69 && result.output == "", "\(arguments)")
      #expect(result.error.contains("cannot be reached"))
    }
  }
}

/// A program that was built without the trait says so.
@Suite struct WithoutPostgreSQLTests {
  @Test(.enabled(if: !PostgreSQLCluster.isBuilt, "built with PostgreSQL"))
  func anAddressIsRefused() throws {
    let folder = try TemporaryFolder()
    let result = try GatebookProcess.run(
      ["deployments", "--inventory", "postgresql:///gatebook"], in: folder.path,
      environment: ["GATEBOOK_POSTGRESQL_COPIES": folder.file("copies")])
    #expect(result.status == 78 && result.error.contains("--traits PostgreSQL"))
  }
}
