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
    AWSGroups.setting,
  ]

  private let groups: AWSGroups
  private let vpc: String
  private let limit: Int
  private let ruleLimit: Int

  public init(_ values: FirewallSettings) {
    groups = AWSGroups(values["group"], count: values.number("groups"))
    vpc = values["vpc-id"]
    limit = values.number("limit-entries")
    ruleLimit = values.number("limit-rules")
  }

  /// A prefix list and the rules that name it.
  private struct List {
    let traffic: PermitTraffic
    let family: IPFamily
    /// Of its group, from 0.
    let place: Int
    let blocks: [CIDRBlock]

    /// Letters, digits, hyphens and underscores, beginning with a letter (Terraform language,
    /// "Identifiers").
    var name: String {
      "\(traffic.slug(limit: 60))-\(family == .v4 ? "v4" : "v6")"
        + (place == 0 ? "" : "-\(place + 1)")
    }
    var rules: [AWSRule] { traffic.awsRules(family) }
  }

  private func lists(of plan: FirewallPlan) -> [List] {
    plan.permits.flatMap { permit in
      IPFamily.allCases.flatMap { family in
        let slug = permit.traffic.slug(limit: 60)
        let parts = Dictionary(grouping: permit.blocks(family)) {
          groups.place(of: "\(slug) \($0.fullText)")
        }
        return parts.sorted { $0.key < $1.key }.map {
          List(traffic: permit.traffic, family: family, place: $0, blocks: $1)
        }
      }
    }
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let lists = lists(of: plan)
    let rules = groups.names.enumerated().flatMap { place, group in
      PermitDirection.allCases.flatMap { direction in
        IPFamily.allCases.map { family in
          let own = lists.filter {
            $0.place == place && $0.traffic.direction == direction && $0.family == family
          }
          return FirewallObject(
            kind: "security group",
            name: "\(group) (\(direction == .outbound ? "outbound" : "inbound"), IP\(family))",
            entries: own.reduce(0) { $0 + $1.blocks.count * $1.rules.count }, limit: ruleLimit)
        }
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
      (groups.names.indices.map { groupResource($0, plan) } + lists.map(resource)
      + lists.flatMap { list in list.rules.map { resource($0, list, plan) } })
      .joined(separator: "\n")
  }

  /// Its description stays from revision to revision: another one would replace the group.
  private func groupResource(_ place: Int, _ plan: FirewallPlan) -> String {
    let tags = CloudTags.of(plan)
    let width = tags.map(\.name.utf8.count).max() ?? 0
    var out = "resource \"aws_security_group\" \"\(Self.label(place))\" {\n"
    out += "  name        = \"\(groups.names[place])\"\n"
    out += "  description = \"\(plan.mark)\"\n"
    out += "  vpc_id      = \"\(vpc)\"\n  tags = {\n"
    for (name, value) in tags {
      let blanks = String(repeating: " ", count: width - name.utf8.count)
      out += "    \(name)\(blanks) = \"\(value)\"\n"
    }
    return out + "  }\n}\n"
  }

  /// Of a group's resource, by its place: `gatebook`, `gatebook-2`.
  private static func label(_ place: Int) -> String {
    "gatebook" + (place == 0 ? "" : "-\(place + 1)")
  }

  private func resource(_ list: List) -> String {
    var out = "resource \"aws_ec2_managed_prefix_list\" \"\(list.name)\" {\n"
    out += "  name           = \"\(groups.names[0])-\(list.name)\"\n"
    out += "  address_family = \"\(list.family == .v4 ? "IPv4" : "IPv6")\"\n"
    out += "  max_entries    = \(list.blocks.count)\n"
    for block in list.blocks { out += "\n  entry {\n    cidr = \"\(block.fullText)\"\n  }\n" }
    return out + "}\n"
  }

  private func resource(_ rule: AWSRule, _ list: List, _ plan: FirewallPlan) -> String {
    let kind = list.traffic.direction == .outbound ? "egress" : "ingress"
    var lines = [
      ("security_group_id", "aws_security_group.\(Self.label(list.place)).id"),
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
    try AWSGroups.reading(of: groups) {
      try TerraformAWSConfiguration(text, group: $0, vpc: vpc).reading
    }.quotingLines(of: text)
  }
}
