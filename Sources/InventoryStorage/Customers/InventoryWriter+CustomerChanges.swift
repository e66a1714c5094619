import EndpointModel
import GRDB
import InventoryModel

extension InventoryWriter {
  /// Gives a customer another short name; using the old one then throws `InventoryError.renamed`.
  ///
  /// - Throws: `InventoryError.customerExists`, `.unknownCustomer`
  public func rename(_ customer: CustomerName, to name: CustomerName) throws {
    let id = try self.id(of: customer)
    guard try idOrNil(of: name) == nil else { throw InventoryError.customerExists(name) }
    try db.execute(
      sql: "DELETE FROM former_customer_name WHERE name = ?", arguments: [name.text])
    try db.execute(sql: "UPDATE customer SET name = ? WHERE id = ?", arguments: [name.text, id])
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO former_customer_name (name, customer_id, until) VALUES (?, ?, ?)
        """, arguments: [customer.text, id, act.time.description])
    try audit(
      .customerRenamed, subject: name.text, customerID: id,
      [AuditEntry.Change("short name", from: customer.text, to: name.text)])
  }

  /// Takes a customer out of use, or back into use. Its history stays. Where it is so
  /// already, nothing is done: since when it is stays.
  public func setArchived(_ customer: CustomerName, _ isArchived: Bool) throws {
    let id = try self.id(of: customer)
    if (try archivedAt(customer) != nil) == isArchived { return }
    willChangeContacts(of: id)
    try db.execute(
      sql: "UPDATE customer SET archived_at = ?, merged_into = NULL WHERE id = ?",
      arguments: [isArchived ? act.time.description : nil, id])
    try audit(
      isArchived ? .customerArchived : .customerRestored, subject: customer.text, customerID: id)
  }

  /// Hands a customer's uses, ports, subscriptions and contacts over to another one, and takes it
  /// out of use.
  ///
  /// - Throws: `InventoryError.cannotMerge` if both have ports of the same role at the same time,
  ///   the other one is out of use, or this one was merged already.
  public func merge(_ customer: CustomerName, into other: CustomerName) throws {
    let (from, to) = (try id(of: customer), try id(of: other))
    try Merger(self, column: "customer_id").merge(from, into: to, named: customer.text)
    try db.execute(
      sql:
        "INSERT OR IGNORE INTO contact SELECT ?, mail_address FROM contact WHERE customer_id = ?",
      arguments: [to, from])
    try db.execute(sql: "DELETE FROM contact WHERE customer_id = ?", arguments: [from])
    for customer in [from, to] { willChangeContacts(of: customer) }
    try db.execute(
      sql: "UPDATE customer SET archived_at = ?, merged_into = ? WHERE id = ?",
      arguments: [act.time.description, to, from])
    for (id, name) in [(from, customer), (to, other)] {
      try audit(
        .customerMerged, subject: name.text, customerID: id,
        [AuditEntry.Change("merged", from: customer.text, to: other.text)])
    }
  }

  /// Removes a person's data for good: names, contacts, notes, where notices went, and what the
  /// audit says about them. Ports and their times stay, under a name that reveals nothing.
  ///
  /// The file still holds the old bytes until `Inventory.overwriteErased`.
  ///
  /// - Returns: the name that remains, such as `erased-7`.
  public func erase(_ customer: CustomerName) throws -> CustomerName {
    let id = try self.id(of: customer)
    guard let anonymous = CustomerName("erased-\(id)") else {
      throw Row.corrupt("a customer has no number")
    }
    try db.execute(
      sql: """
        UPDATE customer SET name = ?, display_name = 'erased', archived_at = ? WHERE id = ?
        """, arguments: [anonymous.text, act.time.description, id])
    for sql in [
      "DELETE FROM contact WHERE customer_id = ?",
      "UPDATE customer SET language = NULL WHERE id = ?",
      "DELETE FROM former_customer_name WHERE customer_id = ?",
      """
      UPDATE port_assignment SET assigned_note = NULL, ended_note = NULL, corrected_note = NULL
      WHERE customer_id = ?
      """,
      """
      UPDATE notice SET failure = NULL, state = iif(state = 'due', 'given up', state)
      WHERE subscription_id IN (SELECT id FROM subscription WHERE customer_id = ?)
      """,
    ] {
      try db.execute(sql: sql, arguments: [id])
    }
    try db.execute(
      sql: """
        UPDATE subscription SET who = 'erased', target = 'file:erased', secret = NULL,
          ended_at = ifnull(ended_at, ?), ended_reason = 'the customer was erased'
        WHERE customer_id = ?
        """, arguments: [act.time.description, id])
    try db.execute(
      sql: "UPDATE audit SET subject = ?, changes = '[]', note = NULL WHERE customer_id = ?",
      arguments: [anonymous.text, id])
    // Entries about other customers may name this one.
    try db.execute(
      sql: """
        UPDATE audit SET changes = replace(changes, ?1, ?2) WHERE action = 'customer.merged'
        """, arguments: ["\"\(customer.text)\"", "\"\(anonymous.text)\""])
    // What firewalls allow is listed: `vendor/cloud@north, vendor/cloud:Voice@south`.
    for end in [",", "\""] {
      try db.execute(
        sql: "UPDATE audit SET changes = replace(changes, ?, ?) WHERE action LIKE 'firewall.%'",
        arguments: ["@\(customer.text)\(end)", "@\(anonymous.text)\(end)"])
    }
    // Tokens and users are for customers, and lists are asked for with their names.
    for end in [",", "\""] {
      try db.execute(
        sql: """
          UPDATE audit SET changes = replace(changes, ?, ?)
          WHERE action IN ('token.added', 'user.added')
          """,
        arguments: ["\(customer.text)\(end)", "\(anonymous.text)\(end)"])
    }
    try db.execute(
      sql: "DELETE FROM list_poll WHERE instr(list || '&', ?)",
      arguments: ["customer=\(customer.text)&"])
    try audit(.customerErased, subject: anonymous.text, customerID: id)
    return anonymous
  }
}
