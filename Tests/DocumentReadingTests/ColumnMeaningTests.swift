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
}
