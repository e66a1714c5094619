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
    let planned = try UseWriter(self).plannedEnd(
      id(of: customer), id(of: deployment), at: act.time)
    if let planned, planned < time {
      if !leaves { throw AssignmentError.leaves(customer, deployment, at: planned) }
      // A leave that comes later than planned: the plan is taken back first.
      _ = try cancelPlans(customer, on: deployment, role: nil)
    }
    let ended = try (role.map { [$0] } ?? PortRole.allCases).flatMap { role in
      try AssignmentWriter(self).unassign(customer, deployment, role, at: time, HistoryRecord(act))
    }
    let hasLeft =
      try leaves
      && UseWriter(self).end(
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
    let hasUse =
      try role == nil
      && UseWriter(self).cancelPlans(
        id(of: customer), id(of: deployment), at: act.time)
    // Ports of one role do not outlast the use.
    let leave = try UseWriter(self).plannedEnd(
      id(of: customer), id(of: deployment), at: act.time)
    let plans = try (role.map { [$0] } ?? PortRole.allCases).map {
      try AssignmentWriter(self).cancelPlans(
        customer, deployment, $0, until: leave, HistoryRecord(act))
    }
    for id in plans.flatMap(\.reopened) { try PortConflicts(self).check(id) }
    return plans.map(\.cancelled).reduce(hasUse ? 1 : 0, +)
  }

  /// Corrects the history of a customer's ports: what was noted wrongly stays, marked so, and
  /// counts nowhere; what is right takes its place.
  ///
  /// - Parameters:
  ///   - time: a moment at which the wrong ones hold.
  ///   - right: what they should have been; nil where the customer never had such ports.
  /// - Returns: what was wrong.
  /// - Throws: `AssignmentError`
  public func correct(
    _ customer: CustomerName, on deployment: DeploymentName, _ role: PortRole,
    at time: UTCTime, to right: (PortAssignment) -> NewCorrection?
  ) throws -> PortAssignment {
    let corrected = try AssignmentWriter(self).correct(
      customer, deployment, role, at: time, to: right, HistoryRecord(act))
    if let id = corrected.id { try PortConflicts(self).check(id) }
    return corrected.wrong
  }

  /// Lets customers have the same ports of a deployment, or lets them no longer.
  ///
  /// - Throws: `AssignmentError.taken` where two of them have, now or later.
  public func setSharesPorts(_ deployment: DeploymentName, _ shares: Bool) throws {
    let id = try self.id(of: deployment)
    try db.execute(
      sql: "UPDATE deployment SET shares_ports = ? WHERE id = ?", arguments: [shares, id])
    try audit(
      .deploymentChanged, subject: deployment.description, deploymentID: id,
      [AuditEntry.Change("shares ports", from: (!shares).word, to: shares.word)])
    if !shares { try PortConflicts(self).checkAll(on: id, from: act.time) }
  }
}
