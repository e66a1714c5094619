/// What `terraform show -json FILE` prints of a plan ("JSON Output Format", plan representation): what
/// would be there when it is applied.
struct TerraformPlan {
  private let json: ConfigurationJSON
  /// What the values of resources refer to, by address: of what is made by the plan, ids are not known.
  private var references: [String: [String: String]] = [:]
  /// The names of the values that are configured, by address.
  private var configured: [String: Set<String>] = [:]

  init(_ json: ConfigurationJSON) {
    self.json = json
    if let root = json["configuration"]?["root_module"] { take(root, prefix: "") }
  }

  /// - Complexity: as deep as modules are within modules, which the JSON's own depth limits.
  private mutating func take(_ module: ConfigurationJSON, prefix: String) {
    for resource in module["resources"]?.elements ?? [] {
      guard let address = resource["address"]?.text else { continue }
      configured[prefix + address] = Set((resource["expressions"]?.members ?? [:]).keys)
      for (name, value) in resource["expressions"]?.members ?? [:] {
        // The narrowest comes first: `aws_security_group.web.id`, `aws_security_group.web`.
        guard let first = value["references"]?.elements?.first?.text, first.hasSuffix(".id") else {
          continue
        }
        references[prefix + address, default: [:]][name] = prefix + first
      }
    }
    for (name, call) in module["module_calls"]?.members ?? [:] {
      if let inner = call["module"] { take(inner, prefix: prefix + "module.\(name).") }
    }
  }

  func resources(_ reader: inout PermitReader) -> [TerraformResource] {
    let changes = json["resource_changes"]?.elements ?? []
    let isPending = changes.contains {
      let actions = ($0["change"]?["actions"]?.elements ?? []).map(\.text)
      return !actions.allSatisfy { $0 == "no-op" || $0 == "read" }
    }
    reader.note(
      isPending
        ? "what is there now: the text is a plan, and is read as if it were applied"
        : "what the plan does not name: it changes nothing")
    for (key, wrong) in [("errored", true), ("complete", false)] {
      if case .bool(wrong)? = json[key] {
        reader.problem("the plan is not whole: it has \(key.quoted) \(wrong)")
      }
    }
    let lists =
      json["prior_state"]?["values"]?["root_module"]
      .map(TerraformResource.inModules)?.filter(\.isData) ?? []
    return lists + changes.compactMap { resource($0, &reader) }
  }

  /// Nil for what is not there afterwards.
  private func resource(
    _ json: ConfigurationJSON, _ reader: inout PermitReader
  ) -> TerraformResource? {
    let address = json["address"]?.text ?? json["name"]?.text ?? "a resource"
    let type = json["type"]?.text ?? ""
    let change = json["change"]
    let actions = (change?["actions"]?.elements ?? []).compactMap(\.text)
    if actions.contains("forget"), Self.types.contains(type) {
      reader.problem("\(address) is left alone by the plan, and stays as it is, which is not read")
    }
    guard case .object(var values)? = change?["after"] else { return nil }
    for (name, unknown) in change?["after_unknown"]?.members ?? [:] where unknown.isUnknown {
      // Terraform takes away the rule that a new group has of its own (aws_security_group, "egress").
      let isEmpty = actions.contains("create") && ["egress", "ingress"].contains(name)
      if isEmpty, configured[address]?.contains(name) == false { continue }
      values[name] = reference(name, of: address) ?? Self.unknown
    }
    return TerraformResource(
      type: type, address: address, isData: json["mode"]?.text == "data", values: values,
      key: TerraformResource.key(of: values["id"]) ?? (values["id"] == nil ? nil : address + ".id"))
  }

  /// What a value that is known later refers to.
  private func reference(_ name: String, of address: String) -> ConfigurationJSON? {
    references[address]?[name].map { .object([HCLText.reference: .string($0)]) }
  }

  private static let unknown = ConfigurationJSON.object([
    HCLText.expression: .string("known after apply")
  ])

  private static let types: Set = [
    "aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule", "aws_ec2_managed_prefix_list",
    "aws_ec2_managed_prefix_list_entry",
  ]
}

extension ConfigurationJSON {
  /// Whether `after_unknown` says of a value, or of a part of it, that it is known later.
  fileprivate var isUnknown: Bool {
    switch self {
    case .bool(let value): value
    case .array(let all): all.contains(where: \.isUnknown)
    case .object(let members): members.values.contains(where: \.isUnknown)
    case .null, .number, .string: false
    }
  }
}
