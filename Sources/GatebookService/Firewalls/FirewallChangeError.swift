import EndpointModel
import FirewallExport
import InventoryModel

/// Why no file is written for a firewall.
public enum FirewallChangeError: Error, Hashable, Sendable {
  case unknownTarget(String)
  /// Nothing was noted as applied: there is nothing that a delta could begin with.
  case nothingApplied(FirewallName)
  /// What it has was read from it, in words that are not Gatebook's: no delta fits it.
  case isAdopted(FirewallName)
  /// What it has was written with other settings: no delta fits it.
  case isOfAnotherForm(FirewallName)
  /// It had no other policy before this one.
  case nothingBefore(FirewallName, number: Int)
  /// The target's file is one list; these are there.
  case whichList([String])
  /// More rules come or go than the firewall allows at once.
  case changesTooMuch(changed: Int, of: Int, limit: Int)
  /// Something cannot be said, and was asked to be refused then.
  case notExpressed(NotExpressed, count: Int)
}

extension FirewallChangeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownTarget(let name): "there is no target \(name.withVisibleControls)"
    case .nothingApplied(let name): "nothing is noted as applied to \(name)"
    case .isAdopted(let name):
      "what \(name) has was not written by gatebook, so no delta fits it"
    case .isOfAnotherForm(let name):
      "what \(name) has was written with other settings, so no delta fits it"
    case .nothingBefore(let name, let number): "\(name) had nothing before revision \(number)"
    case .whichList(let lists):
      lists.isEmpty
        ? "there is no list: nothing of it can be expressed"
        : "the file is one list, "
          + (lists.count == 1 ? "of \(lists[0])" : "and there are " + lists.joined(separator: ", "))
    case .changesTooMuch(let changed, let all, let limit):
      "\(changed) of \(all) rules would change, and the firewall's limit is \(limit) %"
    case .notExpressed(let first, let count):
      "\(count == 1 ? "1 endpoint" : "\(count) endpoints") cannot be expressed, the first because "
        + "\(first.reason)"
    }
  }
}
