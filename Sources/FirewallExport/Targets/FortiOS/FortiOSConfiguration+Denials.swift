import EndpointModel

/// Policies that deny, in front of others that accept: policies are asked in their order, and the first
/// that fits decides (FortiOS Administration Guide, "Firewall policy").
extension FortiOSConfiguration: ReadWithProblems {
  /// Takes a policy that denies. What of it is not understood makes it a denial of more.
  mutating func deny(_ policy: FortiOSPolicy, _ directions: [PermitDirection]) {
    let sentence = "\(policy.title) denies, and what that takes away is not worked out"
    let isExact =
      policy.reasonNotToRead == nil && policy.limits.isEmpty && policy.notUnderstood.isEmpty
    for family in IPFamily.allCases {
      guard let (source, destination) = ends(of: policy, family) else { continue }
      let told = denials.take(
        services(of: policy), from: source ?? .anybody(family),
        to: destination ?? .anybody(family), Set(directions),
        isExact: isExact && source != nil && destination != nil, place: policy.title,
        sentence: sentence)
      if let told { problems.append(told) }
    }
  }

  /// What is left of what a policy accepts.
  mutating func rest(
    of endpoints: [Endpoint], by policy: FortiOSPolicy, _ family: IPFamily
  ) -> [Endpoint] {
    if denials.isEmpty { return endpoints }
    guard let (source, destination) = ends(of: policy, family) else { return endpoints }
    let rest = denials.rest(
      of: endpoints, from: source ?? .anybody(family), to: destination ?? .anybody(family))
    for sentence in rest.told where !problems.contains(sentence) { problems.append(sentence) }
    return rest.endpoints
  }

  /// Nil if it is for no address of the family; an end is nil if it is not understood.
  private func ends(
    of policy: FortiOSPolicy, _ family: IPFamily
  ) -> (source: ReadEnd?, destination: ReadEnd?)? {
    let (sources, destinations) = policy.addresses(family)
    if policy.reasonNotToRead != nil { return (nil, nil) }
    if sources.isEmpty || destinations.isEmpty { return nil }
    func end(_ names: [String], _ key: String) -> ReadEnd? {
      let isNegated = policy.negates(key, family)
      if names.contains("all") { return isNegated ? nil : .anybody(family) }
      guard let found = understood({ $0.addresses(names, family, "") }) else { return nil }
      return (isNegated ? found.others(of: [family]) : found).map { .addresses($0) }
    }
    return (end(sources, "srcaddr"), end(destinations, "dstaddr"))
  }

  /// Nil where one is not understood.
  private func services(of policy: FortiOSPolicy) -> [ReadTraffic]? {
    let names = policy.entry.words("service")
    return policy.reasonNotToRead == nil ? understood { $0.traffic(names, "") } : nil
  }
}
