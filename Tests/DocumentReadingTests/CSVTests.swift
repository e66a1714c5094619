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

  @Test func proseIsNoCSV() throws {
    #expect(
      try BlockLines.of("192.0.2.0/24 ; first\n192.0.2.1 ; second\n", "x.txt")
        == ["192.0.2.0/24 ; first / 192.0.2.1 ; second"])
  }
}
