import DocumentReading
import Testing

/// "a.example (443) and b.example (8443)": the ports in a bracket are those of the addresses in front of it, back
/// to the last bracket, and of no other.
@Suite struct BracketedPortsTests {
  @Test(arguments: [
    "Allow both:\n\n- a.example.com (443) and b.example.com (8443)\n",
    "Allow:\n\n| Hosts |\n|---|\n| a.example.com (443), b.example.com (8443) |\n",
    "Allow a.example.com (443) and b.example.com (8443) in the firewall.\n",
    "Allow:\n\n- a.example.com: 443, b.example.com: 8443\n",
    "Allow:\n\n| Hosts |\n|---|\n| a.example.com: 443<br>b.example.com: 8443 |\n",
  ])
  func eachHasItsOwn(_ page: String) throws {
    #expect(
      try ReadingLines.rules(page, "page.md").sorted()
        == ["a.example.com - 443", "b.example.com - 8443"])
  }

  @Test func oneBracketForSeveral() throws {
    #expect(
      try ReadingLines.rules(
        "Allow:\n\n- a.example.com, b.example.com (both TCP 22) and c.example.com (TCP 25)\n",
        "page.md"
      ).sorted() == ["a.example.com tcp 22", "b.example.com tcp 22", "c.example.com tcp 25"])
  }

  /// What the last bracket alone says is of all, as before.
  @Test func theOnlyBracket() throws {
    #expect(
      try ReadingLines.rules(
        "Allow:\n\n- a.example.com, b.example.com (TCP 22)\n", "page.md"
      ).sorted() == ["a.example.com tcp 22", "b.example.com tcp 22"])
  }
}
