import Testing

/// Rows of tables that lost their columns, and cells that may be of one.
@Suite struct FlattenedRowTests {
  @Test func rowsBelowTheNamesOfTheirColumns() throws {
    let text = """
      Connections to allow:

      Connection Service Port
      Client to Server http/https 8080 for http, 8443 for https (by default)
      Server to Client ssh 2222 (by default)

      """
    #expect(try Set(ReadingLines.rules(text, "page.txt")) == ["- - 8080,8443", "- - 2222"])
  }

  @Test func theirProtocolMayStandInFront() throws {
    let text = """
      Firewall

      Function Location Protocol Port range
      Deployment Console and target clients TCP 1390
      Deployment Target servers UDP 1391, 38293

      """
    #expect(try Set(ReadingLines.rules(text, "page.txt")) == ["- tcp 1390", "- udp 1391,38293"])
  }

  /// A number alone on its line is told, where a line above names ports.
  @Test func cellsOfPortsAreNotLostWithoutAWord() throws {
    let text = """
      Firewall

      Service
      Function
      Port
      Web
      Live view
      80 (TCP)
      Stream
      Video
      554 (TCP)
      Mail
      Alerts:
      from the recorder to the user
      25

      """
    let reading = try ReadingLines.read(text, "page.txt")
    #expect(
      ReadingLines.rules(reading).contains { $0.hasSuffix(" 25") }
        || ReadingLines.warnings(reading).contains("ports-lost"))
  }
}
