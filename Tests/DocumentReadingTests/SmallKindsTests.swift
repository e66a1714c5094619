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

  /// The numbers are ports by the order above them; what follows them is not.
  @Test(arguments: [
    ("- 80 in case of plain HTTP\n- `853` in TCP & UDP (for DoT)\n", ["- - 80", "- tcp+udp 853"]),
    (
      "- 5834-5840 - Only for children. For example, of an app.\n- 1234 - Main\n",
      ["- - 1234", "- - 5834-5840"]
    ),
  ])
  func itemsThatBeginWithPorts(_ items: String, _ expected: [String]) throws {
    let label =
      "If you host the machine at home, you have to open the following ports on your own router:"
    #expect(try ReadingLines.rules("\(label)\n\n\(items)", "page.md").sorted() == expected)
  }

  /// "Below 1024", of what root may bind, and ">" between the steps of a menu are no ranges.
  @Test func whatOpensNoRange() throws {
    let text = """
      # Firewall

      - Clock ports 319/320: the system lets others than root bind UDP below 1024
      - **Port** > TCP > `5000` > **Allow**
      """
    #expect(try ReadingLines.rules(text, "page.md") == ["- - 319-320", "- tcp 5000"])
  }

  @Test func keysWithAcronyms() throws {
    let text = #"{"AllowedTCPPorts": [80, 3389], "AllowedUDPPorts": [41641]}"#
    #expect(
      try ReadingLines.rules(text, "ports.json").sorted() == [
        "- tcp 80,3389", "- udp 41641",
      ])
  }

  @Test func aDenialBesidesAnotherClause() throws {
    let text = "# Firewall\n\n- a.example: TCP 25\n\n對外連線透過隧道進行，主機防火牆不開放 80、443 port。\n"
    #expect(try ReadingLines.rules(text, "page.md") == ["a.example tcp 25"])
  }
}
