import Testing

@testable import DocumentReading

/// Orders to open ports where no heading speaks of firewalls: in sentences, items and cells.
@Suite struct OrdersAnywhereTests {
  private func rules(_ body: String) throws -> [String] {
    try ReadingLines.rules("# Guide\n\n- Mail: TCP 25 to z.vendor.example\n\n\(body)\n", "page.md")
      .filter { !$0.hasPrefix("z.") }
  }

  /// Beside a rule with its protocol, a sentence without one is a rule, too.
  @Test(arguments: [
    "Ensure that port 443 is open.", "Port 443 must be open.", "You need to allow port 443.",
    "Please unblock port 443.", "Check that port 443 is not blocked.",
    "Traffic to port 443 must be allowed.", "Der Port 443 muss freigegeben sein.",
    "- Make sure that no firewall blocks port 443.",
    "- Ensure no VPN or firewall is blocking port 443.",
  ])
  func aProtocolIsNotNeeded(_ text: String) throws {
    #expect(try rules(text) == ["- - 443"])
  }

  @Test(arguments: [
    "Port 443 is required for nothing.", "The server listens on port 443.", "Do not open port 443.",
    "Port 443 should not be open.", "If port 443 is open, the page can be reached.",
    "Port 443 should be protected by a firewall.",
  ])
  func othersOrderNothing(_ text: String) throws {
    #expect(try rules(text) == [])
  }

  /// What somebody or something else opens, opened, or may open is no order; nor is a page that is opened.
  @Test(arguments: [
    "The installer opens port 8443 automatically.", "The service opens port 8443 when it starts.",
    "Malware can open port 8443.", "UPnP allows devices to open port 8443.",
    "Port 8443 is opened automatically by the setup.", "The Dockerfile exposes port 8443.",
    "Ensure the container exposes port 8443.", "Check whether port 8443 is open.",
    "We had to open port 8443 in 2016.", "Open the page on port 8443.",
    "In case port 8443 should not be open, tell us.",
    "Run it behind a firewall that blocks port 8443.",
    "Use a security group which denies access to TCP 8443.",
  ])
  func whatOthersDoIsNoOrder(_ text: String) throws {
    #expect(try rules(text) == [])
  }

  /// Where one clause orders and another only tells, the ports of the former are opened.
  @Test func anOrderOpensItsOwnPorts() throws {
    #expect(try rules("You must open port 443, otherwise the app uses port 8443.") == ["- - 443"])
  }

  @Test(arguments: [
    "Allow port 443 in your firewall", "Allow incoming connections on port 443.",
    "Add an exception for port 443 to the firewall.", "Veuillez autoriser le port 443.",
    "Öffnen Sie den Port 443.", "Abra el puerto 443.", "Check that port 443 is not blocked.",
  ])
  func cellsNeedNoProtocol(_ cell: String) throws {
    let table = "| Problem | Solution |\n|---|---|\n| No sign-in | \(cell) |\n| Other | Restart |"
    #expect(try rules(table) == ["- - 443"])
  }

  /// An item that ends in a full stop is a rule like one that does not.
  @Test func aFullStopChangesNothing() throws {
    #expect(
      try rules("## Firewall\n\n* Search: TCP 9200.\n* Page: TCP 8080, unless changed.").sorted()
        == ["- tcp 8080", "- tcp 9200"])
  }

  @Test func allPortsOfAProtocolAreARule() throws {
    #expect(try rules("All UDP ports must be open.") == ["- udp any"])
  }

  /// Hosts of a sentence over several lines, of which one holds nothing but hosts.
  @Test func aSentenceGoesOnBehindALineOfHosts() throws {
    let text = """
      The program needs outbound access to `a.vendor.example`,
      `b.vendor.example`, `c.vendor.example` and
      the mirrors `d.vendor.example`,
      `e.vendor.example`.
      """
    let hosts = try rules(text).map { String($0.prefix(1)) }.sorted()
    #expect(hosts == ["a", "b", "c", "d", "e"])
  }

  /// "That port must be open", behind the sentence that tells it.
  @Test(arguments: [
    "The service runs on port 8003 by default. That port must be open in the firewall.",
    "The service runs on port 8003. The port must not be blocked by the firewall.",
    "The default port is 8003. This port has to be reachable from outside.",
  ])
  func aPortMayBeToldBeforeItsOrder(_ text: String) throws {
    #expect(try rules(text) == ["- - 8003"])
  }

  @Test(arguments: [
    "The service runs on port 8003. Do not open this port to the Internet.",
    "The service runs on port 8003. This port should be open only locally.",
    "The service runs on port 8003. The port can be changed in the settings.",
  ])
  func otherWordsAboutAPortOpenNothing(_ text: String) throws {
    #expect(try rules(text) == [])
  }

  /// A table of symptoms has no column of ports, and its cells say what to open.
  @Test func cellsMayOrder() throws {
    let table = """
      | Symptom | Fix |
      |---|---|
      | No window | Enable it in the menu |
      | All servers fail | Check that TCP port 1935 outbound is not blocked by your firewall |
      | No response | Endpoint unreachable (firewall must allow outbound TCP 8883), or wrong region |
      | No phone | Do not open TCP port 5061 |
      """
    #expect(try rules(table).sorted() == ["- tcp 1935", "- tcp 8883"])
  }

  /// "The following TCP ports" tells the protocol of what stands below, in a list inside a list as well.
  @Test func aListInsideAListHasTheProtocolOfItsItem() throws {
    let list = """
      1. The following TCP ports must be open on the server
          1. **80** for the web.
          1. **5223** for SSH.
      2. Run the server
      """
    #expect(try ReadingLines.rules(list, "page.md").sorted() == ["- tcp 5223", "- tcp 80"])
  }

  /// The ports of a sentence about "the following hosts" reach those below smaller headings.
  @Test func portsReachTheListsOfSmallerHeadings() throws {
    let page = """
      # Hosts

      Allow the following hosts (all over HTTPS, port 8443).

      ## Always
      - a.vendor.example: licences

      ## Custom

      | Host | Use |
      |---|---|
      | b.vendor.example | builds |
      """
    let ports = try ReadingLines.rules(page, "page.md").map { $0.split(separator: " ").last }
    #expect(ports == ["8443", "8443"])
  }

  /// Where nothing takes them, they are told.
  @Test func portsThatNothingTakesAreTold() throws {
    let page = """
      # Hosts

      - c.vendor.example 22

      # Other

      Allow the following hosts on port 8443.

      ## Later

      To be announced.
      """
    let reading = try ReadingLines.read(page, "page.md")
    #expect(
      reading.findings.contains { $0.line == 7 || $0.severity != .note }
        || ReadingLines.rules(reading).contains { $0.hasSuffix("8443") })
  }

  /// Sections with other hosts do not get them.
  @Test func portsDoNotReachOtherSections() throws {
    let page = """
      # Hosts

      Allow the following hosts on TCP port 8443.

      ## Hosts of the service
      - a.vendor.example

      ## Support
      - support.vendor.example
      """
    #expect(
      try ReadingLines.rules(page, "page.md").sorted()
        == ["a.vendor.example tcp 8443", "support.vendor.example - -"])
  }

  @Test func allPortsForTheServersAbove() throws {
    let page = "Our servers:\n\n- 198.51.100.0/24\n\nPlease allow all ports.\n"
    #expect(try ReadingLines.rules(page, "page.md") == ["198.51.100.0/24 - any"])
  }

  /// "All ports" of a sentence that points at no hosts opens none of them.
  @Test func allPortsAreNotGivenToHostsAbove() throws {
    let page = """
      Allow the following domains:

      - a.vendor.example

      If the picture still fails, all ports to the camera may need to be opened.
      """
    #expect(try ReadingLines.rules(page, "page.md") == ["a.vendor.example - -"])
  }

  /// A condition that denies takes nothing back.
  @Test func aConditionTakesNothingBack() throws {
    let page = """
      The agents use the ports listed below:

      - HTTPS (443) is the default port.
      - Queue (4222) is used for tasks. In case this port is not allowed in your network, the agent polls.
      """
    let reading = try ReadingLines.read(page, "page.md")
    let isRead = ReadingLines.rules(reading).contains { $0.hasSuffix("4222") }
    #expect(isRead || ReadingLines.warnings(reading).contains("ports-lost"))
  }
}

/// Ranges by which words around them are ports.
@Suite struct RangesInSentencesTests {
  @Test(arguments: [
    ("Open the entire 6800-7300 port range.", ["6800-7300"]),
    ("Open the 6800-7300 range.", ["6800-7300"]),
    ("Open the TCP 6800:7300 range.", ["6800-7300"]),
    ("Open UDP 10000--60000.", ["10000-60000"]),
    ("Please open the 80 and 443 ports.", ["80,443"]),
    ("Open the TCP port range 6800:7300.", ["6800-7300"]),
    ("Open UDP port 51820 (and 51821 if IPv6 is used).", ["51820-51821"]),
    ("A switch with 24 and 48 ports.", []),
    ("Open the 2019-2020 range in the report.", []),
    ("Open the 8000-9000 range of serial numbers.", []),
    ("Allow 1500-2000 range meters.", []),
  ])
  func areRead(_ text: String, _ ports: [String]) throws {
    #expect(try ReadingLines.portsBesideARule(text).sorted() == ports)
  }

  /// Such words state no count of ports, either.
  @Test(arguments: [
    "Please open the 80 and 443 ports.", "Allow at least one port per service: 8080.",
    "Each cluster has nine IP addresses.",
  ])
  func stateNoCount(_ text: String) throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\n\(text)\n\n- TCP 25 to 192.0.2.1\n- TCP 25 to 192.0.2.2\n", "page.md")
    #expect(!ReadingLines.warnings(reading).contains("stated-count-differs"))
  }
}
