import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Every deployment in use with its current revision, by name.
  public func deployments() throws -> [Revision] {
    try revisions(
      where: """
        number = (SELECT max(number) FROM revision AS r
                  WHERE r.deployment_id = revision.deployment_id AND r.state = 'accepted')
        AND archived_at IS NULL
        """
    ).sorted { $0.deployment < $1.deployment }
  }

  /// Every known deployment, by name.
  public func deploymentNames() throws -> [DeploymentName] {
    try Row.fetchAll(db, sql: "SELECT vendor || '/' || name FROM deployment")
      .compactMap { try $0.value(0, as: DeploymentName.self) }.sorted()
  }

  /// The revisions of a deployment in all states, latest first.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func revisions(of deployment: DeploymentName) throws -> [Revision] {
    let id = try self.id(of: deployment)
    return try revisions(where: "deployment_id = ?", [id])
  }

  /// The revision that a reference means. One that is not accepted is found only by its number.
  ///
  /// ```swift
  /// let reference = RevisionReference(deployment, .at(UTCTime("2026-01-31T23:59:59Z")!))
  /// try reader.revision(reference).number  // 2, if it was current then
  /// ```
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.unknownRevision`, `.renamed`
  public func revision(_ reference: RevisionReference) throws -> Revision {
    let id = try self.id(of: reference.deployment)
    let latest = try self.latest(id)
    let found: Revision? =
      switch reference.selector {
      case .current: latest
      case .number(let number):
        try revisions(where: "deployment_id = ? AND number = ?", [id, number]).first
      case .at(let time):
        try revision(of: reference.deployment, at: time)
      }
    guard let found else {
      throw InventoryError.unknownRevision(
        reference, latest: latest, held: try heldRevision(of: reference.deployment)?.number)
    }
    return found
  }

  /// The current revision; nil if the deployment is unknown or has none.
  public func latestRevision(of deployment: DeploymentName) throws -> Revision? {
    try idOrNil(of: deployment).flatMap { try latest($0) }
  }

  /// The first revision that ever became current and still counts.
  public func firstRevision(of deployment: DeploymentName) throws -> Revision? {
    try revisions(
      where: """
        deployment_id = ?1 AND number = (SELECT min(number) FROM revision
          WHERE deployment_id = ?1 AND state = 'accepted')
        """, [try id(of: deployment)]
    ).first
  }

  /// The revision that was current at a time; nil if there was none yet.
  public func revision(of deployment: DeploymentName, at time: UTCTime) throws -> Revision? {
    try revisions(
      where: "deployment_id = ? AND state = 'accepted' AND recorded_at <= ?",
      [try id(of: deployment), time.description], limit: 1
    ).first
  }

  /// The revision that waits for approval; nil if there is none.
  public func heldRevision(of deployment: DeploymentName) throws -> Revision? {
    try idOrNil(of: deployment).flatMap { id in
      try revisions(where: "deployment_id = ? AND state = 'held'", [id]).first
    }
  }

  /// The revisions whose tables must not become current when a document shows them: the held one
  /// and those that a person refused, however long ago; latest first.
  public func refusedRevisions(of deployment: DeploymentName) throws -> [Revision] {
    try revisions(
      where: "deployment_id = ? AND (state = 'held' OR is_refused)", [try id(of: deployment)])
  }

  /// The last revision that a person made current: approved, or brought back.
  public func lastApproved(of deployment: DeploymentName) throws -> Revision? {
    try revisions(
      where: """
        deployment_id = ? AND state = 'accepted' AND EXISTS (SELECT 1 FROM decision
          WHERE decision.deployment_id = revision.deployment_id
            AND decision.number = revision.number AND verdict IN ('approve', 'revert'))
        """, [try id(of: deployment)], limit: 1
    ).first
  }

  /// The current revision.
  func latest(_ deploymentID: Int64) throws -> Revision? {
    try revisions(
      where: "deployment_id = ? AND state = 'accepted'", [deploymentID], limit: 1
    ).first
  }

  func id(of deployment: DeploymentName) throws -> Int64 {
    if let id = try idOrNil(of: deployment) { return id }
    if let present = try presentName(of: deployment) {
      throw InventoryError.renamed(deployment.description, to: present.description)
    }
    let known = try Row.fetchAll(db, sql: "SELECT vendor, name FROM deployment")
      .compactMap { DeploymentName("\($0[0] as String)/\($0[1] as String)") }
    throw InventoryError.unknownDeployment(deployment, known: known.sorted())
  }

  func deploymentName(id: Int64) throws -> DeploymentName {
    let row = try RowStatement(db, "SELECT vendor || '/' || name FROM deployment WHERE id = ?")
    row.bind(1, id)
    guard let name = try row.rows({ try $0.value(0, as: DeploymentName.self) }).first ?? nil else {
      throw Row.corrupt("a deployment is missing")
    }
    return name
  }

  func idOrNil(of deployment: DeploymentName) throws -> Int64? {
    let row = try RowStatement(db, "SELECT id FROM deployment WHERE vendor = ? AND name = ?")
    row.bind(1, deployment.vendor)
    row.bind(2, deployment.name)
    return try row.rows { $0.int(0) }.first
  }

  /// Latest first.
  func revisions(
    where condition: String, _ arguments: StatementArguments = [], limit: Int = -1
  ) throws -> [Revision] {
    let sql = """
      SELECT vendor || '/' || name AS deployment, revision.*, lower(hex(sha256)) AS digest,
        (SELECT layout FROM revision_layout AS read
         WHERE read.deployment_id = revision.deployment_id AND read.number = revision.number)
        AS layout
      FROM revision JOIN deployment ON deployment.id = deployment_id
      WHERE \(condition)
      ORDER BY deployment_id, number DESC
      LIMIT \(limit)
      """
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map(revision)
  }

  private func revision(_ row: Row) throws -> Revision {
    let key = RevisionKey(deploymentID: row["deployment_id"], number: row["number"])
    guard let deployment = try row.value("deployment", as: DeploymentName.self),
      let recordedAt = try row.value("recorded_at", as: UTCTime.self),
      let fetchedAt = try row.value("fetched_at", as: UTCTime.self),
      let storedBy = try row.value("stored_by", as: GivenText.self),
      let state = try row.word("state", as: Revision.State.self)
    else { throw Row.corrupt("a revision lacks a value") }
    return Revision(
      deployment: deployment, number: key.number, base: row["base_number"],
      copyOf: row["copy_of"], recordedAt: recordedAt, endpointCount: row["endpoint_count"],
      counts: ChangeCounts(
        added: row["added_count"], removed: row["removed_count"], changed: row["changed_count"]),
      document: try document(row, key), fetchedAt: fetchedAt, storedBy: storedBy, state: state,
      holdReasons: try holdReasons(key), isRefused: row["is_refused"],
      layout: row["layout"],
      decisions: try decisions(key))
  }

  private struct RevisionKey {
    let deploymentID: Int64
    let number: Int
    var arguments: StatementArguments { [deploymentID, number] }
  }

  private func document(_ row: Row, _ key: RevisionKey) throws -> DocumentDescription {
    var document = DocumentDescription(
      source: row["source"], format: row["format"], encoding: row["encoding"],
      byteCount: row["byte_count"], sha256: row["digest"], title: row["title"],
      deploymentName: row["deployment_name"], feedVersion: row["feed_version"])
    document.revisedOn = try row.value("revised_on", as: PartialDate.self)
    document.actBy = try row.value("act_by", as: PartialDate.self)
    document.effectiveOn = try row.value("effective_on", as: PartialDate.self)
    document.switchOffOn = try row.value("switch_off_on", as: PartialDate.self)
    document.ending = try row.word("ending", as: DocumentEnding.self) ?? .whole
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM stated WHERE deployment_id = ? AND number = ? ORDER BY position")
    for row in try Row.fetchAll(statement, arguments: key.arguments) {
      let (value, line, quote): (Int, Int, String) = (row["value"], row["line"], row["quote"])
      if let subject = StatedCount.Subject(rawValue: row["subject"]) {
        document.statedCounts.append(
          StatedCount(count: value, subject: subject, line: line, quote: quote))
      } else {
        document.timers.append(
          StatedTimer(
            seconds: value, transport: try row.word("protocol", as: IPProtocol.self), line: line,
            quote: quote))
      }
    }
    return document
  }

  private func holdReasons(_ key: RevisionKey) throws -> [HoldReason] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT code, message FROM hold_reason WHERE deployment_id = ? AND number = ?
        ORDER BY position
        """)
    return try Row.fetchAll(statement, arguments: key.arguments).map { row in
      guard let code = try row.word("code", as: HoldReason.Code.self) else {
        throw Row.corrupt("a reason has no code")
      }
      return HoldReason(code, row["message"])
    }
  }

  private func decisions(_ key: RevisionKey) throws -> [Decision] {
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM decision WHERE deployment_id = ? AND number = ? ORDER BY position")
    return try Row.fetchAll(statement, arguments: key.arguments).map { row in
      guard let verdict = try row.word("verdict", as: Decision.Verdict.self),
        let act = try row.act(time: "decided_at")
      else { throw Row.corrupt("a decision lacks a value") }
      return Decision(verdict, act)
    }
  }
}
