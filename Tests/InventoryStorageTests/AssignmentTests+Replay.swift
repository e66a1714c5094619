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
  private static let days = 0..<12
  private static let now = 5

  /// Random assignments, ends and cancelled plans, in the past and ahead: the inventory
  /// takes and refuses what a replay day by day does, answers as of each day as it
  /// does, and no port has two owners.
  @Test func itAgreesWithASlowReplay() throws {
    let failure = try firstFailure(seeds: 0..<10) { random in
      try? FileManager.default.removeItem(atPath: path)
      let inventory = try inventory("a", "b", "c")
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
          let low = UInt16.random(in: 1...20, using: &random)
          let width = key.role == .data ? UInt16.random(in: 0...4, using: &random) : 0
          let ports = Replay.Ports(
            range: PortRange(low, low + width)!, transport: random.pick(AssignedTransport.allCases))
          wanted = replay.assign(key, ports, from: day)
          got = refusal {
            _ = try inventory.write(act) {
              try $0.assign(
                [new(key.customer, key.role, "\(ports.range)", day, ports.transport)])
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
      let wanted = replay.days.compactMap { key, ports in
        ports[day].map { "\(key.customer) \(key.role) \($0.transport) \($0.range)" }
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
