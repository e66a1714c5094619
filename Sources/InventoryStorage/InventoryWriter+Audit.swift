import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Records who did something to a revision.
  public func audit(
    _ action: AuditEntry.Action, _ revision: Revision, _ changes: [AuditEntry.Change] = []
  ) throws {
    try audit(
      action, subject: "\(revision.deployment)@\(revision.number)",
      deploymentID: id(of: revision.deployment), changes)
  }

  /// Records that another inventory was merged into this one.
  ///
  /// - Parameters:
  ///   - origin: what the other one is called.
  ///   - taken: how much was taken.
  ///   - conflicts: how much both had changed.
  public func auditMerge(with origin: GivenText, taken: Int, conflicts: Int) throws {
    try audit(
      .inventoryMerged, subject: "the inventory",
      [
        AuditEntry.Change("other", to: origin.text), AuditEntry.Change("taken", to: "\(taken)"),
        AuditEntry.Change("conflicts", to: "\(conflicts)"),
      ])
  }

  /// - Parameters:
  ///   - subject: what was changed, by its present name.
  ///   - changes: those without effect are left out.
  func audit(
    _ action: AuditEntry.Action, subject: String, deploymentID: Int64? = nil,
    customerID: Int64? = nil, note: GivenText? = nil, _ changes: [AuditEntry.Change] = []
  ) throws {
    let fields = changes.filter { $0.before != $0.after }
    if fields.isEmpty, action.isOfFields { return }
    let row = AuditRow(
      action: action, deploymentID: deploymentID, customerID: customerID, subject: subject,
      note: note ?? act.note, changes: AuditChanges.text(fields))
    if auditRows == nil {
      try row.insert(db, act)
    } else {
      try auditRows?.add(row)
    }
  }

  /// Does what makes very many entries, which are written several at a time. The body must not ask
  /// for entries.
  func collectingAudit(_ body: () throws -> Void) throws {
    auditRows = try AuditRow.batch(db, act)
    defer { auditRows = nil }
    try body()
    try auditRows?.finish()
  }
}

extension InventoryReader {
  /// Who did what, oldest first.
  ///
  /// - Parameters:
  ///   - since: from this moment on; nil for all.
  ///   - after: only entries after this one, by its id; nil for all.
  ///   - before: only entries before this one; nil for all.
  ///   - most: only so many of the last ones; nil for all.
  ///   - deployment: only what concerns this deployment.
  ///   - customer: only what concerns this customer.
  ///   - subject: only what was done to what was called this then.
  /// - Throws: `InventoryError.unknownDeployment`, `.unknownCustomer`, `.renamed`
  public func auditEntries(
    since: UTCTime? = nil, after: Int? = nil, before: Int? = nil, most: Int? = nil,
    deployment: DeploymentName? = nil,
    customer: CustomerName? = nil, subject: String? = nil
  ) throws -> [AuditEntry] {
    let deploymentID = try deployment.map { try id(of: $0) }
    let customerID = try customer.map { try id(of: $0) }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT audit.*, vendor || '/' || deployment.name AS deployment, customer.name AS customer
        FROM audit LEFT JOIN deployment ON deployment.id = deployment_id
          LEFT JOIN customer ON customer.id = customer_id
        WHERE (?1 IS NULL OR done_at >= ?1) AND (?2 IS NULL OR deployment_id = ?2)
          AND (?3 IS NULL OR customer_id = ?3) AND (?4 IS NULL OR audit.id > ?4)
          AND (?5 IS NULL OR subject = ?5) AND (?6 IS NULL OR audit.id < ?6)
        ORDER BY audit.id DESC LIMIT ?7
        """,
      arguments: [
        since?.description, deploymentID, customerID, after, subject, before, most ?? -1,
      ])
    return try rows.reversed().map(entry)
  }

  /// The id of the last entry; 0 if there is none.
  public func lastAuditID() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT max(id) FROM audit") ?? 0
  }

  private func entry(_ row: Row) throws -> AuditEntry {
    let changes: String = row["changes"]
    guard let act = try row.act(time: "done_at"),
      let action = try row.word("action", as: AuditEntry.Action.self),
      let fields = try? JSONDecoder().decode([[String?]].self, from: Data(changes.utf8))
    else { throw Row.corrupt("an entry of the audit lacks a value") }
    return AuditEntry(
      id: row["id"], act: act, action: action, subject: row["subject"],
      changes: try fields.map { field in
        guard field.count == 3, let name = field[0] else {
          throw Row.corrupt("a change of the audit is not of three parts")
        }
        return AuditEntry.Change(name, from: field[1], to: field[2])
      },
      deployment: try row.value("deployment", as: DeploymentName.self),
      customer: try row.value("customer", as: CustomerName.self),
      origin: try row.value("origin", as: GivenText.self))
  }
}
