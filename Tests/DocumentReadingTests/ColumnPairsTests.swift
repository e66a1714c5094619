import EndpointModel
import Testing

/// Columns and fields that belong together by what they are called: "SIP address" and "SIP port".
@Suite struct ColumnPairsTests {
  private func lines(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.lines(text, name).sorted()
  }

  @Test func theAddressesOfOneHaveNotThePortsOfTheOther() throws {
    let table = """
      | Site | SIP address | SIP port | Media address | Media ports |
      |---|---|---|---|---|
      | North | 192.0.2.1 | UDP 5060 | 192.0.2.8/29 | UDP 10000-20000 |
      | South | 198.51.100.1 | UDP 5061 | | |
      """
    #expect(
      try lines(table) == [
        "- | North, Media | 192.0.2.8/29 | udp | 10000-20000 | -",
        "- | North, SIP | 192.0.2.1 | udp | 5060 | -",
        "- | South, SIP | 198.51.100.1 | udp | 5061 | -",
      ])
  }

  @Test func eachHasItsOwnProtocol() throws {
    let table = """
      | Web server | Web port | Web protocol | Voice server | Voice ports | Voice protocol |
      |---|---|---|---|---|---|
      | 192.0.2.1 | 443 | TCP | 192.0.2.2 | 5004 | UDP |
      """
    #expect(
      try lines(table) == [
        "- | Voice | 192.0.2.2 | udp | 5004 | -", "- | Web | 192.0.2.1 | tcp | 443 | -",
      ])
  }

  @Test func endsOfAConnectionAreNoPairs() throws {
    let table = """
      | Source address | Source port | Destination address | Destination port |
      |---|---|---|---|
      | 10.0.0.0/8 | any | 192.0.2.1 | TCP 443 |
      """
    #expect(try lines(table) == ["- | - | 192.0.2.1 | tcp | 443 | outbound"])
  }

  @Test func fieldsOfLinesArePairs() throws {
    #expect(
      try lines(
        "Web server: 192.0.2.1\nWeb port: 443 TCP\nData server: 192.0.2.2\nData port: 5432 TCP\n",
        "page.txt") == [
          "- | Data | 192.0.2.2 | tcp | 5432 | -", "- | Web | 192.0.2.1 | tcp | 443 | -",
        ])
  }

  @Test func valuesMayStandBelowTheirLabels() throws {
    let text = """
      EU:

      Signalling IP:
      192.0.2.1

      Signalling port:

      5060

      Signalling protocol:

      UDP

      RTP IP range:
      192.0.2.8 - 192.0.2.15

      RTP port range:

      10000 - 20000

      US-POP:

      Signalling IP:
      192.0.2.17

      Signalling port:

      5061

      RTP IP range:
      192.0.2.24 - 192.0.2.31

      RTP port range:

      10000 - 600000
      """
    #expect(
      try lines(text, "page.txt") == [
        "EU | RTP | 192.0.2.8-192.0.2.15 | - | 10000-20000 | -",
        "EU | Signalling | 192.0.2.1 | udp | 5060 | -",
        "US-POP | RTP | 192.0.2.24-192.0.2.31 | - | 10000 | -",
        "US-POP | Signalling | 192.0.2.17 | - | 5061 | -",
      ])
    let reading = try ReadingLines.read(text, "page.txt")
    #expect(ReadingLines.warnings(reading) == ["ports-not-understood"])
  }

  @Test func theNameOfARecordMayStateItsProtocol() throws {
    let text = """
      Relay over UDP to
      Host: a.example
      Port: 5349
      Description: relaying, where TCP is not needed

      Sign-in (outbound, TCP):

      1. Host: b.example
      IP address: 192.0.2.1
      Port: 8443
      """
    #expect(
      try lines(text, "page.txt") == [
        "Relay over UDP to | - | a.example | udp | 5349 | -",
        "Sign-in (outbound, TCP) | - | 192.0.2.1 | tcp | 8443 | outbound",
        "Sign-in (outbound, TCP) | - | b.example | tcp | 8443 | outbound",
      ])
  }

  @Test func aBlankCellContinuesNoOtherOwner() throws {
    let table = """
      | SIP address | SIP port | Media address | Media port |
      |---|---|---|---|
      | 192.0.2.1 | 5060 | 192.0.2.2 | |
      """
    #expect(
      try ReadingLines.rules(table, "page.md") == ["192.0.2.1 - 5060", "192.0.2.2 - -"])
    let rows = """
      | SIP address | SIP port | Media address | Media port |
      |---|---|---|---|
      | 192.0.2.1 | 5060 | 192.0.2.2 | 10000-20000 |
      | | 5061 | 192.0.2.4 | 20001-20005 |
      """
    #expect(
      try ReadingLines.rules(rows, "page.md").sorted() == [
        "192.0.2.1 - 5060", "192.0.2.1 - 5061", "192.0.2.2 - 10000-20000",
        "192.0.2.4 - 20001-20005",
      ])
  }

  @Test func anOwnerWithoutAProtocolTakesNoOthers() throws {
    let table = """
      | SIP address | SIP port | Media address | Media port | Media protocol |
      |---|---|---|---|---|
      | 192.0.2.1 | 5060 | 192.0.2.2 | 10000-20000 | UDP |
      """
    #expect(
      try ReadingLines.rules(table, "page.md").sorted() == [
        "192.0.2.1 - 5060", "192.0.2.2 udp 10000-20000",
      ])
  }

  @Test func formerHostsAreNoFieldsOfOthers() throws {
    let text = "Old host:\n\nb.example.com\n\nPort:\n\n99\n\nAllow TCP 443 to a.example.com.\n"
    #expect(!(try ReadingLines.rules(text, "page.txt")).contains { $0.contains("99") })
  }
}
