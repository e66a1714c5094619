import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct DynamicListTests {
  private func list(_ settings: [String: String] = [:]) throws -> DynamicList {
    try DynamicList(settings)
  }

  /// As the guidelines of PAN-OS show it.
  @Test func aListWithCommentsAfterEntriesIsRead() throws {
    let reading = try DynamicList().read(
      """
      192.0.2.10/32
      2001:db8:123:1::1 #test address
      198.51.100.0/24 ; internal subnet
      2001:db8:123:1::/64 of the laboratory
      203.0.113.40-203.0.113.50

      """)
    #expect(
      reading.lines == [
        "192.0.2.10", "198.51.100.0/24", "2001:db8:123:1::/64", "2001:db8:123:1::1",
        "203.0.113.40-203.0.113.50",
      ])
    #expect(reading.problems.isEmpty)
  }

  /// As lists of blocked networks are.
  @Test func aListWithAHeadAndWindowsLinesIsRead() throws {
    let reading = try DynamicList().read(
      "; List of 2026/11/27\r\n; Expires: soon\r\n192.0.2.0/25 ; SBL1\r\n\r\n// end\r\n172.16.1.2/24\r\n"
    )
    #expect(reading.lines == ["172.16.1.0/24", "192.0.2.0/25"] && reading.problems.isEmpty)
  }

  @Test func aListOfDomainsIsRead() throws {
    let reading = try DynamicList(["kind": "names"]).read(
      "# feed\nwww.example.com\n*.example.net\nExample.ORG.\n")
    #expect(reading.lines == ["*.example.net", "example.org", "www.example.com"])
    #expect(reading.problems.isEmpty)
  }

  @Test func whatTwoReadersWouldReadDifferentlyIsAProblem() throws {
    let reading = try DynamicList().read(
      "192.0.2.1 192.0.2.2\n192.0.2.5 - 192.0.2.9\n192.0.2.0/255.255.255.0\nwww.example.com\n"
        + "192.0.2.1\u{2028}192.0.2.2\n<html>\n\u{FEFF}192.0.2.1\n")
    #expect(reading.lines.isEmpty && reading.problems.count == 7)
  }

  @Test func theHeadTellsTheNumber() throws {
    let list = try list()
    let plan = list.plan(SamplePolicies.rows("192.0.2.1 udp 1"), number: 12)
    let text = try FirewallWriter(list).whole(plan, aggregated: plan).text
    #expect(try DynamicList().read(text).number == 12)
  }

  @Test func rangesAndPatternsFollowTheSettings() throws {
    let policy = SamplePolicies.rows(
      "192.0.2.1-192.0.2.2 udp 1", "*.example.com udp 1", "a*.example.com udp 1")
    let ranges = try list(["ranges": "yes"])
    #expect(ranges.whole(ranges.plan(policy)) == "192.0.2.1-192.0.2.2\n")
    let blocks = try list()
    #expect(blocks.whole(blocks.plan(policy)) == "192.0.2.1\n192.0.2.2\n")
    let names = try list(["kind": "names"])
    let plan = names.plan(policy)
    #expect(names.whole(plan) == "*.example.com\n")
    #expect(Set(plan.notExpressed.map(\.reason)) == [.pattern, .listOfNames])
  }

  @Test func moreThanTheLimitIsRefused() throws {
    let list = try list(["limit-entries": "3"])
    // Six addresses from an odd one are four blocks.
    let plan = list.plan(SamplePolicies.rows("192.0.2.1-192.0.2.6 udp 1"))
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(list).whole(plan, aggregated: plan)
    }
  }
}
