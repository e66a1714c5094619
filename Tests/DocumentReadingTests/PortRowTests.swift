import Testing

/// Rows that state the ports of the rows below them, and columns of masks.
@Suite struct PortRowTests {
  @Test(arguments: ["TCP 443", "Web servers (TCP 443)", "Web servers: TCP 443"])
  func headTheRowsBelow(_ heading: String) throws {
    let text = """
      | Service | Host |
      |---|---|
      | \(heading) | |
      | Portal | a.example.com |
      | Media: UDP 10000-20000 | |
      | Voice | 203.0.112.7 |
      | Others | |
      | Rest | b.example.com |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == ["a.example.com tcp 443", "203.0.112.7 udp 10000-20000", "b.example.com - -"])
  }

  @Test func inSheetsToo() throws {
    let text = "Service;Host\nTCP 443;\nPortal;a.example.com\nUDP 5060;\nVoice;203.0.112.7\n"
    #expect(
      try Set(ReadingLines.rules(text, "sheet.csv"))
        == ["a.example.com tcp 443", "203.0.112.7 udp 5060"])
  }

  /// Ports of one's own hosts, as every row states them.
  @Test func aRowOfPortsAmongOthersIsOneOfItsOwn() throws {
    let text = "| Host | Port |\n|---|---|\n| a.example.com | 443 |\n| any | TCP 22 |\n"
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["a.example.com - 443", "any tcp 22"])
  }

  @Test(arguments: ["Subnet mask", "Network mask", "Netmask", "Subnetzmaske"])
  func masksBelongToTheirNetworks(_ header: String) throws {
    let text = """
      | Network | \(header) | Port |
      |---|---|---|
      | 198.51.99.0 | 255.255.255.0 | 443 |
      | 203.0.112.0 | 255.255.255.128 | 443 |

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == ["198.51.99.0/24 - 443", "203.0.112.0/25 - 443"])
  }

  @Test(arguments: ["same as above", "wie oben", "同上", "idem"])
  func wordsRepeatTheCellAbove(_ words: String) throws {
    let text = """
      | Service | Host | Port | Protocol |
      |---|---|---|---|
      | Portal | a.example.com | 443 | TCP |
      | Backup | b.example.com | \(words) | TCP |

      """
    #expect(
      try ReadingLines.rules(text, "page.md") == ["a.example.com tcp 443", "b.example.com tcp 443"])
  }

  @Test func cellsBetweenSlashes() throws {
    let text = """
      Firewall settings

      SOURCE // DESTINATION // PORT / PROTOCOL // OUTBOUND
      Player // a.example.com // 443 (TCP) // Allow
      Player // 203.0.112.7 // 123 (UDP) // Allow

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.txt"))
        == ["a.example.com tcp 443", "203.0.112.7 udp 123"])
  }

  /// "Domains:" between a line with the ports and their list says no more than that they follow.
  @Test func portsOfTheLineAbove() throws {
    let text = """
      Domains and ports

      HTTPS traffic (port 443)

      Domains:

        • a.example.com

      Purpose:

      Pages.

      HTTP traffic (port 80)

      Domains:

        • b.example.com

      """
    #expect(
      try Set(ReadingLines.rules(text, "page.txt"))
        == ["a.example.com - 443", "b.example.com - 80"])
  }

  /// The ports of the first row hold for the rows below it with both of its protocols.
  @Test func ofTheFirstRow() throws {
    let text = """
      # Ports

      | Service | Host | Port / protocol |
      |---|---|---|
      | Notices | a.example.com | 22/tcp, 24/udp |
      | Updates | b.example.com | |
      | Portal | 203.0.112.7 | |

      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(
      Set(ReadingLines.rules(reading))
        == [
          "a.example.com tcp 22", "a.example.com udp 24", "b.example.com tcp 22",
          "b.example.com udp 24", "203.0.112.7 tcp 22", "203.0.112.7 udp 24",
        ])
    #expect(ReadingLines.warnings(reading) == ["ports-carried"])
  }
}
