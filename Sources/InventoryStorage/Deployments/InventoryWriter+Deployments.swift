import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// The id of a deployment, which is created if it does not exist.
  func ensureDeployment(_ name: DeploymentName) throws -> Int64 {
    if let id = try idOrNil(of: name) { return id }
    try db.execute(
      sql: "INSERT INTO deployment (vendor, name) VALUES (?, ?)",
      arguments: [name.vendor, name.name])
    return db.lastInsertedRowID
  }

  /// Sets who may approve revisions that the guard holds.
  public func setPolicy(of deployment: DeploymentName, _ policy: ApprovalPolicy) throws {
    let id = try self.id(of: deployment)
    let before = try self.policy(of: deployment)
    try db.execute(
      sql: "UPDATE deployment SET approver_differs = ?, wide_needs_two = ? WHERE id = ?",
      arguments: [policy.approverDiffers, policy.wideNeedsTwo, id])
    try audit(
      .deploymentChanged, subject: deployment.description, deploymentID: id,
      [
        AuditEntry.Change(
          "approver differs", from: before.approverDiffers.word, to: policy.approverDiffers.word),
        AuditEntry.Change(
          "wide needs two", from: before.wideNeedsTwo.word, to: policy.wideNeedsTwo.word),
      ])
  }

  /// Declares which ports and protocol are meant if a deployment's document states none; nil for
  /// both withdraws the declaration.
  public func declare(
    _ deployment: DeploymentName, ports: Ports?, transport: IPProtocol?
  ) throws {
    let id = try self.id(of: deployment)
    let before = try declaration(deploymentID: id)
    let last = try Int.fetchOne(
      db, sql: "SELECT max(position) FROM declaration WHERE deployment_id = ?", arguments: [id])
    try insert(
      into: "declaration",
      [
        "deployment_id": id, "position": (last ?? 0) + 1, "ports": ports?.description,
        "protocol": transport?.rawValue, "declared_at": act.time.description,
        "declared_by": act.author.shown.text, "note": act.note?.text,
      ])
    try audit(
      .deploymentChanged, subject: deployment.description, deploymentID: id,
      [
        AuditEntry.Change(
          "unstated ports", from: before?.ports?.description, to: ports?.description),
        AuditEntry.Change(
          "unstated protocol", from: before?.transport?.rawValue, to: transport?.rawValue),
      ])
  }

  /// Gives a deployment another name; using the old one then throws `InventoryError.renamed`.
  ///
  /// - Throws: `InventoryError.deploymentExists`, `.unknownDeployment`
  public func rename(_ deployment: DeploymentName, to name: DeploymentName) throws {
    let id = try self.id(of: deployment)
    guard try idOrNil(of: name) == nil else { throw InventoryError.deploymentExists(name) }
    try db.execute(
      sql: "DELETE FROM former_deployment_name WHERE vendor = ? AND name = ?",
      arguments: [name.vendor, name.name])
    try db.execute(
      sql: "UPDATE deployment SET vendor = ?, name = ? WHERE id = ?",
      arguments: [name.vendor, name.name, id])
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO former_deployment_name (vendor, name, deployment_id, until)
        VALUES (?, ?, ?, ?)
        """, arguments: [deployment.vendor, deployment.name, id, act.time.description])
    try audit(
      .deploymentRenamed, subject: name.description, deploymentID: id,
      [AuditEntry.Change("name", from: deployment.description, to: name.description)])
  }

  /// Takes a deployment out of use, or back into use. Its history stays. Where it is so
  /// already, nothing is done: since when it is stays.
  public func setArchived(_ deployment: DeploymentName, _ isArchived: Bool) throws {
    let id = try self.id(of: deployment)
    if (try archivedAt(deployment) != nil) == isArchived { return }
    try db.execute(
      sql: "UPDATE deployment SET archived_at = ?, merged_into = NULL WHERE id = ?",
      arguments: [isArchived ? act.time.description : nil, id])
    try audit(
      isArchived ? .deploymentArchived : .deploymentRestored, subject: deployment.description,
      deploymentID: id)
    try MailingWriter(self).followAll()
  }

  /// Hands a deployment's source, its customers' uses and ports, and its subscriptions over to
  /// another one, and takes it out of use. Its own source is dropped if the other has one. Its
  /// revisions stay with it.
  ///
  /// - Throws: `AssignmentError.taken` if customers of both have the same ports,
  ///   `InventoryError.cannotMerge`
  public func merge(_ deployment: DeploymentName, into other: DeploymentName) throws {
    let (from, to) = (try id(of: deployment), try id(of: other))
    try Merger(self, column: "deployment_id").merge(from, into: to, named: deployment.description)
    let hasSource = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM source WHERE deployment_id = ?)", arguments: [to])
    if hasSource == true {
      try deleteSource(deploymentID: from)
    } else {
      try db.execute(
        sql: "UPDATE source SET deployment_id = ?, etag = NULL, last_modified = NULL "
          + "WHERE deployment_id = ?", arguments: [to, from])
      try db.execute(sql: "DELETE FROM source_item WHERE deployment_id = ?", arguments: [from])
      try moveLayout(of: deployment, to: other, to)
    }
    try PortConflicts(self).checkAll(on: to, from: act.time)
    try db.execute(
      sql: "UPDATE deployment SET archived_at = ?, merged_into = ? WHERE id = ?",
      arguments: [act.time.description, to, from])
    try db.execute(
      sql: "UPDATE mailing SET deployment_id = ? WHERE deployment_id = ?", arguments: [to, from])
    try MailingWriter(self).followAll()
    for (id, name) in [(from, deployment), (to, other)] {
      try audit(
        .deploymentMerged, subject: name.description, deploymentID: id,
        [AuditEntry.Change("merged", from: deployment.description, to: other.description)])
    }
  }
}

extension Bool {
  /// As the audit shows it.
  var word: String { self ? "yes" : "no" }
}
