import Testing

@testable import DocumentReading

/// What MediaWiki's text gives as blocks.
@Suite struct MediaWikiTests {
  @Test func blocks() throws {
    let blocks = try BlockLines.of(
      """
      = Depot =
      __NOTOC__
      <!-- not for readers -->
      Open '''443''' to [[Hub|the hub]] and [https://a.example the page].<ref>See below.</ref>

      == Hosts ==
      * a.example
      ** <nowiki>*.b.example</nowiki>
      # step
      ; Gateway : 192.0.2.1
      ; Store
      : 192.0.2.2
      *.c.example is one, too.
       $ probe a.example
       ok
      <pre>
      probe b.example
      </pre>
      <s>192.0.2.9</s> 192.0.2.8
      {{Template|x}}
      """, "x.wiki")
    #expect(
      blocks == [
        "# Depot", "! not for readers", "Open 443 to the hub and the page.", "## Hosts",
        "0- a.example", "1- *.b.example", "0- step", "0- Gateway", "1- 192.0.2.1", "0- Store",
        "1- 192.0.2.2", "*.c.example is one, too.", "> $ probe a.example / ok",
        "> probe b.example", "~192.0.2.9~ 192.0.2.8 / {{Template|x}}",
      ])
  }

  @Test func tables() throws {
    let blocks = try BlockLines.of(
      """
      {| class="wikitable"
      |+ Rules
      |-
      ! Site !! Host !! Port
      |-
      | rowspan="2" | North || a.example || 443
      |-
      |
      * b.example
      * [[C|c.example]]
      | style="text-align:right" | 80
      |-
      | colspan=3 | Further
      |-
      ! South
      |
      {|
      | d.example || e.example
      |}
      | any
      |}
      """, "x.wiki")
    #expect(
      blocks == [
        "table head 1 (Rules)", "| Site | Host | Port", "| North | a.example | 443",
        "| North | b.example / c.example | 80", "| Further | Further | Further",
        "| South | d.example e.example | any",
      ])
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      "{|\n" + String(repeating: "| rowspan=99999 colspan=99999 | a\n|-\n", count: 5000),
      String(repeating: "[[", count: 10_000), String(repeating: "{|\n", count: 6000),
      String(repeating: "<nowiki>", count: 2000), "{|\n" + String(repeating: "||", count: 10_000),
      String(repeating: "<ref>", count: 4000),
    ]
    for text in texts {
      _ = try BlockLines.of(text, "x.wiki")
    }
  }
}
