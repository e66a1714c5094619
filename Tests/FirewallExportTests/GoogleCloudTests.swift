import EndpointModel
import FirewallExport
import Foundation
import InventoryModel
import TestSupport
import Testing

@Suite struct GoogleCloudTests {
  private func read(
    _ text: String, network: String = "default"
  ) throws -> FirewallReading {
    try GoogleCloud(["network": network]).read(text)
  }

  /// The rules of a network as it is made; that everything is let out is not among them.
  @Test func theRulesOfADefaultNetworkAreRead() throws {
    let network =
      #""network": "https://www.googleapis.com/compute/v1/projects/p/global/networks/default""#
    let reading = try read(
      #"""
      [
        {
          "allowed": [{"IPProtocol": "icmp"}],
          "creationTimestamp": "2021-01-01T00:00:00.000-07:00",
          "description": "Allow ICMP from anywhere", "direction": "INGRESS", "disabled": false,
          "id": "1", "kind": "compute#firewall", "logConfig": {"enable": false},
          "name": "default-allow-icmp", \#(network), "priority": 65534,
          "selfLink": "https://www.googleapis.com/compute/v1/projects/p/global/firewalls/default-allow-icmp",
          "sourceRanges": ["0.0.0.0/0"]
        },
        {
          "allowed": [
            {"IPProtocol": "tcp", "ports": ["0-65535"]},
            {"IPProtocol": "udp", "ports": ["0-65535"]},
            {"IPProtocol": "icmp"}
          ],
          "direction": "INGRESS", "disabled": false, "name": "default-allow-internal",
          \#(network), "priority": 65534, "sourceRanges": ["10.128.0.0/9"]
        },
        {
          "allowed": [{"IPProtocol": "tcp", "ports": ["22"]}],
          "direction": "INGRESS", "disabled": true, "name": "default-allow-ssh",
          \#(network), "priority": 65534, "sourceRanges": ["0.0.0.0/0"]
        },
        {
          "allowed": [{"IPProtocol": "all"}], "direction": "INGRESS", "name": "elsewhere",
          "network": "https://www.googleapis.com/compute/v1/projects/p/global/networks/lab",
          "priority": 1000, "sourceRanges": ["0.0.0.0/0"]
        }
      ]
      """#)
    #expect(reading.problems.isEmpty)
    #expect(
      reading.lines == [
        "0.0.0.0/0 any any outbound", "0.0.0.0/0 icmp any inbound",
        "10.128.0.0/9 icmp any inbound", "10.128.0.0/9 tcp any inbound",
        "10.128.0.0/9 udp any inbound", "::/0 any any outbound", "any any any outbound",
      ])
  }

  @Test func aNetworkThatDeniesWhatGoesOutIsRead() throws {
    let reading = try read(
      #"""
      [
        {"name": "deny-out", "network": "projects/p/global/networks/prod", "priority": 65000,
         "direction": "EGRESS", "denied": [{"IPProtocol": "all"}],
         "destinationRanges": ["0.0.0.0/0"]},
        {"name": "deny-out-6", "network": "projects/p/global/networks/prod", "priority": 65000,
         "direction": "EGRESS", "denied": [{"IPProtocol": "all"}], "destinationRanges": ["::/0"]},
        {"name": "radio", "network": "projects/p/global/networks/prod", "priority": 1000,
         "direction": "EGRESS",
         "allowed": [{"IPProtocol": "udp", "ports": ["5060", "4201-4264"]},
                     {"IPProtocol": "tcp", "ports": ["5061"]}],
         "destinationRanges": ["203.0.113.0/29", "198.51.100.9/32"]},
        {"name": "tunnel", "network": "projects/p/global/networks/prod", "priority": 1001,
         "direction": "EGRESS", "allowed": [{"IPProtocol": "esp"}, {"IPProtocol": "47"}],
         "destinationRanges": ["192.0.2.77/32"]},
        {"name": "ping", "network": "projects/p/global/networks/prod", "priority": 1002,
         "direction": "EGRESS", "allowed": [{"IPProtocol": "58"}],
         "destinationRanges": ["2001:db8::/32"]}
      ]
      """#, network: "prod")
    #expect(reading.problems.isEmpty)
    #expect(
      reading.lines == [
        "192.0.2.77 esp any outbound", "192.0.2.77 gre any outbound",
        "198.51.100.9 tcp 5061 outbound", "198.51.100.9 udp 4201-4264,5060 outbound",
        "2001:db8::/32 icmp any outbound", "203.0.113.0/29 tcp 5061 outbound",
        "203.0.113.0/29 udp 4201-4264,5060 outbound",
      ])
  }

  @Test func whetherARuleIsInForceIsNotGuessed() throws {
    let target = try GoogleCloud()
    let text = target.whole(target.plan(to: ["192.0.2.1"]))
    func problems(_ word: String) throws -> [String] {
      try target.read(
        text.replacing(
          "\"action\": \"allow\"", with: "\"disabled\": \(word), \"action\": \"allow\"")
      ).problems
    }
    #expect(try problems("false").isEmpty && problems("null").isEmpty)
    for word in ["\"true\"", "\"false\"", "1"] { #expect(try problems(word).count == 1) }
    let listed = text.replacing(
      "\"rules\":",
      with:
        "\"associations\": [{\"attachmentTarget\": \"projects/p/global/networks/corp\"}], \"rules\":"
    )
    let elsewhere = try target.read(listed)
    #expect(elsewhere.problems.isEmpty && elsewhere.notes.count == 2)
    #expect(try GoogleCloud(["network": "corp"]).read(listed).notes.count == 1)
  }

  /// Every policy ends with rules that leave all to the next one.
  @Test func aFirewallPolicyIsRead() throws {
    let reading = try read(
      #"""
      [{
        "creationTimestamp": "2024-01-01T00:00:00.000-07:00",
        "associations": [{"attachmentTarget": "projects/p/global/networks/default", "name": "a"}],
        "description": "Gatebook: firewall edge, revision 9, from eschat/canada-aws-02@4",
        "fingerprint": "abcdefghijk=", "id": "1", "kind": "compute#firewallPolicy",
        "name": "gatebook", "ruleTupleCount": 12,
        "rules": [
          {"action": "allow", "description": "", "direction": "EGRESS", "enableLogging": false,
           "kind": "compute#firewallPolicyRule", "priority": 1000, "ruleTupleCount": 2,
           "match": {"destFqdns": ["Portal.example.com"], "destIpRanges": ["192.0.2.0/24"],
             "layer4Configs": [{"ipProtocol": "tcp", "ports": ["443"]}]}},
          {"action": "allow", "direction": "INGRESS", "priority": 1001, "disabled": true,
           "match": {"srcIpRanges": ["0.0.0.0/0"], "layer4Configs": [{"ipProtocol": "all"}]}},
          {"action": "allow", "direction": "INGRESS", "priority": 1002,
           "match": {"srcIpRanges": ["198.51.100.7/32"],
             "layer4Configs": [{"ipProtocol": "sctp"}]}},
          {"action": "deny", "direction": "EGRESS", "priority": 2000000001,
           "match": {"destIpRanges": ["0.0.0.0/0", "::/0"],
             "layer4Configs": [{"ipProtocol": "all"}]}},
          {"action": "goto_next", "direction": "EGRESS", "priority": 2147483644,
           "match": {"destIpRanges": ["::/0"], "layer4Configs": [{"ipProtocol": "all"}]}},
          {"action": "goto_next", "direction": "INGRESS", "priority": 2147483647,
           "match": {"srcIpRanges": ["0.0.0.0/0"], "layer4Configs": [{"ipProtocol": "all"}]}}
        ]
      }]
      """#)
    #expect(reading.problems.isEmpty && reading.number == 9)
    #expect(
      reading.lines == [
        "192.0.2.0/24 tcp 443 outbound", "198.51.100.7 sctp any inbound",
        "portal.example.com tcp 443 outbound",
      ])
  }

  @Test(arguments: [
    (#""targetTags": ["web"]"#, "only for some instances"),
    (#""targetServiceAccounts": ["a@p"]"#, "only for some instances"),
    (#""destinationRanges": ["10.0.0.0/99"]"#, "only for 10.0.0.0/99"),
    (#""sourceTags": ["web"], "sourceRanges": []"#, "which addresses its sourceTags"),
    (#""sourceRanges": ["nowhere"]"#, "is not an address"),
    (#""allowed": [{"IPProtocol": "ipip"}]"#, "protocol ipip"),
    (#""allowed": [{"IPProtocol": "esp", "ports": ["1"]}]"#, "protocol esp"),
    (#""allowed": [{"IPProtocol": "tcp", "ports": ["0"]}]"#, "protocol tcp"),
    (#""allowed": [{"IPProtocol": "tcp", "ports": ["9-8"]}]"#, "protocol tcp"),
    (#""allowed": [{}]"#, "is not understood"),
    (#""allowed": [], "denied": [{"IPProtocol": "tcp"}]"#, "is not understood"),
    (#""direction": "BOTH""#, "is not understood"),
    (#""priority": "high""#, "is not understood"),
  ])
  func whatNarrowsOrIsNotUnderstoodIsAProblem(_ members: String, _ words: String) throws {
    var fields = [
      "allowed": #"[{"IPProtocol": "tcp", "ports": ["443"]}]"#, "direction": #""INGRESS""#,
      "name": #""r""#, "network": #""default""#, "priority": "100",
      "sourceRanges": #"["192.0.2.1/32"]"#,
    ]
    for name in fields.keys where members.contains("\"\(name)\"") { fields[name] = nil }
    if members.hasPrefix("\"denied\"") { fields["allowed"] = nil }
    let text = fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
    let reading = try read("[{\(text), \(members)}]")
    #expect(reading.problems.count == 1 && reading.problems[0].contains(words))
    #expect(
      reading.lines == [
        "0.0.0.0/0 any any outbound", "::/0 any any outbound", "any any any outbound",
      ])
  }

  @Test func rulesAfterADenialOrToTheNextPolicyAreAProblem() throws {
    let reading = try read(
      #"""
      {"name": "gatebook", "rules": [
        {"action": "deny", "direction": "EGRESS", "priority": 10,
         "match": {"destIpRanges": ["0.0.0.0/0"], "layer4Configs": [{"ipProtocol": "all"}]}},
        {"action": "allow", "direction": "EGRESS", "priority": 20,
         "match": {"destIpRanges": ["192.0.2.1/32"], "layer4Configs": [{"ipProtocol": "tcp"}]}},
        {"action": "goto_next", "direction": "EGRESS", "priority": 30,
         "match": {"destIpRanges": ["::/0"], "layer4Configs": [{"ipProtocol": "all"}]}},
        {"action": "allow", "direction": "EGRESS", "priority": 40,
         "match": {"destRegionCodes": ["CA"], "layer4Configs": [{"ipProtocol": "tcp"}]}},
        {"action": "allow", "direction": "EGRESS", "priority": 50,
         "match": {"layer4Configs": [{"ipProtocol": "tcp"}]}}]}
      """#)
    #expect(reading.endpoints.isEmpty && reading.problems.count == 5)
  }

  private static let web = #"""
    {"action": "allow", "direction": "EGRESS", "priority": 20,
     "match": {"destIpRanges": ["192.0.2.1/32"], "layer4Configs": [{"ipProtocol": "tcp"}]}}
    """#

  private func policy(_ rules: String, _ members: String = "") -> String {
    #"{"name": "gatebook", \#(members)"rules": [\#(Self.web)\#(rules)]}"#
  }

  private func denial(_ range: String, _ action: String = "deny") -> String {
    #"""
    , {"action": "\#(action)", "direction": "EGRESS", "priority": 2147483646,
     "match": {"destIpRanges": ["\#(range)"], "layer4Configs": [{"ipProtocol": "all"}]}}
    """#
  }

  /// Every network lets out what no rule denies, and no listing has that rule.
  @Test(arguments: [
    ([], "IPv4 and IPv6"), (["0.0.0.0/0"], "IPv6"), (["::/0"], "IPv4"),
    (["0.0.0.0/1", "128.0.0.0/1", "::/0"], "IPv4"),
  ])
  func aPolicyThatDoesNotDenyTheRestLetsItOut(_ denied: [String], _ families: String) throws {
    let text = policy(denied.map { denial($0) }.joined())
    let open = "no rule denies everything else that goes out over \(families)"
    let reading = try read(text)
    #expect(
      reading.problems.last
        == "\(open): by the implied rule of every network all of it is let out")
    #expect(reading.lines == ["192.0.2.1 tcp any outbound"])
    let elsewhere = try GoogleCloud(["deny": "none"]).read(text)
    #expect(elsewhere.lines == reading.lines && elsewhere.problems.count < reading.problems.count)
    #expect(
      elsewhere.notes == [
        "\(open): by the setting deny=none something else does, which is not read"
      ])
  }

  /// The rules of a network may be left open, too, where a policy denies the rest.
  @Test func aNetworkMayBeClosedElsewhere() throws {
    let text = #"""
      [{"name": "web", "network": "default", "priority": 1000, "direction": "EGRESS",
        "allowed": [{"IPProtocol": "tcp"}], "destinationRanges": ["192.0.2.1/32"]}]
      """#
    let reading = try GoogleCloud(["deny": "none"]).read(text)
    #expect(reading.problems.isEmpty && reading.notes.count == 2)
    #expect(reading.notes.contains { $0.hasPrefix("firewall policies of the network") })
    #expect(reading.lines == ["192.0.2.1 tcp any outbound"])
    #expect(try read(text).lines.contains("any any any outbound"))
  }

  @Test func aPolicyThatDeniesTheRestIsWhole() throws {
    let closed = policy(denial("0.0.0.0/0") + denial("::/0"))
    for settings in [[:], ["deny": "none"]] {
      let reading = try GoogleCloud(settings).read(closed)
      #expect(reading.problems.isEmpty && reading.notes.isEmpty)
    }
    // What every policy has at its end leaves all to the network's rules.
    let left = try read(policy(denial("0.0.0.0/0", "goto_next") + denial("::/0", "goto_next")))
    #expect(left.problems.count == 1)
  }

  @Test func aPolicyThatIsAttachedToNoNetworkIsTold() throws {
    let rules = denial("0.0.0.0/0") + denial("::/0")
    #expect(
      try read(policy(rules, #""kind": "compute#firewallPolicy", "associations": [], "#)).problems
        == [
          "the policy gatebook is attached to no network: it neither allows nor denies"
        ])
    #expect(
      try read(policy(rules, #""fingerprint": "a=", "#)).problems == [
        "the policy gatebook is attached to no network: it neither allows nor denies"
      ])
  }

  @Test func anotherNetworkOrPolicyIsAProblem() throws {
    #expect(
      try read("[]").problems == ["there is no rule of the network default"])
    let policy = try read(#"{"name": "other", "rules": []}"#)
    #expect(policy.problems == ["there is no policy gatebook"])
  }

  @Test(arguments: ["", "{}", #"[{"name": "x"}]"#, "null", #"{"rules": "#])
  func whatIsNoListOfRulesIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try read(text) }
  }

  /// Two rules of one priority are refused by the cloud.
  @Test func prioritiesAreDifferentAndStay() throws {
    let target = try GoogleCloud()
    let failure = try firstFailure(seeds: 0..<6) { random in
      let text = target.whole(
        FirewallPlan(
          SamplePolicies.random(&random), of: SamplePolicies.firewall, number: 1,
          abilities: target.abilities))
      let priorities = try Self.priorities(text)
      return Set(priorities).count == priorities.count
        && priorities.allSatisfy { (0..<2_147_483_548).contains($0) } ? nil : text
    }
    #expect(failure == nil)
    let few = try Self.priorities(
      target.whole(target.plan(to: ["2001:db8::1"])))
    let more = try Self.priorities(
      target.whole(target.plan(to: ["192.0.2.1", "2001:db8::1"])))
    #expect(Set(more).isSuperset(of: few) && more.count == few.count + 1)
  }

  /// Lists of ports that are alike but for their separators.
  @Test func rulesOfLikeNamesHaveTheirOwnPriorities() throws {
    let target = try GoogleCloud()
    let policy = FirewallPolicy(
      ["10-20,30", "10,20-30"].map {
        FirewallRule(
          Endpoint(
            address: EndpointAddress("192.0.2.1"), ports: Ports($0)!, transport: .udp),
          for: FirewallAllowance(DeploymentName("eschat/canada-aws-02")!))
      })
    let plan = FirewallPlan(
      policy, of: SamplePolicies.firewall, number: 1, abilities: target.abilities)
    let priorities = try Self.priorities(target.whole(plan))
    #expect(priorities.count == 4 && Set(priorities).count == 4)
  }

  private static func priorities(_ text: String) throws -> [Int] {
    let policy = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(policy?["rules"] as? [[String: Any]]).map {
      try #require($0["priority"] as? Int)
    }
  }

  @Test func aHundredNamesAndFiveThousandRangesAreTheLimit() throws {
    let target = try GoogleCloud()
    func isTaken(_ addresses: [String]) -> Bool {
      let plan = target.plan(to: addresses)
      return (try? FirewallWriter(target).whole(plan, aggregated: plan)) != nil
    }
    let names = (0...100).map { "h\($0).example.com" }
    #expect(isTaken(Array(names.dropLast())) && !isTaken(names))
    let addresses = (0...5000).map {
      "10.\($0 / 10_000).\($0 / 100 % 100).\($0 % 100 * 2)"
    }
    #expect(isTaken(Array(addresses.dropLast())) && !isTaken(addresses))
  }

  /// The cloud would take no ports of SCTP, and has no types of ICMP.
  @Test func sctpAndTypesOfICMPAreReportedAndNotWritten() throws {
    let target = try GoogleCloud()
    let sctp = target.plan(to: ["192.0.2.1"], "sctp", "2905")
    let ping = target.plan(to: ["192.0.2.1"], "icmp/8", nil)
    #expect(sctp.permits.isEmpty && sctp.notExpressed.map(\.reason) == [.transport])
    #expect(ping.permits.isEmpty && ping.notExpressed.map(\.reason) == [.transport])
  }
}
