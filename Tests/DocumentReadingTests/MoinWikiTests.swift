import Testing

@testable import DocumentReading

/// What MoinMoin's text gives as blocks.
@Suite struct MoinWikiTests {
  @Test func blocks() throws {
    let blocks = try BlockLines.of(
      """
      #format wiki
      = Depot =
      <<TableOfContents>>
      Open '''443''' to [[Hub|the hub]] and `*.a.example`, --(192.0.2.9)-- 192.0.2.8.

      == Hosts ==
       * a.example,
         the first
        * b.example
       1. step
       Gateway:: 192.0.2.1

      {{{
      $ probe a.example
      }}}

      ||'''Site'''||'''Host'''||'''Port'''||
      ||<|2> North || a.example || 443 ||
      || b.example<<BR>>c.example || {{{80}}} ||
      ||<-3> Further ||
      |||| South || any ||
      """, "x.moin")
    #expect(
      blocks == [
        "! #format wiki", "# Depot",
        "Open 443 to the hub and *.a.example, ~192.0.2.9~ 192.0.2.8.", "## Hosts",
        "1- a.example, / the first", "2- b.example", "1- step", "1- Gateway", "2- 192.0.2.1",
        "> $ probe a.example", "table", "| Site | Host | Port", "| North | a.example | 443",
        "| North | b.example / c.example | 80", "| Further | Further | Further",
        "| South | South | any",
      ])
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      String(repeating: "||<|99999>a||\n", count: 2000), String(repeating: "||", count: 10_000),
      String(repeating: "{{{", count: 6000), String(repeating: "--(", count: 6000),
      "||" + String(repeating: "<=", count: 6000) + "||",
    ]
    for text in texts {
      _ = try BlockLines.of(text, "x.moin")
    }
  }
}
