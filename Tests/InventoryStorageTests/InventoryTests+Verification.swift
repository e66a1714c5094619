import EndpointModel
import Foundation
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryStorage

/// What is found wrong with an inventory.
extension InventoryTests {
  /// Three revisions of which one is voided in between, one that is held, a range that is no block,
  /// a customer with two ranges of ports, and a notice that was delivered.
  private func makeWhole() throws {
    let inventory = try Inventory.openForWriting(at: path)
    try commit(inventory, snapshot("A 192.0.2.1 80", "B 192.0.2.8 80"), at: "2026-01-01T00:00:00Z")
    let customer = CustomerName("north")!
    try inventory.write(act()) { writer in
      _ = try writer.subscribe(
        Subscription.Terms(
          who: GivenText("NOC")!, deployment: deployment, target: DeliveryTarget("file:out")!),
        secret: nil)
      try writer.add(
        Customer(name: customer, displayName: GivenText("North")!), using: [deployment],
        from: writer.act.time)
    }
    for (first, from) in [(4201, "2026-01-02T00:00:00Z"), (5001, "2026-04-01T00:00:00Z")] {
      _ = try inventory.write(act()) {
        try $0.assign([
          NewAssignment(
            customer: customer, deployment: deployment, role: .data,
            ports: PortRange(UInt16(first), UInt16(first + 63))!, from: time(from)),
          // A second one at the same time.
          NewAssignment(
            customer: customer, deployment: deployment, role: .data,
            ports: PortRange(UInt16(first + 200), UInt16(first + 200))!, from: time(from)),
        ])
      }
    }
    try commit(
      inventory, snapshot("A 192.0.2.1 443", "C 192.0.2.16-192.0.2.30 80", "D 192.0.2.40 80"),
      at: "2026-01-03T00:00:00Z")
    try commit(inventory, snapshot("A 192.0.2.9 443"), at: "2026-01-04T00:00:00Z")
    try commit(
      inventory, snapshot("A 192.0.2.1 443", "C 192.0.2.16-192.0.2.30 80", "E 192.0.2.41 80"),
      at: "2026-01-05T00:00:00Z")
    try inventory.write(act(at: "2026-01-06T00:00:00Z")) {
      try $0.void(revision($0, "vendor/cloud@3"))
    }
    try commit(inventory, snapshot("A 192.0.2.1 80"), at: "2026-01-07T00:00:00Z", held: true)
    let notice = try #require(
      try inventory.write(act(at: "2026-01-07T00:00:00Z")) {
        try $0.claimNotices(of: $0.dueLanes(at: $0.act.time), for: 60)
      }.first?.first)
    try inventory.write(act(at: "2026-01-07T00:00:00Z")) {
      var delivery = notice.delivery
      delivery.succeed(at: $0.act.time)
      try $0.note(delivery, of: notice)
    }
    try inventory.close()
  }

  private func found() throws -> Verification {
    let inventory = try Inventory.openUnchanged(at: path)
    defer { try? inventory.close() }
    return try inventory.read { try $0.verification() }
  }

  @Test func anInventoryInUseIsWhole() throws {
    try makeWhole()
    let found = try found()
    #expect(found.isWhole, "\(found.checks.flatMap(\.problems))")
    #expect(found.checks.map(\.name) == Verification.Name.allCases)
    #expect(found.checks.allSatisfy { $0.count > 0 }, "\(found.checks)")
  }

  /// Each is noticed by the check that is named, whatever others say of it.
  @Test(
    .ofFiles,
    arguments: [
      (
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = 'CREATE INDEX audit_customer ON audit (action)'
          WHERE name = 'audit_customer'
        """, "integrity"
      ),
      ("DELETE FROM label WHERE text = 'C'", "references"),
      ("DELETE FROM hold_reason; DELETE FROM revision WHERE number = 5", "references"),
      ("UPDATE revision SET base_number = 1 WHERE number = 4", "numbering"),
      ("UPDATE revision SET base_number = NULL WHERE number = 2", "numbering"),
      ("UPDATE revision SET recorded_at = '2027-01-01T00:00:00Z' WHERE number = 2", "numbering"),
      ("DELETE FROM revision WHERE number = 3", "numbering"),
      ("DELETE FROM endpoint WHERE address = x'04c000020820'", "snapshots"),
      ("DELETE FROM endpoint WHERE added_in = 4", "snapshots"),
      ("UPDATE endpoint SET removed_in = NULL WHERE removed_in = 2", "snapshots"),
      ("UPDATE endpoint SET removed_in = 3 WHERE removed_in = 4", "snapshots"),
      ("UPDATE endpoint SET terms_id = 1 WHERE added_in = 2", "snapshots"),
      ("UPDATE change SET service_id = 1 WHERE number = 4 AND NOT is_removal", "snapshots"),
      ("DELETE FROM change WHERE number = 5", "snapshots"),
      ("UPDATE revision SET endpoint_count = 7 WHERE number = 4", "snapshots"),
      (
        """
        INSERT INTO endpoint (address, deployment_id, added_in, position, service_id, terms_id)
        SELECT address, deployment_id, added_in, 99, service_id, terms_id FROM endpoint
        """, "snapshots"
      ),
      ("UPDATE terms SET ports = 'many' WHERE id = 1", "snapshots"),
      ("DELETE FROM access_part WHERE number = 2 AND position = 0", "access"),
      ("UPDATE traffic SET spans = 'any' WHERE id = 1", "access"),
      ("DELETE FROM range_part WHERE part IN (SELECT min(part) FROM range_part)", "ranges"),
      (
        "UPDATE port_assignment SET low = 4264, held_from = '2026-02-01T00:00:00Z' WHERE low = 5001",
        "ports"
      ),
      ("DELETE FROM notice WHERE id = 1", "outbox"),
      ("UPDATE notice SET attempts = 0", "outbox"),
      ("UPDATE notice SET state = 'due', number = 3", "outbox"),
      ("UPDATE notice SET as_of = 'now' WHERE id = 1", "outbox"),
      ("DELETE FROM audit WHERE id = 2", "audit"),
      ("UPDATE audit SET action = 'guard.changed' WHERE action = 'revision.stored'", "audit"),
      ("UPDATE audit SET changes = '[[]]'", "audit"),
    ])
  func whatIsWrongIsFound(_ sql: String, _ check: String) throws {
    try makeWhole()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
      #expect(db.totalChangesCount > 0)
    }
    try queue.close()
    let checks = try found().checks.filter { !$0.problems.isEmpty }.map(\.name.rawValue)
    #expect(checks.contains(check), "\(checks)")
  }
}
