import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Assigns ports to customers, all of them or none. All ranges of the same customer, deployment,
  /// role and moment are its whole set from then on: earlier ones that are not among them end,
  /// and those that it already has stay as they are.
  ///
  /// ```swift
  /// let new = NewAssignment(
  ///   customer: customer, deployment: deployment, role: .data, ports: PortRange("4201-4264")!,
  ///   from: time)
  /// try inventory.write(act) { try $0.assign([new]) }.begun  // 1; the same again: 0
  /// ```
  ///
  /// - Throws: `AssignmentError`, `InventoryError.unknownCustomer`, `.unknownDeployment`
  public func assign(_ new: [NewAssignment]) throws -> AssignedPorts {
    var stored: [Int64] = []
    var ended: [PortAssignment] = []
    for wanted in WantedPorts.sets(new) {
      for part in wanted.parts {
        let outcome = try AssignmentWriter(self).put(part, in: wanted, HistoryRecord(act))
        // A request for ports without end must not lose them, or get others, by a plan.
        if let held = outcome.held.first(where: { $0.period.until != nil }) {
          throw AssignmentError.heldUntil(held)
        }
        if let later = outcome.later {
          throw AssignmentError.beforeLatest(from: wanted.from, later)
        }
        stored += [outcome.id].compactMap { $0 }
        ended += outcome.ended
      }
    }
    for id in stored { try PortConflicts(self).check(id) }
    return AssignedPorts(begun: stored.count, ended: ended)
  }

  /// Ends a customer's ports on a deployment; planned ones never begin.
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
      // The customer leaves later than planned: cancel the plan first.
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

  /// Cancels planned changes of a customer's ports on a deployment.
  ///
  /// - Parameter role: nil for the ports of all roles.
  /// - Returns: how many changes were cancelled.
  /// - Throws: `AssignmentError.taken` if another customer is due to have the ports that would be
  ///   kept.
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

  /// Corrects the history of a customer's ports: the wrong record stays, marked as corrected, and
  /// counts nowhere; the right one takes its place.
  ///
  /// - Parameters:
  ///   - time: a moment at which the wrong ports hold.
  ///   - ports: the wrong ports, where the customer has several ranges of the role at that moment.
  ///   - right: what they should have been; nil if the customer never had such ports.
  /// - Returns: the wrong record.
  /// - Throws: `AssignmentError`
  public func correct(
    _ customer: CustomerName, on deployment: DeploymentName, _ role: PortRole,
    at time: UTCTime, _ ports: PortQuestion? = nil,
    to right: (PortAssignment) throws -> NewCorrection?
  ) throws -> PortAssignment {
    let corrected = try AssignmentWriter(self).correct(
      customer, deployment, role, at: time, ports, to: right, HistoryRecord(act))
    if let id = corrected.id { try PortConflicts(self).check(id) }
    return corrected.wrong
  }

  /// Allows or forbids customers of a deployment to have the same ports.
  ///
  /// - Throws: `AssignmentError.taken` if sharing is forbidden while two of them share ports, now
  ///   or later.
  public func setSharesPorts(_ deployment: DeploymentName, _ shares: Bool) throws {
    let id = try self.id(of: deployment)
    try db.execute(
      sql: "UPDATE deployment SET shares_ports = ?1 WHERE id = ?2 AND shares_ports <> ?1",
      arguments: [shares, id])
    if db.changesCount == 0 { return }
    try audit(
      .deploymentChanged, subject: deployment.description, deploymentID: id,
      [AuditEntry.Change("shares ports", from: (!shares).word, to: shares.word)])
    if !shares { try PortConflicts(self).checkAll(on: id, from: act.time) }
  }
}
