import Foundation
import GRDB
import TestSupport
import Testing

/// The support desk's day, by the real program.
@Suite struct SupportDeskTests {
  private let folder: TemporaryFolder
  private static let deployment = "eschat/canada-aws-02"

  init() throws { folder = try Self.twoRevisions.copy() }

  private static let twoRevisions = PreparedFolder { folder in
    for (seed, time) in [
      ("eschat-canada-aws-02.txt", "2026-01-15T09:00:00Z"),
      ("eschat-canada-aws-02.constructed.txt", "2026-03-02T09:00:00Z"),
    ] {
      let document = Places.package.path + "/Seeds/" + seed
      let result = try GatebookProcess.run(
        ["sync", deployment, document, "--recorded-at", time], in: folder.path)
      try #require(result.status == 0, "\(result.error)")
      // The second one has addresses that are reserved for documentation.
      _ = try GatebookProcess.run(
        ["guard", deployment, "--allow-special-space"], in: folder.path)
    }
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func json<T>(_ arguments: String...) throws -> T {
    let result = try GatebookProcess.run(arguments + ["--format", "json"], in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? T)
  }

  private static let sheet = """
    customer,name,deployment,signaling port,data ports,from
    northwood,Northwood EMS,\(deployment),7412,4329-4392,2026-01-15
    harbour,Harbour Transit,\(deployment),7413,4393-4456,2026-01-15

    """

  @Test func theSupportDesksDay() throws {
    try folder.write("customers.csv", Self.sheet)
    #expect(try run("customer", "import", "customers.csv", "--dry-run").status == 0)
    #expect(try (json("customer", "list") as [Any]).isEmpty)
    #expect(try run("customer", "import", "customers.csv").status == 0)
    let again = try run("customer", "import", "customers.csv")
    #expect(again.output == "Nothing changes: the inventory holds all 2 rows already.\n")

    // Answer the phone: who has the port, what must be opened?
    let holders: [[String: Any]] = try json("lookup", "tcp/7412")
    #expect(holders.map { $0["customer"] as? String } == ["northwood"])
    let rules: [String: Any] = try json("rules", "northwood", "--as-of", "2026-02-01")
    let part = try #require((rules["deployments"] as? [[String: Any]])?.first)
    let table = try #require(part["rules"] as? [[String: Any]])
    #expect(part["revision"] as? Int == 1 && table.count == 23)
    #expect((part["unresolved"] as? [Any])?.isEmpty ?? false)
    let own = table.filter { $0["portRole"] as? String == "data" }.map { $0["ports"] as? String }
    #expect(own == Array(repeating: "4329-4392", count: 7))

    // Replace a range, tell what changed.
    let free = try run("customer", "free", Self.deployment, "--size", "128")
    #expect(free.output == "4201-4328\n")
    let assigned = try run(
      "customer", "assign", "northwood", Self.deployment, "--data", "4201-4328", "--from",
      "2026-02-10", "--note", "more radios", "--by", "desk")
    #expect(assigned.status == 0, "\(assigned.error)")
    let difference: [String: Any] = try json(
      "diff", "\(Self.deployment)@1", "\(Self.deployment)@2", "--customer", "northwood")
    let access = try #require(difference["access"] as? [String: [[String: Any]]])
    let opened = Set(access["opened"]!.map { "\($0["address"]!) \($0["ports"]!)" })
    // From the customer's new range, and from the vendor's new address.
    #expect(opened.contains("3.140.60.106 4201-4328"))
    #expect(opened.contains("203.0.113.24 7412"))
    let shown = try run("customer", "show", "northwood").output
    #expect(shown.contains("by desk: more radios"))
    #expect(shown.contains("udp 4329-4392 (data ports)  from 2026-01-15 until 2026-02-09"))

    let concerned: [[String: Any]] = try json("lookup", "3.97.31.75")
    #expect(concerned.map { $0["customers"] as? [String] } == [["harbour", "northwood"]])
    let early: [[String: Any]] = try json("lookup", "udp/4330", "--as-of", "2026-02-01")
    #expect(early.map { $0["customer"] as? String } == ["northwood"])
    let late = try run("lookup", "udp/4330", "--as-of", "2026-02-11").output
    #expect(late.contains("nobody has it") && late.contains("before"))
  }

  /// Ports are a matter of customers: they are told where a vendor's table waits for approval.
  @Test func portsAreLookedUpWhereNoRevisionIsCurrent() throws {
    try folder.write("any.csv", "service,address,ports,protocol\nWeb,any,443,tcp\n")
    #expect(try run("sync", "v/held", "any.csv").status == 77)
    #expect(
      try run("customer", "add", "c", "--deployment", "v/held", "--from", "2026-01-01").status == 0)
    #expect(
      try run("customer", "assign", "c", "v/held", "--signaling", "7402", "--from", "2026-01-01")
        .status == 0)
    let found = try run("lookup", "tcp/7402", "--deployment", "v/held")
    #expect(found.status == 0 && found.output.contains("signaling port"), "\(found)")
    #expect(try run("lookup", "8.8.8.8", "--deployment", "v/held").status == 66)
  }

  @Test func whatIsMissingIsNeverOpened() throws {
    #expect(try run("customer", "add", "new", "--deployment", Self.deployment).status == 0)
    let rules: [String: Any] = try json("rules", "new")
    let part = try #require((rules["deployments"] as? [[String: Any]])?.first)
    let unresolved = try #require(part["unresolved"] as? [[String: Any]])
    #expect(unresolved.count == 11)
    for rule in try #require(part["rules"] as? [[String: Any]]) {
      #expect(rule["ports"] as? String != "customer" && rule["portRole"] is NSNull)
    }
    let csv = try run("rules", "new", "--format", "csv").output.split(separator: "\n")
    let open = csv.filter { $0.hasPrefix("unresolved,") }
    #expect(open.count == 11 && open.allSatisfy { !$0.contains("4201") && !$0.contains("7400") })
  }

  private static let refused: [([String], Int32)] = [
    (["customer", "show", "nobody"], 66),
    (["rules", "nobody"], 66),
    (["customer", "assign", "a", "no/where", "--data", "1-4"], 66),
    (["customer", "assign", "a", deployment, "--data", "100-103"], 64),
    (["customer", "assign", "a", deployment], 64),
    (["customer", "add", "a"], 64),
    (["customer", "add", "A"], 64),
    (["customer", "add", "c", "--contact", "nobody"], 64),
    (["customer", "unassign", "a", deployment], 64),
    (["customer", "free", deployment, "--size", "65535"], 66),
    (["customer", "import", "missing.csv"], 66),
    (["customer", "list", "--inventory", "missing.sqlite"], 66),
    (["customer", "import", "sheet.csv", "--inventory", "missing.sqlite"], 66),
    (["diff", "--files", "a", "b", "--customer", "a"], 64),
    (["rules", "a", "--revision", "9", "--deployment", deployment], 66),
    (["lookup", "tcp/0"], 64),
  ]

  private static let twoCustomers = PreparedFolder { folder in
    try twoRevisions.copy(to: folder)
    try folder.write("sheet.csv", "customer\nc\n")
    for arguments in [
      ["add", "a"], ["add", "b"], ["assign", "b", deployment, "--data", "100-103"],
    ] {
      let result = try GatebookProcess.run(["customer"] + arguments, in: folder.path)
      try #require(result.status == 0, "\(result.error)")
    }
  }

  @Test(arguments: refused)
  func refusals(_ arguments: [String], _ status: Int32) throws {
    let folder = try Self.twoCustomers.copy()
    let result = try GatebookProcess.run(arguments, in: folder.path)
    #expect(result.status == status, "\(result.error)")
    #expect(result.output == "" && result.error.hasPrefix("Error: "))
    #expect(!FileManager.default.fileExists(atPath: folder.file("missing.sqlite")))
  }

  /// What an error quotes of the arguments cannot act on a terminal.
  @Test func controlCharactersOfArgumentsAreShown() throws {
    for arguments in [
      ["lookup", "\u{1B}[31mX\u{7}"], ["customer", "add", "a\u{1B}[2J"],
      ["customer", "add", "a", "--contact", "\u{9B}31m@x.example"],
    ] {
      let result = try GatebookProcess.run(arguments, in: folder.path)
      #expect(result.status == 64 && !result.error.isEmpty)
      let unsafe = result.error.unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B
      }
      #expect(!unsafe, "\(arguments)")
    }
    let help = try run("--help")
    #expect(help.status == 0 && help.output.contains("customer") && help.error == "")
  }

  // MARK: Kills and other writers

  private func ask<T>(_ question: (Database) throws -> T) throws -> T {
    let queue = try DatabaseQueue(path: folder.file("gatebook.sqlite"))
    defer { try? queue.close() }
    return try queue.read(question)
  }

  private func sheet(_ count: Int, from first: Int = 0) -> String {
    "customer,deployment,data ports,from\n"
      + (first..<first + count).map { i in
        "c\(i),\(Self.deployment),\(10_001 + 4 * i)-\(10_004 + 4 * i),2026-01-01\n"
      }.joined()
  }

  /// Killed at moments spread over an import, it has stored all of it or nothing.
  @Test(.ofFiles) func anImportKilledAtAnyMomentIsWholeOrNothing() throws {
    let count = 600
    try folder.write("sheet.csv", sheet(count))
    let clock = ContinuousClock()
    var whole = try clock.measure {
      let dry = try run("customer", "import", "sheet.csv", "--dry-run")
      #expect(dry.status == 0)
    }
    var random = SeededGenerator(seed: 4)
    var killed = 0
    for round in 0..<12 {
      let moment = whole * Double.random(in: 0.2...1.1, using: &random)
      let wasKilled = try GatebookProcess.kill(
        ["customer", "import", "sheet.csv"], in: folder.path, after: moment)
      killed += wasKilled ? 1 : 0
      // The first one may have been slow: one that ends before it is killed makes the next kill earlier.
      if !wasKilled { whole = whole * 0.8 }
      let stored = try ask { db in
        try ["customer", "port_assignment", "deployment_use"].map {
          try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")!
        } + [try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok" ? 1 : 0]
      }
      #expect(
        stored == [0, 0, 0, 1] || stored == [count, count, count, 1], "round \(round): \(stored)")
      if stored[0] > 0 {
        // Begin again, so that the later rounds can show something.
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: folder.file("gatebook.sqlite" + suffix))
        }
        let document = Places.package.path + "/Seeds/eschat-canada-aws-02.txt"
        _ = try run("sync", Self.deployment, document, "--recorded-at", "2026-01-15T09:00:00Z")
      }
    }
    #expect(killed >= 3, "killed \(killed)")
    #expect(try run("customer", "import", "sheet.csv").status == 0)
  }

  @Test(.ofFiles) func importsAtTheSameMomentDoNotMix() throws {
    try folder.write("a.csv", sheet(300))
    // The same ports for other customers: only one of the two can be taken.
    try folder.write("b.csv", sheet(300).replacing("\nc", with: "\nother-"))
    let processes = try ["a.csv", "b.csv"].map {
      try GatebookProcess.start(["customer", "import", $0], in: folder.path)
    }
    for process in processes { process.waitUntilExit() }
    let statuses = processes.map(\.terminationStatus).sorted()
    // 65: its ports are taken; 75: it waited too long for the other.
    #expect(statuses[0] == 0 && [65, 75].contains(statuses[1]), "\(statuses)")
    let names = try ask {
      try String.fetchAll($0, sql: "SELECT DISTINCT substr(name, 1, 1) FROM customer")
    }
    #expect(names.count == 1)
  }

  /// One row or command states all ranges of a role, and each range is a row of the answers.
  @Test func aCustomerHasSeveralRanges() throws {
    func ports(_ answer: [[String: Any]]) -> [String] {
      answer.map { "\($0["ports"] as! String) \($0["until"] as? String ?? "-")" }
    }
    try folder.write(
      "customers.csv",
      "customer;deployment;signaling port;data ports;from\n"
        + "north;\(Self.deployment);7412;4329-4392, 4400 und 4410 bis 4415;2026-01-15\n")
    let first = try run("customer", "import", "customers.csv")
    #expect(first.output.contains("4 assignments of ports\n"), "\(first.output)\(first.error)")
    let again = try run("customer", "import", "customers.csv")
    #expect(again.output == "Nothing changes: the inventory holds the row already.\n")
    let rules: [String: Any] = try json("rules", "north", "--as-of", "2026-02-01")
    let part = try #require((rules["deployments"] as? [[String: Any]])?.first)
    let data = try #require(part["rules"] as? [[String: Any]]).filter {
      $0["portRole"] as? String == "data"
    }
    #expect(Set(data.map { $0["ports"] as? String }) == ["4329-4392,4400,4410-4415"])
    #expect((part["assignments"] as? [Any])?.count == 4)
    #expect(try ports(json("lookup", "udp/4412")) == ["4410-4415 -"])

    let assigned = try run(
      "customer", "assign", "north", Self.deployment, "--data", "4400,4500-4510", "--from",
      "2026-03-01")
    #expect(
      assigned.output
        == """
        north has udp 4400,4500-4510 on \(Self.deployment) from 2026-03-01 00:00 UTC on.
        north has udp 4329-4392 on \(Self.deployment) until 2026-02-28.
        north has udp 4410-4415 on \(Self.deployment) until 2026-02-28.

        """,
      "\(assigned.error)")
    let shown: [String: Any] = try json("customer", "show", "north")
    #expect(
      try ports(#require(shown["assignments"] as? [[String: Any]])).sorted() == [
        "4329-4392 2026-03-01T00:00:00Z", "4400 -", "4410-4415 2026-03-01T00:00:00Z",
        "4500-4510 -", "7412 -",
      ])
    let held = try run("customer", "assign", "north", Self.deployment, "--data", "4500-4510,4400")
    #expect(held.output == "north has these ports already.\n", "\(held.error)")
    let diff = try run(
      "diff", "--customer", "north", Self.deployment + "@1", Self.deployment + "@2")
    #expect(
      diff.output.contains("data ports: udp 4329-4392,4400,4410-4415 → udp 4400,4500-4510\n"),
      "\(diff.output)\(diff.error)")
    for wrong in ["20,119", "4400,", "4400 4500"] {
      let refused = try run("customer", "assign", "north", Self.deployment, "--data", wrong)
      #expect(refused.status == 64 && refused.output.isEmpty, "\(wrong)")
    }
    let two = try run("customer", "assign", "north", Self.deployment, "--signaling", "7412,7414")
    #expect(
      two.status == 64 && two.error.contains("7412,7414 are 2 ports; a signaling port is one"))
    let free: [String: Any] = try json(
      "customer", "free", Self.deployment, "--size", "100", "--within", "4400-4620")
    #expect(free["ports"] as? String == "4511-4610")

    let correct = [
      "customer", "correct", "north", Self.deployment, "--role", "data", "--held",
      "2026-03-02", "--ports", "4500-4515",
    ]
    let open = try GatebookProcess.run(correct, in: folder.path)
    #expect(open.status == 64 && open.error.contains("--wrong udp/4400"), "\(open.error)")
    let corrected = try GatebookProcess.run(correct + ["--wrong", "4500-4510"], in: folder.path)
    #expect(corrected.status == 0, "\(corrected.error)")
    #expect(try ports(json("lookup", "udp/4515")) == ["4500-4515 -"])
    #expect(try run("verify").status == 0)
    let ended = try run(
      "customer", "unassign", "north", Self.deployment, "--role", "data", "--until", "2026-06-30")
    #expect(
      ended.output == """
        north has udp 4400 on \(Self.deployment) until 2026-06-30.
        north has udp 4500-4515 on \(Self.deployment) until 2026-06-30.

        """, "\(ended.error)")
  }

  /// A text is found wherever a person may have read it.
  @Test func aTextIsFoundInNamesAndNotes() throws {
    try folder.write("customers.csv", Self.sheet)
    #expect(try run("customer", "import", "customers.csv").status == 0)
    let assigned = try run(
      "customer", "assign", "northwood", Self.deployment, "--data", "5001-5064", "--from",
      "2026-02-10", "--note", "more RADIOS")
    #expect(assigned.status == 0, "\(assigned.error)")
    let provisioning: [String: Any] = try json("search", "provisioning")
    let named = try #require(provisioning["named"] as? [[String: Any]])
    #expect(
      named.map { $0["service"] as? String }.allSatisfy { $0 == "ESChat Provisioning Server" })
    #expect(named.reduce(0) { $0 + ($1["count"] as! Int) } == 9)
    let radios: [String: Any] = try json("search", "Radios")
    let ports = try #require(radios["assignments"] as? [[String: Any]])
    // The note tells why one range ended and the other began.
    #expect(ports.map { $0["ports"] as? String } == ["4329-4392", "5001-5064"])
    let people = try run("search", "northwood").output
    #expect(people.hasPrefix("Customers\nnorthwood  Northwood EMS\n"), "\(people)")
    #expect(try run("search", "eschat").output.hasPrefix("Deployments\n  \(Self.deployment)\n"))
    #expect(try run("search", "3.97.31.75").output.contains("ESChat Signaling Port"))
    #expect(try run("search", "no such words").output == "Nothing holds \"no such words\".\n")
    let one: [String: Any] = try json("search", "primary", "--limit", "1")
    #expect((one["named"] as? [Any])?.count == 1)
  }
}
