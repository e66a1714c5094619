/// Whom a new revision concerns: the customers whose rules it opens or closes.
public enum CustomersAffected {
  /// The customers for whose rules the new snapshot opens or closes something, in
  /// the given order. Whoever lacks ports of a role has no such rules to change.
  ///
  /// - Parameter assignments: those of the deployment that hold at the time, of all
  ///   customers.
  public static func names(
    among customers: [CustomerName], assignments: [PortAssignment], from old: Snapshot,
    to new: Snapshot, changes: ChangeSet
  ) -> [CustomerName] {
    if customers.isEmpty || changes.isEmpty { return [] }
    let near = Neighbourhood(changes)
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

/// The addresses that a change set touches: elsewhere nothing opens or closes.
private struct Neighbourhood {
  private var addresses = AddressSet()
  private var names: Set<EndpointAddress> = []
  private var touchesUnstated = false
  private var touchesAll = false

  init(_ changes: ChangeSet) {
    let touched =
      changes.added + changes.removed + changes.changed.flatMap { [$0.before, $0.after] }
    addresses = AddressSet(touched.compactMap { $0.address?.range })
    for endpoint in touched {
      switch endpoint.address {
      case nil: touchesUnstated = true
      case .any?: touchesAll = true
      case .block?, .range?: break
      case let name?: names.insert(name)
      }
    }
  }

  func part(of snapshot: Snapshot) -> Snapshot {
    if touchesAll { return snapshot }
    return Snapshot(
      snapshot.endpoints.filter { endpoint in
        switch endpoint.address {
        case nil: touchesUnstated
        case .any?: true
        case .block?, .range?: addresses.overlaps(endpoint.address!.range!)
        case let name?: names.contains(name)
        }
      })
  }
}
