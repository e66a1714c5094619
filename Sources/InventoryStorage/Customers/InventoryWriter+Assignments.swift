import EndpointModel
import GRDB

extension InventoryWriter {
  /// Gives customers ports, in one transaction: ports of the same role that a
  /// customer had before end where the new ones begin. What a customer has already
  /// stays as it is.
  ///
  /// - Returns: how many assignments are new.
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func assign(_ new: [NewAssignment]) throws -> Int {
    let stored = try new.compactMap { new -> Int64? in
      switch try AssignmentWriter(self).put(new, HistoryRecord(act)) {
      case .stored(let id): return id
      case .held(let held):
        // Who asks for ports from now on is not to lose them on a day that is planned.
        if held.period.until != nil { throw AssignmentError.heldUntil(held) }
        return nil
      }
    }
    for id in stored { try PortConflicts(self).check(id) }
    return stored.count
  }

  /// Ends a customer's ports on a deployment; those that were to begin later never
  /// begin.
  ///
  /// - Parameters:
  ///   - role: nil for the ports of all roles.
  ///   - leaves: whether the customer also stops using the deployment.
  /// - Returns: the assignments that ended, as they are now.
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func unassign(
    _ customer: CustomerName, from deployment: DeploymentName, role: PortRole?, at time: UTCTime,
    leaves: Bool
  ) throws -> [PortAssignment] {
    let ended = try (role.map { [$0] } ?? PortRole.allCases).flatMap { role in
      try AssignmentWriter(self).unassign(customer, deployment, role, at: time, HistoryRecord(act))
    }
    let hasLeft =
      try leaves
      && UseWriter(db).end(
        id(of: customer), id(of: deployment), at: time)
    if leaves ? !hasLeft : ended.isEmpty {
      throw AssignmentError.nothingToEnd(customer, deployment, role, at: time)
    }
    return ended
  }

  /// Cancels what was to change later of a customer's ports on a deployment.
  ///
  /// - Parameter role: nil for the ports of all roles.
  /// - Returns: how many changes were cancelled.
  /// - Throws: `AssignmentError.taken` where another customer is to have the ports that
  ///   would be kept.
  public func cancelPlans(
    _ customer: CustomerName, on deployment: DeploymentName, role: PortRole?
  ) throws -> Int {
    let plans = try (role.map { [$0] } ?? PortRole.allCases).map {
      try AssignmentWriter(self).cancelPlans(customer, deployment, $0, HistoryRecord(act))
    }
    for id in plans.flatMap(\.reopened) { try PortConflicts(self).check(id) }
    return plans.map(\.cancelled).reduce(0, +)
  }

  /// Lets customers have the same ports of a deployment, or lets them no longer.
  ///
  /// - Throws: `AssignmentError.taken` where two of them have, now or later.
  public func setSharesPorts(_ deployment: DeploymentName, _ shares: Bool) throws {
    let id = try self.id(of: deployment)
    try db.execute(
      sql: "UPDATE deployment SET shares_ports = ? WHERE id = ?", arguments: [shares, id])
    if !shares { try PortConflicts(self).checkAll(on: id, from: act.time) }
  }
}
