/// The shapes in which groups and rules come from Azure's tools.
enum AzureShapes {
  /// What an answer holds: of the REST API within `value`, of a query of the Resource Graph within `data`,
  /// of PowerShell with names in capitals.
  static func unwrapped(
    _ json: ConfigurationJSON, _ reader: inout PermitReader
  ) -> ConfigurationJSON {
    let json = isOfPowerShell(json) ? inSmallLetters(json) : json
    for list in ["value", "data"] {
      guard let elements = json[list]?.elements else { continue }
      let rest = ["nextLink", "@odata.nextLink", "skip_token", "skipToken", "$skipToken"]
      if rest.contains(where: { json[$0]?.isFilled ?? false }) {
        reader.problem("the listing is cut off: it names where the rest is")
      }
      return .array(elements)
    }
    return json
  }

  private static func isOfPowerShell(_ json: ConfigurationJSON) -> Bool {
    let first = json.elements?.first ?? json
    return first["SecurityRules"] != nil || first["Access"] != nil && first["Direction"] != nil
  }

  /// With the first letter of each name small: `DestinationPortRange`. Tags keep theirs.
  ///
  /// - Complexity: as deep as the JSON is.
  private static func inSmallLetters(_ json: ConfigurationJSON) -> ConfigurationJSON {
    switch json {
    case .array(let all): .array(all.map(inSmallLetters))
    case .object(let members):
      .object(
        Dictionary(
          members.map { name, value in
            let small = name.prefix(1).lowercased() + name.dropFirst()
            return (small, small == "tag" ? value : inSmallLetters(value))
          }, uniquingKeysWith: { first, _ in first }))
    case .null, .bool, .number, .string: json
    }
  }
}
