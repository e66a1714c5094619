import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// Every address, the longest names and ranges, and protocols by number, in languages that give
/// each address an object with a name.
@Suite struct ExtremeAddressTests {
  static let names = [PANOSSet.name, PANOSXML.name, FortiOS.name, CheckPoint.name]

  private func tried(_ name: String) throws -> TargetCase {
    try TargetCase(try #require(FirewallTargets.named(name)))
  }

  private func plan(_ tried: TargetCase, _ endpoints: [Endpoint]) throws -> FirewallPlan {
    let deployment = try DeploymentName(parsing: "vendor/region")
    return tried.plan(
      FirewallPolicy(endpoints.map { FirewallRule($0, for: FirewallAllowance(deployment)) }))
  }

  private static let longest =
    String(repeating: "a", count: 63) + "." + String(repeating: "b", count: 63) + "."
    + String(repeating: "c", count: 63) + ".example.com"

  @Test(arguments: names) func extremesAreReadBack(_ name: String) throws {
    let tried = try tried(name)
    let plan = try plan(
      tried,
      ExpectedAccess.endpoints(
        "out tcp 443 any", "out udp any any", "in any any 192.0.2.1", "out icmp - any",
        "out 2 - 0.0.0.0/1", "in gre - 8000::/1", "out ah - 198.51.100.1",
        "out tcp 1,65535 \(Self.longest)",
        "out tcp 8080 1111:1111:1111:1111:1111:1111:1111:1111-"
          + "2222:2222:2222:2222:2222:2222:2222:2222",
        "out tcp 8080 ::ffff:192.0.2.1", "out icmp/13 - 192.0.2.9"))
    #expect(plan.notExpressed.isEmpty)
    let reading = try tried.target.read(tried.target.whole(plan))
    #expect(reading.problems == [])
    #expect(ExpectedAccess.difference(plan.endpoints, reading.endpoints) == "")
  }

  /// Names that are cut keep apart what they name.
  @Test(arguments: names) func namesThatAreCutDiffer(_ name: String) throws {
    let tried = try tried(name)
    let long = Self.longest
    let plan = try plan(
      tried, ExpectedAccess.endpoints("out tcp 443 x.\(long)", "out tcp 443 y.\(long)"))
    let reading = try tried.target.read(tried.target.whole(plan))
    #expect(ExpectedAccess.difference(plan.endpoints, reading.endpoints) == "")
    #expect(Set(reading.endpoints.compactMap(\.address)).count == 2)
  }

  /// Nothing allowed is nothing read, and no trouble.
  @Test(arguments: names) func anEmptyPolicyTakesEverythingAway(_ name: String) throws {
    let tried = try tried(name)
    let nothing = FirewallPlan(nothingOn: SamplePolicies.firewall)
    #expect(tried.target.objects(of: nothing).isEmpty)
    let full = tried.plan(SamplePolicies.first)
    guard let delta = tried.target.delta(from: full, to: nothing) else {
      #expect(name == PANOSXML.name)
      return
    }
    #expect(!delta.contains("append") && !delta.contains("\"add-"))
    // From nothing to a policy and back deletes all that was made.
    let there = try #require(tried.target.delta(from: nothing, to: full))
    if name == CheckPoint.name { return }
    let reading = try tried.target.read(there + delta)
    #expect(reading.endpoints.isEmpty)
    #expect(reading.problems == [])
  }
}
