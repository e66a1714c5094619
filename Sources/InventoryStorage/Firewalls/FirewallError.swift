import EndpointModel
import InventoryModel

/// Why the inventory could not answer or store something about a firewall.
public enum FirewallError: Error, Hashable, Sendable {
  case unknownFirewall(FirewallName, known: [FirewallName])
  case firewallExists(FirewallName)
  /// It has no policy of this number.
  case unknownPolicy(FirewallName, number: Int, latest: Int?)
  /// Nothing was written for it, or for one of its lists, yet.
  case nothingWritten(FirewallName, list: String?)
}

extension FirewallError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownFirewall(let name, let known):
      "the inventory has no firewall \(name)"
        + (known.isEmpty
          ? "" : "; it has " + known.prefix(10).map(\.text).joined(separator: ", "))
    case .firewallExists(let name): "the inventory has a firewall \(name) already"
    case .unknownPolicy(let name, let number, let latest?):
      "\(name) has no revision \(number); the latest that was written is \(latest)"
    case .unknownPolicy(let name, let number, nil):
      "\(name) has no revision \(number): nothing was written for it yet"
    case .nothingWritten(let name, nil): "nothing was written for \(name) yet"
    case .nothingWritten(let name, let list?):
      "the list \(list.withVisibleControls) of \(name) was not written yet"
    }
  }
}
