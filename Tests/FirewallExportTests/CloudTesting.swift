import EndpointModel
import FirewallExport
import InventoryModel

/// What the tests of the clouds' targets share.
enum CloudTesting {
  /// Each endpoint of a reading in one line, sorted: `192.0.2.1 tcp 443 outbound`.
  static func lines(_ reading: FirewallReading) -> [String] {
    reading.endpoints.map {
      [
        $0.address?.description, $0.transport?.rawValue, $0.ports?.description,
        $0.direction?.rawValue,
      ].compactMap { $0 }.joined(separator: " ")
    }.sorted()
  }

  /// A target with some of its settings given.
  static func target<Target: FirewallTarget>(
    _ type: Target.Type, _ settings: [String: String] = [:]
  ) throws -> Target {
    Target(try FirewallSettings(settings, of: Target.settings))
  }

  /// A plan that allows the same traffic to some addresses.
  static func plan(
    _ addresses: [String], _ transport: String = "tcp", _ ports: String? = "443",
    number: Int = 1, for target: any FirewallTarget
  ) -> FirewallPlan {
    let deployment = DeploymentName("eschat/canada-aws-02")!
    return FirewallPlan(
      FirewallPolicy(
        addresses.map {
          FirewallRule(
            Endpoint(
              address: EndpointAddress($0)!, ports: ports.map { Ports($0)! },
              transport: IPProtocol(transport)!),
            for: FirewallAllowance(deployment))
        }, revisions: [RevisionReference(deployment, .number(number))]),
      of: SamplePolicies.firewall, number: number, abilities: target.abilities)
  }
}
