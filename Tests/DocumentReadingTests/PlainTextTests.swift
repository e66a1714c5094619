import Testing

@testable import DocumentReading

/// What plain text gives as blocks.
@Suite struct PlainTextTests {
  /// One cell a paragraph, and a first column that no look tells: rows are as long as the header.
  @Test func cellsBelowEachOtherAreWholeRows() throws {
    let cells = [
      "Direction", "Protocol", "Port", "Service", "Remark",
      "LAN to WAN", "TCP", "443", "Client", "Softphone",
      "LAN to WAN", "UDP", "5060", "Client", "SIP",
    ]
    #expect(
      try ReadingLines.lines(
        "Ports\n\nAll rules\n\n" + cells.joined(separator: "\n\n") + "\n", "page.txt"
      ).map { $0.split(separator: " | ")[3...4].joined(separator: " ") } == ["tcp 443", "udp 5060"])
  }

  /// Comments with blanks between their parts are no table, and their links no endpoints.
  @Test func commentsInARowAreNoTable() throws {
    let text = """
      # Maintainer      : Example Inc.
      # Maintainer URL  : http://www.example.com/
      # Category        : servers

      192.0.2.1
      192.0.2.2

      """
    #expect(
      try ReadingLines.lines(text, "list.txt").map { $0.split(separator: " | ")[2] } == [
        "192.0.2.1", "192.0.2.2",
      ])
  }

  private func blocks(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      SourceLine(number: $0.offset + 1, text: String($0.element))
    }
    return BlockLines.of(PlainText.blocks(lines, .byFacts))
  }

  @Test func headingsAndItems() {
    let text = blocks(
      """
      Depot network
      =============

      OUTGOING CONNECTIONS
      Open what follows.

      Hosts
      -----
      - a.example, the first
        of two
      - b.example
      Ports: 80, 443

      2.1 Further hosts

      c.example
      """)
    #expect(
      text == [
        "# Depot network", "## OUTGOING CONNECTIONS", "Open what follows.", "## Hosts",
        "0- a.example, the first / of two", "0- b.example", "Ports: 80, 443",
        "### 2.1 Further hosts", "c.example",
      ])
  }

  @Test func columns() {
    let text = blocks(
      """
      Service     Host             Port
      ---------   --------------   -----
      Web         192.0.2.1          443
                  192.0.2.2
      Mail        a.example

      Zone        Service   Host         Port
      North       Web       192.0.2.3    443
                  Mail      192.0.2.4    25
      Further hosts
      South       Mail      192.0.2.5    25
      Nothing else has to be opened on the way there.

      端口      地址             名称
      443       192.0.2.32/27    门户
      5060      192.0.2.64/27    语音
      """)
    #expect(
      text == [
        "table head 1", "| Service | Host | Port", "| Web | 192.0.2.1 / 192.0.2.2 | 443",
        "| Mail | a.example | ", "table", "| Zone | Service | Host | Port",
        "| North | Web | 192.0.2.3 | 443", "|  | Mail | 192.0.2.4 | 25",
        "| Further hosts |  |  | ", "| South | Mail | 192.0.2.5 | 25",
        "Nothing else has to be opened on the way there.", "table", "| 端口 | 地址 | 名称",
        "| 443 | 192.0.2.32/27 | 门户", "| 5060 | 192.0.2.64/27 | 语音",
      ])
  }

  @Test func whatIsNoTable() {
    #expect(
      blocks("Host:     a.example\nPort:     443\n") == ["Host:     a.example / Port:     443"])
    #expect(
      blocks("192.0.2.1    # first\n192.0.2.2    # second\n")
        == ["192.0.2.1    # first / 192.0.2.2    # second"])
    #expect(
      blocks("One sentence.  And two.\nThree of them stand here.  And four.\n")
        == ["One sentence.  And two. / Three of them stand here.  And four."])
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      String(repeating: "a  b\n", count: 2000), String(repeating: "a  b\n\n", count: 2000),
      String(repeating: "a  ", count: 4000) + "\nb  c\n",
      String(repeating: "-- --\n", count: 2000),
      String(repeating: "a\n---\n", count: 2000), String(repeating: "- a\n  b\n", count: 2000),
    ]
    for text in texts {
      _ = blocks(text)
    }
  }

  /// As consoles print tables: one blank between the dashes of two columns.
  @Test func aRuleWithSingleBlanksParts() throws {
    let text = """
      Name                   Host        Port
      ---------------------- ----------- ----
      A long name of a thing 192.0.2.1   443
      B                      192.0.2.2   80

      """
    #expect(
      try ReadingLines.lines(text, "page.txt").sorted() == [
        "A long name of a thing | - | 192.0.2.1 | - | 443 | -", "B | - | 192.0.2.2 | - | 80 | -",
      ])
    #expect(
      try ReadingLines.rules(
        "Host        Port\n----------- ----\n192.0.2.1   443\nBackup\n192.0.2.2   80\n", "page.txt")
        == ["192.0.2.1 - 443", "192.0.2.2 - 80"])
  }
}
