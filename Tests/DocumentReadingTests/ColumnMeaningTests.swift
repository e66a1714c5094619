import EndpointModel
import Testing

/// What the headers of columns make of their cells.
@Suite struct ColumnMeaningTests {
  private func lines(_ text: String) throws -> [String] {
    try ReadingLines.lines(text, "page.md").sorted()
  }

  @Test func aQuestionDecidesWhateverItsAnswerMentions() throws {
    #expect(
      try lines(
        """
        | Port | Service | Allow public access? |
        |---|---|---|
        | 25 | Mail | YES |
        | 443 | Web | YES (open to your users) |
        | 3306 | Data | NO (listens on 127.0.0.1 by default) |
        """) == ["Mail | - | - | - | 25 | -", "Web | - | - | - | 443 | -"])
  }

  @Test func rolesOfOnesOwnMachinesAreNoAddresses() throws {
    #expect(
      try lines(
        "## Outbound\n\n| Host role | Outbound ports | Purpose |\n|---|---|---|\n| All | 443 | Updates |\n"
      )
        == ["All | Outbound | - | - | 443 | outbound"])
  }

  @Test func internalPortsAreTold() throws {
    let reading = try ReadingLines.read(
      "| Service | Internal port |\n|---|---|\n| Data | 5432 |\n| Web | 8080 |\n", "page.md")
    #expect(reading.findings.map(\.code).contains("ports-internal"))
  }

  @Test func starsBehindPortsAreNotes() throws {
    #expect(
      try lines("| Host | Ports |\n|---|---|\n| a.example | 7900* - 7916** |\n")
        == ["- | - | a.example | - | 7900-7916 | -"])
  }

  @Test func aQuestionAboutSomethingElseDecidesNothing() throws {
    #expect(
      try ReadingLines.rules(
        """
        | Host | Port | Allows TLS inspection |
        |---|---|---|
        | 192.0.2.1 | 443 | Yes |
        | 192.0.2.2 | 443 | No (certificate pinned) |
        """, "page.md") == ["192.0.2.1 - 443", "192.0.2.2 - 443"])
  }

  @Test func rowsThatPassOrBlockNeedNoWordsAbove() throws {
    #expect(
      try ReadingLines.rules(
        """
        ## Rules

        Block by default: pass only the ports that are needed.

        | # | Action | Protocol | Ports |
        |---|---|---|---|
        | 1 | Pass | TCP | 443 |
        | 2 | Block | any | any |
        """, "page.md") == ["- tcp 443"])
  }

  @Test func aVersionIsNoPort() throws {
    #expect(
      try ReadingLines.rules(
        "Client for UDP 1.x port requirements\n\na.example\nb.example\n", "page.txt"
      )
      .allSatisfy { !$0.hasSuffix(" 1") })
  }

  /// Each port belongs to the address before it: from which port the near end comes is not what is
  /// opened. "any" there opened all ports of the far end.
  @Test func portsOfTheSourceAreNotOpened() throws {
    let rows =
      "| 198.51.100.0/24 | any | 192.0.2.1 | 443 |\n| any | 1024-65535 | 192.0.2.2 | 25 |\n"
    for header in [
      "Source IP | Port | Destination IP | Port", "Source | Ports | Destination | Ports",
    ] {
      #expect(
        try ReadingLines.rules("| \(header) |\n|---|---|---|---|\n" + rows, "page.md")
          == ["192.0.2.1 - 443", "192.0.2.2 - 25"])
    }
    #expect(
      try ReadingLines.rules(
        "| Port | Destination IP | Port | Source IP |\n|---|---|---|---|\n| 443 | 192.0.2.1 | any | any |\n",
        "page.md") == ["192.0.2.1 - 443"])
  }
}
