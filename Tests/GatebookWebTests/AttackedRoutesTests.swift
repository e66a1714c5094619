import Foundation
import TestSupport
import Testing

@testable import GatebookWeb

/// Every route that does something is attacked: `Tests/Attack/scenarios/orders.toml` has it.
@Suite struct AttackedRoutesTests {
  @Test func everyOrderHasAScenario() throws {
    let scenarios = try Places.text("Tests/Attack/scenarios/orders.toml")
      .matches(of: #/(?m)^\["(\/[^"]*)"\]/#).map { String($0.output.1) }
    let orders = Route.all.filter { $0.method == .post }.map(\.path)
    #expect(!orders.isEmpty)
    #expect(Set(orders).subtracting(scenarios).isEmpty)
    #expect(Set(scenarios).isSubset(of: Set(Route.all.map(\.path))))
  }
}
