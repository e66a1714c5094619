import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

extension AssignmentTests {
  /// Who has which ports on each day, and ever after the last of them.
  private struct Replay {
    struct Key: Hashable {
      let customer: String
      let role: PortRole
    }
    struct Ports: Hashable {
      let range: PortRange
      let transport: AssignedTransport
    }
    /// Ports, and the assignment that gave them.
    struct Held: Hashable {
      let ports: Ports
      let assignment: Int
    }
    var days: [Key: [Set<Held>]] = [:]
    private var lastAssignment = 0

    func ports(_ key: Key) -> [Set<Held>] {
      days[key] ?? Array(repeating: [], count: AssignmentTests.days.count)
    }

    /// Whether some port is had twice on some day.
    var isTorn: Bool {
      AssignmentTests.days.contains { day in
        Self.isTorn(days.values.flatMap { $0[day].map(\.ports) })
      }
    }

    private static func isTorn(_ present: [Ports]) -> Bool {
      present.indices.contains { i in
        present.indices.contains { j in
          let (a, b) = (present[i], present[j])
          return i < j && a.range.low <= b.range.high && b.range.low <= a.range.high
            && a.transport.overlaps(b.transport)
        }
      }
    }

    /// Each port for each protocol.
    private static func single(_ ports: some Sequence<Ports>) -> Set<String> {
      Set(
        ports.flatMap { ports in
          (ports.range.low...ports.range.high).flatMap { port in
            [AssignedTransport.tcp, .udp].filter(ports.transport.overlaps).map { "\(port) \($0)" }
          }
        })
    }

    /// Whether the ports change on a day after one, up to another.
    static func changes(_ ports: [Set<Held>], after day: Int, upTo last: Int) -> Bool {
      (day + 1..<max(day + 1, last + 1)).contains { ports[$0] != ports[$0 - 1] }
    }

    mutating func keep(_ key: Key, _ ports: [Set<Held>]) -> String {
      let before = self
      days[key] = ports
      if !isTorn { return "none" }
      self = before
      return "taken"
    }

    mutating func assign(_ key: Key, _ wanted: Set<Ports>, from day: Int) -> String {
      var ports = ports(key)
      if Self.isTorn(Array(wanted)) { return "taken" }
      let changesLater = Self.changes(ports, after: day, upTo: ports.count - 1)
      if Self.single(ports[day].map(\.ports)) == Self.single(wanted) {
        let ends = !ports[day].isSubset(of: ports.last!)
        return ends ? "held until" : changesLater ? "before latest" : "none"
      }
      if changesLater { return "before latest" }
      var new = ports[day].filter { wanted.contains($0.ports) }
      for ports in wanted where !new.contains(where: { $0.ports == ports }) {
        lastAssignment += 1
        new.insert(Held(ports: ports, assignment: lastAssignment))
      }
      for i in day..<ports.count { ports[i] = new }
      return keep(key, ports)
    }

    mutating func unassign(_ key: Key, from day: Int, now: Int) -> String {
      var ports = ports(key)
      if Self.changes(ports, after: day, upTo: now) { return "before latest" }
      if ports[day...].allSatisfy(\.isEmpty) {
        // A planned end is put off.
        guard let last = ports.lastIndex(where: { !$0.isEmpty }), last >= now, last + 1 < day else {
          return "nothing to end"
        }
        for i in last + 1..<day { ports[i] = ports[last] }
        return keep(key, ports)
      }
      for i in day..<ports.count { ports[i] = [] }
      days[key] = ports
      return "none"
    }

    mutating func cancelPlans(_ key: Key, now: Int) -> String {
      var ports = ports(key)
      for i in now + 1..<ports.count { ports[i] = ports[now] }
      return keep(key, ports)
    }
  }

  private static let customers = ["a", "b", "c"]
  /// The last one stands for ever after.
  private static let days = 0..<12
  private static let now = 5

  /// Random assignments of one range or several, ends and cancelled plans, in the past and ahead: the
  /// inventory takes and refuses what a replay day by day does, answers as of each day as it does, and
  /// no port is had twice.
  @Test func itAgreesWithASlowReplay() throws {
    let failure = try firstFailure(seeds: 0..<10) { random in
      let inventory = try inventory(
        "a", "b", "c", at: TestStorage.place("\(UUID())", in: folder))
      defer { try? inventory.close() }
      let act = Act(by: Author(user: GivenText("desk")!), at: day(Self.now))
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
            _ = try inventory.write(act) {
              try $0.unassign(
                customer, from: deployment, role: key.role, at: self.day(day), leaves: false)
            }
          }
        case 1:
          wanted = replay.cancelPlans(key, now: Self.now)
          got = refusal {
            _ = try inventory.write(act) {
              try $0.cancelPlans(customer, on: deployment, role: key.role)
            }
          }
        default:
          let count = key.role == .data ? Int.random(in: 1...3, using: &random) : 1
          let ports = Set(
            (0..<count).map { _ in
              let low = UInt16.random(in: 1...20, using: &random)
              let width = key.role == .data ? UInt16.random(in: 0...4, using: &random) : 0
              return Replay.Ports(
                range: PortRange(low, low + width)!,
                transport: random.pick(AssignedTransport.allCases))
            })
          wanted = replay.assign(key, ports, from: day)
          got = refusal {
            _ = try inventory.write(act) {
              try $0.assign(
                ports.sorted { $0.range < $1.range }.map {
                  new(key.customer, key.role, "\($0.range)", day, $0.transport)
                })
            }
          }
        }
        if !got.hasPrefix(wanted) { return "step \(step): \(got) in place of \(wanted)" }
        // Asking for every day takes most of the time.
        if step % 4 == 0, let torn = try difference(inventory, replay) {
          return "step \(step): \(torn)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// Where the inventory's answers as of a day are not those of the replay.
  private func difference(_ inventory: Inventory, _ replay: Replay) throws -> String? {
    for day in Self.days {
      let stored = try inventory.read { try $0.assignments(on: deployment, at: self.day(day)) }
      let got = stored.map { "\($0.customer) \($0.role) \($0.transport) \($0.ports)" }.sorted()
      let wanted = replay.days.flatMap { key, ports in
        ports[day].map { "\(key.customer) \(key.role) \($0.ports.transport) \($0.ports.range)" }
      }.sorted()
      if got != wanted { return "day \(day): \(got) in place of \(wanted)" }
      // Every holder of a port is found by the port.
      for assignment in stored {
        let found = try inventory.read {
          try $0.assignments(on: deployment, overlapping: assignment.ports)
        }
        if !found.contains(assignment) { return "day \(day): \(assignment) is not found" }
      }
    }
    return nil
  }
}
