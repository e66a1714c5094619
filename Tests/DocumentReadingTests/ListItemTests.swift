import EndpointModel
import Testing

/// What items of lists and the sentences around them say.
@Suite struct ListItemTests {
  private func lines(_ text: String) throws -> [String] {
    try ReadingLines.lines(text, "page.md").sorted()
  }

  @Test(arguments: [
    "relay.example.com 8087", "relay.example.com: 8087", "relay.example.com, 8087",
    "relay.example.com (8087)", "relay.example.com - 8087",
  ])
  func aNumberBehindAHostIsItsPort(_ item: String) throws {
    #expect(
      try lines("# Allowlist\n\n- \(item)\n- 192.0.2.1\n") == [
        "- | - | 192.0.2.1 | - | - | -", "- | - | relay.example.com | - | 8087 | -",
      ])
  }

  @Test(arguments: [
    "relay.example.com (port 443)", "relay.example.com (Port 443)",
    "**Relay:** `relay.example.com` (port 443) if you use it", "relay.example.com (Puerto 443)",
  ])
  func portsInBracketsAreTheHosts(_ item: String) throws {
    let read = try ReadingLines.read("# Allowlist\n\n- \(item)\n- 192.0.2.1\n", "page.md")
    let relay = read.endpoints.filter { $0.written?.description == "relay.example.com" }
    #expect(relay.map(\.ports) == [Ports("443")])
  }

  @Test(arguments: ["5060 UDP / 5061 TCP", "SIP: 5060 UDP / 5061 TCP", "5060/UDP, 5061/TCP"])
  func eachPortHasTheProtocolBehindIt(_ item: String) throws {
    let read = try ReadingLines.read("# Firewall\n\n## Ports\n\n- \(item)\n", "page.md")
    #expect(
      Set(read.endpoints.map { "\($0.transport?.rawValue ?? "-") \($0.ports!)" })
        == ["udp 5060", "tcp 5061"])
  }

  /// A number in brackets with the name of what uses it is a port where others are.
  @Test func numbersInAListOfPortsArePorts() throws {
    #expect(
      try lines("# SIP\n\nPorts to allow:\n\n- 5060 (TCP/UDP)\n- 5061 (TLS)\n") == [
        "Ports to allow | - | - | tcp+udp | 5060 | -",
        "TLS | Ports to allow | - | tcp | 5061 | -",
      ])
    #expect(
      try lines(
        "# Edge\n\nThese ports must be open on your external firewall:\n\n- 20 – FTP (active mode, the "
          + "channel of the data of passive clients)\n- 10080 – AS2 (plain)\n")
        == [
          "AS2 (plain) | These ports must be open on your external firewall | - | - | 10080 | -",
          "FTP (active mode, the channel of the data of passive clients) | "
            + "These ports must be open on your external firewall | - | - | 20 | -",
        ])
  }

  /// The name of a port may be that of a command.
  @Test func aPortCalledPingIsAPort() throws {
    #expect(
      try lines("# Ports\n\n- *Game:* `21235-21335` (UDP)\n- *Ping* `21234` (TCP)\n") == [
        "- | - | - | tcp | 21234 | -", "Game | - | - | udp | 21235-21335 | -",
      ])
  }

  @Test(arguments: ["Instead of 0.0.0.0/0", "Em vez de 0.0.0.0/0,", "Statt 0.0.0.0/0 besser"])
  func whatIsToBeReplacedOpensNothing(_ words: String) throws {
    #expect(
      try lines("# Firewall\n\n- 192.0.2.1\n- Limit it: \(words) 192.0.2.0/24 may do\n")
        .allSatisfy { !$0.contains("0.0.0.0/0") })
  }

  /// All ports for all addresses would open what nobody asked for.
  @Test func eachAddressOfAnItemHasThePortsBehindIt() throws {
    let read = try ReadingLines.read(
      "# Allowlist\n\n- a.example.com TCP 443, b.example.com TCP 5228-5230\n- 192.0.2.1\n",
      "page.md")
    #expect(
      ReadingLines.lines(read).sorted().map {
        $0.split(separator: " | ")[2...4].joined(separator: " ")
      }
        == ["192.0.2.1 - -", "a.example.com tcp 443", "b.example.com tcp 5228-5230"])
    #expect(read.findings.allSatisfy { $0.severity == .note }, "\(read.findings)")
  }

  /// Where a person works, and what a person may try, opens nothing.
  @Test func linksForPeopleAreNoEndpoints() throws {
    #expect(
      try lines(
        """
        # Allowlist

        - 192.0.2.1

        ## Steps

        1. Log in to the dashboard: https://dashboard.example.com
        2. Try other resolvers (198.51.100.53, 198.51.100.54)

        **Console:** [https://console.example.com](https://console.example.com)
        """) == ["- | - | 192.0.2.1 | - | - | -"])
  }

  @Test func escapedMarksMakeAList() throws {
    #expect(
      try lines("# Servers\n\nAllow these addresses:\n\n\\- 192.0.2.1\n\n\\- 192.0.2.2\n")
        .map { $0.split(separator: " | ")[2] } == ["192.0.2.1", "192.0.2.2"])
  }

  @Test func anItemThatAsksToAllowPortsIsARuleOfItsSection() throws {
    let text = """
      # Firewall

      ## Application server

      - Allow connections to port 5224 only for hosts that need the billing interface.
      - Allow connections to relay.example.com:443.

      ## Store server

      - Allow connections from all servers by https (port 443).
      """
    let read = try ReadingLines.read(text, "page.md")
    #expect(
      read.endpoints.map { "\($0.line!) \($0.written?.description ?? "-") \($0.ports!)" } == [
        "5 - 5224", "6 relay.example.com 443", "10 - 443",
      ])
  }

  @Test func aListingOfPortsWithTheirProtocolsIsAList() throws {
    #expect(
      try lines(
        "# Ports\n\nThese ports must be open:\n\n```text\n80/tcp   - panel\n8443/tcp - relay\n```\n"
      )
        == ["panel | - | - | tcp | 80 | -", "relay | - | - | tcp | 8443 | -"])
    // Commands stay commands.
    #expect(
      throws: (any Error).self,
      performing: {
        try lines("# Setup\n\n```sh\nufw allow 80/tcp\nufw allow 443/tcp\n```\n")
      })
  }

  @Test func aShellsVariableIsNoEndpoint() throws {
    let text = """
      # Hosts

      - api.example.com

      Through a proxy:

      ```
      $env:HTTP_PROXY = "http://proxy.example.net:8080"
      export HTTPS_PROXY=http://proxy.example.net:8080
      ```
      """
    #expect(try lines(text) == ["- | - | api.example.com | - | - | -"])
  }

  @Test(arguments: [
    "Only outbound connections are made. No inbound ports need to be opened.",
    "Es sind ausgehende Verbindungen erlaubt, keine eingehenden.",
  ])
  func whatIsDeniedIsNoDirection(_ sentence: String) throws {
    let read = try ReadingLines.read(
      "# Hosts\n\n\(sentence)\n\n| Host | Port |\n|---|---|\n| a.example.com | tcp 443 |\n",
      "page.md")
    #expect(read.endpoints.allSatisfy { $0.direction != .inbound })
  }

  @Test func aHostAndItsAddressShareThePortsBehindThem() throws {
    #expect(
      try lines("# Allowlist\n\n- relay.example.com [192.0.2.9] 8086, 8087\n") == [
        "- | - | 192.0.2.9 | - | 8086-8087 | -",
        "- | - | relay.example.com | - | 8086-8087 | -",
      ])
  }

  @Test func aSmallNumberBehindANetworkMayBeALength() throws {
    #expect(
      try lines("# Allowlist\n\n- 192.0.2.0 24\n") == ["- | - | 192.0.2.0 | - | - | -"])
  }

  @Test(arguments: ["Outbound: TCP: 443", "Optional – TCP: 443", "TCP 443"])
  func portsInAListOfHostsAreTheirs(_ item: String) throws {
    let read = try ReadingLines.read(
      "# Allowlist\n\n* *.example.com\n* login.example.net\n* \(item)\n", "page.md")
    #expect(
      read.endpoints.allSatisfy { $0.ports == Ports("443") && $0.transport == .tcp }
        && read.endpoints.count == 2)
  }

  @Test func aRemarkInBracketsNamesNoProtocol() throws {
    let read = try ReadingLines.read(
      "# Allowlist\n\n* a.example.com (the optional UDP ports of the other page are for this one)\n",
      "page.md")
    #expect(read.endpoints.map(\.transport) == [nil])
  }

  @Test func portsWaitForTheListThatIsAnnounced() throws {
    #expect(
      try lines(
        "Open TCP port 443.\n\nAllow the following domains:\n\n* a.example.com\n* b.example.com\n")
        == [
          "- | - | a.example.com | tcp | 443 | -", "- | - | b.example.com | tcp | 443 | -",
        ])
  }

  @Test func aSentenceBelowAListSpeaksOfAllOfIt() throws {
    #expect(
      try lines("Hosts\n\n* a.example.com\n* b.example.com\n\nOpen UDP port 3478 as well.\n")
        .map { $0.contains("udp | 3478") } == [true, true])
  }

  @Test func aNameWithItsPortInAListAboutPorts() throws {
    #expect(
      try lines(
        "# Port requirements\n\n- Main server\n  1. DNS 53\n  2. SSH 22\n  3. Finder - 8081\n")
        == [
          "DNS | Main server | - | - | 53 | -",
          "Finder | Main server | - | - | 8081 | -",
          "SSH | Main server | - | tcp | 22 | -",
        ])
  }

  @Test func whatExplainsACommandOpensNothing() throws {
    let read = try ReadingLines.read(
      """
      # Ports

      - TCP 443: 192.0.2.8

      # Routing

      ```
      ip route add 198.51.100.0/24 via 192.0.2.1
      ```

      - `192.0.2.1` – the gateway;
      - `198.51.100.0/24` – the network behind it.
      """, "page.md")
    #expect(read.endpoints.map { $0.written?.description } == ["192.0.2.8"])
    #expect(read.findings.contains { $0.line == 11 && $0.code == "address-in-prose" })
  }

  @Test func whatWillBeRetiredStillStands() throws {
    #expect(
      try lines("# Allowlist\n\n- 192.0.2.1 (will be retired in March)\n").count == 1)
    #expect(
      try lines("# Allowlist\n\n- 192.0.2.1\n- 192.0.2.2 (retired in March)\n").count == 1)
  }

  @Test func oneSentenceOfAnItemForbidsSomethingElse() throws {
    #expect(
      try lines(
        "# Firewall\n\n1. Port 3478/UDP must be open. Do not enter an address in this rule.\n"
      ).map { $0.contains("udp | 3478") } == [true])
  }

  @Test func paragraphsInsideAnItemAreItsOwn() throws {
    #expect(
      try lines("# Allowlist\n\n-   For the logs:\n\n    192.0.2.1\n\n    192.0.2.2\n") == [
        "For the logs | - | 192.0.2.1 | - | - | -",
        "For the logs | - | 192.0.2.2 | - | - | -",
      ])
  }

  @Test func aPortNamedInPassingIsNoRule() throws {
    let read = try ReadingLines.read(
      """
      # Firewall

      | Port | Protocol |
      |---|---|
      | 8443 | UDP |

      Up to version 9 its metrics were accessible on port 8065.
      """, "page.md")
    #expect(read.endpoints.map { $0.ports?.description } == ["8443"])
    #expect(read.findings.contains { $0.line == 7 && $0.code == "ports-named" })
  }

  @Test func examplesInBracketsAreNoEndpoints() throws {
    let read = try ReadingLines.read(
      "# Allowlist\n\n- **Domain:** (e.g. `corp.example.com`)\n- 192.0.2.1 (example: 192.0.2.9)\n",
      "page.md")
    #expect(read.endpoints.map { $0.written?.description } == ["192.0.2.1"])
    #expect(read.findings.count { $0.code == "address-example" } == 2)
  }

  @Test func namesOfSoftwareAreNoHosts() throws {
    #expect(
      try lines(
        "# Allowlist\n\n- Front end ASP.NET web application\n- Uses Socket.io\n- 192.0.2.1\n")
        == ["- | - | 192.0.2.1 | - | - | -"])
  }

  @Test func aDateInAListAboutPortsIsNoPort() throws {
    #expect(
      try lines("# Ports\n\n* Updated on May 08, 2026\n* Web 443\n") == [
        "Web | - | - | - | 443 | -"
      ])
  }

  @Test func whatIsSentToOneComesIn() throws {
    #expect(
      try lines("# Hooks\n\nThe addresses that we use to send webhooks:\n\n- 192.0.2.1\n") == [
        "- | - | 192.0.2.1 | - | - | inbound"
      ])
    #expect(
      try lines("# Hosts\n\nAllow these addresses in your firewall:\n\n- 192.0.2.1\n") == [
        "- | - | 192.0.2.1 | - | - | -"
      ])
  }

  @Test func tabsNameWhatIsInThem() throws {
    #expect(
      try lines(
        "{% tabs %}\n{% tab Europe %}\n- 192.0.2.1\n{% endtab %}\n{% tab Asia %}\n- 192.0.2.2\n{% endtab %}\n"
      ) == ["Asia | - | 192.0.2.2 | - | - | -", "Europe | - | 192.0.2.1 | - | - | -"])
  }

  @Test func frontMatterMayLackItsFirstLine() throws {
    #expect(
      try lines("\ntitle: Hosts\nms.date: 08/16/2016\n\n---\n# Allowlist\n\n- 192.0.2.1\n") == [
        "- | - | 192.0.2.1 | - | - | -"
      ])
  }

  /// Protocols without ports are items as well, and numbers below a protocol are its ports.
  @Test func itemsOfProtocols() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nAllow:\n\n- TCP 443\n- ICMP\n- ESP\n- GRE (protocol 47)\n", "page.md"
      ).sorted() == ["- esp -", "- gre -", "- icmp -", "- tcp 443"])
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\n* TCP\n  * 443\n    * 203.0.113.1\n", "page.md"
      ) == ["203.0.113.1 tcp 443"])
  }
}

/// What a document says is shut opens nothing, whatever the language.
@Suite struct ShutTests {
  @Test(arguments: [
    "Blocked ports", "Gesperrte Ports", "Ports bloqués", "Geblokkeerde poorten",
    "Puertos bloqueados",
    "Заблокированные порты", "封锁的端口",
  ])
  func aHeadingShutsItsTable(_ heading: String) throws {
    let table = "| Port | Protocol |\n|---|---|\n"
    let read = try ReadingLines.read(
      "# Page\n\n## \(heading)\n\n\(table)| 25 | TCP |\n\n## Needed\n\n\(table)| 443 | TCP |\n",
      "page.md")
    #expect(read.endpoints.map { $0.ports?.description } == ["443"])
    #expect(read.findings.contains { $0.code == "table-forbidden" })
  }

  @Test func aSentenceShutsTheListBelowIt() throws {
    let read = try ReadingLines.read(
      "# Page\n\n## Ours\n\nThe provider blocks the following ports:\n\n- 25/tcp\n\n## Needed\n\n- 443/tcp\n",
      "page.md")
    #expect(read.endpoints.map { $0.ports?.description } == ["443"])
  }

  @Test func aConditionShutsNothing() throws {
    #expect(
      try ReadingLines.lines(
        "# Page\n\n## Hosts\n\nIf your firewall blocks the following hosts, allow them:\n\n- 192.0.2.1\n",
        "page.md"
      ).count == 1)
  }

  @Test func aPageOfNothingElseHoldsNoEndpoint() {
    #expect(throws: (any Error).self) {
      try ReadingLines.read(
        "# Page\n\n## Blocked ports\n\n| Port | Protocol |\n|---|---|\n| 25 | TCP |\n", "page.md")
    }
  }

  @Test(arguments: [
    #"{"name": "a", "action": "Deny", "to": [{"cidr": "192.0.2.0/25"}], "port": 25}"#,
    #"{"name": "a", "effect": "Block", "cidr": "192.0.2.0/25", "port": 25}"#,
    #"{"name": "a", "enabled": false, "cidr": "192.0.2.0/25", "port": 25}"#,
    #"{"name": "a", "deprecated": true, "cidr": "192.0.2.0/25", "port": 25}"#,
  ])
  func whatAnEntryOfDataDeniesHoldsForAllBelowIt(_ entry: String) throws {
    let read = try ReadingLines.read(
      #"{"rules": [\#(entry), {"name": "b", "action": "Allow", "to": [{"cidr": "192.0.2.128/25"}], "port": 443}]}"#,
      "rules.json")
    #expect(read.endpoints.map { $0.written?.description } == ["192.0.2.128/25"])
    #expect(read.findings.contains { $0.code == "row-denied" })
  }

  /// A protocol without ports is told of an address that has ports elsewhere.
  @Test func protocolsWithoutPortsInItems() throws {
    #expect(
      try ReadingLines.rules(
        "# Ports\n\n- UDP 500 → 192.0.2.44\n- Protokoll 50 (ESP) → 192.0.2.44\n"
          + "- IP protocol 47 to 192.0.2.46\n", "page.md"
      ).sorted()
        == ["192.0.2.44 esp -", "192.0.2.44 udp 500", "192.0.2.46 gre -"])
  }

  /// An item that ends in a colon has the bare addresses below it, not those the ports above it.
  @Test func anItemIntroducesTheOnesBelow() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\n- 8000-18000 UDP, 12093 TCP ports for gateways\n"
          + "- 443 port for the balancer. Its addresses:\n- 192.0.2.1\n- 192.0.2.2\n", "page.md"
      ).sorted()
        == ["- tcp 12093", "- udp 8000-18000", "192.0.2.1 - 443", "192.0.2.2 - 443"])
  }

  /// Below a sentence that asks to allow names, brackets around one are remarks.
  @Test func remarksAroundANameThatIsAskedFor() throws {
    #expect(
      try ReadingLines.lines(
        "Allow traffic to these domains:\n\n- (For the whole of our global region only) *.a.example"
          + " (* is a wildcard)\n", "page.txt"
      ).map { $0.split(separator: " | ")[2] } == ["*.a.example"])
  }

  @Test func numbersInFrontOfWhereTheyLead() throws {
    #expect(
      try ReadingLines.rules(
        "# Outbound ports\n\n- 5432 to 192.0.2.2 (database)\n- 443 to portal a.example.com\n",
        "page.md"
      )
        == ["192.0.2.2 - 5432", "a.example.com - 443"])
  }

  /// Ports in each item are a list of ports, however many words stand beside some of them.
  @Test func eachItemOfPortsIsOne() throws {
    #expect(
      try ReadingLines.rules(
        "# Ports\n\n* Web interface: 8006 (TCP)\n* Console: 5900-5999\n"
          + "* sshd (used for cluster actions): 22\n", "page.md"
      ).sorted() == ["- - 22", "- - 5900-5999", "- tcp 8006"])
    #expect(
      try ReadingLines.rules(
        "# MFe\n\nFaça a liberação das seguintes portas na rede:\n\n"
          + "* Portas 123 e 9035, para configuração.\n"
          + "* Portas 443 e 9012, para comunicação com a SEFAZ.\n", "page.md"
      ).sorted() == ["- - 123,9035", "- - 443,9012"])
  }

  /// "Server a.example:" has the ports below it, and no others.
  @Test func aNamedHostHasThePortsBelowIt() throws {
    #expect(
      try ReadingLines.rules(
        "Server a.example.com:\n\n- TCP 443\n\nServer b.example.com:\n\n- TCP 8883\n", "page.md"
      ).sorted() == ["a.example.com tcp 443", "b.example.com tcp 8883"])
  }

  /// "Port 50 (ESP)": a protocol's number is no port.
  @Test func theNumberOfAProtocolIsNoPort() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nOpen these ports:\n\n* TCP port 2377\n\n"
          + "If encryption is used, port 50 (ESP) must be open as well.\n", "page.md"
      ).sorted() == ["- esp -", "- tcp 2377"])
  }

  /// What a container publishes: the port outside, and its protocol.
  @Test func publishedPorts() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nOpen these ports:\n\n- 5000:8000/udp\n- 8282:8282/udp\n", "page.md"
      ).sorted() == ["- udp 5000", "- udp 8282"])
  }

  /// The example of a host does not make an example of its port.
  @Test func aPortBesideAnExampleOfAHost() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nThe dock needs these ports:\n\n"
          + "- Port 443 (TCP) opened to the domain of your agency (e.g., agency.example.com).\n"
          + "- Port 53 (UDP) opened for access to DNS.\n", "page.md"
      ).sorted() == ["- tcp 443", "- udp 53"])
  }

  /// A dash behind the host, and behind it as many words as are needed.
  @Test func hostsWithLongDescriptions() throws {
    #expect(
      try ReadingLines.rules(
        "Open TCP port 443 to:\n\na.example.com - sign-in\n"
          + "b.example.com - the check-in of guests, their redemption of points, updates of the program, "
          + "and its settings\n", "page.txt"
      ).sorted() == ["a.example.com tcp 443", "b.example.com tcp 443"])
  }

  /// How many ports there are is no port.
  @Test(arguments: ["1 port each", "プレイヤーごとに1ポート"])
  func aCountOfPorts(_ remark: String) throws {
    #expect(
      try ReadingLines.rules("# Ports\n\n- 19140-19149/udp: games (\(remark))\n", "page.md")
        == ["- udp 19140-19149"])
  }

  /// Remarks behind a number sign, also as sentences.
  @Test func remarksBehindANumberSign() throws {
    #expect(
      try ReadingLines.rules(
        "# Allowlist\n\n- a.example.com # for packages\n- b.example.com # For libraries of packages.\n",
        "page.md"
      ).sorted() == ["a.example.com - -", "b.example.com - -"])
  }

  /// A port that may be closed under a condition is not opened once more.
  @Test func whatMayBeClosed() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nThe server only needs port 80 (HTTP) and port 443 (HTTPS). If you unbind port 80 "
          + "for the site, you can also close port 80 (HTTP).\n", "page.md"
      ) == ["- tcp 80,443"])
  }

  /// The port of another subject is not that of addresses that are introduced later.
  @Test func aPortOfTheSentencesBefore() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nWhere that fails, a relay is used. A connection to it is made on port 443.\n"
          + "The servers of acme.example.com stand in several centres, and are moved or replaced now "
          + "and then. Allow traffic to these networks:\n\n"
          + "- 192.0.2.0/24\n- 198.51.100.0/24\n", "page.md"
      ).sorted().filter { $0.hasPrefix("1") } == ["192.0.2.0/24 - -", "198.51.100.0/24 - -"])
  }
}
