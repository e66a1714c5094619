import EndpointModel
import Testing

/// Rows whose cells are not where, or not what, their columns make one expect.
@Suite struct TableRowTests {
  private func lines(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.lines(text, name).sorted()
  }

  @Test func aStarWithAPortIsAnyAddress() throws {
    #expect(
      try lines("| Endpoint | Use |\n|---|---|\n| \\*: 123 | Clock |\n| 192.0.2.1:80 | Web |\n")
        == ["Clock | - | any | - | 123 | -", "Web | - | 192.0.2.1 | - | 80 | -"])
  }

  @Test func aRowWithSeveralAddressesIsOneRow() throws {
    let reading = try ReadingLines.read(
      """
      <table><tr><th>Service</th><th>Host</th><th>Port</th></tr>
      <tr><td>A</td><td>192.0.2.1</td><td>443</td></tr>
      <tr><td>B</td><td>192.0.2.2<br>
      192.0.2.3</td><td></td></tr>
      <tr><td>C</td><td>192.0.2.5</td><td>444</td></tr>
      <tr><td><s>D</s></td><td><s>192.0.2.4</s></td><td><s>445</s></td></tr></table>
      """, "page.html")
    #expect(
      reading.findings.map(\.message) == [
        "a row of this table states no ports, others do",
        "the row is struck out; it is none to allow",
      ])
  }

  @Test func aFindingIsWhereItsCellIs() throws {
    let reading = try ReadingLines.read(
      """
      <table><tr><th>Service</th><th>Host</th><th>Port</th><th>Protocol</th></tr>
      <tr>
      <td>A</td><td>192.0.2.1</td>
      <td>443</td><td>TCP</td></tr>
      <tr>
      <td>B</td>
      <td>192.0.2.2</td>
      <td>soon</td>
      <td>TCP</td></tr>
      <tr>
      <td>C</td>
      <td>192.0.2.3</td>
      <td>443</td>
      <td>Telex</td></tr></table>
      """, "page.html")
    #expect(
      reading.findings.filter { $0.severity == .error }.map { "\($0.code) \($0.line ?? 0)" } == [
        "ports-not-understood 8", "protocol-not-understood 14",
      ])
  }

  @Test func aRangeWhoseEndIsNoNumberIsAnError() throws {
    let reading = try ReadingLines.read(
      "| Host | Port |\n|---|---|\n| 192.0.2.1 | 12001-1200x/tcp |\n| 192.0.2.2 | 443/tcp |\n",
      "page.md")
    #expect(ReadingLines.lines(reading) == ["- | - | 192.0.2.2 | tcp | 443 | -"])
    #expect(reading.findings.contains { $0.severity == .error && $0.line == 3 })
  }

  /// Rows that say from where to where are rules, though another table repeats their ports.
  @Test func rowsWithBothEndsAreRules() throws {
    #expect(
      try lines(
        "# Agent\n\n| Use | Port | Source | Destination |\n|---|---|---|---|\n"
          + "| Sign-in | 443/tcp | Agent | Broker |\n\n# Updates\n\n"
          + "| Use | Port | Source | Destination |\n|---|---|---|---|\n"
          + "| Updates | 443/tcp | Broker | a.vendor.example |\n"
      ) == [
        "Sign-in | Agent, Agent → Broker | - | tcp | 443 | -",
        "Updates | Broker | a.vendor.example | tcp | 443 | outbound",
      ])
  }

  @Test func aNameMayHoldAPort() throws {
    #expect(
      try lines(
        "name,action,dest_ip,protocol,ports\nAllow-port-9000,accept,192.0.2.5,tcp,9000\n"
          + "Allow-port-9001,accept,192.0.2.6,tcp,9001\n", "rules.csv") == [
          "Allow-port-9000 | - | 192.0.2.5 | tcp | 9000 | -",
          "Allow-port-9001 | - | 192.0.2.6 | tcp | 9001 | -",
        ])
  }

  @Test func whetherItIsEncryptedIsNoName() throws {
    #expect(
      try lines(
        "| Provider | Hostname | Port | Use TLS |\n|---|---|---|---|\n"
          + "| North | mail.north.example | 587 | false (STARTTLS) |\n") == [
          "North | - | mail.north.example | - | 587 | -"
        ])
  }

  /// Who may reach a host that has a column of its own is no further address.
  @Test func anyoneMayReachTheHost() throws {
    #expect(
      try lines(
        "hostname | Source | Destination | Port\n--- | --- | --- | ---\n"
          + "api.vendor.example | * | Gateway | 443\n"
      ).map { $0.split(separator: " | ").suffix(4).prefix(3).joined(separator: " ") } == [
        "api.vendor.example - 443"
      ])
  }

  @Test func wordsBelowAHeaderOfPortsAreNotUnderstood() throws {
    let reading = try ReadingLines.read(
      "# Rules\n\n- 192.0.2.9\n\n| Host | Port |\n|---|---|\n| 192.0.2.1 | pick one from above |\n",
      "page.md")
    #expect(reading.endpoints.map { $0.address?.description } == ["192.0.2.9"])
    #expect(reading.findings.contains { $0.severity == .error && $0.line == 7 })
  }

  @Test func aProtocolNumberIsNoPortThatLostItsPlace() throws {
    #expect(
      try lines(
        "| Host | Proto | Port |\n|---|---|---|\n| 192.0.2.1 | 50 | |\n| 192.0.2.2 | TCP | 443 |\n")
        == ["- | - | 192.0.2.1 | esp | - | -", "- | - | 192.0.2.2 | tcp | 443 | -"])
  }

  @Test(arguments: [
    "A | 203.0.113.1 (removed)", "A | Removed 203.0.113.1", "A | 203.0.113.1 (no longer used)",
    "Old (retired) | 203.0.113.1",
  ])
  func aRowThatSaysItIsPastOpensNothing(_ row: String) throws {
    #expect(
      try lines(
        "| Use | Host | Port |\n|---|---|---|\n| \(row) | 443 |\n| B | 203.0.113.2 | 444 |\n")
        == ["B | - | 203.0.113.2 | - | 444 | -"])
  }

  @Test(arguments: ["12:30", "50%", "Web *", "08:30"])
  func whatIsNoPortIsAnError(_ cell: String) throws {
    let reading = try ReadingLines.read(
      "| Host | Ports |\n|---|---|\n| 203.0.113.1 | \(cell) |\n| 203.0.113.2 | 444 |\n", "page.md")
    #expect(ReadingLines.lines(reading) == ["- | - | 203.0.113.2 | - | 444 | -"])
    #expect(reading.findings.contains { $0.severity == .error && $0.line == 3 })
  }

  @Test func aPipeBeforeARowStandsBehindABlankCell() throws {
    #expect(
      try lines(
        "Service | Host | Port\n--- | --- | ---\nSpeech | 192.0.2.1 | 443\n  | 192.0.2.2 | 444\n")
        == ["Speech | - | 192.0.2.1 | - | 443 | -", "Speech | - | 192.0.2.2 | - | 444 | -"])
  }

  @Test func portsInBracketsBehindHostsAreTheirs() throws {
    #expect(
      try lines(
        """
        | Provider | Hosts |
        |---|---|
        | North | *.north.example (port 443) |
        | South | a.south.example, b.south.example (port 8443) |
        | West | west.example (443) |
        """) == [
          "North | - | *.north.example | - | 443 | -", "South | - | a.south.example | - | 8443 | -",
          "South | - | b.south.example | - | 8443 | -", "West | - | west.example | - | 443 | -",
        ])
  }

  /// "From port" of the source and "to port" of the destination are no range.
  @Test func portsOfTheSourceAreNotThoseOfTheDestination() throws {
    #expect(
      try lines(
        """
        | From | From port | To | To port | Protocol |
        |---|---|---|---|---|
        | Node | 9300-9400 | Node | 9300-9400 | TCP |
        | Client | 1024-65535 | Node | 443 | TCP |
        """) == [
          "- | Client → Node | - | tcp | 443 | -", "- | Node → Node | - | tcp | 9300-9400 | -",
        ])
  }

  /// "To be opened?" with ticks and crosses, as forges spell them.
  @Test func aCrossUnderAllowTakesARowBack() throws {
    #expect(
      try lines(
        """
        | Port | Protocol | Use | Allow? |
        |---|---|---|---|
        | 80 | TCP | Web | :white_check_mark: yes |
        | 554 | TCP | Video | optional |
        | 5432 | TCP | Database | :x: local only |
        | 6379 | TCP | Cache | ❌ |
        """) == ["Video | - | - | tcp | 554 | -", "Web | - | - | tcp | 80 | -"])
  }

  /// A cell of ports with numbers of which none was understood is told.
  @Test func unreadNumbersAreAnError() throws {
    let read = try ReadingLines.read(
      "| Port | Protocol | Use |\n|---|---|---|\n| 443 | TCP | A |\n| UDP (see note 8080) | UDP | B |\n",
      "page.md")
    #expect(read.findings.contains { $0.code == "ports-not-understood" && $0.severity == .error })
  }

  @Test func zeroForThePortsOfICMPIsNone() throws {
    let read = try ReadingLines.read(
      "| Protocol | Port range | Host |\n|---|---|---|\n| icmp | 0 | 192.0.2.1 |\n"
        + "| tcp | 22 | 192.0.2.1 |\n", "page.md")
    #expect(
      ReadingLines.lines(read) == [
        "- | - | 192.0.2.1 | icmp | - | -", "- | - | 192.0.2.1 | tcp | 22 | -",
      ])
    #expect(!read.findings.contains { $0.severity == .error })
  }

  @Test func allOfAProtocolIsThatProtocol() throws {
    #expect(
      try lines("| 규약 | 포트 | 목적 |\n|---|---|---|\n| 모든 TCP | 모두 | A |\n| 모든 UDP | 모두 | B |\n") == [
        "A | - | - | tcp | any | -", "B | - | - | udp | any | -",
      ])
  }

  @Test func aProtocolAtTheEndOfANameIsTheRows() throws {
    #expect(
      try lines(
        """
        | Service | Port |
        |---|---|
        | Media server (UDP) | 1900, 5353 |
        | SQL connection TCP and UDP | 1433 |
        """
      ).map { $0.replacing("Media server (UDP)", with: "M").replacing("Media server", with: "M") }
        .filter { $0.contains("udp | 1900,5353") || $0.contains("tcp+udp | 1433") }.count == 2)
  }

  @Test func whatHasNoPortsStandsForItselfAmongThem() throws {
    let read = try ReadingLines.read(
      "| Host | Ports | Protocol |\n|---|---|---|\n| 192.0.2.1 | 6556, ICMP | TCP |\n", "page.md")
    #expect(
      ReadingLines.lines(read).sorted() == [
        "- | - | 192.0.2.1 | icmp | - | -", "- | - | 192.0.2.1 | tcp | 6556 | -",
      ])
    #expect(!read.findings.contains { $0.severity != .note })
  }

  @Test func examplesInAColumnOfTheirOwnOpenNothing() throws {
    #expect(
      try lines(
        """
        | Host | Port | Examples of names |
        |---|---|---|
        | relay.example.com | 443 | one.example.net |
        """) == ["- | - | relay.example.com | - | 443 | -"])
  }

  @Test func rowsThatLostTheCellsThatSpanThem() throws {
    let read = try ReadingLines.read(
      """
      Network A | Ports | Network B | Ports |
      192.0.2.0/25 | UDP 5064 | 192.0.2.128/25 | UDP 5064 |
      TCP 443 | TCP 443 | ||
      """, "page.txt")
    #expect(
      ReadingLines.lines(read).sorted() == [
        "- | - | 192.0.2.0/25 | tcp | 443 | -", "- | - | 192.0.2.0/25 | udp | 5064 | -",
        "- | - | 192.0.2.128/25 | tcp | 443 | -", "- | - | 192.0.2.128/25 | udp | 5064 | -",
      ])
    #expect(read.findings.contains { $0.code == "row-shifted" && $0.line == 3 })
  }

  @Test(arguments: ["14/03/2026", "12:30:05", "0443"])
  func aCellOfPortsWithoutAPortIsAnError(_ cell: String) throws {
    let read = try ReadingLines.read(
      "| Host | Port |\n|---|---|\n| 192.0.2.1 | \(cell) |\n| 192.0.2.2 | 443 |\n", "page.md")
    #expect(read.endpoints.map { $0.written?.description } == ["192.0.2.2"])
    #expect(read.findings.contains { $0.severity == .error && $0.line == 3 })
  }

  @Test func countsBesideStatedPortsAreNoPorts() throws {
    #expect(
      try lines(
        "Open TCP port 80 to all hosts of this table.\n\n| Task | Zubli | Host |\n|---|---|---|\n"
          + "| Maps | 26 | 192.0.2.1 |\n| Mail | 34 | 192.0.2.2 |\n"
      ).map { $0.contains("tcp | 80 |") } == [true, true])
  }

  @Test func anyUnderAnUnknownHeaderIsOfPorts() throws {
    #expect(
      try lines("| Mufli | Solek | Tepso |\n|---|---|---|\n| a.example.com | any | TCP |\n") == [
        "- | - | a.example.com | tcp | any | -"
      ])
  }

  @Test func aReferenceToANoteIsNoPartOfAPort() throws {
    #expect(
      try lines("| Port | Use |\n|---|---|\n| 443[1](#note-1) | Web |\n| 8443 | Data |\n") == [
        "Data | - | - | - | 8443 | -", "Web | - | - | - | 443 | -",
      ])
  }

  @Test func internetUnderAnUnknownHeaderIsNeitherAddressNorPorts() throws {
    #expect(
      try lines(
        "| Exposure | IP |\n|---|---|\n| Internet | 192.0.2.1 |\n| Internet | 192.0.2.2 |\n"
      )
      .allSatisfy { $0.hasSuffix("| - | - | -") && !$0.contains("any") })
  }

  @Test func columnsOfAddressesNameThem() throws {
    #expect(
      try lines("| Plan | Internet | Intranet |\n|---|---|---|\n| Free | 192.0.2.1 | 192.0.2.2 |\n")
        == [
          "Free | Internet | 192.0.2.1 | - | - | -", "Free | Intranet | 192.0.2.2 | - | - | -",
        ])
  }

  @Test func blankCellsGoOnFromTheLeft() throws {
    #expect(
      try lines(
        "| Exposure | Environment | Tenant | IP |\n|---|---|---|---|\n"
          + "| Public | Production | Alpha | 192.0.2.1 |\n| | | Beta | 192.0.2.2 |\n"
          + "| | Test | Alpha | 192.0.2.3 |\n"
      ).map { $0.contains("Production") } == [true, true, false])
  }

  @Test func aNameInBracketsBehindThePortsNamesTheRow() throws {
    #expect(
      try lines(
        "| Port | Direction |\n|---|---|\n| TCP 2049 (NFS) | Out |\n| TCP 5985 (WinRM) | In |\n")
        == ["NFS | - | - | tcp | 2049 | outbound", "WinRM | - | - | tcp | 5985 | inbound"])
  }

  @Test func allAmongMachinesOfOnesOwnIsNoAddress() throws {
    #expect(
      try lines(
        "| Task | Host | Ports |\n|---|---|---|\n| Tunnel | All | UDP 4789 |\n"
          + "| API | Gateway node | TCP 443 |\n| Mesh | Worker node | TCP 179 |\n"
      ).allSatisfy { $0.contains("| - | udp") || $0.contains("| - | tcp") })
  }

  @Test func namesWithNumbersNameTheRow() throws {
    #expect(
      try lines(
        "| Region | IP | Cloud |\n|---|---|---|\n| us-east-1 | 192.0.2.1 | Nimbus |\n"
          + "| eu-west-2 | 192.0.2.2 | Nimbus |\n"
      ).map { $0.contains("us-east-1") || $0.contains("eu-west-2") }
        == [true, true])
  }

  @Test func aHostAmongNamesIsOneOfThem() throws {
    #expect(
      try lines(
        "| Reverse | IP |\n|---|---|\n| probe-a | 192.0.2.1 |\n| probe-b | 192.0.2.2 |\n"
          + "| probe-c | 192.0.2.3 |\n| probe-d | 192.0.2.4 |\n| ping.example.com | 192.0.2.5 |\n"
      ).last == "probe-d | - | 192.0.2.4 | - | - | -")
  }

  @Test func numbersOfProtocolsAreNoPorts() throws {
    #expect(
      try lines(
        "| Task | Host | Ports |\n|---|---|---|\n| Tunnel | 192.0.2.1 | IP protocol 47 |\n"
          + "| VPN | 192.0.2.2 | IP protocol ID 50 and 51, UDP 500 |\n"
      ) == [
        "Tunnel | - | 192.0.2.1 | gre | - | -", "VPN | - | 192.0.2.2 | ah | - | -",
        "VPN | - | 192.0.2.2 | esp | - | -", "VPN | - | 192.0.2.2 | udp | 500 | -",
      ])
  }

  @Test func aPageAboutOneProtocolNamesItForItsTables() throws {
    let page = { (more: String) in
      "# Ports\n\nThis page lists the TCP ports that are used.\n\(more)\n| Task | Port |\n|---|---|\n| API | 8091 |\n"
    }
    #expect(try lines(page("")).map { $0.contains("tcp | 8091") } == [true])
    // Another protocol anywhere makes it doubtful.
    #expect(
      try lines(page("\nSome traffic uses UDP.\n")).map { $0.contains("tcp") } == [false])
  }

  @Test func partsToBeFilledInMakeNoHost() throws {
    let read = try ReadingLines.read(
      "| IP |\n|---|\n| 192.0.2.1 |\n| xxx.xxx.xxx.aaa |\n", "page.md")
    #expect(read.endpoints.count == 1)
    #expect(read.findings.contains { $0.line == 4 && $0.severity == .error })
  }

  @Test func theOrdinalSignIsNoLetterOfAHost() throws {
    #expect(
      try lines("| N.º | IP | Puerto |\n|---|---|---|\n| 1 | 192.0.2.1 | 443 |\n") == [
        "- | - | 192.0.2.1 | - | 443 | -"
      ])
  }

  @Test func namesJoinedWithoutBlanks() throws {
    #expect(
      try lines("- a.example.comとb.example.com: TCP 443\n").map { $0.contains("tcp | 443") } == [
        true, true,
      ])
    #expect(
      try lines("- 192.0.2.0/28と2001:db8:1::/48: UDP 53\n").map { $0.contains("udp | 53") } == [
        true, true,
      ])
  }

  @Test func severalNamedListsOfARecordKeepTheirNames() throws {
    #expect(
      try ReadingLines.lines(
        #"{"eu": {"outbound_ips": ["192.0.2.1"], "inbound_ips": ["192.0.2.2"], "entry": "gw.eu"}}"#,
        "x.json"
      ).sorted() == [
        "eu | inbound_ips | 192.0.2.2 | - | - | -", "eu | outbound_ips | 192.0.2.1 | - | - | -",
      ])
  }
}

/// Texts of which the format has to be guessed.
@Suite struct FormatGuessTests {
  @Test func valuesWithCommasBetweenSemicolons() throws {
    #expect(
      try ReadingLines.lines(
        "Speech;192.0.2.1;TCP/80, TCP/5061\nBackup;192.0.2.2;TCP/25, TCP/1935\n", "x.csv"
      ).sorted() == [
        "Backup | - | 192.0.2.2 | tcp | 25,1935 | -", "Speech | - | 192.0.2.1 | tcp | 80,5061 | -",
      ])
  }

  @Test func anotherFormatOpensNothingThatOneFoundDenied() throws {
    let read = try ReadingLines.read(
      """
      Page
      ====

      .. list-table::
         :header-rows: 1

         * - Task
           - Address
           - Transport
           - Port
           - Action
         * - Speech
           - 192.0.2.1
           - RTMP
           - TCP 8099
           - Deny
         * - Mail
           - 192.0.2.2
           - Kafka
           - TCP 8100
           - Allow
      """, "page.rst")
    #expect(!read.endpoints.contains { $0.written?.description == "192.0.2.1" })
  }

  @Test func aManifestInAListingOpensNothing() {
    #expect(throws: (any Error).self) {
      try ReadingLines.read(
        """
        ## Sample

        ```
        apiVersion: networking.k8s.io/v1
        spec:
          ingress:
          - from:
            - ipBlock:
                cidr: 192.0.2.0/24
                except:
                - 192.0.2.8/29
        ```
        """, "page.md")
    }
  }

  @Test func listsOfAddressesInAListingAreRead() throws {
    let listing = #"{"egress_ips": ["192.0.2.1"], "ingress_ips": ["192.0.2.2"]}"#
    #expect(
      try ReadingLines.lines("# Addresses\n\n```json\n\(listing)\n```\n", "page.md").sorted() == [
        "egress_ips | - | 192.0.2.1 | - | - | -", "ingress_ips | - | 192.0.2.2 | - | - | -",
      ])
  }

  /// A single object may be an example of a request.
  @Test func anObjectInAListingOpensNothing() {
    #expect(throws: (any Error).self) {
      try ReadingLines.read(
        "# API\n\n```json\n{\"ip\": \"192.0.2.1\", \"port\": 80}\n```\n", "page.md")
    }
  }

  @Test func dutchRanges() throws {
    #expect(
      try ReadingLines.lines(
        "| Adres | Poort |\n|---|---|\n| 192.0.2.1 tot en met 192.0.2.9 | 1194 t/m 1199 |\n", "x.md"
      )
        == ["- | - | 192.0.2.1-192.0.2.9 | - | 1194-1199 | -"])
  }

  /// Ports below "Inbound" and below "Outbound" are rules of their own.
  @Test func portsBelowDirections() throws {
    #expect(
      try ReadingLines.lines(
        """
        | Use | Inbound | Outbound |
        |---|---|---|
        | Portal | | 443 to a.example.com and b.example.com |
        | Relay | 5061 | 5062 |
        | Desk | none (only from inside) | |
        """, "page.md") == [
          "Portal | - | a.example.com | - | 443 | outbound",
          "Portal | - | b.example.com | - | 443 | outbound",
          "Relay | - | - | - | 5061 | inbound", "Relay | - | - | - | 5062 | outbound",
        ])
  }

  /// Bars without the line below the header; the first row may look like a heading.
  @Test func barsWithoutARuleBelowTheHeader() throws {
    #expect(
      try ReadingLines.lines(
        """
        Flows
        # | Source → Destination | Protocol/Port | Purpose |
        1 | Desk → Server | HTTPS 443 | Portal |
        2 | Server → Database | TCP 1433 | Data |
        """, "page.md"
      ).map { $0.split(separator: " | ").prefix(1) + $0.split(separator: " | ")[2..<5] }
        == [["Portal", "-", "tcp", "443"], ["Data", "-", "tcp", "1433"]])
  }

  @Test func rowsThatAreClosed() throws {
    #expect(
      try ReadingLines.lines(
        "| Porta | Protocollo | Uso | Firewall |\n|---|---|---|---|\n"
          + "| 5060 | UDP | SIP | ✅ Aperta |\n| 5080 | UDP | Trunk | ✅ Aperta |\n"
          + "| 5066 | TCP | Web | ⏳ Chiusa |\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["5060", "5080"])
  }

  /// A URL in the name of a group opens nothing.
  @Test func aURLInTheNameOfAGroup() throws {
    #expect(
      try ReadingLines.rules(
        "service,group,address,ports,protocol\nA,9=1+1 one,192.0.2.1,443,tcp\n"
          + "B,a[b](http://x.example.com)c,192.0.2.2,443,tcp\nC,=1 three,192.0.2.3,443,tcp\n",
        "table.csv"
      ) == ["192.0.2.1 tcp 443", "192.0.2.2 tcp 443", "192.0.2.3 tcp 443"])
    let names = ["9 n1", "$(id) n3", "9 n5", "{{1}}9 n7", "&amp;http://x.example/ n11"]
    let rows = names.enumerated().map { "A\($0),\($1),192.0.2.\($0),443,tcp\n" }.joined()
    #expect(
      try ReadingLines.rules("service,group,address,ports,protocol\n\(rows)", "table.csv").sorted()
        == (0..<5).map { "192.0.2.\($0) tcp 443" })
  }

  /// Cells that spanned several rows were lost, and with them the words of the source, the destination
  /// and the protocol.
  @Test func rowsWithoutTheirSpanningCells() throws {
    let text = """
      | From | To | Protocol | Port | Notes |
      |---|---|---|---|---|
      | Worker | Cluster (a.example.com) | TCP/HTTPS | 443 | Interface |
      | Backup server | TCP | 10006 | Control |
      | Repository (b.example.com) | TCP | 2500-3300 | Data |
      | 6162 | Transport service |
      | Clock | UDP | 123 | Time |
      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(
      Set(ReadingLines.rules(reading)) == [
        "a.example.com tcp 443", "- tcp 10006", "b.example.com tcp 2500-3300", "- - 6162",
        "- udp 123",
      ])
    #expect(ReadingLines.warnings(reading) == Array(repeating: "row-shifted", count: 4))
  }

  /// What listens on the machine itself is seen by no firewall.
  @Test func rowsOfTheMachineItself() throws {
    let text = """
      # Firewall

      | Port | Use |
      |---|---|
      | 6060/tcp | Profiling (listening on 127.0.0.1) |
      | 9879/tcp | Health (listening on 127.0.0.1 or ::1) |
      | 443/tcp | Portal |

      ## Further ports

      - 6061/tcp profiling (listening on 127.0.0.1)
      - 8443/tcp console
      """
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- tcp 443", "- tcp 8443"])
  }
}
