import EndpointModel

/// Policies that deny, in front of others that accept: policies are asked in their order, and the first
/// that fits decides (FortiOS Administration Guide, "Firewall policy").
extension FortiOSConfiguration: ReadWithProblems {
  /// Takes a policy that denies. What of it is not understood makes it a denial of more.
  mutating func deny(
    _ policy: FortiOSPolicy, _ directions: [PermitDirection], _ denials: inout ReadDenials
  ) {
    let sentence = "\(policy.title) denies, and what that takes away is not worked out"
    for family in IPFamily.allCases {
      guard let (source, destination) = ends(of: policy, family) else { continue }
      let told = denials.take(
        services(of: policy), from: source, to: destination, Set(directions), sentence: sentence)
      if let told { problems.append(told) }
    }
  }

  /// What is said of those that deny some of what a policy accepts, each once.
  func told(
    of policy: FortiOSPolicy, _ directions: [PermitDirection], by denials: inout ReadDenials
  ) -> [String] {
    if denials.isEmpty { return [] }
    let services = services(of: policy) ?? [ReadTraffic(.any)]
    let found = IPFamily.allCases.flatMap { family in
      ends(of: policy, family).map {
        denials.concerning(services, from: $0, to: $1, Set(directions))
      } ?? []
    }
    return Set(found).subtracting(problems).sorted()
  }

  /// Nil if it is for no address of the family.
  private func ends(
    of policy: FortiOSPolicy, _ family: IPFamily
  ) -> (source: ReadEnd, destination: ReadEnd)? {
    let (sources, destinations) = policy.addresses(family)
    if policy.reasonNotToRead != nil { return (.anybody(family), .anybody(family)) }
    if sources.isEmpty || destinations.isEmpty { return nil }
    func end(_ names: [String]) -> ReadEnd {
      if names.contains("all") { return .anybody(family) }
      return understood { $0.addresses(names, family, "") }.map { .addresses($0) }
        ?? .anybody(family)
    }
    return (end(sources), end(destinations))
  }

  /// Nil for all, and where one is not understood.
  private func services(of policy: FortiOSPolicy) -> [ReadTraffic]? {
    let names = policy.entry.words("service")
    return policy.reasonNotToRead == nil ? understood { $0.traffic(names, "") } : nil
  }
}
