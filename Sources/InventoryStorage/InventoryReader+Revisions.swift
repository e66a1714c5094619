import EndpointModel
import GRDB

extension InventoryReader {
  /// Every deployment with its current revision, by name.
  public func deployments() throws -> [Revision] {
    try revisions(
      where: """
        number = (SELECT max(number) FROM revision AS r
                  WHERE r.deployment_id = revision.deployment_id AND r.state = 'accepted')
        """
    ).sorted { $0.deployment < $1.deployment }
  }

  /// Every deployment that is known, by name.
  public func deploymentNames() throws -> [DeploymentName] {
    try Row.fetchAll(db, sql: "SELECT vendor || '/' || name FROM deployment")
      .compactMap { try $0.value(0, as: DeploymentName.self) }.sorted()
  }

  /// The revisions of a deployment, the latest first; those that were held among them.
  ///
  /// - Throws: `InventoryError.unknownDeployment`
  public func revisions(of deployment: DeploymentName) throws -> [Revision] {
    let id = try self.id(of: deployment)
    return try revisions(where: "deployment_id = ?", [id])
  }

  /// The revision that a reference means. One that was held is meant by its number
  /// only.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.unknownRevision`
  public func revision(_ reference: RevisionReference) throws -> Revision {
    let id = try self.id(of: reference.deployment)
    guard let latest = try latest(id) else {
      throw InventoryError.unknownDeployment(reference.deployment, known: [])
    }
    let found: Revision? =
      switch reference.selector {
      case .current: latest
      case .number(let number):
        try revisions(where: "deployment_id = ? AND number = ?", [id, number]).first
      case .at(let time):
        try revisions(
          where: "deployment_id = ? AND state = 'accepted' AND recorded_at <= ?",
          [id, time.description],
          limit: 1
        ).first
      }
    guard let found else { throw InventoryError.unknownRevision(reference, latest: latest) }
    return found
  }

  /// The current revision; nil for a deployment that the inventory does not have.
  public func latestRevision(of deployment: DeploymentName) throws -> Revision? {
    try idOrNil(of: deployment).flatMap { try latest($0) }
  }

  /// The revision that waits for a person; nil where none does.
  public func heldRevision(of deployment: DeploymentName) throws -> Revision? {
    try idOrNil(of: deployment).flatMap { id in
      try revisions(where: "deployment_id = ? AND state = 'held'", [id]).first
    }
  }

  /// The revisions after an accepted one that are held or were rejected, the latest
  /// first; at most twenty.
  public func unacceptedRevisions(
    of deployment: DeploymentName, after base: Revision
  ) throws -> [Revision] {
    try revisions(
      where: "deployment_id = ? AND number > ? AND state IN ('held', 'rejected')",
      [try id(of: deployment), base.number], limit: 20)
  }

  /// The current revision.
  func latest(_ deploymentID: Int64) throws -> Revision? {
    try revisions(
      where: "deployment_id = ? AND state = 'accepted'", [deploymentID], limit: 1
    ).first
  }

  func id(of deployment: DeploymentName) throws -> Int64 {
    if let id = try idOrNil(of: deployment) { return id }
    let known = try Row.fetchAll(db, sql: "SELECT vendor, name FROM deployment")
      .compactMap { DeploymentName("\($0[0] as String)/\($0[1] as String)") }
    throw InventoryError.unknownDeployment(deployment, known: known.sorted())
  }

  func idOrNil(of deployment: DeploymentName) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM deployment WHERE vendor = ? AND name = ?"),
      arguments: [deployment.vendor, deployment.name])
  }

  /// The latest first.
  func revisions(
    where condition: String, _ arguments: StatementArguments = [],
    limit: Int = -1
  ) throws -> [Revision] {
    let sql = """
      SELECT vendor || '/' || name, number, recorded_at, endpoint_count, added_count,
        removed_count, changed_count, fetched_at, source, format, encoding, byte_count,
        lower(hex(sha256)), title, deployment_name, feed_version, revised_on, act_by,
        deployment_id, state, settled_at, settled_by, settled_note
      FROM revision JOIN deployment ON deployment.id = deployment_id
      WHERE \(condition)
      ORDER BY deployment_id, number DESC
      LIMIT \(limit)
      """
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
      guard let deployment = try row.value(0, as: DeploymentName.self),
        let recordedAt = try row.value(2, as: UTCTime.self),
        let fetchedAt = try row.value(7, as: UTCTime.self)
      else { throw Row.corrupt("a revision lacks its name or time") }
      var document = DocumentDescription(
        source: row[8], format: row[9], encoding: row[10], byteCount: row[11], sha256: row[12],
        title: row[13], deploymentName: row[14], feedVersion: row[15])
      document.revisedOn = try row.value(16, as: PartialDate.self)
      document.actBy = try row.value(17, as: PartialDate.self)
      try readStated(deploymentID: row[18], revision: row[1], into: &document)
      return Revision(
        deployment: deployment, number: row[1], recordedAt: recordedAt, endpointCount: row[3],
        counts: ChangeCounts(added: row[4], removed: row[5], changed: row[6]),
        document: document, fetchedAt: fetchedAt,
        state: try state(row[19], deploymentID: row[18], number: row[1]),
        settled: try row.record(20))
    }
  }

  private func state(
    _ word: String, deploymentID: Int64, number: Int
  ) throws -> Revision.State {
    if word == "accepted" { return .accepted }
    let reasons = try Row.fetchAll(
      db,
      sql: """
        SELECT code, message FROM hold_reason WHERE deployment_id = ? AND number = ?
        ORDER BY position
        """, arguments: [deploymentID, number]
    ).map { row in
      guard let code = try row.word(0, as: HoldReason.Code.self) else {
        throw Row.corrupt("a reason has no code")
      }
      return HoldReason(code, row[1])
    }
    switch word {
    case "held": return .held(reasons)
    case "rejected": return .rejected(reasons)
    case "passed": return .passed(reasons)
    default: throw Row.corrupt("\"\(word)\" is no state of a revision")
    }
  }

  private func readStated(
    deploymentID: Int64, revision: Int, into document: inout DocumentDescription
  ) throws {
    let sql = """
      SELECT subject, value, protocol, line, quote FROM stated
      WHERE deployment_id = ? AND number = ? ORDER BY position
      """
    let statement = try db.cachedStatement(sql: sql)
    for row in try Row.fetchAll(statement, arguments: [deploymentID, revision]) {
      if let subject = StatedCount.Subject(rawValue: row[0]) {
        document.statedCounts.append(
          StatedCount(count: row[1], subject: subject, line: row[3], quote: row[4]))
      } else {
        document.timers.append(
          StatedTimer(
            seconds: row[1], transport: try row.word(2, as: IPProtocol.self), line: row[3],
            quote: row[4]))
      }
    }
  }
}
