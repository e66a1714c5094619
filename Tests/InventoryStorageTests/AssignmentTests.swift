import EndpointModel
import Foundation
import GRDB
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@Suite struct AssignmentTests {
  let folder: TemporaryFolder
  let path: String
  let deployment = DeploymentName("vendor/cloud")!

  init() throws {
    folder = try TemporaryFolder()
    path = try TestStorage.place("inventory.sqlite", in: folder)
  }

  func day(_ number: Int) -> UTCTime { UTCTime(seconds: Int64(number) * 86_400)! }

  func act(_ note: String? = nil) -> Act {
    Act(
      by: Author(user: GivenText("desk")!), at: day(1000), note: note.map { GivenText($0)! })
  }

  /// An inventory with one deployment and some customers.
  func inventory(_ names: String..., at path: String? = nil) throws -> Inventory {
    let inventory = try Inventory.openForWriting(at: path ?? self.path)
    _ = try inventory.write(act()) {
      try $0.commit(
        NewRevision(
          deployment: deployment, basedOn: nil,
          comparison: Comparison(from: Snapshot([]), to: Snapshot([Endpoint(address: .any)])),
          document: DocumentDescription(
            source: "d", format: "text", encoding: "utf-8", byteCount: 1,
            sha256: String(repeating: "ab", count: 32)),
          fetchedAt: day(0), recordedAt: day(0)))
    }
    for name in names {
      try inventory.write(act()) {
        try $0.add(
          Customer(name: CustomerName(name)!, displayName: GivenText(name)!), using: [],
          from: day(0))
      }
    }
    return inventory
  }

  func new(
    _ customer: String, _ role: PortRole, _ ports: String, _ from: Int,
    _ transport: AssignedTransport? = nil
  ) -> NewAssignment {
    NewAssignment(
      customer: CustomerName(customer)!, deployment: deployment, role: role,
      ports: PortRange(ports)!, transport: transport, from: day(from))
  }

  @Test func aNewerAssignmentReplacesAndTheHistoryStays() throws {
    let inventory = try inventory("a")
    #expect(
      try inventory.write(act("first")) { try $0.assign([new("a", .data, "100-103", 1)]) }.begun
        == 1)
    let replaced = try inventory.write(act("more")) {
      try $0.assign([new("a", .data, "200-203", 5)])
    }
    #expect(replaced.begun == 1 && replaced.ended.map(\.period.until) == [day(5)])
    #expect(try inventory.write(act()) { try $0.assign([new("a", .data, "200-203", 7)]) }.isEmpty)
    let history = try inventory.read { try $0.assignments(of: CustomerName("a")!) }
    #expect(history.map(\.ports.description) == ["100-103", "200-203"])
    #expect(history.map(\.period.until) == [day(5), nil])
    #expect(history[0].assigned.note?.text == "first")
    #expect(history[0].ended?.note?.text == "more")
    #expect(history[0].ended?.by?.text == "desk")
    #expect(
      try inventory.read { try $0.uses(of: CustomerName("a")!) }.map(\.period) == [
        Period(from: day(1))
      ])
  }

  /// The case that an assignment met, in short.
  func refusal(_ body: () throws -> Void) -> String {
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
      case .severalHeld: "several held"
      case .endBeforeStart: "end before start"
      case .outOfUse: "out of use"
      }
    } catch {
      return "\(error)"
    }
  }

  @Test func conflictsNameTheOtherAndStoreNothing() throws {
    let inventory = try inventory("a", "b")
    _ = try inventory.write(act()) {
      try $0.assign(
        [new("a", .signaling, "7400", 1), new("a", .data, "100-103", 1)])
    }
    let before = try inventory.read { try $0.assignments() }
    #expect(
      refusal { _ = try inventory.write(act()) { try $0.assign([new("b", .data, "103-106", 9)]) } }
        == "taken by a data 100-103")
    // One of two that cannot be stored takes the other with it.
    #expect(
      refusal {
        _ = try inventory.write(act()) {
          try $0.assign(
            [new("b", .data, "500", 2), new("b", .signaling, "7400", 2)])
        }
      } == "taken by a signaling 7400")
    // Of another protocol the port is free; inside one's own range it is not.
    #expect(
      refusal {
        _ = try inventory.write(act()) { try $0.assign([new("a", .signaling, "102", 2, .udp)]) }
      }
        == "taken by a data 100-103")
    #expect(
      refusal {
        _ = try inventory.write(act()) { try $0.assign([new("a", .signaling, "7400-7401", 2)]) }
      }
        == "several signaling ports")
    #expect(
      refusal { _ = try inventory.write(act()) { try $0.assign([new("a", .data, "900", 0)]) } }
        == "before latest"
    )
    #expect(try inventory.read { try $0.assignments() } == before)
    #expect(
      try inventory.write(act()) { try $0.assign([new("b", .signaling, "102", 2)]) }.begun == 1)
  }

  @Test func sharedPortsAreAllowedUntilTheyAreNot() throws {
    let inventory = try inventory("a", "b", "c")
    try inventory.write(act()) { try $0.setSharesPorts(deployment, true) }
    #expect(
      try inventory.write(act()) {
        try $0.assign([new("a", .data, "100", 1), new("b", .data, "100", 1)])
      }.begun == 2)
    // One's own range stays one's own limit.
    #expect(
      refusal {
        _ = try inventory.write(act()) { try $0.assign([new("a", .signaling, "100", 1, .udp)]) }
      }
        == "taken by a data 100")
    #expect(
      refusal { try inventory.write(act()) { try $0.setSharesPorts(deployment, false) } }
        == "taken by b data 100")
    #expect(try inventory.write(act()) { try $0.assign([new("c", .data, "100", 1)]) }.begun == 1)
    for name in ["b", "c"] {
      _ = try inventory.write(act()) {
        try $0.unassign(
          CustomerName(name)!, from: deployment, role: nil, at: day(900), leaves: true)
      }
    }
    // What was shared in the past was; from now on each port is one customer's.
    try inventory.write(act()) { try $0.setSharesPorts(deployment, false) }
    #expect(
      refusal { _ = try inventory.write(act()) { try $0.assign([new("c", .data, "100", 1001)]) } }
        == "taken by a data 100")
    #expect(
      try inventory.read { try $0.customers(using: deployment, at: day(900)) } == [
        CustomerName("a")!
      ])
    #expect(try inventory.read { try $0.customers(using: deployment, at: day(899)) }.count == 3)
  }

  @Test func whatIsPlannedCanBeCancelled() throws {
    let inventory = try inventory("a")
    let a = CustomerName("a")!
    _ = try inventory.write(act()) { try $0.assign([new("a", .data, "100", 1)]) }
    _ = try inventory.write(act()) { try $0.assign([new("a", .data, "200", 2000)]) }
    #expect(
      refusal { _ = try inventory.write(act()) { try $0.assign([new("a", .data, "100", 3)]) } }
        == "held until")
    #expect(try inventory.write(act()) { try $0.cancelPlans(a, on: deployment, role: nil) } == 2)
    #expect(
      try inventory.read { try $0.assignments(on: deployment, at: day(3000)) }.map(
        \.ports.description) == ["100"])
    // A plan that was cancelled stands in nobody's way.
    _ = try inventory.write(act()) { try $0.assign([new("a", .data, "300", 1500)]) }
    // To end the ports ends those of now and the plans.
    let ended = try inventory.write(act()) {
      try $0.unassign(
        a, from: deployment, role: .data, at: day(1000), leaves: false)
    }
    #expect(ended.map { "\($0.ports) \($0.period.isEmpty)" } == ["100 false", "300 true"])
    #expect(try inventory.read { try $0.assignments(on: deployment, at: day(3000)) }.isEmpty)
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
      assigned_at) SELECT customer_id, deployment_id, role, low, high, protocol, held_from, assigned_at
    FROM port_assignment
    """,
  ])
  func constraints(_ sql: String) throws {
    let inventory = try inventory("a")
    _ = try inventory.write(act()) { try $0.assign([new("a", .data, "100", 1)]) }
    try inventory.close()
    let queue = try DatabaseQueue(path: inventory.file)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
  }
}
