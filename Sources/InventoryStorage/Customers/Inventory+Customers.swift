import EndpointModel
import GRDB

extension Inventory {
  /// Every customer, by name.
  public func customers() throws -> [Customer] {
    try read { db in
      let contacts = try Dictionary(
        grouping: Row.fetchAll(db, sql: "SELECT customer_id, mail_address FROM contact"),
        by: { $0[0] as Int64 })
      return try Row.fetchAll(db, sql: "SELECT id, name, display_name FROM customer ORDER BY name")
        .map { row in
          try Self.customer(row, contacts: contacts[row[0]]?.map { $0[1] } ?? [])
        }
    }
  }

  /// - Throws: `InventoryError.unknownCustomer`
  public func customer(_ name: CustomerName) throws -> Customer {
    try read { db in try Self.customer(db, id: try Self.id(db, of: name)) }
  }

  /// The deployments that a customer uses or used, by name and time.
  public func uses(of name: CustomerName) throws -> [DeploymentUse] {
    try read { db in
      Self.fused(try Self.uses(db, where: "customer_id = ?", [try Self.id(db, of: name)]))
    }
  }

  /// The uses of all customers, each by name and time.
  public func uses() throws -> [CustomerName: [DeploymentUse]] {
    try read { db in
      Dictionary(grouping: try Self.uses(db, where: "true", []), by: \.customer)
        .mapValues(Self.fused)
    }
  }

  private static func fused(
    _ uses: [(customer: CustomerName, use: DeploymentUse)]
  ) -> [DeploymentUse] {
    Dictionary(grouping: uses.map(\.use), by: \.deployment)
      .sorted { $0.key < $1.key }
      .flatMap { deployment, uses in
        uses.map(\.period).fused.map { DeploymentUse(deployment: deployment, period: $0) }
      }
  }

  private static func uses(
    _ db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [(customer: CustomerName, use: DeploymentUse)] {
    let sql = """
      SELECT vendor || '/' || deployment.name, used_from, used_until, customer.name
      FROM deployment_use JOIN deployment ON deployment.id = deployment_id
        JOIN customer ON customer.id = customer_id
      WHERE \(condition) ORDER BY vendor, deployment.name, used_from
      """
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
      guard let deployment = try row.value(0, as: DeploymentName.self),
        let from = try row.value(1, as: UTCTime.self),
        let period = Period(from: from, until: try row.value(2, as: UTCTime.self)),
        let customer = try row.value(3, as: CustomerName.self)
      else { throw Row.corrupt("a use of a deployment lacks a value") }
      return (customer, DeploymentUse(deployment: deployment, period: period))
    }
  }

  /// The customers that use a deployment at a time, by name.
  ///
  /// - Throws: `InventoryError.unknownDeployment`
  public func customers(using deployment: DeploymentName, at time: UTCTime) throws
    -> [CustomerName]
  {
    try read { db in
      let sql = """
        SELECT customer.name FROM deployment_use JOIN customer ON customer.id = customer_id
        WHERE deployment_id = ? AND used_from <= ? AND (used_until IS NULL OR used_until > ?)
        ORDER BY customer.name
        """
      let arguments: StatementArguments = [
        try Self.id(db, of: deployment), time.description, time.description,
      ]
      return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
        guard let name = try row.value(0, as: CustomerName.self) else {
          throw Row.corrupt("a customer has no name")
        }
        return name
      }
    }
  }

  /// Adds a customer that uses the given deployments from a moment on.
  ///
  /// - Throws: `InventoryError.customerExists`, `.unknownDeployment`
  public func add(_ customer: Customer, using deployments: [DeploymentName], from: UTCTime) throws {
    try write { db in
      guard try Self.idOrNil(db, of: customer.name) == nil else {
        throw InventoryError.customerExists(customer.name)
      }
      let id = try Self.insert(db, customer)
      for deployment in deployments {
        try UseWriter(db).begin(id, try Self.id(db, of: deployment), Period(from: from))
      }
    }
  }

  /// Gives a customer another display name or other contacts.
  ///
  /// - Parameters: nil for what stays.
  /// - Throws: `InventoryError.unknownCustomer`
  public func update(
    _ name: CustomerName, displayName: GivenText?, contacts: [MailAddress]?
  ) throws {
    try write { db in
      let id = try Self.id(db, of: name)
      let stored = try Self.customer(db, id: id)
      try Self.update(
        db,
        Customer(
          name: name, displayName: displayName ?? stored.displayName,
          contacts: contacts ?? stored.contacts), id: id)
    }
  }

  // MARK: Inside a transaction

  static func idOrNil(_ db: Database, of customer: CustomerName) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM customer WHERE name = ?"),
      arguments: [customer.text])
  }

  static func id(_ db: Database, of customer: CustomerName) throws -> Int64 {
    if let id = try idOrNil(db, of: customer) { return id }
    // The names around it in order are the likeliest to be meant.
    let sql = """
      SELECT name FROM (SELECT name FROM customer WHERE name < ?1 ORDER BY name DESC LIMIT 3)
      UNION ALL SELECT name FROM (SELECT name FROM customer WHERE name > ?1 ORDER BY name LIMIT 3)
      """
    let near = try String.fetchAll(db, sql: sql, arguments: [customer.text])
    throw InventoryError.unknownCustomer(
      customer, near: near.compactMap { CustomerName($0) }.sorted())
  }

  static func customer(_ db: Database, id: Int64) throws -> Customer {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, name, display_name FROM customer WHERE id = ?"),
      arguments: [id])
    guard let row else { throw Row.corrupt("a customer is missing") }
    let contacts = try String.fetchAll(
      db.cachedStatement(sql: "SELECT mail_address FROM contact WHERE customer_id = ?"),
      arguments: [id])
    return try customer(row, contacts: contacts)
  }

  private static func customer(_ row: Row, contacts: [String]) throws -> Customer {
    guard let name = try row.value(1, as: CustomerName.self),
      let displayName = try row.value(2, as: GivenText.self)
    else { throw Row.corrupt("a customer has no name") }
    return Customer(
      name: name, displayName: displayName, contacts: contacts.compactMap { MailAddress($0) })
  }

  static func insert(_ db: Database, _ customer: Customer) throws -> Int64 {
    try db.cachedStatement(sql: "INSERT INTO customer (name, display_name) VALUES (?, ?)")
      .execute(arguments: [customer.name.text, customer.displayName.text])
    let id = db.lastInsertedRowID
    try insertContacts(db, customer, id: id)
    return id
  }

  static func update(_ db: Database, _ customer: Customer, id: Int64) throws {
    try db.cachedStatement(sql: "UPDATE customer SET display_name = ? WHERE id = ?")
      .execute(arguments: [customer.displayName.text, id])
    try db.cachedStatement(sql: "DELETE FROM contact WHERE customer_id = ?")
      .execute(arguments: [id])
    try insertContacts(db, customer, id: id)
  }

  private static func insertContacts(_ db: Database, _ customer: Customer, id: Int64) throws {
    for contact in customer.contacts {
      try db.cachedStatement(
        sql: "INSERT INTO contact (customer_id, mail_address) VALUES (?, ?)"
      ).execute(arguments: [id, contact.text])
    }
  }
}
