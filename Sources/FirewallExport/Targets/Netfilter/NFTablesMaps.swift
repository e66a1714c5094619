/// Maps from what a packet has to a verdict (libnftables-json(5), "VERDICT MAP"): each pair is as good as
/// a rule of its own, as no packet fits two.
extension [ConfigurationJSON] {
  /// The pairs of named maps, by `@name`.
  var verdicts: [String: ConfigurationJSON] {
    var out: [String: ConfigurationJSON] = [:]
    for map in self {
      guard let name = map["name"]?.text, map["map"]?.text == "verdict" else { continue }
      out["@" + name] = map["elem"] ?? .array([])
    }
    return out
  }
}

extension ConfigurationJSON {
  /// A rule that ends with such a map as rules that end with a verdict; all else as it is, to be told.
  /// Maps of states stay, as they are about answers.
  ///
  /// - Parameter maps: the pairs of those with names.
  func withoutMaps(_ maps: [String: ConfigurationJSON]) -> [ConfigurationJSON] {
    let expressions = self["expr"]?.elements ?? []
    guard let map = expressions.last?["vmap"], let key = map["key"],
      key["ct"]?["key"]?.text != "state",
      let pairs = (map["data"]?["set"] ?? maps[map["data"]?.text ?? ""])?.elements
    else { return [self] }
    let found = pairs.map(\.elements)
    guard found.allSatisfy({ $0?.count == 2 }) else { return [self] }
    return found.compactMap { $0 }.map { pair in
      let match = ConfigurationJSON.object([
        "match": .object(["op": .string("=="), "left": key, "right": pair[0]])
      ])
      var members = self.members
      members["expr"] = .array(expressions.dropLast() + [match, pair[1]])
      return .object(members)
    }
  }
}
