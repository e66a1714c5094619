import EndpointModel
import GRDB
import InventoryModel

/// How far the audit of an inventory goes: its last entry, by number and time. Two states of one
/// inventory that have the same position hold the same decisions.
public struct AuditPosition: Hashable, Sendable {
  /// 0 if there is no entry.
  public let id: Int
  /// Nil if there is no entry.
  public let madeAt: UTCTime?

  public init(id: Int, madeAt: UTCTime?) {
    self.id = id
    self.madeAt = madeAt
  }
}

extension InventoryReader {
  /// How far the audit goes.
  public func auditPosition() throws -> AuditPosition {
    let id = try lastAuditID()
    return AuditPosition(id: id, madeAt: try auditTime(of: id))
  }

  /// Whether the audit has reached a position of the same inventory. After a restore, another entry
  /// may have its number.
  public func has(_ position: AuditPosition) throws -> Bool {
    try auditTime(of: position.id) == position.madeAt
  }

  /// How many entries follow one, and when the first of these was made; nil if none does.
  public func auditCount(after id: Int) throws -> (count: Int, since: UTCTime?) {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT count(*), min(id) FROM audit WHERE id > ?", arguments: [id]),
      let first: Int = row[1]
    else { return (0, nil) }
    return (row[0], try auditTime(of: first))
  }

  private func auditTime(of id: Int) throws -> UTCTime? {
    try Row.fetchOne(db, sql: "SELECT done_at FROM audit WHERE id = ?", arguments: [id])?
      .value(0, as: UTCTime.self)
  }
}
