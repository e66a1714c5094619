import DocumentReading
import Testing

/// Rules in rows of plain text, and lists of ports that more than one line asks for.
@Suite struct RuleRowsTests {
  /// The number of a rule is no port, and each line is a rule of its own.
  @Test(arguments: ["rules.txt", "rules.md"])
  func rowsOfRulesWithPriorities(_ name: String) throws {
    let reading = try ReadingLines.read(
      """
      The firewall has these rules for inbound traffic:

      Name Priority Action Filter External zone Internal zone
      http(s) 101 allow tcp:80,tcp:443 0.0.0.0/0 *
      ssh 102 allow tcp:22 198.51.100.0/24 *
      rdp 103 allow tcp:3389 192.0.2.0/24 *

      """, name)
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "0.0.0.0/0 tcp 80,443", "192.0.2.0/24 tcp 3389", "198.51.100.0/24 tcp 22",
      ])
  }

  @Test(arguments: [
    "Allow connections to the host a.example.com, TCP 443.",
    "Using the interface of your firewall, allow access on TCP port\n443 for a.example.com.",
  ])
  func sentencesThatLookLikeCommands(_ text: String) throws {
    #expect(
      try ReadingLines.rules("Firewall\n\n\(text)\n", "page.txt") == ["a.example.com tcp 443"])
  }

  /// "6030, 6031, 6248", above a table that has only some of them: all are asked for.
  @Test func portsThatTheTableBelowLacks() throws {
    #expect(
      try ReadingLines.rules(
        """
        Make sure the following TCP ports are added to Windows Firewall (separated by comma):
        6030, 6031, 6248

        Port | Name
        --- | ---
        6217 | Database
        6248 | Tracker

        """, "page.md"
      ).sorted() == ["- tcp 6030-6031,6248", "- tcp 6217", "- tcp 6248"])
  }

  @Test func aNetworkInFields() throws {
    let reading = try ReadingLines.read(
      """
      Full information about our network:

      Netmask : 255.255.240.0 = 20

      Wildcard : 0.0.15.255

      Network : 198.51.96.0/20

      """, "page.txt")
    #expect(ReadingLines.rules(reading) == ["198.51.96.0/20 - -"])
    #expect(reading.findings.map(\.line) == [3, 5])
  }

  @Test func aVerbAtTheEnd() throws {
    #expect(
      try ReadingLines.lines(
        "Die Firewall muss so eingestellt sein, dass sie eingehenden HTTP- (TCP/80) sowie "
          + "HTTPS-Datenverkehr (TCP/443) zulässt.\n", "page.txt")
        == ["- | - | - | tcp | 80,443 | inbound"])
  }
}
