import EndpointModel
import FirewallExport
import Foundation
import InventoryModel
import TestSupport
import Testing

@Suite struct AzureNSGTests {
  private func read(_ text: String, group: String = "gatebook") throws -> FirewallReading {
    try AzureNSG(["group": group]).read(text)
  }

  /// Azure's own rules, as the CLI prints them with every group.
  private static let defaults = #"""
    "defaultSecurityRules": [
      {"access": "Allow", "destinationAddressPrefix": "VirtualNetwork",
       "destinationAddressPrefixes": [], "destinationPortRange": "*", "destinationPortRanges": [],
       "direction": "Inbound", "name": "AllowVnetInBound", "priority": 65000, "protocol": "*",
       "sourceAddressPrefix": "VirtualNetwork", "sourceAddressPrefixes": [],
       "sourcePortRange": "*", "sourcePortRanges": []},
      {"access": "Allow", "destinationAddressPrefix": "*", "destinationPortRange": "*",
       "direction": "Inbound", "name": "AllowAzureLoadBalancerInBound", "priority": 65001,
       "protocol": "*", "sourceAddressPrefix": "AzureLoadBalancer", "sourcePortRange": "*"},
      {"access": "Deny", "destinationAddressPrefix": "*", "destinationPortRange": "*",
       "direction": "Inbound", "name": "DenyAllInBound", "priority": 65500, "protocol": "*",
       "sourceAddressPrefix": "*", "sourcePortRange": "*"},
      {"access": "Allow", "destinationAddressPrefix": "VirtualNetwork",
       "destinationPortRange": "*", "direction": "Outbound", "name": "AllowVnetOutBound",
       "priority": 65000, "protocol": "*", "sourceAddressPrefix": "VirtualNetwork",
       "sourcePortRange": "*"},
      {"access": "Allow", "destinationAddressPrefix": "Internet", "destinationPortRange": "*",
       "direction": "Outbound", "name": "AllowInternetOutBound", "priority": 65001,
       "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*"},
      {"access": "Deny", "destinationAddressPrefix": "*", "destinationPortRange": "*",
       "direction": "Outbound", "name": "DenyAllOutBound", "priority": 65500, "protocol": "*",
       "sourceAddressPrefix": "*", "sourcePortRange": "*"}]
    """#

  private static let isOpen =
    "no rule denies everything else that goes out: Azure's default rule "
    + "AllowInternetOutBound lets all of it out to the internet"

  private static let denial = #"""
    {"access": "Deny", "direction": "Outbound", "name": "rest", "priority": 4000,
     "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
     "destinationAddressPrefix": "Internet", "destinationPortRange": "*"}
    """#

  private static let web = #"""
    {"access": "Allow", "direction": "Outbound", "name": "web", "priority": 310,
     "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
     "destinationAddressPrefix": "192.0.2.1", "destinationPortRange": "443"}
    """#

  private func rule(_ text: String) -> String {
    #"{"location": "canadacentral", "name": "gatebook", "securityRules": ["# + text + "],"
      + Self.defaults + "}"
  }

  /// Azure's own rules are in force whether they are listed or not.
  @Test func withoutADenialItIsSaidInWordsThatAllGoesOut() throws {
    for end in ["", #", "defaultSecurityRules": []"#, ", " + Self.defaults] {
      for before in ["", #""defaultSecurityRules": null, "#] where end.isEmpty || before.isEmpty {
        func group(_ rules: String) -> String {
          #"{"name": "gatebook", \#(before)"securityRules": [\#(rules)]\#(end)}"#
        }
        let open = try read(group(Self.web))
        let hasNull = !before.isEmpty
        #expect(open.problems.filter { $0 == Self.isOpen }.count == 1)
        #expect(open.problems.count == 1 || hasNull)
        #expect(open.lines == ["192.0.2.1 tcp 443 outbound"])
        let closed = try read(group(Self.web + "," + Self.denial))
        #expect(closed.problems.isEmpty || hasNull)
        #expect(closed.lines == open.lines)
      }
    }
    let template = try AzureNSG(["deny": "none"])
    let written = template.whole(template.plan(to: ["192.0.2.1"]))
    #expect(try read(written).problems == [Self.isOpen])
    // Who says that something else denies is believed, and told what that is about.
    let reading = try template.read(written)
    #expect(reading.problems.isEmpty && reading.lines == ["192.0.2.1 tcp 443 outbound"])
    #expect(
      reading.notes == [
        "no rule denies everything else that goes out: by the setting deny=none something else "
          + "does, which is not read"
      ])
    #expect(try read(rule(Self.web + ", " + Self.denial)).notes.isEmpty)
  }

  /// A rule that denies a part only leaves the rest to Azure's own.
  @Test func aDenialOfOneProtocolIsNone() throws {
    let reading = try read(
      rule(Self.denial.replacing(#""*", "sourceA"#, with: #""Tcp", "sourceA"#)))
    #expect(reading.problems.count == 2 && reading.problems.last == Self.isOpen)
  }

  /// Rules of a group that is attached to nothing are in force nowhere.
  @Test func aGroupThatIsAttachedToNothingIsTold() throws {
    let text = rule(Self.web + ", " + Self.denial).replacing(
      #"{"location""#, with: #"{"etag": "e", "subnets": [], "location""#)
    #expect(
      try read(text).problems == [
        "the group gatebook is attached to no subnet and no interface: it neither allows nor denies"
      ])
    let attached = text.replacing(#""subnets": []"#, with: #""subnets": [{"id": "a"}]"#)
    #expect(try read(attached).problems.isEmpty)
  }

  /// Other programs list the same without an etag.
  @Test(arguments: [
    #""subnets": []"#, #""subnets": null"#, #""networkInterfaces": null, "subnets": null"#,
  ])
  func anEmptyListOfSubnetsIsNone(_ members: String) throws {
    let text = rule(Self.web + ", " + Self.denial)
    #expect(try read(text).problems.isEmpty)
    let bare = text.replacing(#"{"location""#, with: "{" + members + #", "location""#)
    #expect(try read(bare).problems.count == 1)
    let attached = text.replacing(
      #"{"location""#, with: #"{"subnets": null, "networkInterfaces": [{"id": "a"}], "location""#)
    #expect(try read(attached).problems.isEmpty)
  }

  @Test func whatIsNotSetUpIsTold() throws {
    let text = rule(Self.web + ", " + Self.denial)
    for state in ["Failed", "Updating"] {
      let member = #""provisioningState": "\#(state)", "#
      for place in [#""location""#, #""access": "Allow", "direction": "Outbound", "name": "web""#] {
        #expect(try read(text.replacing(place, with: member + place)).problems.count == 1)
      }
    }
    #expect(
      try read(
        text.replacing(#""location""#, with: #""provisioningState": "Succeeded", "location""#)
      ).problems.isEmpty)
    // Azure takes no range of addresses.
    #expect(
      try read(text.replacing("192.0.2.1\"", with: "192.0.2.1-192.0.2.9\"")).problems.count == 1)
  }

  /// `az network nsg rule list`, with and without `--include-default`.
  @Test func aListOfRulesIsRead() throws {
    let id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups"
    let own = Self.web.replacing("{", with: #"{"id": "\#(id)/Gatebook/securityRules/web", "#)
    let defaults = Self.defaults.drop { $0 != "[" }.dropFirst().dropLast()
    let denied = try read("[\(own), \(Self.denial), \(defaults)]")
    #expect(denied.problems.isEmpty && denied.lines == ["192.0.2.1 tcp 443 outbound"])
    for text in ["[\(own)]", "[\(own), \(defaults)]", "[\(Self.web)]"] {
      let open = try read(text)
      #expect(open.problems == [Self.isOpen] && open.lines == denied.lines)
    }
    let other = try read("[\(own)]", group: "other")
    #expect(other.problems == ["there is no rule of the group other"] && other.lines.isEmpty)
  }

  @Test func aListOfOtherThingsIsRefusedWithWhatToRun() throws {
    for text in [#"[{"name": "gatebook"}]"#, "[7]", "[[]]"] {
      let error = try #require(throws: FirewallReadingError.self) { try read(text) }
      #expect("\(error)".contains("az network nsg show"))
    }
  }

  /// Nothing denies what goes out, so Azure's own rule allows it.
  @Test func aGroupOfWebServersIsRead() throws {
    let reading = try read(
      #"""
      {
        "etag": "W/\"11111111-2222-3333-4444-555555555555\"",
        "subnets": [{"id": "/subscriptions/s/resourceGroups/rg/subnets/web"}],
        "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web-nsg",
        "location": "westeurope",
        "name": "web-nsg",
        "provisioningState": "Succeeded",
        "resourceGroup": "rg",
        "securityRules": [
          {
            "access": "Allow", "description": "", "destinationAddressPrefix": "*",
            "destinationAddressPrefixes": [], "destinationPortRange": null,
            "destinationPortRanges": ["80", "443", "8000-8010"], "direction": "Inbound",
            "name": "web", "priority": 110, "protocol": "Tcp",
            "provisioningState": "Succeeded", "sourceAddressPrefix": "Internet",
            "sourceAddressPrefixes": [], "sourcePortRange": "*", "sourcePortRanges": []
          },
          {
            "access": "Allow", "destinationAddressPrefix": "VirtualNetwork",
            "destinationPortRange": "22", "direction": "Inbound", "name": "ssh",
            "priority": 100, "protocol": "TCP",
            "sourceAddressPrefixes": ["198.51.100.0/28", "203.0.113.40"],
            "sourcePortRange": "*"
          }
        ],
      """# + Self.defaults + "}", group: "web-nsg")
    #expect(reading.problems == [Self.isOpen])
    #expect(
      reading.lines == [
        "0.0.0.0/0 tcp 80,443,8000-8010 inbound", "198.51.100.0/28 tcp 22 inbound",
        "203.0.113.40 tcp 22 inbound", "::/0 tcp 80,443,8000-8010 inbound",
        "any tcp 80,443,8000-8010 inbound",
      ])
  }

  @Test func aTemplateWithRulesInAndBesideTheGroupIsRead() throws {
    let reading = try read(
      #"""
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0",
       "resources": [
         {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2022-07-01",
          "name": "gatebook", "location": "eastus", "tags": {"gatebook-revision": "5"},
          "properties": {"securityRules": [
            {"name": "radio", "properties": {"protocol": "Udp", "sourcePortRange": "*",
              "destinationPortRange": "4201-4264", "sourceAddressPrefix": "VirtualNetwork",
              "destinationAddressPrefix": "203.0.113.0/29", "access": "Allow", "priority": 200,
              "direction": "Outbound"}},
            {"name": "tunnel", "properties": {"protocol": "Esp", "sourcePortRange": "*",
              "destinationPortRange": "*", "sourceAddressPrefix": "*",
              "destinationAddressPrefix": "192.0.2.77", "access": "Allow", "priority": 210,
              "direction": "Outbound"}}]}},
         {"type": "Microsoft.Network/networkSecurityGroups/securityRules",
          "apiVersion": "2022-07-01", "name": "gatebook/time",
          "properties": {"protocol": "Udp", "sourcePortRange": "*", "destinationPortRange": "123",
            "sourceAddressPrefix": "*", "destinationAddressPrefix": "192.0.2.123/32",
            "access": "Allow", "priority": 220, "direction": "Outbound"}},
         {"type": "Microsoft.Network/virtualNetworks", "name": "net"}]}
      """#)
    #expect(reading.problems == [Self.isOpen] && reading.number == 5)
    #expect(
      reading.lines == [
        "192.0.2.123 udp 123 outbound", "192.0.2.77 esp any outbound",
        "203.0.113.0/29 udp 4201-4264 outbound",
      ])
  }

  /// The rule that denies stands before Azure's own.
  @Test func aListOfGroupsWithADenialAtTheEndIsRead() throws {
    let reading = try read(
      #"[{"name": "other", "securityRules": []}, "#
        + rule(
          #"""
          {"access": "Deny", "direction": "Outbound", "name": "rest", "priority": 4000,
           "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
           "destinationAddressPrefix": "Internet", "destinationPortRange": "*"},
          {"access": "Allow", "direction": "Outbound", "name": "ping", "priority": 300,
           "protocol": "Icmp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
           "destinationAddressPrefix": "*", "destinationPortRange": "*"},
          {"access": "Allow", "direction": "Outbound", "name": "web", "priority": 310,
           "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
           "destinationAddressPrefixes": ["2001:db8:5::/48"], "destinationPortRange": "443"}
          """#) + "]")
    #expect(reading.problems.isEmpty)
    #expect(
      reading.lines == [
        "0.0.0.0/0 icmp any outbound", "2001:db8:5::/48 any 443 outbound",
      ])
  }

  @Test(arguments: [
    (#""destinationAddressPrefix": "Storage.CanadaCentral""#, "is not an address"),
    (#""destinationAddressPrefix": "10.0.0.1", "sourceAddressPrefix": "AzureCloud""#, "only for"),
    (#""destinationAddressPrefix": "10.0.0.1", "sourcePortRange": "53""#, "source ports"),
    (#""destinationAddressPrefix": "10.0.0.1", "destinationPortRange": "http""#, "ports"),
    (#""destinationAddressPrefix": "10.0.0.1", "protocol": "Gre""#, "protocol"),
    (#""destinationAddressPrefix": "10.0.0.1", "access": "Deny""#, "denies"),
    (#""destinationAddressPrefix": "[parameters('a')]""#, "is not an address"),
    (#""destinationApplicationSecurityGroups": [{"id": "asg"}]"#, "application security groups"),
    (#""destinationAddressPrefix": "2001:db8::1", "protocol": "Icmp""#, "has no effect on"),
    (
      #""destinationAddressPrefix": "2001:db8::1", "sourceAddressPrefix": "0.0.0.0/0""#,
      "has no effect on"
    ),
    (#""x": 1"#, "names no address"),
  ])
  func whatNarrowsOrIsNotUnderstoodIsAProblem(_ members: String, _ words: String) throws {
    var fields = [
      "access": #""Allow""#, "direction": #""Outbound""#, "name": #""r""#, "priority": "100",
      "protocol": #""Tcp""#, "sourceAddressPrefix": #""*""#, "sourcePortRange": #""*""#,
      "destinationPortRange": #""443""#,
    ]
    for name in fields.keys where members.contains("\"\(name)\"") { fields[name] = nil }
    let text = fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
    let reading = try read(rule("{\(text), \(members)}"))
    #expect(reading.problems.count == 2 && reading.problems[0].contains(words))
    #expect(reading.problems.last == Self.isOpen && reading.lines.isEmpty)
  }

  @Test func rulesAfterTheDenialAreAProblem() throws {
    let reading = try read(
      rule(
        #"""
        {"access": "Deny", "direction": "Outbound", "name": "rest", "priority": 100,
         "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
         "destinationAddressPrefix": "*", "destinationPortRange": "*"},
        {"access": "Allow", "direction": "Outbound", "name": "late", "priority": 200,
         "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
         "destinationAddressPrefix": "192.0.2.1", "destinationPortRange": "443"}
        """#))
    #expect(reading.endpoints.isEmpty && reading.problems.count == 1)
  }

  @Test func anotherGroupIsAProblem() throws {
    let reading = try read(rule(""), group: "other")
    #expect(reading.problems == ["there is no group other"] && reading.endpoints.isEmpty)
  }

  @Test(arguments: ["", "{}", #"{"name": "gatebook"}"#, "7", #"{"resources": {}}"#])
  func whatIsNoGroupIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try read(text) }
  }

  /// Azure drops ICMPv6, and does not know types.
  @Test func icmpIsWrittenForIPv4Only() throws {
    let target = try AzureNSG()
    let both = target.plan(to: ["192.0.2.1", "2001:db8::1"], "icmp", nil)
    #expect(both.notExpressed.map(\.reason) == [.transport])
    #expect(target.whole(both).contains("192.0.2.1") && !target.whole(both).contains("2001:db8"))
    let typed = target.plan(to: ["192.0.2.1"], "icmp/8", nil)
    #expect(typed.permits.isEmpty && typed.notExpressed.count == 1)
  }

  /// Azure refuses two rules of one name or priority.
  @Test func namesAndPrioritiesAreDifferentAndStay() throws {
    let target = try AzureNSG()
    let failure = try firstFailure(seeds: 0..<6) { random in
      let text = target.whole(
        FirewallPlan(
          SamplePolicies.random(&random), of: SamplePolicies.firewall, number: 1,
          abilities: target.abilities))
      let rules = try Self.rules(text)
      let priorities = Set(rules.map { "\($0.direction) \($0.priority)" })
      return priorities.count == rules.count && Set(rules.map(\.name)).count == rules.count
        && rules.allSatisfy { (100...4096).contains($0.priority) } ? nil : text
    }
    #expect(failure == nil)
    let few = try Self.rules(target.whole(target.plan(to: ["192.0.2.1"])))
    let more = try Self.rules(
      target.whole(target.plan(to: ["192.0.2.1", "2001:db8::1"])))
    for rule in few { #expect(more.contains { $0 == rule }) }
  }

  /// So many that some would have the same, if each were taken by itself.
  @Test func manyRulesHavePrioritiesOfTheirOwn() throws {
    let target = try AzureNSG()
    let policy = FirewallPolicy(
      (1...900).map {
        FirewallRule(
          Endpoint(
            address: EndpointAddress("192.0.2.1"), ports: Ports("\($0)")!, transport: .tcp),
          for: FirewallAllowance(DeploymentName("eschat/canada-aws-02")!))
      })
    let rules = try Self.rules(
      target.whole(
        FirewallPlan(
          policy, of: SamplePolicies.firewall, number: 1, abilities: target.abilities)))
    #expect(rules.count == 901 && Set(rules.map(\.priority)).count == 901)
  }

  private struct Rule: Equatable {
    let name: String
    let direction: String
    let priority: Int
  }

  private static func rules(_ text: String) throws -> [Rule] {
    let template = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let group = (template?["resources"] as? [[String: Any]])?.first?["properties"] as? [String: Any]
    return try #require(group?["securityRules"] as? [[String: Any]]).map { rule in
      let properties = try #require(rule["properties"] as? [String: Any])
      return Rule(
        name: try #require(rule["name"] as? String),
        direction: try #require(properties["direction"] as? String),
        priority: try #require(properties["priority"] as? Int))
    }
  }

  @Test func fourThousandAddressesOfADirectionAreTheLimit() throws {
    let target = try AzureNSG()
    func plan(_ count: Int) -> FirewallPlan {
      target.plan(to: (0..<count).map { "10.\($0 / 10_000).\($0 / 100 % 100).\($0 % 100 * 2)" })
    }
    _ = try FirewallWriter(target).whole(plan(4000), aggregated: plan(4000))
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(plan(4001), aggregated: plan(4001))
    }
  }

  @Test func withoutADenialNothingIsDenied() throws {
    let target = try AzureNSG(["deny": "none"])
    let plan = target.plan(to: ["192.0.2.1"])
    #expect(!target.whole(plan).contains("Deny"))
  }

  /// A subnet and an interface have one group each: what has no room in one is refused, with its number.
  @Test func whatIsTooMuchForAGroupIsRefused() throws {
    let tried = try TargetCase(AzureNSG.self)
    let plan = try tried.plan(addresses: 4_001, "443", "tcp")
    let error = #expect(throws: FirewallFileError.self) {
      try FirewallWriter(tried.target).whole(plan, aggregated: plan)
    }
    #expect(error?.description.contains("would have 4001 entries, and may have 4000") == true)
    let fits = try tried.plan(addresses: 4_000, "443", "tcp")
    #expect(tried.target.objects(of: fits).allSatisfy { !$0.isTooLarge })
  }
}
