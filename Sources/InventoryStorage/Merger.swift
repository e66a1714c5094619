import EndpointModel
import GRDB
import InventoryModel

/// Hands the uses, ports and subscriptions of a deployment or customer over to another.
struct Merger {
  private let writer: InventoryWriter
  private var db: Database { writer.db }
  /// `deployment_id` or `customer_id`.
  private let column: String
  private var other: String { column == "customer_id" ? "deployment_id" : "customer_id" }

  init(_ writer: InventoryWriter, column: String) {
    self.writer = writer
    self.column = column
  }

  /// - Throws: `InventoryError.cannotMerge` if both have ports of the same role at the same time,
  ///   or nothing is to be handed over from the one or to the other.
  func merge(_ from: Int64, into to: Int64, named name: String) throws {
    try checkUse(from, to, name)
    try checkPorts(from, to, name)
    if column == "customer_id" {
      for customer in [from, to] { try writer.willChangePorts(of: customer) }
    }
    try mergeUses(from, to)
    for table in [
      "port_assignment", "subscription", "firewall_allowance", "firewall_rule", "token_scope",
      "user_scope",
    ] {
      try db.execute(
        sql: "UPDATE \(table) SET \(column) = ? WHERE \(column) = ?", arguments: [to, from])
    }
    // A firewall that had to allow both has the one that is left once.
    try db.execute(
      sql: """
        DELETE FROM firewall_allowance AS later WHERE EXISTS (
          SELECT 1 FROM firewall_allowance AS first
          WHERE first.firewall_id = later.firewall_id AND first.position < later.position
            AND first.deployment_id = later.deployment_id AND first.service IS later.service
            AND first.customer_id IS later.customer_id)
        """)
  }

  /// What is out of use is listed nowhere: whatever it took over would be lost from sight.
  private func checkUse(_ from: Int64, _ to: Int64, _ name: String) throws {
    if from == to { throw InventoryError.cannotMerge(name, reason: "it is the same one") }
    let table = column == "customer_id" ? "customer" : "deployment"
    func holds(_ condition: String, _ id: Int64) throws -> Bool {
      try Bool.fetchOne(
        db, sql: "SELECT \(condition) FROM \(table) WHERE id = ?", arguments: [id]) == true
    }
    if try holds("archived_at IS NOT NULL", to) {
      throw InventoryError.cannotMerge(name, reason: "the other one is out of use")
    }
    if try holds("merged_into IS NOT NULL", from) {
      throw InventoryError.cannotMerge(name, reason: "another one has taken over from it already")
    }
  }

  private func checkPorts(_ from: Int64, _ to: Int64, _ name: String) throws {
    let clash = try Row.fetchOne(
      db,
      sql: """
        SELECT customer.name AS customer, mine.role AS role, mine.low AS low, theirs.low AS other
        FROM port_assignment AS mine JOIN port_assignment AS theirs
          ON theirs.\(column) = ?2 AND theirs.\(other) = mine.\(other) AND theirs.role = mine.role
          AND theirs.held_from < ifnull(mine.held_until, '~')
          AND mine.held_from < ifnull(theirs.held_until, '~')
        JOIN customer ON customer.id = mine.customer_id
        WHERE mine.\(column) = ?1 AND mine.corrected_at IS NULL
          AND theirs.corrected_at IS NULL LIMIT 1
        """, arguments: [from, to])
    guard let clash else { return }
    let (customer, role): (String, String) = (clash["customer"], clash["role"])
    throw InventoryError.cannotMerge(
      name, reason: "\(customer) has \(role) ports on both sides at the same time")
  }

  /// Periods of both become one if they meet.
  private func mergeUses(_ from: Int64, _ to: Int64) throws {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT \(other) AS other, used_from, used_until FROM deployment_use "
        + "WHERE \(column) IN (?, ?)", arguments: [from, to])
    let periods = try Dictionary(grouping: rows) { $0["other"] as Int64 }.mapValues { rows in
      try rows.map { row in
        guard let from = try row.value("used_from", as: UTCTime.self),
          let period = Period(from: from, until: try row.value("used_until", as: UTCTime.self))
        else { throw Row.corrupt("a use of a deployment lacks a value") }
        return period
      }.union
    }
    try db.execute(
      sql: "DELETE FROM deployment_use WHERE \(column) IN (?, ?)", arguments: [from, to])
    for (other, periods) in periods {
      for period in periods {
        try db.execute(
          sql: """
            INSERT INTO deployment_use (\(column), \(self.other), used_from, used_until)
            VALUES (?, ?, ?, ?)
            """,
          arguments: [to, other, period.from.description, period.until?.description])
      }
    }
  }
}
