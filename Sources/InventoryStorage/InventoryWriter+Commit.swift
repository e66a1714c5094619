import EndpointModel
import Foundation
import GRDB

extension InventoryWriter {
  /// Stores a revision: as the current one, or as held where there are reasons. What was
  /// held before is passed by, and the notices that it calls for are put into the outbox.
  ///
  /// - Parameter progress: told now and then how many rows are written.
  /// - Throws: `InventoryError.overtaken` where the deployment has moved on from
  ///   `basedOn`, `.olderThanLatest`
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
    // A document that was fetched before what is stored came too late.
    let fetched = try String.fetchOne(
      db, sql: "SELECT max(fetched_at) FROM revision WHERE deployment_id = ?", arguments: [id])
    if let fetched, new.fetchedAt.description < fetched {
      throw InventoryError.overtaken(new.deployment)
    }
    try passBy(deploymentID: id, at: new.fetchedAt)
    try forgetValidators(deploymentID: id)
    let last = try Int.fetchOne(
      db, sql: "SELECT max(number) FROM revision WHERE deployment_id = ?", arguments: [id])
    let revision = Revision(
      deployment: new.deployment, number: (last ?? 0) + 1, recordedAt: new.recordedAt,
      endpointCount: new.endpointCount, counts: ChangeCounts(new.changes),
      document: new.document, fetchedAt: new.fetchedAt,
      state: new.holdReasons.isEmpty ? .accepted : .held(new.holdReasons))
    try insert(revision, deploymentID: id)

    try RevisionWriter.write(db, deploymentID: id, revision: revision.number) { writer in
      try write(new, by: &writer, progress)
    }
    if !revision.isHeld, let access = new.access() {
      try insert(access, deploymentID: id, number: revision.number)
    }
    try NoticeWriter(self, deploymentID: id).tell(
      of: revision, base: new.basedOn, new.changes, at: new.fetchedAt)
    return revision
  }

  /// Writes the rows in the order of the table, so that each of its pages is written once.
  private func write(
    _ new: NewRevision, by writer: inout RevisionWriter,
    _ progress: (_ written: Int, _ all: Int) -> Void
  ) throws {
    let isHeld = !new.holdReasons.isEmpty
    let all = new.changes.removed.count + new.changes.added.count + new.changes.changed.count * 2
    var written = 0
    try new.changes.eachAddress { removed, added in
      let before = written
      written += removed.count + added.count
      if before / 1024 < written / 1024 { progress(written, all) }
      // All that a first one adds is told by its endpoints; of a held one there are none.
      if new.basedOn != nil || isHeld {
        try writer.note(removed: removed, added: added, quotes: new.quotes)
      }
      if !isHeld { try writer.apply(removed: removed, added: added) }
    }
  }

  func ensureDeployment(_ name: DeploymentName) throws -> Int64 {
    if let id = try idOrNil(of: name) { return id }
    try db.execute(
      sql: "INSERT INTO deployment (vendor, name) VALUES (?, ?)",
      arguments: [name.vendor, name.name])
    return db.lastInsertedRowID
  }

  private func insert(
    _ revision: Revision, deploymentID: Int64
  ) throws {
    let document = revision.document
    try db.execute(
      sql: """
        INSERT INTO revision (deployment_id, number, recorded_at, endpoint_count, added_count,
          removed_count, changed_count, source, fetched_at, format, encoding, byte_count, sha256,
          title, deployment_name, feed_version, revised_on, act_by, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        deploymentID, revision.number, revision.recordedAt.description, revision.endpointCount,
        revision.counts.added, revision.counts.removed, revision.counts.changed, document.source,
        revision.fetchedAt.description, document.format, document.encoding, document.byteCount,
        Self.data(hexadecimal: document.sha256), document.title, document.deploymentName,
        document.feedVersion, document.revisedOn?.description, document.actBy?.description,
        revision.isHeld ? "held" : "accepted",
      ])
    if case .held(let reasons) = revision.state {
      for (position, reason) in reasons.enumerated() {
        try db.execute(
          sql: """
            INSERT INTO hold_reason (deployment_id, number, position, code, message)
            VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [
            deploymentID, revision.number, position, reason.code.rawValue, reason.message,
          ])
      }
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

  /// The bytes that a hexadecimal text writes.
  private static func data(hexadecimal text: String) -> Data {
    let digits = text.compactMap(\.hexDigitValue).map(UInt8.init)
    return Data(
      stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }
}
