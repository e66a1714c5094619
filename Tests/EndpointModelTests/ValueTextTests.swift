import EndpointModel
import Testing

/// Text forms: canonical, and read back to an equal value.
@Suite struct ValueTextTests {
  @Test(arguments: [
    ("80,443", "80,443"), ("443,80", "80,443"), ("80,81,82", "80-82"), ("1-65535", "1-65535"),
    ("4201-4264", "4201-4264"), ("5,1-9", "1-9"), ("80 , 443", "80,443"), ("20 - 22", "20-22"),
  ])
  func ports(_ input: String, _ canonical: String) throws {
    #expect(try PortSet(parsing: input).description == canonical)
  }

  @Test(arguments: [
    ("70000", "it is above 65535"), ("0", "port 0 is reserved (RFC 6335)"), ("", "it is empty"),
    ("80-", "it is empty"), ("90-80", "a range's end lies before its start"),
    ("1-2-3", "a range has more than two ends"), ("http", "it is not a decimal number"),
    ("+80", "it is not a decimal number"), ("99999999999999999999", "it is above 65535"),
  ])
  func brokenPorts(_ input: String, _ rule: String) {
    do throws(ValueError) {
      _ = try PortSet(parsing: input)
      Issue.record("\(input) was read")
    } catch {
      #expect(error.rule == rule)
    }
  }

  @Test(arguments: [
    ("Maps.GoogleAPIs.com.", "maps.googleapis.com"), ("10.0.0.0/8", "10.0.0.0/8"),
    ("10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.9"), ("*.Example.com", "*.example.com"),
    ("edge-*.example.net", "edge-*.example.net"), ("any", "any"),
    ("<Tenant>.sharepoint.de", "<Tenant>.sharepoint.de"), ("a_b.example.com", "a_b.example.com"),
    ("2001:DB8::1", "2001:db8::1"), ("*", "*"),
  ])
  func addresses(_ input: String, _ canonical: String) throws {
    let address = try EndpointAddress(parsing: input)
    #expect(address.description == canonical)
    #expect(EndpointAddress(canonical) == address)
  }

  @Test(arguments: [
    "", "localhost", "300.1.2.3", "1.2.3.4:443", "https://example.com/", "-a.example.com",
    "a..example.com", "exa mple.com", "münchen.example", "1.2.3", "10.0.0.9-10.0.0.1",
    "<bad\u{1B}[0m>", "example.123", "e.g", "192.0.2.1O", "4.x", "192.168.*.*", "node.dc2",
  ])
  func brokenAddresses(_ input: String) {
    #expect(throws: ValueError.self) { try EndpointAddress(parsing: input) }
  }

  @Test(arguments: ["3.217.228.0-3.217.231.255", "192.0.2.1-192.0.2.1", "2001:db8::-2001:db8::ff"])
  func aRangeOfABlockIsThatBlock(_ text: String) throws {
    let range = try #require(EndpointAddress(text))
    let block = EndpointAddress.block(try #require(AddressRange(text)?.block))
    #expect(range == block)
    #expect(range.hashValue == block.hashValue)
    #expect(range.description == block.description)
  }

  @Test(arguments: [
    ("3.217.228.0-3.217.231.255", "3.217.228.0/22"), ("192.0.2.1 - 192.0.2.1", "192.0.2.1"),
    ("2001:db8::-2001:db8::ff", "2001:db8::/120"), ("192.0.2.1-192.0.2.9", nil),
    ("192.0.2.0/24", nil), ("edge-1.example.com", nil), ("any", nil),
  ])
  func anAddressIsPrintedAsItWasWritten(_ text: String, _ block: String?) throws {
    let written = try #require(WrittenAddress(text))
    #expect(written.description == text.replacing(" ", with: ""))
    #expect(written.address.description == block ?? text)
    #expect(written.isBlockAsRange == (block != nil))
    // How it was written is no difference.
    let endpoint = Endpoint(written: written)
    let plain = Endpoint(address: written.address)
    #expect(endpoint == plain && endpoint.hashValue == plain.hashValue)
    #expect(Snapshot([endpoint]) == Snapshot([plain]))
    #expect(Snapshot([endpoint]).endpoints[0].written?.description == written.description)
  }

  @Test(arguments: [
    ("*.example.com", "a.example.com", true), ("*.example.com", "a.b.example.com", true),
    ("*.example.com", "example.com", false), ("a*c.example.com", "abc.example.com", true),
    ("a*c.example.com", "ac.example.com", true), ("edge-*.example.com", "edge.example.com", false),
    ("*.x.*.com", "a.x.b.com", true), ("*.x.*.com", "a.y.b.com", false),
    ("a*a.com", "a.com", false),
  ])
  func patterns(_ pattern: String, _ name: String, _ matches: Bool) throws {
    #expect(try HostPattern(parsing: pattern).matches(HostName(parsing: name)) == matches)
  }

  @Test(arguments: [
    ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"),
    ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
    ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ("2026-01-01T00:30:00+02:00", "2025-12-31T22:30:00Z"),
    ("2000-03-01T00:00:00-00:01", "2000-03-01T00:01:00Z"),
  ])
  func times(_ input: String, _ canonical: String) throws {
    #expect(try UTCTime(parsing: input).description == canonical)
  }

  @Test func secondsOfAKnownMoment() {
    // 2001-09-09T01:46:40Z is the billionth second.
    #expect(UTCTime("2001-09-09T01:46:40Z")!.seconds == 1_000_000_000)
    #expect(UTCTime.end(of: CalendarDay("2026-01-31")!).description == "2026-01-31T23:59:59Z")
  }

  @Test(arguments: [
    "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00", "2026-1-1T00:00:00Z", "1969-12-31T23:59:59Z", "2026-01-01T00:00:60Z",
  ])
  func brokenTimes(_ input: String) {
    #expect(throws: ValueError.self) { try UTCTime(parsing: input) }
  }

  @Test func unsafeTextIsMadeVisible() {
    #expect("a\u{1B}[31mb\u{202E}".withVisibleControls == "a\\u{1B}[31mb\\u{202E}")
    #expect("plain – text".withVisibleControls == "plain – text")
    #expect("abcdef".abridged(to: 4) == "abc…")
    #expect("abcd".abridged(to: 4) == "abcd")
  }
}
