import Testing

/// One port written in many ways, in a cell, in an item behind the host, and in a sentence.
@Suite struct PortSpellingTests {
  /// Each with what it means, as "protocol ports".
  private static let spellings: [(String, [String])] = [
    ("80:tcp, 53:udp", ["tcp 80", "udp 53"]), ("TCP=80, UDP=53", ["tcp 80", "udp 53"]),
    ("80/tcp, 53/udp", ["tcp 80", "udp 53"]), ("TCP-80, UDP-53", ["tcp 80", "udp 53"]),
    ("TCP 80 + UDP 53", ["tcp 80", "udp 53"]), ("6 (TCP) 443", ["tcp 443"]),
    ("TCP [80, 443]", ["tcp 80,443"]), ("TCP80, TCP443", ["tcp 80,443"]),
    ("TCP & UDP ports 5060-5065", ["tcp+udp 5060-5065"]), ("443/TCP/UDP", ["tcp+udp 443"]),
    ("TCP: 443 UDP: 443", ["tcp 443", "udp 443"]), ("UDP > 1023", ["udp 1024-65535"]),
    ("UDP 10 000-20 000", ["udp 10000-20000"]), ("TCP 8000..8010", ["tcp 8000-8010"]),
  ]

  @Test(arguments: spellings)
  func meansTheSameEverywhere(_ spelling: String, _ ports: [String]) throws {
    let wanted = Set(ports.map { "a.example.com \($0)" })
    for text in [
      "| Host | Ports |\n|---|---|\n| a.example.com | \(spelling) |\n",
      "# Firewall\n\n* a.example.com: \(spelling)\n",
      "# Firewall\n\n* a.example.com (\(spelling))\n",
      "# Firewall\n\nOpen \(spelling) to a.example.com.\n",
    ] {
      #expect(try Set(ReadingLines.rules(text, "page.md")) == wanted, "\(text)")
    }
  }

  @Test(arguments: ["TCP no. 443", "TCP nr. 443"])
  func numbers(_ spelling: String) throws {
    let text = "# Firewall\n\n* a.example.com: \(spelling)\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["a.example.com tcp 443"])
  }

  /// The name of an application and its port in a bracket behind the host.
  @Test(arguments: ["HTTPS 443", "443 HTTPS", "443/HTTPS", "HTTPS, 443", "443 (HTTPS)"])
  func applicationsInBrackets(_ spelling: String) throws {
    let rules = try ReadingLines.rules("# Firewall\n\n* a.example.com (\(spelling))\n", "page.md")
    #expect(rules.count == 1 && rules[0].hasSuffix(" 443"), "\(rules)")
  }

  /// What stands above a list is a protocol without ports: the list is not open to all protocols.
  @Test(arguments: ["ICMP", "ESP", "GRE"])
  func protocolsWithoutPorts(_ name: String) throws {
    let wanted = ["a.example.com \(name.lowercased()) -"]
    for text in [
      "# Firewall\n\nAllow \(name) to the following hosts:\n\n* a.example.com\n",
      "# Firewall\n\n\(name):\n\n* a.example.com\n",
      "# Firewall\n\nOpen \(name) to a.example.com.\n",
    ] {
      #expect(try ReadingLines.rules(text, "page.md") == wanted, "\(text)")
    }
  }

  /// A sentence tells the protocol of all ports that have none.
  @Test(arguments: [
    "All ports are TCP unless stated otherwise.", "Unless otherwise noted, the protocol is TCP.",
    "The default protocol is TCP; UDP is marked.", "Sofern nicht anders angegeben, gilt TCP.",
    "Sauf indication contraire, le protocole est TCP.", "Salvo que se indique lo contrario, TCP.",
  ])
  func theProtocolByDefault(_ sentence: String) throws {
    let text = "# Open ports\n\n\(sentence)\n\n* 80\n* 53 (UDP)\n\n## More ports\n\n* 8443\n"
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- tcp 80", "- udp 53", "- tcp 8443"])
  }

  /// A firewall's own listing makes no endpoint; what no rule has is told.
  @Test(arguments: [
    "22/tcp                     ALLOW IN    Anywhere",
    "ACCEPT     tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:22",
    "    tcp dport 22 accept",
  ])
  func listingsOfFirewalls(_ line: String) throws {
    let text = "# Hosts\n\n* a.example.com: TCP 443\n\n```\n\(line)\n```\n"
    let reading = try ReadingLines.read(text, "page.md")
    #expect(ReadingLines.rules(reading) == ["a.example.com tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["ports-in-command"])
  }

  /// What an application mostly speaks is no reason against the protocol that is stated.
  @Test(arguments: [
    "UDP 8443 (HTTPS), UDP 127 (NTP)", "Permit access over: UDP 8443 (HTTPS), UDP 127 (NTP)",
  ])
  func theStatedProtocolCounts(_ item: String) throws {
    let text = "# Firewall ports\n\n- \(item)\n- TCP 22\n"
    #expect(try Set(ReadingLines.rules(text, "page.md")) == ["- udp 127,8443", "- tcp 22"])
  }
}
