import Testing

@testable import DocumentReading

/// What XML and lines of JSON give as data.
@Suite struct XMLTests {
  @Test func elements() throws {
    #expect(
      try DataLines.of(
        """
        <?xml version="1.0"?>
        <!DOCTYPE net SYSTEM "http://a.example/net.dtd">
        <n:net xmlns:n="urn:net" kind="out">
          <!-- not for readers -->
          <host port="443">a.example</host>
          <host port='80'>192.0.2.1 &amp; 192.0.2.2&#x2F;31</host>
          <note><![CDATA[<all>]]>
          of&#xE000; it</note>
          <empty/>
        </n:net>
        """, .xml)
        == #"{net: {kind: "out", host: [{port: "443", text: "a.example"}, {port: "80", text: "#
        + #""192.0.2.1 & 192.0.2.2/31"}], note: "<all> of it", empty: null}}"#)
  }

  @Test func whatIsBrokenIsRefused() {
    let texts = [
      "<a><b></a>", "<a>", "<a/>b", "b<a/>", "<a/><![CDATA[b]]>", "<a b=c/>", "<a>&x;</a>",
      "<a/><b/>", "<a b=\"c",
      "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a><!-- b</a>",
      String(repeating: "<a>", count: 50_000),
    ]
    for text in texts {
      #expect(throws: ReadingError.self, "\(text.prefix(20))") { try DataLines.of(text, .xml) }
    }
  }

  @Test func linesOfJSON() throws {
    let text = "{\"ip\":\"192.0.2.1\",\"n\":[1,true,null]}\n\n{\"ip\":\"192.0.2.2\"}\n"
    #expect(
      try DataLines.of(text, .ndjson)
        == #"[{ip: "192.0.2.1", n: [1, true, null]}, {ip: "192.0.2.2"}]"#)
    #expect(
      throws: ReadingError.malformed(
        source: "x", format: "JSON", line: 3, column: 2, rule: "a member's name is missing")
    ) { try DataLines.of("{\"a\":1}\n{\"a\":2}\n{b}\n", .ndjson) }
    let source = SourceText(source: "x.json", encoding: "utf-8", utf8: Array(text.utf8))
    #expect(DocumentFormat(of: source) == .ndjson)
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() {
    let texts = [
      "<a>" + String(repeating: "<b/>", count: 10_000) + "</a>",
      "<a>" + String(repeating: "&", count: 10_000),
      "<a " + String(repeating: "b='c' ", count: 6000) + "/>",
      "<!" + String(repeating: "<", count: 20_000),
      "<a>" + String(repeating: "<!--", count: 10_000),
    ]
    for text in texts {
      _ = try? DataLines.of(text, .xml)
    }
  }
}
