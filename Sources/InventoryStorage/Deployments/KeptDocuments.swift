import EndpointModel
import Foundation
import GRDB
import InventoryModel

/// A document's bytes as they are kept.
public struct PackedDocument: Sendable {
  /// As zlib packs them (RFC 1950).
  public let packed: [UInt8]
  /// How many bytes were published.
  public let byteCount: Int

  public init(packed: [UInt8], byteCount: Int) {
    self.packed = packed
    self.byteCount = byteCount
  }
}

extension InventoryReader {
  /// Whether a deployment's documents are kept; false for an unknown one.
  public func keepsDocuments(_ deployment: DeploymentName) throws -> Bool {
    guard let id = try idOrNil(of: deployment) else { return false }
    return try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM keeps_documents WHERE deployment_id = ?)",
      arguments: [id]) ?? false
  }

  /// The document that a revision was read from; nil if it was not kept.
  public func keptDocument(of revision: Revision) throws -> PackedDocument? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT packed, kept_document.byte_count FROM kept_document JOIN revision USING (sha256)
        WHERE deployment_id = ? AND number = ?
        """, arguments: [try id(of: revision.deployment), revision.number])
    return row.map { PackedDocument(packed: [UInt8]($0[0] as Data), byteCount: $0[1]) }
  }
}

extension InventoryWriter {
  /// Says whether a deployment's documents are kept from now on. What is kept already stays.
  ///
  /// - Throws: `InventoryError.unknownDeployment`, `.renamed`
  public func setKeepsDocuments(_ deployment: DeploymentName, _ keeps: Bool) throws {
    let id = try self.id(of: deployment)
    let before = try keepsDocuments(deployment)
    try db.execute(
      sql: keeps
        ? "INSERT OR IGNORE INTO keeps_documents VALUES (?)"
        : "DELETE FROM keeps_documents WHERE deployment_id = ?", arguments: [id])
    try audit(
      .deploymentChanged, subject: deployment.description, deploymentID: id,
      [AuditEntry.Change("keeps documents", from: before.word, to: keeps.word)])
  }

  /// Keeps the document that a revision was read from, unless it is kept already.
  public func keep(_ document: PackedDocument, of revision: Revision) throws {
    try keep(
      document, of: revision.number, deploymentID: try id(of: revision.deployment))
  }

  func keep(_ document: PackedDocument, of number: Int, deploymentID: Int64) throws {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO kept_document (sha256, byte_count, packed)
        SELECT sha256, ?, ? FROM revision WHERE deployment_id = ? AND number = ?
        """,
      arguments: [document.byteCount, Data(document.packed), deploymentID, number])
  }
}
