import FirewallExport
import Testing

/// Rules of nftables with several conditions.
@Suite struct NFTablesConditionTests {
  private func read(_ conditions: [String]) throws -> FirewallReading {
    let expressions = conditions.map { "{\"match\": {\"op\": \"==\", \($0)}}" }
    return try NFTables().read(
      """
      {"nftables": [{"table": {"family": "inet", "name": "gatebook"}},
        {"chain": {"family": "inet", "table": "gatebook", "name": "allow", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "drop"}},
        {"rule": {"family": "inet", "table": "gatebook", "chain": "allow", "expr": [
          {"vmap": {"key": {"ct": {"key": "state"}}, "data": {"set": [
            ["established", {"accept": null}], ["related", {"accept": null}]]}}}]}},
        {"rule": {"family": "inet", "table": "gatebook", "chain": "allow", "expr": [
          \(expressions.joined(separator: ", ")), {"accept": null}]}}]}
      """)
  }

  private static func payload(_ layer: String, _ field: String, _ right: String) -> String {
    #""left": {"payload": {"protocol": "\#(layer)", "field": "\#(field)"}}, "right": \#(right)"#
  }

  private static func transport(_ right: String) -> String {
    #""left": {"meta": {"key": "l4proto"}}, "right": \#(right)"#
  }

  @Test func conditionsThatAgreeAreRead() throws {
    for (conditions, line) in [
      ([Self.transport(#""tcp""#), Self.payload("tcp", "dport", "80")], "any tcp 80 both"),
      (
        [Self.transport(#"{"set": ["tcp", "udp"]}"#), Self.payload("th", "dport", "53")],
        "any tcp+udp 53 both"
      ),
      (
        [Self.transport(#""icmp""#), Self.payload("icmp", "type", "8")],
        "0.0.0.0/0 icmp/8 any both"
      ),
    ] {
      let reading = try read(conditions)
      #expect(reading.problems == [])
      #expect(reading.lines == [line])
    }
  }

  /// A packet has one port and one protocol: what only one of two conditions says is not allowed.
  @Test(arguments: [
    [payload("tcp", "dport", "443"), payload("tcp", "dport", "80")],
    [transport(#""udp""#), payload("tcp", "dport", "80")],
    [payload("tcp", "dport", "80"), transport(#""udp""#)],
    [payload("tcp", "dport", "80"), payload("icmp", "type", "8")],
    [payload("icmp", "type", "0"), payload("icmp", "type", "8")],
  ])
  func conditionsThatDoNotAreTold(_ conditions: [String]) throws {
    let reading = try read(conditions)
    #expect(reading.lines == [])
    #expect(reading.problems.count == 1)
  }

  /// What a machine sends to itself comes from nobody else.
  @Test func loopbackAllowsNobodyAnything() throws {
    let reading = try read([#""left": {"meta": {"key": "iifname"}}, "right": "lo""#])
    #expect(reading.lines == [])
    #expect(reading.problems == [])
  }
}
