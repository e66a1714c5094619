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

  @Test func rowsWithPipesInFrontMayBeBrokenToo() throws {
    let text = """
      | Subject: | Ports |
      |---|---|
      | Port | Type | Direction | Description |
      |---|---|---|---|
      | 25 |
      Required | IN | Mail |
      | 43 | Required | OUT |
      Names. This is looked up by the
      sender. |
      | 110 | Optional | IN | Old mail |
      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == ["- - 110", "- - 25", "- - 43"])
  }

  @Test func twoRowsThatEachLackACellAreTwo() throws {
    let text = """
      Host | Port | Use |
      ---|---|---|
      192.0.2.1 | 443 | Sign-in |
      192.0.2.2 | 8443 |
      192.0.2.3 |
      """
    #expect(
      try ReadingLines.rules(text, "page.md").map { $0.split(separator: " ")[0] } == [
        "192.0.2.1", "192.0.2.2", "192.0.2.3",
      ])
  }

  /// A bar alone opens the row, and each cell has a line.
  @Test func rowsOfOneCellALineBesideWholeOnes() throws {
    let text = """
      | Domain | Protocol | Direction | Ports |
      |---|---|---|---|
      |
      *.example.com |
      TCP |
      Outbound |
      443 |
      |
      a.example.org |
      TCP |
      Outbound |
      80 |
      | b.example.org | UDP | Outbound | 123 |
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md"))
        == ["*.example.com tcp 443", "a.example.org tcp 80", "b.example.org udp 123"])
  }
}
