import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct DynamicListTests {
  private func list(_ settings: [String: String] = [:]) throws -> DynamicList {
    DynamicList(try FirewallSettings(settings, of: DynamicList.settings))
  }

  /// As the guidelines of PAN-OS show it.
  @Test func aListWithCommentsAfterEntriesIsRead() throws {
    let reading = try ReadLines(
      DynamicList.self, [:],
      """
      192.0.2.10/32
      2001:db8:123:1::1 #test address
      198.51.100.0/24 ; internal subnet
      2001:db8:123:1::/64 of the laboratory
      203.0.113.40-203.0.113.50

      """)
    #expect(
      reading.access == [
        "192.0.2.10", "198.51.100.0/24", "2001:db8:123:1::/64", "2001:db8:123:1::1",
        "203.0.113.40-203.0.113.50",
      ])
    #expect(reading.problems.isEmpty)
  }

  /// As lists of blocked networks are.
  @Test func aListWithAHeadAndWindowsLinesIsRead() throws {
    let reading = try ReadLines(
      DynamicList.self, [:],
      "; List of 2026/11/27\r\n; Expires: soon\r\n192.0.2.0/25 ; SBL1\r\n\r\n// end\r\n172.16.1.2/24\r\n"
    )
    #expect(reading.access == ["172.16.1.0/24", "192.0.2.0/25"] && reading.problems.isEmpty)
  }

  @Test func aListOfDomainsIsRead() throws {
    let reading = try ReadLines(
      DynamicList.self, ["kind": "names"], "# feed\nwww.example.com\n*.example.net\nExample.ORG.\n")
    #expect(reading.access == ["*.example.net", "example.org", "www.example.com"])
    #expect(reading.problems.isEmpty)
  }

  @Test func whatTwoReadersWouldReadDifferentlyIsAProblem() throws {
    let reading = try ReadLines(
      DynamicList.self, [:],
      "192.0.2.1 192.0.2.2\n192.0.2.5 - 192.0.2.9\n192.0.2.0/255.255.255.0\nwww.example.com\n"
        + "192.0.2.1\u{2028}192.0.2.2\n<html>\n\u{FEFF}192.0.2.1\n")
    #expect(reading.access.isEmpty && reading.problems.count == 7)
  }

  @Test func theHeadTellsTheNumber() throws {
    let list = try list()
    let plan = Plans.plan(Plans.policy("192.0.2.1 udp 1"), list, number: 12)
    let text = try FirewallWriter(list).whole(plan, aggregated: plan).text
    #expect(try ReadLines(DynamicList.self, [:], text).number == 12)
  }

  @Test func rangesAndPatternsFollowTheSettings() throws {
    let policy = Plans.policy(
      "192.0.2.1-192.0.2.2 udp 1", "*.example.com udp 1", "a*.example.com udp 1")
    let ranges = try list(["ranges": "yes"])
    #expect(ranges.whole(Plans.plan(policy, ranges)) == "192.0.2.1-192.0.2.2\n")
    let blocks = try list()
    #expect(blocks.whole(Plans.plan(policy, blocks)) == "192.0.2.1\n192.0.2.2\n")
    let names = try list(["kind": "names"])
    let plan = Plans.plan(policy, names)
    #expect(names.whole(plan) == "*.example.com\n")
    #expect(Set(plan.notExpressed.map(\.reason)) == [.pattern, .listOfNames])
  }

  @Test func moreThanTheLimitIsRefused() throws {
    let list = try list(["limit-entries": "3"])
    // Six addresses from an odd one are four blocks.
    let plan = Plans.plan(Plans.policy("192.0.2.1-192.0.2.6 udp 1"), list)
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(list).whole(plan, aggregated: plan)
    }
  }
}
