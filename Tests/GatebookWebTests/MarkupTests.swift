import EndpointModel
import Testing

@testable import GatebookWeb

/// What pages are made of.
@Suite struct MarkupTests {
  @Test func textIsEscapedWhereverItStands() {
    let text = "<a href='x' title=\"y\">&\u{202E}\u{0}</a>"
    let escaped =
      "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;\\u{202E}\\u{0}&lt;/a&gt;"
    #expect(HTML(text).text == escaped)
    #expect(Tag.p { text }.text == "<p>\(escaped)</p>")
    #expect(Tag.p(.title(text)).text == "<p title=\"\(escaped)\"></p>")
    // Also what is put together, and what is written as if it were markup.
    #expect(Tag.p { "<b>\(1)</b>" }.text == "<p>&lt;b&gt;1&lt;/b&gt;</p>")
  }

  @Test func elementsHoldTheirContentInOrder() {
    let html = HTML {
      for number in 1...2 { Tag.li { number } }
      if isTold(false) { "no" } else { Tag.input(.name("q"), .required) }
    }
    #expect(html.text == "<li>1</li><li>2</li><input name=\"q\" required>")
  }

  private func isTold(_ value: Bool) -> Bool { value }

  @Test func linksLeadNowhereElse() {
    #expect(Link("").text == "/")
    #expect(
      Link("customers", "a/b ?#", query: [("as of", "1&2=3")]).text
        == "/customers/a%2Fb%20%3F%23?as%20of=1%262%3D3")
    #expect(Link("/evil.example").text == "/%2Fevil.example")
    #expect(Link("javascript:alert(1)").text == "/javascript%3Aalert%281%29")
    for (given, meant) in [
      ("/customers?a=b", "/customers?a=b"), ("//evil.example", "/"), ("/\\evil.example", "/"),
      ("https://evil.example", "/"), ("", "/"), ("/a\r\nSet-Cookie: x", "/"),
    ] {
      #expect(Link(local: given).text == meant, "\(given)")
    }
  }

  /// What has lines stands in lines; other control characters show.
  @Test func textInLinesStandsInLines() {
    #expect(
      HTML.lines("What", "a <b>\r\n  c\u{1B}\n").text
        == "<pre tabindex=\"0\" role=\"group\" aria-label=\"What\"><span class=\"line\">a &lt;b&gt;</span>"
        + "<span class=\"line\">  c\\u{1B}</span></pre>")
  }

  @Test func aTableWithoutRowsIsNone() {
    #expect(HTML.table("T", ["A"]) { HTML.none } == .none)
    #expect(HTML.table("T", ["A"]) { HTML.row(HTML("x")) }.text.contains("<caption"))
  }
}
