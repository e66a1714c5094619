import EndpointModel
import GRDB
import InventoryModel

/// What tokens or users are for, in a table of its own for each kind.
struct ScopeRows {
  /// Whose scope it is; the names of tables follow from it.
  enum Owner: String {
    case token, user
  }

  private let owner: Owner

  init(of owner: Owner) { self.owner = owner }

  /// The scopes of all, by the owners' ids; who is not among them is for everything.
  func all(_ db: Database) throws -> [Int64: ServerScope] {
    try Dictionary(
      grouping: Row.fetchAll(
        db,
        sql: """
          SELECT \(owner)_id, vendor || '/' || deployment.name AS deployment,
            customer.name AS customer
          FROM \(owner)_scope LEFT JOIN deployment ON deployment.id = deployment_id
            LEFT JOIN customer ON customer.id = customer_id
          """), by: { $0[0] as Int64 }
    ).mapValues { rows in
      .only(
        deployments: Set(
          try rows.compactMap { try $0.value("deployment", as: DeploymentName.self) }),
        customers: Set(try rows.compactMap { try $0.value("customer", as: CustomerName.self) }))
    }
  }

  /// - Returns: what stands in the audit: `all`, or the names.
  /// - Throws: `InventoryError` for an unknown deployment or customer.
  func insert(_ scope: ServerScope, of id: Int64, by writer: InventoryWriter) throws -> String {
    guard case .only(let deployments, let customers) = scope else { return "all" }
    var names: [String] = []
    func add(_ column: String, _ subject: Int64, _ name: String) throws {
      try writer.insert(
        into: "\(owner)_scope", ["\(owner)_id": id, "position": names.count, column: subject])
      names.append(name)
    }
    for deployment in deployments.sorted() {
      try add("deployment_id", writer.id(of: deployment), deployment.description)
    }
    for customer in customers.sorted() {
      try add("customer_id", writer.id(of: customer), customer.text)
    }
    return names.joined(separator: ", ")
  }

  /// A scope in words for the audit.
  static func words(_ scope: ServerScope) -> String {
    scope == .everything ? "all" : scope.names.joined(separator: ", ")
  }

  /// - Returns: the new scope, in words for the audit.
  func replace(_ scope: ServerScope, of id: Int64, by writer: InventoryWriter) throws -> String {
    try remove(of: id, writer.db)
    return try insert(scope, of: id, by: writer)
  }

  func remove(of id: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM \(owner)_scope WHERE \(owner)_id = ?", arguments: [id])
  }
}
