import DocumentReading
import Testing

/// Tables that lost their form when a page was copied: cells with bars, cells left out, cells that
/// run into one another.
@Suite struct FlattenedCellsTests {
  private func lines(_ text: String) throws -> [String] {
    try ReadingLines.lines(text, "page.txt").sorted()
  }

  private func bars(_ cells: [String]) -> String {
    cells.map { $0.isEmpty ? "|\n" : "\($0) |\n" }.joined()
  }

  @Test func blankCellsWithBarsKeepTheirPlace() throws {
    let text =
      "Rules of the shop\n"
      + bars([
        "Port", "Protocol", "Inbound", "Internal", "Purpose", "53", "TCP", "no", "yes", "DNS",
        "123",
        "TCP", "no", "", "Clock", "9100", "TCP", "", "yes", "Printers (all",
      ]).replacing("Printers (all |\n", with: "Printers (all\nof them) |\n")
    #expect(
      try lines(text).map { $0.split(separator: " | ") }.map { "\($0[0]) \($0[3]) \($0[4])" }
        == ["Clock tcp 123", "DNS tcp 53", "Printers (all of them) tcp 9100"])
  }

  /// Two such tables with words between them, and a box of one bar above.
  @Test func eachTableHasItsOwnHeader() throws {
    let names = ["Direction", "Source", "Destination", "Protocol", "Port(s)", "Action"]
    let text =
      "|\nHave the addresses at hand. |\n2. Rules for what goes out\n"
      + bars(names + ["Outbound", "Phones and PBX", "Any external address", "Any", "Any", "Allow"])
      + "3. Rules for what comes in\nThese serve the vendor's access.\n"
      + bars(
        names + ["Inbound", "192.0.2.1", "PBX", "TCP", "80", "Allow"]
          + ["Inbound", "192.0.2.1", "PBX", "TCP", "22", "Allow"])
      + "| Service | Type | Address | Notes |\n| Gateway | range | 198.51.100.0/27 | - |\n"
    #expect(
      try lines(text).map { $0.split(separator: " | ").dropFirst(2).joined(separator: " ") }
        .sorted()
        == [
          "- any any outbound", "192.0.2.1 tcp 22 inbound", "192.0.2.1 tcp 80 inbound",
          "198.51.100.0/27 - - -",
        ])
  }

  /// A row without its name, and one without its port.
  @Test func cellsThatAreLeftOut() throws {
    let cells = [
      "Engine", "URL", "Port", "Clam", "a.example.com", ":80", "Avi", "b.example.com", ":443",
      "c.example.com", ":443", "Esca", "d.example.com", ":80",
    ]
    #expect(
      try lines(cells.joined(separator: "\n\n") + "\n")
        .map { $0.split(separator: " | ") }.map { "\($0[2]) \($0[4])" }.sorted()
        == ["a.example.com 80", "b.example.com 443", "c.example.com 443", "d.example.com 80"]
        .sorted())
  }

  /// Neither needs an address; the numbers of rows are no ports.
  @Test func portsByProtocolAndNumberedNames() throws {
    let ports = ["Port Type", "Port", "TCP", "443, 6447", "UDP", "20000–20063"]
    #expect(
      try lines("Firewall ports\n\n" + ports.joined(separator: "\n\n") + "\n")
        .map { $0.split(separator: " | ").dropFirst(2).joined(separator: " ") }.sorted()
        == ["- tcp 443,6447 -", "- udp 20000-20063 -"])
    let names = ["No.", "Domain Name", "1", "*.a.example.com", "2", "*.b.example.com"]
    #expect(
      try lines("Names for the firewall\n\n" + names.joined(separator: "\n\n") + "\n")
        .map { $0.split(separator: " | ").dropFirst(2).joined(separator: " ") }
        == ["*.a.example.com - - -", "*.b.example.com - - -"])
  }

  /// The lines of a paragraph are no cells.
  @Test func aParagraphIsNoTable() {
    let text = """
      If you do not want to choose an address to listen on for each node
      in your cluster (understandable), leave it blank and the program
      will use `System.getLocalHost` to pick an address. Then it is up
      to you or your team to make that resolve to what others can reach,
      dns, etc.

      One exception is the console, which by default binds to 0.0.0.0
      and says so. All ports are TCP.
      """
    #expect((try? lines(text)) == nil)
  }

  @Test(arguments: [
    ("a.example.comTCP443 (https)Updates", ["a.example.com tcp 443"]),
    ("b.example.health192.0.2.1 (fixed)Interfaces", ["192.0.2.1 - -", "b.example.health - -"]),
    ("c.example.netDownloads", ["c.example.net - -"]),
  ])
  func cellsThatRunIntoOneAnother(_ line: String, _ wanted: [String]) throws {
    #expect(
      try ReadingLines.rules(
        "Allow these destinations on the firewall:\n\n- \(line)\n- d.example.com\n", "page.txt"
      ).filter { !$0.hasPrefix("d.") }.sorted() == wanted)
  }

  /// Names of programs are not of that kind, and a word in another script is no domain.
  @Test func whatIsNoGluedName() {
    for word in ["list.isEmpty", "System.inRange", "a.example.healthĐinh"] {
      let found = (try? lines("Allow on the firewall:\n\n- \(word)\n- d.example.com\n")) ?? []
      #expect(
        found.allSatisfy { $0.contains("d.example.com") || $0.contains("a.example.health ") },
        "\(found)")
    }
  }

  /// A row of bars without its last cell, then words, then another table.
  @Test func aShortRowTakesNothingOfTheNextTable() throws {
    let text = """
      IPv4 | Both | IPv6 | |
      Clock | a.example.com | a.example.com |
      For the firewall
      Service | Host | Second | Protocol | Ports |
      Calls | 192.0.2.1 | 2001:db8::1 | TCP+UDP | 5060-5061 |
      """
    #expect(
      try ReadingLines.rules(text, "page.txt").filter { $0.contains("5060") }.sorted()
        == ["192.0.2.1 tcp+udp 5060-5061", "2001:db8::1 tcp+udp 5060-5061"])
  }

  /// A list with both ends of a rule is one rule, and its source opens nothing.
  @Test func theFieldsOfARuleAreItemsOfOneList() throws {
    let text = """
      Add a rule on the firewall:
      - Rule Name: Testing
      - Type: Allow
      - Direction: From Inside
      - Source Address: "0.0.0.0/0"
      - Destination Address: 198.51.100.0/24
      - Save the rule
      """
    #expect(
      try lines(text).map { $0.split(separator: " | ").dropFirst(2).joined(separator: " ") }
        == ["198.51.100.0/24 - - outbound"])
  }

  /// Each port of a table has a purpose of its own: they are not those of the names beside it.
  @Test func portsOfSeveralPurposesStayApart() throws {
    let text = """
      # Shop

      Allow these names on the firewall:

      - a.example.com
      - b.example.com

      | Port | Protocol | Purpose |
      |---|---|---|
      | 53 | UDP | Names |
      | 123 | UDP | Clock |
      | 443 | TCP | Web |
      | 9100 | TCP | Printers |
      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(reading.endpoints.count == 6)
    #expect(reading.endpoints.filter { $0.address != nil }.allSatisfy { $0.ports == nil })
    #expect(reading.findings.contains { $0.code == "ports-apart" && $0.severity == .warning })
  }
}

/// Rows of ports that lost their columns, and to whom ports belong.
@Suite struct RowsOfPortsTests {
  private func lines(_ text: String, _ name: String) throws -> [String] {
    try ReadingLines.lines(text, name)
  }

  @Test func aNameAndItsPorts() throws {
    let text = """
      TCP/IP settings of the recorder
      TCP/IP Port (TCP)
      Sign-in connection 7000
      Live view 8000, 8001
      Clock 3000
      Ports Forward
      Events 8875 UDP Yes
      Data 24752 TCP Yes
      """
    #expect(
      try lines(text, "page.txt").map {
        $0.split(separator: " | ").enumerated().filter { [0, 3, 4].contains($0.offset) }
          .map(\.element).joined(separator: " ")
      } == [
        "Sign-in connection tcp 7000", "Live view tcp 8000-8001", "Clock tcp 3000",
        "Events udp 8875", "Data tcp 24752",
      ])
  }

  /// Ports of one's own network are not those of the vendor's names.
  @Test func portsOfTheLocalNetworkStayApart() throws {
    let text = """
      # Terminals

      Allow these names on the firewall:

      - a.example.com
      - b.example.com

      These ports should be open:

      - tcp/443 to the internet
      - tcp/8443 on your LAN between terminals
      """
    #expect(
      try lines(text, "page.md").filter { $0.contains("8443") }
        .allSatisfy { !$0.contains("example.com") })
  }

  /// "Any printer" is the far end; a name that the remark mentions is none.
  @Test func aRemarkIsNoFarEnd() throws {
    let text = """
      | Port and protocol | Destination | Reason |
      |---|---|---|
      | 443 TCP | a.example.com | Settings |
      | 9100 TCP | Any printer on the local network | The a.example.com client speaks to it |
      """
    #expect(
      try ReadingLines.rules(text, "page.md") == ["a.example.com tcp 443", "- tcp 9100"])
  }

  /// "Two ways to do it" is no direction.
  @Test func twoWaysAreNoDirection() throws {
    let text = "# Firewall\n\nThere are two ways to do it:\n\n- Allow a.example.com TCP 443\n"
    #expect(try lines(text, "page.md").allSatisfy { $0.hasSuffix("| -") })
  }
}

/// Rows that begin or end with an address, in lines that lost their columns.
@Suite struct RowsOfAddressesTests {
  private func rules(_ text: String) throws -> [String] {
    try ReadingLines.rules(text, "page.txt")
  }

  @Test func anAddressItsPortsAndWords() throws {
    let text = """
      Domain Outgoing port Description
      *.a.example.com 443 Used for updates.
      b.example.com 443 and 8883 Used to send telemetry.
      c.example.com 123 (UDP) Used for the clock.
      """
    #expect(
      try rules(text)
        == ["*.a.example.com - 443", "b.example.com - 443,8883", "c.example.com udp 123"])
  }

  /// Many such runs between other lines take time in proportion.
  @Test(.timeLimit(.minutes(3))) func manyRunsOfRows() throws {
    let run = "London A 192.0.2.1\nParis B 198.51.100.1\nthen something else comes here\n"
    let text = "Allow on the firewall:\n\n" + String(repeating: run, count: 400)
    #expect(Set(try rules(text)) == ["192.0.2.1 - -", "198.51.100.1 - -"])
  }

  /// "RegionCIDR Block" names columns, and denies nothing.
  @Test func aNameAndItsAddress() throws {
    let text = """
      These blocks must be allowed on the firewall.

      RegionCIDR Block
      London (L1)192.0.2.0/29
      Frankfurt (F5)198.51.100.8/29
      """
    #expect(try rules(text) == ["192.0.2.0/29 - -", "198.51.100.8/29 - -"])
  }

  @Test func portsThatRunIntoWords() throws {
    let text = """
      Port requirements of the firewall

      ServicePortsProtocol
      SIP signaling5060UDP/TCP
      SIP signaling (TLS)5061TCP
      RTP media16384-32768UDP
      """
    #expect(try rules(text).sorted() == ["- tcp 5061", "- tcp+udp 5060", "- udp 16384-32768"])
  }

  @Test func aNameOfWhichAPartIsLeftOpen() throws {
    let reading = try ReadingLines.read(
      "| Host | Port |\n|---|---|\n| engage…a.example.com | 443 |\n| b.example.com | 443 |\n",
      "page.md")
    #expect(reading.endpoints.count == 1)
    #expect(reading.findings.contains { $0.severity == .error })
  }

  private func sortedRules(_ text: String) throws -> [String] { try rules(text).sorted() }

  /// The names of the columns stand one below the other, the rule below them does not.
  @Test func aHeaderThatIsBrokenOverLines() throws {
    #expect(
      try sortedRules(
        "Feature |\nPort |\nSource |\nTarget |\n|---|---|---|---|\n"
          + "Updates |\nTCP 22 |\nDevice |\nupdate.example.com support.example.com |\n"
          + "Relay |\nTCP 25 |\nDevice |\n192.0.2.1 |\n"
      ) == [
        "192.0.2.1 tcp 25", "support.example.com tcp 22", "update.example.com tcp 22",
      ])
  }

  /// Rows that lack the cell of a span stand below the wrong names; the header tells which.
  @Test func aRowThatLacksItsFirstCell() throws {
    let reading = try ReadingLines.read(
      "Purpose | Protocol | IP address | Port |\n|---|---|---|---|\nPayments | |||\n"
        + "Administration | |||\nTCP | 192.0.2.55 | 9090 |\n", "page.txt")
    #expect(ReadingLines.rules(reading) == ["192.0.2.55 tcp 9090"])
    #expect(reading.findings.contains { $0.code == "row-shifted" })
  }

  @Test func cellsBelowEachOtherWithoutAHeader() throws {
    #expect(
      try sortedRules(
        "Firewall rules\n\nSign-in\na.example.com\n443\nTCP\nMedia\nb.example.com\n8443\nUDP\n"
      ) == ["a.example.com tcp 443", "b.example.com udp 8443"])
  }

  @Test func semicolonsBetweenCells() throws {
    #expect(
      try sortedRules(
        "Firewall rules\n\nService;Host;Port;Protocol\nSign-in;a.example.com;443;TCP\n"
          + "Media;b.example.com;8443;UDP\n"
      ) == ["a.example.com tcp 443", "b.example.com udp 8443"])
  }

  /// Each bar has a line of its own.
  @Test func barsAlone() throws {
    #expect(
      try sortedRules(
        "Ports of the agent\nProtocol\n|\nPort\n|\nDescription\n|\nTCP\n|\n2222\n|\nReports\n|\n"
          + "UDP\n|\n8883, 443\n|\nWake-up\n|\n"
      ) == ["- tcp 2222", "- udp 443,8883"])
  }

  @Test func cellsThatRunIntoOneAnother() throws {
    #expect(
      try sortedRules(
        "Firewall\n\na.example.cloudTCP443Provides the packages\n"
          + "b.example.comTCP5000 bis 5050Fernwartung\n"
      )
        == ["a.example.cloud tcp 443", "b.example.com tcp 5000-5050"])
    #expect(
      try sortedRules("Firewall\n\nNTP: UDP 123 to pool.example.org*.pool.example.org\n")
        == ["*.pool.example.org udp 123", "pool.example.org udp 123"])
  }

  /// Hosts, and below all of them the ports of each protocol.
  @Test func protocolsAndTheirPortsBelowHosts() throws {
    #expect(
      try sortedRules("Firewall ports\n\na.example.com\nb.example.com\nTCP\n443\nUDP\n8000, 8080\n")
        == [
          "a.example.com tcp 443", "a.example.com udp 8000,8080", "b.example.com tcp 443",
          "b.example.com udp 8000,8080",
        ])
  }

  /// A number alone, and the servers of its row below it.
  @Test func numbersAloneAboveTheirServers() throws {
    let reading = try ReadingLines.read(
      "Table of internet ports\n\n53\n\nDNS\n\n* 192.0.2.8\n\n* 192.0.2.9\n\n123\n\nClock\n\n"
        + "* a.example.com\n", "page.txt")
    #expect(
      ReadingLines.rules(reading).sorted()
        == ["192.0.2.8 - 53", "192.0.2.9 - 53", "a.example.com - 123"])
    #expect(reading.findings.contains { $0.severity == .warning && $0.code == "ports-joined" })
    // Page numbers stand alone, too.
    #expect(
      try rules(
        "Ports and hosts\n\n34\n\nHosts\n\n* a.example.com\n\n35\n\nMore hosts\n\n* b.example.com\n"
      ).filter { $0.contains("34") || $0.contains("35") } == [])
  }

  /// With bars it is certain where a cell ends, however long its words are.
  @Test func aSentenceAmongCellsWithBars() throws {
    #expect(
      try sortedRules(
        "Protocol\n|\nPort\n|\nDescription\n|\nTCP\n|\n2222\n|\nReports\n|\nTCP\n|\n8883\n|\n"
          + "Push service: wakes the calls between agent and server, the other port is 443.\n|\n"
          + "TCP\n|\n3128\n|\nProxy\n|\n"
      ) == ["- tcp 2222", "- tcp 3128", "- tcp 8883"])
  }

  /// A particle of Japanese right before a name is none of its letters.
  @Test func aParticleBeforeAName() throws {
    #expect(
      try ReadingLines.rules(
        "Firewall\n\n192.0.2.64/26 と*.backup.example への TCP ポート 443\n", "page.txt"
      )
      .sorted() == ["*.backup.example tcp 443", "192.0.2.64/26 tcp 443"])
  }

  /// A cell that spans rows stands in the first of them only.
  @Test func rowsBelowTheOneWithTheAddress() throws {
    let text = """
      Ports for video

      From To Address Port Protocol Description
      Your device 192.0.2.0/24 80 TCP Redirect
      443 TCP Web
      3478 UDP STUN (optional)
      """
    #expect(
      try Set(ReadingLines.lines(text, "page.txt")) == [
        "Redirect | - | 192.0.2.0/24 | tcp | 80 | -",
        "Web | - | 192.0.2.0/24 | tcp | 443 | -",
        "STUN (optional) | - | 192.0.2.0/24 | udp | 3478 | -",
      ])
  }

  /// Without the names of columns it is likely, and told.
  @Test func rowsBelowTheOneWithTheAddressWithoutAHeader() throws {
    let text = """
      Ports for video

      Your device 192.0.2.0/24 80 TCP Redirect
      443 TCP Web
      """
    let reading = try ReadingLines.read(text, "page.txt")
    #expect(ReadingLines.rules(reading) == ["192.0.2.0/24 tcp 80", "192.0.2.0/24 tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["ports-joined"])
  }
}
