import ChangeReporting
import EndpointModel

/// A security group of Amazon VPC, as a template of AWS CloudFormation in JSON.
///
/// A template, and not the input of `authorize-security-group-egress`, as that takes one
/// direction a call, takes nothing away, and fails where a rule is there already. The template is
/// loaded by one command, and what it no longer has is taken away:
/// `aws cloudformation deploy --stack-name gatebook --template-file FILE
/// --parameter-overrides Vpc=vpc-…` (with `--s3-bucket` above 51,200 bytes). Loaded twice, it
/// changes nothing.
///
/// Each rule is a resource of its own, named after what it allows: CloudFormation makes new
/// resources before it deletes those that are gone, so that nothing is cut off in between; rules
/// that stand in the group are removed before they are made anew. If one cannot be made (the
/// old and the new must fit into the group at once), all is rolled back. Connections that are there go on. A stack computes
/// its own difference, so there is no delta.
///
/// A group without an outbound rule would be given one that allows everything: it has one to the
/// loopback address, which allows nothing (CloudFormation Template Reference,
/// "AWS::EC2::SecurityGroup").
public struct AWSSecurityGroup: FirewallTarget {
  public static let name = "aws-security-group"
  public static let title = "AWS security group (CloudFormation)"
  public static let commentMark: String? = nil
  public let abilities = AWSRule.abilities
  public static let settings = [
    FirewallSetting("group", .name(upTo: 255), "gatebook", "the name of the security group"),
    FirewallSetting(
      "vpc-id", .name(upTo: 64), AWSPlace.unnamed,
      "the id of the network, which the template's parameter Vpc may override"),
    // Amazon VPC User Guide, "Amazon VPC quotas": 60 rules in each direction and family.
    FirewallSetting(
      "limit-entries", .number, "60", "how many rules of a direction and family a group may have"),
    AWSGroups.setting,
  ]

  /// Reaches nothing: packets to the loopback address do not leave a host (RFC 1122 section
  /// 3.2.1.3).
  static let nothing = "127.0.0.1/32"

  private let groups: AWSGroups
  private let vpc: String
  private let limit: Int

  public init(_ values: FirewallSettings) {
    groups = AWSGroups(values["group"], count: values.number("groups"))
    vpc = values["vpc-id"]
    limit = values.number("limit-entries")
  }

  /// A rule with its address: one resource.
  private struct Line {
    let direction: PermitDirection
    let block: CIDRBlock
    let rule: AWSRule

    /// Letters and digits only (CloudFormation User Guide, "Resources"), one for each rule:
    /// `OutTcp443To192p0p2p10s32`.
    var logicalID: String {
      let words = rule.slug.split(separator: "-")
      let what = words.first.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
      let ports = words.dropFirst().joined(separator: "to")
      let address = String(block.fullText.map { Self.letters[$0] ?? $0 })
      return direction == .outbound
        ? "Out\(what)\(ports)To\(address)" : "In\(what)\(ports)From\(address)"
    }

    /// No hexadecimal digit is among them.
    private static let letters: [Character: Character] = [".": "p", ":": "x", "/": "s"]
  }

  /// Each once: rules of two permits are the same where they share a range of ports.
  private func lines(of plan: FirewallPlan) -> [Line] {
    var known: Set<String> = []
    return plan.permits.flatMap { permit in
      IPFamily.allCases.flatMap { family in
        permit.blocks(family).flatMap { block in
          permit.traffic.awsRules(family).map {
            Line(direction: permit.traffic.direction, block: block, rule: $0)
          }
        }
      }
    }.filter { known.insert($0.logicalID).inserted }
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let lines = Dictionary(grouping: lines(of: plan)) { groups.place(of: $0.logicalID) }
    return groups.names.enumerated().flatMap { place, group in
      PermitDirection.allCases.flatMap { direction in
        IPFamily.allCases.map { family in
          let own = (lines[place] ?? [])
            .filter { $0.direction == direction && $0.block.family == family }.count
          // The rule that allows nothing counts, too.
          let extra = direction == .outbound && family == .v4 ? 1 : 0
          return FirewallObject(
            kind: "security group",
            name: "\(group) (\(direction == .outbound ? "outbound" : "inbound"), IP\(family))",
            entries: own + extra, limit: limit)
        }
      }
    }
  }

  /// Of a group, by its place: `Group`, `Group2`.
  private static func logicalID(_ place: Int) -> String {
    "Group" + (place == 0 ? "" : String(place + 1))
  }

  public func whole(_ plan: FirewallPlan) -> String {
    var resources: JSONText.Members = [:]
    for (place, name) in groups.names.enumerated() {
      resources.add(Self.logicalID(place), groupResource(name, plan))
    }
    for line in lines(of: plan) { resources.add(line.logicalID, resource(line, plan)) }
    return JSONText.object([
      "AWSTemplateFormatVersion": .string("2010-09-09"),
      "Description": .string(plan.remark(limit: 1_000)),
      "Parameters": .object([
        "Vpc": .object([
          "Default": .string(vpc), "Description": .string("The network of the security group"),
          "Type": .string("AWS::EC2::VPC::Id"),
        ])
      ]),
      "Resources": .object(resources),
    ]).text
  }

  /// Its description stays from revision to revision: another one would replace the group.
  private func groupResource(_ group: String, _ plan: FirewallPlan) -> JSONText {
    .object([
      "Type": .string("AWS::EC2::SecurityGroup"),
      "Properties": .object([
        "GroupDescription": .string(plan.mark),
        "GroupName": .string(group),
        "SecurityGroupEgress": .array([
          .object([
            "CidrIp": .string(Self.nothing), "Description": .string("Nothing"),
            "IpProtocol": .string("-1"),
          ])
        ]),
        "Tags": CloudTags.ofAWS(plan), "VpcId": .object(["Ref": .string("Vpc")]),
      ]),
    ])
  }

  /// The revision stands at the group: a rule that stays is not touched.
  private func resource(_ line: Line, _ plan: FirewallPlan) -> JSONText {
    let id = Self.logicalID(groups.place(of: line.logicalID))
    var properties: JSONText.Members = [
      line.block.family == .v4 ? "CidrIp" : "CidrIpv6": .string(line.block.fullText),
      "Description": .string(plan.mark),
      "GroupId": .object(["Fn::GetAtt": .array([.string(id), .string("GroupId")])]),
      "IpProtocol": .string(line.rule.transport),
    ]
    if let from = line.rule.from { properties.add("FromPort", .number(from)) }
    if let to = line.rule.to { properties.add("ToPort", .number(to)) }
    return .object([
      "Type": .string(
        line.direction == .outbound
          ? "AWS::EC2::SecurityGroupEgress" : "AWS::EC2::SecurityGroupIngress"),
      "Properties": .object(properties),
    ])
  }

  /// What `aws ec2 describe-security-groups` prints, or a template.
  public func read(_ text: String) throws -> FirewallReading {
    try AWSGroups.reading(of: groups) {
      try AWSSecurityGroupConfiguration(text, group: $0, vpc: vpc).reading
    }
  }
}
