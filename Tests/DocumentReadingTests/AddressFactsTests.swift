import EndpointModel
import Testing

@testable import DocumentReading

/// What a text says of addresses.
@Suite struct AddressFactsTests {
  /// A path of Windows, and an address of which a person fills in parts, are none.
  @Test(arguments: [#"C:\Program Files\Relay\relay.exe"#, "10.TE.AM.2", "10.TE.AM.xx"])
  func whatOnlyLooksLikeAnAddress(_ text: String) {
    #expect(TextFacts(text, line: 1).addresses.items.isEmpty)
  }

  private func facts(_ text: String) -> AddressFacts { TextFacts(text, line: 1).addresses }

  @Test(arguments: [
    ("192.0.2.1, 192.0.2.2; 2001:db8::/32", ["192.0.2.1", "192.0.2.2", "2001:db8::/32"]),
    ("192.0.2.1 – 192.0.2.9", ["192.0.2.1-192.0.2.9"]),
    ("192.0.2.10-20", ["192.0.2.10-192.0.2.20"]),
    ("between 192.0.2.1 and 192.0.2.9", ["192.0.2.1-192.0.2.9"]),
    ("192.0.2.1 thru 192.0.2.9", ["192.0.2.1-192.0.2.9"]),
    ("2001:db8:5:: – 2001:db8:5::ff", ["2001:db8:5::-2001:db8:5::ff"]),
    ("192.0.2.0 255.255.255.0", ["192.0.2.0/24"]), ("192.0.2.0 0.0.0.255", ["192.0.2.0/24"]),
    ("192.0.2.0 / 24", ["192.0.2.0/24"]), ("[2001:db8:6::]/48", ["2001:db8:6::/48"]),
    ("https://a.vendor.example/x", ["a.vendor.example"]), (".vendor.example", ["*.vendor.example"]),
    ("*. vendor.example", ["*.vendor.example"]),
    ("eu- * . vendor.example", ["eu-*.vendor.example"]),
    ("192[.]0[.]2[.]1", ["192.0.2.1"]), ("192.0.2.1†", ["192.0.2.1"]),
    ("192.0.2.0/25*", ["192.0.2.0/25"]),
    ("bücher.vendor.example", ["xn--bcher-kva.vendor.example"]),
    ("192.0.2.0/30 except 192.0.2.2", ["192.0.2.0/31", "192.0.2.3"]),
    ("192.0.2.0/29 except 192.0.2.2, 192.0.2.3 and 192.0.2.4/30", ["192.0.2.0/31"]),
    ("192.0.2.0/30 (without 192.0.2.1 and 192.0.2.2)", ["192.0.2.0", "192.0.2.3"]),
    ("192.0.2.0/30 except 192.0.2.2/31, and 203.0.113.7", ["192.0.2.0/31", "203.0.113.7"]),
    (
      "192.0.2.0/30 ({192.0.2.2} を除く)".replacing("{", with: "").replacing("}", with: ""),
      ["192.0.2.0/31", "192.0.2.3"]
    ),
    ("192.0.2.5 → 203.0.113.28", ["192.0.2.5", "203.0.113.28"]),
    ("<tenant>.vendor.example", ["<tenant>.vendor.example"]),
    ("put {[.var]_name_, [.var]_number_} there", []), ("${section.key}", []),
    ("write to help@vendor.example", []), ("release 4.2.1 of e.g. Node.js", []),
  ])
  func spellings(_ text: String, _ addresses: [String]) {
    #expect(facts(text).items.filter { !$0.mayBeFile }.map { $0.written.description } == addresses)
  }

  @Test(
    arguments: [
      ("192.0.2.1:443/tcp", "443", "tcp"), ("192.0.2.5:10000-10010 (UDP)", "10000-10010", "udp"),
      ("192.0.2.6:80,443", "80,443", nil), ("[2001:db8::1]:443", "443", nil),
      ("tcp://relay.vendor.example:8443", "8443", "tcp"),
      ("sips:sip.vendor.example:5061", "5061", "tcp"),
    ] as [(String, String, String?)])
  func whatIsWrittenOnAnAddress(_ text: String, _ ports: String, _ transport: String?) throws {
    let item = try #require(facts(text).items.first)
    #expect(item.ports?.description == ports)
    #expect(item.transport?.rawValue == transport)
  }

  /// What looks like an address and is none is told.
  @Test(arguments: [
    "300.1.2.3", "192.0.2.0/0.0.0.0", "203.0.113.0/2", "203.0.113.{1,2,3}", "192.0.2.9-192.0.2.1",
  ])
  func whatIsNoneIsAProblem(_ text: String) {
    #expect(facts(text).items.isEmpty)
    #expect(!facts(text).problems.isEmpty)
  }

  /// A star in front of a name is part of it, unless another star closes it.
  @Test func aStarRightBeforeAName() throws {
    let text = """
      Allow HTTPS on TCP 443 to:

      - *turn.vendor.example.com
      - sip.vendor.example.com, *srv.vendor.example.com
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.txt")) == [
        "*turn.vendor.example.com tcp 443", "sip.vendor.example.com tcp 443",
        "*srv.vendor.example.com tcp 443",
      ])
    let emphasized = "Allow TCP 443 to *turn.vendor.example.com*, which is our relay."
    #expect(
      try ReadingLines.rules(emphasized, "page.txt") == ["turn.vendor.example.com tcp 443"])
  }

  /// Japanese, Chinese and Korean put no spaces around addresses; each word beside one is no part of it.
  @Test(arguments: [
    ("a.example.comへのTCP 443を許可してください。", ["a.example.com tcp 443"]),
    ("192.0.2.7へのTCP 443を許可してください。", ["192.0.2.7 tcp 443"]),
    ("a.example.com에 TCP 443을 허용하세요.", ["a.example.com tcp 443"]),
    ("允许访问a.example.com的TCP 443端口。", ["a.example.com tcp 443"]),
    (
      "请允许TCP 443访问a.example.com和b.example.com。",
      ["a.example.com tcp 443", "b.example.com tcp 443"]
    ),
    (
      "TCP 443で192.0.2.0/24と198.51.100.1～198.51.100.9を許可",
      ["192.0.2.0/24 tcp 443", "198.51.100.1-198.51.100.9 tcp 443"]
    ),
    ("请开放TCP443到https://a.example.com/路径", ["a.example.com tcp 443"]),
  ])
  func addressesWithoutSpacesAroundThem(_ sentence: String, _ wanted: [String]) throws {
    #expect(try ReadingLines.rules("# Firewall\n\n\(sentence)\n", "page.md").sorted() == wanted)
  }

  /// Labels of a name in such a script are its own.
  @Test func namesInOtherScriptsStayWhole() throws {
    let text = "# Firewall\n\nTCP 443:\n\n- www.例子.com\n- b.例子.cn\n"
    #expect(
      try ReadingLines.read(text, "page.md").endpoints.compactMap(\.written?.description)
        == ["www.xn--fsqu00a.com", "b.xn--fsqu00a.cn"])
  }

  /// Of these only the far end that is in use is read, and the other one is told.
  @Test(arguments: [
    "从192.0.2.3访问b.example.com的TCP 443需要开放。", "送信元192.0.2.5からb.example.comへのTCP 443を許可してください。",
    "b.example.com（原a.example.com） TCP 443",
  ])
  func addressesThatWordsWithoutSpacesQualify(_ sentence: String) throws {
    let reading = try ReadingLines.read("# Firewall\n\n\(sentence)\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["b.example.com tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["address-not-understood"])
  }

  @Test func whatFollowsAURLWithoutSpaces() throws {
    let text = "# Firewall\n\n允许TCP 443访问https://b.example.com/路径和203.0.113.5以及c.example.com。\n"
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == [
        "203.0.113.5 tcp 443", "b.example.com tcp 443", "c.example.com tcp 443",
      ])
  }

  /// A star that begins a sentence marks a footnote or an item.
  @Test func aStarThatBeginsASentence() throws {
    #expect(
      try ReadingLines.rules("# Firewall\n\n*vendor.example.com requires TCP 9000.\n", "page.md")
        == ["vendor.example.com tcp 9000"])
  }
}

/// Addresses that go on behind a comma.
@Suite struct AddressContinuationTests {
  @Test func masksBehindACommaAndAWord() throws {
    for text in [
      "* 192.0.2.0, mask 255.255.255.0", "* 192.0.2.0, subnet mask 255.255.255.0",
      "* 192.0.2.0, Maske 255.255.255.0",
    ] {
      #expect(
        try ReadingLines.rules("# Firewall\n\nAllow TCP 443 to:\n\n\(text)\n", "page.md")
          == ["192.0.2.0/24 tcp 443"], "\(text)")
    }
  }

  @Test func lastPartsAloneAreNoPorts() throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\n* Web: 192.0.2.7, .8 and .9 TCP 443\n", "page.md")
    #expect(ReadingLines.rules(reading).allSatisfy { $0 == "192.0.2.7 tcp 443" })
    #expect(ReadingLines.warnings(reading).contains("address-incomplete"))
  }
}
