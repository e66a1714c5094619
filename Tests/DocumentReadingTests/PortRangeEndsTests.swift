import DocumentReading
import Testing

/// Ranges of which both ends name their protocol, and protocols behind a number.
@Suite struct PortRangeEndsTests {
  @Test(arguments: [
    "2000/udp - 2010/udp", "2000/udp-2010/udp", "UDP 2000 to UDP 2010", "2000/udp through 2010/udp",
  ])
  func bothEndsNameTheProtocol(_ cell: String) throws {
    #expect(
      try ReadingLines.rules("| Host | Port |\n|---|---|\n| a.example.com | \(cell) |\n", "page.md")
        == ["a.example.com udp 2000-2010"])
  }

  @Test func aRangeInAnItem() throws {
    #expect(
      try ReadingLines.rules(
        "Ports to open:\n\n- 1024/tcp through 1300/tcp for the mapper\n- 135/tcp\n", "page.md"
      ).sorted() == ["- tcp 1024-1300", "- tcp 135"])
  }

  /// A dash between usual ports parts them.
  @Test func usualPortsAreTwo() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port |\n|---|---|\n| a.example.com | 80/tcp - 443/tcp |\n", "page.md")
        == ["a.example.com tcp 80,443"])
  }

  @Test func protocolsBehindAColon() throws {
    #expect(
      try ReadingLines.rules(
        "Open these ports:\n\n* **8443**: TCP - monitoring\n* **9000**: UDP\n"
          + "* **21000**: TCP/UDP - nodes\n", "page.md"
      ).sorted() == ["- tcp 8443", "- tcp+udp 21000", "- udp 9000"])
  }

  @Test func aProtocolInTheNameOfARow() throws {
    #expect(
      try ReadingLines.rules(
        "Open on the firewall:\n\n| Connection | Client ports | Host ports |\n|---|---|---|\n"
          + "| Initial TCP connection | 47624 | 47624 |\n| Subsequent UDP | 2300-2400 | 2300-2400 |\n",
        "page.md"
      ).sorted() == ["- tcp 47624", "- udp 2300-2400"])
  }

  /// An application that is not known, among others, loses no row: it is told, and its protocol not stated.
  @Test func anUnknownProtocol() throws {
    let reading = try ReadingLines.read(
      "| Destination | Protocol | Port |\n|---|---|---|\n| a.example.com | HTTP | 5432 |\n"
        + "| b.example.com | Zorch | 7687 |\n| c.example.com | TCP | 80 |\n", "page.md")
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "a.example.com tcp 5432", "b.example.com - 7687", "c.example.com tcp 80",
      ])
    #expect(ReadingLines.warnings(reading) == ["protocol-not-understood"])
  }
}

/// Protocols and ranges that a line above or before tells.
@Suite struct ToldProtocolTests {
  @Test(arguments: [
    "The following TCP rules must be added:", "Open these TCP firewall rules:",
  ])
  func rulesOfAProtocol(_ words: String) throws {
    #expect(
      try ReadingLines.rules(
        words + "\n\n* 203.0.113.0/24, port 80\n* 203.0.113.0/24, port 8080\n", "page.md"
      ).sorted() == ["203.0.113.0/24 tcp 80", "203.0.113.0/24 tcp 8080"])
  }

  @Test func aRangeInTheNextLine() throws {
    #expect(
      try ReadingLines.rules(
        "Allow:\n\n- **Media**: all regions use `203.0.113.0/24`, UDP port range\n  **10000–60000**.\n",
        "page.md") == ["203.0.113.0/24 udp 10000-60000"])
  }
}
