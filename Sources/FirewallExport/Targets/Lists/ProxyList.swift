import EndpointModel

/// What lists of proxies have in common.
enum ProxyList {
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
