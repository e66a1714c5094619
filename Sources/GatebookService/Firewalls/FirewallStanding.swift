import InventoryModel
import InventoryStorage

/// How far a firewall is noted to have a revision.
public enum FirewallStanding: Hashable, Sendable {
  case applied
  /// It is noted to have an earlier one.
  case behind(Int)
  case nothingNoted
  /// It gets its lists by itself, and nothing was ever noted of it.
  case polls

  /// Of all firewalls that have to allow a revision's deployment.
  ///
  /// - Throws: `InventoryError`
  public static func all(
    of revision: Revision, in inventory: InventoryReader
  ) throws -> [FirewallName: FirewallStanding] {
    var all: [FirewallName: FirewallStanding] = [:]
    for firewall in try inventory.firewalls()
    where firewall.allowances.contains(where: { $0.deployment == revision.deployment }) {
      let noted = try NotedState(firewall, in: inventory)
      all[firewall.name] =
        switch noted?.numbers[revision.deployment] {
        case let number? where number >= revision.number: .applied
        case let number?: .behind(number)
        case nil: noted == nil ? .polls : .nothingNoted
        }
    }
    return all
  }
}
