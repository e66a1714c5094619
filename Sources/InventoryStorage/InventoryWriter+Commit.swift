import EndpointModel
import Foundation
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Stores a revision: as the current one, or as held if it has hold reasons. A revision held
  /// before is passed by, and the notices that the new one calls for are put into the outbox.
  ///
  /// - Parameter progress: called now and then with how many rows are written.
  /// - Throws: `InventoryError.overtaken` if the deployment has moved on from `basedOn` or a later
  ///   document is stored, `.olderThanLatest`
  public func commit(
    _ new: NewRevision, progress: (_ written: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Revision {
    let latest = try latestRevision(of: new.deployment)
    guard latest?.number == new.basedOn else {
      throw InventoryError.overtaken(new.deployment)
    }
    if let latest, new.recordedAt < latest.recordedAt {
      throw InventoryError.olderThanLatest(recordedAt: new.recordedAt, latest: latest)
    }
    let id = try ensureDeployment(new.deployment)
    // A correction dates from now, whenever its document was fetched.
    let moment = new.copyOf == nil ? new.fetchedAt : act.time
    // A document fetched before the stored one comes too late. A stored one that claims to be
    // fetched later than now had a clock that was ahead, and is ignored.
    let fetched = try String.fetchOne(
      db,
      sql: """
        SELECT max(fetched_at) FROM revision
        WHERE deployment_id = ? AND state <> 'void' AND fetched_at <= ?
        """, arguments: [id, act.time.description])
    if let fetched, moment.description < fetched {
      throw InventoryError.overtaken(new.deployment)
    }
    try passBy(deploymentID: id, at: moment)
    try forgetValidators(deploymentID: id)
    let last = try Int.fetchOne(
      db, sql: "SELECT max(number) FROM revision WHERE deployment_id = ?", arguments: [id])
    let revision = Revision(
      deployment: new.deployment, number: (last ?? 0) + 1, base: new.basedOn, copyOf: new.copyOf,
      recordedAt: new.recordedAt, endpointCount: new.comparison.new.endpoints.count,
      counts: ChangeCounts(new.comparison.changes), document: new.document,
      fetchedAt: new.fetchedAt,
      storedBy: act.author.user, state: new.holdReasons.isEmpty ? .accepted : .held,
      holdReasons: new.holdReasons, layout: new.layout)
    try insert(revision, deploymentID: id)
    if let kept = new.kept { try keep(kept, of: revision.number, deploymentID: id) }
    if new.copyOf == nil {
      try audit(
        revision.isHeld ? .revisionHeld : .revisionStored, revision,
        [AuditEntry.Change("document", to: new.document.source)])
    }

    try RevisionWriter.write(db, deploymentID: id, revision: revision.number) { writer in
      try write(new, by: &writer, progress)
    }
    // Everything in a first revision is opened.
    if !revision.isHeld, new.basedOn != nil {
      try insert(new.comparison.access, deploymentID: id, number: revision.number)
    }
    try NoticeWriter(self, deploymentID: id).tell(
      of: revision, base: new.basedOn, new.comparison, at: moment)
    return revision
  }

  /// Writes the rows in the order of the table, so that each of its pages is written once.
  private func write(
    _ new: NewRevision, by writer: inout RevisionWriter,
    _ progress: (_ written: Int, _ all: Int) -> Void
  ) throws {
    let isHeld = !new.holdReasons.isEmpty
    let all = new.rowCount
    var written = 0
    try new.comparison.changes.eachAddress { removed, added in
      let before = written
      written += removed.count + added.count
      if before / 1024 < written / 1024 { progress(written, all) }
      // A first revision's endpoints already show what it adds; a held one has no endpoints.
      if new.basedOn != nil || isHeld {
        try writer.note(
          removed: removed, added: added, quotes: new.quotes, isFirst: new.basedOn == nil)
      }
      if !isHeld { try writer.apply(removed: removed, added: added) }
    }
  }

  private func insert(
    _ revision: Revision, deploymentID: Int64
  ) throws {
    let document = revision.document
    try insert(
      into: "revision",
      [
        "deployment_id": deploymentID, "number": revision.number,
        "recorded_at": revision.recordedAt.description, "state": revision.state.rawValue,
        "base_number": revision.base, "copy_of": revision.copyOf,
        "stored_by": revision.storedBy.text, "endpoint_count": revision.endpointCount,
        "added_count": revision.counts.added, "removed_count": revision.counts.removed,
        "changed_count": revision.counts.changed, "source": document.source,
        "fetched_at": revision.fetchedAt.description, "format": document.format,
        "encoding": document.encoding, "byte_count": document.byteCount,
        "sha256": Self.data(hexadecimal: document.sha256), "title": document.title,
        "deployment_name": document.deploymentName, "feed_version": document.feedVersion,
        "revised_on": document.revisedOn?.description, "act_by": document.actBy?.description,
        "effective_on": document.effectiveOn?.description,
        "switch_off_on": document.switchOffOn?.description,
        "ending": document.ending.rawValue,
      ])
    if let layout = revision.layout {
      try insert(
        into: "revision_layout",
        ["deployment_id": deploymentID, "number": revision.number, "layout": layout])
    }
    for (position, reason) in revision.holdReasons.enumerated() {
      try insert(
        into: "hold_reason",
        [
          "deployment_id": deploymentID, "number": revision.number, "position": position,
          "code": reason.code.rawValue, "message": reason.message,
        ])
    }
    let stated: [StatementArguments] =
      document.timers.map {
        ["timer", $0.seconds, $0.transport?.rawValue, $0.line, $0.quote]
      }
      + document.statedCounts.map { [$0.subject.rawValue, $0.count, nil, $0.line, $0.quote] }
    for (position, values) in stated.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO stated (deployment_id, number, position, subject, value, protocol, line,
            quote)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [deploymentID, revision.number, position] + values)
    }
  }

  /// - Throws: `DatabaseError` if a row refers to a missing one.
  func checkForeignKeys() throws { try db.checkForeignKeys() }

  /// Inserts a row by the names of its columns.
  func insert(into table: String, _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>)
    throws
  {
    let columns = values.map(\.key).joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try db.cachedStatement(sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))")
      .execute(arguments: StatementArguments(values.map(\.value)))
  }

  /// The bytes of a hexadecimal text.
  private static func data(hexadecimal text: String) -> Data {
    let digits = text.compactMap(\.hexDigitValue).map(UInt8.init)
    return Data(
      stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }
}
