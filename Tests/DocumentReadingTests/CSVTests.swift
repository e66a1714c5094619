import Testing

@testable import DocumentReading

/// How separated values are told, and what separates them.
@Suite struct CSVTests {
  @Test(arguments: [
    ("Host;Port\na.example;\"80;443\"\n", "x.csv"), ("sep=;\nHost;Port\na.example;80;443\n", "x"),
    ("Host\tPort\na.example\t80;443\n", "x"), ("sep=\t\nHost\tPort\na.example\t80;443\n", "x.csv"),
    ("Host,Port\na.example,80;443\n", "x.csv"), ("Host;Port;\na.example;80, 443;\n", "x.csv"),
  ])
  func separators(_ text: String, _ name: String) throws {
    let lines = try BlockLines.of(text, name)
    #expect(lines[1].hasPrefix("| Host | Port"))
    #expect(lines[2].hasPrefix("| a.example | 80"))
  }

  /// Names that were copied out of a page may have them, and no program puts such a cell into
  /// quotation marks.
  @Test(
    arguments: ["page.csv", "page", "https://vendor.example/page?as=x"], ["\u{85}", "\u{2028}"])
  func lineEndsOfUnicodeAreNoRows(_ name: String, _ sign: String) throws {
    let rules = try ReadingLines.lines(
      "service,group,address,ports,protocol\n"
        + "Web\(sign)portal,see http://x.example/\(sign)a,192.0.2.1,443,tcp\n"
        + "Mail,M,192.0.2.2,25,tcp\n", name)
    #expect(
      rules == [
        "Web portal | see http://x.example/ a | 192.0.2.1 | tcp | 443 | -",
        "Mail | M | 192.0.2.2 | tcp | 25 | -",
      ])
  }

  /// Where a table has no other line ends, they are its own.
  @Test func rowsThatOnlyTheyEnd() throws {
    #expect(
      try BlockLines.of("Host,Port\u{85}a.example.com,80\u{85}b.example.com,81\u{85}\n", "x.csv")
        == ["table", "| Host | Port", "| a.example.com | 80", "| b.example.com | 81"])
  }

  @Test func proseIsNoCSV() throws {
    #expect(
      try BlockLines.of("192.0.2.0/24 ; first\n192.0.2.1 ; second\n", "x.txt")
        == ["192.0.2.0/24 ; first / 192.0.2.1 ; second"])
  }
}
