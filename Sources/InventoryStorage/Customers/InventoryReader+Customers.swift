import EndpointModel
import GRDB
import InventoryModel

extension InventoryReader {
  /// Every customer in use, by name.
  ///
  /// - Parameter withArchived: also those that are out of use.
  public func customers(withArchived: Bool = false) throws -> [Customer] {
    var contacts: [Int64: [String]] = [:]
    try RowStatement(db, "SELECT customer_id, mail_address FROM contact").eachRow { row in
      contacts[row.int(0), default: []].append(row.text(1) ?? "")
    }
    return try RowStatement(
      db,
      """
      SELECT id, name, display_name, language FROM customer
      WHERE archived_at IS NULL OR ? ORDER BY name
      """, [withArchived]
    ).rows { try Self.customer($0, contacts: contacts[$0.int(0)] ?? []) }
  }

  /// Customers in use of whom a name or a contact holds a text, by name.
  ///
  /// - Parameters:
  ///   - text: in lower case; only ASCII letters are found in either case.
  ///   - most: how many.
  public func customers(holding text: String, most: Int) throws -> [Customer] {
    let ids = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id FROM customer WHERE archived_at IS NULL AND (
            instr(name, ?1) OR instr(lower(display_name), ?1) OR EXISTS (
              SELECT 1 FROM contact WHERE customer_id = customer.id
                AND instr(lower(mail_address), ?1)))
          ORDER BY name LIMIT ?2
          """), arguments: [text, most])
    return try ids.map { try customer(id: $0) }
  }

  /// A customer by its short name.
  ///
  /// - Throws: `InventoryError.unknownCustomer`, `.renamed`
  public func customer(_ name: CustomerName) throws -> Customer {
    try customer(id: try id(of: name))
  }

  /// Since when a customer is out of use; nil if it is not.
  ///
  /// - Throws: `InventoryError.unknownCustomer`, `.renamed`
  public func archivedAt(_ customer: CustomerName) throws -> UTCTime? {
    try archivedAt(customerID: try id(of: customer))
  }

  /// Finds a customer by its short name, or by a display name that no other customer has.
  ///
  /// - Throws: `InventoryError.unknownCustomer`, `.renamed`
  public func customerName(_ asked: GivenText) throws -> CustomerName {
    let name = CustomerName(asked.text)
    if let name, try idOrNil(of: name) != nil { return name }
    let names = NearNames(try customers())
    if let called = names.customer(called: asked.text) { return called }
    if let name, let present = try presentName(of: name) {
      throw InventoryError.renamed(name.text, to: present.text)
    }
    throw InventoryError.unknownCustomer(asked.text, near: names.nearest(to: asked.text))
  }

  /// The deployments that a customer uses or used, by name and time.
  public func uses(of name: CustomerName) throws -> [DeploymentUse] {
    Self.fused(try uses(where: "customer_id = ?", [try id(of: name)]))
  }

  /// The deployments that every customer uses or used, by name and time.
  public func uses() throws -> [CustomerName: [DeploymentUse]] {
    Dictionary(grouping: try uses(where: "true", []), by: \.customer)
      .mapValues(Self.fused)
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

  private func uses(
    where condition: String, _ arguments: StatementArguments
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
    let sql = """
      SELECT customer.name FROM deployment_use JOIN customer ON customer.id = customer_id
      WHERE deployment_id = ? AND used_from <= ? AND (used_until IS NULL OR used_until > ?)
      ORDER BY customer.name
      """
    let arguments: StatementArguments = [
      try id(of: deployment), time.description, time.description,
    ]
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
      guard let name = try row.value(0, as: CustomerName.self) else {
        throw Row.corrupt("a customer has no name")
      }
      return name
    }
  }

  // MARK: Inside a transaction

  func archivedAt(customerID: Int64) throws -> UTCTime? {
    let row = try RowStatement(db, "SELECT archived_at FROM customer WHERE id = ?")
    row.bind(1, customerID)
    return try row.rows { try $0.value(0, as: UTCTime.self) }.first ?? nil
  }

  func idOrNil(of customer: CustomerName) throws -> Int64? {
    let row = try RowStatement(db, "SELECT id FROM customer WHERE name = ?")
    row.bind(1, customer.text)
    return try row.rows { $0.int(0) }.first
  }

  func id(of customer: CustomerName) throws -> Int64 {
    if let id = try idOrNil(of: customer) { return id }
    if let present = try presentName(of: customer) {
      throw InventoryError.renamed(customer.text, to: present.text)
    }
    throw InventoryError.unknownCustomer(
      customer.text, near: NearNames(try customers()).nearest(to: customer.text))
  }

  func customerName(id: Int64) throws -> CustomerName {
    let row = try RowStatement(db, "SELECT name FROM customer WHERE id = ?")
    row.bind(1, id)
    guard let name = try row.rows({ try $0.value(0, as: CustomerName.self) }).first ?? nil else {
      throw Row.corrupt("a customer is missing")
    }
    return name
  }

  func customer(id: Int64) throws -> Customer {
    let contacts = try RowStatement(db, "SELECT mail_address FROM contact WHERE customer_id = ?")
    contacts.bind(1, id)
    let texts = try contacts.rows { $0.text(0) ?? "" }
    let found = try RowStatement(
      db, "SELECT id, name, display_name, language FROM customer WHERE id = ?")
    found.bind(1, id)
    guard let customer = try found.rows({ try Self.customer($0, contacts: texts) }).first else {
      throw Row.corrupt("a customer is missing")
    }
    return customer
  }

  /// The columns id, name, display_name and language.
  private static func customer(_ row: StoredRow, contacts: [String]) throws -> Customer {
    guard let name = try row.value(1, as: CustomerName.self),
      let displayName = try row.value(2, as: GivenText.self)
    else { throw Row.corrupt("a customer has no name") }
    return Customer(
      name: name, displayName: displayName, contacts: contacts.compactMap { MailAddress($0) },
      language: try row.word(3, as: NoticeLanguage.self))
  }
}
