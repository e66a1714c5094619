import Testing

@testable import DocumentReading

/// What YAML gives as data.
@Suite struct YAMLTests {
  @Test func mapsAndSequences() throws {
    let text = """
      # Endpoints
      version: 2026-02-11
      services:
        - name: Collector   # the first
          protocol: tcp
          ports: [443, 8443, 5000-5010]
          hosts:
          - a.example
          - *.b.example
        - name: "Replay: all"
          range: {from: 1000, to: 1999, "note": 'it''s'}
          address: 2001:db8:41::/48
          ok: true
          none: ~
      empty:
      'quoted key': "a\\tb\\u00e9"
      - stray
      """
    #expect(throws: ReadingError.self) { try DataLines.of(text, .yaml) }
    #expect(
      try DataLines.of(text.replacing("\n- stray", with: ""), .yaml)
        == #"{version: "2026-02-11", services: [{name: "Collector", protocol: "tcp", ports: [443, "#
        + #"8443, "5000-5010"], hosts: ["a.example", "*.b.example"]}, {name: "Replay: all", "#
        + #"range: {from: 1000, to: 1999, note: "it's"}, address: "2001:db8:41::/48", ok: true, "#
        + "none: null}], empty: null, quoted key: \"a\tbé\"}")
  }

  @Test func scalarsOverSeveralLines() throws {
    #expect(
      try DataLines.of(
        """
        list: |
          192.0.2.1
            192.0.2.2

          192.0.2.3
        folded: >-
          one
          two
        plain: three
          four
        quoted: "five
          six"
        flow: [a,
          b, # not c
          {d: e}]
        """, .yaml)
        == #"{list: "192.0.2.1⏎  192.0.2.2⏎⏎192.0.2.3", folded: "one two", plain: "three four", "#
        + #"quoted: "five six", flow: ["a", "b", {d: "e"}]}"#)
  }

  @Test func anchorsAndMergeKeys() throws {
    #expect(
      try DataLines.of(
        """
        base: &base
          protocol: tcp
          ports: &web [443]
        one:
          <<: *base
          protocol: udp
        two: *web
        three: !!str 443
        """, .yaml)
        == #"{base: {protocol: "tcp", ports: [443]}, one: {protocol: "udp", ports: [443]}, "#
        + "two: [443], three: 443}")
  }

  @Test func severalDocuments() throws {
    #expect(
      try DataLines.of("%YAML 1.2\n---\na: 1\n...\n---\n- b\n- - c\n  - d\n", .yaml)
        == #"[{a: 1}, ["b", ["c", "d"]]]"#)
  }

  @Test func linesAreKept() throws {
    let lines = "a:\n  b: 1\n\nc:\n  - d\n  - e: 2\n".split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated().map { SourceLine(number: $0.offset + 1, text: String($0.element)) }
    let root = try YAML.node(lines, source: "x")
    guard case .object(let members) = root.content, case .list(let items) = members[1].node.content
    else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.node.line) == [2, 5])
    #expect(items.map(\.line) == [5, 6])
  }

  @Test func whatIsBrokenIsRefused() {
    let texts = [
      "a: 1\n b: 2\nc", "a: [1, 2\n", "a: \"b\n", "a: *b\n", "- a\nb: 1\n",
      "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + (0..<8).map { i in
          "\("bcdefghij".dropFirst(i).first!): &\("bcdefghij".dropFirst(i).first!) ["
            + Array(repeating: "*\("abcdefghi".dropFirst(i).first!)", count: 10).joined(
              separator: ", ") + "]\n"
        }.joined(), String(repeating: "- ", count: 100_000) + "a",
      "a: " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        + "\nb",
      "a: " + String(repeating: "&a ", count: 100_000),
    ]
    for text in texts {
      #expect(throws: ReadingError.self, "\(text.prefix(20))") { try DataLines.of(text, .yaml) }
    }
  }

  @Test func proseIsNoYAML() throws {
    func first(_ text: String, _ name: String = "x.txt") -> DocumentFormat {
      DocumentFormat(of: SourceText(source: name, encoding: "utf-8", utf8: Array(text.utf8)))
    }
    #expect(first("services:\n  - name: a\n    port: 443\n") == .yaml)
    #expect(first("Service: a\nPort: 443\n\nService: b\nPort: 80\n") == .text)
    #expect(first("# Hosts\n\n- a.example\n- b.example\n") != .yaml)
    #expect(first("Open these:\n- a.example\n") == .text)
    #expect(first("Hosts: a\n", "x.yaml") == .yaml)
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() {
    let texts = [
      String(repeating: "- a\n", count: 4000), String(repeating: "a: 'b\n", count: 4000),
      "a: [" + String(repeating: "b,\n", count: 4000) + "]",
      "a: " + String(repeating: "b:", count: 10_000),
      "a: |\n" + String(repeating: " b\n", count: 4000), String(repeating: "a:\n", count: 4000),
    ]
    for text in texts {
      _ = try? DataLines.of(text, .yaml)
    }
  }

  /// Jinja and Helm steer with lines of their own, and fill in what is not known here.
  @Test func marksOfATemplateAreNoData() throws {
    let text = """
      {%- if server.enabled %}
      rules:
        - host: {{ region }}.vendor.example
          port: 443
      {%- endif %}
      """
    #expect(
      try DataLines.of(text, .yaml) == #"{rules: [{host: "< region >.vendor.example", port: 443}]}"#
    )
  }
}
