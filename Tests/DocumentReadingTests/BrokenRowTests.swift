import EndpointModel
import Testing

/// Rows of tables without pipes in front, broken over lines as pages become whose cells hold
/// paragraphs.
@Suite struct BrokenRowTests {
  private func lines(_ text: String) throws -> [String] {
    try ReadingLines.lines(text, "page.md").sorted()
  }

  @Test func aCellMayStandInLinesOfItsOwn() throws {
    let text = """
      Protocol | Port | Host | Use |
      ---|---|---|---|
      UDP
      | 5353 | a.example | Names |
      TCP | 443 | b.example |
      Updates |
      TCP | 444 | c.example
      d.example | Sync |
      TCP | 445 | e.example | Files |

      Note: | ask us.
      """
    #expect(
      try lines(text) == [
        "Files | - | e.example | tcp | 445 | -", "Names | - | a.example | udp | 5353 | -",
        "Sync | - | c.example | tcp | 444 | -", "Sync | - | d.example | tcp | 444 | -",
        "Updates | - | b.example | tcp | 443 | -",
      ])
  }

  @Test func aNameAboveRowsIsNoCellOfTheNextOne() throws {
    let text = """
      Host | Port | Protocol |
      ---|---|---|
      Europe |
      a.example | 443 | TCP |
      Asia |
      b.example | 443 | TCP |
      """
    #expect(
      try ReadingLines.rules(text, "page.md") == ["a.example tcp 443", "b.example tcp 443"])
  }
}
