import EndpointModel
import Foundation
import InventoryModel
import InventoryStorage
import TestSupport
import Testing

@testable import GatebookService

/// Two inventories that went on from the same state, by random acts: whatever they did, a merge loses
/// nothing, leaves the inventory whole, and is done once.
@Suite struct RandomMergeTests {
  private static let deployments = (1...3).map { DeploymentName("vendor/cloud-\($0)")! }
  private static let customers = (1...3).map { CustomerName("customer-\($0)")! }

  /// What may be done at one place, with a clock that goes on.
  private struct Acts {
    let site: Site
    var generator: SeededGenerator
    var minute: Int

    mutating func now() -> UTCTime {
      minute += 1
      return UTCTime(seconds: UTCTime("2026-01-01T00:00:00Z")!.seconds + Int64(minute) * 60)!
    }

    mutating func act() throws {
      let deployment = RandomMergeTests.deployments.randomElement(using: &generator)!
      let customer = RandomMergeTests.customers.randomElement(using: &generator)!
      let low = UInt16(4000 + 64 * Int.random(in: 0..<12, using: &generator))
      let time = now()
      let choice = Int.random(in: 0..<8, using: &generator)
      let address = "192.0.2.\(Int.random(in: 1..<9, using: &generator))"
      do {
        switch choice {
        case 0...2:
          try site.sync(address, to: deployment, at: time.description, held: choice == 2)
        case 3:
          try settle(deployment, at: time)
        case 4:
          try site.change(at: time.description) { writer in
            try writer.add(
              Customer(name: customer, displayName: GivenText(customer.text)!),
              using: [deployment], from: time)
          }
        case 5:
          try site.change(at: time.description) { writer in
            // One range, or two.
            let ranges =
              low % 128 == 0
              ? [PortRange(low, low + 31)!, PortRange(low + 40, low + 63)!]
              : [PortRange(low, low + 63)!]
            _ = try writer.assign(
              ranges.map {
                NewAssignment(
                  customer: customer, deployment: deployment, role: .data, ports: $0, from: time)
              })
          }
        case 6:
          try site.change(at: time.description) {
            try $0.update(
              customer, displayName: nil, contacts: [MailAddress("a\(low)@example.com")!])
          }
        default:
          try site.change(at: time.description) {
            try $0.declare(deployment, ports: Ports("\(low)"), transport: .tcp)
          }
        }
      } catch is InventoryError {
      } catch is AssignmentError {
      } catch is SettlementError {
      }
    }

    private mutating func settle(_ deployment: DeploymentName, at time: UTCTime) throws {
      let approves = Bool.random(using: &generator)
      try site.change(at: time.description) { writer in
        guard let held = try writer.heldRevision(of: deployment) else { return }
        let settlement = Settlement(writer)
        _ =
          approves
          ? try settlement.approve(deployment, number: held.number)
          : try settlement.reject(deployment, number: held.number)
      }
    }
  }

  /// All that can be asked of an inventory's deployments and customers.
  private func answers(_ site: Site) throws -> [String] {
    try site.inventory.read { reader in
      var out: [String] = []
      for deployment in try reader.deploymentNames() {
        for revision in try reader.revisions(of: deployment) {
          out.append(
            "\(deployment)@\(revision.number) \(revision.recordedAt) \(revision.state) "
              + "\(try reader.snapshot(of: revision).endpoints.map { "\($0)" })")
        }
        out.append(
          "\(deployment) means \(String(describing: try reader.declaration(of: deployment)))")
      }
      for customer in try reader.customers(withArchived: true) {
        out.append("\(customer) \(try reader.uses(of: customer.name))")
        out += try reader.assignments(of: customer.name, withCorrected: true).map { "\($0)" }
      }
      return out.sorted()
    }
  }

  @Test func nothingIsLost() throws {
    var (taken, conflicts) = (0, 0)
    for seed in 1...16 as ClosedRange<UInt64> {
      let outcome = try merge(seed)
      taken += outcome.taken.count
      conflicts += outcome.conflicts.count
    }
    // Otherwise it would show nothing.
    #expect(taken > 40 && conflicts > 3, "\(taken) were taken, \(conflicts) in conflict")
  }

  private func merge(_ seed: UInt64) throws -> MergeOutcome {
    let folder = try TemporaryFolder()
    let here = try Site(folder.file("here.sqlite"))
    var acts = Acts(site: here, generator: SeededGenerator(seed: seed), minute: 0)
    for _ in 0..<12 { try acts.act() }
    let there = try here.fork(folder.file("there.sqlite"))
    var theirActs = Acts(
      site: there, generator: SeededGenerator(seed: seed &+ 1000), minute: acts.minute)
    for _ in 0..<Int(seed % 9 * 2) { try theirActs.act() }
    // Of each four pairs, one goes on there only.
    if seed % 4 != 0 { for _ in 0..<Int(seed % 7) { try acts.act() } }

    let before = try answers(here)
    let outcome = try here.merge(there, at: "2026-06-01T00:00:00Z")
    #expect(try here.problems().isEmpty, "seed \(seed)")
    let after = try answers(here)
    if outcome.taken.isEmpty { #expect(before == after, "seed \(seed)") }
    // Where only one has gone on, that is what counts.
    if seed % 4 == 0 {
      #expect(try after == answers(there), "seed \(seed)")
      #expect(outcome.conflicts.isEmpty, "seed \(seed): \(outcome.conflicts)")
    }
    let again = try here.merge(there, at: "2026-06-02T00:00:00Z")
    #expect(again.isEmpty, "seed \(seed): \(again.taken)")
    #expect(again.conflicts == outcome.conflicts, "seed \(seed)")
    // The other way round, the same is in conflict.
    let back = try there.merge(here, at: "2026-06-03T00:00:00Z")
    #expect(
      Set(back.conflicts.map(\.name)).isSuperset(of: outcome.conflicts.map(\.name)), "seed \(seed)")
    #expect(try there.problems().isEmpty, "seed \(seed)")
    // What waits for approval on both sides waits on.
    if back.conflicts.isEmpty, back.left.isEmpty {
      #expect(try answers(there) == answers(here), "seed \(seed)")
    }
    return outcome
  }
}
