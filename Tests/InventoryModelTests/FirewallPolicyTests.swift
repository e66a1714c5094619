import EndpointModel
import InventoryModel
import Testing

@Suite struct FirewallPolicyTests {
  private func rule(_ address: String, for allowance: String) throws -> FirewallRule {
    FirewallRule(
      Endpoint(address: try EndpointAddress(parsing: address)),
      for: try FirewallAllowance(parsing: allowance))
  }

  /// However they are given, rules stand once and in order.
  @Test func rulesAreAscendingWithoutRepetition() throws {
    let first = try rule("192.0.2.1", for: "v/c")
    let other = try rule("192.0.2.1", for: "v/d")
    let last = try rule("192.0.2.2", for: "v/c")
    for given in [[first, other, last], [last, first, other, last, first], [other, last, first]] {
      #expect(FirewallPolicy(given).rules == [first, other, last])
    }
    #expect(FirewallPolicy([last, last]).rules == [last])
  }
}
