import EndpointModel

/// What a listing of the AWS CLI, or a template of CloudFormation, tells of one security group.
struct AWSSecurityGroupConfiguration {
  private let group: String
  private let place: AWSPlace
  private var reader = PermitReader()

  var reading: FirewallReading { reader.reading }

  init(_ text: String, group: String, vpc: String) throws {
    self.group = group
    place = AWSPlace(group: group, vpc: vpc)
    let configuration = try ConfigurationJSON(parsing: text, of: AWSSecurityGroup.name)
    if let listed = configuration["SecurityGroups"]?.elements {
      if configuration["NextToken"]?.text != nil {
        reader.problem("the listing is cut off: it has a NextToken")
      }
      take(listed: listed)
    } else if let rules = configuration["SecurityGroupRules"]?.elements {
      if configuration["NextToken"]?.text != nil {
        reader.problem("the listing is cut off: it has a NextToken")
      }
      take(rules: rules)
    } else if case .object(let resources)? = configuration["Resources"] {
      take(resources, vpc: configuration["Parameters"]?["Vpc"]?["Default"]?.text)
    } else {
      throw FirewallReadingError(
        AWSSecurityGroup.name,
        "it has neither \"SecurityGroups\" nor \"SecurityGroupRules\" nor \"Resources\"")
    }
  }

  // MARK: - A listing

  private mutating func take(listed: [ConfigurationJSON]) {
    let named = listed.filter { $0["GroupName"]?.text == group || $0["GroupId"]?.text == group }
    guard let only = place.only(of: named, in: { $0["VpcId"]?.text }, &reader) else { return }
    reader.number = CloudTags.number(ofAWS: only["Tags"])
    for (key, direction) in [
      ("IpPermissionsEgress", PermitDirection.outbound), ("IpPermissions", .inbound),
    ] {
      guard let permissions = only[key]?.elements else {
        reader.problem("the group \(group) has no list \(key)")
        continue
      }
      for (place, permission) in permissions.enumerated() {
        take(permission: permission, direction, of: "\(key) \(place + 1) \(permission.quoted)")
      }
    }
  }

  /// One permission holds addresses of all kinds.
  private mutating func take(
    permission: ConfigurationJSON, _ direction: PermitDirection, of place: String
  ) {
    guard let rule = AWSRule(permission) else {
      return reader.problem("\(place) has no protocol")
    }
    let blocks = [("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6")].flatMap { list, key in
      (permission[list]?.elements ?? []).map { $0[key]?.text ?? "" }
    }
    take(rule, blocks, direction, of: place)
    for (list, key, what) in [
      ("PrefixListIds", "PrefixListId", "prefix list"),
      ("UserIdGroupPairs", "GroupId", "security group"),
    ] {
      for named in permission[list]?.elements ?? [] {
        reader.problem(
          "\(place): which addresses the \(what) \(named[key]?.text ?? "") has is not told here")
      }
    }
  }

  /// Passes over the rule that allows nothing.
  private mutating func take(
    _ rule: AWSRule, _ blocks: [String], _ direction: PermitDirection, of place: String
  ) {
    reader.take(
      rule,
      blocks.filter {
        rule.transport != "-1" || direction == .inbound || $0 != AWSSecurityGroup.nothing
      }, direction, of: place)
  }

  /// What `describe-security-group-rules` answers: rules with the ids of their groups, whose names it
  /// does not have.
  private mutating func take(rules: [ConfigurationJSON]) {
    let ids = Set(rules.compactMap { $0["GroupId"]?.text })
    guard ids.contains(group) else {
      return reader.problem(
        ids.isEmpty
          ? "there is no rule of a group"
          : "the rules have the ids of their groups and not their names: set group to one of "
            + ids.sorted().prefix(5).joined(separator: ", "))
    }
    for rule in rules where rule["GroupId"]?.text == group {
      let place = rule["SecurityGroupRuleId"]?.text ?? "a rule"
      guard case .bool(let isOutbound)? = rule["IsEgress"] else {
        reader.problem("\(place): which way it is for is not told")
        continue
      }
      if rule["PrefixListId"] == nil, rule["ReferencedGroupInfo"] == nil {
        take(templateRule: rule, isOutbound ? .outbound : .inbound, of: place)
      } else {
        let other =
          rule["PrefixListId"]?.text.map { "the prefix list \($0)" } ?? "the security group "
          + (rule["ReferencedGroupInfo"]?["GroupId"]?.text ?? "")
        reader.problem("\(place): which addresses \(other) has is not told here")
      }
    }
  }

  // MARK: - A template

  /// - Parameter vpc: what the parameter of a file of ours says where nothing overrides it.
  private mutating func take(_ resources: [String: ConfigurationJSON], vpc: String?) {
    let sorted = resources.sorted { $0.key < $1.key }
    let named = sorted.filter {
      $0.value["Type"]?.text == "AWS::EC2::SecurityGroup"
        && $0.value["Properties"]?["GroupName"]?.text == group
    }
    let only = place.only(
      of: named,
      in: {
        let id = $0.value["Properties"]?["VpcId"]
        return id?["Ref"]?.text == "Vpc" ? vpc : id?.text
      }, &reader)
    guard let (id, resource) = only.map({ ($0.key, $0.value) }) else { return }
    let properties = resource["Properties"]
    reader.number = CloudTags.number(ofAWS: properties?["Tags"])
    for (key, direction) in [
      ("SecurityGroupEgress", PermitDirection.outbound), ("SecurityGroupIngress", .inbound),
    ] {
      guard let inline = properties?[key] else { continue }
      guard let rules = inline.elements else {
        reader.problem("\(key) of \(id) is not a list")
        continue
      }
      for (place, rule) in rules.enumerated() {
        take(templateRule: rule, direction, of: "\(key) \(place + 1) \(rule.quoted)")
      }
    }
    for (name, resource) in sorted { take(resource, name, of: id) }
    takeDefaultRule(properties, hasOwn: sorted.contains { isOutboundRule($0.value) })
  }

  private func isOutboundRule(_ resource: ConfigurationJSON) -> Bool {
    resource["Type"]?.text == "AWS::EC2::SecurityGroupEgress"
  }

  /// A group that is made without outbound rules allows everything (Amazon VPC User Guide,
  /// "Security group rules").
  private mutating func takeDefaultRule(_ properties: ConfigurationJSON?, hasOwn: Bool) {
    guard properties?["SecurityGroupEgress"]?.elements?.isEmpty ?? true else { return }
    if hasOwn {
      reader.problem("whether the group keeps its first rule, which allows everything, is not told")
    } else {
      reader.permit(IPFamily.allCases.map { .all($0) }, .any, nil, .outbound)
    }
  }

  private mutating func take(_ resource: ConfigurationJSON, _ name: String, of id: String) {
    let direction: PermitDirection
    switch resource["Type"]?.text {
    case "AWS::EC2::SecurityGroupEgress": direction = .outbound
    case "AWS::EC2::SecurityGroupIngress": direction = .inbound
    default: return
    }
    guard let properties = resource["Properties"] else {
      return reader.problem("\(name) has no properties")
    }
    let reference = properties["GroupId"]
    let named =
      reference?["Ref"]?.text ?? reference?["Fn::GetAtt"]?.elements?.first?.text
      ?? reference?["Fn::GetAtt"]?.text?.split(separator: ".").first.map(String.init)
    if named == id {
      take(templateRule: properties, direction, of: name)
    } else if named == nil, reference?.text == nil || reference?.text == group {
      reader.problem("\(name): which group it belongs to is not understood")
    }
  }

  private mutating func take(
    templateRule rule: ConfigurationJSON, _ direction: PermitDirection, of place: String
  ) {
    guard let terms = AWSRule(rule) else { return reader.problem("\(place) has no protocol") }
    let blocks = ["CidrIp", "CidrIpv4", "CidrIpv6"].compactMap { rule[$0]?.text }
    guard blocks.count == 1 else {
      return reader.problem(
        "\(place): its addresses are not told here, but by a list, a group or a function")
    }
    take(terms, blocks, direction, of: place)
  }
}

extension AWSRule {
  /// Of a permission or a rule of a template; nil if it has no protocol.
  fileprivate init?(_ rule: ConfigurationJSON) {
    guard let name = rule["IpProtocol"]?.text ?? rule["IpProtocol"]?.integer.map(String.init)
    else { return nil }
    self.init(transport: name, from: rule["FromPort"]?.integer, to: rule["ToPort"]?.integer)
  }
}
