import EndpointModel
import Testing

@testable import DocumentReading

/// What words and numbers say of ports, in a column of ports and in running text.
@Suite struct PortFactsTests {
  private func cell(_ text: String) -> [String] { lines(TextFacts(text, line: 1).cellPorts) }
  private func text(_ text: String) -> [String] { lines(TextFacts(text, line: 1).textPorts) }

  private func lines(_ facts: PortFacts) -> [String] {
    facts.terms.map {
      "\(($0.transport ?? $0.usualTransport)?.rawValue ?? "-") \($0.ports?.description ?? "-")"
    }
  }

  /// What was before, what comes from one's own end, and how many there are.
  @Test(arguments: [
    ("moved from TCP 8443 to TCP 443", ["tcp 443"]),
    ("TCP ports from 5000 to 5010", ["tcp 5000-5010"]),
    ("All ports needed for the app: TCP 443", ["tcp 443"]),
    ("100 UDP ports starting at 16384", ["udp 16384-16483"]),
    ("24810 over TCP for the mouse, and 24811 over UDP", ["tcp 24810", "udp 24811"]),
    ("80, 443 via TCP", ["tcp 80,443"]),
  ])
  func portsInSentences(_ words: String, _ wanted: [String]) { #expect(text(words) == wanted) }

  @Test func thePortOfOnesOwnEndInACell() {
    #expect(cell("Any client port to TCP 443") == ["tcp 443"])
    #expect(cell("any") == ["- any"])
    #expect(cell("all TCP ports") == ["tcp any"])
    #expect(cell("Outbound, HTTPS on 443") == cell("Outbound, HTTPS 443"))
  }

  /// A list is walked once, however long it is: by looking ahead from each number, this took minutes.
  @Test(.timeLimit(.minutes(3))) func longLists() {
    let ports = String(repeating: "443, 8443-8445, ", count: 2000)
    #expect(text("TCP " + ports) == ["tcp 443,8443-8445"])
    #expect(text(ports + "80").isEmpty)
    let pairs = String(repeating: "5060 UDP / 5061 TCP / ", count: 1500)
    #expect(Set(cell(pairs + "5062 TCP")) == ["udp 5060", "tcp 5061-5062"])
  }

  @Test(arguments: [
    ("443", ["- 443"]), ("80 &443", ["- 80,443"]), ("443/tcp, 500/UDP", ["tcp 443", "udp 500"]),
    ("TCP: 443, 80 / UDP: 3478", ["tcp 80,443", "udp 3478"]),
    ("514 (TCP 6514)", ["- 514", "tcp 6514"]), ("https (TLS) 443", ["tcp 443"]),
    ("ICMP, TCP 443", ["icmp -", "tcp 443"]), ("tcp 80, icmp", ["tcp 80", "icmp -"]),
    ("tcp 80 icmp", ["tcp 80", "icmp -"]), ("ICMP type 8, TCP 443", ["icmp/8 -", "tcp 443"]),
    ("UDP 500, 4500, ESP (50)", ["udp 500,4500", "esp -"]), ("GRE 47", ["gre -"]),
    ("514 (TCP 6514 for secure)", ["- 514", "tcp 6514"]), ("443 (not TCP 80 any more)", ["- 443"]),
    ("UDP 514 (TCP 6514)", ["udp 514", "tcp 6514"]), ("389 (636)", ["- 389,636"]),
    ("HTTP (80), HTTPS (443)", ["tcp 80,443"]), ("https/443, wss/443", ["tcp 443"]),
    ("smtp/tcp, 7400/tcp", ["tcp 25,7400"]), ("HTTP/HTTPS", ["tcp 80,443"]),
    ("49,152-53,247", ["- 49152-53247"]), ("443, 49,152-65,535", ["- 443,49152-65535"]),
    ("80,443", ["- 80,443"]), ("22; 30 010-31 109", ["- 22,30010-31109"]),
    ("30.000-35.000", ["- 30000-35000"]), ("1024-", ["- 1024-65535"]),
    ("> 1023", ["- 1024-65535"]), ("HTTP over port 80", ["- 80"]),
    ("TLS über Port 443", ["- 443"]), ("UDP ports over 1023", ["udp 1024-65535"]),
    ("TCP sur le port 443", ["tcp 443"]), ("tcp le 1023", ["tcp 1-1023"]),
    ("every 30 seconds (ports 5060 and 5061)", ["- 5060-5061"]),
    ("TCP on roughly 100 common ports", ["tcp -"]),
    ("21 and all ports higher than 1023", ["- 21,1024-65535"]),
    ("<1024", ["- 1-1023"]), ("range 5000 5010", ["- 5000-5010"]),
    ("between 6000 and 6010", ["- 6000-6010"]), ("von 5000 bis 5010", ["- 5000-5010"]),
    ("5000 から 5010 まで", ["- 5000-5010"]), ("10000…10010", ["- 10000-10010"]),
    ("any (TCP)", ["tcp any"]), ("alle Ports (UDP)", ["udp any"]), ("all/tcp", ["tcp any"]),
    ("Tous les ports/tcp", ["tcp any"]), ("todos los puertos/udp", ["udp any"]),
    ("8883 (since 2.4.1)", ["- 8883"]), ("4433 [1]", ["- 4433"]),
    ("587/636/9443", ["- 587,636,9443"]), ("16394 t/m 16457", ["- 16394-16457"]),
    ("UDP: all", ["udp any"]),
    ("TCP: all / UDP: all", ["tcp any", "udp any"]),
    ("assigned to each customer (example: 7457)", ["- customer"]),
    ("IP protocol 47", ["gre -"]), ("5000 upwards", ["- 5000-65535"]),
    ("Version 2 (XMEM) 8091", ["- 8091"]),
    ("assigned to you (example: 7432)", ["- customer"]), ("TCP/UDP", ["tcp+udp -"]),
    ("Ephemeral UDP (default 32768-60999)", ["udp 32768-60999"]),
    ("554 / (SRT 9000-9100)", ["- 554,9000-9100"]), ("443 (tested 2020-2024)", ["- 443"]),
    ("10,000-60,000 UDP", ["udp 10000-60000"]), ("5060 UDP / 5061 TCP", ["udp 5060", "tcp 5061"]),
    ("443 TCP / 80 TCP / 53 UDP", ["tcp 80,443", "udp 53"]),
    ("6556, ICMP", ["- 6556", "icmp -"]), ("443, ESP", ["- 443", "esp -"]),
  ])
  func cells(_ text: String, _ terms: [String]) { #expect(cell(text) == terms) }

  /// What is no port is told, and never everything.
  @Test(arguments: [
    "70000", "0", "neq 25", "all except 25", "443-80", String(repeating: "(1", count: 1000),
  ])
  func whatIsNoPortIsAProblem(_ text: String) {
    let facts = TextFacts(text, line: 1).cellPorts
    #expect(!facts.problems.isEmpty)
    #expect(!facts.terms.contains { $0.ports == .any })
  }

  @Test(arguments: [
    ("Open TCP port 443 and 8443 to these hosts:", ["tcp 443,8443"]),
    ("Allow outbound TCP connections to 192.0.2.1 on port 443.", ["tcp 443"]),
    ("Erlauben Sie ausgehende Verbindungen über TCP, Ports 443 und 8443.", ["tcp 443,8443"]),
    ("Откройте UDP порты 5000-5010 к этим адресам:", ["udp 5000-5010"]),
    ("请对以下地址开放 TCP 端口 443:", ["tcp 443"]), ("Voice media (UDP 20000-20999)", ["udp 20000-20999"]),
    ("Registration on a TCP port needs a 12 min timer, on a UDP port a 1 min timer.", []),
    ("Updates (UDP https):", ["udp 443"]),
    ("relay.example.com (port 443)", ["- 443"]),
    ("relay.example.com (ports 443, 80)", ["- 80,443"]),
    ("relay.example.com (https, port 443) for updates", ["- 443"]),
    ("Updates (through port 8443 only)", ["- 8443"]),
    ("Media stream UDP, the port is one of the range 10000-59999", ["udp 10000-59999"]),
    ("Plan for 100 kbit/s per call and 1500 kbit/s per video stream.", []),
    ("This page describes release 4.2.1, revised on 2026-03-14.", []),
  ])
  func sentences(_ sentence: String, _ terms: [String]) { #expect(text(sentence) == terms) }

  @Test(
    arguments: [
      ("Allow outgoing connections in your network", .outbound),
      ("Consentire le connessioni in uscita", .outbound), ("in and out", .both), ("in", .inbound),
    ] as [(String, Direction)])
  func directions(_ text: String, _ direction: Direction) {
    #expect(TextFacts(text, line: 1).direction == direction)
  }

  @Test(arguments: [
    ("De 10,000 a 60,000 UDP (rango)", ["udp 10000-60000"]), ("4080, UDP/TCP", ["tcp+udp 4080"]),
    ("Allow UDP ports 8500–59999 (for RTP)1", ["udp 8500-59999"]),
  ])
  func portsInItems(_ item: String, _ said: [String]) { #expect(text(item) == said) }

  @Test func aDirectionBesideTheProtocolInABracket() {
    #expect(
      text("Port 5060 (inbound, UDP) and for messages 5060-5061 (inbound, TCP)")
        == ["udp 5060", "tcp 5060-5061"])
  }

  /// Once ports stand behind their protocols, a remark between the two changes nothing.
  @Test func aRemarkBetweenAProtocolAndItsPort() {
    #expect(
      cell("UDP: 6000, 1853 UDP: 10000 TCP (XMPP) 5222 TCP: 3478")
        == ["udp 1853,6000,10000", "tcp 3478,5222"])
    #expect(cell("5060 UDP (SIP) 5061 TCP") == ["udp 5060", "tcp 5061"])
  }

  @Test func portsGluedToWords() {
    #expect(text("HTTPS443") == ["tcp 443"])
    #expect(cell("443/80Portal") == ["- 80,443"])
    #expect(text("サービスHTTPS443許可") == ["tcp 443"])
  }

  /// "All" in front of ports that are told means these, and the Italian "alle" is no "all".
  @Test func allOfThePortsThatAreTold() {
    #expect(text("Alle Ports 8000-8010 TCP freigeben") == ["tcp 8000-8010"])
    #expect(text("accesso alle porte TCP 443 e 8443") == ["tcp 443,8443"])
    #expect(text("all TCP ports") == ["tcp any"])
    #expect(text("8100~8226 (UDP)") == ["udp 8100-8226"])
  }
}

/// Ports where a connection comes from open nothing.
@Suite struct SourcePortTests {
  @Test(arguments: [
    "a.example.com: source port any, destination port 443 (TCP)",
    "From a random source port (1024-65535) connect to a.example.com TCP 443.",
    "From any port of the client to TCP port 443 of a.example.com.",
  ])
  func onlyTheDestinationsPortIsRead(_ text: String) throws {
    #expect(
      try ReadingLines.rules("# Firewall\n\n- \(text)\n", "page.md") == ["a.example.com tcp 443"])
  }
}

/// "All ports" of which others tell are not all ports.
@Suite struct ReferenceTests {
  @Test func allPortsAboveAreThoseAbove() throws {
    let text = """
      # Firewall

      | Port | Protocol |
      |---|---|
      | 443 | TCP |
      | 22 | TCP |

      All ports above go to a.example.com.
      """
    #expect(try ReadingLines.read(text, "page.md").endpoints.allSatisfy { $0.ports != .any })
  }

  @Test func aCellThatRefersToATableIsAnError() throws {
    let reading = try ReadingLines.read(
      "| Host | Ports |\n|---|---|\n| a.example.com | All ports in the table below |\n"
        + "| b.example.com | TCP 443 |\n", "page.md")
    #expect(reading.endpoints.allSatisfy { $0.ports != .any })
    #expect(reading.findings.contains { $0.severity == .error })
  }

  /// No port lies below 1 or above 65535.
  @Test(arguments: ["<=0", "< 1", "<1, 443", "> 65535", "≤ 0", "below 1"])
  func emptyRangesAreProblems(_ text: String) {
    #expect(TextFacts(text, line: 1).cellPorts.problems.count == 1)
  }

  @Test func rangesThatReachTheEnds() {
    #expect(TextFacts(">= 0", line: 1).cellPorts.terms.map(\.ports) == [Ports("1-65535")])
    #expect(TextFacts(">= 65535", line: 1).cellPorts.terms.map(\.ports) == [Ports("65535")])
  }
}
