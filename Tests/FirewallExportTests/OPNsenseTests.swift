import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct OPNsenseTests {
  private func opnsense(_ settings: [String: String] = [:]) throws -> OPNsense {
    try OPNsense(settings)
  }

  @Test func aListThatAnAliasFetchesIsRead() throws {
    let reading = try OPNsense().read(
      """
      # radio
      192.0.2.0/24
      198.51.100.7;primary
      203.0.113.1-203.0.113.4 , backup
      2001:db8::/32 # all
      """)
    #expect(
      reading.lines == [
        "192.0.2.0/24", "198.51.100.7", "2001:db8::/32", "203.0.113.1-203.0.113.4",
      ])
    #expect(reading.problems.isEmpty)
  }

  /// What `pfctl -t NAME -T show` prints.
  @Test func theTableOfPfIsRead() throws {
    let reading = try OPNsense().read("   192.0.2.1\n   198.51.100.0/24\n   ::1\n")
    #expect(reading.lines == ["192.0.2.1", "198.51.100.0/24", "::1"])
    #expect(reading.problems.isEmpty)
  }

  @Test func namesInAListAreRead() throws {
    let reading = try OPNsense(["kind": "names"]).read(
      "portal.example.com|x\n// old\nsip.example.net\n")
    #expect(reading.lines == ["portal.example.com", "sip.example.net"])
    #expect(reading.problems.isEmpty)
  }

  @Test func exclusionsWildcardsAndSecondEntriesAreProblems() throws {
    let reading = try OPNsense().read(
      "!192.0.2.1\n192.0.2.0/0.0.0.255\n192.0.2.0/255.255.255.0\n192.0.2.1,192.0.2.2\nnonsense\n")
    #expect(reading.lines.isEmpty && reading.problems.count == 5)
  }

  @Test func rangesAreWrittenAsBlocksAndCounted() throws {
    let opnsense = try opnsense()
    let plan = opnsense.plan(SamplePolicies.rows("192.0.2.1-192.0.2.3 udp 1", "any tcp 1"))
    #expect(opnsense.whole(plan) == "0.0.0.0/0\n::/0\n")
    let small = opnsense.plan(SamplePolicies.rows("192.0.2.1-192.0.2.3 udp 1"))
    #expect(opnsense.whole(small) == "192.0.2.1\n192.0.2.2/31\n")
    #expect(opnsense.objects(of: small).map(\.entries) == [2])
    #expect(opnsense.objects(of: small).map(\.limit) == [200_000])
  }

  @Test func patternsAreNeverWritten() throws {
    let opnsense = try opnsense(["kind": "names"])
    let plan = opnsense.plan(SamplePolicies.rows("*.example.com udp 1", "a.example.com udp 1"))
    #expect(opnsense.whole(plan) == "a.example.com\n")
    #expect(plan.notExpressed.map(\.reason) == [.pattern])
  }
}
