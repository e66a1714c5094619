import EndpointModel

/// Whom a new revision concerns: the customers whose rules it opens or closes.
public enum CustomersAffected {
  /// The customers for whose rules the new snapshot opens or closes something, in the given order.
  /// A customer without ports of a role has no rules that need them.
  ///
  /// - Parameters:
  ///   - assignments: those of all customers for the deployment at the time.
  ///   - comparison: of the snapshots with their declarations applied (`Comparison.meant`).
  public static func names(
    among customers: [CustomerName], assignments: [PortAssignment], by comparison: Comparison
  ) -> [CustomerName] {
    if customers.isEmpty || comparison.changes.isEmpty { return [] }
    let near = ChangeNeighbourhood(comparison.changes)
    let (old, new) = (near.part(of: comparison.old), near.part(of: comparison.new))
    let hasOwnPorts = (old.distinctTerms + new.distinctTerms).contains { $0.portRole != nil }
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
