import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// What tests of single targets share.
enum Readings {
  static func target(
    _ type: any FirewallTarget.Type, _ settings: [String: String] = [:]
  ) throws -> any FirewallTarget {
    type.init(try FirewallSettings(settings, of: type.settings))
  }

  /// What a configuration allows, one line each: `192.0.2.0/24 tcp 443 outbound`.
  static func lines(_ reading: FirewallReading) -> Set<String> {
    Set(
      reading.endpoints.map { endpoint in
        [
          endpoint.address?.description, endpoint.transport?.description,
          endpoint.ports?.description, endpoint.direction?.rawValue,
        ].map { $0 ?? "?" }.joined(separator: " ")
      })
  }

  static func plan(
    _ policy: FirewallPolicy, _ target: any FirewallTarget, number: Int
  ) -> FirewallPlan {
    FirewallPlan(
      policy, of: SamplePolicies.firewall, number: number, abilities: target.abilities)
  }

  /// A policy of many single addresses with one port.
  static func policy(addresses: Int) -> FirewallPolicy {
    let rules = (0..<addresses).map { i in
      FirewallRule(
        Endpoint(
          address: EndpointAddress("10.\(i / 32_768).\(i / 128 % 256).\(i % 128 * 2)"),
          ports: Ports("443"), transport: .tcp),
        for: FirewallAllowance(DeploymentName("eschat/canada-aws-02")!))
    }
    return FirewallPolicy(rules, revisions: [])
  }

  /// What is wrong with deltas that are read after the whole configuration that they begin
  /// with, as if a device had obeyed both; nil if nothing is.
  static func deltaFailure(_ target: any FirewallTarget) throws -> String? {
    try firstFailure(seeds: 0..<8) { random in
      let old = plan(SamplePolicies.random(&random), target, number: 1)
      let new = plan(SamplePolicies.random(&random), target, number: 2)
      let delta = try #require(target.delta(from: old, to: new))
      let back = try #require(target.delta(from: new, to: old))
      for (text, expected) in [
        (target.whole(old) + delta, new), (target.whole(old) + delta + back, old),
      ] {
        let reading = try target.read(text)
        if !reading.problems.isEmpty { return "\(reading.problems)\n\(text)" }
        let difference = AccessDifference(
          from: Snapshot(expected.endpoints), to: Snapshot(reading.endpoints))
        if !difference.isEmpty { return "\(difference)\n\(text)" }
        if !expected.permits.isEmpty, reading.number != expected.number {
          return "number \(reading.number ?? -1)\n\(text)"
        }
      }
      return nil
    }
  }
}
