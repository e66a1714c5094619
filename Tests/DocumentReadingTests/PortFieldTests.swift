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

/// Data in shapes of its own: rows as lists, ports beside, and what a port leads to.
@Suite struct DataShapeTests {
  private func rules(_ text: String, _ name: String = "page.json") throws -> [String] {
    try ReadingLines.rules(text, name).sorted()
  }

  @Test(arguments: [
    #"{"columns":["host","port","protocol"],"rows":[["a.example.com",8443,"tcp"],["b.example.com",7001,"udp"]]}"#,
    #"[["host","port","protocol"],["a.example.com",8443,"tcp"],["b.example.com",7001,"udp"]]"#,
  ])
  func rowsAsLists(_ text: String) throws {
    #expect(try rules(text) == ["a.example.com tcp 8443", "b.example.com udp 7001"])
  }

  @Test func portsInAnObjectBeside() throws {
    let text = """
      {"data":[{"attributes":{"address":"203.0.113.10"},"meta":{"port":443}},
      {"attributes":{"address":"203.0.113.11"},"meta":{"port":8443}}]}
      """
    #expect(try rules(text) == ["203.0.113.10 - 443", "203.0.113.11 - 8443"])
  }

  @Test func portsByTheirNames() throws {
    #expect(
      try rules(
        "endpoints:\n  - fqdn: a.example.com\n    ports:\n      https: 8443\n      metrics: 9101\n",
        "page.yaml"
      )
      .map { $0.hasPrefix("a.example.com") && $0.contains("8443") || $0.contains("9101") }
      .allSatisfy { $0 })
  }

  @Test func portsWithRemarksBelowTheirProtocol() throws {
    let text = """
      open_ports:
        tcp:
          - port: 8443
            comment: console
        udp:
          - port: 51821
            comment: vpn

      """
    #expect(try rules(text, "page.yaml") == ["- tcp 8443", "- udp 51821"])
  }

  @Test func forwardedPorts() throws {
    #expect(
      try rules(
        #"<zone><port port="8443" protocol="tcp"/><forward-port port="8081" protocol="tcp" "#
          + #"to-port="81" to-addr="10.0.0.5"/></zone>"#, "page.xml"
      ) == ["- tcp 8081", "- tcp 8443"])
  }

  @Test func hostsOfTheMachineItself() throws {
    #expect(
      try rules("Host,Ports\na.example.com,8443\nlocalhost,5433\n", "page.csv")
        == ["a.example.com - 8443"])
    #expect(
      try rules(
        #"{"no_proxy":["127.0.0.1","10.0.0.0/8"],"allow":[{"host":"a.example.com","port":8443}]}"#)
        == ["a.example.com - 8443"])
  }

  /// What firewalls call their objects for services.
  @Test func namesOfServices() throws {
    let text = """
      {"policies":[
      {"srcaddr":["all"],"dstaddr":["203.0.113.10"],"service":["tcp-8443"],"action":"accept"},
      {"srcaddr":["all"],"dstaddr":["203.0.113.11"],"service":["TCP_7000-7010","udp_5061"],"action":"accept"},
      {"srcaddr":["all"],"dstaddr":["203.0.113.12"],"service":["ALL"],"action":"deny"}]}
      """
    #expect(
      try rules(text) == [
        "203.0.113.10 tcp 8443", "203.0.113.11 tcp 7000-7010", "203.0.113.11 udp 5061",
      ])
  }

  /// Years of a column that is not called one of ports.
  @Test func years() throws {
    #expect(
      try rules(
        "network;country;registered\n203.0.113.0/26;NL;2020\n203.0.113.64/26;DE;2021\n", "page.csv")
        == ["203.0.113.0/26 - -", "203.0.113.64/26 - -"])
  }
}
