import DocumentReading
import Testing

/// Tables whose rows, lines and headers do not stand as usual.
@Suite struct TableShapeTests {
  private func rows(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.rules(text, name).sorted()
  }

  /// Names in the first row, and one row of ports: nothing else says what they are.
  @Test func oneRowOfPortsBelowNames() throws {
    #expect(
      try rows(
        "Allow outbound:\n\n| Service | Login | Voice |\n|---|---|---|\n| Port | 443 | 5061 |\n")
        == ["- - 443", "- - 5061"])
    #expect(
      try rows(
        "Allow outbound:\n\n| | Login | Voice |\n|---|---|---|\n| Port | 443 | 5061 |\n"
          + "| Protocol | TCP | UDP |\n") == ["- tcp 443", "- udp 5061"])
  }

  @Test func linesOfProtocolsAndOfPorts() throws {
    #expect(
      try rows(
        "<table><tr><th>Host</th><th>Protocol</th><th>Ports</th></tr>"
          + "<tr><td>a.example.com</td><td>UDP<br>TCP</td><td>3478, 5000-5009<br>443</td></tr>"
          + "</table>", "page.html") == [
          "a.example.com tcp 443", "a.example.com udp 3478,5000-5009",
        ])
  }

  /// A host each, too, if there are as many.
  @Test func linesOfHostsProtocolsAndPorts() throws {
    #expect(
      try rows(
        "<table><tr><th>Host</th><th>Protocol</th><th>Port</th></tr>"
          + "<tr><td>a.example.com<br>b.example.com</td><td>UDP<br>TCP</td><td>3478<br>443</td>"
          + "</tr></table>", "page.html") == ["a.example.com udp 3478", "b.example.com tcp 443"])
  }

  @Test func linesThatDoNotPair() throws {
    #expect(
      try rows(
        "<table><tr><th>Host</th><th>Port</th><th>Protocol</th></tr>"
          + "<tr><td>a.example.com<br>b.example.com</td><td>443<br>80</td><td>TCP</td></tr></table>",
        "page.html") == ["a.example.com tcp 80,443", "b.example.com tcp 80,443"])
  }

  @Test func aBlankProtocolGoesOn() throws {
    #expect(
      try rows(
        "| Product | Host | Port | Protocol |\n|---|---|---|---|\n| Agent | a.example.com | 443 | TCP |\n"
          + "| | b.example.com | 8443 | |\n| Relay | c.example.com | 3478 | UDP |\n"
          + "| Other | d.example.com | 99 | |\n")
        == [
          "a.example.com tcp 443", "b.example.com tcp 8443", "c.example.com udp 3478",
          "d.example.com - 99",
        ])
  }

  @Test func aCaptionTellsTheProtocol() throws {
    #expect(
      try rows(
        "<table><caption>Required TCP ports</caption><tr><th>Port</th><th>Use</th></tr>"
          + "<tr><td>443</td><td>Web</td></tr></table>"
          + "<table><caption>Required UDP ports</caption><tr><th>Port</th><th>Use</th></tr>"
          + "<tr><td>3478</td><td>Voice</td></tr></table>", "page.html")
        == ["- tcp 443", "- udp 3478"])
  }

  @Test func portsAboveTicks() throws {
    #expect(
      try rows(
        "Allow these:\n\n| Host | 443/tcp | 8443/tcp | 3478/udp |\n|---|---|---|---|\n"
          + "| a.example.com | x | | |\n| b.example.com | x | x | |\n| c.example.com | | | x |\n")
        == ["a.example.com tcp 443", "b.example.com tcp 443,8443", "c.example.com udp 3478"])
  }

  /// The end of a table, copied without its beginning.
  @Test(arguments: ["", "<td>TCP</td><td>22</td><td>Shell</td></tr>"])
  func rowsWithoutTheirTable(_ first: String) throws {
    #expect(
      try rows(
        first + "<tr><td>TCP</td><td>443</td><td>Portal</td></tr>"
          + "<tr><td>UDP</td><td>7410</td><td>Dumps</td></tr></tbody></table>", "page.html")
        == (first.isEmpty ? [] : ["- tcp 22"]) + ["- tcp 443", "- udp 7410"])
  }

  /// The ports in one cell are not those of the addresses in another.
  @Test func cellsWithPortsOfTheirOwn() throws {
    #expect(
      try rows(
        "| Region | Signaling | Media |\n|---|---|---|\n"
          + "| EU | 203.0.113.0/28 TCP 5061 | 203.0.113.128/25 UDP 10000-20000 |\n")
        == ["203.0.113.0/28 tcp 5061", "203.0.113.128/25 udp 10000-20000"])
  }

  /// Each row is about the port of one side; the other may be any.
  @Test func portsOfBothSides() throws {
    #expect(
      try rows(
        "| Rule | Direction | Remote | Local port | Remote port | Protocol |\n|---|---|---|---|---|---|\n"
          + "| Web | In | 203.0.113.8 | 443 | Any | TCP |\n| DNS | Out | 203.0.113.9 | Any | 53 | UDP |\n"
      )
        == ["203.0.113.8 tcp 443", "203.0.113.9 udp 53"])
  }

  @Test func whatIsNeverRequired() throws {
    #expect(
      try rows(
        "## Ports\n\n| Service | Port | Required |\n|---|---|---|\n| HTTPS | 443 | Yes |\n"
          + "| Telnet | 23 | Never |\n") == ["- - 443"])
  }

  /// Numbers of rules, where no header says so.
  @Test func numbersOfRules() throws {
    #expect(
      try rows(
        "<table><tr><td>100</td><td>Inbound</td><td>TCP</td><td>443</td><td>203.0.113.8</td>"
          + "<td>ALLOW</td></tr><tr><td>110</td><td>Inbound</td><td>TCP</td><td>22</td>"
          + "<td>203.0.113.9</td><td>ALLOW</td></tr></table>", "page.html")
        == ["203.0.113.8 tcp 443", "203.0.113.9 tcp 22"])
  }

  @Test func itemsOfAProtocolBelowTheirHost() throws {
    #expect(
      try rows(
        "Allow outbound:\n\n* a.example.com\n  * 443\n* b.example.com\n  * UDP\n    * 3478\n    * 3479\n"
      )
        == ["a.example.com - 443", "b.example.com udp 3478", "b.example.com udp 3479"])
  }

  @Test func linesOfNumbersBelowAProtocol() throws {
    #expect(
      try rows(
        "Your firewall should permit the following.\n\nTCP:\n443 (HTTPS)\n8443 (console)\n\nUDP:\n"
          + "3478 (STUN)\n") == ["- tcp 443", "- tcp 8443", "- udp 3478"])
  }

  @Test func twoTablesSideBySide() throws {
    #expect(
      try rows(
        "| Hostname | Port | Hostname | Port |\n|---|---|---|---|\n"
          + "| a.example.com | 443 | b.example.com | 8443 |\n| c.example.com | 22 | | |\n")
        == ["a.example.com - 443", "b.example.com - 8443", "c.example.com - 22"])
  }

  @Test func whatTheFirewallDoes() throws {
    #expect(
      try rows(
        "| Port | Protocol | Encrypted | Firewall |\n|---|---|---|---|\n| 443 | TCP | yes | open |\n"
          + "| 8086 | TCP | no | closed |\n| 5353 | UDP | no | open |\n")
        == ["- tcp 443", "- udp 5353"])
  }

  @Test func portsOfTwoFirewalls() throws {
    #expect(
      try rows(
        "| | Internal firewall | External firewall |\n|---|---|---|\n| Proxy | 8443/tcp | 443/tcp |\n"
      )
        == ["- tcp 443", "- tcp 8443"])
  }

  @Test func whatIsPublic() throws {
    #expect(
      try rows(
        "| Service | Port | Public |\n|---|---|---|\n| gateway | 443 | ✔ |\n| users | 9001 | ✖ |\n"
          + "| orders | 9002 | - |\n") == ["- - 443"])
  }
}
