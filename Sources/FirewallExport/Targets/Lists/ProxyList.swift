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

  /// IPv4 addresses as IPv6 addresses (RFC 4291 section 2.5.5.2). Proxies compare clients' and
  /// servers' IPv4 addresses with entries of IPv6 in this form, so that `::/1` allows all of IPv4.
  private static let mapped = AddressRange(
    IPAddress(family: .v6, number: 0xFFFF_0000_0000)!,
    IPAddress(family: .v6, number: 0xFFFF_FFFF_FFFF)!)!

  /// The addresses of a plan, without IPv4 within larger blocks of IPv6, unless the plan allows
  /// all of IPv4 anyway.
  static func ranges(_ plan: FirewallPlan) -> [AddressRange] {
    let all = plan.union.addresses
    if all.contains(.all(.v4)) { return all }
    return all.flatMap { range in
      range.contains(mapped) && range != mapped
        ? AddressSet([range]).subtracting(AddressSet([mapped])).cidrCover.map { AddressRange($0) }
        : [range]
    }
  }

  /// What an entry allows: of an entry of IPv6, the IPv4 addresses in it, too.
  static func addresses(of range: AddressRange) -> [EndpointAddress] {
    guard range.family == .v6, range.overlaps(mapped),
      let first = IPAddress(
        family: .v4, number: max(range.first, mapped.first).number & 0xFFFF_FFFF),
      let last = IPAddress(family: .v4, number: min(range.last, mapped.last).number & 0xFFFF_FFFF),
      let v4 = AddressRange(first, last)
    else { return [EndpointAddress(range)] }
    return [EndpointAddress(range), EndpointAddress(v4)]
  }
}
