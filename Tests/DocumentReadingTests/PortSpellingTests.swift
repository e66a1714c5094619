import Testing

/// One port written in many ways, in a cell, in an item behind the host, and in a sentence.
@Suite struct PortSpellingTests {
  /// Each with what it means, as "protocol ports".
  private static let spellings: [(String, [String])] = [
    ("80:tcp, 53:udp", ["tcp 80", "udp 53"]), ("80: tcp, 53: udp", ["tcp 80", "udp 53"]),
    ("TCP (80, 443)", ["tcp 80,443"]), ("17 (UDP) / 500", ["udp 500"]),
    ("TCP=80, UDP=53", ["tcp 80", "udp 53"]),
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

  /// The colon of an East Asian text, or one without a blank behind it.
  @Test(arguments: ["a.example.com：TCP 443", "a.example.com:TCP 443", "a.example.com:tcp/443"])
  func protocolsRightBehindAColon(_ item: String) throws {
    #expect(try ReadingLines.rules("# 端口\n\n* \(item)\n", "page.md") == ["a.example.com tcp 443"])
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

  /// "TCP 443 to" and nothing that could be read: the ports are for what was not, and not for all.
  @Test(arguments: ["relay[1-9].example.com", "relay(dot)example(dot)com"])
  func portsOfWhatWasNotRead(_ host: String) throws {
    let text = "# Firewall\n\nAllow TCP 443 to:\n\n* \(host)\n\n* a.example.com TCP 80\n"
    let reading = try ReadingLines.read(text, "page.md")
    #expect(!ReadingLines.rules(reading).contains { $0.hasPrefix("- ") }, "\(host)")
  }

  /// A name with an open part, in a column of addresses that has no other.
  @Test func namesWithAnOpenPart() throws {
    let table = "service,address,port\nWeb,relay[1-9].example.com,443\nNews,b.example.com,80\n"
    let reading = try ReadingLines.read(table, "list.csv")
    #expect(ReadingLines.rules(reading) == ["b.example.com - 80"])
    #expect(ReadingLines.warnings(reading) == ["address-not-understood"])
  }

  /// Status codes and lengths of keys are no ports.
  @Test(arguments: ["HTTP 404", "SSL 256", "HTTPS 2024"])
  func numbersThatAreNoPorts(_ remark: String) throws {
    let rules = try ReadingLines.rules("# Firewall\n\n* a.example.com (\(remark))\n", "page.md")
    #expect(rules.allSatisfy { $0.hasSuffix(" -") }, "\(rules)")
  }

  @Test func counts() throws {
    let text = "# Firewall\n\nOpen TCP 443 as well as 2 IP addresses to a.example.com.\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["a.example.com tcp 443"])
    let comma = "# Firewall\n\nOpen TCP ports 80, as well as 443 to a.example.com.\n"
    #expect(try ReadingLines.rules(comma, "page.md") == ["a.example.com tcp 80,443"])
  }

  /// What speaks of something else gives no port its protocol.
  @Test(arguments: [
    "By default, UDP traffic is blocked on most firewalls.", "Unless specified, no UDP is used.",
    "Unless stated otherwise, DNS uses UDP.", "All ports are TCP or UDP unless stated otherwise.",
    "The default protocol is not TCP but UDP.",
  ])
  func noProtocolByDefault(_ sentence: String) throws {
    let text = "# Open ports\n\n\(sentence)\n\n* a.example.com: 8443\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["a.example.com - 8443"])
  }

  /// ICMP beside what the list asks for is not its protocol.
  @Test(arguments: [
    "These hosts must be open for web; ICMP is nice to have:",
    "Hosts that must answer ICMP and serve the web:",
  ])
  func protocolsBeside(_ sentence: String) throws {
    let text = "# Firewall\n\n\(sentence)\n\n* a.example.com: 443\n"
    #expect(try ReadingLines.rules(text, "page.md").allSatisfy { $0.hasSuffix(" 443") })
  }
}
