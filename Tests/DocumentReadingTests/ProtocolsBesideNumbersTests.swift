import Testing

@testable import DocumentReading

/// Protocols that stand behind a port, in a bracket of their own, or in a line of their own.
struct ProtocolsBesideNumbersTests {
  @Test(
    "a bracket behind the use of a port tells its protocols",
    arguments: [
      (
        "- **30303**: peers (TCP/UDP)\n- **9000**: blocks (UDP)\n",
        ["- tcp+udp 30303", "- udp 9000"]
      ),
      ("- 8443 - console (TCP)\n- 5060 - calls (TCP and UDP)\n", ["- tcp 8443", "- tcp+udp 5060"]),
      ("- 7881 - relay over TCP\n- 7882 - relay over UDP\n", ["- tcp 7881", "- udp 7882"]),
    ])
  func behindUse(list: String, rules: [String]) throws {
    #expect(try ReadingLines.rulesBesideARule("Open the following ports:\n\n" + list) == rules)
  }

  @Test(
    "a bracket between a port and its verb tells its protocols",
    arguments: [
      "port `8555` (TCP/UDP) must be reachable.", "port `8555`\n(TCP/UDP) must be reachable.",
    ])
  func beforeVerb(text: String) throws {
    #expect(
      try ReadingLines.rulesBesideARule("For access from outside, \(text)") == ["- tcp+udp 8555"])
  }

  @Test("protocols and a remark in one bracket behind a host and its port")
  func behindHost() throws {
    #expect(
      try ReadingLines.rulesBesideARule(
        "- TURN: turn.vendor.net:3478 (UDP/TCP; ask for a password)\n- STUN: stun.vendor.net:3478 (UDP)"
      )
        == ["turn.vendor.net tcp+udp 3478", "stun.vendor.net udp 3478"])
  }

  @Test("a line for the protocol below one that allows and one for the port")
  func lineOfProtocol() throws {
    #expect(
      try ReadingLines.rulesBesideARule(
        "- Allow connections to: `db.vendor.net`\n- On port: `5432`\n- Protocol: `TCP`")
        == ["db.vendor.net tcp 5432"])
  }

  @Test("headings that begin with ports are the items of the heading above them")
  func headings() throws {
    #expect(
      try ReadingLines.rulesBesideARule(
        "## Open the following ports:\n\n### `443` - sign-in\n### `3478/UDP` - calls\n")
        == ["- - 443", "- udp 3478"])
  }

  @Test("numbers below a sentence that orders ports which follow, with another sentence between")
  func afterAnotherParagraph() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nThe following ports must be opened between the sites.\n\nBoth sites need it.\n\n* 6789\n"
          + "* 6800-7300\n", "page.md") == ["- - 6789", "- - 6800-7300"])
  }

  @Test("a condition of code is no table of ports")
  func code() throws {
    #expect(throws: ReadingError.self) {
      try ReadingLines.rules("    rule.from_port > 32767 || rule.to_port < 30000\n", "page.txt")
    }
  }

  @Test("the code of an HTTP answer is no port")
  func status() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Purpose |\n|---|---|\n| files.vendor.net | answers with HTTP 307 redirects |\n"
          + "| api.vendor.net | answers with HTTP 200 |\n", "page.md")
        == ["files.vendor.net - -", "api.vendor.net - -"])
  }

  @Test(
    "numbers below 600 behind the name of a web protocol are ports where nothing speaks of answers",
    arguments: ["Allow HTTPS 448 to a.vendor.net.", "Allow HTTP 448 to a.vendor.net."])
  func notStatus(text: String) throws {
    #expect(try ReadingLines.rulesBesideARule(text).map { $0.hasSuffix(" 448") } == [true])
  }

  @Test("several ports with what each is for, in one sentence")
  func usesInSentence() throws {
    #expect(
      try ReadingLines.rulesBesideARule(
        "Open ports 8080 for the web client and 7652 for the desktop client.") == ["- - 7652,8080"])
  }

  @Test("ticks with a sign for their picture tell the protocols of their columns")
  func picturedTicks() throws {
    #expect(
      try ReadingLines.rules(
        "| Port | Use | TCP | UDP |\n|---|---|---|---|\n| 30303 | peers | ✔️ | ✔️ |\n| 13000 | blocks | ✔️ |  |\n"
          + "| 12000 | search |  | ✔️ |\n", "page.md") == [
          "- tcp+udp 30303", "- tcp 13000", "- udp 12000",
        ])
  }

  @Test("an application over both protocols")
  func overBoth() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Protocols | Ports |\n|---|---|---|\n| a.vendor.net | CoAP over UDP/TCP with TLS | 5684 |\n"
          + "| b.vendor.net | CoAP over TCP | 443 |\n", "page.md")
        == ["a.vendor.net tcp+udp 5684", "b.vendor.net tcp 443"])
  }

  @Test("a column of problems forbids nothing")
  func columnOfProblems() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\n| Issue | Solution |\n|---|---|\n| Cannot connect | The proxy requires outbound access on port "
          + "443. |\n| No picture | Allow outbound UDP on all ports. |\n", "page.md") == [
          "- - 443", "- udp any",
        ])
  }

  @Test("small Roman numbers mark the items of a list")
  func romanNumbers() throws {
    #expect(
      try ReadingLines.rules(
        "# Addresses to allow\n\ni) 198.51.100.1 - 198.51.100.3\n\nii) 198.51.100.9\n\niii) 198.51.100.12\n",
        "page.md") == [
          "198.51.100.1-198.51.100.3 - -", "198.51.100.9 - -", "198.51.100.12 - -",
        ])
  }

  @Test("a port that is chosen at set-up is told as a warning, and its row left out")
  func chosenPort() throws {
    let reading = try ReadingLines.read(
      "| Service | Port | Protocol |\n|---|---|---|\n| Web | 443 | TCP |\n| Tunnel | User defined | UDP |\n",
      "page.md")
    #expect(ReadingLines.rules(reading) == ["- tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["ports-not-understood"])
    #expect(reading.findings.allSatisfy { $0.severity != .error })
  }

  @Test("\"but\" in front of a port leaves it out only behind a word for all")
  func but() throws {
    #expect(
      try ReadingLines.rules(
        "# Ports\n\nThe API is off by default, but TCP port 8501 must be open for it.\n", "page.md")
        == ["- tcp 8501"])
    #expect(throws: ReadingError.self) {
      try ReadingLines.rules("# Ports\n\nOpen all ports but port 25.\n", "page.md")
    }
  }

  @Test("what all traffic uses is for the hosts of the lists below")
  func allTraffic() throws {
    #expect(
      try ReadingLines.rules(
        "# Hosts to allow\n\nThe list was tested. All traffic is HTTPS over port 443.\n\nDiscovery:\n\n- a.vendor.net\n\n"
          + "Images:\n\n- b.vendor.net\n- c.vendor.net\n", "page.md"
      ).map { $0.hasSuffix(" 443") }
        == [true, true, true])
  }

  @Test("an application and its port in the bracket of a heading")
  func headingWithBracket() throws {
    #expect(
      try ReadingLines.rules(
        "# Domains to allow (agent, outbound HTTPS/443)\n\n| Domain | Use |\n|---|---|\n| a.vendor.net | data |\n"
          + "| b.vendor.net | time |\n", "page.md"
      ).map { $0.hasSuffix(" 443") } == [true, true])
  }

  @Test("a lone item above a table tells the protocol of its ports")
  func itemAboveTable() throws {
    #expect(
      try ReadingLines.rules(
        "# Network\n\n* These are the TCP ports to open in your firewall\n\n| Port | Use |\n|---|---|\n| 50070 | name |\n"
          + "| 50075 | data |\n", "page.md") == ["- tcp 50070", "- tcp 50075"])
  }

  @Test("what was found of an attack is for no allowlist")
  func findings() throws {
    #expect(
      try ReadingLines.rulesBesideARule(
        "- Malware communicated to: bad.vendor.net\n- IP address: 198.51.100.48\n- Score: 43/59")
        == [])
  }

  @Test("a row that opens all ports to a name without an address is warned of")
  func allPortsOfName() throws {
    let reading = try ReadingLines.read(
      "| In / Out | Source / Dest | Protocol | Port range |\n|---|---|---|---|\n| In | 0.0.0.0/0 | TCP | 22 |\n"
        + "| In | SG: web | All | 0-65535 |\n", "page.md")
    #expect(ReadingLines.warnings(reading).contains("no-address"))
  }
}
