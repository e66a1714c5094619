import DocumentReading
import EndpointModel
import Testing

/// What is found in a document and not used: it is told, never dropped without a word.
@Suite struct AccountingTests {
  private func read(_ text: String, _ name: String) throws -> Reading {
    try ReadingLines.read(text, name)
  }

  /// A range of which tables have only the two ends is more than they say.
  @Test func aRangeBetweenPlacedPortsIsItsOwnRule() throws {
    let lines = try ReadingLines.lines(
      "# Firewall\n\n| Name | Host | Port | Protocol |\n|---|---|---|---|\n"
        + "| A | a.example.com | 1000 | TCP |\n| B | b.example.com | 2000 | TCP |\n\n"
        + "The firewall must allow TCP ports 1000-2000 for media.\n", "page.md")
    #expect(
      lines == [
        "A | - | a.example.com | tcp | 1000 | -", "B | - | b.example.com | tcp | 2000 | -",
        "media | - | - | tcp | 1000-2000 | -",
      ])
  }

  @Test func anAddressAmongTheNamesIsNoted() throws {
    let reading = try read(
      "service,address,ports\nWeb,192.0.2.1,443\nMail 192.0.2.77,192.0.2.2,25\n", "table.csv")
    #expect(ReadingLines.rules(reading).sorted() == ["192.0.2.1 - 443", "192.0.2.2 - 25"])
    #expect(reading.findings.map { "\($0.code) \($0.line ?? 0)" } == ["address-in-prose 3"])
  }

  /// A format may take rows of data for the header.
  @Test func rowsAboveTheRuleOfAHeaderAreRead() throws {
    let text = """
      ============ ======
      192.0.2.2    443
      Host         Port
      ============ ======
      192.0.2.1    443
      ============ ======

      """
    #expect(
      try ReadingLines.rules(text, "page.rst").sorted() == ["192.0.2.1 - 443", "192.0.2.2 - 443"])
  }

  /// A public network in a sentence that asks for nothing is told more loudly than a host.
  @Test(arguments: [
    ("The university owns the range 8.8.4.0/24.", true), ("It owns 10.0.4.0/24.", false),
    ("For example 8.8.4.0/24.", false), ("It owns 8.8.4.1.", false),
  ])
  func networksThatNoRuleAsksFor(_ sentence: String, _ isTold: Bool) throws {
    let reading = try read("# Firewall\n\n- a.example.com: TCP 443\n\n\(sentence)\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["a.example.com tcp 443"])
    #expect(ReadingLines.warnings(reading) == (isTold ? ["address-unused"] : []))
  }

  @Test func namesBehindABracketAreRead() throws {
    #expect(
      try ReadingLines.rules(
        "= Hosts\n\n== Allow these hosts\n\n* [literal]``a.example.com``\n* ``b.example.com``\n\n",
        "page.adoc"
      ).sorted() == ["a.example.com - -", "b.example.com - -"])
    #expect(
      try ReadingLines.rules(
        "Allow these hosts:\n\n- [1]a.example.com\n- [2]b.example.com\n", "page.txt"
      )
      .sorted() == ["a.example.com - -", "b.example.com - -"])
  }

  /// The rest of a tag before an address leaves nothing to fill in.
  @Test func whatIsLeftOfATagIsTold() throws {
    let reading = try read("Allow:\n\n- <li>192.0.2.1: tcp 443\n- 192.0.2.9: tcp 80\n", "page.txt")
    #expect(ReadingLines.rules(reading) == ["192.0.2.9 tcp 80"])
    #expect(ReadingLines.warnings(reading) == ["address-not-understood"])
  }

  @Test func aNameThatEndsInNoDomainIsTold() throws {
    let reading = try read(
      "Allow these hosts:\n\n- a.example.com – portal\n- my.portal.heatlhcare – care\n- b.example.com\n",
      "page.md")
    #expect(ReadingLines.warnings(reading) == ["address-not-understood"])
  }

  @Test func anAddressThatOnlyAHeadingHasIsTold() throws {
    let reading = try read("## Relay 192.0.2.7\n\nAllow a.example.com: TCP 443.\n", "page.md")
    #expect(reading.findings.contains { $0.code == "address-in-prose" && $0.line == 1 })
  }

  /// The rule of a row whose address stands in another column must not seem to be one for all.
  @Test func anAddressInAColumnOfOthersIsTold() throws {
    let reading = try read(
      "service,example address,port\nWeb,10.2.1,443\nVoice,198.51.100.7,5060\n", "table.csv")
    let isTold = reading.findings.contains { $0.line == 3 && $0.severity != .note }
    #expect(isTold || reading.endpoints.contains { $0.written?.description == "198.51.100.7" })
  }

  @Test func aFootnoteBehindCodeIsNoPartOfTheName() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port |\n|---|---|\n| `a.example.com`<sup>1</sup> | 7844 |\n| `b.example.com` | 80 |\n",
        "page.md"
      ).sorted() == ["a.example.com - 7844", "b.example.com - 80"])
  }

  @Test func theSameExampleInTwoRowsIsNotedInBoth() throws {
    let reading = try read(
      "| Name | Host | Port |\n|---|---|---|\n| C | c.example.com | TCP 80 |\n"
        + "| A | (e.g. 192.0.2.1) | TCP 443 |\n| B | (e.g. 192.0.2.1) | TCP 80 |\n", "page.md")
    let lines = reading.findings.filter { $0.code == "address-example" }.map(\.line)
    #expect(lines == [4, 5])
  }

  /// The words of the sentence before count as those of a label do.
  @Test func aBlockedHostOfTheNextSentenceIsNotOpened() throws {
    let lines = try ReadingLines.lines(
      "# Firewall\n\n- b.example.com: TCP 80\n\nThe carrier blocks the following hosts. They are "
        + "a.example.com on TCP 443, which our users need.\n", "page.md")
    #expect(lines == ["- | - | b.example.com | tcp | 80 | -"])
  }

  @Test func anOverlapIsNotCalledWithin() throws {
    let reading = try read(
      "| Host | Port |\n|---|---|\n| 192.0.2.0-192.0.2.20 | TCP 443 |\n"
        + "| 192.0.2.10-192.0.2.30 | TCP 443 |\n| 192.0.2.12 | TCP 443 |\n", "page.md")
    let messages = reading.findings.filter { $0.code == "overlap" }.map(\.message)
    #expect(
      messages == [
        "it overlaps 192.0.2.0-192.0.2.20 in line 3; both are kept",
        "it lies within 192.0.2.10-192.0.2.30 in line 4; both are kept",
      ])
  }

  @Test func aTotalLargerThanTheListIsAnError() throws {
    func codes(_ total: String) throws -> [String] {
      try read(
        #"{"total": \#(total), "hosts": [{"ip": "192.0.2.1"}, {"ip": "192.0.2.2"}]}"#, "hosts.json"
      ).findings.map(\.code)
    }
    #expect(try codes("250").contains("less-than-total"))
    #expect(try !codes("2").contains("less-than-total"))
  }

  @Test func lettersWithABracketMarkItems() throws {
    #expect(
      try ReadingLines.lines("Ports\n\na) TCP 443\nb) UDP 500\n", "page.txt")
        == ["- | - | - | tcp | 443 | -", "- | - | - | udp | 500 | -"])
  }

  @Test func allPortsOfAProtocolAreNotAllPorts() throws {
    #expect(
      try ReadingLines.lines("* TCP all ports: a.example.com (Licences)\n", "page.md")
        == ["Licences | TCP all ports | a.example.com | tcp | any | -"])
  }

  @Test func aRowOfAProtocolWithoutPortsIsKeptWithoutAnAddress() throws {
    #expect(
      try ReadingLines.lines(
        "| Setup | Machines | Protocols/Ports | Other |\n|---|---|---|---|\n"
          + "| Tunnel | Nodes | IP protocol ID 47 | |\n| Overlay | Nodes | UDP 4789 | |\n"
          + "| Plain | Nodes | TCP 443 | |\n| Proxy | Nodes | TCP 80 | Optional, at home |\n",
        "page.md")
        == [
          "Tunnel | Nodes | - | gre | - | -", "Overlay | Nodes | - | udp | 4789 | -",
          "Plain | Nodes | - | tcp | 443 | -", "Proxy | Nodes | - | tcp | 80 | -",
        ])
  }

  /// A sheet with merged cells, or one with ports for all: which, it does not say.
  @Test func aBlankAddressInASheetIsWarnedOf() throws {
    let reading = try read(
      "Address;Port;Protocol\n192.0.2.1;21;tcp\n;53;udp\n192.0.2.3;25;tcp\n", "hosts.csv")
    let blank = reading.findings.filter { $0.code == "address-blank" }
    #expect(blank.map(\.line) == [3])
    #expect(blank.allSatisfy { $0.severity == .warning })
  }

  @Test func placeholdersOfTemplatesNameTheProtocol() throws {
    #expect(
      try ReadingLines.lines(
        "{{ ui.field_port-range }} | {{ ui.field_protocol }} | {{ ui.field_cidr }}\n"
          + "--- | --- | ---\n`80` | `{{ ui.label_tcp }}` | `192.0.2.0/24`\n"
          + "`53` | `{{ ui.label_udp }}` | `192.0.2.0/24`\n", "page.md")
        == ["- | - | 192.0.2.0/24 | tcp | 80 | -", "- | - | 192.0.2.0/24 | udp | 53 | -"])
  }

  /// What no part of the reader has taken or told is told at the end, with its reason if the line has
  /// one. A fuzzer found four of these.
  @Test(arguments: [
    // Its column's header.
    (
      "(e.g. 203.0.113.7  Port\n=========== ======\n192.0.2.1   443\n192.0.2.2   80\n=========== ======",
      "page.rst", ["note address-example 1"]
    ),
    // A label of addresses.
    (
      "192.0.2.1\nplace (e.g. 203.0.113.7 443\n192.0.2.2 # backup\n", "page.txt",
      ["note address-example 2"]
    ),
    // Comments.
    (
      "#203.0.113.7\n192.0.2.1\n#203.0.113.0/28\n192.0.2.2\n", "page.txt",
      ["note address-commented 1", "note address-commented 3"]
    ),
    (
      "# 203.0.113.7\nhost,port\n192.0.2.1,443\n# 203.0.113.8\n192.0.2.2,80\n", "page.csv",
      ["note address-commented 1", "note address-commented 4"]
    ),
    // The first line of an item, with an arrow in the next.
    (
      "# Firewall\n\n- 203.0.113.7 tcp 443\n-->- 192.0.2.2: UDP 5060 (voice)\n", "page.md",
      ["warning address-unused 3"]
    ),
    // Both ends on one line.
    (
      "# Firewall\n\n- 203.0.113.7 -> 192.0.2.2: tcp 443\n", "page.md", ["note address-source 3"]
    ),
    // The far end of a tunnel, and a setting.
    (
      "# Firewall\n\n- 192.0.2.2: tcp 443\n\nSet Endpoint=203.0.113.7:51820 in the file.\n",
      "page.md", ["warning address-unused 5"]
    ),
    (
      "# Firewall\n\n- 192.0.2.2: tcp 443\n\nSet WEB_BIND=203.0.113.7 for the program.\n",
      "page.md", ["note address-in-prose 5"]
    ),
    (
      "# Firewall\n\n- 2001:db8:7::/64 -> 2001:db8::1: tcp 443\n", "page.md",
      ["note address-source 3"]
    ),
  ])
  func whatNobodyToldIsToldAtTheEnd(
    _ text: String, _ name: String, _ told: [String]
  ) throws {
    let reading = try read(text, name)
    #expect(!reading.endpoints.contains { $0.written!.description.hasPrefix("203.0.113") })
    #expect(reading.findings.map { "\($0.severity) \($0.code) \($0.line ?? 0)" } == told)
  }

  /// A heading that takes back all of a list is told once, not for each address.
  @Test(arguments: [
    "## No longer used, remove\n\n- 203.0.113.7\n- 203.0.113.8\n  - 203.0.113.9\n",
    "## No longer used, remove\n\n203.0.113.7\n203.0.113.8\n",
    "## No longer used, remove\n\n| Host | Port |\n|---|---|\n| 203.0.113.7 | 1 |\n| 203.0.113.8 | 2 |\n",
  ])
  func whatIsLeftOutAsAWholeIsToldOnce(_ part: String) throws {
    let reading = try read("# Firewall\n\n- 192.0.2.1 tcp 443\n\n" + part, "page.md")
    #expect(ReadingLines.rules(reading) == ["192.0.2.1 tcp 443"])
    #expect(reading.findings.count == 1, "\(reading.findings)")
  }

  /// Masks, versions, times, names in programs and struck-out addresses are no lost addresses.
  @Test(arguments: [
    "The mask is 255.255.255.0.", "It runs since 12:30:45.", "See std::dec and face::add.",
    "Section 1.2.3.4.5 tells more.", "~~203.0.113.7~~", "Read 192.0.2.1, and x203.0.113.7.",
  ])
  func whatIsNoLostAddress(_ line: String) throws {
    let reading = try read("# Firewall\n\n- 192.0.2.1 tcp 443\n\n\(line)\n", "page.md")
    #expect(!reading.findings.contains { $0.code == "address-unused" }, "\(reading.findings)")
  }

  /// A list with many comments is told of in few findings.
  @Test func manyCommentsWithAddresses() throws {
    let lines = (0..<1200).map { "#203.0.\($0 / 250).\(1 + $0 % 250)\n" }.joined()
    let reading = try read(lines + "192.0.2.1\n", "page.txt")
    #expect(reading.findings.count == 1001)
    #expect(
      reading.findings.contains {
        $0.line == nil && $0.message.hasPrefix("200 more lines have addresses")
      })
  }

  /// An address of the machine itself is an endpoint where a list is nothing but addresses; in other
  /// items and in sentences it is not, and that is told.
  @Test(arguments: [
    ("192.0.2.1\n127.0.0.1\n", "page.txt", ["127.0.0.1", "192.0.2.1"], 0),
    ("192.0.2.1\n127.0.0.1,\n", "page.txt", ["127.0.0.1", "192.0.2.1"], 0),
    ("# Hosts\n\n- 192.0.2.1\n- 127.0.0.1\n", "page.md", ["192.0.2.1"], 1),
    ("Allow 192.0.2.1 and 127.0.0.1 on TCP port 443.\n", "page.txt", ["192.0.2.1"], 1),
    (
      "Allow 192.0.2.1 with the mask 255.255.255.0 on TCP port 443.\n", "page.txt", ["192.0.2.1"], 1
    ),
  ])
  func anAddressOfTheMachineItselfIsToldOf(
    _ text: String, _ name: String, _ addresses: [String], _ told: Int
  ) throws {
    let reading = try read(text, name)
    #expect(reading.endpoints.map { $0.written!.description }.sorted() == addresses)
    #expect(reading.findings.count { $0.code == "address-no-far-end" } == told)
  }
}
