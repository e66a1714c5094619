import Testing

@testable import DocumentReading

/// What Markdown gives as blocks.
@Suite struct MarkdownTests {
  /// The text may begin right behind the bracket; data of that name that is broken stays broken.
  @Test func propertiesInJSONAreNoText() throws {
    let text = "{\n  \"title\": \"Edge\",\n  \"weight\": \"300\"\n}"
    let list = "Allow these hosts:\n\n- a.example.com:443\n"
    #expect(
      try ReadingLines.lines(text + list, "page.md").map { $0.split(separator: " | ")[2] } == [
        "a.example.com"
      ])
    #expect(throws: (any Error).self) { try ReadingLines.lines(text + list, "page.json") }
  }

  @Test func blocks() throws {
    let blocks = try BlockLines.of(
      """
      # Ports of the depot

      Open what follows. \\
      It is all there is.

      - First host: 192\\.0\\.2\\.1
        and a second line
      - Second host
          - below it

          still below it

      !!! note "Mind the order"

          The first rule wins.

      ```sh
      $ probe depot.example:443
      ```

          $ probe store.example:443

      <pre>
      a
      b
      </pre>

      [guide]: https://docs.example/guide
      """, "x.md")
    #expect(
      blocks == [
        "# Ports of the depot", "Open what follows. / It is all there is.",
        "0- First host: 192.0.2.1 / and a second line", "0- Second host", "4- below it",
        "still below it", "Mind the order", "The first rule wins.", "> $ probe depot.example:443",
        "> $ probe store.example:443", "> a / b", "! [guide]: https://docs.example/guide",
      ])
  }

  @Test func tablesSayWhetherTheyHaveAHeader() throws {
    let blocks = try BlockLines.of(
      """
      | Host | Port |
      |------|------|
      | a.example | `443`, 80 |
      | b.example | 22<br>23 |

      text

      | c.example | 1 |
      | d.example | 2 |

      +--------+------+
      | Host   | Port |
      +========+======+
      | e.example | 25 |
      +--------+------+
      """, "x.md")
    #expect(
      blocks == [
        "table head 1", "| Host | Port", "| a.example | 443, 80", "| b.example | 22 / 23", "text",
        "table", "| c.example | 1", "| d.example | 2", "table head 1", "| Host | Port",
        "| e.example | 25",
      ])
  }

  @Test func definitions() throws {
    let blocks = try BlockLines.of(
      "Gateway\n: 192.0.2.1\n: port 443\n\nStore\n\n: 192.0.2.2\n", "x.md")
    #expect(blocks == ["0- Gateway", "1- 192.0.2.1", "1- port 443", "0- Store", "1- 192.0.2.2"])
  }

  @Test(arguments: [
    ("portal.*&lt;region>.&lt;fqdn>* or", "portal.<region>.<fqdn> or"),
    ("&#42;.*&lt;region>.example*", "*.<region>.example"), ("a.*.example.com*", "a.*.example.com*"),
    ("192\\.0\\.2\\.1", "192.0.2.1"), ("\\*.example.com", "*.example.com"),
    ("<https://a.example/x>", "https://a.example/x"), ("[web](https://a.example)", "web"),
    ("~~192.0.2.1~~ 192.0.2.2", "~192.0.2.1~ 192.0.2.2"), ("a ~~b", "a ~~b"),
    ("<del>80</del> 443", "~80~ 443"), ("443<sup>1</sup>", "443"), ("443[^2], 80", "443, 80"),
    ("x<sup>st</sup>", "xst"), ("a.<wbr>example", "a.example"), ("a&shy;b&#8203;c", "abc"),
    ("[192.0.2.1]{.address}", "192.0.2.1"), ("`443`{.port}", "443"), ("_only_ **TCP**", "only TCP"),
    ("_sip._tcp.example.com", "_sip._tcp.example.com"), ("&#xE000;443", "443"),
    ("&#xD;443", " 443"),
  ])
  func inlineMarkup(_ text: String, _ plain: String) throws {
    #expect(try BlockLines.of("# T\n\nx \(text)\n", "x.md").last == "x " + plain)
  }
}
