import Testing

/// URLs whose schemes tell which of several ports is theirs.
@Suite struct SchemePortTests {
  @Test func eachURLHasThePortOfItsScheme() throws {
    let text = """
      The server uses port 80 for HTTP and port 443 for HTTPS:

      - http://a.example.com
      - https://b.example.com
      - http://c.example.com
      - https://c.example.com
      """
    #expect(
      try ReadingLines.rules(text, "page.txt") == [
        "a.example.com - 80", "b.example.com - 443", "c.example.com - 80,443",
      ])
  }

  /// Where all have the same scheme, it was only copied with the address.
  @Test func oneSchemeTellsNothing() throws {
    let text = """
      Allow port 80 and port 443 to:

      - https://a.example.com
      - https://b.example.com
      """
    #expect(
      try ReadingLines.rules(text, "page.txt") == [
        "a.example.com - 80,443", "b.example.com - 80,443",
      ])
  }

  /// What one list says of its URLs is not said of another's.
  @Test func schemesOfTwoLists() throws {
    let text = """
      # A

      Allow port 80 and port 443 to:

      - https://a.example.com

      # B

      Allow port 80 and port 443 to:

      - http://b.example.com
      """
    #expect(
      try ReadingLines.rules(text, "page.md") == [
        "a.example.com - 80,443", "b.example.com - 80,443",
      ])
  }
}
