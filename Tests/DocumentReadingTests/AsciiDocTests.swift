import Testing

@testable import DocumentReading

/// What AsciiDoc gives as blocks.
@Suite struct AsciiDocTests {
  @Test func blocks() throws {
    let blocks = try BlockLines.of(
      """
      [[top]]
      = Network of the depot
      :portal: portal.depot.example
      :port-web: 443

      // not for readers
      include::shared/intro.adoc[]

      Open port {port-web} to `{portal}`. +
      Nothing else.

      NOTE: The portal moves next year.

      == Lists
      :leveloffset: +1

      .Hosts
      * First
      ** *Host*: a.example
      ** Ports: 80, 443
      +
      and more
      * Second
      . step

      Gateway:: 192.0.2.1
      Store::
      * 192.0.2.2
      * 2001:db8::/48

      [source,sh]
      $ probe a.example:443

      ----
      probe b.example
      ----

      [%hardbreaks]
      192.0.2.7
      192.0.2.8
      """, "x.adoc")
    #expect(
      blocks == [
        "# Network of the depot", "! portal: portal.depot.example", "! port-web: 443",
        "! not for readers", "Open port 443 to portal.depot.example. / Nothing else.",
        "NOTE: The portal moves next year.", "## Lists", "! leveloffset: +1", "Hosts", "0- First",
        "1- Host: a.example", "1- Ports: 80, 443 / and more", "0- Second", "1- step",
        "0- Gateway", "1- 192.0.2.1", "0- Store", "1- 192.0.2.2", "1- 2001:db8::/48",
        "> $ probe a.example:443", "> probe b.example", "192.0.2.7 / 192.0.2.8",
      ])
  }

  @Test func tables() throws {
    let blocks = try BlockLines.of(
      """
      .Rules
      [%header,cols="1h,2a,1"]
      |===
      | Site | Hosts | Port

      .2+| North
      |
      * `a.example`, +
      * b.example
      | 443

      | c.example | 80 & 443

      3+| Further
      | South | 192.0.2.1 2+| any
      |===
      """, "x.adoc")
    #expect(
      blocks == [
        "table head 1 stub 1 (Rules)", "| Site | Hosts | Port",
        "| North | a.example, / b.example | 443", "| North | c.example | 80 & 443",
        "| Further | Further | Further", "| South | 192.0.2.1 | any | any",
      ])
  }

  @Test func headersWithoutOption() throws {
    #expect(
      try BlockLines.of("|===\n|Host |Port\n\n|a.example\n|443\n|===\n", "x.adoc")
        == ["table head 1", "| Host | Port", "| a.example | 443"])
    #expect(
      try BlockLines.of("|===\n|a.example |443\n|b.example |80\n|===\n", "x.adoc")
        == ["table", "| a.example | 443", "| b.example | 80"])
    #expect(
      try BlockLines.of("[%noheader]\n|===\n|a.example |443\n\n|b.example |80\n|===\n", "x.adoc")
        == ["table head 0", "| a.example | 443", "| b.example | 80"])
  }

  @Test func separatedValues() throws {
    #expect(
      try BlockLines.of(
        "[options=header]\n,===\nHost,Ports\n\na.example,\"80,443\"\n,===\n", "x.adoc")
        == ["table head 1", "| Host | Ports", "| a.example | 80,443"])
    #expect(
      try BlockLines.of("[format=csv,separator=;]\n|===\na.example;443\n|===\n", "x.adoc")
        == ["table", "| a.example | 443"])
  }

  @Test func footnotesComeBehind() throws {
    #expect(
      try BlockLines.of("|===\n|443 footnote:tls[Only with TLS.] |80\n|===\n", "x.adoc")
        == ["table", "| 443 | 80", "Only with TLS."])
  }

  @Test(arguments: [
    ("*.a.example, *.b.example", "*.a.example, *.b.example"), ("*TCP* _only_", "TCP only"),
    ("**a**b", "ab"), ("https://a.example/x[the page^]", "the page"),
    ("https://a.example/x[]", "https://a.example/x"), ("xref:a.adoc#b[Ports]", "Ports"),
    ("<<ports,the ports>>", "the ports"), ("[.line-through]#192.0.2.1# b", "~192.0.2.1~ b"),
    ("443^1^", "443"), ("1^st^", "1st"), ("`*.a.example` and `b_c_d`", "*.a.example and b_c_d"),
    ("[.path]_x_", "x"), ("\\*.a.example*", "*.a.example*"), ("a{nbsp}b{zwsp}c", "a bc"),
    ("[192.0.2.0/24]", "[192.0.2.0/24]"), ("{unknown}", "{unknown}"),
  ])
  func inlineMarkup(_ text: String, _ plain: String) throws {
    #expect(try BlockLines.of("= T\n\nx \(text)\n", "x.adoc").last == "x " + plain)
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      String(repeating: "`", count: 10_000), String(repeating: "link:", count: 4000),
      String(repeating: "footnote", count: 3000), String(repeating: "footnote:[", count: 2000),
      "|===\n" + String(repeating: ".1000000+|a\n", count: 2000),
      "|===\n" + String(repeating: "999*|a\n", count: 2000),
      "= a" + String(repeating: " ", count: 10_000) + "b",
      ":a: " + String(repeating: "x", count: 2000) + "\n" + String(repeating: "{a}", count: 6000),
      String(repeating: "*a ", count: 6000), String(repeating: "[[a", count: 6000),
    ]
    for text in texts {
      _ = try BlockLines.of("= T\n\n" + text + "\n", "x.adoc")
    }
  }

  /// A cell over a thousand columns takes a few bytes each time. Cells that are as wide as the table
  /// stay so in any that people write.
  @Test func wideCellsAreBounded() throws {
    func cells(_ text: String) throws -> Int {
      let lines = try BlockLines.of("= T\n\n|===\n" + text + "|===\n", "x.adoc")
      return lines.joined().count { $0 == "|" }
    }
    #expect(try cells("|a |b |c\n\n3+|d\n2+|e |f\n") == 9)
    #expect(try cells("|a |b |c\n\n" + String(repeating: "3+|d\n", count: 6000)) == 18_003)
    // Each of 8000 once, and 32,000 places more.
    #expect(try cells(String(repeating: "1000+|a\n", count: 8000)) <= 40_000)
  }

  @Test func aNumberOfColumns() throws {
    #expect(
      try ReadingLines.lines(
        "= Ports\n\n[cols=\"3\",options=\"header\"]\n|===\n\n|Port |Protocol |Service\n\n|`6443`\n|TCP\n"
          + "|API\n\n|===\n", "page.adoc") == ["API | - | - | tcp | 6443 | -"])
  }
}
