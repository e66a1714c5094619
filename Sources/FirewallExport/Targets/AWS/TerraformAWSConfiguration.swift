import EndpointModel

/// What a state or a file of Terraform tells of one security group, with the prefix lists that
/// its rules name.
struct TerraformAWSConfiguration {
  private let group: String
  private var resources: [TerraformResource] = []
  /// By id, or by reference in a file.
  private var lists: [String: [AddressRange]] = [:]
  private var reader = PermitReader()

  var reading: FirewallReading { reader.reading }

  init(_ text: String, group: String, vpc: String) throws {
    self.group = group
    resources = try TerraformResource.all(in: text, &reader)
    let named = resources.filter {
      $0.type == "aws_security_group" && $0.values["name"]?.text == group
    }
    let only = AWSPlace(group: group, vpc: vpc).only(
      of: named, in: { $0.values["vpc_id"]?.text }, &reader)
    guard let only else { return }
    reader.number = only.values["tags"]?[CloudTags.revision]?.integer
    for resource in resources { takeEntries(resource) }
    for resource in resources where !resource.isData { take(resource, of: only) }
  }

  // MARK: - Prefix lists

  /// Entries stand in their list, or beside it.
  private mutating func takeEntries(_ resource: TerraformResource) {
    switch resource.type {
    case "aws_ec2_managed_prefix_list":
      if let reason = resource.repetition { return reader.problem(reason) }
      guard let key = resource.key else { return }
      if lists[key] == nil { lists[key] = [] }
      let entries = resource.values["entry"] ?? resource.values["entries"]
      guard let entries, entries.isFilled else { return }
      guard let all = entries.elements else {
        return reader.problem("\(resource.address): its entries are not written out")
      }
      for entry in all { add(entry["cidr"], to: key, resource) }
    case "aws_ec2_managed_prefix_list_entry":
      if let reason = resource.repetition { return reader.problem(reason) }
      guard let key = TerraformResource.key(of: resource.values["prefix_list_id"]) else {
        return reader.problem("\(resource.address): which list it belongs to is not written out")
      }
      add(resource.values["cidr"], to: key, resource)
    default: break
    }
  }

  private mutating func add(
    _ value: ConfigurationJSON?, to key: String, _ resource: TerraformResource
  ) {
    guard let text = value?.text, let range = EndpointAddress(text)?.range else {
      return reader.problem(
        "\(resource.address): \(value?.text ?? "an entry that is not written out") is not an "
          + "address")
    }
    lists[key, default: []].append(range)
  }

  // MARK: - Rules

  private mutating func take(_ resource: TerraformResource, of own: TerraformResource) {
    switch resource.type {
    case "aws_security_group" where resource.address == own.address:
      if let reason = resource.repetition { reader.problem(reason) }
      for (key, direction) in [("egress", PermitDirection.outbound), ("ingress", .inbound)] {
        takeInline(resource.values[key], direction, of: "\(resource.address) \(key)")
      }
    case "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule":
      guard belongs(resource, to: own) else { return }
      take(
        resource.values, resource.values["ip_protocol"],
        resource.type.contains("egress") ? .outbound : .inbound, of: resource.address)
    case "aws_security_group_rule":
      guard belongs(resource, to: own) else { return }
      switch resource.values["type"]?.text {
      case "egress"?:
        take(resource.values, resource.values["protocol"], .outbound, of: resource.address)
      case "ingress"?:
        take(resource.values, resource.values["protocol"], .inbound, of: resource.address)
      default: reader.problem("\(resource.address): its direction is not written out")
      }
    case "aws_default_security_group" where resource.key == own.key && own.key != nil:
      reader.problem("\(resource.address) gives the same group rules, which are not read")
    case "aws_vpc_security_group_rules_exclusive"
    where TerraformResource.key(of: resource.values["security_group_id"]) == own.key:
      reader.problem(
        "\(resource.address) takes away from the group what it does not name, which is not worked out"
      )
    case "module":
      if resource.mentions(own.key ?? own.address) {
        reader.problem("\(resource.address) may give the group rules that are not told here")
      }
    default: break
    }
  }

  private mutating func takeInline(
    _ value: ConfigurationJSON?, _ direction: PermitDirection, of place: String
  ) {
    guard let value, value.isFilled else { return }
    guard let rules = value.elements else {
      return reader.problem("\(place): its rules are not written out")
    }
    for (number, rule) in rules.enumerated() {
      take(rule.members, rule["protocol"], direction, of: "\(place) \(number + 1)")
    }
  }

  /// Another group's rule is none of ours; one of which that is not told is a problem.
  private mutating func belongs(_ resource: TerraformResource, to own: TerraformResource) -> Bool {
    let key = TerraformResource.key(of: resource.values["security_group_id"])
    let known = resources.contains {
      $0.type == "aws_security_group" && $0.key != nil && $0.key == key
    }
    if key == nil || own.key == nil || !known && !(key?.hasPrefix("sg-") ?? false) {
      reader.problem("\(resource.address): which group it belongs to is not told")
      return false
    }
    guard key == own.key else { return false }
    if let reason = resource.repetition {
      reader.problem(reason)
      return false
    }
    return true
  }

  private mutating func take(
    _ values: [String: ConfigurationJSON], _ transport: ConfigurationJSON?,
    _ direction: PermitDirection, of place: String
  ) {
    guard let name = transport?.text ?? transport?.integer.map(String.init) else {
      return reader.problem("\(place): its protocol is not written out")
    }
    let rule = AWSRule(
      transport: name, from: values["from_port"]?.integer, to: values["to_port"]?.integer)
    for key in ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"] {
      for value in Self.all(values[key]) {
        guard let text = value.text else {
          reader.problem("\(place): \(key) is not written out")
          continue
        }
        reader.take(rule, [text], direction, of: place)
      }
    }
    for key in ["prefix_list_id", "prefix_list_ids"] {
      for value in Self.all(values[key]) {
        guard let list = TerraformResource.key(of: value), let ranges = lists[list] else {
          reader.problem("\(place): which addresses its prefix list has is not told here")
          continue
        }
        reader.take(rule, ranges, direction, of: place)
      }
    }
    takeGroups(values, of: place)
  }

  private mutating func takeGroups(_ values: [String: ConfigurationJSON], of place: String) {
    for key in [
      "referenced_security_group_id", "source_security_group_id", "security_groups", "self",
      "dynamic",
    ] where values[key]?.isFilled ?? false {
      reader.problem("\(place): which addresses \(key) stands for is not told here")
    }
  }

  /// A value, or those of a list; none of null and of an empty text.
  private static func all(_ value: ConfigurationJSON?) -> [ConfigurationJSON] {
    guard let value, value.isFilled else { return [] }
    return value.elements ?? [value]
  }
}
