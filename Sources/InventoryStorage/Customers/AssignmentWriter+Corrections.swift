import EndpointModel
import GRDB
import InventoryModel

/// What was recorded wrongly.
extension AssignmentWriter {
  /// Replaces an assignment that was recorded wrongly; it stays, marked as corrected, and counts
  /// nowhere. Conflicts with other customers are not checked here.
  ///
  /// - Parameters:
  ///   - time: a moment at which the wrong one holds.
  ///   - ports: the wrong ports; nil if the customer had one range only at that moment.
  ///   - right: what it should have been; nil if the customer never had such ports.
  /// - Returns: the wrong one, and the id of the right one, if any.
  func correct(
    _ customer: CustomerName, _ deployment: DeploymentName, _ role: PortRole, at time: UTCTime,
    _ ports: PortQuestion?, to right: (PortAssignment) throws -> NewCorrection?,
    _ record: HistoryRecord
  ) throws -> (wrong: PortAssignment, id: Int64?) {
    let key = try AssignmentKey(writer, customer, deployment, role)
    let held = try rows(key).filter { $0.assignment.period.contains(time) }
    let meant = held.filter { stored in
      let row = stored.assignment
      return ports.map { $0.ports == row.ports && ($0.transport ?? row.transport) == row.transport }
        ?? true
    }
    guard let found = meant.first else {
      throw AssignmentError.nothingToEnd(customer, deployment, role, at: time)
    }
    if meant.count > 1 { throw AssignmentError.severalHeld(meant.map(\.assignment), at: time) }
    let (wrong, wrongID) = (found.assignment, found.id)
    try db.execute(
      sql: """
        UPDATE port_assignment SET corrected_at = ?, corrected_by = ?, corrected_note = ?
        WHERE id = ?
        """,
      arguments: [record.time.description, record.by?.text, record.note?.text, wrongID])
    let new = try right(wrong)
    let id = try new.map { try insert($0, in: key, instead: wrongID, of: wrong, record) }
    try audit(
      .portsCorrected, key, "\(customer) on \(deployment)", record,
      [
        AuditEntry.Change(
          "\(role.rawValue) ports", from: "\(wrong.transport.rawValue) \(wrong.ports)",
          to: new.map { "\($0.transport.rawValue) \($0.ports)" }),
        AuditEntry.Change(
          "from", from: wrong.period.from.description, to: new?.period.from.description),
        AuditEntry.Change(
          "until", from: wrong.period.until?.description, to: new?.period.until?.description),
      ])
    return (wrong, id)
  }

  private func insert(
    _ new: NewCorrection, in key: AssignmentKey, instead wrongID: Int64, of wrong: PortAssignment,
    _ record: HistoryRecord
  ) throws -> Int64 {
    if key.role == .signaling, new.ports.count > 1 {
      throw AssignmentError.severalSignalingPorts([new.ports])
    }
    // What was of the same set as the wrong one stays beside the right one; what came before or
    // after it is not to become a part of the set by a date.
    let other = try rows(key).map(\.assignment).first {
      $0.period.overlaps(new.period) && !$0.period.overlaps(wrong.period)
    }
    if let other { throw AssignmentError.endsOtherwise(other, wanted: new.period.from) }
    try UseWriter(writer).cover(key.customerID, key.deploymentID, new.period)
    let ended = new.period.until.map { _ in wrong.ended ?? record }
    try writer.insert(
      into: "port_assignment",
      [
        "customer_id": key.customerID, "deployment_id": key.deploymentID,
        "role": key.role.rawValue, "low": new.ports.low, "high": new.ports.high,
        "protocol": new.transport.rawValue, "held_from": new.period.from.description,
        "held_until": new.period.until?.description,
        "assigned_at": record.time.description, "assigned_by": record.by?.text,
        "assigned_note": record.note?.text, "ended_at": ended?.time.description,
        "ended_by": ended?.by?.text, "ended_note": ended?.note?.text, "corrects": wrongID,
      ])
    return db.lastInsertedRowID
  }
}
