import Testing

/// One rule as fields, however a page arranges them: nested items, items below a heading, a list of
/// definitions, lines.
@Suite struct RecordShapeTests {
  private static let shapes: [@Sendable ([(String, String)]) -> (text: String, name: String)] = [
    { fields in
      (
        "# Firewall\n\n* \(fields[0].1)\n"
          + fields.dropFirst().map { "  * \($0): \($1)\n" }.joined(), "page.md"
      )
    },
    { fields in
      (
        "# Firewall\n\n### \(fields[0].1)\n\n"
          + fields.dropFirst().map { "- **\($0):** \($1)\n" }.joined(), "page.md"
      )
    },
    { fields in
      (
        "<html><body><h1>Firewall</h1><h2>\(fields[0].1)</h2><dl>"
          + fields.dropFirst().map { "<dt>\($0)</dt><dd>\($1)</dd>" }.joined()
          + "</dl></body></html>", "page.html"
      )
    },
    { fields in
      ("Firewall\n\n" + fields.map { "\($0): \($1)" }.joined(separator: "\n") + "\n", "page.txt")
    },
  ]

  private func opened(_ fields: [(String, String)]) -> [[String]] {
    Self.shapes.map { shape in
      let (text, name) = shape(fields)
      return ((try? ReadingLines.rules(text, name)) ?? []).sorted()
    }
  }

  @Test func protocolsGoWithTheirPorts() {
    let rules = opened([("Host", "a.example.com"), ("Port", "443"), ("Protocol", "TCP")])
    #expect(rules == Array(repeating: ["a.example.com tcp 443"], count: 4))
  }

  @Test(arguments: [("Action", "Deny"), ("Status", "Retired"), ("Action", "Block")])
  func aVerdictDeniesTheRule(_ label: String, _ value: String) {
    let rules = opened([
      ("Host", "a.example.com"), ("Port", "23"), ("Protocol", "TCP"), (label, value),
    ])
    #expect(rules == Array(repeating: [], count: 4))
  }

  @Test func startAndEndAreARange() {
    let rules = opened([
      ("Host", "a.example.com"), ("Start port", "5000"), ("End port", "5010"), ("Protocol", "UDP"),
    ])
    #expect(rules == Array(repeating: ["a.example.com udp 5000-5010"], count: 4))
  }

  @Test func allPortsAreAll() {
    let rules = opened([("Host", "a.example.com"), ("Ports", "All"), ("Protocol", "TCP")])
    #expect(rules == Array(repeating: ["a.example.com tcp any"], count: 4))
  }

  @Test func aMentionInADescriptionIsNoFarEnd() {
    let rules = opened([
      ("Host", "a.example.com"), ("Port", "443"), ("Protocol", "TCP"),
      ("Description", "Replaces old.example.com since 2024"),
    ])
    #expect(rules == Array(repeating: ["a.example.com tcp 443"], count: 4))
  }

  /// A name and its address are both the far end.
  @Test func aNameAndItsAddress() {
    let rules = opened([
      ("Host", "a.example.com"), ("IP address", "203.0.112.5"), ("Port", "443"),
      ("Protocol", "TCP"),
    ])
    #expect(
      rules == Array(repeating: ["203.0.112.5 tcp 443", "a.example.com tcp 443"], count: 4))
  }

  @Test func answersBelowTheNamesOfProtocols() {
    let text = "Firewall\n\nHost: a.example.com\nPort: 443\nTCP: Yes\nUDP: No\n"
    #expect((try? ReadingLines.rules(text, "page.txt")) == ["a.example.com tcp 443"])
  }

  @Test func aNoteDeniesItsRecord() {
    let text = """
      Firewall

      Host: a.example.com
      Port: 443
      Protocol: TCP

      Host: relay.example.com
      Port: 23
      Protocol: TCP
      Notes: No longer used, remove

      """
    #expect((try? ReadingLines.rules(text, "page.txt")) == ["a.example.com tcp 443"])
  }

  @Test func masksBelongToTheirNetwork() {
    let text = "Firewall\n\nNetwork: 198.51.99.0\nSubnet mask: 255.255.255.0\nPort: 443\n"
    #expect((try? ReadingLines.rules(text, "page.txt")) == ["198.51.99.0/24 - 443"])
    let machine = "Firewall\n\nAddress: 198.51.99.7\nSubnet mask: 255.255.255.0\nPort: 443\n"
    #expect((try? ReadingLines.rules(machine, "page.txt")) == ["198.51.99.7 - 443"])
  }

  @Test(arguments: [";", " |", " //"])
  func itemsThatAreRows(_ sign: String) {
    let text = """
      # Firewall

      * Portal\(sign) a.example.com\(sign) 443\(sign) TCP
      * Media\(sign) 203.0.112.7\(sign) 16384-32767\(sign) UDP

      """
    #expect(
      Set((try? ReadingLines.rules(text, "page.md")) ?? [])
        == ["a.example.com tcp 443", "203.0.112.7 udp 16384-32767"])
  }

  /// A list of nothing but ports belongs to the host of the line right above it.
  @Test(arguments: [
    "Allow the following to a.example.com:", "Outbound to a.example.com",
    "From your network to a.example.com:", "Connections to a.example.com use:",
    "Host a.example.com needs:",
  ])
  func portsBelowAHost(_ lead: String) {
    for items in ["* TCP 443\n* UDP 3478\n", "* Port 443 TCP – portal\n* Port 3478 UDP – media\n"] {
      #expect(
        Set((try? ReadingLines.rules("# Firewall\n\n\(lead)\n\n\(items)", "page.md")) ?? [])
          == ["a.example.com tcp 443", "a.example.com udp 3478"])
    }
  }
}
