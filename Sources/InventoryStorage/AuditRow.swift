import EndpointModel
import GRDB
import InventoryModel

/// An entry of the audit as it is stored, but for who did it and when.
struct AuditRow {
  let action: AuditEntry.Action
  let deploymentID: Int64?
  let customerID: Int64?
  let subject: String
  let note: GivenText?
  let changes: String

  private static let table = """
    audit (done_at, user, name, note, action, deployment_id, customer_id, subject, changes)
    """

  func insert(_ db: Database, _ act: Act) throws {
    let statement = try RowStatement(
      db, "INSERT INTO \(Self.table) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let texts = Self.texts(act)
    for (place, text) in texts.enumerated() { statement.bind(Int32(place + 1), text) }
    bind(statement, Int32(texts.count))
    try statement.run()
  }

  /// Entries that are written several at a time.
  static func batch(_ db: Database, _ act: Act) throws -> RowBatch<AuditRow> {
    try RowBatch(db, into: table, shared: texts(act), parameterCount: 6) {
      statement, offset, row in row.bind(statement, offset)
    }
  }

  /// What is the same in all entries of an act: the first three columns.
  private static func texts(_ act: Act) -> [String?] {
    [act.time.description, act.author.user.text, act.author.name?.text]
  }

  private func bind(_ statement: RowStatement, _ offset: Int32) {
    statement.bind(offset + 1, note?.text)
    statement.bind(offset + 2, action.rawValue)
    statement.bind(offset + 3, deploymentID)
    statement.bind(offset + 4, customerID)
    statement.bind(offset + 5, subject)
    statement.bind(offset + 6, changes)
  }
}

extension CustomerName {
  /// What entries of the audit call a customer's use of a deployment.
  func on(_ deployment: DeploymentName) -> String { text + " on " + deployment.description }
}
