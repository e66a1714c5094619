import EndpointModel
import FirewallExport
import Testing

/// What a rule set of nftables does besides its rules on addresses.
@Suite struct NFTablesVerdictTests {
  private static let answers = #"["established", {"accept": null}], ["related", {"accept": null}]"#

  /// A listing of Gatebook's table with a map of states, and with other objects.
  private func read(_ states: String, _ others: String = "") throws -> FirewallReading {
    let rule =
      states.isEmpty
      ? ""
      : """
      , {"rule": {"family": "inet", "table": "gatebook", "chain": "allow", "expr": [{"vmap": {
        "key": {"ct": {"key": "state"}}, "data": {"set": [\(states)]}}}]}}
      """
    return try NFTables().read(
      """
      {"nftables": [{"table": {"family": "inet", "name": "gatebook"}},
        {"set": {"family": "inet", "table": "gatebook", "name": "revision", "elem": [7]}},
        {"chain": {"family": "inet", "table": "gatebook", "name": "allow", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "drop"}}\(rule)\(others)]}
      """)
  }

  @Test func aMapOfStatesIsRead() throws {
    let usual = try read(Self.answers + #", ["invalid", {"drop": null}]"#)
    #expect(usual.problems.isEmpty && usual.lines.isEmpty && usual.number == 7)
    for state in ["new", "untracked"] {
      let open = try read(Self.answers + #", ["\#(state)", {"accept": null}]"#)
      #expect(open.lines == ["any any any both"], "\(open.lines)")
    }
    for (state, verdict) in [
      ("new", "drop"), ("untracked", "drop"), ("invalid", "accept"), ("established", "drop"),
    ] {
      let states = Self.answers + #", ["\#(state)", {"\#(verdict)": null}]"#
      #expect(try read(states).problems.count == 1, "\(state) \(verdict)")
    }
    let kept = try read(Self.answers + #", ["new", {"jump": {"target": "x"}}]"#)
    #expect(kept.problems.count == 1)
  }

  @Test func withoutAnswersNothingWorks() throws {
    for states in ["", #"["invalid", {"drop": null}]"#] {
      let problems = try read(states).problems
      #expect(problems.count == 1 && problems[0].contains("lets answers through"))
    }
  }

  @Test func anotherChainAtTheHookMayDrop() throws {
    func chain(_ table: String, _ policy: String, _ hook: String = "forward") -> String {
      """
      , {"chain": {"family": "ip", "table": "\(table)", "name": "c", "hook": "\(hook)",
        "policy": "\(policy)"}}
      """
    }
    let reject = """
      , {"rule": {"family": "ip", "table": "other", "chain": "c", "expr": [
        {"jump": {"target": "d"}}]}}
      , {"rule": {"family": "ip", "table": "other", "chain": "d", "expr": [{"reject": null}]}}
      """
    #expect(try read(Self.answers, chain("other", "accept")).problems.isEmpty)
    #expect(try read(Self.answers, chain("other", "drop", "input")).problems.isEmpty)
    for others in [
      chain("other", "drop"), chain("other", "accept") + reject, chain("gatebook", "drop"),
    ] {
      let problems = try read(Self.answers, others).problems
      #expect(!problems.isEmpty && problems.allSatisfy { $0.contains("at this hook may drop") })
    }
  }

  /// What is dropped before the table is asked, or behind it, is cut off all the same.
  @Test(arguments: [
    ("prerouting", "ip"), ("postrouting", "inet"), ("ingress", "netdev"), ("ingress", "inet"),
    ("egress", "netdev"),
  ])
  func aChainAtAHookBeforeOrBehindMayDrop(_ hook: String, _ family: String) throws {
    func problems(_ expression: String, _ policy: String = "accept") throws -> [String] {
      try read(
        Self.answers,
        """
        , {"chain": {"family": "\(family)", "table": "early", "name": "c", "hook": "\(hook)",
          "policy": "\(policy)"}}
        , {"rule": {"family": "\(family)", "table": "early", "chain": "c", "expr": [\(expression)]}}
        """
      ).problems
    }
    #expect(try problems(#"{"counter": null}"#) == [])
    let invalid =
      #"{"match": {"op": "in", "left": {"ct": {"key": "state"}}, "right": "invalid"}}, "#
    #expect(try problems(invalid + #"{"drop": null}"#) == [])
    for expression in [#"{"drop": null}"#, #"{"notrack": null}"#] {
      #expect(
        try problems(expression) == [
          "a chain at the hook \(hook) may drop what is allowed: \"early c\""
        ])
    }
    #expect(try problems(#"{"counter": null}"#, "drop").count == 1)
  }
}

/// A listing with what nft does not list is not understood.
@Suite struct NFTablesObjectTests {
  @Test(arguments: [
    #"{"element": {"family": "inet", "table": "gatebook", "name": "a", "elem": ["203.0.113.7"]}}"#,
    #"{"add": {"rule": {"family": "inet", "table": "gatebook", "chain": "forward", "expr": []}}}"#,
    #"{"flush": {"ruleset": null}}"#, #"{"foo": {}}"#,
  ])
  func anUnknownObjectIsAProblem(_ object: String) throws {
    let table = #"{"table": {"family": "inet", "name": "gatebook", "handle": 1}}"#
    let target = NFTables(try FirewallSettings([:], of: NFTables.settings))
    func problems(_ more: String) throws -> [String] {
      try target.read(#"{"nftables": [\#(table)\#(more)]}"#).problems
    }
    #expect(try problems(", " + object).count == problems("").count + 1)
  }
}
