import EndpointModel
import InventoryModel
import InventoryStorage
import Testing

/// Several ranges of a role at one time.
extension AssignmentTests {
  private func history(_ inventory: Inventory) throws -> [String] {
    try inventory.read { try $0.assignments(of: CustomerName("a")!) }.map { row in
      let until = row.period.until.map { "\($0.seconds / 86_400)" } ?? "on"
      return "\(row.transport.rawValue) \(row.ports) \(row.period.from.seconds / 86_400)-\(until)"
    }
  }

  private func set(_ ranges: String, _ from: Int) -> [NewAssignment] {
    ranges.split(separator: ",").map { new("a", .data, String($0), from) }
  }

  @discardableResult
  private func assign(_ new: [NewAssignment], _ inventory: Inventory) throws -> AssignedPorts {
    try inventory.write(act()) { try $0.assign(new) }
  }

  @Test func aSetReplacesTheWholeSet() throws {
    let inventory = try inventory("a")
    try assign(set("100-103,200", 1), inventory)
    #expect(try history(inventory) == ["udp 100-103 1-on", "udp 200 1-on"])
    // What is in both sets is not touched.
    let changed = try assign(set("100-103,300", 5), inventory)
    #expect(changed.begun == 1 && changed.ended.map(\.ports.description) == ["200"])
    #expect(try history(inventory) == ["udp 100-103 1-on", "udp 200 1-5", "udp 300 5-on"])
    #expect(try assign(set("300,100-103", 7), inventory).isEmpty)
    // A smaller set begins nothing.
    let smaller = try assign(set("300", 9), inventory)
    #expect(smaller.begun == 0 && smaller.ended.map(\.ports.description) == ["100-103"])
    #expect(try history(inventory) == ["udp 100-103 1-9", "udp 200 1-5", "udp 300 5-on"])
    let held = try inventory.read { try $0.assignments(on: deployment, at: day(6)) }
    #expect(held.map(\.ports.description) == ["100-103", "300"])
  }

  /// The same ports are the same set, however they are cut into ranges.
  @Test func theSamePortsChangeNothing() throws {
    let inventory = try inventory("a")
    try assign([new("a", .data, "100-107", 1, .tcpAndUDP)], inventory)
    let cut = [
      new("a", .data, "100-103", 3, .udp), new("a", .data, "104-107", 3, .udp),
      new("a", .data, "100-107", 3, .tcp),
    ]
    #expect(try assign(cut, inventory).isEmpty)
    #expect(try history(inventory) == ["tcp+udp 100-107 1-on"])
    // Of one protocol, they are not.
    #expect(try assign(Array(cut.prefix(2)), inventory).begun == 2)
  }

  @Test func aPortIsNotHadTwice() throws {
    let inventory = try inventory("a", "b")
    #expect(
      refusal { try assign(set("100-103,103-105", 1), inventory) }
        == "taken by a data 100-103")
    try assign(set("100-103,200", 1), inventory)
    #expect(
      refusal { try assign([new("b", .data, "200", 1)], inventory) }
        == "taken by a data 200")
    #expect(
      refusal {
        try assign([new("a", .signaling, "7400", 1), new("a", .signaling, "7402", 1)], inventory)
      } == "several signaling ports")
    #expect(
      try inventory.read {
        try $0.portsTaken(on: deployment, .udp, from: day(1)).map(\.description).sorted()
      } == ["100-103", "200"])
  }

  /// What is planned is not overturned by a set that does not know of it.
  @Test func plansOfOneRangeHoldTheSet() throws {
    let inventory = try inventory("a")
    let a = CustomerName("a")!
    try assign(set("100,200", 1), inventory)
    try assign(set("100,200,300", 2000), inventory)
    #expect(
      refusal { try assign(set("100,200", 1000), inventory) }
        == "before latest")
    try assign(set("100", 2500), inventory)
    #expect(
      try history(inventory) == ["udp 100 1-on", "udp 200 1-2500", "udp 300 2000-2500"])
    #expect(
      refusal { try assign(set("100,200,300", 2100), inventory) }
        == "held until")
    // Of what was planned nothing is left, and what holds now goes on.
    #expect(try inventory.write(act()) { try $0.cancelPlans(a, on: deployment, role: nil) } == 2)
    let later = try inventory.read { try $0.assignments(on: deployment, at: day(3000)) }
    #expect(later.map(\.ports.description) == ["100", "200"])
    let ended = try inventory.write(act()) {
      try $0.unassign(a, from: deployment, role: .data, at: day(1200), leaves: false)
    }
    #expect(ended.map(\.ports.description) == ["100", "200"])
    // A planned end of all is put off.
    try inventory.write(act()) {
      _ = try $0.unassign(a, from: deployment, role: .data, at: day(1300), leaves: false)
    }
    #expect(try inventory.read { try $0.assignments(on: deployment, at: day(1299)) }.count == 2)
  }

  /// An end that is put off does not give ports to two.
  @Test func anEndIsNotPutOffOverAnothersPorts() throws {
    let inventory = try inventory("a", "b")
    try assign(set("100", 1), inventory)
    try inventory.write(act()) {
      _ = try $0.unassign(
        CustomerName("a")!, from: deployment, role: .data, at: day(1100), leaves: false)
    }
    try assign([new("b", .data, "100", 1100)], inventory)
    #expect(
      refusal {
        _ = try inventory.write(act()) {
          try $0.unassign(
            CustomerName("a")!, from: deployment, role: .data, at: day(1200), leaves: false)
        }
      } == "taken by b data 100")
  }

  @Test func oneRangeOfASetIsCorrected() throws {
    let inventory = try inventory("a")
    let a = CustomerName("a")!
    try assign(set("100,200", 1), inventory)
    func correct(_ ports: String?, to range: String, _ period: Period) throws -> String {
      refusal {
        _ = try inventory.write(act()) {
          try $0.correct(a, on: deployment, .data, at: day(3), ports.map { PortQuestion($0)! }) {
            _ in
            NewCorrection(ports: PortRange(range)!, transport: .udp, period: period)
          }
        }
      }
    }
    let period = Period(from: day(1))
    #expect(try correct(nil, to: "201", period) == "several held")
    #expect(try correct("udp/201", to: "201", period) == "nothing to end")
    #expect(try correct("tcp/200", to: "201", period) == "nothing to end")
    #expect(try correct("200", to: "99-100", period) == "taken by a data 100")
    #expect(try correct("udp/200", to: "201", period) == "none")
    #expect(try history(inventory) == ["udp 100 1-on", "udp 201 1-on"])
    // What came later was not of the set.
    try assign(set("300", 9), inventory)
    #expect(
      try correct("100", to: "100", Period(from: day(1), until: day(11))!) == "ends otherwise")
  }
}
