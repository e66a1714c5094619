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
