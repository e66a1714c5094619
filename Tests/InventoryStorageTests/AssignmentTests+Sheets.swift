import EndpointModel
import InventoryModel
import InventoryStorage
import Testing

extension AssignmentTests {
  private func row(
    _ line: Int, _ customer: String, _ change: (inout SheetRow) -> Void = { _ in }
  ) -> SheetRow {
    var row = SheetRow(line: line, customer: CustomerName(customer)!)
    row.deployment = deployment
    row.from = day(1)
    change(&row)
    return row
  }

  private func data(_ ports: String) -> SheetRow.Ports {
    SheetRow.Ports(role: .data, ports: PortRange(ports)!)
  }

  private func take(
    _ inventory: Inventory, _ rows: [SheetRow], isDryRun: Bool = false
  ) throws -> ImportOutcome {
    let outcome = try inventory.rehearse(act()) { try $0.take(rows, in: .utc) }
    if isDryRun || !outcome.errors.isEmpty { return outcome }
    return try inventory.write(act()) { try $0.take(rows, in: .utc) }
  }

  @Test func aSheetIsTakenWholeOrNotAtAll() throws {
    let inventory = try inventory("a")
    let good = [
      row(2, "a") { $0.ports = [data("100-103")] },
      row(3, "b") {
        $0.ports = [data("104-107")]
        $0.displayName = GivenText("Bee")
        $0.contacts = [MailAddress("b@x.example")!]
      },
    ]
    let dry = try take(inventory, good, isDryRun: true)
    #expect(dry.added == [CustomerName("b")!] && dry.assigned.count == 2 && dry.errors.isEmpty)
    #expect(try inventory.read { try $0.customers() }.count == 1)

    let bad =
      good + [
        row(4, "c") { $0.ports = [data("107-110")] },
        row(5, "d") { $0.deployment = DeploymentName("no/where") },
        row(6, "b") { $0.displayName = GivenText("Wasp") },
        row(7, "e") { $0.until = day(0) },
      ]
    let refused = try take(inventory, bad)
    #expect(refused.errors.map(\.line) == [3, 3, 4, 5, 7])
    #expect(
      refused.errors.map(\.code) == [
        "customer-differs", "ports-taken", "ports-taken", "deployment-unknown", "ports-refused",
      ])
    #expect(try inventory.read { try $0.customers() }.count == 1)
    #expect(try inventory.read { try $0.assignments() }.isEmpty)

    let taken = try take(inventory, good)
    #expect(taken.errors.isEmpty && taken.assigned.count == 2)
    #expect(
      try inventory.read { try $0.customer(CustomerName("b")!) }.contacts == [
        MailAddress("b@x.example")!
      ])
    let again = try take(inventory, good)
    #expect(again.isEmpty && again.unchangedRows == 2)
  }

  /// A long sheet is first looked at as a whole; its errors are those of a short one.
  @Test(arguments: [5, 300]) func conflictsOfALongSheet(_ count: Int) throws {
    let inventory = try inventory("first")
    _ = try inventory.write(act()) { try $0.assign([new("first", .data, "60000-60003", 1)]) }
    var rows = (1...count).map { number in
      row(number + 1, "customer-\(number)") { $0.ports = [data("\(number * 4)-\(number * 4 + 3)")] }
    }
    rows[3].ports = [data("60003-60006")]
    let refused = try take(inventory, rows)
    #expect(refused.errors.map(\.line) == [5] && refused.errors.map(\.code) == ["ports-taken"])
    rows[3].ports = [data("60004-60007")]
    let taken = try take(inventory, rows)
    #expect(taken.errors.isEmpty && taken.assigned.count == count)
    #expect(try take(inventory, rows).unchangedRows == count)
  }

  @Test func rowsOfASheetMayTradePorts() throws {
    let inventory = try inventory("a", "b")
    _ = try inventory.write(act()) {
      try $0.assign([new("a", .data, "100", 1), new("b", .data, "200", 1)])
    }
    let traded = try take(
      inventory,
      [
        row(2, "a") {
          $0.ports = [data("200")]
          $0.from = day(5)
        },
        row(3, "b") {
          $0.ports = [data("100")]
          $0.from = day(5)
        },
      ])
    #expect(traded.errors.isEmpty)
    let held = try inventory.read { try $0.assignments(on: deployment, at: day(5)) }
    #expect(held.map { "\($0.customer) \($0.ports)" } == ["a 200", "b 100"])
  }

  @Test func contradictingRowsAreNamed() throws {
    let inventory = try inventory("a")
    let refused = try take(
      inventory,
      [
        row(2, "a") { $0.ports = [data("100")] }, row(3, "a") { $0.ports = [data("100")] },
        row(4, "a") { $0.ports = [data("101")] },
      ])
    #expect(refused.errors.map(\.line) == [4] && refused.errors.map(\.code) == ["ports-differ"])
  }

  /// A sheet with ends, of ports and of uses, comes back whole in another inventory.
  @Test func endsAreKept() throws {
    let inventory = try inventory("a")
    let rows = [
      row(2, "a") {
        $0.ports = [data("100")]
        $0.until = day(5)
        $0.endNote = GivenText("moved")
      }, row(3, "a") { $0.until = day(9) },
      row(4, "b") {
        $0.ports = [data("100")]
        $0.from = day(5)
      },
    ]
    let taken = try take(inventory, rows)
    #expect(taken.errors.isEmpty && taken.uses.count == 1 && taken.ended.count == 1)
    let a = CustomerName("a")!
    #expect(
      try inventory.read { try $0.uses(of: a) }.map(\.period) == [
        Period(from: day(1), until: day(9))
      ])
    let own = try inventory.read { try $0.assignments(of: a) }
    #expect(own.map(\.period) == [Period(from: day(1), until: day(5))])
    #expect(own[0].ended?.note?.text == "moved")
    #expect(try take(inventory, rows).isEmpty)
    #expect(
      refusal { _ = try inventory.write(act()) { try $0.assign([new("a", .data, "7", 8)]) } }
        == "leaves")
  }

  /// Two uses with time between them stay two, in whatever order they come.
  @Test func usesApartStayApart() throws {
    let inventory = try inventory("a")
    let a = CustomerName("a")!
    let rows = [
      row(2, "a") { $0.until = day(3) },
      row(3, "a") {
        $0.from = day(7)
        $0.ports = [data("100")]
      },
    ]
    let periods = [Period(from: day(1), until: day(3))!, Period(from: day(7))]
    #expect(try take(inventory, rows.reversed()).errors.isEmpty)
    #expect(try inventory.read { try $0.uses(of: a) }.map(\.period) == periods)
    #expect(try take(inventory, rows).isEmpty)
    // To leave ends what lasts, and only that; a planned end comes earlier.
    for time in [day(1200), day(1100)] {
      _ = try inventory.write(act()) {
        try $0.unassign(a, from: deployment, role: nil, at: time, leaves: true)
      }
    }
    #expect(
      try inventory.read { try $0.uses(of: a) }.map(\.period) == [
        periods[0], Period(from: day(7), until: day(1100))!,
      ])
    #expect(try inventory.read { try $0.assignments(on: deployment, at: day(1150)) }.isEmpty)
  }
}
