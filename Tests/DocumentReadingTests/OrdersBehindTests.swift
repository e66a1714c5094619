import Testing

@testable import DocumentReading

/// Sentences that open or shut what another sentence, a label or a list above them tells.
struct OrdersBehindTests {
  @Test(
    "a sentence forbids what stands above it",
    arguments: [
      "Indicators:\n\n- 192.0.2.9\n- bad.vendor.net\n\nBlock these addresses in your firewall.\n",
      "Hosts of the old version:\n\n- a.vendor.net\n- b.vendor.net\n\nDo not allow these hosts.\n",
      "Ports:\n\n- TCP 3306\n- TCP 3307\n\nThese ports must not be opened.\n",
      "The name is exactly `vendor.net`. Do not add\n`bad.vendor.net`.\n",
      "Never enter\n192.0.2.9\nthere.\n",
      "- **503**: outage — check bad.vendor.net\n",
    ])
  func forbidsAbove(text: String) throws {
    #expect(try beside(text) == [])
  }

  @Test(
    "a label forbids what stands below it",
    arguments: [
      "Avoid:\n\n- Source = 0.0.0.0/0\n", "Bad example:\n\n- 0.0.0.0/0: TCP 22\n",
      "Don't:\n\n- open TCP 3306\n", "Not recommended:\n\n- TCP 3306\n",
      "Ports used internally (do not forward):\n\n- 3306/tcp\n- 3307/udp\n",
    ])
  func forbidsBelow(text: String) throws {
    #expect(try beside(text) == [])
  }

  @Test("a good example below a bad one is read")
  func goodBelowBad() throws {
    #expect(
      try beside("Don't:\n\n- open TCP 3306\n\nDo:\n\n- open TCP 443\n") == ["- tcp 443"])
  }

  @Test(
    "a sentence orders the port or the address that the one before tells",
    arguments: [
      ("Tunnels use SSH (port 22). These ports must be open between both sites.", "- tcp 22"),
      (
        "Check whether port 8149 answers. If not, ask the administrator to open the port.",
        "- - 8149"
      ),
      (
        "The phone registers at sip.vendor.net:5061 (TCP). Make sure this is permitted.",
        "sip.vendor.net tcp 5061"
      ),
      (
        "The new range is `192.0.2.120/29`. Update your rules to allow traffic from the new IP addresses.",
        "192.0.2.120/29 - -"
      ),
      (
        "UDP port 2000 will be used by the peers. The firewall needs to allow these packets to pass.",
        "- udp 2000"
      ),
      ("The port defaults to 443 and must be open.", "- - 443"),
      ("Port 8083 needs to be open. Do not open this port to all traffic.", "- - 8083"),
      ("Open TCP port 8083, but do not expose it to the public internet.", "- tcp 8083"),
      ("Unblock the following ports if they are blocked: 3307, 7010.", "- - 3307,7010"),
      ("Make sure that nothing blocks port 9100 between both servers.", "- - 9100"),
      ("Leave ports 80 and 443 open.", "- - 80,443"),
      ("Replace old.vendor.net with new.vendor.net in your firewall rules.", "new.vendor.net - -"),
      ("SSL inspection must be disabled for *.vendor.net.", "*.vendor.net - -"),
      ("Do not filter or inspect traffic to app.vendor.net.", "app.vendor.net - -"),
    ])
  func ordersBefore(text: String, row: String) throws {
    #expect(try beside(text + "\n") == [row])
  }

  @Test(
    "sentences below a list that tell of something else leave it",
    arguments: [
      "Block all other traffic.", "Some firewalls block these ports.",
      "Your provider may block these ports.",
      "The installer does not open these ports automatically.", "Never block these.",
      "Block traffic that does not match these rules.",
      "Block inbound traffic from these addresses.",
      "Do not open these ports on the clients.", "Deny access to these addresses for guests.",
      "These ports should not be exposed to the internet.", "Block them at night.",
      "Inbound connections are not needed. Block these connections.",
      "The old server is retired.\n\nBlock this traffic.",
    ])
  func leavesList(sentence: String) throws {
    let page = "Open these ports on the firewall:\n\n- TCP 443\n- UDP 3478\n\n\(sentence)\n"
    #expect(try beside(page) == ["- tcp 443", "- udp 3478"])
  }

  @Test("only what the sentence right before told is taken back")
  func takesBackLast() throws {
    #expect(
      try beside(
        "Open TCP 443 to a.vendor.net. Old clients use TCP 80 to c.vendor.net. Block this traffic.\n"
      )
        == ["a.vendor.net tcp 443"])
    #expect(
      try beside(
        "Allow TCP 443 to a.vendor.net. Inbound connections are never needed. Block these connections.\n"
      )
        == ["a.vendor.net tcp 443"])
  }

  @Test(
    "an order to open something else opens no host that was told",
    arguments: [
      "The portal is at https://portal.vendor.net. Open this URL.",
      "The portal is at portal.vendor.net. Allow this page in your browser.",
      "You will be redirected to login.vendor.net. Allow this.",
      "The app connects to app.vendor.net. Allow these notifications.",
      "Download it from www.vendor.net. The system asks for the microphone. Allow this.",
      "Do not disable SSL inspection for app.vendor.net.",
      "Virus scanning can be disabled at portal.vendor.net.",
      "Contact support if you want to open port 8080.", "Have you opened port 8080?",
    ])
  func opensNothingElse(text: String) throws {
    #expect(try beside(text + "\n") == [])
  }

  @Test("words of a verdict in a cell, or above a group of services, take nothing back")
  func verdictsElsewhere() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port | Protocol | Encryption |\n|---|---|---|---|\n| a.vendor.net | 389 | TCP | Insecure |\n"
          + "| b.vendor.net | 636 | TCP | Secure |\n", "page.md")
        == ["a.vendor.net tcp 389", "b.vendor.net tcp 636"])
    #expect(
      try beside("Secure:\n\n- TCP 5061\n\nInsecure:\n\n- TCP 5060\n") == [
        "- tcp 5061", "- tcp 5060",
      ])
  }

  @Test(
    "other words about a port behind its sentence open nothing",
    arguments: [
      "Port 80 is only needed for redirects and may stay closed.",
      "Port 8888 (stats) should remain localhost-only — do not expose it externally unless needed.",
      "The reply is HTTP 307, and this is allowed.",
      "Any inbound traffic on UDP port 11211 is an attack; block it.",
    ])
  func opensNothing(text: String) throws {
    #expect(try beside(text + "\n") == [])
  }

  /// What is read besides the rule in front of a text.
  private func beside(_ text: String) throws -> [String] {
    try ReadingLines.rulesBesideARule(text)
  }

  @Test(
    "a remark about something else above a list leaves it",
    arguments: [
      "Firewall rules (never expose to the internet):", "Allow (do not proxy):",
      "Allow outbound (do not forward):",
    ])
  func remarkAbove(label: String) throws {
    #expect(
      try beside("\(label)\n\n- a.vendor.net:443\n- b.vendor.net:443\n")
        == ["a.vendor.net - 443", "b.vendor.net - 443"])
  }

  @Test("two ports in one sentence, one shut and one open")
  func shutAndOpen() throws {
    #expect(try beside("Keep port 23 closed and port 22 open.\n") == ["- - 22"])
    #expect(
      try beside("Port 8888 (stats) should stay closed and port 443 (web) must be open.\n") == [
        "- - 443"
      ])
  }

  @Test("an exemption from inspection in German and French")
  func exemptions() throws {
    #expect(
      try beside("Deaktivieren Sie die SSL-Inspektion für a.vendor.net.\n") == ["a.vendor.net - -"])
    #expect(try beside("Désactivez l'inspection SSL pour a.vendor.net.\n") == ["a.vendor.net - -"])
  }
}
