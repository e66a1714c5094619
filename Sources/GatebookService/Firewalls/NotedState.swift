import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// What a firewall was noted to have.
struct NotedState {
  /// The revision of each deployment that it was written from; of several lists, the oldest.
  let numbers: [DeploymentName: Int]
  /// When that was written; nil if nothing was ever noted.
  let writtenAt: UTCTime?

  /// Nil for a firewall that gets its lists by itself, of which nothing was ever noted.
  init?(_ firewall: RegisteredFirewall, in inventory: InventoryReader) throws {
    let applications = try inventory.applications(on: firewall.name)
    if applications.isEmpty {
      if !(FirewallTargets.named(firewall.target)?.statesTraffic ?? true) { return nil }
      numbers = [:]
      writtenAt = nil
      return
    }
    // The last one of each list counts.
    let last = Dictionary(applications.map { ($0.list ?? "", $0.number) }) { $1 }
    guard let number = last.values.min(),
      let written = try inventory.policy(of: firewall.name, number: number)
    else { return nil }
    writtenAt = written.writtenAt
    numbers = Dictionary(
      written.policy.revisions.compactMap { reference in
        guard case .number(let number) = reference.selector else { return nil }
        return (reference.deployment, number)
      }
    ) { max($0, $1) }
  }
}
