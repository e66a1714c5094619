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
    bind(statement, 0, Self.texts(act))
    try statement.run()
  }

  /// Entries that are written several at a time.
  static func batch(_ db: Database, _ act: Act) throws -> RowBatch<AuditRow> {
    let texts = texts(act)
    return try RowBatch(db, into: table, parameterCount: 9) { statement, offset, row in
      row.bind(statement, offset, texts)
    }
  }

  /// What is the same in all entries of an act.
  private typealias ActTexts = (time: String, user: String, name: String?)

  private static func texts(_ act: Act) -> ActTexts {
    (act.time.description, act.author.user.text, act.author.name?.text)
  }

  private func bind(_ statement: RowStatement, _ offset: Int32, _ act: ActTexts) {
    statement.bind(offset + 1, act.time)
    statement.bind(offset + 2, act.user)
    statement.bind(offset + 3, act.name)
    statement.bind(offset + 4, note?.text)
    statement.bind(offset + 5, action.rawValue)
    statement.bind(offset + 6, deploymentID)
    statement.bind(offset + 7, customerID)
    statement.bind(offset + 8, subject)
    statement.bind(offset + 9, changes)
  }
}
