import Foundation
import TestSupport
import Testing

/// Mails to all customers, by the real program.
@Suite struct MailingCommandTests {
  private let folder: TemporaryFolder
  private let relay: MailServer

  init() throws {
    folder = try TemporaryFolder()
    relay = try MailServer()
    try folder.write("gatebook.toml", "[notices]\nlanguage = \"fr\"\n")
  }

  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, in: folder.path,
      environment: [
        "GATEBOOK_CONFIG": folder.file("gatebook.toml"), "GATEBOOK_MAIL_RELAY": relay.url,
        "GATEBOOK_MAIL_FROM": "gatebook@example.com",
      ])
  }

  private func sync(_ hosts: [Int]) throws {
    let rows = hosts.map { "Web,8.8.8.\($0),443,tcp\n" }.joined()
    try folder.write("next.csv", "service,address,ports,protocol\n" + rows)
    #expect(try run("sync", "v/c", "next.csv").status == 0)
  }

  private func importSheet(_ rows: String) throws {
    try folder.write("sheet.csv", "customer,contacts,deployment,language\n" + rows)
    let result = try run("customer", "import", "sheet.csv", "--new")
    #expect(result.status == 0, "\(result.error)")
  }

  /// A desk's own words stand around what a customer is told, in the customer's language; the
  /// inventory's own people are told without.
  @Test func aDesksWordsStandAroundNotices() throws {
    try folder.write(
      "gatebook.toml", "[notices]\ntexts = \"\(folder.file("texts"))\"\nlanguage = \"fr\"\n")
    try sync([1])
    #expect(try run("notify", "send").status == 78)
    try FileManager.default.createDirectory(
      atPath: folder.file("texts"), withIntermediateDirectories: true)
    try folder.write("texts/de-above.txt", "Guten Tag {customer},\n\nbitte <sofort> anpassen.\n")
    try folder.write("texts/de-below.txt", "Ihr Funk-Betrieb\n")
    try importSheet("north,a@north.example,v/c,de\nsouth,b@south.example,v/c,\n")
    #expect(try run("notify", "mailing", "add", "--digest", "run").status == 0)
    #expect(
      try run(
        "notify", "subscribe", "NOC", "--deployment", "v/c", "--to", "mail:noc@example.com",
        "--language", "de"
      ).status == 0)
    try sync([1, 2])
    #expect(
      try run("notify", "send", "--dry-run").output.contains("Guten Tag north,\n\nbitte <sofort>"))
    #expect(try run("notify", "send").status == 0)
    let mails = Dictionary(uniqueKeysWithValues: relay.received.map { ($0.to[0], $0.text) })
    let north = try #require(mails["RCPT TO:<a@north.example>"])
    #expect(
      north.contains("\r\n\r\nGuten Tag north,\r\n\r\nbitte <sofort> anpassen.\r\n\r\n"), "\(north)"
    )
    #expect(north.contains("<p>Guten Tag north,</p>\r\n<p>bitte &lt;sofort&gt; anpassen.</p>"))
    #expect(north.contains("<html lang=3D\"de\">") && north.contains("<p>Ihr Funk-Betrieb</p>"))
    #expect(mails["RCPT TO:<b@south.example>"]?.contains("Guten Tag") == false)
    #expect(mails["RCPT TO:<noc@example.com>"]?.contains("Guten Tag") == false)

    try folder.write("texts/de-above.txt", "Guten Tag {contact}")
    let wrong = try run("notify", "send")
    #expect(wrong.status == 78 && wrong.error.contains("\"{contact}\""), "\(wrong.error)")
  }

  /// A sheet's contacts, and later edits of them, are followed; the language is the customer's, else
  /// that of the settings.
  @Test func aSheetsContactsAreTold() throws {
    try sync([1])
    try importSheet("north,a@north.example,v/c,de\nsouth,b@south.example,v/c,\nwest,,v/c,\n")
    let dry = try run("notify", "mailing", "add", "--deployment", "v/c", "--dry-run")
    #expect(dry.status == 0 && dry.output.contains("2 customers, 2 subscriptions"), "\(dry)")
    #expect(dry.error.contains("1 customer without a contact: nobody is told for west"))
    #expect(try run("notify", "mailing", "list").output.hasPrefix("There is no mailing."))
    #expect(
      try run("notify", "mailing", "add", "--deployment", "v/c", "--digest", "run").status == 0)
    try importSheet("north,c@north.example,v/c,de\nwest,d@west.example,v/c,en\n")
    try sync([1, 2])
    let sent = try run("notify", "send")
    #expect(sent.status == 0 && sent.output == "3 notices: 3 delivered.\n", "\(sent)")
    let mails = Dictionary(uniqueKeysWithValues: relay.received.map { ($0.to[0], $0.text) })
    #expect(mails["RCPT TO:<c@north.example>"]?.contains("1 zu =C3=B6ffnen") ?? false)
    #expect(mails["RCPT TO:<b@south.example>"]?.contains("1 =C3=A0 ouvrir") ?? false)
    #expect(mails["RCPT TO:<d@west.example>"]?.contains("1 to open") ?? false)
    // One of them comes back.
    #expect(try run("notify", "bounce", "b@south.example", "--reason", "full").status == 0)
    let status = try run("status", "--exit-code")
    #expect(status.status == 4 && status.output.contains("the mail came back: full"))
    #expect(try run("notify", "retry").status == 0)
    #expect(try run("notify", "send").status == 0)
    #expect(relay.received.count == 4)
  }

  @Test func aSettingThatCannotBeUsedIsRefused() throws {
    try sync([1])
    for (line, words) in [
      ("time-zone = \"Middle/Earth\"", "time zone database"),
      ("[notices]\nlanguage = \"xx\"", "en, de, fr"),
      ("[notices]\nper-receiver = \"0\"", "1 to 64"),
    ] {
      try folder.write("gatebook.toml", line + "\n")
      let result = try run("notify", "send")
      #expect(result.status == 78 && result.error.contains(words), "\(result.error)")
    }
  }

  @Test func aReportIsListedAndEnded() throws {
    try sync([1])
    #expect(
      try run("notify", "report", "add", "NOC", "--to", "noc@example.com", "--every", "week")
        .status == 0)
    #expect(try run("notify", "report", "list").output.contains("NOC is mailed what changed"))
    #expect(
      try run("notify", "report", "add", "NOC", "--to", "noc@example.com", "--every", "week")
        .status == 64)
    #expect(try run("notify", "report", "end", "1").status == 0)
    #expect(try run("notify", "report", "end", "1").status == 66)
  }

  /// Changes without effect leave no trace in the audit, and who is out of use is given nothing.
  @Test func nothingIsNotedWhereNothingWasDone() throws {
    try sync([1])
    try importSheet("north,a@north.example,v/c,de\n")
    _ = try run("source", "add", "v/c", "next.csv")
    _ = try run("guard", "v/c", "--loss-percent", "40")
    let before = try run("audit").output
    #expect(try run("customer", "edit", "north", "--contact", "a@north.example").status == 0)
    #expect(try run("source", "add", "v/c", "next.csv").status == 0)
    #expect(try run("guard", "v/c", "--loss-percent", "40").status == 0)
    #expect(try run("audit").output == before)
    #expect(try run("customer", "archive", "north").status == 0)
    let refused = try run("customer", "assign", "north", "v/c", "--data", "5001-5009")
    #expect(refused.status == 64 && refused.error.contains("out of use"), "\(refused)")
  }

  /// A document that is refused leaves no inventory behind.
  @Test func aFirstDocumentThatIsRefusedMakesNoInventory() throws {
    try folder.write("next.csv", "service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
    let refused = try run(
      "sync", "v/c", "next.csv", "--recorded-at", "2062-01-15T09:00:00Z",
      "--inventory", folder.file("new.sqlite"))
    #expect(refused.status != 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("new.sqlite")))
  }

  @Test func listsAreWrittenAsCSV() throws {
    try sync([1])
    #expect(try run("layout", "v/c", "--history", "--format", "csv").status == 66)
    #expect(try run("layout", "v/c", "--format", "csv").status == 64)
    #expect(try run("resolve", "--format", "csv").status == 0)
  }
}
