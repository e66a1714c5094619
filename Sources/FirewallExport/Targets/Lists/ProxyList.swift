import EndpointModel

/// What lists of proxies have in common: files of an ACL that take the place of the former ones.
enum ProxyList {
  /// - Parameter kinds: what the file holds, in words.
  static func settings(_ kinds: String) -> [FirewallSetting] {
    [
      FirewallSetting(
        "kind", .word(["addresses", "names", "expressions"]), "addresses",
        "what the file holds: \(kinds)"),
      // Neither proxy documents one: memory limits it.
      FirewallSetting("limit-entries", .number, "1000000", "how many entries the file may have"),
    ]
  }

  static func objects(_ entries: [String], limit: Int) -> [FirewallObject] {
    [FirewallObject(kind: "acl", name: "gatebook", entries: entries.count, limit: limit)]
  }

  static func file(_ entries: [String]) -> String { entries.map { $0 + "\n" }.joined() }

  /// What a list holds: a proxy has another way of matching for each.
  enum Kind: String {
    case addresses, names, expressions

    var content: FirewallAbilities.ListContent { self == .addresses ? .addresses : .names }

    /// The entries of a list of names or expressions.
    func names(_ plan: FirewallPlan) -> [String] {
      let all = plan.union
      return self == .names
        ? all.names.map(\.text)
        : all.names.map { HostExpression.text($0) } + all.patterns.map { HostExpression.text($0) }
    }
  }

  /// Proxies compare clients' and servers' addresses of IPv4 with entries of IPv6 in this form, so
  /// that `::/1` allows all of IPv4.
  static let embedded = EmbeddedIPv4.mapped
}
