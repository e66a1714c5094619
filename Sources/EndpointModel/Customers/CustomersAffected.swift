/// Whom a new revision concerns: the customers whose rules it opens or closes.
public enum CustomersAffected {
  /// The customers for whose rules the new snapshot opens or closes something, in
  /// the given order. Whoever lacks ports of a role has no such rules to change.
  ///
  /// - Parameter assignments: those of the deployment that hold at the time, of all
  ///   customers.
  public static func names(
    among customers: [CustomerName], assignments: [PortAssignment], from old: Snapshot,
    to new: Snapshot
  ) -> [CustomerName] {
    if customers.isEmpty { return [] }
    let changes = ChangeSet(from: old, to: new)
    if changes.isEmpty { return [] }
    let near = ChangeNeighbourhood(changes)
    let (old, new) = (near.part(of: old), near.part(of: new))
    let hasOwnPorts = (old.endpoints + new.endpoints).contains { $0.portRole != nil }
    guard hasOwnPorts else {
      let difference = AccessDifference(
        from: Snapshot(CustomerRules(old, assignments: []).rules),
        to: Snapshot(CustomerRules(new, assignments: []).rules))
      return difference.isEmpty ? [] : customers
    }
    let byCustomer = Dictionary(grouping: assignments, by: \.customer)
    return customers.filter { name in
      let own = byCustomer[name] ?? []
      let before = Snapshot(CustomerRules(old, assignments: own).rules)
      let after = Snapshot(CustomerRules(new, assignments: own).rules)
      return before != after && !AccessDifference(from: before, to: after).isEmpty
    }
  }
}
