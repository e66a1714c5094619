import EndpointModel
import FirewallExport
import InventoryModel

/// A target with settings, and plans for it.
struct TargetInTest<Target: FirewallTarget> {
  let target: Target

  init(_ settings: [String: String] = [:]) throws {
    target = Target(try FirewallSettings(settings, of: Target.settings))
  }

  func plan(_ policy: FirewallPolicy, number: Int = 1) -> FirewallPlan {
    FirewallPlan(
      policy, of: SamplePolicies.firewall, number: number, abilities: target.abilities)
  }

  /// What a text is read as, a line for each piece of access: `out 192.0.2.1 tcp 443`.
  func access(_ text: String) throws -> [String] {
    try target.read(text).endpoints.lines
  }
}

extension Sequence<Endpoint> {
  /// A line each: `outbound 192.0.2.1 tcp 443`, ascending.
  var lines: [String] {
    map {
      [
        $0.direction?.rawValue, $0.address?.description, $0.transport?.rawValue,
        $0.ports?.description,
      ].map { $0 ?? "-" }.joined(separator: " ")
    }.sorted()
  }
}
