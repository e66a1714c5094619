import Foundation
import TestSupport
import Testing

/// Where settings come from, by the real program.
@Suite(.ofFiles) struct SettingsTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = [
      "GATEBOOK_CONFIG": folder.file("machine.toml"), "XDG_CONFIG_HOME": folder.file("own"),
      "HOME": folder.path,
    ]
    try FileManager.default.createDirectory(
      atPath: folder.file("own"), withIntermediateDirectories: false)
  }

  private func config(
    _ arguments: String..., more: [String: String] = [:]
  ) throws -> [String: String] {
    let result = try GatebookProcess.run(
      ["config", "--format", "csv"] + arguments, in: folder.path,
      environment: environment.merging(more) { $1 })
    #expect(result.status == 0, "\(result.error)")
    let rows = result.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[2] + " " + $0[1]) })
  }

  /// The machine's file, the user's, the environment, an option: each counts before the one before.
  @Test func theNearestCounts() throws {
    #expect(try config()["inventory"] == "gatebook.sqlite the default")
    try folder.write(
      "machine.toml",
      """
      # of the machine
      inventory = "/srv/a.sqlite"   # where it is
      [mail]
      relay = 'smtps://mail.example.com'
      from = "gate\\"book@example.com"

      """)
    let machine = folder.file("machine.toml")
    #expect(try config()["inventory"] == "/srv/a.sqlite \(machine):2")
    #expect(try config()["mail.relay"] == "smtps://mail.example.com \(machine):4")
    #expect(try config()["mail.user"] == " not set")
    try folder.write("own/gatebook.toml", "inventory = \"b.sqlite\"\n")
    #expect(try config()["inventory"] == "b.sqlite \(folder.file("own/gatebook.toml")):1")
    #expect(try config()["mail.relay"] == "smtps://mail.example.com \(machine):4")
    let variable = ["GATEBOOK_INVENTORY": "c.sqlite"]
    #expect(try config(more: variable)["inventory"] == "c.sqlite $GATEBOOK_INVENTORY")
    #expect(
      try config("--inventory", "d.sqlite", more: variable)["inventory"]
        == "d.sqlite the option --inventory")
  }

  /// Every command takes the inventory that the settings name.
  @Test func theInventoryOfTheSettingsIsUsed() throws {
    try folder.write("machine.toml", "inventory = \"named.sqlite\"\n")
    try folder.write("table.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    let stored = try GatebookProcess.run(
      ["sync", "v/c", "table.csv"], in: folder.path, environment: environment)
    #expect(stored.status == 0, "\(stored.error)")
    #expect(FileManager.default.fileExists(atPath: folder.file("named.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: folder.file("gatebook.sqlite")))
  }

  /// A file that was not understood is never taken in part.
  @Test(arguments: [
    ("inventroy = \"a\"\n", ":1: there is no setting inventroy"),
    ("[mail]\n\nrelay = smtp\n", ":3: the value of mail.relay is to stand in quotation marks"),
    ("inventory = \"a\" b\n", ":1: the value of inventory"),
    ("inventory = \"a\n", ":1: the value of inventory"),
    ("inventory = \"a\"\ninventory = \"b\"\n", ":2: inventory is set twice"),
    ("[mail\n", ":1: a heading ends with ]"),
    ("inventory\n", ":1: it has no ="),
  ])
  func whatIsWrongInAFile(_ text: String, _ message: String) throws {
    try folder.write("machine.toml", text)
    for command in [["config"], ["deployments"], ["sync", "v/c", "table.csv"]] {
      let result = try GatebookProcess.run(command, in: folder.path, environment: environment)
      #expect(result.status == 78)
      #expect(result.error.contains("machine.toml\(message)"), "\(result.error)")
    }
    // An option leaves the time zone to the file.
    let given = try GatebookProcess.run(
      ["deployments", "--inventory", "none.sqlite"], in: folder.path, environment: environment)
    #expect(given.status == 78, "\(given.error)")
  }

  /// The password for mail stands in a file of its own.
  @Test func aPasswordThatCannotBeReadIsNotLeftOut() throws {
    try folder.write(
      "machine.toml",
      """
      inventory = "\(folder.file("i.sqlite"))"
      [mail]
      relay = "smtps://mail.example.com"
      from = "gatebook@example.com"
      user = "gatebook"
      password-file = "/no/such/file"

      """)
    try folder.write("table.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    _ = try GatebookProcess.run(
      ["sync", "v/c", "table.csv"], in: folder.path, environment: environment)
    let result = try GatebookProcess.run(
      ["notify", "send"], in: folder.path, environment: environment)
    #expect(result.status == 78)
    #expect(result.error.contains("the password's file /no/such/file cannot be read"))
    // What systemd passes on is taken first.
    try folder.write("mail-password", "secret\n")
    let passed = try GatebookProcess.run(
      ["notify", "send"], in: folder.path,
      environment: environment.merging(["CREDENTIALS_DIRECTORY": folder.path]) { $1 })
    #expect(passed.output == "No notice is due.\n", "\(passed.error)")
  }
}
