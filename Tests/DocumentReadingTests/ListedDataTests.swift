import DocumentReading
import Testing

/// Data in the listings of a page: rules for firewalls if words above or their own keys say so.
@Suite struct ListedDataTests {
  private func rows(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.rules(text, name).sorted()
  }

  private static let yaml = """
    ```yaml
    rules:
      - name: web
        host: a.example.com
        port: 443
        proto: tcp
      - name: time
        host: b.example.com
        port: 123
        proto: udp
    ```
    """

  @Test func rulesThatTheWordsAboveOrder() throws {
    #expect(
      try rows("Allow the following hosts in your firewall:\n\n" + Self.yaml)
        == ["a.example.com tcp 443", "b.example.com udp 123"])
  }

  @Test(arguments: ["The program reads its settings:", "An example of rules for the firewall:"])
  func otherListingsOpenNothing(_ words: String) throws {
    #expect(
      try rows("Open TCP port 8443 in the firewall.\n\n" + words + "\n\n" + Self.yaml)
        == ["- tcp 8443"])
  }

  @Test func keysOfRules() throws {
    #expect(
      try rows(
        "Limit what the agent reaches.\n\n```json\n{\"allowed_outbound_domains\": "
          + "[\"a.example.com\"], \"blocked\": [\"c.example.com\"]}\n```\n")
        == ["a.example.com - -"])
    #expect(
      try rows(
        "Ports to open:\n\n    firewall_allowed_tcp_ports:\n      - 22\n      - 80\n      ...\n"
          + "    firewall_allowed_udp_ports:\n      - 123\n") == ["- tcp 22,80", "- udp 123"])
  }
}

/// Rules of firewalls in data files, as programs that manage these write them.
@Suite struct FirewallDataTests {
  @Test func portsBesideRulesWithSources() throws {
    #expect(
      try ReadingLines.rules(
        "ufw_rules:\n  - { port: 22, proto: tcp, src: 203.0.113.0/24 }\n"
          + "  - { port: 80, proto: tcp }\n", "vars.yaml"
      ).sorted() == ["- tcp 80", "203.0.113.0/24 tcp 22"])
  }

  @Test func portsWhereConnectionsGo() throws {
    #expect(
      try ReadingLines.rules(
        "ufw_rules:\n  - rule: allow\n    to_port: \"443\"\n  - rule: allow\n    to_port: \"51820\"\n"
          + "    proto: udp\n  - rule: deny\n    to_port: \"25\"\n", "vars.yaml"
      ).sorted() == ["- - 443", "- udp 51820"])
  }

  @Test func rangesOfElements() throws {
    #expect(
      try ReadingLines.rules(
        "<service id=\"1000\"><id>console</id><rule id=\"0000\"><direction>inbound</direction>"
          + "<protocol>tcp</protocol><porttype>dst</porttype><port><begin>5900</begin>"
          + "<end>6000</end></port></rule></service>", "service.xml") == ["- tcp 5900-6000"])
  }
}
