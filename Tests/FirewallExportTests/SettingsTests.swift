import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Files with other settings than the standard ones, read by a person when they were recorded.
@Suite struct SettingsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let target: any FirewallTarget.Type
    let settings: [String: String]
    let file: String
    var policy = SamplePolicies.first

    var testDescription: String { "\(target.name) \(file)" }
  }

  /// More ports than a rule or a name has room for, protocols without ports, and any address.
  static let wide = SamplePolicies.rows(
    "192.0.2.1 tcp+udp 80,443,1000,2000,3000-3005,4000,5000-5005,6000-6009,7000,8000-8001,9000",
    "2001:db8::1 ah", "192.0.2.1 ah", "any sctp 36412", "192.0.2.8/30 icmp", "any gre",
    "2001:db8::/64 icmp", "192.0.2.3 any", "192.0.2.77 any any inbound",
    "2001:db8::7-2001:db8::9 udp 3478")

  static let cases = [
    Case(target: Squid.self, settings: ["kind": "names"], file: "names"),
    Case(target: Squid.self, settings: ["kind": "expressions"], file: "expressions"),
    Case(target: HAProxy.self, settings: ["kind": "names"], file: "names"),
    Case(target: HAProxy.self, settings: ["kind": "expressions"], file: "expressions"),
    Case(target: DynamicList.self, settings: ["kind": "names"], file: "names"),
    Case(target: DynamicList.self, settings: ["ranges": "yes"], file: "ranges"),
    Case(target: OPNsense.self, settings: ["kind": "names"], file: "names"),
    Case(target: IPSet.self, settings: [:], file: "wide", policy: wide),
    Case(target: IPTables.self, settings: [:], file: "wide-4", policy: wide),
    Case(target: IPTables.self, settings: ["family": "6"], file: "wide-6", policy: wide),
    Case(target: IPTables.self, settings: ["sets": "yes"], file: "sets-4", policy: wide),
    Case(
      target: IPTables.self, settings: ["sets": "yes", "family": "6", "chain": "radio"],
      file: "sets-6", policy: wide),
  ]

  @Test(arguments: cases) func filesOfOtherSettingsAreAsAPersonFoundThemRight(
    _ one: Case
  ) throws {
    let target = one.target.init(try FirewallSettings(one.settings, of: one.target.settings))
    let plan = target.plan(one.policy)
    let text = try FirewallWriter(target).whole(plan, aggregated: plan).text
    try expectGolden(
      text, "Tests/FirewallExportTests/Golden/\(one.target.name)/\(one.file).txt")
    // Sets stand in a listing of their own.
    if one.settings["sets"] == "yes" { return }
    let reading = try target.read(text)
    #expect(reading.problems.isEmpty)
    let difference = AccessDifference(
      from: Snapshot(addresses(plan.endpoints, one)),
      to: Snapshot(addresses(reading.endpoints, one)))
    #expect(difference.isEmpty)
  }

  private func addresses(_ endpoints: [Endpoint], _ one: Case) -> [Endpoint] {
    one.target.statesTraffic
      ? endpoints : endpoints.map { Endpoint(address: $0.address, ports: .any, transport: .any) }
  }
}
