import Testing

/// Ports in the fields of data, and in listings below items.
@Suite struct PortFieldTests {
  private func rules(_ text: String, _ name: String) throws -> [String] {
    try ReadingLines.rules(text, name).sorted()
  }

  @Test(arguments: [
    ("server:\n  open_ports:\n    - 8081\n    - 9091\n", "page.yaml"),
    ("locals {\n  ingress_ports = [8081, 9091]\n}\n", "page.tf"),
    ("variable \"allowed_ports\" {\n  default = [8081, 9091]\n}\n", "page.tf"),
    (#"{"firewall":{"ports":[8081,9091]}}"#, "page.json"),
  ])
  func listsBelowKeysThatAsk(_ text: String, _ name: String) throws {
    #expect(
      try ReadingLines.read(text, name).endpoints.map { $0.ports!.description } == ["8081", "9091"]
        || rules(text, name) == ["- - 8081,9091"])
  }

  @Test func textsBelowAFirewall() throws {
    #expect(
      try rules(
        "network:\n  firewall:\n    https: Port 8443 (TCP, web console)\n    voice: UDP port 5061\n",
        "page.yaml") == ["- tcp 8443", "- udp 5061"])
  }

  /// Elsewhere such a text is told, with its line.
  @Test func textsElsewhereAreTold() throws {
    let text = "about:\n  web: Port 8443 (TCP, web console)\nhosts:\n  - 203.0.113.9\n"
    let reading = try ReadingLines.read(text, "page.yaml")
    #expect(ReadingLines.rules(reading) == ["203.0.113.9 - -"])
  }

  @Test func blocksOfProtocols() throws {
    let text = """
      resource "azurerm_firewall_application_rule_collection" "app" {
        action = "Allow"
        rule {
          name         = "packages"
          target_fqdns = ["*.pkgs.vendor.io"]
          protocol {
            port = "443"
            type = "Https"
          }
          protocol {
            port = "80"
            type = "Http"
          }
        }
      }

      """
    #expect(try rules(text, "page.tf") == ["*.pkgs.vendor.io tcp 80,443"])
  }

  /// Ports as the keys of addresses.
  @Test func keysThatArePorts() throws {
    #expect(
      try rules(
        #"{"allow":{"tcp":{"443":["203.0.113.10"],"8443":["203.0.113.12"]},"udp":{"5060":["203.0.113.0/28"]}}}"#,
        "page.json")
        == ["203.0.113.0/28 udp 5060", "203.0.113.10 tcp 443", "203.0.113.12 tcp 8443"])
    let reading = try ReadingLines.read(#"{"sites":{"443":["203.0.113.10"]}}"#, "page.json")
    #expect(ReadingLines.warnings(reading) == ["ports-named"])
  }

  /// Ports that no rule beside them uses, and what among them is to be filled in.
  @Test func portsBesideRulesOfTheirOwn() throws {
    let text = """
      firewall_allowed_tcp_ports:
        - "{{ ssh_port }}"
        - 8081
      firewall_additional_rules:
        - rule: allow
          port: 9101
          proto: tcp
          src: "203.0.113.0/24"

      """
    let reading = try ReadingLines.read(text, "page.yaml")
    #expect(ReadingLines.rules(reading).sorted() == ["- tcp 8081", "203.0.113.0/24 tcp 9101"])
    #expect(ReadingLines.warnings(reading) == ["ports-not-understood"])
  }

  /// Ports of the addresses beside them stay theirs.
  @Test func portsOfTheAddressesBesideThem() throws {
    #expect(
      try rules(#"{"allowed_ports":[443],"hosts":["203.0.113.9"]}"#, "page.json")
        == ["203.0.113.9 - 443"])
  }

  /// Where a rule goes is told, whatever its source.
  @Test func aSourceOfAny() throws {
    let text = """
      {"rules":[{"source_addresses":["*"],"destination_addresses":["203.0.113.9"],"destination_ports":["443"]},
      {"source_addresses":["*"],"destination_fqdns":["a.example.com"],"destination_ports":["443"]}]}
      """
    #expect(try ReadingLines.lines(text, "page.json").allSatisfy { $0.hasSuffix("| outbound") })
  }

  /// What an item announces stands in the listing below it, and in no other.
  @Test func aListingBelowAnItem() throws {
    let text = """
      # Setup

      1. Install the package.
      2. Open the following ports:

         ```
         8081
         9091
         ```

      3. Start it with these values:

         ```
         16
         2048
         ```

      """
    #expect(
      try rules(text, "page.md") == ["- - 8081", "- - 9091"]
        || rules(text, "page.md") == ["- - 8081,9091"])
  }

  /// "UFW configuration …:" with items below it is typed nowhere.
  @Test func anItemThatBeginsWithTheNameOfACommand() throws {
    #expect(
      try rules(
        "# Checklist\n\n- UFW configuration for all required ports:\n  - 22 (SSH)\n  - 443 (HTTPS)\n",
        "page.md"
      ).count == 2)
  }
}
