import Testing

/// Tables whose cells stand one below the other, as text that was copied from a page has them.
@Suite struct CellGridTests {
  private func lines(_ cells: [String]) throws -> [String] {
    try ReadingLines.lines(cells.joined(separator: "\n\n") + "\n", "page.txt").sorted()
  }

  @Test func theWidthIsToldByTheCells() throws {
    #expect(
      try lines([
        "Purpose", "Host", "Port", "Protocol",
        "Sign-in", "login.example.com", "443", "TCP",
        "Speech", "192.0.2.0/28", "10000-10999", "UDP",
        "More of this can be found in the handbook.",
      ]) == [
        "Sign-in | - | login.example.com | tcp | 443 | -",
        "Speech | - | 192.0.2.0/28 | udp | 10000-10999 | -",
      ])
  }

  @Test func anUnknownNameOfAColumnCostsNothing() throws {
    #expect(
      try lines([
        "Protocolo", "Zufli", "Fuente", "Destino",
        "TCP", "80, 443", "Todos los usuarios", "*.example.com",
      ]) == ["- | Todos los usuarios | *.example.com | tcp | 80,443 | outbound"])
  }

  @Test func aTitleRightAboveIsNoColumn() throws {
    #expect(
      try lines([
        "Ports and addresses of Brock Relay", "Host", "Port", "192.0.2.7", "8443", "192.0.2.8",
        "9443",
      ]) == [
        "- | - | 192.0.2.7 | - | 8443 | -",
        "- | - | 192.0.2.8 | - | 9443 | -",
      ])
  }

  @Test func rowsMayBeColumns() throws {
    #expect(
      try lines([
        "Name", "License", "Backup", "Logs",
        "Host", "192.0.2.65", "198.51.100.0/26", "logs.example.com",
        "Port number", "993", "389", "22, 30010-31009",
        "Protocol", "tcp", "UDP", "tcp",
      ]) == [
        "Backup | - | 198.51.100.0/26 | udp | 389 | -",
        "License | - | 192.0.2.65 | tcp | 993 | -",
        "Logs | - | logs.example.com | tcp | 22,30010-31009 | -",
      ])
  }

  @Test func blanksBehindACommaPartNoCells() throws {
    #expect(
      try lines(["Host", "Port", "a.example.com ;  192.0.2.2", "993", "192.0.2.3", "443"]) == [
        "- | - | 192.0.2.2 | - | 993 | -", "- | - | 192.0.2.3 | - | 443 | -",
        "- | - | a.example.com | - | 993 | -",
      ])
  }

  @Test func severalTablesFollowEachOther() throws {
    #expect(
      try lines([
        "Speech:", "Remote address", "TCP ports", "UDP ports", "sip.example.com", "22", "3478",
        "Backup:", "Remote address", "TCP ports", "UDP ports", "192.0.2.130", "9443", "-",
      ]) == [
        "Backup | - | 192.0.2.130 | tcp | 9443 | -",
        "Speech | - | sip.example.com | tcp | 22 | -",
        "Speech | - | sip.example.com | udp | 3478 | -",
      ])
  }

  @Test func aHeaderIsRepeatedAboveEachRow() throws {
    let header = ["IP address", "Port(s)", "Layer 4"]
    #expect(
      try lines(
        ["Ports of Brock", "Portal"] + header + ["192.0.2.1", "8443", "tcp", "Clocks"] + header
          + ["Any", "123", "udp"]
      ) == ["Clocks | - | any | udp | 123 | -", "Portal | - | 192.0.2.1 | tcp | 8443 | -"])
  }

  @Test func fieldsWithTheirValuesAreNoHeader() throws {
    #expect(
      try ReadingLines.lines(
        "Service: Ping\nHost: Any\nProtocol: ICMP\n\n"
          + "Service: Portal\nHost: a.example.com\nPort: UDP 123\n\n"
          + "Service: Backup\nHost: b.example.com\nPort: UDP 5060\n", "page.txt"
      ).sorted() == [
        "Backup | - | b.example.com | udp | 5060 | -", "Ping | - | any | icmp | - | -",
        "Portal | - | a.example.com | udp | 123 | -",
      ])
  }

  /// "No." and "Layer 4" are names of columns, though one ends in a full stop and one in a number.
  @Test(arguments: [("No.", "Protocol"), ("Nr.", "Transport"), ("N.", "Layer 4")])
  func namesThatLookLikeOtherThings(_ first: String, _ last: String) throws {
    let cells = [
      "Firewall rules", first, "Use", "Host", "Port", last, "1", "Backup", "198.51.100.136", "8443",
      "tcp", "2", "Portal", "a.example.com", "20000-20099", "tcp", "3", "News", "203.0.113.209",
      "443",
      "udp",
    ]
    #expect(
      try ReadingLines.rules(cells.joined(separator: "\n\n") + "\n", "page.txt").sorted() == [
        "198.51.100.136 tcp 8443", "203.0.113.209 udp 443", "a.example.com tcp 20000-20099",
      ])
  }

  @Test func theLastCellMayGoOn() throws {
    let text = """
      The table shows what the agents need.

      Domain

      Subnet

      Ports

      *.vendor.example.com

      198.51.100.0/24

      443 (TCP)

      3478 (UDP)

      The picture shows the rest.
      """
    let reading = try ReadingLines.read(text, "page.txt")
    #expect(
      Set(ReadingLines.rules(reading)) == [
        "*.vendor.example.com tcp 443", "*.vendor.example.com udp 3478",
        "198.51.100.0/24 tcp 443", "198.51.100.0/24 udp 3478",
      ])
    #expect(ReadingLines.warnings(reading) == ["table-irregular"])
  }

  /// A cell of the last column goes on with a sentence, and the rows behind it are rows.
  @Test func aRemarkBetweenRows() throws {
    let cells = [
      "Service", "Port", "Protocol", "Usage", "Portal", "443", "TCP", "All",
      "Copies", "5432", "TCP", "Copies between the servers of one site.",
      "The port must be open for new servers. Then it can be closed.",
      "Copies", "8080", "TCP", "Copies between the servers", "DNS", "53", "UDP", "DNS",
      "Thank you for reading this page to its end.",
    ]
    let text = "Ports\n\n" + cells.joined(separator: "\n\n") + "\n"
    #expect(
      try Set(ReadingLines.rules(text, "page.txt")) == [
        "- tcp 443", "- tcp 5432", "- tcp 8080", "- udp 53",
      ])
  }
}
