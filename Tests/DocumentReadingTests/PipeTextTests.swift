import DocumentReading
import EndpointModel
import Testing

/// Small documents of the pipe-text layout, and what must come of them.
@Suite struct PipeTextTests {
  private func read(_ text: String) throws -> Reading {
    try DocumentReader.read(Document(bytes: Array(text.utf8), source: "table.txt"))
  }

  private func lines(_ reading: Reading) -> [String] {
    reading.endpoints.map { endpoint in
      [
        endpoint.service, endpoint.group, endpoint.written?.description,
        endpoint.transport?.rawValue, endpoint.ports?.description, endpoint.direction?.rawValue,
      ].map { $0 ?? "-" }.joined(separator: " ")
    }
  }

  private func codes(_ reading: Reading) -> [String] {
    reading.findings.map { "\($0.severity) \($0.code) \($0.line ?? 0)" }
  }

  @Test func oneLineRows() throws {
    let reading = try read(
      """
      Service | Host | Port | Protocol
      Web | www.example.com | 443 | TCP
      Voice | 192.0.2.0/28 | 16384 - 16482, 5060 | UDP
      """)
    #expect(
      lines(reading) == [
        "Web - www.example.com tcp 443 -", "Voice - 192.0.2.0/28 udp 5060,16384-16482 -",
      ])
    #expect(reading.findings.isEmpty)
  }

  @Test func aNameMayRunOverLinesBeforeItsRow() throws {
    let reading = try read(
      """
      Service | IP | Port | Type |
      Push to talk
      gateway | 192.0.2.1 | 443 | TCP |
      Second | 192.0.2.2 | 80 | TCP |
      """)
    #expect(
      lines(reading) == [
        "Push to talk gateway - 192.0.2.1 tcp 443 -", "Second - 192.0.2.2 tcp 80 -",
      ])
  }

  @Test func columnsMayStandInAnyOrderAndRowsWithoutLastPipe() throws {
    let reading = try read(
      """
      | Type | Ports | IP Addresses | Application |
      |------|-------|--------------|-------------|
      | UDP | 53 | 192.0.2.53, 192.0.2.54 | Names |
      | TCP & UDP | any | 2001:db8::53 | Names
      | TCP | 22 | 198.51.100.7 | Shell |
      """)
    #expect(
      lines(reading) == [
        "Names - 192.0.2.53 udp 53 -", "Names - 192.0.2.54 udp 53 -",
        "Names - 2001:db8::53 tcp+udp any -", "Shell - 198.51.100.7 tcp 22 -",
      ])
  }

  @Test(arguments: [
    ("80 &443", "80,443"), ("80 & 443", "80,443"), ("80/443", "80,443"), ("80; 443", "80,443"),
    ("Port Range: 4201-4264", "4201-4264"), ("10000–20000", "10000-20000"),
    ("10,000 - 20,000", "10000-20000"), ("50,000-59,999", "50000-59999"),
    ("30.000-35.000", "30000-35000"), ("443,5228-5230", "443,5228-5230"), ("80,443", "80,443"),
    ("22,443", "22,443"), ("6000 -60000", "6000-60000"), ("10000 to 20000", "10000-20000"),
    ("443 (HTTPS)", "443"), ("all ports", "any"), ("Any", "any"), ("*", "any"),
    ("0-65535", "1-65535"), ("443 (TCP)", "443"), ("4201:4264", "4201-4264"),
    ("1024+", "1024-65535"), (">1024", "1025-65535"), ("443 [1]", "443"), ("TLS 1.2 443", "443"),
  ])
  func portSpellings(_ cell: String, _ ports: String) throws {
    let reading = try read("Service | IP | Port | Type |\nS | 192.0.2.1 | \(cell) | TCP |\n")
    #expect(reading.endpoints.map { $0.ports?.description } == [ports])
    #expect(reading.findings.isEmpty)
  }

  @Test func severalProtocolsInOneCell() throws {
    let before = try read("Service | IP | Ports |\nS | 192.0.2.1 | TCP: 443, 80 UDP: 3478 |\n")
    #expect(lines(before) == ["S - 192.0.2.1 tcp 80,443 -", "S - 192.0.2.1 udp 3478 -"])
    let after = try read("Service | IP | Ports |\nS | 192.0.2.1 | 80 / 443/TCP, 3478/UDP |\n")
    #expect(lines(after) == ["S - 192.0.2.1 tcp 80,443 -", "S - 192.0.2.1 udp 3478 -"])
  }

  @Test func customersOwnPortsAreNeverTheExample() throws {
    let reading = try read(
      "Service | IP | Port | Type |\nS | 192.0.2.1 | see your profile (e.g. 7400) | TCP |\n")
    #expect(reading.endpoints.map(\.ports) == [.customer])
    #expect(reading.endpoints[0].examplePorts == PortSet("7400"))
  }

  @Test(arguments: [
    ("10.1.2.0./24", "10.1.2.0/24", "stray-dot"), ("10.3.118.02", "10.3.118.2", "leading-zero"),
    ("10.200.30.10/24", "10.200.30.0/24", "host-bits"),
    ("10.0.0.0 - 255.255.255.0", "10.0.0.0/24", "mask-like-range"),
  ])
  func repairsAreWarnings(_ cell: String, _ address: String, _ code: String) throws {
    let reading = try read("Service | IP | Port | Type |\nS | \(cell) | 80 | TCP |\n")
    #expect(reading.endpoints.map { $0.written?.description } == [address])
    #expect(codes(reading) == ["warning \(code) 2"])
  }

  @Test(arguments: [
    ("10.0.0.0/255.255.255.0", "10.0.0.0/24"),
    ("3.217.228.0 - 3.217.231.255", "3.217.228.0-3.217.231.255"),
    ("192.0.2.1–192.0.2.9", "192.0.2.1-192.0.2.9"),
    ("https://Www.Example.com:80/path", "www.example.com"),
    ("*.Example.com", "*.example.com"), ("<tenant>.example.com", "<tenant>.example.com"),
    ("any", "any"), ("[2001:db8::1]", "2001:db8::1"), ("10.0.0.0 255.0.0.0", "10.0.0.0/8"),
    ("10.0.0.0 / 8", "10.0.0.0/8"), ("192.0.2.1 to 192.0.2.9", "192.0.2.1-192.0.2.9"),
    ("::/0", "::/0"),
    ("0.0.0.0-255.255.255.255", "0.0.0.0-255.255.255.255"), ("example.org/tiles", "example.org"),
  ])
  func addressSpellings(_ cell: String, _ address: String) throws {
    let reading = try read("Service | Address | Port | Type |\nS | \(cell) | 80 | TCP |\n")
    #expect(reading.endpoints.map { $0.written?.description } == [address])
    #expect(reading.findings.isEmpty)
  }

  /// What is not understood is left out with an error that names its line; the
  /// row beside it is kept.
  @Test(arguments: [
    ("300.1.2.3 | 80 | TCP", "address-not-understood"),
    ("10.0.0.9-10.0.0.1 | 80 | TCP", "address-not-understood"),
    ("192.0.2.1 | 70000 | TCP", "ports-not-understood"),
    ("192.0.2.1 | 443-80 | TCP", "ports-not-understood"),
    ("192.0.2.1 | 0 | TCP", "ports-not-understood"),
    ("192.0.2.1 | several | TCP", "ports-not-understood"),
    ("192.0.2.1 | 80 | XYZ", "protocol-not-understood"),
    ("192.0.2.1 | any except 25 | TCP", "ports-not-understood"),
    ("intra..example.com | 80 | TCP", "address-not-understood"),
    ("2001:db8::g1 | 80 | TCP", "address-not-understood"),
    ("10/8 | 80 | TCP", "address-not-understood"),
  ])
  func brokenRows(_ row: String, _ code: String) throws {
    let reading = try read(
      "Service | IP | Port | Type |\nBad | \(row) |\nGood | 192.0.2.2 | 80 | TCP |\n")
    #expect(lines(reading) == ["Good - 192.0.2.2 tcp 80 -"])
    #expect(codes(reading) == ["error \(code) 2"])
    #expect(reading.isPartial)
  }

  @Test(arguments: [
    ("192.0.2.1 | 22.443 | TCP", "thousands-mark"), ("192.0.2.1:8443 | 443 | TCP", "port-differs"),
    ("192.0.2.1 7000-7009 | 443 | TCP", "port-differs"),
    ("192.0.2.1 TCP 8443 | 443 | TCP", "port-differs"),
    ("192.0.2.1 | 5060/UDP | TCP", "protocol-differs"),
    ("our own network | 80 | TCP", "no-address"),
    ("192.0.2.1 | 443 since 2023 | TCP", "words-among-ports"),
  ])
  func doubtsAreWarnings(_ row: String, _ code: String) throws {
    let reading = try read("Service | IP | Port | Type |\nS | \(row) |\n")
    #expect(reading.endpoints.count == 1)
    #expect(codes(reading) == ["warning \(code) 2"])
  }

  @Test(arguments: [
    ("192.0.2.1 | 443, 8443 (see note 12) | TCP", "S - 192.0.2.1 tcp 443,8443 -"),
    ("192.0.2.1* | 80 | TCP", "S - 192.0.2.1 tcp 80 -"),
    ("192.0.2.1 | 80 | TCP | more", "S - 192.0.2.1 tcp 80 -"),
    ("192.0.2.1 | - | GRE", "S - 192.0.2.1 gre - -"),
  ])
  func nothingIsLostForARemark(_ row: String, _ line: String) throws {
    let reading = try read("Service | IP | Port | Type |\nS | \(row) |\n")
    #expect(lines(reading) == [line])
    #expect(codes(reading) == [])
  }

  @Test func severalColumnsOfAddressesAndPorts() throws {
    let both = try read("Service | Host | IP | Port |\nS | a.example.com | 192.0.2.1 | 443 |\n")
    #expect(lines(both) == ["S - a.example.com - 443 -", "S - 192.0.2.1 - 443 -"])
    let source = try read(
      "Service | Source IP | Destination IP | Source Port | Destination Port |\n"
        + "S | 10.0.0.1 | 192.0.2.5 | 1024-65535 | 443 |\n")
    #expect(lines(source) == ["S - 192.0.2.5 - 443 outbound"])
    let protocols = try read(
      "Service | IP | TCP ports | UDP ports |\nS | 192.0.2.1 | 443 | 3478 |\n")
    #expect(lines(protocols) == ["S - 192.0.2.1 tcp 443 -", "S - 192.0.2.1 udp 3478 -"])
    let ends = try read(
      "start address,end address,from_port,to_port\n192.0.2.1,192.0.2.9,4201,4264\n")
    #expect(lines(ends) == ["- - 192.0.2.1-192.0.2.9 - 4201-4264 -"])
  }

  @Test func aRowThatSoundsLikeAHeaderIsNone() throws {
    let reading = try read(
      "Service | IP | Port | Type |\nData Ports | any | Port Range: 4201-4264 | UDP |\n"
        + "Web | 192.0.2.1 | 443 | TCP |\n")
    #expect(lines(reading) == ["Data Ports - any udp 4201-4264 -", "Web - 192.0.2.1 tcp 443 -"])
  }

  @Test func aTextCutOffInARowsFirstCellIsNotWhole() throws {
    let reading = try read("Service | IP | Port | Type |\nA | 192.0.2.2 | 80 | TCP |\nB")
    #expect(codes(reading) == ["error row-cut-off 3"])
  }

  @Test func whatIsExceptedIsNeverAnEndpoint() throws {
    let reading = try read(
      "Service | IP | Port | Type |\nS | 192.0.2.0/24 except 192.0.2.9 | 80 | TCP |\n")
    // What is left of the block, in the fewest blocks.
    #expect(
      reading.endpoints.map { $0.written?.description } == [
        "192.0.2.0/29", "192.0.2.8", "192.0.2.10/31", "192.0.2.12/30", "192.0.2.16/28",
        "192.0.2.32/27", "192.0.2.64/26", "192.0.2.128/25",
      ])
    #expect(Set(codes(reading)) == ["note exception 2"])
  }

  @Test func oneBrokenPortDoesNotHideTheOthers() throws {
    let reading = try read("Service | IP | Port | Type |\nS | 192.0.2.1 | 80, 70000 | TCP |\n")
    #expect(reading.endpoints.map { $0.ports?.description } == ["80"])
    #expect(codes(reading) == ["error ports-not-understood 2"])
  }

  @Test func aTableCutOffInsideARowIsNotWhole() throws {
    let reading = try read(
      "Service | IP | Port | Type |\nGood | 192.0.2.2 | 80 | TCP |\nCut |\n192.0.2.1 192.0.2")
    #expect(lines(reading) == ["Good - 192.0.2.2 tcp 80 -"])
    #expect(codes(reading) == ["error row-cut-off 3"])
  }

  @Test func controlCharactersNeverGetIn() throws {
    let reading = try read(
      "Service | IP | Port | Type |\nW\u{1B}[31meb\u{202E}\u{7} | 192.0.2.1\u{200B} | 80 | TCP |\n")
    #expect(lines(reading) == ["Web - 192.0.2.1 tcp 80 -"])
    #expect(codes(reading) == ["warning control-characters 2"])
  }

  @Test func duplicatesAreOneEndpoint() throws {
    let reading = try read(
      "Service | IP | Port | Type |\nS | 192.0.2.1 192.0.2.1/32 | 80 | TCP |\n")
    #expect(lines(reading) == ["S - 192.0.2.1 tcp 80 -"])
    #expect(codes(reading) == ["note duplicate 2"])
  }

  @Test func statedCountsAreHeldAgainstTheTables() throws {
    let table = "Service | IP | Port | Type |\nS | 192.0.2.1 192.0.2.2 | 80 | TCP |\n"
    #expect(try read("Open it to these two IP addresses.\n" + table).findings.isEmpty)
    let wrong = try read("Open it to 3 IP addresses.\n" + table)
    #expect(codes(wrong) == ["warning stated-count-differs 1"])
  }

  @Test func aTableOfSomethingElseIsLeftAlone() throws {
    let reading = try read(
      """
      Plan | Seats |
      Small | ten |

      That was the price list.
      Service | IP | Port | Type |
      S | 192.0.2.1 | 80 | TCP |
      """)
    #expect(lines(reading) == ["S - 192.0.2.1 tcp 80 -"])
    #expect(codes(reading) == ["note table-left-alone 1"])
  }

  @Test func aHeaderMayBeBroken() throws {
    #expect(
      try ReadingLines.lines(
        "Ports of the lights\n\nService | Port | Protocol |\nLayer |\nSign-in | 8901 | TCP | HTTPS |\n"
          + "Clock | 123 | UDP | NTP |\nLogs | 514 | UDP | Syslog |\n", "page.txt"
      ).map { $0.split(separator: " | ").filter { $0 != "-" }.joined(separator: " ") }.sorted()
        == ["Clock udp 123", "Logs udp 514", "Sign-in tcp 8901"])
  }

  /// A cell a line, each closed by a bar.
  @Test func cellsWithClosingBars() throws {
    #expect(
      try ReadingLines.lines(
        "Rules\nDirection |\nSource |\nProtocol |\nPort |\nInbound |\n192.0.2.1 |\nTCP |\n80 |\n"
          + "Inbound |\n192.0.2.1 |\nTCP |\n443 |\n", "page.txt"
      ).map { $0.split(separator: " | ").dropFirst(2).joined(separator: " ") }
        == ["192.0.2.1 tcp 80 inbound", "192.0.2.1 tcp 443 inbound"])
  }

  /// A line with nothing but a bar begins each row, and a cell is never blank but by such a line.
  @Test func rowsBegunByABarOfTheirOwn() throws {
    let text = """
      Server
      |
      Port |
      Can be changed |
      Protocol |
      Purpose |
      |---|---|---|---|
      |
      135 |
      No |
      TCP |
      Calls |
      |
      139 445 |
      No |
      TCP |
      Files |

      """
    #expect(try Set(ReadingLines.rules(text, "page.txt")) == ["- tcp 135", "- tcp 139,445"])
  }
}
