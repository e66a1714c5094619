import DocumentReading
import Testing

/// Ports that stand in words or commands and in no rule are told.
@Suite struct UnplacedPortTests {
  private func warnings(_ text: String, _ name: String = "page.md") throws -> [String] {
    let reading = try ReadingLines.read(text, name)
    return reading.findings.filter { $0.severity == .warning }.map {
      "\($0.line.map(String.init) ?? "-") \($0.code)"
    }
  }

  private let rules = "# Firewall\n\n| Host | Port |\n|---|---|\n| a.vendor.net | TCP 443 |\n\n"

  @Test(arguments: [
    ("ufw allow 9002/tcp", true), ("sudo ufw allow 50000:60000/udp", true),
    ("firewall-cmd --permanent --add-port=8443/tcp", true),
    ("iptables -A INPUT -p tcp --dport 8443 -j ACCEPT", true),
    // What the table has, what is no vendor's, what is taken away.
    ("sudo ufw allow 443/tcp", false),
    ("ufw allow from 192.0.2.0/24 to any port 22", false),
    ("sudo ufw delete allow 8443/tcp", false),
    ("iptables -A INPUT -p tcp --dport 23 -j DROP", false),
  ])
  func portsThatOnlyACommandAllows(_ command: String, _ isTold: Bool) throws {
    let found = try warnings(rules + "```sh\n\(command)\n```\n")
    #expect(found == (isTold ? ["8 ports-in-command"] : []))
  }

  @Test(arguments: [
    ("The manager takes connections over port 13000.", true),
    ("The manager takes connections over port 443.", false),
    ("It listens on port 13000 by default.", false),
    ("Set HTTP_PORT=13000 in the file.", false),
    ("Is port 13000 on this list?", false),
    ("Older versions of the agent used port 13000.", false),
    ("This binds to your local port 13000.", false),
  ])
  func portsThatOnlyASentenceNames(_ sentence: String, _ isTold: Bool) throws {
    let found = try warnings("# Ports\n\n" + rules.dropFirst(12) + sentence + "\n")
    #expect(found.contains { $0.hasSuffix("ports-named") } == isTold)
  }

  @Test func aLineAmongLinesOfPortsThatIsNotUnderstood() throws {
    let text = """
      # Firewall

      The server needs these ports open:

      ```
      UDP port  8880 (one)
      UDP port 10002 (two)
      UDP port 10017 (three)
      UPD port 20001 (four)
      UDP port 30001 (five)
      ```
      """
    #expect(
      try ReadingLines.lines(text, "page.md").map { $0.split(separator: " | ")[4] }
        == ["8880", "10002", "10017", "30001"])
    #expect(try warnings(text) == ["9 ports-named"])
  }

  @Test func aNumberBesideAnAddressThatWasNotRead() throws {
    #expect(
      try warnings("# Firewall\n\n- api.vendor.net - the 8443 listener\n")
        == ["3 ports-not-understood"])
  }

  /// Ports for one's own network or for any address are not those of the hosts beside them.
  @Test(arguments: [
    ("Allow RTP on UDP ports 10000-20000 from any IP address.", "- udp 10000-20000"),
    ("Open TCP port 8443 on your LAN.", "- tcp 8443"), ("Allow TCP 8443 to ANY.", "- tcp 8443"),
  ])
  func portsOfAnotherEnd(_ sentence: String, _ rule: String) throws {
    let text = "# Proxies\n\n| Host | Place |\n|---|---|\n| a.example.com | Oslo |\n\n\(sentence)\n"
    #expect(try ReadingLines.rules(text, "page.md").sorted() == [rule, "a.example.com - -"])
  }

  /// What may be of something else is joined with the hosts above, and told.
  @Test(arguments: [
    ("These hosts use UDP port 3478.", false), ("UDP port 3478", false),
    ("Calls sound better still when UDP port 3478 is open as well.", true),
  ])
  func portsBelowHosts(_ sentence: String, _ isTold: Bool) throws {
    let text = "# Hosts\n\nAllow these hosts:\n\n- a.example.com\n- b.example.com\n\n\(sentence)\n"
    let reading = try ReadingLines.read(text, "page.md")
    #expect(
      ReadingLines.rules(reading).sorted() == ["a.example.com udp 3478", "b.example.com udp 3478"])
    #expect(ReadingLines.warnings(reading) == (isTold ? ["ports-below-table"] : []))
  }

  /// Numbers that a sentence about ports holds in a form that is not understood.
  @Test func portsInAnOddFormAreTold() throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\n- TCP 443\n\nThese ports are either 80 and 443, or 8482 and 8483 for browsers.\n",
      "page.md")
    #expect(ReadingLines.rules(reading) == ["- tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["ports-named"])
  }

  /// Addresses that are for UDP get none of the ports of TCP.
  @Test func portsOfAnotherProtocolStayApart() throws {
    let text = """
      # Firewall

      - TCP 80 and 443 outbound

      Open the following addresses for UDP traffic:

      - 192.0.2.0/24
      - 198.51.100.0/24

      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(
      ReadingLines.rules(reading).sorted() == [
        "- tcp 80,443", "192.0.2.0/24 udp -", "198.51.100.0/24 udp -",
      ])
  }

  @Test func addressesInTheSentenceAndBelowIt() throws {
    let text = """
      Open the following addresses on port 443 so that the servers of a.example.com can be reached:

      - 192.0.2.1
      - 192.0.2.2

      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == [
        "192.0.2.1 - 443", "192.0.2.2 - 443", "a.example.com - 443",
      ])
  }

  /// A protocol without ports that is asked for in words.
  @Test func protocolsThatAreAskedFor() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\n* Port 443 must be open\n* ICMP also needs to be open\n", "page.md"
      ).sorted() == ["- - 443", "- icmp -"])
    #expect(
      try ReadingLines.rules("# Firewall\n\nICMP must be open. TCP 443 must be open.\n", "page.md")
        .sorted() == ["- icmp -", "- tcp 443"])
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\n* answer ICMP echo requests from a.example.com\n* UDP 1812 from a.example.com\n",
        "page.md"
      ).sorted() == ["a.example.com icmp -", "a.example.com udp 1812"])
    #expect(
      try ReadingLines.rules("# Firewall\n\nICMP is not needed. TCP 443 must be open.\n", "page.md")
        == ["- tcp 443"])
  }
}
