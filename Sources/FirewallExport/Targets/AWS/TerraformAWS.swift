import EndpointModel

/// A security group of Amazon VPC in Terraform's language, for the provider hashicorp/aws from
/// 4.56 on: a managed prefix list for each traffic and family of addresses, and a rule for each
/// list, protocol and range of ports. It is loaded as a file of its own in a configuration, by
/// `terraform apply`, and takes the place of what an earlier file of Gatebook made; twice, it
/// changes nothing.
///
/// Terraform works out the difference, so there is no delta. It changes a list in place and
/// atomically. Different resources are not changed at once, and Terraform does not
/// order what comes before what goes: an address whose ports change may be cut off for seconds.
/// Connections that are there go on.
///
/// Entries have no descriptions: a new one would take an entry out of its list, and back in. The
/// revision stands in the tags of the group. Terraform takes from a new group the rule that
/// allows everything out (provider's documentation, `aws_security_group`).
public struct TerraformAWS: FirewallTarget {
  public static let name = "terraform-aws"
  public static let title = "Terraform (aws_security_group, aws_ec2_managed_prefix_list)"
  public static let commentMark: String? = "#"
  public let abilities = AWSRule.abilities
  public static let settings = [
    FirewallSetting("group", .name(upTo: 255), "gatebook", "the name of the security group"),
    FirewallSetting(
      "vpc-id", .name(upTo: 64), AWSPlace.unnamed, "the id of the network"),
    // A list may have 1,000, but the provider makes it by one call, which takes 100 (Amazon EC2
    // API Reference, "CreateManagedPrefixList"; terraform-provider-aws, issue 35371).
    FirewallSetting("limit-entries", .number, "100", "how many entries a list may have"),
    // Amazon VPC User Guide, "Amazon VPC quotas": 60 rules in each direction and family; a list counts as its entries.
    FirewallSetting(
      "limit-rules", .number, "60",
      "how many rules of a direction and family a group may have, each entry of a list being one"),
  ]

  private let group: String
  private let vpc: String
  private let limit: Int
  private let ruleLimit: Int

  public init(_ values: FirewallSettings) {
    group = values["group"]
    vpc = values["vpc-id"]
    limit = values.number("limit-entries")
    ruleLimit = values.number("limit-rules")
  }

  /// A prefix list and the rules that name it.
  private struct List {
    let traffic: PermitTraffic
    let family: IPFamily
    let blocks: [CIDRBlock]

    /// Letters, digits, hyphens and underscores, beginning with a letter (Terraform language,
    /// "Identifiers").
    var name: String { "\(traffic.slug(limit: 60))-\(family == .v4 ? "v4" : "v6")" }
    var rules: [AWSRule] { traffic.awsRules(family) }
  }

  private func lists(of plan: FirewallPlan) -> [List] {
    plan.permits.flatMap { permit in
      IPFamily.allCases.compactMap { family in
        let blocks = permit.blocks(family)
        return blocks.isEmpty
          ? nil : List(traffic: permit.traffic, family: family, blocks: blocks)
      }
    }
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let lists = lists(of: plan)
    let rules = PermitDirection.allCases.flatMap { direction in
      IPFamily.allCases.map { family in
        FirewallObject(
          kind: "security group",
          name: "\(group) (\(direction == .outbound ? "outbound" : "inbound"), IP\(family))",
          entries: lists.filter { $0.traffic.direction == direction && $0.family == family }
            .reduce(0) { $0 + $1.blocks.count * $1.rules.count }, limit: ruleLimit)
      }
    }
    return rules
      + lists.map {
        FirewallObject(
          kind: "prefix list", name: $0.name, entries: $0.blocks.count, limit: limit)
      }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let lists = lists(of: plan)
    return
      ([groupResource(plan)] + lists.map(resource)
      + lists.flatMap { list in list.rules.map { resource($0, list, plan) } })
      .joined(separator: "\n")
  }

  /// Its description stays from revision to revision: another one would replace the group.
  private func groupResource(_ plan: FirewallPlan) -> String {
    let tags = CloudTags.of(plan)
    let width = tags.map(\.name.utf8.count).max() ?? 0
    var out = "resource \"aws_security_group\" \"gatebook\" {\n"
    out += "  name        = \"\(group)\"\n"
    out += "  description = \"\(plan.mark)\"\n"
    out += "  vpc_id      = \"\(vpc)\"\n  tags = {\n"
    for (name, value) in tags {
      let blanks = String(repeating: " ", count: width - name.utf8.count)
      out += "    \(name)\(blanks) = \"\(value)\"\n"
    }
    return out + "  }\n}\n"
  }

  private func resource(_ list: List) -> String {
    var out = "resource \"aws_ec2_managed_prefix_list\" \"\(list.name)\" {\n"
    out += "  name           = \"\(group)-\(list.name)\"\n"
    out += "  address_family = \"\(list.family == .v4 ? "IPv4" : "IPv6")\"\n"
    out += "  max_entries    = \(list.blocks.count)\n"
    for block in list.blocks { out += "\n  entry {\n    cidr = \"\(block.fullText)\"\n  }\n" }
    return out + "}\n"
  }

  private func resource(_ rule: AWSRule, _ list: List, _ plan: FirewallPlan) -> String {
    let kind = list.traffic.direction == .outbound ? "egress" : "ingress"
    var lines = [
      ("security_group_id", "aws_security_group.gatebook.id"),
      ("description", "\"\(plan.mark)\""),
      ("prefix_list_id", "aws_ec2_managed_prefix_list.\(list.name).id"),
      ("ip_protocol", "\"\(rule.transport)\""),
    ]
    if let from = rule.from { lines.append(("from_port", String(from))) }
    if let to = rule.to { lines.append(("to_port", String(to))) }
    var out = "resource \"aws_vpc_security_group_\(kind)_rule\" "
    out += "\"\(list.name)-\(rule.slug)\" {\n"
    for (name, value) in lines {
      let blanks = String(repeating: " ", count: "security_group_id".count - name.utf8.count)
      out += "  \(name)\(blanks) = \(value)\n"
    }
    return out + "}\n"
  }

  /// What `terraform show -json` prints, a state file (version 4), or files in Terraform's
  /// language, as far as they compute nothing.
  public func read(_ text: String) throws -> FirewallReading {
    try TerraformAWSConfiguration(text, group: group, vpc: vpc).reading.quotingLines(of: text)
  }
}
