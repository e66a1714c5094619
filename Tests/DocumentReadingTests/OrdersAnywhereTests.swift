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
    ("A switch with 24 and 48 ports.", []),
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
