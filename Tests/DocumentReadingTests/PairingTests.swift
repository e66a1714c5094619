import DocumentReading
import Testing

/// Which ports belong to which addresses, where a document repeats a form.
@Suite struct PairingTests {
  /// Address, protocol and ports of what is read, sorted.
  private func rules(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.rules(text, name).sorted()
  }

  private let pairs = ["a.example.com tcp 443", "b.example.com udp 3478"]

  @Test(arguments: [
    "a.example.com:\n\n- TCP 443\n\nb.example.com:\n\n- UDP 3478\n",
    "Open these ports to a.example.com:\n\n- TCP 443\n\nOpen these ports to b.example.com:\n\n- UDP 3478\n",
    "## a.example.com\n\n* TCP 443\n\n## b.example.com\n\n* UDP 3478\n",
    "The client connects to a.example.com on these ports:\n\n| Port | Protocol |\n|---|---|\n| 443 | TCP |\n\n"
      + "Others connect to b.example.com on these ports:\n\n| Port | Protocol |\n|---|---|\n| 3478 | UDP |\n",
    "Host: a.example.com\nPort: 443/tcp\nHost: b.example.com\nPort: 3478/udp\n",
    "- Destination: a.example.com\n- Port: 443\n- Protocol: TCP\n\n- Destination: b.example.com\n- Port: 3478\n"
      + "- Protocol: UDP\n",
  ])
  func eachAddressHasThePortsBelowIt(_ text: String) throws {
    #expect(try rules(text) == pairs)
  }

  /// What a record does not state is not taken from the one before it.
  @Test func aRecordWithoutPorts() throws {
    #expect(
      try rules("Host: a.example.com\nPort: 443/tcp\nHost: b.example.com\nNote: see above\n")
        .contains { $0.hasPrefix("b.example.com") && $0.contains("443") } == false)
  }

  @Test func theHostOfTheIntroductionHasThePorts() throws {
    #expect(
      try rules("Required TCP ports for a.example.com:\n\n- 443\n- from 5000 to 5010\n")
        == ["a.example.com tcp 443", "a.example.com tcp 5000-5010"])
  }

  /// "(TCP)" behind the far end is the protocol of the only port.
  @Test func aProtocolInBracketsBehindTheFarEnd() throws {
    #expect(
      try rules("# Firewall\n\nOpen port 22 to a.example.com (TCP).\n") == ["a.example.com tcp 22"])
  }

  /// Touching code spans are two names.
  @Test func touchingCodeSpans() throws {
    #expect(
      try rules("| Host | Port |\n|---|---|\n| `a.example.com``*.b.example.com` | 443/TCP |\n")
        == ["*.b.example.com tcp 443", "a.example.com tcp 443"])
  }

  /// A stream of cells that fills no rows is told.
  @Test(arguments: [
    ["Host", "Port", "a.example.com", "TCP 443", "TCP 80", "b.example.com", "TCP 3478"],
    ["Port", "Host", "TCP 443", "a.example.com", "b.example.com", "TCP 22", "c.example.com"],
  ])
  func cellsThatFillNoRowsAreTold(_ cells: [String]) throws {
    let reading = try ReadingLines.read(cells.joined(separator: "\n") + "\n", "page.txt")
    #expect(reading.findings.contains { $0.severity != .note }, "\(reading.findings)")
  }

  /// Numbers below a name that is none of ports, and two columns of ports.
  @Test func columnsThatAreTold() throws {
    let told = try ReadingLines.read(
      "| Host | Zufli |\n|---|---|\n| a.example.com | 4431 |\n| b.example.com | 4432 |\n", "page.md"
    )
    #expect(told.findings.contains { $0.code == "ports-guessed" })
    let both = try ReadingLines.read(
      "| Host | Login port | Data port |\n|---|---|---|\n| a.example.com | 8443 | 443 |\n",
      "page.md")
    #expect(both.findings.contains { $0.code == "ports-columns" })
    let phone =
      "| Host | Extension |\n|---|---|\n| a.example.com | 4431 |\n| b.example.com | 4432 |\n"
    #expect(try rules(phone).allSatisfy { !$0.contains("443") })
  }

  /// A line of ports right below a host is its own, and not that of the next host.
  @Test func portsBelowAHostAreItsOwn() throws {
    #expect(
      try ReadingLines.rules(
        "a.example.com\nPortal, TCP 443\n\nb.example.com\nMonitoring, UDP 161\n", "page.txt"
      ).sorted() == ["a.example.com tcp 443", "b.example.com udp 161"])
  }

  /// Pairs that only their order tells are not multiplied.
  @Test func respectively() throws {
    #expect(throws: ReadingError.self) {
      try ReadingLines.read(
        "# Firewall\n\nAllow a.example.com and b.example.com on TCP ports 443 and 8443 respectively.\n",
        "page.md")
    }
  }

  /// Columns of other addresses have nothing to do with the ports, and neither have those of before.
  @Test(arguments: ["Gateway", "DNS", "Proxy", "Private IP", "Old IP", "Documentation link"])
  func columnsOfOtherAddresses(_ header: String) throws {
    #expect(
      try rules(
        "| IP | \(header) | Port |\n|---|---|---|\n| 203.0.113.1 | 192.0.2.254 | TCP 443 |\n"
      ) == ["203.0.113.1 tcp 443"])
  }

  @Test func whereAConnectionComesFrom() throws {
    let wanted = ["203.0.113.1 tcp 443"]
    #expect(
      try rules("| Host | Port | Source |\n|---|---|---|\n| 203.0.113.1 | TCP 443 | 192.0.2.9 |\n")
        == wanted)
    #expect(try rules("# Firewall\n\n- 192.0.2.0/24 -> 203.0.113.1 tcp/443\n") == wanted)
    #expect(
      try rules("# Firewall\n\nAllow from 192.0.2.0/24 to 203.0.113.1 on TCP 443.\n") == wanted)
  }

  /// A number in a column of values counts, and not the port that a name usually has.
  @Test func namesOfPortsBesideTheirNumbers() throws {
    #expect(
      try rules(
        "| Port name | Default value |\n|---|---|\n| HTTP port (TCP) | 8080 |\n"
          + "| RTSP port (TCP) | 10554 |\n"
      ).map { $0.split(separator: " ").last! } == ["10554", "8080"])
  }

  /// An address that cannot be read opens nothing to all.
  @Test(arguments: ["203.0.113.777", "203.0.113.1/77"])
  func aBrokenAddressIsNotAny(_ address: String) {
    #expect(throws: ReadingError.self) {
      try ReadingLines.read(
        "| Host | Port |\n|---|---|\n| \(address) | TCP 443 |\n", "page.md")
    }
  }

  /// Cells that a copy ran into one another.
  @Test func portsGluedToWhatTheyAreFor() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nAllow these ports:\n\n- 443TCPInterface web\n- 1194UDPVPN\n", "page.md"
      ).sorted() == ["- tcp 443", "- udp 1194"])
  }

  /// Ticks below "TCP" and "UDP" are the protocols of the row.
  @Test(arguments: [("✓", "✗"), ("Yes", "No"), ("x", "")])
  func ticksBelowProtocols(_ yes: String, _ no: String) throws {
    #expect(
      try rules(
        "| Port | TCP | UDP |\n|---|---|---|\n| 443 | \(yes) | \(no) |\n| 53 | \(yes) | \(yes) |\n")
        == ["- tcp 443", "- tcp+udp 53"])
  }

  /// A heading that ends in an address has the ports below it.
  @Test func portsBelowAHeadingWithItsAddress() throws {
    #expect(
      try rules("### Web server (203.0.113.5)\n\n- TCP 443\n- TCP 80\n")
        == ["203.0.113.5 tcp 443", "203.0.113.5 tcp 80"])
  }

  /// Each line of ports below a server is its own.
  @Test func severalLinesOfPortsBelowAServer() throws {
    #expect(
      try ReadingLines.rules(
        "Server: 203.0.113.40\nSIP: UDP 5060\nRTP: UDP 10000-20000\n", "page.txt"
      ).sorted() == ["203.0.113.40 udp 10000-20000", "203.0.113.40 udp 5060"])
  }

  /// What may be of more than the last list, and rules without any address beside addresses.
  @Test func sentencesAboutMoreThanTheLastList() throws {
    let lists = try ReadingLines.read(
      "## Europe\n\n- 203.0.113.1\n\n## US\n\n- 198.51.100.1\n\nTraffic is always TCP 443.\n",
      "page.md")
    #expect(lists.findings.contains { $0.severity == .warning && $0.code == "ports-below-table" })
    let sentence = try ReadingLines.read(
      "The addresses are 203.0.113.90 and 203.0.113.91. Please allow TCP 443.\n", "page.md")
    #expect(sentence.findings.contains { $0.code == "address-unused" })
  }

  private let sameProtocol = ["a.example.com tcp 443", "b.example.com tcp 8443"]

  /// Ports and addresses by turns in one sentence or line: each its own, and nothing to warn of.
  @Test(arguments: [
    "Ensure that TCP port 443 is open to a.example.com and TCP port 8443 to b.example.com.",
    "a.example.com (TCP 443), b.example.com (TCP 8443)",
    "a.example.com: 443/tcp; b.example.com: 8443/tcp",
    "TCP: a.example.com:443, b.example.com:8443",
    "- HTTPS on TCP port 443:\n\n```\na.example.com\n```\n\n- Media on TCP port 8443:\n\n"
      + "```\nb.example.com\n```",
    "**TCP**\n\n- 443: a.example.com\n- 8443: b.example.com",
  ])
  func portsAndAddressesByTurns(_ text: String) throws {
    let reading = try ReadingLines.read("# Firewall\n\n\(text)\n", "page.md")
    #expect(ReadingLines.rules(reading).sorted() == sameProtocol)
    #expect(reading.findings.allSatisfy { $0.severity == .note }, "\(reading.findings)")
  }

  /// The ports of a sentence are those of the address in the sentence before it, not of a list above.
  @Test func portsOfTheSentenceBefore() throws {
    #expect(
      try rules(
        "# Firewall\n\nAllow signalling to 192.0.2.128/25 on TCP port 5672, or only to:\n\n"
          + "- a.example.com (192.0.2.132)\n\n"
          + "For media, allow traffic to 198.51.100.0/24. Usually the ports are UDP 16384-32767.\n"
      ).filter { $0.contains("16384") } == ["198.51.100.0/24 udp 16384-32767"])
  }

  /// Where a list of ports has such of several purposes, not all are those of the hosts beside it.
  @Test func portsOfSeveralPurposesBesideHosts() throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\n1. Open these ports:\n\n    * HTTPS - 443 TCP\n\n    * DNS - 53 TCP\n\n"
        + "1. Hosts:\n\n    * **Hub**: hub.example.com\n", "page.md")
    #expect(
      ReadingLines.rules(reading).contains { $0.hasPrefix("hub") && $0.contains("53") } == false)
    #expect(reading.findings.contains { $0.severity == .warning && $0.code == "ports-apart" })
  }

  /// A range of UDP beside it does not make a port of TCP a mere mention.
  @Test func aPortWithinARangeOfAnotherProtocol() throws {
    #expect(
      try rules(
        "# Firewall\n\n- For the app, the TCP port 5222 has to be opened\n\n"
          + "## Media\n\n- a.example.com UDP 5062-51000\n"
      ) == ["- tcp 5222", "a.example.com udp 5062-51000"])
  }

  /// What a field is called says that its address is no far end.
  @Test(arguments: [
    "Old: 203.0.113.40\nNew: 203.0.113.50\nPort: 443/tcp\n",
    "Bisher: 203.0.113.40 (TCP 443)\nNeu: 203.0.113.50 (TCP 443)\n",
    "Remove: 203.0.113.40\nAdd: 203.0.113.50\nPort: 443/tcp\n",
    "IP: 203.0.113.50\nNetmask: 255.255.255.0\nGateway: 203.0.113.254\nDNS: 203.0.113.53\nPort: 443/tcp\n",
    "Allow TCP 443.\n\nThe address 203.0.113.40 (TCP 443) changes to 203.0.113.50 (TCP 443).\n",
  ])
  func fieldsOfOtherAddresses(_ text: String) throws {
    #expect(try ReadingLines.rules(text, "page.txt").contains("203.0.113.50 tcp 443"))
    #expect(
      try ReadingLines.rules(text, "page.txt").allSatisfy {
        $0.hasPrefix("203.0.113.50") || $0.hasPrefix("-")
      })
  }

  @Test func portsBelowALineThatEndsInItsAddress() throws {
    #expect(
      try rules("Web server (203.0.113.5):\n\n- 443/tcp\n\nJump host (203.0.113.6):\n\n- 22/tcp\n")
        == ["203.0.113.5 tcp 443", "203.0.113.6 tcp 22"])
  }

  /// Each line is a rule, and its source is none to allow.
  @Test func numberedRulesFromAndTo() throws {
    #expect(
      try ReadingLines.rules(
        "Rule 1: from 192.0.2.0/24 to 203.0.113.1, TCP/443\n"
          + "Rule 2: from 192.0.2.0/24 to 203.0.113.2, UDP/514\n", "page.txt"
      ).sorted() == ["203.0.113.1 tcp 443", "203.0.113.2 udp 514"])
  }

  @Test func dotsThatLeadToThePorts() throws {
    #expect(
      try ReadingLines.rules(
        "a.example.com ......... 443/tcp\nb.example.com ......... 123/udp\n", "page.txt"
      ).sorted() == ["a.example.com tcp 443", "b.example.com udp 123"])
  }

  /// Items right below the line that introduces them.
  @Test func itemsInOneParagraphWithTheirPorts() throws {
    #expect(
      try ReadingLines.rules("<p>TCP 443:<br>- a.example.com<br>- b.example.com</p>", "page.html")
        .sorted()
        == ["a.example.com tcp 443", "b.example.com tcp 443"])
  }

  /// What is said of all hosts is said of those in other sections, too.
  @Test func portsOfAllHosts() throws {
    #expect(
      try rules(
        "## Portal\n\n| Host |\n|---|\n| a.example.com |\n\n## Files\n\n| Host |\n|---|\n"
          + "| b.example.com |\n\n## Ports\n\nAll hosts use TCP 443.\n"
      ) == ["a.example.com tcp 443", "b.example.com tcp 443"])
  }

  @Test(arguments: [
    ("Open port 443 for both TCP and UDP towards a.example.com.", "tcp+udp"),
    ("Host a.example.com, port 443, protocol TCP, direction outbound.", "tcp"),
  ])
  func protocolsApartFromTheirPort(_ sentence: String, _ transport: String) throws {
    #expect(
      try rules("# Firewall\n\n\(sentence)\n") == ["a.example.com \(transport) 443"])
  }

  @Test func linesOfPortsAboveTheirHosts() throws {
    #expect(
      try ReadingLines.lines(
        """
        Updates
        Outbound TCP 80
        Outbound TCP 443
        updates.example.com

        Statistics
        Outbound TCP 8080
        stat.example.com

        """, "page.txt") == [
          "Updates | - | updates.example.com | tcp | 80 | outbound",
          "Updates | - | updates.example.com | tcp | 443 | outbound",
          "Statistics | - | stat.example.com | tcp | 8080 | outbound",
        ])
  }

  @Test func portsAndHostsByTurnsInOneParagraph() throws {
    #expect(
      try ReadingLines.rules("TCP 80\na.example.com\nTCP 443\nb.example.com\n", "page.txt")
        == ["a.example.com tcp 80", "b.example.com tcp 443"])
  }

  /// "443 HTTPS over TCP Scripts", below names of columns, is no remark on a bare address.
  @Test func rowsThatLostTheirColumns() throws {
    let reading = try ReadingLines.read(
      """
      Domain Port Protocol Purpose
      *.cdn.example.com 443 HTTPS over TCP Scripts
      api.example.com 8443 WebSocket over TCP Backend
      n/a 1025-65535 UDP Peer to peer

      """, "page.txt")
    #expect(
      ReadingLines.rules(reading).sorted()
        == ["*.cdn.example.com tcp 443", "api.example.com tcp 8443"])
    #expect(reading.findings.contains { $0.severity == .warning && $0.line == 4 })
  }

  /// What a sentence says of a port holds for the table below that repeats it.
  @Test func theProtocolOfTheSamePortsAbove() throws {
    #expect(
      try ReadingLines.rules(
        """
        Make sure that UDP port 123 is open on all firewalls between the kit and the servers.

        | Time server | Port |
        |---|---|
        | pool.ntp.example | 123 |
        | status.example.com | 8443 |

        """, "page.md"
      ).sorted() == ["pool.ntp.example udp 123", "status.example.com - 8443"])
  }
}
