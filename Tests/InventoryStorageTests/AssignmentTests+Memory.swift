import EndpointModel
import Foundation
import GRDB
import InventoryModel
import TestSupport
import Testing

@testable import InventoryStorage

/// A sheet asks for each row what is stored, and remembers what it has stored itself.
extension AssignmentTests {
  /// What an import leaves behind.
  private struct Result: Equatable {
    let assignments: [CustomerName: [PortAssignment]]
    let uses: [CustomerName: [DeploymentUse]]
    let audit: [AuditEntry]

    init(_ inventory: Inventory) throws {
      (assignments, uses, audit) = try inventory.read {
        (try $0.assignments(), try $0.uses(), try $0.auditEntries())
      }
    }
  }

  /// Rows in the order of their times, each with a role's ports from a day on: of customers that are
  /// known and of new ones.
  private func rows(_ random: inout SeededGenerator) -> [SheetRow] {
    var rows: [SheetRow] = []
    for day in 1...12 {
      for (number, customer) in ["a", "b", "c", "d"].enumerated() where random.oneIn(2) {
        var row = SheetRow(line: rows.count + 2, customer: CustomerName(customer)!)
        row.deployment = deployment
        row.from = self.day(day)
        // None of its ports is another customer's.
        let base = UInt16(1000 + 1000 * number)
        func ports(_ role: PortRole, _ low: UInt16, _ count: UInt16) -> SheetRow.Ports {
          SheetRow.Ports(role: role, ports: PortRange(low, low + count - 1)!)
        }
        if random.oneIn(2) {
          row.ports.append(ports(.signaling, base + UInt16.random(in: 0..<3, using: &random), 1))
        }
        for place in 0..<UInt16.random(in: 0..<3, using: &random) {
          let low = base + 100 + 10 * place
          row.ports.append(ports(.data, low + UInt16.random(in: 0..<2, using: &random), 4))
        }
        rows.append(row)
      }
    }
    // On the same day, a sheet begins with those that have no ports.
    return rows.enumerated().sorted { a, b in
      (a.element.from!, a.element.ports.isEmpty ? 0 : 1, a.offset)
        < (b.element.from!, b.element.ports.isEmpty ? 0 : 1, b.offset)
    }.map(\.element)
  }

  @Test func aSheetStoresWhatItsRowsDoOneByOne() throws {
    let failure = try firstFailure(seeds: 0..<6) { random in
      let rows = rows(&random)
      func result(_ store: (Inventory) throws -> Void) throws -> Result {
        let inventory = try inventory("a", "b", at: TestStorage.place("\(UUID())", in: folder))
        defer { try? inventory.close() }
        try store(inventory)
        return try Result(inventory)
      }
      func take(_ writer: InventoryWriter, _ rows: [SheetRow]) throws {
        let errors = try writer.take(rows, in: .utc).errors
        if !errors.isEmpty { Issue.record("\(errors)") }
      }
      let oneByOne = try result { inventory in
        for row in rows { try inventory.write(act()) { try take($0, [row]) } }
      }
      let whole = try result { inventory in try inventory.write(act()) { try take($0, rows) } }
      if whole != oneByOne { return "the sheet differs from its rows" }
      let long = try result { inventory in
        try inventory.write(act(), isLong: true) { try take($0, rows) }
      }
      return long == whole ? nil : "a long transaction stores something else"
    }
    #expect(failure == nil)
  }

  /// Keys that are left unchecked during a long transaction are checked after it.
  @Test func foreignKeysAreCheckedAfterALongTransaction() throws {
    let inventory = try inventory("a")
    #expect(throws: InventoryError.self) {
      try inventory.write(act(), isLong: true) { _ = try $0.id(of: CustomerName("b")!) }
    }
    let settings = try inventory.read { reader in
      try ["foreign_keys", "cache_size"].map {
        try Int.fetchOne(reader.db, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == [1, -2000])
  }
}
