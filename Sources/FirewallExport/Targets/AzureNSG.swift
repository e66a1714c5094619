import ChangeReporting
import EndpointModel

/// A network security group of Azure, as a template of the Azure Resource Manager in JSON:
/// `az deployment group create --resource-group GROUP --template-file FILE`.
///
/// The whole group is Gatebook's: its rules are replaced as one, atomically, and rules that are
/// not in the file go. Where it is attached stays, as subnets and interfaces name the group.
/// Connections that are there go on. Loaded twice, it changes nothing. A template cannot delete a
/// rule but by replacing the group, so there is no delta: Azure works it out
/// (`az deployment group what-if`).
///
/// Azure allows everything that goes out to the internet, unless a rule denies it ("Network
/// security groups", default security rules): the last rule does, if the setting `deny` is
/// `outbound`. What stays within virtual networks is left to the default rules.
public struct AzureNSG: FirewallTarget {
  public static let name = "azure-nsg"
  public static let title = "Azure network security group (ARM template)"
  public static let commentMark: String? = nil
  /// TCP, UDP, ICMP of any type, ESP, AH or any (Azure REST API, "SecurityRuleProtocol"). ICMPv6
  /// is not supported ("What is IPv6 for Azure Virtual Network", limitations).
  public let abilities = FirewallAbilities(
    icmpOverIPv6: false, transports: { AzureNSG.transports[$0] != nil })
  public static let settings = [
    FirewallSetting("group", .name(upTo: 80), "gatebook", "the name of the security group"),
    FirewallSetting(
      "deny", .word(["outbound", "none"]), "outbound",
      "whether what goes out to the internet and is not allowed is denied here; none if it is denied "
        + "elsewhere"),
    // "Azure subscription and service limits", networking: 4,000 addresses and ranges as sources
    // of a group, and as many as destinations.
    FirewallSetting(
      "limit-entries", .number, "4000", "how many addresses of a direction a group may have"),
    // The same page: 1,000 rules a group.
    FirewallSetting("limit-rules", .number, "1000", "how many rules a group may have"),
  ]

  static let transports: [IPProtocol: String] = [
    .tcp: "Tcp", .udp: "Udp", .icmp: "Icmp", .esp: "Esp", .ah: "Ah", .any: "*",
  ]

  /// Custom rules have priorities from 100 to 4096 ("Network security groups"); the last is
  /// that of the rule that denies.
  private static let priorities = 100...4095
  private static let lastPriority = 4096
  /// Characters of a rule's description (Azure REST API, "SecurityRule").
  private static let descriptionLimit = 140

  private let group: String
  private let denies: Bool
  private let limit: Int
  private let ruleLimit: Int

  public init(_ values: FirewallSettings) {
    group = values["group"]
    denies = values["deny"] == "outbound"
    limit = values.number("limit-entries")
    ruleLimit = values.number("limit-rules")
  }

  /// A rule: one protocol, and addresses of one family.
  private struct Rule {
    let traffic: PermitTraffic
    let family: IPFamily
    let blocks: [CIDRBlock]

    /// Begins with a letter, ends with a digit, and has up to 80 characters.
    var name: String { "\(traffic.slug(limit: 60))-\(family == .v4 ? "v4" : "v6")" }
  }

  private func rules(of plan: FirewallPlan) -> [Rule] {
    plan.splitPermits.flatMap { permit in
      IPFamily.allCases.compactMap { family in
        let blocks = permit.blocks(family)
        return blocks.isEmpty
          ? nil : Rule(traffic: permit.traffic, family: family, blocks: blocks)
      }
    }
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let rules = rules(of: plan)
    return PermitDirection.allCases.map { direction in
      FirewallObject(
        kind: "network security group",
        name: "\(group) (\(direction == .outbound ? "destinations" : "sources"))",
        entries: rules.filter { $0.traffic.direction == direction }.reduce(0) {
          $0 + $1.blocks.count
        }, limit: limit)
    } + [
      FirewallObject(
        kind: "network security group", name: "\(group) (rules)",
        entries: rules.count + (denies ? 1 : 0),
        limit: min(ruleLimit, Self.priorities.count))
    ]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let rules = rules(of: plan)
    let priorities = StablePriorities.assign(rules.map(\.name), within: Self.priorities)
    let allowed = rules.map { json($0, priorities[$0.name] ?? 0, plan) }
    var tags: JSONText.Members = [:]
    for tag in CloudTags.of(plan) { tags.add(tag.name, .string(tag.value)) }
    return JSONText.object([
      "$schema": .string(
        "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"),
      "contentVersion": .string("1.0.0.0"),
      "parameters": .object([
        "location": .object([
          "type": .string("string"), "defaultValue": .string("[resourceGroup().location]"),
        ])
      ]),
      "resources": .array([
        .object([
          "type": .string("Microsoft.Network/networkSecurityGroups"),
          "apiVersion": .string("2023-11-01"), "name": .string(group),
          "location": .string("[parameters('location')]"), "tags": .object(tags),
          "properties": .object(["securityRules": .array(allowed + (denies ? [Self.deny] : []))]),
        ])
      ]),
    ]).text
  }

  private func json(_ rule: Rule, _ priority: Int, _ plan: FirewallPlan) -> JSONText {
    let isOut = rule.traffic.direction == .outbound
    let (near, far) = isOut ? ("source", "destination") : ("destination", "source")
    var properties: JSONText.Members = [
      "access": .string("Allow"),
      "description": .string(plan.remark(limit: Self.descriptionLimit)),
      "direction": .string(isOut ? "Outbound" : "Inbound"), "priority": .number(priority),
      "protocol": .string(Self.transports[rule.traffic.transport] ?? ""),
      "sourcePortRange": .string("*"), near + "AddressPrefix": .string("*"),
    ]
    properties.add(far + "AddressPrefix", plural: rule.blocks.map(\.fullText))
    properties.add(
      "destinationPortRange",
      plural: rule.traffic.ports.map {
        $0.description.split(separator: ",").map(String.init)
      } ?? ["*"])
    return .object(["name": .string(rule.name), "properties": .object(properties)])
  }

  private static let deny = JSONText.object([
    "name": .string("deny-internet"),
    "properties": .object([
      "access": .string("Deny"), "description": .string("Gatebook: nothing else goes out"),
      "direction": .string("Outbound"), "priority": .number(lastPriority),
      "protocol": .string("*"), "sourcePortRange": .string("*"),
      "sourceAddressPrefix": .string("*"), "destinationAddressPrefix": .string("Internet"),
      "destinationPortRange": .string("*"),
    ]),
  ])

  /// What `az network nsg show` (or `list`, or `rule list`) prints, or a template.
  public func read(_ text: String) throws -> FirewallReading {
    try AzureNSGConfiguration(text, group: group, denies: denies).reading
  }
}

extension JSONText.Members {
  /// One value by a name, or several by its plural.
  fileprivate mutating func add(_ name: String, plural values: [String]) {
    if values.count == 1 {
      add(name, .string(values[0]))
    } else {
      add(name + (name.hasSuffix("x") ? "es" : "s"), .array(values.map { .string($0) }))
    }
  }
}
