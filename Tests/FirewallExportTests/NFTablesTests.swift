import EndpointModel
import FirewallExport
import Foundation
import InventoryModel
import TestSupport
import Testing

/// Files for nftables, loaded into the kernel and listed again.
@Suite(.enabled(if: LiveFirewall.canRun, "namespaces are not allowed, or nft is not installed"))
struct NFTablesTests {
  private let folder: TemporaryFolder
  private let target: NFTables
  private let writer: FirewallWriter

  init() throws {
    folder = try TemporaryFolder()
    target = NFTables(try FirewallSettings([:], of: NFTables.settings))
    writer = FirewallWriter(target)
  }

  private func plan(_ policy: FirewallPolicy, _ number: Int, aggregates: Bool) -> FirewallPlan {
    FirewallPlan(
      policy, of: SamplePolicies.firewall, number: number, abilities: target.abilities,
      aggregates: aggregates)
  }

  private struct Trial {
    let first: FirewallPlan
    let second: FirewallPlan
  }

  /// Random policies: whole, by a delta, and back. What is listed allows what was asked for,
  /// and after a delta it is what a whole load gives.
  @Test func whatIsLoadedIsWhatWasAskedFor() throws {
    let trials = (0..<4).map { (seed: UInt64) in
      var random = SeededGenerator(seed: seed)
      let (first, second) = (SamplePolicies.random(&random), SamplePolicies.random(&random))
      let aggregates = seed % 3 == 0
      return Trial(
        first: plan(first, 1, aggregates: aggregates),
        second: plan(second, 2, aggregates: aggregates))
    }
    for (i, trial) in trials.enumerated() {
      let (one, two) = (trial.first, trial.second)
      try folder.write("\(i)-one", writer.whole(one, aggregated: one).text)
      try folder.write("\(i)-two", writer.whole(two, aggregated: two).text)
      try folder.write("\(i)-delta", writer.delta(from: one, to: two, aggregated: two).text)
      try folder.write("\(i)-back", writer.delta(from: two, to: one, aggregated: one).text)
    }
    _ = try LiveFirewall.shell(
      """
      i=0
      while [ -f $i-one ]; do
        nft -f $i-two; nft -j list ruleset > $i-two.json
        nft -f $i-one; nft -j list ruleset > $i-one.json
        nft -f $i-delta; nft -j list ruleset > $i-delta.json
        nft -f $i-back; nft -j list ruleset > $i-back.json
        i=$((i + 1))
      done
      """, in: folder.path)
    for (i, trial) in trials.enumerated() {
      for (name, plan) in [
        ("one", trial.first), ("two", trial.second), ("delta", trial.second),
        ("back", trial.first),
      ] {
        let listing = try String(contentsOfFile: folder.file("\(i)-\(name).json"), encoding: .utf8)
        let reading = try target.read(listing)
        #expect(reading.problems.isEmpty, "\(i)-\(name): \(reading.problems)")
        #expect(reading.number == plan.number)
        let difference = AccessDifference(
          from: Snapshot(plan.endpoints), to: Snapshot(reading.endpoints))
        #expect(difference.isEmpty, "\(i)-\(name): \(difference)")
      }
    }
  }

  /// Whole families, every port, one port, one address.
  @Test func extremesAreLoadedAsTheyWereAskedFor() throws {
    let plans = try ExtremePlanTests.policies.map {
      plan(try SamplePolicies.of($0), 1, aggregates: false)
    }
    for (i, plan) in plans.enumerated() {
      try folder.write("\(i).nft", writer.whole(plan, aggregated: plan).text)
    }
    _ = try LiveFirewall.shell(
      "for f in *.nft; do nft -f $f; nft -j list ruleset > $f.json; done", in: folder.path)
    for (i, plan) in plans.enumerated() {
      let reading = try target.read(
        try String(contentsOfFile: folder.file("\(i).nft.json"), encoding: .utf8))
      #expect(reading.problems.isEmpty, "\(ExtremePlanTests.policies[i]): \(reading.problems)")
      #expect(
        ExpectedAccess.difference(plan.endpoints, reading.endpoints).isEmpty,
        "\(ExtremePlanTests.policies[i]): \(reading.endpoints.lines)")
    }
  }

  /// Where it costs less, a delta writes a set anew in the same transaction.
  @Test func aLongSetIsWrittenAnewByADelta() throws {
    func policy(_ numbers: Range<Int>) -> FirewallPolicy {
      FirewallPolicy(
        numbers.map { i in
          FirewallRule(
            Endpoint(
              address: EndpointAddress("23.\(i / 250).\(i % 250).0/25")!,
              ports: .numbers(PortSet("443")!), transport: .tcp), for: nil)
        })
    }
    let (one, two) = (
      plan(policy(0..<3_000), 1, aggregates: false),
      plan(policy(100..<3_100), 2, aggregates: false)
    )
    let delta = try writer.delta(from: one, to: two, aggregated: two).text
    #expect(delta.contains("flush set inet gatebook out-tcp-443-v4\n"))
    try folder.write("one", writer.whole(one, aggregated: one).text)
    try folder.write("delta", delta)
    let listing = try LiveFirewall.shell(
      "nft -f one; nft -f delta; nft -j list ruleset", in: folder.path)
    let reading = try target.read(listing)
    #expect(
      AccessDifference(from: Snapshot(two.endpoints), to: Snapshot(reading.endpoints)).isEmpty)
  }

  /// A rule set that somebody keeps by hand: what was worked out by hand is what is read.
  @Test func aRuleSetKeptByHandIsRead() throws {
    let listing = try LiveFirewall.shell(
      """
      nft -f - <<'END'
      table inet filter {
        set phones {
          type ipv4_addr
          flags interval
          elements = { 23.4.5.0/24, 23.4.7.9 }
        }
        chain forward {
          type filter hook forward priority 0; policy drop;
          ct state established,related accept
          iifname "lo" accept
          iifname "eth7" accept
          ip daddr @phones udp dport { 5060, 10000-10100 } counter accept
          ip daddr { 9.9.9.9, 149.112.112.112 } meta l4proto { tcp, udp } th dport 53 accept
          ip6 daddr 2620:fe::fe udp dport 53 accept
          ip saddr 23.4.5.6 tcp dport 22 accept
        }
      }
      END
      nft -j list ruleset
      """, in: folder.path)
    let ours = NFTables(try FirewallSettings(["table": "filter"], of: NFTables.settings))
    let reading = try ours.read(listing)
    let wanted = [
      ("23.4.5.0/24", "5060,10000-10100", "udp", Direction.outbound),
      ("23.4.7.9", "5060,10000-10100", "udp", .outbound), ("9.9.9.9", "53", "tcp+udp", .outbound),
      ("149.112.112.112", "53", "tcp+udp", .outbound), ("2620:fe::fe", "53", "udp", .outbound),
      ("23.4.5.6", "22", "tcp", .inbound),
    ].map { address, ports, transport, direction in
      Endpoint(
        address: EndpointAddress(address)!, ports: Ports(ports)!,
        transport: IPProtocol(transport)!, direction: direction)
    }
    #expect(
      AccessDifference(from: Snapshot(wanted), to: Snapshot(reading.endpoints)).isEmpty,
      "\(reading.endpoints)")
    // What goes through an interface alone is not understood, and told.
    #expect(
      reading.problems == [
        "rule 3 of the table filter is not understood: \"meta iifname == eth7 accept\""
      ])
  }

  /// What a chain's policy lets through, and what a rule behind a deny does, is not passed over.
  @Test func whatIsMoreThanItsRulesIsTold() throws {
    func listing(_ policy: String, _ rules: String) -> String {
      """
      {"nftables": [{"table": {"name": "gatebook"}}, {"chain": {"table": "gatebook",
        "name": "in", "hook": "input", "policy": "accept"}},
        {"chain": {"table": "gatebook", "name": "f", "hook": "forward", "policy": "\(policy)"}}
        \(rules)]}
      """
    }
    func rule(_ expressions: String, _ chain: String = "f") -> String {
      ", {\"rule\": {\"table\": \"gatebook\", \"chain\": \"\(chain)\", \"expr\": [\(expressions)]}}"
    }
    #expect(try target.read(listing("drop", "")).endpoints.isEmpty)
    // The chain on another hook is not looked at.
    let all = try target.read(listing("accept", "")).endpoints
    #expect(all.map(\.address) == [.any] && all.map(\.direction) == [.both])
    #expect(try target.read(listing("accept", rule("{\"drop\": null}"))).endpoints.isEmpty)
    let port =
      "{\"match\": {\"op\": \"==\", \"left\": {\"payload\": {\"protocol\": \"tcp\", "
      + "\"field\": \"dport\"}}, \"right\": 22}}"
    let denial = rule(port + ", {\"drop\": null}")
    let some = try target.read(listing("accept", denial))
    #expect(some.problems == [])
    var left = ExpectedAccess.Figures()
    left.permitted = [Endpoint(address: .any, ports: .any, transport: .any, direction: .both)]
    left.denied = [Endpoint(address: .any, ports: Ports("22"), transport: .tcp, direction: .both)]
    #expect(left.difference(from: some.endpoints) == "")
    #expect(try target.read(listing("drop", denial)).problems == [])
    let called = try target.read(
      listing(
        "drop",
        rule("{\"jump\": {\"target\": \"x\"}}") + rule(port + ", {\"accept\": null}", "x")))
    #expect(called.endpoints.map(\.ports) == [Ports("22")!])
    #expect(
      called.problems == ["no rule lets answers through: ct state established,related accept"])
    let circle = try target.read(listing("drop", rule("{\"jump\": {\"target\": \"f\"}}")))
    #expect(circle.problems == ["the chain f leads to itself"])
    let type =
      "{\"match\": {\"op\": \"==\", \"left\": {\"payload\": {\"protocol\": \"icmp\", "
      + "\"field\": \"type\"}}, \"right\": 4711}}"
    #expect(
      try target.read(listing("drop", rule(type + ", {\"accept\": null}"))).problems.count == 1)
  }

  /// nft(8): what is dormant is not registered at its hooks.
  @Test func aTableThatSleepsAllowsNothingOfItsRules() throws {
    let listing = """
      {"nftables": [{"table": {"family": "inet", "name": "gatebook", "flags": ["dormant"]}},
        {"chain": {"table": "gatebook", "name": "f", "hook": "forward", "policy": "drop"}},
        {"rule": {"table": "gatebook", "chain": "f", "expr": [{"accept": null}]}}]}
      """
    let reading = try target.read(listing)
    #expect(reading.endpoints.isEmpty)
    #expect(reading.problems.count == 1 && reading.problems[0].contains("dormant"))
  }

  /// Every name that a setting takes is one that nft loads and lists.
  @Test func namesThatAreTakenAreLoaded() throws {
    func isTaken(_ name: String) -> Bool {
      (try? FirewallSettings(["table": name], of: NFTables.settings)) != nil
    }
    for name in ["ip", "accept", "counter", "th", "sets", "gre", "9a", "0x1", "1d", "-a"] {
      #expect(!isTaken(name), "\(name)")
    }
    let names = ["_a", ".a", "a.b", "A-9", "data", "name", "input", "filter", "GRE"]
    for name in names {
      let target = NFTables(try FirewallSettings(["table": name], of: NFTables.settings))
      let plan = plan(SamplePolicies.first, 1, aggregates: false)
      try folder.write("\(name).nft", target.whole(plan))
    }
    _ = try LiveFirewall.shell(
      names.map { "nft -f \($0).nft; nft list table inet \($0) > /dev/null" }
        .joined(separator: "\n"), in: folder.path)
  }

  @Test func aChainOfTooManyRulesIsRefused() throws {
    let small = NFTables(try FirewallSettings(["limit-rules": "5"], of: NFTables.settings))
    let plan = plan(SamplePolicies.first, 1, aggregates: false)
    let chain = try #require(small.objects(of: plan).first { $0.kind == "chain" })
    #expect(
      small.whole(plan).split(separator: "\n").count { $0.contains("accept") } == chain.entries)
    #expect(chain.isTooLarge)
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(small).whole(plan, aggregated: plan)
    }
  }
}
