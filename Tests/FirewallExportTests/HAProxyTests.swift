import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct HAProxyTests {
  private func haproxy(_ settings: [String: String] = [:]) throws -> HAProxy {
    try HAProxy(settings)
  }

  @Test func aFileOfClientsIsRead() throws {
    let reading = try HAProxy().read(
      """
      # offices
      192.0.2.0/24
        198.51.100.23
      203.0.113.0/255.255.255.0

      2001:db8:7::/48
      """)
    #expect(
      reading.lines == ["192.0.2.0/24", "198.51.100.23", "2001:db8:7::/48", "203.0.113.0/24"])
    #expect(reading.problems.isEmpty)
  }

  /// What `show acl` answers.
  @Test func theListingOfTheRunningProxyIsRead() throws {
    let reading = try HAProxy().read("0x55bedc677b90 192.0.2.4\n0x55bedc677bc0 192.0.2.23/32\n\n")
    #expect(reading.lines == ["192.0.2.23", "192.0.2.4"] && reading.problems.isEmpty)
  }

  @Test func aFileOfNamesIsRead() throws {
    let reading = try HAProxy(["kind": "names"]).read(
      "# servers\nAPI.example.com\nportal.example.net\n")
    #expect(reading.lines == ["api.example.com", "portal.example.net"])
    #expect(reading.problems.isEmpty)
  }

  /// HAProxy refuses a comment after an entry, and ranges.
  @Test func whatHAProxyRefusesIsAProblem() throws {
    let reading = try HAProxy().read(
      "192.0.2.1 # radio\n192.0.2.1-192.0.2.4\nexample.com\n10.0.0.0/33\n0x 1\n")
    #expect(reading.lines.isEmpty && reading.problems.count == 5)
    let names = try HAProxy(["kind": "names"]).read(".example.com\n*.example.com\n")
    #expect(names.lines.isEmpty && names.problems.count == 2)
  }

  @Test func rangesAreWrittenAsBlocks() throws {
    let haproxy = try haproxy()
    let plan = haproxy.plan(SamplePolicies.rows("192.0.2.1-192.0.2.4 tcp 443", "::/0 tcp 443"))
    let lines = haproxy.whole(plan).split(separator: "\n")
    #expect(lines.prefix(3) == ["192.0.2.1", "192.0.2.2/31", "192.0.2.4"])
    // All of IPv6 without the addresses of IPv4 in it.
    #expect(!lines.contains("::/0") && lines.contains("8000::/1"))
    #expect(haproxy.objects(of: plan).map(\.entries) == [lines.count])
  }

  @Test func anExpressionIsWrittenForAPattern() throws {
    let haproxy = try haproxy(["kind": "expressions"])
    let policy = SamplePolicies.rows("edge-*.example.net tcp 443", "*.example.com tcp+udp 443")
    let plan = haproxy.plan(policy)
    #expect(haproxy.whole(plan) == "\\.example\\.com$\n^edge-.*\\.example\\.net$\n")
    #expect(plan.notExpressed.map(\.reason) == [.transport])
  }
}
