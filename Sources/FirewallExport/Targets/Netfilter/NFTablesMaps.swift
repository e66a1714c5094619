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

extension [ConfigurationJSON] {
  /// The elements of named sets of several types together, by `@name`, but of those that fill or empty
  /// themselves.
  var concatenated: [String: [ConfigurationJSON]] {
    var out: [String: [ConfigurationJSON]] = [:]
    for set in self where set["type"]?.elements != nil {
      let flags = set["flags"]?.elements ?? [set["flags"]].compactMap { $0 }
      if flags.contains(where: { ["dynamic", "timeout"].contains($0.text) }) { continue }
      if (set["stmt"]?.elements ?? []).contains(where: { $0["counter"] == nil }) { continue }
      out["@" + (set["name"]?.text ?? "")] = set["elem"]?.elements ?? []
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

  /// A rule that asks for one of several concatenations, such as addresses with a port each, as rules that
  /// ask for one each; all else as it is, to be told.
  ///
  /// - Parameter sets: the elements of those with names.
  func withoutConcatenations(_ sets: [String: [ConfigurationJSON]]) -> [ConfigurationJSON] {
    let expressions = self["expr"]?.elements ?? []
    let place = expressions.firstIndex { $0["match"]?["left"]?["concat"] != nil }
    guard let place, let match = expressions[place]["match"],
      ["==", "in"].contains(match["op"]?.text), let fields = match["left"]?["concat"]?.elements,
      let right = match["right"]
    else { return [self] }
    let elements = right["set"]?.elements ?? sets[right.text ?? ""] ?? [right]
    let found = elements.map { NFTablesSets.plain($0)?["concat"]?.elements }
    guard found.allSatisfy({ $0?.count == fields.count }) else { return [self] }
    return found.compactMap { $0 }.map { values in
      let matches = zip(fields, values).map { field, value in
        ConfigurationJSON.object([
          "match": .object(["op": .string("=="), "left": field, "right": value])
        ])
      }
      var members = self.members
      members["expr"] = .array(
        expressions[..<place] + matches + expressions[(place + 1)...])
      return .object(members)
    }
  }
}
