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
}
