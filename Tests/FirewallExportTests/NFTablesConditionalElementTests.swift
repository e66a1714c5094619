import FirewallExport
import Testing

/// Elements of nftables that are such under a condition only, and matches that are not on the packet.
@Suite struct NFTablesConditionalElementTests {
  private static let block = #"{"prefix": {"addr": "192.0.2.0", "len": 24}}"#
  private static let match =
    #"{"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}}, "right": "@s"}}"#
  private static let answers =
    #"{"match": {"op": "in", "left": {"ct": {"key": "state"}}, "right": ["established", "related"]}}, {"accept": null}"#

  private func read(
    elements: String = block, set: String = "", rules: [String], policy: String = "drop",
    others: String = ""
  ) throws -> FirewallReading {
    let all = ([Self.answers] + rules).map {
      #", {"rule": {"family": "inet", "table": "gatebook", "chain": "f", "expr": [\#($0)]}}"#
    }
    return try NFTables().read(
      """
      {"nftables": [{"table": {"family": "inet", "name": "gatebook"}},
        {"set": {"family": "inet", "table": "gatebook", "name": "s", "type": "ipv4_addr",
          "flags": ["interval"]\(set), "elem": [\(elements)]}},
        {"chain": {"family": "inet", "table": "gatebook", "name": "f", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "\(policy)"}}\(all.joined())\(others)]}
      """)
  }

  private static let permit = match + #", {"accept": null}"#

  @Test(arguments: [
    #""limit": {"rate": 1, "per": "second"}"#, #""quota": {"val": 1, "val_unit": "bytes"}"#,
    #""ct count": {"val": 1}"#, #""timeout": 60, "expires": 5"#, #""last": {"used": 1}"#,
  ])
  func anElementUnderAConditionIsTold(_ condition: String) throws {
    let reading = try read(
      elements: #"{"elem": {"val": \#(Self.block), \#(condition)}}"#, rules: [Self.permit])
    #expect(reading.problems.count == 1 && reading.lines.isEmpty, "\(reading.problems)")
    let plain = try read(
      elements:
        #"{"elem": {"val": \#(Self.block), "comment": "x", "counter": {"packets": 1, "bytes": 1}}}"#,
      rules: [Self.permit])
    #expect(plain.problems.isEmpty && plain.lines == ["192.0.2.0/24 any any outbound"])
  }

  @Test func aConditionOfAllElementsIsTold() throws {
    let limit = #", "stmt": [{"limit": {"rate": 1, "per": "second"}}]"#
    #expect(try read(set: limit, rules: [Self.permit]).problems.count == 1)
    #expect(
      try read(set: #", "stmt": [{"counter": null}]"#, rules: [Self.permit]).problems.isEmpty)
  }

  /// From any chain of the table, at any hook.
  @Test func aSetThatPacketsChangeIsTold() throws {
    for (kind, word) in [("set", "add"), ("set", "delete"), ("map", "update")] {
      let change = #"{"\#(kind)": {"op": "\#(word)", "elem": 1, "set": "@s"}}"#
      let rule =
        #", {"rule": {"family": "inet", "table": "gatebook", "chain": "other", "expr": [\#(change)]}}"#
      #expect(try read(rules: [Self.permit], others: rule).problems.count == 1)
      #expect(
        try read(rules: [Self.permit], others: rule.replacing("@s", with: "@t")).problems.isEmpty)
    }
  }

  /// Of a packet within another, and of one direction of a connection.
  @Test(arguments: [
    #"{"payload": {"tunnel": "gre", "protocol": "ip", "field": "daddr"}}"#,
    #"{"payload": {"tunnel": "vxlan", "protocol": "ip", "field": "daddr"}}"#,
    #"{"ct": {"key": "state", "dir": "reply"}}"#,
    #"{"payload": {"protocol": "ip", "field": "ttl"}}"#,
  ])
  func aMatchThatIsNotOnThePacketIsTold(_ left: String) throws {
    let rule =
      #"{"match": {"op": "==", "left": \#(left), "right": "192.0.2.1"}}, {"accept": null}"#
    let reading = try read(rules: [Self.permit, rule])
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(reading.lines == ["192.0.2.0/24 any any outbound"])
  }

  private static func state(_ word: String) -> String {
    #"{"match": {"op": "==", "left": {"ct": {"key": "state"}}, "right": "\#(word)"}}"#
  }

  /// Packets that belong to no connection come to the policy of the chain.
  @Test func droppingNewConnectionsIsNotDroppingAll() throws {
    let new = Self.state("new") + #", {"drop": null}"#
    let invalid = Self.state("invalid") + #", {"drop": null}"#
    let left = try read(rules: [Self.permit, new], policy: "accept")
    #expect(left.problems.count == 1 && left.problems[0].contains("drops new connections only"))
    #expect(try read(rules: [Self.permit, new]).problems.isEmpty)
    #expect(try read(rules: [invalid, Self.permit, new], policy: "accept").problems.isEmpty)
    #expect(
      try read(rules: [Self.permit, #"{"drop": null}"#], policy: "accept").problems.isEmpty)
  }

  /// A bridge decides on frames, which may never be packets here.
  @Test func whatABridgeDropsIsANote() throws {
    func bridge(_ policy: String) -> String {
      #", {"table": {"family": "bridge", "name": "b"}}, {"chain": {"family": "bridge", "table": "b", "#
        + #""name": "f", "hook": "forward", "type": "filter", "prio": 0, "policy": "\#(policy)"}}"#
    }
    let reading = try read(rules: [Self.permit], others: bridge("drop"))
    #expect(reading.problems.isEmpty && reading.notes.count == 1)
    #expect(try read(rules: [Self.permit], others: bridge("accept")).notes.isEmpty)
  }
}
