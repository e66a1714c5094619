import Testing

@testable import FirewallExport

@Suite struct YAMLReaderTests {
  private func flow(_ text: String) throws -> [String] {
    try YAMLReader.documents(text, of: "test").map(\.plain.yaml.flow)
  }

  @Test(arguments: [
    ("a: b", #"{"a": "b"}"#), ("a: 1\nb: \"1\"", #"{"a": 1, "b": "1"}"#),
    ("- a\n- b: c\n  d: e", #"["a", {"b": "c", "d": "e"}]"#),
    ("a:\n- b\n- c\nd: e", #"{"a": ["b", "c"], "d": "e"}"#),
    ("a:\n  - - b\n    - c\n  -\n    d", #"{"a": [["b", "c"], "d"]}"#),
    ("a: {b: [c, 'd''e'], \"f\":1}", #"{"a": {"b": ["c", "d'e"], "f": 1}}"#),
    ("a: [b c,\n  d, # e\n  f]", #"{"a": ["b c", "d", "f"]}"#),
    ("a: b # c\nd: e#f\n# g", #"{"a": "b", "d": "e#f"}"#),
    ("a: b\n  c d\ne: f", #"{"a": "b c d", "e": "f"}"#),
    ("a: |\n  b: c\n  d\ne: >-\n  f", #"{"a": "b: c d", "e": "f"}"#),
    ("a: 2001:db8::/32\nb: ::1", #"{"a": "2001:db8::/32", "b": "::1"}"#),
    ("a:\r\n  b: c\r\n", #"{"a": {"b": "c"}}"#),
    ("{\"a\":{\"b\":[1,\"\\u0041\"]},\n\t\"c\":\"d\"}", #"{"a": {"b": [1, "A"]}, "c": "d"}"#),
    ("\u{FEFF}a: b", #"{"a": "b"}"#),
  ])
  func valuesAreRead(_ text: String, _ expected: String) throws {
    #expect(try flow(text) == [expected])
  }

  @Test func documentsAreToldApart() throws {
    #expect(try flow("---\na: b\n---\n# none\n---\n- c\n...\n") == [#"{"a": "b"}"#, #"["c"]"#])
  }

  @Test func valuesKnowTheirLines() throws {
    let text = "# head\na:\n  - b\n  - c: \"d\n      e\"\n    f: [g,\n      h]\n"
    let list = try #require(try YAMLReader.documents(text, of: "test").first?["a"]?.elements)
    #expect(list.map(\.line) == [3, 4])
    #expect(list.last?["f"]?.elements?.map(\.line) == [6, 7])
  }

  @Test func whatIsEmptyIsNull() throws {
    let map = try #require(try YAMLReader.documents("a:\nb: null\nc: ~\nd: ''", of: "test").first)
    #expect(map.map?.members.map(\.value.isNull) == [true, true, true, false])
    #expect(map["a"] == nil)
  }

  /// What one reader of YAML takes otherwise than another is refused.
  @Test(arguments: [
    "a: 0443", "a: [010]", "a: b\na: c", "{a: b, a: c}", "a: &b c", "a: *b", "a: !!str c",
    "a: b: c", "a: - b", "a:\n\tb: c", "a: 'b", "a: \"\\q\"", "a: [b", "a: {b", "? a",
    "a: b\n c: d", "a:\n   b: c\n  d: e", "a: @b", "a: \"b\" c", "a: [b] c",
  ])
  func whatIsDoubtfulIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try YAMLReader.documents(text, of: "test") }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let value = YAMLText.map([
      .init("no", .text("a\"b\\c")),
      .init("x", .list([.list([.number(1), .text("")]), .map([])])),
      .init("1", .map([.init("y-z", .list([])), .init("k8s:app", .text("x # : -"))])),
    ])
    for text in [value.block(), value.flow] {
      #expect(
        try flow(text) == [
          #"{"1": {"k8s:app": "x # : -", "y-z": []}, "no": "a\"b\\c", "x": [[1, ""], {}]}"#
        ])
    }
  }
}
