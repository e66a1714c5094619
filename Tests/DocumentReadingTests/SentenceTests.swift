import DocumentReading
import EndpointModel
import Testing

/// What sentences, listings and labels add to lists and tables, or do not.
@Suite struct SentenceTests {
  private func lines(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.lines(text, name)
  }

  @Test func portsOfAListOfTheirOwnKeepTheirNames() throws {
    #expect(
      try lines(
        "# Network ports\n\n| Use | Ports | Type |\n|---|---|---|\n| Calls | 443 | TCP |\n"
          + "| Media | 5000-5010 | UDP |\n\nAllow these domains:\n\n- a.example.com\n- b.example.com\n"
      )
        == [
          "Calls | - | a.example.com | tcp | 443 | -",
          "Media | - | a.example.com | udp | 5000-5010 | -",
          "Calls | - | b.example.com | tcp | 443 | -",
          "Media | - | b.example.com | udp | 5000-5010 | -",
        ])
  }

  /// A table of addresses below a table of ports, with an introduction of its own: the ports are of
  /// something else.
  @Test func portsWithAnIntroductionOfTheirOwnStayApart() throws {
    #expect(
      try lines(
        """
        # Networking

        These protocols and ports are needed by the client to make a call:

        | Protocol | Port | Use |
        |---|---|---|
        | TCP | 443 | Signalling |

        Our servers may originate requests to your backend from these ranges, such as call events:

        | Region | Range |
        |---|---|
        | East | 192.0.2.0/24 |
        """) == [
          "Signalling | - | - | tcp | 443 | -",
          "Our servers may originate requests to your backend from these ranges, such as call events "
            + "| East | 192.0.2.0/24 | - | - | -",
        ])
  }

  @Test func inKoreanTheWordStandsBehindThePort() throws {
    #expect(
      try lines("# 방화벽\n\n서버에 요청을 보내려면 443 포트가 허용되어 있어야 합니다.\n")
        .map { $0.split(separator: " | ")[4] } == ["443"])
  }

  @Test func anExampleInABracketIsNoExampleOfThePorts() throws {
    #expect(
      try lines(
        "# Firewall ports\n\n- Set-up (first start, e.g. of all keys): TCP port 9200\n- UDP 500\n"
      )
      .contains { $0.hasSuffix("| tcp | 9200 | -") })
    #expect(
      try !lines("# Firewall ports\n\n- Set-up: a port (e.g. TCP 9200)\n- UDP 500\n")
        .contains { $0.contains("9200") })
  }

  @Test func aSentenceRepeatedWithoutItsProtocolOpensNothingMore() throws {
    #expect(
      try lines(
        "# Firewall\n\nTCP port 7443 must be open to reach us. You must only allow port 7443.\n")
        == ["- | - | - | tcp | 7443 | -"])
  }

  @Test func portsForTheHostsAboveAreTheirs() throws {
    #expect(
      try lines(
        "# Rules\n\n## Hosts\n\n- a.example.com\n- b.example.com\n\n## Ports\n\n"
          + "Please allow TCP port 443 for all hosts listed above.\n")
        == [
          "Hosts | - | a.example.com | tcp | 443 | -", "Hosts | - | b.example.com | tcp | 443 | -",
        ])
  }

  /// The output of a check may tell a protocol, and no other ports.
  @Test func aListingAddsAProtocolOnly() throws {
    func read(_ listing: String) throws -> [String] {
      try lines("# Hosts\n\n- a.example.com: 8086\n\n```\n\(listing)\n```\n")
    }
    #expect(try read("https://a.example.com TCP 8086").contains { $0.contains("| tcp | 8086") })
    #expect(try read("tcp://a.example.com:9000") == ["- | - | a.example.com | - | 8086 | -"])
  }

  @Test func settingsBelowAHeadingOfPortsAreNoPorts() {
    #expect(throws: (any Error).self) {
      try lines("# Server\n\n## Custom ports\n\n```\n{rest_port, 9000}.\n```\n")
    }
  }

  @Test func aDomainThatASentenceAsksForIsTold() throws {
    func codes(_ sentence: String) throws -> [Finding.Severity] {
      try ReadingLines.read("# Ports\n\n- b.example.com: TCP 443\n\n\(sentence)\n", "page.md")
        .findings
        .filter { $0.code == "address-in-prose" }.map(\.severity)
    }
    #expect(try codes("The client connects to the domain a.example.com.") == [.warning])
    #expect(try codes("It also requires access to the domain b.example.com.") == [.note])
  }

  @Test func anActionThatIsNeitherIsWarnedOf() throws {
    func codes(_ action: String) throws -> [String] {
      try ReadingLines.read(
        "egress:\n  - action: \(action)\n    networks:\n      - 192.0.2.0/24\n", "policy.yaml"
      ).findings.map(\.code)
    }
    #expect(try codes("Pass").contains("action-not-understood"))
    #expect(try !codes("Allow").contains("action-not-understood"))
  }

  @Test func aNameThatLooksLikeAHostIsAName() throws {
    #expect(
      try lines(#"{"cloudName": "cloud.example.com", "prefixes": ["192.0.2.0/24"]}"#, "hubs.json")
        .allSatisfy { !$0.contains("| cloud.example.com |") })
  }

  @Test func aHeaderOfBothProtocolsLeavesTheOneOfTheCell() throws {
    #expect(
      try lines(
        "| Protocol/TCP or UDP/port | Host |\n|---|---|\n| SIP/TLS/443 | a.example.com |\n"
          + "| DNS/UDP/53 | b.example.com |\n"
      ).map { $0.split(separator: " | ").suffix(4).prefix(3).joined(separator: " ") }
        == ["a.example.com tcp 443", "b.example.com udp 53"])
  }

  @Test func namesInTwoRowsOfHeaders() throws {
    #expect(
      try lines(
        "<table><tr><th>Plan</th><th colspan=\"2\">Region</th></tr>"
          + "<tr><td></td><td>US</td><td>EU</td></tr>"
          + "<tr><td>Free</td><td>192.0.2.1</td><td>192.0.2.2</td></tr></table>", "page.html")
        == ["Free | Region US | 192.0.2.1 | - | - | -", "Free | Region EU | 192.0.2.2 | - | - | -"])
  }

  @Test func namesOfPortsBeforeAColumnOfFewWords() throws {
    #expect(
      try lines(
        "| Port | Scope | Needed |\n|---|---|---|\n| TCP 80 (HTTP) | WAN | no |\n"
          + "| TCP 443 (HTTPS) | WAN | yes |\n| UDP 123 (NTP) | WAN | yes |\n| TCP 445 (SMB) | LAN | yes |\n"
      )
      .map { $0.split(separator: " | ")[0] } == ["HTTP", "HTTPS", "NTP", "SMB"])
  }

  @Test func aSentenceThatForbidsTakesNothingFromTheOthers() throws {
    #expect(
      try lines(
        "# Firewall ports\n\n- UDP port 5060 must be open. Do not allow a.example.com by its name.\n"
          + "- UDP port 3478 must be open.\n"
      ).map { $0.split(separator: " | ").suffix(4).joined(separator: " ") }
        == ["- udp 5060 -", "- udp 3478 -"])
  }

  @Test func theNameOfAnImageIsNoBrokenAddress() throws {
    let reading = try ReadingLines.read(
      "| Image | Host | Port |\n|---|---|---|\n| vendor/store:stable | a.example.com | TCP 443 |\n\n"
        + "| Server | Use |\n|---|---|\n| vendor/store:7.2.0 | Store |\n| b.example.com | Web |\n",
      "page.md")
    #expect(!reading.findings.contains { $0.severity == .error })
  }

  @Test func portsOfASentenceGoOnBelowALineBreak() throws {
    #expect(
      try lines("For these, open TCP ports 636<br>5061<br>5222.\n\n- 192.0.2.1\n", "page.md")
        .map { $0.split(separator: " | ").suffix(4).joined(separator: " ") }
        == ["192.0.2.1 tcp 636,5061,5222 -"])
  }

  @Test func aListingThatCallsItselfAnExampleIsOne() throws {
    #expect(
      try lines(
        "| Host | Port |\n|---|---|\n| a.vendor.example | 443 |\n\nAdd your own:\n\n"
          + "```yaml\n# Example for internal registries\n- host: \"registry.corp.example.com\"\n```\n"
      ).map { $0.split(separator: " | ")[2] } == ["a.vendor.example"])
  }

  @Test(arguments: [
    "Reserve (do not use)", "Do not use", "Ne pas utiliser", "Deaktiviert (NICHT übernehmen)",
    "Same box: no firewall rules needed",
  ])
  func aHeadingTakesBackWhatIsBelow(_ heading: String) throws {
    #expect(
      try lines(
        "# Ports\n\n- TCP 443: portal\n\n## \(heading)\n\n| Use | Port |\n|---|---|\n| Logs | TCP 514 |\n"
      ).map { $0.split(separator: " | ").suffix(2).first } == ["443"])
  }

  @Test func anAddressInAnotherSentenceIsNotAskedFor() throws {
    #expect(
      try lines(
        "# Notes for firewalls\n\n- a.vendor.example on TCP 443\n"
          + "- Allow by name, not by address. The balancer has several, now 192.0.2.1 and 192.0.2.2.\n"
      ).map { $0.split(separator: " | ")[2] } == ["a.vendor.example"])
  }

  @Test func aBracketMaySpanLines() throws {
    #expect(
      try lines(
        "# Firewall\n\n- TCP 443: portal\n\nThe relay resolves names of servers (e.g., a.example.com,\n"
          + "b.example.com)\n"
      ).count == 1)
  }

  /// Hosts below ports, with words of their own, are of something else.
  @Test func hostsThatASentenceAsksForHaveNotThePortsAbove() throws {
    #expect(
      try lines(
        "# Firewall\n\n- Rule 1: traffic to your own server on TCP/7443.\n"
          + "- Rule 2: traffic to your own server on UDP/16384-32768.\n\n"
          + "The app must also reach the following domains to check its license:\n\n"
          + "- a.vendor.example\n- b.vendor.example\n"
      ).map { $0.split(separator: " | ").suffix(4).prefix(3).joined(separator: " ") }.sorted() == [
        "- tcp 7443", "- udp 16384-32768", "a.vendor.example - -", "b.vendor.example - -",
      ])
  }

  @Test func aSentenceThatAsksToOpenIsARule() throws {
    #expect(
      try lines(
        "Connectivity\n\n- mqtt: tcp 1883\n\nTo use the tunnel you have to open UDP 1194.\n",
        "page.txt"
      )
      .map { $0.split(separator: " | ").suffix(3).prefix(2).joined(separator: " ") }
        == ["tcp 1883", "udp 1194"])
  }

  @Test(arguments: [
    "Domains to remove from the whitelist",
    "Hosts aus der Whitelist entfernen aus Sicht der Firewall",
  ])
  func aHeadingAsksToRemove(_ heading: String) throws {
    #expect(
      try lines(
        "# Firewall\n\n- a.vendor.example: TCP 443\n\n## \(heading)\n\n- b.vendor.example\n"
      )
      .map { $0.split(separator: " | ")[2] } == ["a.vendor.example"])
  }

  @Test(arguments: ["Sign-in", "Log in", "Plug-ins", "Sign-out"])
  func theVerbsOfNamesAreNoDirection(_ heading: String) throws {
    #expect(
      try lines("# Firewall\n\n## \(heading)\n\n- 203.0.113.7 tcp 443\n")
        .map { $0.split(separator: " | ").last } == ["-"])
  }

  @Test(arguments: ["Changes", "Änderungen", "What's new"])
  func aLogOfChangesIsPast(_ heading: String) throws {
    #expect(
      try lines(
        "# Firewall\n\n- 203.0.113.7 tcp 443\n\n## \(heading)\n\n| Host | Port |\n|---|---|\n"
          + "| 203.0.113.9 | 443 |\n"
      ).count == 1)
  }

  /// A sentence is read whole, however its lines are broken: what is never opened opens nothing.
  @Test func sentencesGoOnOverLines() throws {
    #expect(
      try lines(
        "The ports are listed below. Port 22 (SSH) is never\nopened.\n\n| Host |\n|---|\n"
          + "| a.example.com |\n") == ["- | - | a.example.com | - | - | -"])
  }

  @Test func aNegationInANameNegatesNothing() throws {
    #expect(
      try lines(
        "# Firewall\n\nAllow these domains:\n\n- a.example.com\n\n"
          + "Port 443 muss offen sein, für ssl- und nicht-ssl-Verkehr\n")
        == ["- | - | a.example.com | - | 443 | -"])
  }

  /// Lines below an item that end in a colon introduce the next list; its ports are not the item's.
  @Test func linesBelowAnItemIntroduceTheNextList() throws {
    #expect(
      try ReadingLines.rules(
        """
        # Firewall rules

        Permit the device to access the following hosts on TCP 443:
        - a.example.com
        - b.example.com
        Messages
        Permit the device to access the following hosts on TCP 5671:
        - c.example.com
        """, "page.md"
      ) == [
        "a.example.com tcp 443", "b.example.com tcp 443", "c.example.com tcp 5671",
      ])
  }

  /// Each demand is a rule, though another one beside it names an address.
  @Test func demandsWithoutAddressesAreRules() throws {
    #expect(
      try lines(
        "# Requirements\n\n- The relay uses UDP on port 5353 of 192.0.2.9.\n"
          + "- Your network must allow connections on port 8443.\n"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["192.0.2.9 udp 5353", "- - 8443"])
    #expect(
      try lines("# Setup\n\nCreate a firewall rule to the DNS server on UDP 53.\n")
        == ["- | - | - | udp | 53 | -"])
  }

  /// What needs ports asks for them, in whatever language.
  @Test(arguments: [
    "These ports are needed: TCP 443", "TCP 443 is necessary.",
    "Folgende Ports werden benötigt: TCP 443", "TCP 443 ist erforderlich.",
    "Les ports suivants sont nécessaires : TCP 443", "Se requieren los puertos: TCP 443",
    "Sono necessarie le porte: TCP 443", "As seguintes portas são necessárias: TCP 443",
    "De volgende poorten zijn nodig: TCP 443", "Wymagane porty: TCP 443",
    "Требуются порты: TCP 443", "Jsou potřeba porty: TCP 443", "Följande portar krävs: TCP 443",
    "Şu portlar gereklidir: TCP 443", "필요한 포트: TCP 443", "Outbound: TCP 443",
    "TCP 443 outbound",
  ])
  func whatIsNeeded(_ sentence: String) throws {
    #expect(
      try ReadingLines.rules("# Firewall\n\n\(sentence)\n\nThank you.\n", "page.md") == [
        "- tcp 443"
      ])
  }

  @Test(arguments: [
    "TCP 443 is not needed.", "TCP 443 wird nicht benötigt.", "TCP 443 n'est pas nécessaire.",
    "El puerto TCP 443 no es necesario.", "A porta TCP 443 não é necessária.",
  ])
  func whatIsNotNeeded(_ sentence: String) throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nOpen UDP 3478.\n\n\(sentence)\n", "page.md") == ["- udp 3478"])
  }

  /// A route is for routers; whether it must be allowed too is not said.
  @Test func aRouteIsNoRule() throws {
    let text = """
      # Network

      - Open TCP 443 to 198.51.100.7.
      - The static route 192.0.2.0/24 is necessary for the gateway.
      """
    #expect(try ReadingLines.rules(text, "page.md") == ["198.51.100.7 tcp 443"])
  }

  /// Ports that stand alone above items that mention other ports are told of nowhere else.
  @Test func portsThatStandAloneAreARule() throws {
    #expect(
      try lines(
        "# Ports of the viewer\n\nTCP port 443\n\n- Used if port 5938 is closed.\n\n"
          + "TCP port 80\n\n- The last resort.\n"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["- tcp 443", "- tcp 80"])
  }

  @Test func severalFieldsInALine() throws {
    #expect(
      try lines(
        "# Portal\n\nPort: 443 Protocol: HTTPS Destination: a.example.com\n\n"
          + "Port: 5671 Protocol: AMQP over TLS (as HTTPS) Destination: *.b.example.com\n"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["a.example.com tcp 443", "*.b.example.com tcp 5671"])
  }

  /// Ports that are needed "in addition" are not those of the addresses above them.
  @Test func whatIsNeededInAdditionStaysApart() throws {
    #expect(
      try lines(
        """
        Terminals

        Allow the following names so that terminals can process payments:

        - a.example.com
        - b.example.com

        In addition the following ports should be open depending on the method of communication:

        - tcp/8443 on your LAN
        """
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["a.example.com - -", "b.example.com - -", "- tcp 8443"])
  }

  /// The ports of one introduction are not those of the next one.
  @Test func anotherIntroductionHasNoPortsOfTheFirst() throws {
    #expect(
      try lines(
        "# Firewall\n\nAllow port 443 to these addresses:\n\n- a.example.com\n\n"
          + "For activating the module, allow access to the address\n\n- b.example.com\n"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["a.example.com - 443", "b.example.com - -"])
  }

  @Test func portsThatAreClosedOpenNothing() throws {
    #expect(
      try lines(
        "# Ports\n\nTCP port 443 must be open. Port 25 stays closed.\n\n- a.example.com\n"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["a.example.com tcp 443"])
  }

  /// A title that names both protocols does not say which of the ports below has which.
  @Test func aTitleOfBothProtocols() throws {
    #expect(
      try lines(
        "# Setup\n\n## TCP and UDP ports used by the cloud\n\n| Host | Port |\n|---|---|\n"
          + "| a.example.com | 8443 |\n"
      ).map { $0.split(separator: " | ").dropFirst(2).prefix(3).joined(separator: " ") }
        == ["a.example.com - 8443"])
  }

  @Test func linksToOtherListsAreNoHosts() throws {
    #expect(
      try lines(
        "# Hosts\n\n## A list of required ports can be found here.\n\n"
          + "- https://docs.example.com/en/ports\n\n## Hosts\n\n- a.example.com:443\n"
      ).map { $0.split(separator: " | ")[2] } == ["a.example.com"])
  }

  /// Each line that begins with ports is a rule of its own.
  @Test func linesThatBeginWithPorts() throws {
    #expect(
      try lines(
        "# Firewall\n\nThese ports have to be opened:\nPort 53 (DNS) for the names of servers\n"
          + "Port 443 (HTTPS) for updates, banking and the web\n", "page.txt"
      ).map { $0.split(separator: " | ")[4] } == ["53", "443"])
  }

  @Test func theProtocolOfPortsThatFollow() throws {
    #expect(
      try lines("# Firewall\n\nOpen these TCP ports:\n\n- 5228\n- 443\n").map {
        $0.split(separator: " | ")[3...4].joined(separator: " ")
      } == ["tcp 5228", "tcp 443"])
  }

  /// One address with a port of its own takes the sentence's ports from no other.
  @Test func aSentenceAboveAddressesWithPorts() throws {
    #expect(
      try lines(
        "# Firewall\n\nTCP port 5222 must be open to all addresses in the table.\n\n"
          + "| Address | Service |\n|---|---|\n"
          + "| https://a.example.com:5223/, 192.0.2.0/29 | Sharing |\n"
      ).map { $0.split(separator: " | ")[2...4].joined(separator: " ") }
        == ["a.example.com tcp 5223", "192.0.2.0/29 tcp 5222"])
  }

  /// Words that a firewall blocks something say nothing of what follows far below.
  @Test func aWarningOfBlockingForbidsNothing() throws {
    #expect(
      try lines(
        "In some networks, firewalls block the communication with our servers and keep the product "
          + "from working as it should.\n\nAllow these domains:\n\n- a.example.com\n", "page.txt"
      ).map { $0.split(separator: " | ")[2] } == ["a.example.com"])
  }

  /// What is needed may be to close a port, or something else than the port.
  @Test(arguments: [
    "It is necessary to close TCP port 23.", "Disabling TCP 23 is necessary.",
    "Il est nécessaire de fermer le port TCP 23.", "Es necesario cerrar el puerto TCP 23.",
    "Eine Sperre von TCP 23 ist erforderlich.", "Необходимо закрыть порт TCP 23.",
    "TCP 23 skal blokeres.", "Det krävs att TCP 23 stängs.", "For TCP 23, a patch is needed.",
    "Ein Neustart ist erforderlich, wenn TCP 23 geändert wurde.",
    "TCP 23 was needed until version 4.", "No se requiere TCP 23.", "TCP 23 krävs inte.",
    "TCP 23 není nutné.", "TCP 23 nu este necesar.", "TCP 23 포트는 필요하지 않습니다",
    "No se necesita abrir TCP 23.", "无需开放TCP 23。", "Blocked by default:\n\nInbound: TCP 23",
    "Do not open:\n\nInbound: TCP 23",
  ])
  func whatIsNeededIsNotThePort(_ sentence: String) throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nOpen UDP 3478.\n\n\(sentence)\n", "page.md") == ["- udp 3478"])
  }
}
