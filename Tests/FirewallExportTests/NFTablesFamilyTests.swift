import FirewallExport
import Testing

/// Tables that are for one family of addresses, answers, and types of ICMPv6.
@Suite struct NFTablesFamilyTests {
  /// A listing of tables by hand, one for each family, with the rules of each.
  private func listing(_ families: [String], _ rules: String..., policy: String = "drop") -> String
  {
    let objects = families.flatMap { family in
      [
        #"{"table": {"family": "\#(family)", "name": "filter"}}"#,
        #"""
        {"chain": {"family": "\#(family)", "table": "filter", "name": "forward", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "\#(policy)"}}
        """#,
      ]
        + rules.map {
          #"""
          {"rule": {"family": "\#(family)", "table": "filter", "chain": "forward", "expr": [\#($0)]}}
          """#
        }
    }
    return #"{"nftables": [\#(objects.joined(separator: ", "))]}"#
  }

  private func read(_ text: String) throws -> FirewallReading {
    try NFTables(["table": "filter"]).read(text)
  }

  private let answers = #"""
    {"match": {"op": "in", "left": {"ct": {"key": "state"}}, "right": ["established", "related"]}},
    {"accept": null}
    """#
  private let web = #"""
    {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}},
      "right": "192.0.2.1"}}, {"accept": null}
    """#

  /// What such a table does not filter, it does not allow either: that is told, and nothing wrong.
  @Test func aTableOfOneFamilyTellsOfThatOnly() throws {
    let four = try read(listing(["ip"], answers, web))
    #expect(four.problems.isEmpty && four.lines == ["192.0.2.1 any any outbound"])
    #expect(four.notes.count == 1 && four.notes[0].contains("of the family ip alone"))
    for families in [["inet"], ["ip", "ip6"]] {
      #expect(try read(listing(families, answers, web)).notes.isEmpty)
    }
  }

  /// Chains and sets of two tables have the same names, and are others: what denies the rest of one
  /// family is no end of the other.
  @Test func tablesOfTheSameNameAreReadApart() throws {
    let drop = #"{"drop": null}"#
    func set(_ family: String, _ address: String) -> String {
      #"{"set": {"family": "\#(family)", "table": "filter", "name": "far", "elem": ["\#(address)"]}}"#
    }
    func far(_ layer: String) -> String {
      #"""
      {"match": {"op": "==", "left": {"payload": {"protocol": "\#(layer)", "field": "daddr"}},
        "right": "@far"}}, {"accept": null}
      """#
    }
    let four = listing(["ip"], answers, far("ip"), drop).dropLast(2)
    let six = listing(["ip6"], answers, far("ip6"), drop).dropFirst(#"{"nftables": ["#.count)
    let text =
      "\(four), \(set("ip", "192.0.2.1")), \(set("ip6", "2001:db8::1")), \(six)"
    let reading = try read(text)
    #expect(reading.problems.isEmpty && reading.notes.isEmpty, "\(reading.problems)")
    #expect(reading.lines == ["192.0.2.1 any any outbound", "2001:db8::1 any any outbound"])
  }

  /// ICMP is another protocol in each family.
  @Test func icmpIsOfTheFamilyThatIsNamed() throws {
    func rule(_ names: String) -> String {
      #"""
      {"match": {"op": "==", "left": {"meta": {"key": "l4proto"}}, "right": \#(names)}},
      {"accept": null}
      """#
    }
    for (names, lines) in [
      (#""icmp""#, ["0.0.0.0/0 icmp any both"]), (#""ipv6-icmp""#, ["::/0 icmp any both"]),
      ("58", ["::/0 icmp any both"]), ("1", ["0.0.0.0/0 icmp any both"]),
      (#"{"set": ["icmp", "ipv6-icmp"]}"#, ["any icmp any both"]),
    ] {
      #expect(try read(listing(["inet"], answers, rule(names))).lines == lines, "\(names)")
    }
    #expect(
      try read(listing(["ip"], answers, rule(#""tcp""#))).lines == ["0.0.0.0/0 tcp any both"])
  }

  @Test func withoutAnswersNothingIsAllowedInTruth() throws {
    #expect(
      try read(listing(["inet"], web)).problems == [
        "no rule lets answers through: ct state established,related accept"
      ])
    #expect(try read(listing(["inet"], web, policy: "accept")).problems.isEmpty)
  }

  /// Neighbours and errors are of no document; an echo to anybody is more than was asked for.
  @Test func typesOfICMPv6AreNotAllTheSame() throws {
    func rule(_ types: String) -> String {
      #"""
      {"match": {"op": "==", "left": {"payload": {"protocol": "icmpv6", "field": "type"}},
        "right": \#(types)}}, {"accept": null}
      """#
    }
    for types in [
      #"{"set": ["nd-router-advert", "nd-neighbor-solicit", "packet-too-big", 135]}"#,
      #""mld-listener-query""#, "2",
    ] {
      #expect(try read(listing(["inet"], answers, rule(types), web)).problems.isEmpty, "\(types)")
    }
    for types in [#""echo-request""#, "128", #"{"set": ["nd-redirect", "echo-reply"]}"#] {
      let reading = try read(listing(["inet"], answers, rule(types), web))
      #expect(reading.problems.count == 1 && reading.lines == ["192.0.2.1 any any outbound"])
    }
    let far = #"""
      {"match": {"op": "==", "left": {"payload": {"protocol": "ip6", "field": "daddr"}},
        "right": "2001:db8::1"}},
      """#
    #expect(try read(listing(["inet"], answers, far + rule("2"), web)).problems.count == 1)
  }

  /// What packets or time put into a set and take out of it is not what is listed.
  @Test(arguments: ["dynamic", "timeout"]) func aSetThatChangesByItselfIsNotUnderstood(
    _ flag: String
  ) throws {
    let named = web.replacing("192.0.2.1", with: "@far")
    let set = #"""
      {"set": {"family": "inet", "table": "filter", "name": "far", "flags": ["\#(flag)"],
        "elem": ["192.0.2.1"]}}, 
      """#
    let text = listing(["inet"], answers, named).replacing(
      #"{"chain""#, with: set + #"{"chain""#)
    let reading = try read(text)
    #expect(reading.lines.isEmpty && reading.problems.count == 1)
    #expect(
      try read(text.replacing(flag, with: "interval")).lines == ["192.0.2.1 any any outbound"])
  }

  /// As nft prints it without -j.
  @Test func itsOwnLanguageIsRefusedWithTheRightCommand() {
    let error = #expect(throws: FirewallReadingError.self) {
      try read("table inet filter {\n\tchain forward {\n\t\tpolicy drop;\n\t}\n}\n")
    }
    #expect(error?.reason.contains("nft -j list ruleset") ?? false)
  }
}
