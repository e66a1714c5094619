import DocumentReading
import Testing

/// Notes below a table, and words in its cells, that say of a row that it is none to allow.
@Suite struct FootnoteTests {
  private static let head = "| Service | Host | Port |\n|---|---|---|\n"

  @Test(arguments: [
    ("Legacy [1]", "[1] This service was retired in May 2023. Remove this rule."),
    ("Legacy*", "\\* No longer in use; do not open."), ("Legacy (2)", "(2) Deprecated"),
    ("Legacy†", "† Decommissioned"),
  ])
  func aNoteTakesItsRowBack(_ name: String, _ note: String) throws {
    let reading = try ReadingLines.read(
      Self.head + "| Web | a.example.com | TCP 443 |\n| \(name) | b.example.com | TCP 8080 |\n\n"
        + note + "\n", "page.md")
    #expect(reading.endpoints.map { $0.address?.description } == ["a.example.com"])
    #expect(reading.findings.map(\.code) == ["row-denied"])
  }

  /// What a note says under a condition, or of something else, takes nothing back; and a note without a row,
  /// or for more stars, is none of this row.
  @Test(arguments: [
    "\\* Not needed if the proxy is used.", "\\* Only for administrators",
    "\\** No longer in use", "\\* Port 80 is no longer used",
    "\\* Retired, but still needed until May",
  ])
  func otherNotesTakeNothingBack(_ note: String) throws {
    #expect(
      try ReadingLines.lines(
        Self.head + "| Web | a.example.com | TCP 443 |\n| Sync* | b.example.com | TCP 8080 |\n\n"
          + note + "\n", "page.md"
      ).count == 2)
  }

  /// An escaped star is a sign, and no part of markup.
  @Test func escapedStarsStay() throws {
    #expect(
      try ReadingLines.lines(
        "Open these ports:\n\n| Port | Protocol |\n|---|---|\n| 443* | TCP |\n| 5060*** | UDP |\n\n"
          + "\\* required\n\\** only for administrators\n\\*** not in use\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["443"])
  }

  @Test(arguments: ["BLOCKED", "closed", "gesperrt", "BLOQUEADO"])
  func denialsInPlaceOfASource(_ word: String) throws {
    #expect(
      try ReadingLines.lines(
        "| Port | Protocol | Source | Reason |\n|---|---|---|---|\n| 443 | TCP | any | HTTPS |\n"
          + "| 8080 | - | \(word) | inside only |\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["443"])
  }

  @Test(arguments: ["Deprecated, use 443", "Retired (see 443)", "Removed: use 443"])
  func statesWithAdvice(_ words: String) throws {
    #expect(
      try ReadingLines.lines(
        "| Port | Protocol | Comment |\n|---|---|---|\n| 443 | TCP | Required |\n"
          + "| 80 | TCP | \(words) |\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["443"])
  }

  @Test func statesThatKeepTheirRow() throws {
    #expect(
      try ReadingLines.lines(
        "| Port | Protocol | Comment |\n|---|---|---|\n| 443 | TCP | Required |\n"
          + "| 80 | TCP | Deprecated, but still required by old clients |\n", "page.md"
      ).count == 2)
  }

  @Test func noAnswersWithRemarks() throws {
    #expect(
      try ReadingLines.lines(
        "## Ports\n\n| Port | Service | Exposed |\n|---|---|---|\n| 443 | nginx | Yes |\n"
          + "| 5432 | Postgres | No |\n| 6379 | Redis | No (internal only) |\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["443"])
  }

  @Test(arguments: [
    "Conversely, all outbound traffic is allowed with the following exceptions:",
    "Traffic to all of the following is blocked by default:",
    "Der gesamte ausgehende Verkehr ist erlaubt, mit folgenden Ausnahmen:",
  ])
  func tablesOfWhatIsBlocked(_ words: String) throws {
    #expect(
      try ReadingLines.lines(
        words + "\n\n| Service | Port | Reason |\n|---|---|---|\n| SMTP | TCP 25 | spam |\n\n"
          + "## Inbound\n\nOpen TCP port 443.\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["443"])
  }

  @Test func tablesOfExceptionsToOpen() throws {
    #expect(
      try ReadingLines.lines(
        "Allow all of the following exceptions in the firewall:\n\n| Service | Port |\n|---|---|\n| SMTP | TCP 25 |\n",
        "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["25"])
  }
}
