import Testing

@testable import DocumentReading

/// What Confluence's wiki markup and its storage format give as blocks.
@Suite struct ConfluenceTests {
  @Test func wikiMarkup() throws {
    let blocks = try BlockLines.of(
      """
      h1. Depot
      {toc}
      Open *443* to [the hub|https://hub.example] and {{*.a.example}}. -192.0.2.9- 192.0.2.8

      h2. Hosts
      * a.example
      ** \\*.b.example
      # step
      {info:title=Mind the order}
      The first rule wins.
      {info}
      {code:bash}
      $ probe a.example
      {code}
      {noformat}probe b.example{noformat}

      ||Site||Host||Port||
      |North|a.example\\\\b.example|443|
      | |[the store|https://store.example]|{{80}} \\| 81|
      |South|* c.example
      * d.example|any|
      """, "x.confluence")
    #expect(
      blocks == [
        "# Depot", "Open 443 to the hub and *.a.example. ~192.0.2.9~ 192.0.2.8", "## Hosts",
        "0- a.example", "1- *.b.example", "0- step", "Mind the order", "The first rule wins.",
        "> $ probe a.example", "> probe b.example", "table head 1", "| Site | Host | Port",
        "| North | a.example / b.example | 443", "|  | the store | 80 | 81",
        "| South | c.example / d.example | any",
      ])
  }

  @Test func headsInTheFirstColumn() throws {
    #expect(
      try BlockLines.of("h1. T\n||Host|a.example|\n||Port|443|\n", "x")
        == ["# T", "table stub 1", "| Host | a.example", "| Port | 443"])
  }

  @Test func storageFormat() throws {
    let blocks = try BlockLines.of(
      """
      <ac:layout><ac:layout-section><ac:layout-cell>
      <h1>Depot</h1>
      <p>Open <strong>443</strong>.</p>
      <ac:structured-macro ac:name="code"><ac:parameter ac:name="language">bash</ac:parameter>
      <ac:plain-text-body><![CDATA[$ probe <a>
      ok]]></ac:plain-text-body></ac:structured-macro>
      <table><tbody><tr><th>Host</th><th>Port</th></tr>
      <tr><td><p>a.example</p><p>b.example</p></td><td>443</td></tr></tbody></table>
      </ac:layout-cell></ac:layout-section></ac:layout>
      """, "page")
    #expect(
      blocks == [
        "# Depot", "Open 443.", "> $ probe <a> / ok", "table head 1", "| Host | Port",
        "| a.example / b.example | 443",
      ])
  }

  /// Found by measuring: each was looked for to the end of the page.
  @Test func endsThatNeverComeAreLookedForOnce() {
    for text in ["<ac:plain-text-body><![CDATA[", "<ac:parameter>"] {
      _ = ConfluenceStorage.html(Array(String(repeating: "<ac:a>" + text, count: 10_000).utf8))
    }
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      String(repeating: "|[", count: 6000), String(repeating: "|a\nb", count: 4000),
      String(repeating: "{code}", count: 2000), String(repeating: "{a:", count: 6000),
      String(repeating: "-a ", count: 6000), "|" + String(repeating: "a\n", count: 6000),
    ]
    for text in texts {
      _ = try BlockLines.of("h1. T\n" + text, "x.confluence")
    }
  }
}
