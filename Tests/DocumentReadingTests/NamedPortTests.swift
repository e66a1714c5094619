import DocumentReading
import Testing

/// Numbers that are ports by the name behind them or the host before them.
@Suite struct NamedPortTests {
  @Test(arguments: [
    "cdn.example.com 443 HTTPS Scripts", "cdn.example.com 443 HTTPS over TCP Scripts",
    "cdn.example.com 443 (HTTPS)", "cdn.example.com: 443 HTTPS scripts",
    "cdn.example.com - 443 HTTPS scripts", "Scripts cdn.example.com 443 HTTPS",
    "Open 443 HTTPS to cdn.example.com.",
  ])
  func behindTheNumber(_ line: String) throws {
    #expect(try ReadingLines.rules("Hosts\n\n\(line)\n", "page.txt") == ["cdn.example.com tcp 443"])
  }

  @Test func eachNumberHasTheNameBehindIt() throws {
    #expect(
      try ReadingLines.rules("Ports:\n\n443 HTTPS and 80 HTTP to a.example.com.\n", "page.txt")
        == ["a.example.com tcp 80,443"])
    #expect(
      try ReadingLines.rules("443 HTTPS scripts\n22 SSH admin\n123/NTP clocks\n", "page.txt")
        .sorted()
        == ["- tcp 22", "- tcp 443", "- udp 123"])
    #expect(
      try ReadingLines.rules("a.example.com 80/443 HTTP/HTTPS\n", "page.txt")
        == ["a.example.com tcp 80,443"])
  }

  /// What goes on behind a port is another port, also one that could be a year.
  @Test func listsGoOn() throws {
    #expect(
      try ReadingLines.rules("Terminals\n\na.example.com 443 and 9011\n", "page.txt")
        == ["a.example.com - 443,9011"])
    #expect(
      try ReadingLines.rules(
        "The following ports must be open:\n\n- 1194, 1995 (OpenVPN)\n", "page.md")
        == ["- udp 1194,1995"])
  }

  /// The number behind a network may be its mask, and one without a name a count.
  @Test(arguments: ["198.51.100.0 25 lines", "a.example.com 12 servers"])
  func otherNumbersAreNone(_ line: String) throws {
    let rules = try ReadingLines.rules("Allow these hosts:\n\n\(line)\nb.example.com\n", "page.txt")
    #expect(rules.count == 2 && rules.allSatisfy { $0.hasSuffix(" - -") })
  }

  @Test(arguments: [
    "- TURN listener port for UDP and TCP (Default: 3478)", "- 3478/tcp, 3478/udp (TURN)",
  ])
  func usualPortsInBrackets(_ item: String) throws {
    #expect(
      try Set(ReadingLines.rules("# TURN\n\nPorts to be opened:\n\n\(item)\n", "page.md"))
        .isSubset(of: ["- tcp+udp 3478", "- tcp 3478", "- udp 3478"]))
    #expect(
      try !ReadingLines.rules("# TURN\n\nPorts to be opened:\n\n\(item)\n", "page.md").isEmpty)
  }

  @Test func eachPortIsForAnApplication() throws {
    let text = """
      # Server

      1. The following ports must be open from outside (if it does not stand inside):
          * 3000 for http and 1443 for https - for agents
          * 5038 — the port of the exchange
      2. The answer is kept for 1000 for http requests.

      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == ["- - 1443,3000", "- - 5038"])
  }

  /// A page as text has a blank line between the items.
  @Test func paragraphsThatEachTellAPort() throws {
    let text = """
      Ports to be opened:

      TURN listener port for UDP and TCP (Default: 3478);

      TURN listener port for TLS (Default: 5349);

      Other port for UDP and TCP listeners (Default: 3479);

      The page was last changed in 2023.

      """
    #expect(
      try ReadingLines.rules(text, "page.txt").sorted() == [
        "- tcp 5349", "- tcp+udp 3478", "- tcp+udp 3479",
      ])
  }

  @Test func aFootnotesMarkIsNoPort() throws {
    let text = """
      | Port | Rule | Used for |
      |---|---|---|
      | TCP 443 | To a.example.com[3], 198.51.100.192/29 (IPv4)[1] | Login |
      | TCP 50000-51000 | To b.example.com[2] | Data[2] |

      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == [
        "198.51.100.192/29 tcp 443", "a.example.com tcp 443", "b.example.com tcp 50000-51000",
      ])
  }

  @Test func whatANumberIsUsedFor() throws {
    #expect(
      try ReadingLines.rules(
        """
        # Database

        The following ports are used:

        * 3306 is used for the connections of clients
        * 4444 is used for copies via rsync

        """, "page.md"
      ).sorted() == ["- - 3306", "- - 4444"])
  }

  /// "RJ-45" is the name of a socket.
  @Test func aNumberInANameIsNoPort() throws {
    let text =
      "# Firewall\n\nThe phone has a RJ-45 port and Cat-6 cables. Allow TCP-443 outbound.\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["- tcp 443"])
  }

  @Test func theHeaderTellsWhatCarriesThePorts() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | UDP | TLS |\n|---|---|---|\n| a.example.com | 5060 | 5061 |\n", "page.md"
      ).sorted() == ["a.example.com tcp 5061", "a.example.com udp 5060"])
  }

  @Test func aPortToldTwiceIsOneRule() throws {
    #expect(
      try ReadingLines.rules(
        "Fallback service on port 443 for all customers\nfallback.example.com (tcp/443)\n",
        "page.txt")
        == ["fallback.example.com tcp 443"])
  }
}
