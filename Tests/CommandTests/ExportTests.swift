import Foundation
import TestSupport
import Testing

/// What `gatebook export` writes, read by programs that know the formats.
@Suite(
  .mostlyWaits,
  .enabled(if: FormatCheck.canRun, "the programs that check formats are not installed"))
struct ExportTests {
  private let folder: TemporaryFolder

  private static let formats = [
    "text", "markdown", "html", "csv", "json", "atom", "rss", "json-feed", "mail", "cloudevents",
    "slack", "microsoft365",
  ]

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  private func export(_ changes: String, _ format: String, _ more: String...) throws -> String {
    let result = try GatebookProcess.run(
      ["export", "changes", changes, "--format", format] + more, in: folder.path)
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }

  private func sync(_ rows: String, at day: String) throws {
    try Self.sync(rows, at: day, in: folder)
  }

  private static func sync(_ rows: String, at day: String, in folder: TemporaryFolder) throws {
    try folder.write("table.csv", "service,group,address,ports,protocol\n" + rows)
    let result = try GatebookProcess.run(
      ["sync", "v/c", "table.csv", "--recorded-at", "\(day)T00:00:00Z"], in: folder.path)
    try #require(result.status == 0, "\(result.error)")
  }

  private static let threeRevisions = PreparedFolder { folder in
    for (rows, day) in [
      ("Web,EU,8.8.8.8,443,tcp\nWeb,US,8.8.4.0/24,443,tcp\n", "2026-01-01"),
      ("Web,EU,8.8.8.8,\"80,443\",tcp\nWeb,US,8.8.4.0/24,443,tcp\n", "2026-02-01"),
      ("Web,EU,8.8.8.8,\"80,443\",tcp\nMail,,mx.example.com,25,tcp\n", "2026-03-01"),
    ] {
      try sync(rows, at: day, in: folder)
    }
  }

  @Test(arguments: formats) func everyFormatIsTakenByAProgramThatKnowsIt(_ format: String) throws {
    try Self.threeRevisions.copy(to: folder)
    let text = try export("v/c", format)
    #expect(try export("v/c", format) == text, "the same history gives the same bytes")
    let some =
      format == "microsoft365" ? [] : ["v/c@2", "v/c@2026-01-15..", "v/c@1"]
    _ = try FormatCheck.check([text] + some.map { try export($0, format) }, as: format)
  }

  /// Ids of what was there stay when a revision comes, and each is of its own.
  @Test(arguments: ["atom", "rss", "json-feed", "cloudevents"])
  func identifiersStay(_ format: String) throws {
    try Self.threeRevisions.copy(to: folder)
    let before = try export("v/c", format)
    try sync("Web,EU,8.8.8.8,443,tcp\n", at: "2026-04-01")
    let ids = try FormatCheck.check([before, export("v/c", format)], as: format)
      .map { try #require($0["ids"] as? [String]) }
    #expect(Set(ids[0]).count == 3)
    #expect(ids[1].count == 4 && ids[1].dropFirst() == ids[0][...])
  }

  /// Texts that a document could harm its readers with, in services, groups and names.
  private static let hostileTexts = PreparedFolder { folder in
    let hostile = [
      "<script>alert(1)</script><img src=x onerror=y>", "=HYPERLINK(\"\"http://example.com\"\")",
      "a\r\nBcc: all@example.com\r\n\r\nb", "\u{1B}]0;title\u{7}\u{1B}[2J", "]]>&lt;!--",
      "\u{202E}evil\u{200B}", "<!channel> *bold* `code` [x](javascript:1)", "=?utf-8?q?x?=",
      String(repeating: "long ", count: 400), "Ünïcode 🚒 " + String(repeating: "é", count: 90),
    ]
    func rows(_ address: Int) -> String {
      hostile.enumerated().map { i, text in
        "\"\(text)\",\"\(text)\",8.8.\(address).\(i),443,tcp\n"
      }.joined()
    }
    try sync(rows(8), at: "2026-01-01", in: folder)
    try sync(rows(8) + rows(9), at: "2026-02-01", in: folder)
  }

  @Test(arguments: formats) func nothingHostilePassesUnescaped(_ format: String) throws {
    try Self.hostileTexts.copy(to: folder)
    let texts = try (format == "microsoft365" ? ["v/c"] : ["v/c", "v/c@2"]).map {
      try export($0, format)
    }
    for (text, found) in zip(texts, try FormatCheck.check(texts, as: format)) {
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && !text.contains("\u{7}"))
      if let headers = found["headers"] as? [String] { #expect(!headers.contains("Bcc")) }
      if format == "html" { #expect(!text.contains("<script") && !text.contains("<img")) }
      if format == "markdown" {
        // Behind a backslash, markup is text.
        let bare = text.replacing(#/\\./#, with: "")
        #expect(!bare.contains(#/[<>`\[\]]/#) && bare.contains("long"))
      }
    }
  }

  /// What comes and goes is told apart from what is new.
  @Test func whatComesBackIsToldSo() throws {
    for (rows, day) in [("1,2", "01"), ("1", "05"), ("1,2,3", "07")] {
      try sync(
        rows.split(separator: ",").map { "Web,,8.8.8.\($0),443,tcp\n" }.joined(),
        at: "2026-01-\(day)")
    }
    let text = try export("v/c@3", "text")
    #expect(text.contains("8.8.8.2             back after 2 days, 1st time"))
  }

  /// Written in a subject, a name comes out as it was given.
  @Test func aSubjectIsReadBack() throws {
    try Self.threeRevisions.copy(to: folder)
    _ = try run("customer", "add", "c", "--name", "Ünïcode =?utf-8?q?x?= 🚒", "--deployment", "v/c")
    let mail = try export("v/c@3", "mail", "--customer", "c")
    // The customer uses the deployment from now on only.
    let subject = try FormatCheck.check(mail, as: "mail")["subject"] as? String
    #expect(subject == "Ünïcode =?utf-8?q?x?= 🚒: v/c, revision 3: no firewall rule changes")
  }

  @Test(arguments: ["html", "markdown", "csv", "json", "microsoft365", "text"])
  func tablesAndRules(_ format: String) throws {
    try Self.threeRevisions.copy(to: folder)
    let table = try run("export", "snapshot", "v/c@1", "--format", format)
    _ = try FormatCheck.check(table.output, as: format)
    #expect(table.output.contains("8.8.4.0/24") && !table.output.contains("mx.example.com"))
    if format == "microsoft365" { return }
    _ = try run(
      "customer", "add", "c", "--name", "<b>C</b>", "--deployment", "v/c")
    let rules = try run("export", "rules", "c", "--format", format)
    _ = try FormatCheck.check(rules.output, as: format)
    #expect(rules.output.contains("mx.example.com"))
  }

  /// What a script for the Microsoft 365 web service reads: numbers of sets stay, and
  /// applying the changes to the first table gives the last.
  @Test func theShapeOfMicrosoft365() throws {
    try Self.threeRevisions.copy(to: folder)
    func list(_ arguments: String...) throws -> [[String: Any]] {
      let output = try GatebookProcess.run(arguments, in: folder.path).output
      return try #require(
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
    }
    func addresses(_ set: [String: Any]) -> Set<String> {
      Set((set["ips"] as? [String] ?? []) + (set["urls"] as? [String] ?? []))
    }
    func sets(_ revision: String) throws -> [Int: Set<String>] {
      Dictionary(
        uniqueKeysWithValues: try list("export", "snapshot", revision, "--format", "microsoft365")
          .map { ($0["id"] as! Int, addresses($0)) })
    }
    var table = try sets("v/c@1")
    #expect(table == [1: ["8.8.8.8/32"], 2: ["8.8.4.0/24"]])
    for change in try list("export", "changes", "v/c", "--format", "microsoft365") {
      let id = change["endpointSetId"] as! Int
      let added = addresses(change["add"] as? [String: Any] ?? [:])
      let removed = addresses(change["remove"] as? [String: Any] ?? [:])
      table[id] = table[id, default: []].subtracting(removed).union(added)
    }
    #expect(table.filter { !$0.value.isEmpty } == (try sets("v/c")))
    let version = try run("export", "version", "v/c").output
    #expect(version.contains("\"latest\": \"2026030100\""))
  }

  /// What came from the Microsoft 365 web service goes out as it said of itself.
  @Test func microsoft365KeepsItsSets() throws {
    try folder.write(
      "m.json",
      """
      [{"id": 46, "serviceArea": "Mail", "serviceAreaDisplayName": "Mail", "ips": ["8.8.8.0/24"],
        "tcpPorts": "443", "category": "Optimize", "required": true, "expressRoute": true},
       {"id": 2, "serviceArea": "Mail", "serviceAreaDisplayName": "Mail", "ips": ["8.8.4.0/24"],
        "tcpPorts": "443", "category": "Optimize", "required": false, "expressRoute": false,
        "notes": "live: yes"}]
      """)
    #expect(try run("sync", "m/c", "m.json").status == 0)
    let exported = try run("export", "snapshot", "m/c", "--format", "microsoft365").output
    let sets = try #require(
      try JSONSerialization.jsonObject(with: Data(exported.utf8)) as? [[String: Any]])
    let lines = sets.map { set in
      ["id", "category", "required", "expressRoute", "ips", "notes"].map { name in
        switch set[name] {
        case let array as [String]: array.joined(separator: ",")
        case let value?: "\(value)"
        case nil: "-"
        }
      }.joined(separator: " ")
    }
    #expect(lines == ["2 Optimize 0 0 8.8.4.0/24 live: yes", "46 Optimize 1 1 8.8.8.0/24 -"])
  }
}
