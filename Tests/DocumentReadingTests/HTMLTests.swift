import Testing

@testable import DocumentReading

/// What HTML gives as blocks.
@Suite struct HTMLTests {
  @Test func listsAndCode() throws {
    let blocks = try BlockLines.of(
      """
      <html><body><h2>Hosts</h2>
      <ul><li><p>First</p><p>more of it</p><ul><li>inner</li></ul></li><li>Second</li></ul>
      <dl><dt>Gateway</dt><dd>192.0.2.1</dd><dd>192.0.2.2</dd></dl>
      <pre>$ probe
      ok</pre><p>End</p></body></html>
      """, "x.html")
    #expect(
      blocks == [
        "## Hosts", "1- First / more of it", "2- inner", "1- Second", "1- Gateway",
        "2- 192.0.2.1", "2- 192.0.2.2", "> $ probe / ok", "End",
      ])
  }

  @Test func tablesSayWhatTheirHeadersAre() throws {
    func table(_ rows: String) throws -> [String] {
      try BlockLines.of("<html><body><table>\(rows)</table></body></html>", "x.html")
    }
    #expect(
      try table(
        "<caption>Rules</caption><thead><tr><td>A</td><td>B</td></tr></thead><tr><td>1</td><td>2</td></tr>"
      ) == ["table head 1 (Rules)", "| A | B", "| 1 | 2"])
    #expect(
      try table(
        "<tr><th rowspan=2>A</th><th>B</th></tr><tr><th>C</th></tr><tr><td>1</td><td>2</td></tr>")
        == ["table head 2", "| A | B", "| A | C", "| 1 | 2"])
    #expect(
      try table("<tr><th colspan=2>Europe</th></tr><tr><td>1</td><td>2</td></tr>")
        == ["table", "| Europe | Europe", "| 1 | 2"])
    #expect(
      try table("<tr><th>Host</th><td>1</td></tr><tr><th>Port</th><td>2</td></tr>")
        == ["table stub 1", "| Host | 1", "| Port | 2"])
    #expect(try table("<tr><td>1</td><td>2</td></tr>") == ["table", "| 1 | 2"])
  }

  @Test(arguments: [
    ("<s>192.0.2.1</s> 192.0.2.2", "~192.0.2.1~ 192.0.2.2"),
    ("<del>a<br>b</del>c", "~a~ / ~b~c"),
    ("<span style='text-decoration: line-through'>80</span> 443", "~80~ 443"),
    ("&#xE000;443", "443"), ("443<sup>1</sup>", "443"),
    ("443<sup><a href=x>[2]</a></sup> x", "443 x"),
    ("1<sup>st</sup>", "1st"), ("203.0.<wbr/>113.7", "203.0.113.7"), ("a.<WBR>b", "a.b"),
    ("a&shy;b&ZeroWidthSpace;c", "abc"), ("443<span hidden>80</span>", "443"),
    ("443<span aria-hidden='true'>#</span>", "443"), ("x<p style='display: none'>y</p>", "x"),
    ("x<b style='visibility:hidden'>y</b>z", "xz"),
  ])
  func inlineMarkup(_ text: String, _ plain: String) throws {
    #expect(try BlockLines.of("<html><body><div>\(text)</div></body></html>", "x.html") == [plain])
  }

  @Test func manyWordBreaksAreNoDepth() throws {
    let page = "<html><body><p>" + String(repeating: "a.<wbr>", count: 2000) + "b</p></body></html>"
    #expect(
      try BlockLines.of(page, "x.html") == [String(repeating: "a.", count: 2000) + "b"])
  }

  @Test func lineEndsOfUnicodeEndLines() throws {
    #expect(
      try BlockLines.of("A | B\u{2028}1 | 2\u{85}3 | 4\n", "x.txt")
        == ["table", "| A | B", "| 1 | 2", "| 3 | 4"])
  }

  /// A table of one cell is a box: its lists are lists.
  @Test func aTableAroundLists() throws {
    #expect(
      try ReadingLines.rules(
        "<table><tr><td>Allow outbound traffic<ul><li>TCP 8443 to:<ul><li>192.0.2.0/28</li></ul></li>"
          + "<li>UDP port 53 to the DNS servers</li></ul></td></tr></table>", "page.html"
      )
        == ["192.0.2.0/28 tcp 8443", "- udp 53"])
  }

  /// Names of protocols above columns of ports are headers, though nothing marks them.
  @Test func protocolsAboveColumnsOfPorts() throws {
    #expect(
      try ReadingLines.rules(
        "<h1>Firewall</h1><table><tr><td></td><td>TCP</td><td>UDP</td></tr>"
          + "<tr><td>Console</td><td></td><td>1024-65535</td></tr>"
          + "<tr><td>App</td><td>80, 443, 3478-3480 (inclusive)</td><td>88, 500</td></tr></table>",
        "page.html"
      ).sorted() == ["- tcp 80,443,3478-3480", "- udp 1024-65535", "- udp 88,500"])
  }

  /// A text too long to be a value is an error, and neither cut nor read with gigabytes of memory; a
  /// picture in a value is not.
  @Test func textsThatAreTooLong() throws {
    let words = String(repeating: "see the words ", count: 20_000)
    let page = try ReadingLines.read(
      "<h1>Firewall</h1><table><tr><th>Host<th>Port<th>Note</tr><tr><td>a.example.com<td>443<td>"
        + words + "</table>", "page.html")
    #expect(ReadingLines.rules(page) == ["a.example.com - 443"])
    #expect(page.findings.contains { $0.severity == .error && $0.code == "text-too-long" })
    let logo = String(repeating: "QUJD", count: 70_000)
    let data = try ReadingLines.read(
      "{\"hosts\": [{\"host\": \"a.example.com\", \"port\": 443, \"logo\": \"\(logo)\"}]}",
      "list.json")
    #expect(ReadingLines.rules(data) == ["a.example.com - 443"])
    #expect(data.findings.map(\.severity) == [.note])
  }
}
