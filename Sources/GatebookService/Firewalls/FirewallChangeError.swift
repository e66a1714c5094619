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
  /// A file was written for what the base was then; as it would be written now, it has this digest.
  case otherBase(FirewallName, FirewallBase, now: String)
  /// After the change its way back was written, too: either could have been loaded.
  case whichRevision(FirewallName, change: Int, back: Int)
  /// It had no other policy before this one.
  case nothingBefore(FirewallName, number: Int)
  /// A way back leads to what it had once; it had these.
  case neverApplied(FirewallName, number: Int, applied: [Int])
  /// The target's file is one list; these are there.
  case whichList([String])
  /// The target's file is no list, but all that is allowed.
  case hasNoLists(String)
  /// Nothing is left of a list.
  case emptiesList(String, of: FirewallName)
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
    case .otherBase(let name, let base, let now):
      "revision \(base.number) of \(name) has the digest \(now) as it is written now, not "
        + (base.digest ?? "none")
    case .whichRevision(let name, let change, let back):
      "for \(name), a change to revision \(change) and the way back to \(back) were written"
    case .nothingBefore(let name, let number): "\(name) had nothing before revision \(number)"
    case .neverApplied(let name, let number, let applied):
      "revision \(number) is none that \(name) had before; it had "
        + (applied.isEmpty ? "no other" : applied.map { String($0) }.joined(separator: ", "))
    case .whichList(let lists):
      lists.isEmpty
        ? "there is no list: nothing of it can be expressed"
        : "the file is one list, "
          + (lists.count == 1 ? "of \(lists[0])" : "and there are " + lists.joined(separator: ", "))
    case .hasNoLists(let target): "a file of \(target) holds all that is allowed, not one list"
    case .emptiesList(let list, let name):
      "nothing of the list \(list) is asked for of \(name) any more"
    case .changesTooMuch(let changed, let all, let limit):
      "\(changed) of \(all) rules would change, and the firewall's limit is \(limit) %"
    case .notExpressed(let first, let count):
      "\(count == 1 ? "1 endpoint" : "\(count) endpoints") cannot be expressed, the first because "
        + "\(first.reason)"
    }
  }
}
