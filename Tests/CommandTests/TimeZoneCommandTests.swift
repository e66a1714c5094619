import Foundation
import TestSupport
import Testing

/// The time zone of days that people write and of times that they are told, by the real program. The
/// time zones are made by hand: none has to be installed.
@Suite struct TimeZoneCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (place, name, file) in [
      ("Europe", "Berlin", ZoneFile.berlin), ("America", "Toronto", ZoneFile.toronto),
    ] {
      try FileManager.default.createDirectory(
        atPath: folder.file("zones/\(place)"), withIntermediateDirectories: true)
      try folder.write("zones/\(place)/\(name)", file)
    }
  }

  private func run(
    in zone: String, _ arguments: String..., more: [String: String] = [:]
  ) throws -> GatebookProcess.Result {
    try GatebookProcess.run(
      arguments, in: folder.path,
      environment: [
        "GATEBOOK_TIME_ZONE": zone, "TZDIR": folder.file("zones"), "HOME": folder.path,
      ].merging(more) { $1 })
  }

  private static let toronto = "America/Toronto"
  private static let berlin = "Europe/Berlin"

  private func sync(_ host: Int, at time: String, in zone: String = toronto) throws {
    try folder.write(
      "next.csv", "service,address,ports,protocol\nWeb,192.0.2.\(host),443,tcp\n")
    let result = try run(
      in: zone, "sync", "v/c", "next.csv", "--recorded-at", time, "--exit-code")
    #expect([0, 1].contains(result.status), "\(result.error)")
  }

  /// Revision 2 became current at 23:00 of 10 March in Toronto, which is 11 March in Berlin and by
  /// UTC.
  @Test func aDayEndsWhenItEndsInTheZone() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    try sync(2, at: "2026-03-11T03:00:00Z")
    for (zone, day, host) in [
      (Self.toronto, "2026-03-10", 2), (Self.toronto, "2026-03-09", 1),
      (Self.berlin, "2026-03-10", 1),
      (Self.berlin, "2026-03-11", 2), ("UTC", "2026-03-10", 1), ("UTC", "2026-03-11", 2),
    ] {
      let shown = try run(in: zone, "show", "v/c@\(day)", "--format", "csv")
      #expect(shown.output.contains("192.0.2.\(host)"), "\(zone) \(day) \(shown.error)")
      let found = try run(in: zone, "lookup", "192.0.2.2", "--as-of", day)
      #expect(found.output.hasPrefix("No deployment") == (host == 1), "\(zone) \(day)")
    }
    // From the beginning of the day on.
    #expect(try run(in: Self.toronto, "log", "v/c", "--since", "2026-03-11").output.isEmpty)
    #expect(try !run(in: Self.berlin, "log", "v/c", "--since", "2026-03-11").output.isEmpty)
    #expect(
      try run(in: Self.toronto, "diff", "v/c@2026-03-09", "v/c@2026-03-10").output
        .hasPrefix("v/c@1 of 2026-01-15 04:00 -05:00 → v/c@2 of 2026-03-10 23:00 -04:00\n"))
    #expect(
      try run(in: Self.toronto, "export", "changes", "v/c@2026-03-09..2026-03-10").output
        .contains("192.0.2.2"))
  }

  /// People are told the times of the zone, with the offset; programs are told UTC.
  @Test func dataStaysInUTC() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    try sync(2, at: "2026-07-01T09:00:00Z")
    let text = try run(in: Self.berlin, "log", "v/c").output
    #expect(text.contains("2026-01-15 10:00 +01:00") && text.contains("2026-07-01 11:00 +02:00"))
    #expect(try run(in: "UTC", "log", "v/c").output.contains("2026-01-15 09:00 UTC"))
    for arguments in [
      ["log", "v/c", "--format", "json"], ["log", "v/c", "--format", "csv"],
      ["export", "changes", "v/c"], ["export", "changes", "v/c", "--format", "json"],
      ["export", "snapshot", "v/c", "--format", "html"], ["audit", "--format", "json"],
    ] {
      func output(_ zone: String) throws -> String {
        try GatebookProcess.run(
          arguments, in: folder.path,
          environment: ["GATEBOOK_TIME_ZONE": zone, "TZDIR": folder.file("zones")]
        ).output
      }
      #expect(try output(Self.berlin) == output("UTC"), "\(arguments)")
      #expect(try !output(Self.berlin).isEmpty)
    }
  }

  @Test func portsHoldByTheDaysOfTheZone() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    #expect(
      try run(
        in: Self.toronto, "customer", "add", "north", "--deployment", "v/c", "--from", "2026-02-01"
      ).status == 0)
    let assigned = try run(
      in: Self.toronto, "customer", "assign", "north", "v/c", "--data", "5000-5063", "--from",
      "2026-03-08")
    #expect(assigned.output.contains("from 2026-03-08 00:00 -05:00 on"), "\(assigned.error)")
    let ended = try run(
      in: Self.toronto, "customer", "unassign", "north", "v/c", "--until", "2026-03-08")
    #expect(ended.output == "north has udp 5000-5063 on v/c until 2026-03-08.\n", "\(ended)")
    // The clocks went forward on that day.
    let json = try run(in: Self.toronto, "customer", "show", "north", "--format", "json").output
    #expect(json.contains("\"from\": \"2026-03-08T05:00:00Z\""), "\(json)")
    #expect(json.contains("\"until\": \"2026-03-09T04:00:00Z\""), "\(json)")
    #expect(
      try run(in: Self.toronto, "customer", "show", "north").output
        .contains("from 2026-03-08 until 2026-03-08"))
    #expect(
      try run(in: Self.berlin, "customer", "show", "north").output
        .contains("from 2026-03-08 06:00 +01:00 until 2026-03-09 05:00 +01:00"))
  }

  /// A sheet's days are those of the zone; what is exported means the same in every zone.
  @Test func aSheetMeansTheDaysOfTheZone() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    try folder.write(
      "sheet.csv",
      "customer,deployment,data ports,from,until\nnorth,v/c,5000-5063,2026-02-01,2099-12-31\n"
        + "south,v/c,6000-6063,2026-02-01T09:30,\n")
    let taken = try run(in: Self.berlin, "customer", "import", "sheet.csv")
    #expect(taken.status == 0, "\(taken.error)")
    let exported = try run(in: Self.berlin, "customer", "export").output
    #expect(exported.contains("2026-01-31T23:00:00Z,2099-12-31T23:00:00Z"), "\(exported)")
    #expect(exported.contains("2026-02-01T08:30:00Z"), "\(exported)")
    try folder.write("back.csv", exported)
    for zone in [Self.berlin, Self.toronto, "UTC"] {
      #expect(
        try run(in: zone, "customer", "import", "back.csv").output.hasPrefix("Nothing changes"))
    }
    try folder.write(
      "twice.csv", "customer,deployment,data ports,from\nwest,v/c,7000-7063,2026-10-25 02:30\n")
    let refused = try run(in: Self.berlin, "customer", "import", "twice.csv")
    #expect(refused.status == 65 && refused.error.contains("the clocks show it twice"))
  }

  @Test func aTimeWithoutOffsetIsThatOfTheClocks() throws {
    try sync(1, at: "2026-03-10T09:30", in: Self.berlin)
    #expect(try run(in: "UTC", "log", "v/c").output.contains("2026-03-10 08:30 UTC"))
    let missing = try run(in: Self.berlin, "lookup", "192.0.2.1", "--as-of", "2026-03-29T02:30")
    #expect(missing.status == 64 && missing.output.isEmpty)
    #expect(missing.error.contains("go on with 2026-03-29T03:00:00+02:00"), "\(missing.error)")
    #expect(missing.error.contains("Try: "))
  }

  @Test func aZoneThatIsNotThereIsRefused() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    try folder.write("zones/Europe/Broken", "TZif")
    for (zone, words) in [
      ("Europe/Berln", "none of that name in the time zone database, \(folder.file("zones"))"),
      ("../zones/Europe/Berlin", "has a name such as Europe/Berlin"),
      ("/etc/passwd", "has a name such as"), ("Europe", "Europe"), ("Europe/", "has a name"),
      ("Europe/Broken", "not TZif"), ("CEST+2", "none of that name"),
    ] {
      let result = try run(in: zone, "log", "v/c")
      #expect(result.status == 78 && result.output.isEmpty, "\(zone)")
      #expect(result.error.contains("$GATEBOOK_TIME_ZONE: time-zone is \""), "\(result.error)")
      #expect(result.error.contains(words), "\(result.error)")
      // It can be seen where it is set.
      let config = try run(in: zone, "config", "--format", "csv")
      #expect(config.status == 0 && config.output.contains("time-zone,"))
    }
    let none = try run(in: Self.berlin, "log", "v/c", more: ["TZDIR": folder.file("none")])
    #expect(none.status == 78 && none.error.contains("package tzdata"), "\(none.error)")
    // UTC needs no database.
    #expect(try run(in: "UTC", "log", "v/c", more: ["TZDIR": folder.file("none")]).status == 0)
  }

  /// What is mailed and posted to people tells the zone's times; what programs get does not.
  @Test func noticesTellTheTimesOfTheZone() throws {
    let relay = try MailServer()
    let mail = ["GATEBOOK_MAIL_RELAY": relay.url, "GATEBOOK_MAIL_FROM": "gatebook@example.com"]
    try sync(1, at: "2026-01-15T09:00:00Z")
    #expect(
      try run(
        in: Self.berlin, "notify", "subscribe", "NOC", "--deployment", "v/c", "--to",
        "mail:noc@example.com"
      ).status == 0)
    try sync(2, at: "2026-07-01T09:00:00Z")
    let preview = try run(in: Self.berlin, "notify", "send", "--dry-run", more: mail).output
    #expect(preview.contains("2026-07-01 11:00 +02:00"), "\(preview)")
    #expect(try run(in: Self.berlin, "notify", "send", more: mail).status == 0)
    let text = try #require(relay.received.first?.text)
    #expect(text.contains("2026-07-01 11:00 +02:00") && !text.contains(" UTC"), "\(text)")
  }

  /// Errors and logs have the same clock as answers, to the second and with the offset: what they tell
  /// can be given back as it stands.
  @Test func errorsAndLogsTellTheTimesOfTheZone() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    for (zone, told) in [
      (Self.berlin, "2026-01-15T10:00:00+01:00"), (Self.toronto, "2026-01-15T04:00:00-05:00"),
      ("UTC", "2026-01-15T09:00:00Z"),
    ] {
      let older = try run(
        in: zone, "sync", "v/c", "next.csv", "--recorded-at", "2026-01-15T08:00:00Z")
      #expect(older.status == 64 && older.error.contains("is 1 of \(told)"), "\(older.error)")
      let missing = try run(in: zone, "show", "v/c@7")
      #expect(missing.status == 66 && missing.error.contains("of \(told)"), "\(missing.error)")
      #expect(try run(in: zone, "show", "v/c@\(told)").status == 0)
    }
    _ = try run(in: Self.berlin, "customer", "add", "north", "--deployment", "v/c")
    try folder.write(
      "sheet.csv",
      "customer,deployment,data ports,from\nnorth,v/c,5000-5063,2026-02-01\n"
        + "south,v/c,5000-5063,2026-02-01\n")
    let taken = try run(in: Self.toronto, "customer", "import", "sheet.csv")
    #expect(
      taken.status == 65 && taken.error.contains("from 2026-02-01T00:00:00-05:00 on"),
      "\(taken.error)")
    // The log of sources and of notices.
    try folder.write("away.csv", "gone")
    _ = try run(in: Self.berlin, "source", "add", "v/c", folder.file("away.csv"))
    for zone in [Self.berlin, "UTC"] {
      let log = try run(in: zone, "sync").error
      let time = try #require(log.split(separator: " ").first)
      #expect(time.hasSuffix("Z") == (zone == "UTC") && time.count >= 20, "\(log)")
    }
    #expect(
      try run(
        in: Self.berlin, "notify", "subscribe", "NOC", "--deployment", "v/c", "--to",
        "mail:noc@example.com"
      ).status == 0)
    try sync(2, at: "2026-07-01T09:00:00Z")
    let sent = try run(in: Self.berlin, "notify", "send")
    let line = try #require(sent.error.split(separator: "\n").first)
    #expect(sent.status == 69 && line.firstMatch(of: /^\S+\+0[12]:00 notice 1/) != nil, "\(line)")
    #expect(
      line.firstMatch(of: /to be tried again after \d{4}-\d\d-\d\d \d\d:\d\d \+0[12]:00/) != nil,
      "\(line)")
  }

  /// A day is over when it is over in the zone, and it is said in which.
  @Test func daysToComeAreThoseOfTheZone() throws {
    try sync(1, at: "2026-01-15T09:00:00Z")
    // In Berlin the 2 January 2199, in Toronto the day before.
    _ = try run(
      in: "UTC", "customer", "add", "north", "--deployment", "v/c", "--from", "2026-02-01")
    _ = try run(
      in: "UTC", "customer", "assign", "north", "v/c", "--data", "5000-5063", "--from",
      "2199-01-01T23:30:00Z")
    for (zone, day) in [
      (Self.berlin, "2199-01-02"), (Self.toronto, "2199-01-01"), ("UTC", "2199-01-01"),
    ] {
      let due = try run(in: zone, "deadlines")
      #expect(due.output.hasPrefix("day, \(zone)") && due.output.contains("\n\(day)"), "\(due)")
      let json = try run(in: zone, "deadlines", "--format", "json").output
      #expect(
        json.contains("\"date\": \"\(day)\"") && json.contains("\"timeZone\": \"\(zone)\""),
        "\(json)")
    }
  }
}
