import DocumentReading
import Testing

/// What single cells of a table say, and what they only seem to say.
@Suite struct TableCellTests {
  @Test func aProtocolInThePlaceOfAnAddress() throws {
    #expect(
      try ReadingLines.lines(
        "| Domain | Port | Purpose |\n|---|---|---|\n| a.example.com | 443 | Web |\n"
          + "| UDP | 123 | Time |\n", "page.md")
        == ["Web | - | a.example.com | - | 443 | -", "Time | - | - | udp | 123 | -"])
  }

  /// "See relay-ips.json" names a file, which is no host.
  @Test func filesAreNoHosts() throws {
    #expect(
      try ReadingLines.lines(
        "| Host | IP address | Port |\n|---|---|---|\n"
          + "| a.example.com | 192.0.2.1, see portal-ips.json | 443 |\n", "page.md"
      ).map { $0.split(separator: " | ")[2] } == ["a.example.com", "192.0.2.1"])
  }

  /// "3478 + media range" is neither 3478 and above nor 3478 alone: the rest is told.
  @Test(arguments: ["3478 + media range", "3478, RTP ports", "3478 and the media range"])
  func portsWithoutNumbersAreTold(_ cell: String) throws {
    let reading = try ReadingLines.read(
      "| Host | Port |\n|---|---|\n| a.example.com | \(cell) |\n", "page.md")
    #expect(reading.endpoints.map { $0.ports?.description } == ["3478"])
    #expect(reading.findings.map(\.code) == ["words-among-ports"])
  }

  @Test func linesOfFilesAreNoPorts() throws {
    #expect(
      try ReadingLines.lines(
        "| Port | Service | Code |\n|---|---|---|\n| 6443 | API | `config/constants.go:35` |\n"
          + "| 8443 | Proxy | `network/policies.go:390` |\n", "page.md"
      ).map { $0.split(separator: " | ")[4] } == ["6443", "8443"])
  }

  @Test(arguments: ["\"", "“ \"", "„”"]) func hostsByDittoMarks(_ mark: String) throws {
    #expect(
      try ReadingLines.lines(
        "| Service | Host | Port | Protocol |\n|---|---|---|---|\n"
          + "| Media | a.example.com | 443 | TCP |\n| \(mark) | \(mark) | 3478 | UDP |\n", "page.md"
      )
        == [
          "Media | - | a.example.com | tcp | 443 | -", "Media | - | a.example.com | udp | 3478 | -",
        ])
  }

  /// A number alone, as a cell of several lines leaves it, is told.
  @Test func aNumberAloneIsTold() throws {
    let reading = try ReadingLines.read(
      "| No | Protocol | Host | Port |\n|---|---|---|---|\n| 1. | tcp | 192.0.2.1 | 8580 |\n"
        + "| 8680 | | | |\n", "page.md")
    #expect(reading.findings.map(\.code) == ["row-not-understood"])
  }
}
