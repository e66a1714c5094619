import EndpointModel
import Foundation
import GRDB
import InventoryStorage
import TestSupport
import Testing

@Suite struct AssignmentTests {
  private let folder: TemporaryFolder
  private let path: String
  private let deployment = DeploymentName("vendor/cloud")!

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("inventory.sqlite")
  }

  private func day(_ number: Int) -> UTCTime { UTCTime(seconds: Int64(number) * 86_400)! }

  private func record(_ note: String? = nil) -> HistoryRecord {
    HistoryRecord(
      time: day(1000), by: GivenText("desk"), note: note.map { GivenText($0)! })
  }

  /// An inventory with one deployment and some customers.
  private func inventory(_ names: String...) throws -> Inventory {
    let inventory = try Inventory.openForWriting(at: path)
    _ = try inventory.commit(
      NewRevision(
        deployment: deployment, basedOn: nil,
        changes: ChangeSet(from: Snapshot([]), to: Snapshot([Endpoint(address: .any)])),
        endpointCount: 1,
        document: DocumentDescription(
          source: "d", format: "text", encoding: "utf-8", byteCount: 1,
          sha256: String(repeating: "ab", count: 32)),
        fetchedAt: day(0), recordedAt: day(0)))
    for name in names {
      try inventory.add(
        Customer(name: CustomerName(name)!, displayName: GivenText(name)!), using: [],
        from: day(0))
    }
    return inventory
  }

  private func new(
    _ customer: String, _ role: PortRole, _ ports: String, _ from: Int,
    _ transport: AssignedTransport? = nil
  ) -> NewAssignment {
    NewAssignment(
      customer: CustomerName(customer)!, deployment: deployment, role: role,
      ports: PortRange(ports)!, transport: transport, from: day(from))
  }

  @Test func aNewerAssignmentReplacesAndTheHistoryStays() throws {
    let inventory = try inventory("a")
    #expect(try inventory.assign([new("a", .data, "100-103", 1)], record("first")) == 1)
    #expect(try inventory.assign([new("a", .data, "200-203", 5)], record("more")) == 1)
    #expect(try inventory.assign([new("a", .data, "200-203", 7)], record()) == 0)
    let history = try inventory.assignments(of: CustomerName("a")!)
    #expect(history.map(\.ports.description) == ["100-103", "200-203"])
    #expect(history.map(\.period.until) == [day(5), nil])
    #expect(history[0].assigned.note?.text == "first")
    #expect(history[0].ended?.note?.text == "more")
    #expect(history[0].ended?.by?.text == "desk")
    #expect(try inventory.uses(of: CustomerName("a")!).map(\.period) == [Period(from: day(1))])
  }

  /// The case that an assignment met, in short.
  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch let error as AssignmentError {
      return switch error {
      case .taken(_, let other): "taken by \(other.customer) \(other.role) \(other.ports)"
      case .beforeLatest: "before latest"
      case .nothingToEnd: "nothing to end"
      case .endsOtherwise: "ends otherwise"
      case .heldUntil: "held until"
      case .leaves: "leaves"
      case .severalSignalingPorts: "several signaling ports"
      case .endBeforeStart: "end before start"
      }
    } catch {
      return "\(error)"
    }
  }

  @Test func conflictsNameTheOtherAndStoreNothing() throws {
    let inventory = try inventory("a", "b")
    _ = try inventory.assign(
      [new("a", .signaling, "7400", 1), new("a", .data, "100-103", 1)], record())
    let before = try inventory.assignments()
    #expect(
      refusal { _ = try inventory.assign([new("b", .data, "103-106", 9)], record()) }
        == "taken by a data 100-103")
    // One of two that cannot be stored takes the other with it.
    #expect(
      refusal {
        _ = try inventory.assign(
          [new("b", .data, "500", 2), new("b", .signaling, "7400", 2)], record())
      } == "taken by a signaling 7400")
    // Of another protocol the port is free; inside one's own range it is not.
    #expect(
      refusal { _ = try inventory.assign([new("a", .signaling, "102", 2, .udp)], record()) }
        == "taken by a data 100-103")
    #expect(
      refusal { _ = try inventory.assign([new("a", .signaling, "7400-7401", 2)], record()) }
        == "several signaling ports")
    #expect(
      refusal { _ = try inventory.assign([new("a", .data, "900", 0)], record()) } == "before latest"
    )
    #expect(try inventory.assignments() == before)
    #expect(try inventory.assign([new("b", .signaling, "102", 2)], record()) == 1)
  }

  @Test func sharedPortsAreAllowedUntilTheyAreNot() throws {
    let inventory = try inventory("a", "b", "c")
    try inventory.setSharesPorts(deployment, true, at: day(1000))
    #expect(
      try inventory.assign([new("a", .data, "100", 1), new("b", .data, "100", 1)], record()) == 2)
    // One's own range stays one's own limit.
    #expect(
      refusal { _ = try inventory.assign([new("a", .signaling, "100", 1, .udp)], record()) }
        == "taken by a data 100")
    #expect(
      refusal { try inventory.setSharesPorts(deployment, false, at: day(1000)) }
        == "taken by b data 100")
    #expect(try inventory.assign([new("c", .data, "100", 1)], record()) == 1)
    for name in ["b", "c"] {
      _ = try inventory.unassign(
        CustomerName(name)!, from: deployment, role: nil, at: day(900), leaves: true, record())
    }
    // What was shared in the past was; from now on each port is one customer's.
    try inventory.setSharesPorts(deployment, false, at: day(1000))
    #expect(
      refusal { _ = try inventory.assign([new("c", .data, "100", 1001)], record()) }
        == "taken by a data 100")
    #expect(try inventory.customers(using: deployment, at: day(900)) == [CustomerName("a")!])
    #expect(try inventory.customers(using: deployment, at: day(899)).count == 3)
  }

  // MARK: Against a slow replay

  /// Who has which ports on each day, and ever after the last of them.
  private struct Replay {
    struct Key: Hashable {
      let customer: String
      let role: PortRole
    }
    struct Ports: Equatable {
      let range: PortRange
      let transport: AssignedTransport
    }
    var days: [Key: [Ports?]] = [:]

    func ports(_ key: Key) -> [Ports?] {
      days[key] ?? Array(repeating: nil, count: AssignmentTests.days.count)
    }

    /// Whether some port has two owners on some day.
    var isTorn: Bool {
      AssignmentTests.days.contains { day in
        let present = days.compactMap { key, ports in ports[day].map { (key, $0) } }
        return present.indices.contains { i in
          present.indices.contains { j in
            let (a, b) = (present[i].1, present[j].1)
            return i < j && a.range.low <= b.range.high && b.range.low <= a.range.high
              && a.transport.overlaps(b.transport)
          }
        }
      }
    }

    /// Whether the ports change on a day after one, up to another.
    static func changes(_ ports: [Ports?], after day: Int, upTo last: Int) -> Bool {
      (day + 1..<max(day + 1, last + 1)).contains { ports[$0] != ports[$0 - 1] }
    }

    mutating func assign(_ key: Key, _ wanted: Ports, from day: Int) -> String {
      var ports = ports(key)
      let changesLater = Self.changes(ports, after: day, upTo: ports.count - 1)
      if ports[day] == wanted { return changesLater ? "held until" : "none" }
      if changesLater { return "before latest" }
      for i in day..<ports.count { ports[i] = wanted }
      let before = self
      days[key] = ports
      if isTorn {
        self = before
        return "taken"
      }
      return "none"
    }

    mutating func unassign(_ key: Key, from day: Int, now: Int) -> String {
      var ports = ports(key)
      if Self.changes(ports, after: day, upTo: now) { return "before latest" }
      if ports[day...].allSatisfy({ $0 == nil }) { return "nothing to end" }
      for i in day..<ports.count { ports[i] = nil }
      days[key] = ports
      return "none"
    }

    mutating func cancelPlans(_ key: Key, now: Int) -> String {
      var ports = ports(key)
      for i in now + 1..<ports.count { ports[i] = ports[now] }
      let before = self
      days[key] = ports
      if isTorn {
        self = before
        return "taken"
      }
      return "none"
    }
  }

  private static let customers = ["a", "b", "c"]
  /// The last one stands for ever after.
  fileprivate static let days = 0..<12
  private static let now = 5

  /// Random assignments, ends and cancelled plans, in the past and ahead: the inventory
  /// takes and refuses what a replay day by day does, answers as of each day as it
  /// does, and no port has two owners.
  @Test func itAgreesWithASlowReplay() throws {
    let record = HistoryRecord(time: day(Self.now), by: nil, note: nil)
    let failure = try firstFailure(seeds: 0..<60) { random in
      try? FileManager.default.removeItem(atPath: path)
      let inventory = try inventory("a", "b", "c")
      defer { try? inventory.close() }
      var replay = Replay()
      for step in 0..<25 {
        let key = Replay.Key(
          customer: random.pick(Self.customers), role: random.pick(PortRole.allCases))
        let customer = CustomerName(key.customer)!
        let day = Int.random(in: 0..<Self.days.count - 1, using: &random)
        let wanted: String
        let got: String
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
          wanted = replay.unassign(key, from: day, now: Self.now)
          got = refusal {
            _ = try inventory.unassign(
              customer, from: deployment, role: key.role, at: self.day(day), leaves: false, record)
          }
        case 1:
          wanted = replay.cancelPlans(key, now: Self.now)
          got = refusal {
            _ = try inventory.cancelPlans(customer, on: deployment, role: key.role, record)
          }
        default:
          let low = UInt16.random(in: 1...20, using: &random)
          let width = key.role == .data ? UInt16.random(in: 0...4, using: &random) : 0
          let ports = Replay.Ports(
            range: PortRange(low, low + width)!, transport: random.pick(AssignedTransport.allCases))
          wanted = replay.assign(key, ports, from: day)
          got = refusal {
            _ = try inventory.assign(
              [new(key.customer, key.role, "\(ports.range)", day, ports.transport)], record)
          }
        }
        if !got.hasPrefix(wanted) { return "step \(step): \(got) in place of \(wanted)" }
        if let torn = try difference(inventory, replay) { return "step \(step): \(torn)" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// Where the inventory's answers as of a day are not those of the replay.
  private func difference(_ inventory: Inventory, _ replay: Replay) throws -> String? {
    for day in Self.days {
      let stored = try inventory.assignments(on: deployment, at: self.day(day))
      let got = stored.map { "\($0.customer) \($0.role) \($0.transport) \($0.ports)" }.sorted()
      let wanted = replay.days.compactMap { key, ports in
        ports[day].map { "\(key.customer) \(key.role) \($0.transport) \($0.range)" }
      }.sorted()
      if got != wanted { return "day \(day): \(got) in place of \(wanted)" }
      // Every holder of a port is found by the port.
      for assignment in stored {
        let found = try inventory.assignments(on: deployment, overlapping: assignment.ports)
        if !found.contains(assignment) { return "day \(day): \(assignment) is not found" }
      }
    }
    return nil
  }

  // MARK: Sheets

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
    try inventory.take(rows, by: GivenText("desk"), now: day(1000), isDryRun: isDryRun)
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
    #expect(try inventory.customers().count == 1)

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
    #expect(try inventory.customers().count == 1)
    #expect(try inventory.assignments().isEmpty)

    let taken = try take(inventory, good)
    #expect(taken.errors.isEmpty && taken.assigned.count == 2)
    #expect(try inventory.customer(CustomerName("b")!).contacts == [MailAddress("b@x.example")!])
    let again = try take(inventory, good)
    #expect(again.isEmpty && again.unchangedRows == 2)
  }

  @Test func rowsOfASheetMayTradePorts() throws {
    let inventory = try inventory("a", "b")
    _ = try inventory.assign([new("a", .data, "100", 1), new("b", .data, "200", 1)], record())
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
    let held = try inventory.assignments(on: deployment, at: day(5))
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
    #expect(try inventory.uses(of: a).map(\.period) == [Period(from: day(1), until: day(9))])
    let own = try inventory.assignments(of: a)
    #expect(own.map(\.period) == [Period(from: day(1), until: day(5))])
    #expect(own[0].ended?.note?.text == "moved")
    #expect(try take(inventory, rows).isEmpty)
    #expect(refusal { _ = try inventory.assign([new("a", .data, "7", 8)], record()) } == "leaves")
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
    #expect(try inventory.uses(of: a).map(\.period) == periods)
    #expect(try take(inventory, rows).isEmpty)
    // To leave ends what lasts, and only that; a planned end comes earlier.
    for time in [day(1200), day(1100)] {
      _ = try inventory.unassign(a, from: deployment, role: nil, at: time, leaves: true, record())
    }
    #expect(
      try inventory.uses(of: a).map(\.period) == [
        periods[0], Period(from: day(7), until: day(1100))!,
      ])
    #expect(try inventory.assignments(on: deployment, at: day(1150)).isEmpty)
  }

  @Test func whatIsPlannedCanBeCancelled() throws {
    let inventory = try inventory("a")
    let a = CustomerName("a")!
    _ = try inventory.assign([new("a", .data, "100", 1)], record())
    _ = try inventory.assign([new("a", .data, "200", 2000)], record())
    #expect(
      refusal { _ = try inventory.assign([new("a", .data, "100", 3)], record()) } == "held until")
    #expect(try inventory.cancelPlans(a, on: deployment, role: nil, record()) == 2)
    #expect(
      try inventory.assignments(on: deployment, at: day(3000)).map(\.ports.description) == ["100"])
    // A plan that was cancelled stands in nobody's way.
    _ = try inventory.assign([new("a", .data, "300", 1500)], record())
    // To end the ports ends those of now and the plans.
    let ended = try inventory.unassign(
      a, from: deployment, role: .data, at: day(1000), leaves: false, record())
    #expect(ended.map { "\($0.ports) \($0.period.isEmpty)" } == ["100 false", "300 true"])
    #expect(try inventory.assignments(on: deployment, at: day(3000)).isEmpty)
  }

  /// What the schema itself refuses, whoever writes.
  @Test(arguments: [
    "UPDATE port_assignment SET low = 0", "UPDATE port_assignment SET high = low - 1",
    "UPDATE port_assignment SET high = 65536", "UPDATE port_assignment SET held_until = held_from",
    "UPDATE port_assignment SET role = 'voice'", "UPDATE port_assignment SET held_from = 'today'",
    "UPDATE customer SET display_name = ''", "UPDATE deployment SET shares_ports = 2",
    "INSERT INTO customer (name, display_name) VALUES ('a', 'A')",
    "INSERT INTO contact (customer_id, mail_address) VALUES (1, 'nobody')",
    """
    INSERT INTO port_assignment (customer_id, deployment_id, role, low, high, protocol, held_from,
      assigned_at) SELECT customer_id, deployment_id, role, 9, 9, protocol, held_from, assigned_at
    FROM port_assignment
    """,
  ])
  func constraints(_ sql: String) throws {
    let inventory = try inventory("a")
    _ = try inventory.assign([new("a", .data, "100", 1)], record())
    try inventory.close()
    let queue = try DatabaseQueue(path: path)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
  }
}
