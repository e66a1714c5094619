import EndpointModel
import FirewallExport
import Foundation
import TestSupport
import Testing

/// Check Point's management API.
@Suite struct CheckPointTests {
  private let tried: TargetCase

  init() throws { tried = try TargetCase(CheckPoint.self) }

  private func calls(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  /// The calls of several files, one after the other.
  private func joined(_ texts: String...) throws -> String {
    let all = try texts.flatMap { try calls($0) }
    return String(decoding: try JSONSerialization.data(withJSONObject: all), as: UTF8.self)
  }

  @Test func aDeltaLeadsFromOnePolicyToTheOtherAndBack() throws {
    let failure = try firstFailure(seeds: 0..<5) { random in
      let old = tried.plan(SamplePolicies.random(&random), number: 1)
      let new = tried.plan(SamplePolicies.random(&random), number: 2)
      if old.permits.isEmpty || new.permits.isEmpty { return nil }
      let there = try #require(tried.target.delta(from: old, to: new))
      let back = try #require(tried.target.delta(from: new, to: old))
      let whole = tried.target.whole(old)
      let atNew = try tried.target.read(joined(whole, there))
      let atOld = try tried.target.read(joined(whole, there, back))
      guard atNew.problems.isEmpty, atOld.problems.isEmpty else {
        return "\(atNew.problems) \(atOld.problems)"
      }
      if atNew.number != 2 || atOld.number != 1 { return "the numbers are wrong" }
      let difference =
        ExpectedAccess.difference(new.endpoints, atNew.endpoints)
        + ExpectedAccess.difference(old.endpoints, atOld.endpoints)
      return difference.isEmpty ? nil : difference
    }
    #expect(failure == nil)
  }

  @Test func aPolicyLoadedTwiceIsTheSame() throws {
    let whole = tried.target.whole(tried.plan(SamplePolicies.first))
    let (once, twice) = (try tried.target.read(whole), try tried.target.read(joined(whole, whole)))
    #expect(twice.endpoints == once.endpoints)
    #expect(twice.problems == [])
    #expect(twice.number == 1)
  }

  /// What somebody changed in the meantime is put right.
  @Test func aPolicyLoadedAgainRepairsWhatWasChanged() throws {
    let plan = tried.plan(SamplePolicies.first)
    let whole = tried.target.whole(plan)
    let change = """
      [{"command": "set-objects-batch", "payload": {"objects": [{"type": "host", "list": [
        {"name": "gatebook-192.0.2.10", "ip-address": "203.0.113.99"}]}]}},
       {"command": "set-group", "payload": {"name": "gatebook-out-tcp-443",
        "members": {"add": ["gatebook-203.0.113.9"], "remove": ["gatebook-198.51.100.0_24"]}}},
       {"command": "publish", "payload": {}}]
      """
    let changed = try tried.target.read(joined(whole, change))
    #expect(changed.problems == [])
    #expect(ExpectedAccess.difference(plan.endpoints, changed.endpoints) != "")
    let repaired = try tried.target.read(joined(whole, change, whole))
    #expect(repaired.problems == [])
    #expect(ExpectedAccess.difference(plan.endpoints, repaired.endpoints) == "")
  }

  /// No call has more than 500 objects or members, and none of 1,201 is lost.
  @Test func manyAddressesAreSeveralCalls() throws {
    let plan = try tried.plan(addresses: 1_201, "443", "tcp")
    let text = tried.target.whole(plan)
    var (objects, members): ([Int], [Int]) = ([], [])
    for call in try calls(text) {
      let payload = try #require(call["payload"] as? [String: Any])
      if let lists = payload["objects"] as? [[String: Any]] {
        objects.append(lists.reduce(0) { $0 + (($1["list"] as? [Any])?.count ?? 0) })
      }
      if let all = payload["members"] as? [Any] { members.append(all.count) }
      if let change = payload["members"] as? [String: [Any]] {
        members.append(change.values.reduce(0) { $0 + $1.count })
      }
    }
    // With the service they are 1,202; they are added, then set.
    #expect(objects == [500, 500, 202, 500, 500, 202])
    #expect(members == [500, 500, 201])
    let reading = try tried.target.read(text)
    #expect(ExpectedAccess.difference(plan.endpoints, reading.endpoints) == "")
  }

  @Test func moreMembersThanTheSettingAllowsAreCounted() throws {
    let small = try TargetCase(CheckPoint.self, ["limit-entries": "10"])
    let plan = try small.plan(addresses: 11, "443", "tcp")
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(small.target).whole(plan, aggregated: plan)
    }
  }

  /// A domain that is there with its subdomains allows more, and the reading tells.
  @Test func aDomainWithItsSubdomainsIsReadAsBoth() throws {
    let listing = """
      {"name": "Network", "total": 1, "rulebase": [
        {"type": "access-rule", "name": "web", "source": ["any"], "destination": ["d"],
         "service": ["any"], "action": "ok", "enabled": true}],
       "objects-dictionary": [
        {"uid": "any", "name": "Any", "type": "CpmiAnyObject"},
        {"uid": "ok", "name": "Accept", "type": "RulebaseAction"},
        {"uid": "d", "name": ".example.net", "type": "dns-domain", "is-sub-domain": true}]}
      """
    try tried.expectRead(
      listing, ExpectedAccess.endpoints("out any any example.net", "out any any *.example.net"))
  }

  /// What every listing has in its dictionary.
  private static let common = """
    {"uid": "u-any", "name": "Any", "type": "CpmiAnyObject"},
    {"uid": "u-acc", "name": "Accept", "type": "RulebaseAction"},
    {"uid": "u-drop", "name": "Drop", "type": "RulebaseAction"},
    {"uid": "u-all", "name": "Policy Targets", "type": "Global"},
    {"uid": "u-in", "name": "InternalZone", "type": "security-zone"}
    """

  /// A rule as a listing has it.
  private static func rule(
    _ number: Int, _ source: String, _ destination: String, _ service: String,
    _ action: String = "u-acc", negatesService: Bool = false
  ) -> String {
    """
    {"uid": "r-\(number)", "type": "access-rule", "name": "R\(number)", "rule-number": \(number),
     "track": {"type": "u-log", "accounting": false}, "source": [\(source)], "source-negate": false,
     "destination": [\(destination)], "destination-negate": false, "service": [\(service)],
     "service-negate": \(negatesService), "vpn": ["u-any"], "content": ["u-any"], "time": ["u-any"],
     "action": "\(action)", "enabled": true, "comments": "", "install-on": ["u-all"]}
    """
  }

  private static func listing(_ rules: String, _ objects: String, _ total: Int) -> String {
    """
    {"uid": "l", "name": "Network", "from": 1, "to": \(total), "total": \(total),
     "rulebase": [\(rules)], "objects-dictionary": [\(common), \(objects)]}
    """
  }

  /// A branch: hosts and networks of both families, services with ports, the rest dropped.
  @Test func aBranchesLayerIsRead() throws {
    try tried.expectRead(
      Self.listing(
        """
        {"uid": "s", "name": "Radio", "type": "access-section", "from": 1, "to": 2, "rulebase": [
        \(Self.rule(1, "\"u-in\"", "\"h\", \"n\"", "\"t\", \"u\"")),
        \(Self.rule(2, "\"rg\"", "\"u-any\"", "\"hi\""))]},
        \(Self.rule(3, "\"u-any\"", "\"u-any\"", "\"u-any\"", "u-drop"))
        """,
        """
        {"uid": "h", "name": "core", "type": "host", "ipv4-address": "198.51.100.20",
         "ipv6-address": "2001:db8:7::20"},
        {"uid": "n", "name": "media", "type": "network", "subnet4": "203.0.113.64",
         "mask-length4": 26, "subnet-mask": "255.255.255.192"},
        {"uid": "rg", "name": "callers", "type": "address-range",
         "ipv4-address-first": "192.0.2.8", "ipv4-address-last": "192.0.2.15"},
        {"uid": "t", "name": "sip-tls-own", "type": "service-tcp", "port": "5061"},
        {"uid": "u", "name": "media-ports", "type": "service-udp", "port": "16384-16400"},
        {"uid": "hi", "name": "high", "type": "service-tcp", "port": ">49151"}
        """, 3),
      ExpectedAccess.endpoints(
        "out tcp 5061 198.51.100.20", "out tcp 5061 2001:db8:7::20", "out tcp 5061 203.0.113.64/26",
        "out udp 16384-16400 198.51.100.20", "out udp 16384-16400 2001:db8:7::20",
        "out udp 16384-16400 203.0.113.64/26", "in tcp 49152-65535 192.0.2.8/29"))
  }

  /// What no rule matches is the implicit cleanup's, which a listing of rules does not have.
  @Test func aLayerWithoutACleanupRuleTellsOfIt() throws {
    let host = #"{"uid": "h", "name": "h", "type": "host", "ipv4-address": "192.0.2.1"}"#
    let web = Self.rule(1, "\"u-in\"", "\"h\"", "\"u-any\"")
    let open = try tried.target.read(Self.listing(web, host, 1))
    #expect(open.problems.isEmpty && open.notes.count == 2)
    let drop = Self.rule(2, "\"u-any\"", "\"u-any\"", "\"u-any\"", "u-drop")
    #expect(try tried.target.read(Self.listing(web + ", " + drop, host, 2)).notes.count == 1)
  }

  /// Groups in groups, given as objects; a group that holds itself; services without ports; a
  /// rule that is switched off.
  /// A rate, a login, others than those inside; what a listing has of them without content is nothing.
  @Test func whatElseARuleSaysIsTold() throws {
    func reading(_ source: String, _ more: String) throws -> FirewallReading {
      let rule = Self.rule(1, source, "\"h\"", "\"s\"")
      let drop = Self.rule(2, "\"u-any\"", "\"u-any\"", "\"u-any\"", "u-drop")
      return try tried.target.read(
        Self.listing(
          rule.dropLast() + more + "}, " + drop,
          """
          {"uid": "h", "name": "H", "type": "host", "ipv4-address": "192.0.2.1"},
          {"uid": "s", "name": "S", "type": "service-tcp", "port": "443"}
          """, 2))
    }
    for more in [
      #", "action-settings": {"limit": "l"}"#,
      #", "action-settings": {"enable-identity-captive-portal": true}"#,
      #", "user-check": {"message": "m"}"#, #", "service-resource": "r""#,
    ] {
      #expect(try reading("\"u-in\"", more).problems.count == 1, "\(more)")
    }
    for more in [
      "", #", "action-settings": {"enable-identity-captive-portal": false}"#,
      #", "user-check": {"confirm": "per rule", "interaction": ""}"#,
    ] {
      let reading = try reading("\"u-in\"", more)
      #expect(reading.problems.isEmpty && reading.notes.count == 1, "\(reading.problems)")
    }
    let wide = try reading("\"u-any\"", "")
    #expect(wide.problems.isEmpty && wide.notes.count == 2, "\(wide.problems) \(wide.notes)")
    let more = try reading("\"u-in\", \"h\"", "")
    #expect(more.problems.isEmpty && more.notes.count == 2, "\(more.problems) \(more.notes)")
  }

  @Test func whatIsNeitherTrueNorFalseIsTold() throws {
    let text = tried.target.whole(tried.plan(SamplePolicies.first))
    for flag in ["enabled", "destination-negate"] {
      let changed = text.replacing(
        "\"comments\": ", with: "\"\(flag)\": \"false\", \"comments\": ", maxReplacements: 1)
      #expect(try tried.target.read(changed).problems.count == 1, "\(flag)")
    }
  }

  @Test func whatIsNotPublishedIsNotInForce() throws {
    let text = tried.target.whole(tried.plan(SamplePolicies.first))
    let end = try #require(text.range(of: #"{"command": "publish", "payload": {}}"#))
    let unpublished = text.replacingCharacters(
      in: end, with: #"{"command": "discard", "payload": {}}"#)
    #expect(try tried.target.read(text).problems.isEmpty)
    #expect(
      try tried.target.read(unpublished).problems.contains { $0.contains("no call publishes") })
  }

  @Test func groupsOfGroupsAreRead() throws {
    try tried.expectRead(
      Self.listing(
        """
        \(Self.rule(1, "\"u-any\"", "\"g1\"", "\"sg\"")),
        {"uid": "r-2", "type": "access-rule", "name": "off", "source": ["u-any"],
         "destination": ["u-any"], "service": ["u-any"], "action": "u-acc", "enabled": false}
        """,
        """
        {"uid": "g1", "name": "vendor", "type": "group", "members": [
          {"uid": "g2", "name": "inner", "type": "group", "members": ["h1", "g1"]},
          {"uid": "h2", "name": "two", "type": "host", "ipv4-address": "192.0.2.2"}]},
        {"uid": "h1", "name": "one", "type": "host", "ipv4-address": "192.0.2.1"},
        {"uid": "sg", "name": "tunnels", "type": "service-group", "members": ["e", "i", "p", "w"]},
        {"uid": "e", "name": "esp-own", "type": "service-other", "ip-protocol": 50},
        {"uid": "i", "name": "all-icmp", "type": "service-other", "ip-protocol": 1},
        {"uid": "p", "name": "echo-request", "type": "service-icmp", "icmp-type": 8},
        {"uid": "w", "name": "https", "type": "service-tcp"}
        """, 2),
      ExpectedAccess.endpoints(
        "out esp - 192.0.2.1", "out esp - 192.0.2.2", "out icmp - 192.0.2.1",
        "out icmp - 192.0.2.2", "out tcp 443 192.0.2.1", "out tcp 443 192.0.2.2"))
  }

  /// Two pages of one layer; a network of its own stands for the customer's.
  @Test func pagesAreReadTogether() throws {
    let other = try TargetCase(CheckPoint.self, ["inside": "Branch-LAN", "layer": "Branch"])
    let objects = """
      "objects-dictionary": [\(Self.common),
       {"uid": "lan", "name": "Branch-LAN", "type": "network", "subnet4": "10.0.0.0",
        "mask-length4": 8},
       {"uid": "time", "name": "time", "type": "host", "ipv4-address": "192.0.2.123"}]
      """
    try other.expectRead(
      """
      [{"name": "Branch", "from": 1, "to": 1, "total": 2, \(objects),
        "rulebase": [\(Self.rule(1, "\"lan\"", "\"time\"", "\"ntp-udp\""))]},
       {"name": "Branch", "from": 2, "to": 2, "total": 2, \(objects),
        "rulebase": [\(Self.rule(2, "\"time\"", "\"lan\"", "\"echo-request\""))]}]
      """,
      ExpectedAccess.endpoints("out udp 123 192.0.2.123", "in icmp/8 - 192.0.2.123"))
  }

  /// A rule that keeps all from the gateway stands at the top of most layers: no vendor is at its addresses.
  @Test func whatIsDroppedIsTakenAway() throws {
    let objects = """
      {"uid": "h", "name": "h", "type": "host", "ipv4-address": "192.0.2.1"},
      {"uid": "n", "name": "n", "type": "network", "subnet4": "192.0.2.0", "mask-length4": 30},
      {"uid": "gw", "name": "gw", "type": "CpmiGatewayCluster", "ipv4-address": "198.51.100.1"},
      {"uid": "dyn", "name": "dyn", "type": "dynamic-object"},
      {"uid": "guests", "name": "Guests", "type": "security-zone"}
      """
    func read(_ source: String, _ destination: String, behind: Bool = false) throws
      -> FirewallReading
    {
      let drop = Self.rule(
        behind ? 2 : 1, "\"\(source)\"", "\"\(destination)\"", "\"u-any\"", "u-drop")
      let accept = Self.rule(behind ? 1 : 2, "\"u-in\"", "\"n\"", "\"u-any\"")
      let rules = behind ? [accept, drop] : [drop, accept]
      return try tried.target.read(Self.listing(rules.joined(separator: ","), objects, 2))
    }
    let all = "192.0.2.0/30 any any outbound"
    let gateway = try read("u-any", "gw")
    #expect(gateway.problems == [] && gateway.lines == [all])
    #expect(gateway.notes.contains { $0.contains("gateways themselves") })
    let host = try read("u-any", "h")
    #expect(host.problems == [])
    #expect(Set(host.lines) == ["192.0.2.0 any any outbound", "192.0.2.2/31 any any outbound"])
    #expect(try read("u-in", "h").lines == host.lines)
    #expect(try read("u-any", "h", behind: true).lines == [all])
    let zone = try read("guests", "h")
    #expect(zone.problems == [] && zone.lines == [all])
    #expect(try read("u-in", "u-any").lines == [])
    for unknown in [try read("u-any", "dyn"), try read("h", "n")] {
      #expect(unknown.lines == [all])
      #expect(unknown.problems.map { $0.contains("drops") } == [true], "\(unknown.problems)")
    }
  }

  @Test func whatIsNotUnderstoodIsTold() throws {
    let reading = try tried.target.read(
      Self.listing(
        """
        \(Self.rule(1, "\"u-in\"", "\"h\"", "\"u-any\"", "u-drop")),
        \(Self.rule(2, "\"u-in\"", "\"dyn\", \"gone\", \"thin\"", "\"src\", \"app\"")),
        \(Self.rule(3, "\"h\"", "\"h\"", "\"u-any\"")),
        \(Self.rule(4, "\"u-in\"", "\"h\"", "\"u-any\"", negatesService: true)),
        {"type": "place-holder", "name": "later"},
        \(Self.rule(6, "\"u-in\"", "\"h\"", "\"odd\"", "u-inner"))
        """,
        """
        {"uid": "h", "name": "h", "type": "host", "ipv4-address": "192.0.2.1"},
        {"uid": "dyn", "name": "dyn", "type": "dynamic-object"},
        {"uid": "thin", "name": "thin", "type": "group"},
        {"uid": "src", "name": "src", "type": "service-tcp", "port": "80", "source-port": "1024"},
        {"uid": "app", "name": "app", "type": "application-site"},
        {"uid": "u-inner", "name": "Inner Layer", "type": "RulebaseAction"}
        """, 9))
    #expect(
      reading.problems == [
        "it has 6 of 9 rules",
        "rule 2 \"R2\": the service \"src\" is not understood",
        "rule 2 \"R2\": the service \"app\" is not understood",
        "rule 2 \"R2\": the object \"dyn\" is not understood",
        "rule 2 \"R2\": there is no object \"gone\"",
        "rule 2 \"R2\": the object \"thin\" is not understood",
        "rule 3 \"R3\" has neither \"InternalZone\" nor Any at one end alone",
        "rule 4 \"R4\" negates its service",
        "rule 5 \"later\" is of the type \"place-holder\"",
        "rule 6 \"R6\" has the action \"Inner Layer\"",
      ])
    #expect(reading.endpoints.isEmpty)
  }

  @Test(arguments: [
    "", "[", "[]", "{\"rules\": []}", "[1]", "{\"rulebase\": 3}", "[{\"command\": 7}]",
    String(repeating: "[", count: 100_000),
  ])
  func whatIsNoListingIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try tried.target.read(text) }
  }

  @Test func anotherLayerAndAnUnknownCommandAreProblems() throws {
    let layer = try tried.target.read("{\"name\": \"Other\", \"rulebase\": []}")
    #expect(layer.problems == ["it is the layer \"Other\", not \"Network\""])
    let call = try tried.target.read("[{\"command\": \"set-threat-rule\", \"payload\": {}}]")
    #expect(
      call.problems == [
        "the command \"set-threat-rule\" is not understood",
        "no call publishes the changes: until then, they are not in force",
      ])
  }
}
