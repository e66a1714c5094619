import EndpointModel

/// Rules that deny, in front of others that allow: the first that fits decides (PAN-OS
/// Administrator's Guide, "Security Policy Rules").
extension PANOSConfiguration: ReadWithProblems {
  /// Takes a rule that denies. What of it is not understood makes it a denial of more.
  mutating func deny(
    _ rule: PANOSRule, _ directions: [PermitDirection], _ denials: inout ReadDenials
  ) {
    let told = denials.take(
      services(of: rule), from: end(rule, "source"), to: end(rule, "destination"), Set(directions),
      sentence: "\(rule.title) denies, and what that takes away is not worked out")
    if let told { problems.append(told) }
  }

  /// What is said of those that deny some of what a rule allows, each once.
  func told(
    of rule: PANOSRule, _ directions: [PermitDirection], by denials: inout ReadDenials
  ) -> [String] {
    if denials.isEmpty { return [] }
    return denials.concerning(
      services(of: rule) ?? [ReadTraffic(.any)], from: end(rule, "source"),
      to: end(rule, "destination"), Set(directions)
    ).filter { !problems.contains($0) }
  }

  private func end(_ rule: PANOSRule, _ key: String) -> ReadEnd {
    let names = rule.words(key)
    if rule.isNegated || names.contains("any") { return .anybody(nil) }
    return understood { $0.addresses(names, "") }.map { .addresses($0) } ?? .anybody(nil)
  }

  /// Nil for all, and where one is not understood, as applications are not that are more than ports.
  private func services(of rule: PANOSRule) -> [ReadTraffic]? {
    understood { $0.traffic(of: rule) }
  }
}
