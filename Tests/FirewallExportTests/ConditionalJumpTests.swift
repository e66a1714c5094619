import FirewallExport
import Testing

/// Chains of netfilter to which only some packets are sent: what fits the jump and the rule is allowed.
@Suite struct ConditionalJumpTests {
  private func iptables(_ rules: String...) throws -> FirewallReading {
    try IPTables(["in-interface": "lan0", "out-interface": "wan0"]).read(
      "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:one - [0:0]\n"
        + ":two - [0:0]\n-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
        + "-A FORWARD -i wan0 -j DROP\n" + rules.map { "-A \($0)\n" }.joined() + "COMMIT\n")
  }

  @Test func ofIPTablesAreFollowed() throws {
    let reading = try iptables(
      "FORWARD -d 192.0.2.0/24 -p tcp -j one", "one -p tcp -m tcp --dport 443 -j ACCEPT",
      // Of another protocol, and of another address: nothing fits both.
      "one -p udp -m udp --dport 53 -j ACCEPT", "one -d 198.51.100.0/24 -j ACCEPT",
      "one -d 192.0.2.128/25 -j two", "two -p tcp -m tcp --dport 8000:8999 -j ACCEPT",
      // The port of the jump and that of the rule.
      "FORWARD -d 203.0.113.0/24 -p tcp -m tcp --dport 8080:8089 -j two")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.0/24 tcp 443 outbound", "192.0.2.128/25 tcp 8000-8999 outbound",
        "203.0.113.0/24 tcp 8080-8089 outbound",
      ])
  }

  /// What the chain denies, it denies to what fits the jump.
  @Test func whatTheyDenyOfIPTablesIsTakenAway() throws {
    let rules = ["FORWARD -d 192.0.2.0/24 -j one", "one -p tcp -m tcp --dport 25 -j DROP"]
    let other = try iptables(
      rules[0], rules[1], "FORWARD -d 198.51.100.0/24 -p tcp -m tcp --dport 25 -j ACCEPT")
    #expect(other.problems == [] && other.lines == ["198.51.100.0/24 tcp 25 outbound"])
    let same = try iptables(rules[0], rules[1], "FORWARD -d 192.0.2.7/32 -j ACCEPT")
    #expect(same.problems == [])
    var left = ExpectedAccess.Figures()
    left.permitted = try ExpectedAccess.endpoints("out any any 192.0.2.7")
    left.denied = try ExpectedAccess.endpoints("out tcp 25 192.0.2.7")
    #expect(left.difference(from: same.endpoints) == "")
    // Behind a rule for all of them no other one of the chain counts.
    let ended = try iptables(
      "FORWARD -d 192.0.2.0/24 -j one", "one -p tcp -j ACCEPT", "one -j RETURN")
    #expect(ended.problems == [] && ended.lines == ["192.0.2.0/24 tcp any outbound"])
    let past = try iptables(
      "FORWARD -d 192.0.2.0/24 -j one", "one -j DROP", "one -p tcp -j ACCEPT")
    #expect(past.lines == [] && !past.problems.isEmpty)
  }

  /// A jump whose conditions are not understood, or to a chain that is not there, is told.
  @Test(arguments: [
    "FORWARD -d 192.0.2.0/24 -g none", "FORWARD ! -p tcp -j one",
    "FORWARD -p tcp -m tcp --sport 53 -j one", "FORWARD -m mark --mark 0x1 -j one",
  ])
  func othersOfIPTablesAreTold(_ jump: String) throws {
    let reading = try iptables(jump, "one -j ACCEPT")
    #expect(!reading.problems.isEmpty && reading.lines == [])
  }

  @Test func ofRouterOSAreFollowed() throws {
    func read(_ rules: String...) throws -> FirewallReading {
      try RouterOS().read(
        "/ip firewall filter\nadd chain=forward action=accept connection-state=established,related\n"
          + rules.map { "add chain=\($0)\n" }.joined() + "add chain=forward action=drop\n")
    }
    let jump = "forward action=jump jump-target=one dst-address=192.0.2.0/24"
    let reading = try read(
      jump, "one action=accept protocol=tcp dst-port=443", "one action=accept protocol=udp",
      "one action=return", "one action=accept",
      "forward action=jump jump-target=one dst-address=203.0.113.0/24")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.0/24 tcp 443 outbound", "192.0.2.0/24 udp any outbound",
        "203.0.113.0/24 tcp 443 outbound", "203.0.113.0/24 udp any outbound",
      ])
    let denied = try read(
      jump, "one action=drop protocol=tcp dst-port=25",
      "forward action=accept dst-address=192.0.2.7")
    var left = ExpectedAccess.Figures()
    left.permitted = try ExpectedAccess.endpoints("out any any 192.0.2.7")
    left.denied = try ExpectedAccess.endpoints("out tcp 25 192.0.2.7")
    #expect(denied.problems == [] && left.difference(from: denied.endpoints) == "")
    let other = try read(
      jump, "one action=drop protocol=tcp dst-port=25",
      "forward action=accept dst-address=198.51.100.7")
    #expect(other.problems == [] && other.lines == ["198.51.100.7 any any outbound"])
    let twice = try read(jump, "one action=accept dst-address=192.0.2.7")
    #expect(twice.problems.map { $0.contains("both ask for dst-address") } == [true])
    // Chains that lead to each other end.
    let loop = try read(
      jump, "one action=jump jump-target=two protocol=tcp",
      "two action=jump jump-target=one dst-port=443", "two action=accept")
    #expect(loop.lines == ["192.0.2.0/24 tcp any outbound"])
  }

  // MARK: nftables

  private func nftables(_ rules: (chain: String, expressions: String)..., maps: String = "") throws
    -> FirewallReading
  {
    let state =
      #"{"vmap": {"key": {"ct": {"key": "state"}}, "data": {"set": ["#
      + #"["established", {"accept": null}], ["related", {"accept": null}], ["invalid", {"drop": null}]]}}}"#
    let all = [("forward", state)] + rules.map { ($0.chain, $0.expressions) }
    return try NFTables([
      "table": "filter", "in-interface": "lan0", "out-interface": "wan0",
    ]).read(
      #"""
      {"nftables": [{"table": {"family": "inet", "name": "filter"}},
        {"chain": {"family": "inet", "table": "filter", "name": "forward", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "drop"}},
        {"chain": {"family": "inet", "table": "filter", "name": "one"}}\#(maps)\#(all.map { """
        , {"rule": {"family": "inet", "table": "filter", "chain": "\($0)", "expr": [\($1)]}}
        """ }.joined())]}
      """#)
  }

  private static let isOurs =
    #"{"match": {"op": "==", "left": {"meta": {"key": "iifname"}}, "right": "lan0"}}, "#
  private static let jump = #"{"jump": {"target": "one"}}"#

  private static func address(_ text: String) -> String {
    #"{"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}}, "right": \#(text)}}, "#
  }

  private static func port(_ port: Int) -> String {
    #"{"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "right": \#(port)}}, "#
  }

  private static let net = #"{"prefix": {"addr": "192.0.2.0", "len": 24}}"#

  @Test func ofNFTablesAreFollowed() throws {
    let jump = ("forward", Self.isOurs + Self.address(Self.net) + Self.jump)
    let reading = try nftables(
      jump, ("one", Self.port(443) + #"{"accept": null}"#),
      ("one", Self.address(#""192.0.2.7""#) + #"{"accept": null}"#),
      ("one", Self.address(#""198.51.100.7""#) + #"{"accept": null}"#))
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == ["192.0.2.0/24 tcp 443 outbound", "192.0.2.7 any any outbound"])
    // What the chain drops of them, a later rule may not allow.
    let dropped = try nftables(
      jump, ("one", Self.port(25) + #"{"drop": null}"#),
      ("forward", Self.isOurs + #"{"accept": null}"#))
    var left = ExpectedAccess.Figures()
    left.permitted = try ExpectedAccess.endpoints("out any any any")
    left.denied = try ExpectedAccess.endpoints("out tcp 25 192.0.2.0/24")
    #expect(dropped.problems == [] && left.difference(from: dropped.endpoints) == "")
    // Behind a rule for all of them no other one of the chain counts.
    let ended = try nftables(
      jump, ("one", #"{"drop": null}"#), ("one", Self.port(443) + #"{"accept": null}"#))
    #expect(ended.problems == [] && ended.lines == [])
    let gone = try nftables(
      ("forward", Self.isOurs + Self.address(Self.net) + #"{"goto": {"target": "one"}}"#),
      ("one", Self.port(443) + #"{"accept": null}"#))
    #expect(gone.problems == [] && gone.lines == ["192.0.2.0/24 tcp 443 outbound"])
  }

  /// A rule for some of our addresses does not decide on those that are not.
  @Test func oneOfSomeOfOurAddressesEndsNothing() throws {
    let sender = Self.address(#""10.0.0.7""#).replacing("daddr", with: "saddr")
    let reading = try nftables(
      ("forward", Self.isOurs + sender + #"{"accept": null}"#),
      ("forward", Self.isOurs + Self.port(443) + #"{"drop": null}"#),
      ("forward", Self.isOurs + Self.port(25) + #"{"accept": null}"#))
    #expect(reading.problems.map { $0.contains("our addresses only") } == [true])
    #expect(Set(reading.lines) == ["0.0.0.0/0 any any outbound", "any tcp 25 outbound"])
  }

  /// A map to verdicts is as good as a rule for each pair.
  @Test(arguments: [false, true])
  func mapsOfNFTablesAreFollowed(_ hasName: Bool) throws {
    let pairs = #"["lan0", {"jump": {"target": "one"}}], ["wan0", {"drop": null}]"#
    let reading = try nftables(
      (
        "forward",
        #"{"vmap": {"key": {"meta": {"key": "iifname"}}, "data": \#(hasName ? #""@m""# : "{\"set\": [\(pairs)]}")}}"#
      ),
      (
        "one",
        #"{"vmap": {"key": {"payload": {"protocol": "tcp", "field": "dport"}}, "data": {"set": "#
          + #"[[443, {"accept": null}], [{"range": [8000, 8999]}, {"accept": null}], [25, {"drop": null}]]}}}"#
      ),
      maps: hasName
        ? #", {"map": {"family": "inet", "table": "filter", "name": "m", "type": "ifname", "map": "verdict", "elem": [\#(pairs)]}}"#
        : "")
    #expect(reading.problems == [])
    #expect(Set(reading.lines) == ["any tcp 443 outbound", "any tcp 8000-8999 outbound"])
    let unknown = try nftables(
      ("forward", #"{"vmap": {"key": {"meta": {"key": "iifname"}}, "data": "@nowhere"}}"#))
    #expect(unknown.problems.count == 1 && unknown.lines == [])
  }
}
