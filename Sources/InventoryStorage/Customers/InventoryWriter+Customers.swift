import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Adds a customer that uses the given deployments from a moment on.
  ///
  /// - Throws: `InventoryError.customerExists`, `.unknownDeployment`
  public func add(_ customer: Customer, using deployments: [DeploymentName], from: UTCTime) throws {
    guard try idOrNil(of: customer.name) == nil else {
      throw InventoryError.customerExists(customer.name)
    }
    let customerID = try insert(customer)
    for deployment in deployments {
      try UseWriter(self).begin(customerID, try id(of: deployment), Period(from: from), end: nil)
    }
  }

  /// Gives a customer another display name, other contacts or another language; nil leaves each as
  /// it is.
  ///
  /// - Throws: `InventoryError.unknownCustomer`
  public func update(
    _ name: CustomerName, displayName: GivenText?, contacts: [MailAddress]?,
    language: NoticeLanguage? = nil
  ) throws {
    let id = try self.id(of: name)
    let stored = try customer(id: id)
    try update(
      Customer(
        name: name, displayName: displayName ?? stored.displayName,
        contacts: contacts ?? stored.contacts, language: language ?? stored.language), id: id)
  }

  func insert(_ customer: Customer) throws -> Int64 {
    let row = try RowStatement(
      db, "INSERT INTO customer (name, display_name, language) VALUES (?, ?, ?)")
    row.bind(1, customer.name.text)
    row.bind(2, customer.displayName.text)
    row.bind(3, customer.language?.rawValue)
    try row.run()
    let id = db.lastInsertedRowID
    try insertContacts(customer, id: id)
    try audit(
      .customerAdded, subject: customer.name.text, customerID: id,
      [
        AuditEntry.Change("name", to: customer.displayName.text),
        AuditEntry.Change("contacts", to: customer.contactsText),
        AuditEntry.Change("language", to: customer.language?.rawValue),
      ])
    willChangeContacts(of: id)
    return id
  }

  func update(_ customer: Customer, id: Int64) throws {
    let before = try self.customer(id: id)
    if before == customer { return }
    try audit(
      .customerChanged, subject: customer.name.text, customerID: id,
      [
        AuditEntry.Change("name", from: before.displayName.text, to: customer.displayName.text),
        AuditEntry.Change("contacts", from: before.contactsText, to: customer.contactsText),
        AuditEntry.Change(
          "language", from: before.language?.rawValue, to: customer.language?.rawValue),
      ])
    willChangeContacts(of: id)
    try db.cachedStatement(sql: "UPDATE customer SET display_name = ?, language = ? WHERE id = ?")
      .execute(arguments: [customer.displayName.text, customer.language?.rawValue, id])
    try db.cachedStatement(sql: "DELETE FROM contact WHERE customer_id = ?")
      .execute(arguments: [id])
    try insertContacts(customer, id: id)
  }

  private func insertContacts(_ customer: Customer, id: Int64) throws {
    if customer.contacts.isEmpty { return }
    let row = try RowStatement(db, "INSERT INTO contact (customer_id, mail_address) VALUES (?, ?)")
    for contact in customer.contacts {
      row.bind(1, id)
      row.bind(2, contact.text)
      try row.run()
    }
  }
}

extension Customer {
  /// As the audit shows them; nil for none.
  fileprivate var contactsText: String? {
    contacts.isEmpty ? nil : contacts.map(\.text).joined(separator: ", ")
  }
}
