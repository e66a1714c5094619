import Foundation
import TestSupport
import Testing

/// The real program, run as a process: what it prints where, and its statuses.
@Suite struct CommandTests {
  private let folder: TemporaryFolder
  private static let table = """
    Service | IP | Port | Type |
    Web | 192.0.2.1 192.0.2.2 | 80 & 443 | TCP |
    Voice | voice.example.com | 5060 | UDP |

    """

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// A failed command: its status, a message that names the place, a next step,
  /// and nothing on standard output.
  private func expectFailure(
    _ result: GatebookProcess.Result, _ status: Int32, _ words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.status == status, "\(result.error)", sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
    for word in ["Error: "] + words {
      #expect(
        result.error.contains(word), "\(result.error)", sourceLocation: sourceLocation)
    }
    #expect(
      result.error.contains("\nTry: ") || status == 64, "\(result.error)",
      sourceLocation: sourceLocation)
  }

  /// A page may stand on one line, and come from a pipe.
  @Test func aPageOnOneLineIsExplained() throws {
    let rows = String(repeating: "<tr><td>Padding</td><td></td><td></td></tr>", count: 12_000)
    let page = """
      <html><body><table><tr><th>Service</th><th>IP</th><th>Port</th></tr>\
      <tr><td>Web</td><td>192.0.2.1</td><td>443</td></tr>\(rows)</table></body></html>
      """
    let explained = try GatebookProcess.run(
      ["read", "-", "--explain"], input: Array(page.utf8), in: folder.path)
    #expect(explained.status == 0, "\(explained.error)")
    #expect(explained.output.contains("192.0.2.1"))
    #expect(explained.output.contains("Web"))
  }

  @Test func theDaysWork() throws {
    try folder.write("january.txt", Self.table)
    try folder.write("march.txt", Self.table.replacing("192.0.2.2", with: "192.0.2.3"))

    let first = try run(
      "sync", "v/c", "january.txt", "--recorded-at", "2026-01-01T10:00:00Z", "--format", "json")
    #expect(first.status == 0 && first.error == "")
    let firstJSON = try json(first.output)
    #expect(firstJSON["status"] as? String == "first")
    #expect(firstJSON["from"] is NSNull)

    let same = try run("sync", "v/c", "january.txt", "--exit-code")
    #expect(same.status == 0)
    #expect(same.output.contains("unchanged since revision 1 of 2026-01-01 10:00 UTC"))

    let dry = try run("sync", "v/c", "march.txt", "--dry-run", "--exit-code")
    #expect(dry.status == 1)
    #expect(dry.output.contains("not stored"))
    #expect(try json(run("show", "v/c", "--format", "json").output)["revision"] as? Int == 1)

    let changed = try run(
      "sync", "v/c", "march.txt", "--recorded-at", "2026-03-01T10:00:00Z", "--format", "json")
    let changedJSON = try json(changed.output)
    #expect(changedJSON["status"] as? String == "changed")
    let changes = try #require(changedJSON["changes"] as? [String: Any])
    #expect(changes["addedAddresses"] as? [String] == ["192.0.2.3"])
    #expect(changes["removedAddresses"] as? [String] == ["192.0.2.2"])

    let files = try run("diff", "--files", "january.txt", "march.txt", "--format", "json")
    let stored = try run("diff", "v/c@1", "v/c", "--format", "json")
    #expect(files.output == stored.output)
    let texts = try [["--files", "january.txt", "march.txt"], ["v/c@1", "v/c"]].map {
      try GatebookProcess.run(["diff"] + $0, in: folder.path).output.drop { $0 != "\n" }
    }
    #expect(texts[0] == texts[1])
    #expect(try run("diff", "v/c@2026-02-01", "v/c@1", "--exit-code").status == 0)
    #expect(try run("diff", "v/c@1", "v/c@2", "--exit-code").status == 1)

    let log = try run("log", "v/c").output.split(separator: "\n")
    #expect(log.count == 3)
    #expect(log[1].contains("+1 -1 ~0"))
    #expect(try run("deployments").output.contains("v/c"))

    let lookup = try run("lookup", "192.0.2.2", "voice.example.com").output
    #expect(lookup.contains("192.0.2.2, in the past"))
    #expect(lookup.contains("until revision 2 of 2026-03-01 10:00 UTC"))
    #expect(lookup.contains("voice.example.com, now"))
  }

  @Test func whatIsShownCanBeSyncedAgain() throws {
    try folder.write("table.txt", Self.table)
    _ = try run("sync", "v/c", "table.txt")
    for format in ["json", "csv"] {
      let shown = try run("show", "v/c", "--format", format).output
      try folder.write("export.\(format)", shown)
      let result = try run("sync", "v/c", "export.\(format)", "--format", "json")
      #expect(try json(result.output)["status"] as? String == "unchanged")
      let read = try GatebookProcess.run(
        ["read", "-", "--format", format], input: Array(shown.utf8), in: folder.path)
      if format == "csv" { #expect(read.output == shown) }
    }
  }

  @Test func badArguments() throws {
    expectFailure(try run("sync", "NoSlash", "x"), 64, "it does not have exactly one slash")
    expectFailure(try run("frobnicate"), 64)
    expectFailure(try run("show", "v/c@x"), 64, "after @ stands a number")
    expectFailure(try run("lookup", "300.1.2.3"), 64, "an octet is above 255")
    expectFailure(try run("diff", "a.txt", "b.txt"), 64, "--files")
    expectFailure(try run("sync", "v/c", "x", "--recorded-at", "yesterday"), 64, "RFC 3339")
    #expect(try run("--help").status == 0)
    #expect(try run("--version").output.hasPrefix("gatebook "))
  }

  @Test func everyCommandHasHelpWithAnExample() throws {
    for name in ["read", "sync", "diff", "log", "show", "deployments", "lookup", "demo"] {
      let help = try run(name, "--help")
      #expect(help.status == 0)
      #expect(help.output.contains("Example:\n") && help.output.contains("gatebook \(name)"))
      #expect(help.output.contains("--inventory"))
    }
  }

  @Test(.ofFiles) func documentsThatCannotBeRead() throws {
    try folder.write("table.txt", Self.table)
    _ = try run("sync", "v/c", "table.txt")
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file("gatebook.sqlite")))

    try folder.write("empty.txt", "")
    try folder.write("binary.txt", [0x89, 0x50, 0, 1, 2, 3])
    try folder.write("error.json", "<html><title>503 Busy</title></html>")
    try folder.write("cut.json", #"{"syncToken": "1", "createDate": "x", "prefixes": [{"ip_"#)
    for (name, status, words) in [
      ("missing.txt", 66, "there is no file missing.txt"), (".", 66, "is a folder"),
      ("empty.txt", 65, "empty.txt is empty"), ("binary.txt", 65, "byte 2"),
      ("error.json", 65, "503 Busy"), ("cut.json", 65, "cut.json:1:57: broken JSON"),
      ("http://127.0.0.1:1/list", 69, "not public"),
      ("http://localhost:1/list", 69, "not public"), ("https://[::1]:1/", 69, "not public"),
    ] as [(String, Int32, String)] {
      expectFailure(try run("sync", "v/c", name), status, words)
    }
    let after = try Data(contentsOf: URL(fileURLWithPath: folder.file("gatebook.sqlite")))
    #expect(before == after)
    #expect(try run("log", "v/c").output.contains("1 revision\n"))
  }

  /// A first document has nothing that could stay current in its place.
  @Test func firstDocumentsThatCannotBeTaken() throws {
    try folder.write("prose.txt", "We are closed today.\n")
    try folder.write("typo.txt", Self.table.replacing("192.0.2.1 ", with: "300.1.2.3 "))
    expectFailure(try run("sync", "v/c", "prose.txt"), 65, "holds no endpoint")
    let held = try run("sync", "v/c", "typo.txt")
    #expect(held.status == 77 && held.output.contains("nothing is current"), "\(held.output)")
    #expect(held.output.contains("line 2"))
    expectFailure(try run("show", "v/c"), 66, "its revision 1 waits for approval")
    #expect(try run("sync", "v/c", "typo.txt", "--partial").status == 0)
    #expect(try run("show", "v/c").status == 0)
  }

  @Test func aLineWithoutEndIsRefusedQuickly() throws {
    let path = folder.file("long.txt")
    try folder.write("long.txt", "")
    let file = try #require(FileHandle(forWritingAtPath: path))
    for _ in 0..<200 { file.write(Data(repeating: 0x61, count: 1 << 20)) }
    try file.close()
    expectFailure(try run("sync", "v/c", "long.txt"), 65, "long.txt:1:1", "209715200 bytes")
    #expect(!FileManager.default.fileExists(atPath: folder.file("gatebook.sqlite")))
  }

  @Test(.ofFiles) func inventoriesThatCannotBeUsed() throws {
    try folder.write("table.txt", Self.table)
    expectFailure(try run("show", "v/c"), 66, "there is no inventory at gatebook.sqlite")
    _ = try run("sync", "v/c", "table.txt")
    expectFailure(try run("show", "v/other"), 66, "it has v/c")
    expectFailure(try run("show", "v/c@7"), 66, "the latest is 1")
    expectFailure(
      try run("sync", "v/c", "table.txt", "--recorded-at", "2001-01-01T00:00:00Z"), 64,
      "lies before the latest revision")
    expectFailure(
      try run("show", "v/c", "--inventory", "table.txt"), 74, "it is not an SQLite database")
    expectFailure(
      try run("sync", "v/c", "table.txt", "--inventory", "no/such/place.sqlite"), 74,
      "its folder does not exist")
  }

  @Test func outputThatCannotBeWritten() throws {
    try folder.write("table.txt", Self.table)
    let result = try GatebookProcess.run(
      "/bin/sh", ["-c", "\"$0\" read table.txt >/dev/full", Places.program], in: folder.path)
    #expect(result.status == 74)
    #expect(result.error.contains("the output could not be written"))
  }

  @Test func theEnvironmentNamesTheInventory() throws {
    try folder.write("table.txt", Self.table)
    let result = try GatebookProcess.run(
      ["sync", "v/c", "table.txt"], in: folder.path,
      environment: ["GATEBOOK_INVENTORY": folder.file("named.sqlite")])
    #expect(result.status == 0)
    #expect(FileManager.default.fileExists(atPath: folder.file("named.sqlite")))
  }

  @Test func hostileNamesNeverReachTheTerminal() throws {
    let name = "We\u{1B}]0;pwned\u{7}b \u{1B}[2J\u{9B}31m\u{202E}"
    try folder.write("table.txt", Self.table.replacing("Web", with: name))
    for arguments in [["read", "table.txt"], ["sync", "v/c", "table.txt"], ["show", "v/c"]] {
      let result = try GatebookProcess.run(arguments, in: folder.path)
      #expect(result.status == 0)
      let unsafe = result.output.unicodeScalars.filter {
        $0 != "\n" && $0.value < 0x20 || $0.value == 0x9B
      }
      #expect(unsafe.isEmpty)
      #expect(result.output.contains("Web"))
    }
  }

  @Test func theDemonstration() throws {
    let result = try run("demo", "--folder", "trial")
    #expect(result.status == 0)
    #expect(result.output.contains("5 endpoints added, 2 removed, 9 changed in place."))
    expectFailure(try run("demo", "--folder", "trial"), 74, "exists already")
    let log = try run("log", "eschat/canada-aws-02", "--inventory", "trial/gatebook.sqlite")
    #expect(log.output.contains("2 revisions"))
  }

  /// Since when nobody knew of the vendor, all is new.
  @Test func aDifferenceSinceBeforeTheFirstRevision() throws {
    try folder.write("table.txt", Self.table)
    _ = try run("sync", "v/c", "table.txt", "--recorded-at", "2026-06-01T00:00:00Z")
    let result = try run("diff", "v/c@2026-05-01", "v/c")
    #expect(result.status == 0 && result.output.contains("when it had no revision"))
    #expect(result.output.contains("added"))
    expectFailure(try run("diff", "v/c@7", "v/c"), 66, "there is no revision v/c@7")
  }

  @Test func aCustomerIsFoundByWhatPeopleCallIt() throws {
    try folder.write("table.txt", Self.table)
    _ = try run("sync", "v/c", "table.txt")
    for number in ["0042", "1997", "1998"] {
      _ = try run("customer", "add", "cust-" + number, "--name", "Kunde Nr. \(number)")
    }
    #expect(try run("customer", "show", "kunde nr. 0042").output.contains("cust-0042"))
    #expect(try run("rules", "Kunde Nr. 1997").status == 0)
    expectFailure(try run("customer", "show", "cust-42"), 66, "near it are cust-0042")
    expectFailure(try run("customer", "show", "Kunde 42"), 66, "no customer Kunde 42")
  }
}
