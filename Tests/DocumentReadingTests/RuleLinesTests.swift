import Foundation
import Testing

/// Rules that a listing tells in words, and rows that run over several lines.
@Suite struct RuleLinesTests {
  @Test func allowFromTo() throws {
    #expect(
      try ReadingLines.lines(
        """
        ## Outbound rules

        ```
        # Registry
        ALLOW TCP FROM build-subnet TO registry.example.com:443
        ALLOW UDP FROM build-subnet TO name-servers:53

        # Call back
        ALLOW TCP FROM 192.0.2.7 TO build-service:8080
        ```
        """, "page.md")
        == [
          "Registry | Outbound rules | registry.example.com | tcp | 443 | outbound",
          "Registry | Outbound rules | - | udp | 53 | outbound",
          "Call back | Outbound rules | 192.0.2.7 | tcp | 8080 | inbound",
        ])
  }

  /// A command is no such rule, even among them.
  @Test(arguments: [
    "ufw allow from 192.0.2.7 to any port 443 proto tcp",
    "ALLOW TCP FROM a TO a.example.com:443\niptables -A INPUT -s 192.0.2.7 -j ACCEPT",
    "allow 192.0.2.7;",
  ])
  func commandsOpenNothing(_ text: String) {
    #expect(throws: (any Error).self) {
      try ReadingLines.lines("# Setup\n\n```\n\(text)\n```\n", "page.md")
    }
  }

  @Test func aRowOverSeveralLines() throws {
    #expect(
      try ReadingLines.lines(
        """
        | Service | Primary | Secondary |
        | --- | --- | --- |
        | Login | a.example.com (TCP 443)
        b.example.com (TCP 443) | c.example.com (TCP 443)
        d.example.com (TCP 443) |
        | Time | e.example.com (UDP 123) | f.example.com (UDP 123) |
        """, "page.md")
        == [
          "Login | Primary | a.example.com | tcp | 443 | -",
          "Login | Primary | b.example.com | tcp | 443 | -",
          "Login | Secondary | c.example.com | tcp | 443 | -",
          "Login | Secondary | d.example.com | tcp | 443 | -",
          "Time | Primary | e.example.com | udp | 123 | -",
          "Time | Secondary | f.example.com | udp | 123 | -",
        ])
  }

  @Test func protocolsInTheNamesOfRows() throws {
    #expect(
      try ReadingLines.lines(
        "{|\n| Player (TCP) || 80, 443\n|-\n| Player (UDP) || 1900\n|}\n", "page.wiki")
        == ["Player (TCP) | - | - | tcp | 80,443 | -", "Player (UDP) | - | - | udp | 1900 | -"])
  }

  @Test func portsAboveAddressesOfThisHostAreKept() throws {
    #expect(
      try ReadingLines.lines(
        "# Ports of the agent\n\n* `8125/udp`: statistics, only on this host:\n\n    * `127.0.0.1`\n"
          + "* `8126/tcp`: traces\n", "page.md")
        == [
          "statistics, only on this host | - | - | udp | 8125 | -",
          "traces | - | - | tcp | 8126 | -",
        ])
  }

  /// Each row of the table is a run of cells, the first longer than most tables are wide.
  @Test func aLongRowOfNamesInPlainText() throws {
    let cells = [
      "Use", "Calls", "Support", "Start", "Logs", "Login", "Maps", "Host", "a.example.com",
      "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "Ports and protocol",
      "TCP/25", "TCP/443", "UDP/53", "UDP/123", "UDP/161", "TCP/80",
    ]
    #expect(
      try ReadingLines.lines(cells.joined(separator: "\n\n") + "\n", "page.txt")
        == [
          "Calls | - | a.example.com | tcp | 25 | -", "Support | - | 192.0.2.1 | tcp | 443 | -",
          "Start | - | 192.0.2.2 | udp | 53 | -", "Logs | - | 192.0.2.3 | udp | 123 | -",
          "Login | - | 192.0.2.4 | udp | 161 | -", "Maps | - | 192.0.2.5 | tcp | 80 | -",
        ])
  }

  /// The protocol of the row above goes on with an address that brings its own port.
  @Test func anAddressAloneWithItsPort() throws {
    #expect(
      try ReadingLines.lines(
        "| Address | Service | Protocol |\n|---|---|---|\n| 192.0.2.1:25 | Support | TCP |\n"
          + "| 192.0.2.2:25 | | |\n| 192.0.2.3:53 | Names | UDP |\n", "page.md")
        == [
          "Support | - | 192.0.2.1 | tcp | 25 | -", "Support | - | 192.0.2.2 | tcp | 25 | -",
          "Names | - | 192.0.2.3 | udp | 53 | -",
        ])
  }

  /// "Portail" ends in no word for ports: it is the first row's name.
  @Test func aPortalIsNoColumnOfPorts() throws {
    #expect(
      try ReadingLines.lines(
        [
          "Fonction", "De", "Vers", "Port / Protocole", "Portail web", "Votre réseau", "192.0.2.1",
          "TCP 8443", "Connexion", "Votre réseau", "192.0.2.2", "ICMP",
        ].joined(separator: "\n\n") + "\n", "page.txt"
      ).map { $0.components(separatedBy: " | ")[0] } == ["Portail web", "Connexion"])
  }

  /// A rule field by field, with its action.
  @Test func fieldsOfOneRule() throws {
    let rule =
      "# Ports\n\n## Mail\n\n```\n# Mail out\nSource: relay (e.g., 192.0.2.10)\n"
      + "Destination: 198.51.100.0/24\nPorts: 25/tcp, 465/tcp\nAction: %\n```\n\n- TCP 443: portal\n"
    #expect(
      try ReadingLines.lines(rule.replacing("%", with: "ALLOW"), "page.md").contains {
        $0.hasPrefix("Mail out | ") && $0.contains(" | 198.51.100.0/24 | tcp | 25,465 | ")
      })
    #expect(
      try ReadingLines.lines(rule.replacing("%", with: "DENY"), "page.md").count == 1)
  }
}
