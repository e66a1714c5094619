import Testing

/// Items of a list of ports: a name, its ports and the words that tell their use, in any order of signs.
@Suite struct PortItemTests {
  private func ports(_ item: String, below lead: String = "Open the following ports:") -> [String] {
    let text = "# Firewall\n\n\(lead)\n\n* \(item)\n* TCP 8443\n"
    let rules = (try? ReadingLines.rules(text, "page.md")) ?? []
    return rules.compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  private static let heads = [
    "XMPP (port 5222)", "XMPP (5222)", "XMPP: 5222", "XMPP - 5222", "XMPP [5222]", "5222",
    "XMPP on port 5222", "TCP: 5222", "Port: 5222",
  ]

  @Test(arguments: heads)
  func goOnInManyWords(_ head: String) {
    for rest in [
      "", " – Used for presence.", ", for presence.", " is used for presence.",
      " — the client sends its presence here, such as online or away.", " (optional)",
    ] {
      #expect(ports(head + rest).contains("5222"), "\(head)\(rest)")
      #expect(ports(head + rest, below: "## Ports").contains("5222"), "\(head)\(rest)")
    }
  }

  @Test(arguments: [
    "MTU 1500", "Timeout: 3600", "Extension 4711", "Rule 200: see above", "Room 404",
    "VLAN 100 – voice", "DSCP 46 for voice", "ASN: 64500", "Interval 300 for polling",
    "Up to 5000 users", "Region (2024): nothing.",
  ])
  func otherNumbersAreNone(_ item: String) {
    #expect(ports(item) == ["8443"])
    #expect(ports(item, below: "## Ports") == ["8443"])
  }

  @Test func examplesAreNone() {
    #expect(ports("E.g. port 5222: presence.") == ["8443"])
    #expect(ports("XMPP: 5222 is not needed.") == ["8443"])
  }
}
