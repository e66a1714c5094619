import EndpointModel

extension JunosConfiguration {
  /// What the objects and policies of a configuration group hold, by kind and name.
  func contents(ofGroup name: String) -> FirewallContents {
    var out = FirewallContents()
    guard let tree = roots.first, let group = tree["groups", name] else { return out }
    out.add("apply-groups", tree["apply-groups", name] == nil ? [] : [name])
    for (name, node) in Self.entries(group["security", "address-book", "global", "address"]) {
      let known = Self.entries(node).filter { $0.0 != "description" }.map {
        Self.address($0.0, $0.1)?.description ?? contentNotUnderstood
      }
      out.add("address \(name)", known)
    }
    for (name, node) in Self.entries(group["security", "address-book", "global", "address-set"]) {
      out.add("address-set \(name)", Self.statements(of: node))
    }
    for (name, node) in Self.entries(group["applications", "application"]) {
      let traffic = JunosNames.service(Self.attributes(node))
      out.add("application \(name)", [traffic?.inWords ?? contentNotUnderstood])
    }
    for (from, node) in Self.entries(group["security", "policies", "from-zone"]) {
      for (to, node) in Self.entries(node["to-zone"]) {
        for (name, policy) in Self.entries(node["policy"]) {
          // A text has one value: what is set last.
          let remark = policy["description"]?.last.map { "description \($0)" }
          out.add(
            "policy \(name) from \(from) to \(to)",
            Self.statements(of: policy).filter { !$0.hasPrefix("description ") }
              + [remark].compactMap { $0 })
        }
      }
    }
    return out
  }

  /// The words from a node to each of its ends.
  ///
  /// - Complexity: as deep as the tree, which is limited.
  private static func statements(of node: JunosTree) -> [String] {
    entries(node).flatMap { name, child -> [String] in
      let below = statements(of: child)
      return below.isEmpty ? [name] : below.map { "\(name) \($0)" }
    }
  }
}
