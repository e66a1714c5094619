import Testing

@testable import DocumentReading

/// Single items and cells, as public documents write them.
@Suite struct SmallKindsTests {
  @Test(arguments: [
    ("Open these ports:\n- Management port 13787, for TCP\n", ["- tcp 13787"]),
    ("Open these ports:\n- Access key port 24417, for TCP and UDP\n", ["- tcp+udp 24417"]),
    ("Add the following ports:\n- Node.js/NPM (frontend): Port 3000\n", ["- - 3000"]),
    (
      "| Source | Destination | Protocol |\n|---|---|---|\n| 192.0.2.7 | *:443 | TCP |\n",
      ["192.0.2.7 tcp 443"]
    ),
  ])
  func areRead(_ text: String, _ expected: [String]) throws {
    #expect(try ReadingLines.rules(text, "page.md").sorted() == expected)
  }

  @Test func aFileOfAProgramIsNoHost() throws {
    let text = "- proto_cmc.rs: UDP 8800\n- a.vendor.net: TCP 443\n"
    let rules = try ReadingLines.rules("# Firewall\n\n\(text)", "page.md")
    #expect(!rules.contains { $0.contains("proto_cmc") } && rules.contains("a.vendor.net tcp 443"))
  }

  @Test(arguments: ["-443", "−443", "–25"])
  func aNumberWithASignIsNoPort(_ port: String) throws {
    let reading = try ReadingLines.read(
      "Service,IP Address,Port,Protocol\nWeb,192.0.2.1,\(port),tcp\nTime,192.0.2.3,123,udp\n",
      "sheet.csv")
    #expect(ReadingLines.rules(reading) == ["192.0.2.3 udp 123"])
    #expect(ReadingLines.warnings(reading) == ["ports-not-understood"])
  }
}
