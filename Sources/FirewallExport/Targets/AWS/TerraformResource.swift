/// A resource of a state or a file of Terraform; also a module of a file.
struct TerraformResource {
  let type: String
  /// As Terraform writes it: `module.net.aws_security_group.web`.
  let address: String
  let isData: Bool
  let values: [String: ConfigurationJSON]
  /// What other resources name it by: its id in a state, a reference in a file.
  let key: String?

  /// Why it may stand for more or fewer than one; nil if it does not.
  var repetition: String? {
    let found = ["count", "for_each", "dynamic"].filter { values[$0] != nil }
    return found.isEmpty ? nil : "\(address): its \(found[0]) is not worked out"
  }

  /// - Parameter reader: is told what of a plan is not.
  /// - Throws: `FirewallReadingError`
  static func all(
    in text: String, _ reader: inout PermitReader
  ) throws -> [TerraformResource] {
    guard text.first(where: { !$0.isWhitespace }) == "{" else { return try inFile(text) }
    let json = try ConfigurationJSON(parsing: text, of: TerraformAWS.name)
    if let root = json["values"]?["root_module"] { return inModules(root) }
    if json["resource_changes"] != nil { return TerraformPlan(json).resources(&reader) }
    guard let resources = json["resources"]?.elements else {
      throw FirewallReadingError(
        TerraformAWS.name,
        "it has neither \"values\" nor \"resources\", nor a plan's \"resource_changes\"")
    }
    return resources.flatMap(instances)
  }

  /// Of `terraform show -json` ("JSON Output Format", values representation).
  static func inModules(_ root: ConfigurationJSON) -> [TerraformResource] {
    var found: [TerraformResource] = []
    var modules = [root]
    while let module = modules.popLast() {
      modules += module["child_modules"]?.elements ?? []
      for resource in module["resources"]?.elements ?? [] {
        let values = resource["values"]?.members ?? [:]
        found.append(
          TerraformResource(
            type: resource["type"]?.text ?? "",
            address: resource["address"]?.text ?? resource["name"]?.text ?? "a resource",
            isData: resource["mode"]?.text == "data", values: values, key: values["id"]?.text))
      }
    }
    return found
  }

  /// Of a state file of version 4.
  private static func instances(_ resource: ConfigurationJSON) -> [TerraformResource] {
    let (type, name) = (resource["type"]?.text ?? "", resource["name"]?.text ?? "")
    let address = [resource["module"]?.text, type, name].compactMap { $0 }.joined(separator: ".")
    let instances = resource["instances"]?.elements ?? []
    return instances.enumerated().map { place, instance in
      let values = instance["attributes"]?.members ?? [:]
      return TerraformResource(
        type: type, address: instances.count == 1 ? address : "\(address)[\(place)]",
        isData: resource["mode"]?.text == "data", values: values, key: values["id"]?.text)
    }
  }

  private static func inFile(_ text: String) throws -> [TerraformResource] {
    let body = try HCLText.parse(text, of: TerraformAWS.name)
    func labels(_ block: ConfigurationJSON) -> [String] {
      (block[HCLText.labels]?.elements ?? []).compactMap(\.text)
    }
    let resources = (body["resource"]?.elements ?? []).compactMap { block in
      let labels = labels(block)
      return labels.count == 2
        ? TerraformResource(
          type: labels[0], address: labels.joined(separator: "."), isData: false,
          values: block.members, key: labels.joined(separator: ".") + ".id") : nil
    }
    if resources.isEmpty { throw FirewallReadingError(TerraformAWS.name, "it has no resource") }
    let modules = (body["module"]?.elements ?? []).map { block in
      TerraformResource(
        type: "module", address: "module." + labels(block).joined(separator: "."),
        isData: false, values: block.members, key: nil)
    }
    return resources + modules
  }

  /// The id or reference that a value is; nil if it is something else.
  static func key(of value: ConfigurationJSON?) -> String? {
    value?.text ?? value?[HCLText.reference]?.text
  }

  /// Whether one of its values names something, or is computed, perhaps from it.
  func mentions(_ key: String) -> Bool {
    var values = Array(self.values.values)
    while let value = values.popLast() {
      switch value {
      case .object(let members):
        if members[HCLText.expression] != nil { return true }
        if members[HCLText.reference]?.text == key { return true }
        values += members.values
      case .array(let elements): values += elements
      case .null, .bool, .number, .string: break
      }
    }
    return false
  }
}
