import DocumentReading
import Testing

/// Rows that a column says to have ended, whatever the column is called.
@Suite struct RowStateTests {
  private func addresses(_ header: String, _ states: [String]) throws -> [String] {
    let rows = states.enumerated().map { "| 203.0.113.\($0 + 1) | tcp/443 | \($1) |\n" }
    let text = "| IP | Port | \(header) |\n|---|---|---|\n" + rows.joined()
    return try ReadingLines.rules(text, "page.md").map { String($0.split(separator: " ")[0]) }
  }

  @Test(arguments: [
    ("Change", ["added", "unchanged", "removed"]),
    ("Änderung", ["neu", "unverändert", "gelöscht"]),
    ("Decision", ["approved", "approved", "rejected"]),
    ("State", ["open", "new", "closed by default"]),
    ("Enabled", ["✅", "✅", "❌"]),
    ("In Betrieb", ["ja", "ja", "nein"]),
  ])
  func rowsThatEnded(_ header: String, _ states: [String]) throws {
    #expect(try addresses(header, states) == ["203.0.113.1", "203.0.113.2"])
  }

  /// A cross answers the question of its column, and that need not be whether to open.
  @Test func crossesUnderOtherQuestions() throws {
    #expect(
      try addresses("Customer data", ["✅", "❌", "❌"])
        == ["203.0.113.1", "203.0.113.2", "203.0.113.3"])
  }

  /// Whether a port is exposed is told by a column of ticks; the others stay inside.
  @Test func portsThatAreExposed() throws {
    #expect(
      try ReadingLines.rules(
        """
        ## Ports in use

        | Port variable | Default port | Use | Exposed |
        |---|---|---|---|
        | `HTTP_PORT` | 8080 | Web | ✅ |
        | `DB_PORT` | 5432 | Data | ❌ |
        """, "page.md") == ["- - 8080"])
  }

  @Test func namesBelowDNSAreFarEnds() throws {
    #expect(
      try ReadingLines.rules(
        """
        | DNS | Server | Port |
        |---|---|---|
        | a.vendor.net | 192.0.2.47 | 8883 |
        | b.vendor.net | 192.0.2.48 | 443 |
        """, "page.md"
      ).sorted() == [
        "192.0.2.47 - 8883", "192.0.2.48 - 443", "a.vendor.net - 8883", "b.vendor.net - 443",
      ])
  }

  /// Sentences on what stands above, over blank lines and by order.
  @Test func sentencesBelowAddressesThatStandApart() throws {
    #expect(
      try ReadingLines.rules(
        "# Exceptions\n\n192.0.2.1\n\n192.0.2.2\n\nPlease open these ports for all IP addresses "
          + "listed: 80, 443.\n", "page.md") == ["192.0.2.1 - 80,443", "192.0.2.2 - 80,443"])
    let byOrder = try ReadingLines.read(
      "- a.vendor.net\n- b.vendor.net\n\nThe first uses TCP 443, the second uses TCP 8883.\n",
      "page.md")
    #expect(!byOrder.endpoints.contains { $0.ports != nil })
    #expect(byOrder.findings.contains { $0.code == "order-not-understood" })
    #expect(
      try ReadingLines.rules(
        "<p>a.vendor.net</p><p>Portal, TCP 443</p><p>b.vendor.net</p><p>Monitoring, UDP 161</p>",
        "page.html") == ["a.vendor.net tcp 443", "b.vendor.net udp 161"])
  }
}
