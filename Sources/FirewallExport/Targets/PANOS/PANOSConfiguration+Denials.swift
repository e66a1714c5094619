import EndpointModel

/// Rules that deny, in front of others that allow: the first that fits decides (PAN-OS
/// Administrator's Guide, "Security Policy Rules").
extension PANOSConfiguration: ReadWithProblems {
  /// Takes a rule that denies. What of it is not understood makes it a denial of more.
  mutating func deny(_ rule: PANOSRule, _ directions: [PermitDirection]) {
    let (source, destination) = (end(rule, "source"), end(rule, "destination"))
    let told = denials.take(
      services(of: rule), from: source ?? .anybody(nil), to: destination ?? .anybody(nil),
      Set(directions),
      isExact: source != nil && destination != nil && rule.narrowings.isEmpty
        && rule.notUnderstood.isEmpty,
      place: rule.title,
      sentence: "\(rule.title) denies, and what that takes away is not worked out")
    if let told { problems.append(told) }
  }

  /// What is left of what a rule allows.
  mutating func rest(of endpoints: [Endpoint], by rule: PANOSRule) -> [Endpoint] {
    if denials.isEmpty { return endpoints }
    let rest = denials.rest(
      of: endpoints, from: end(rule, "source") ?? .anybody(nil),
      to: end(rule, "destination") ?? .anybody(nil))
    for sentence in rest.told where !problems.contains(sentence) { problems.append(sentence) }
    return rest.endpoints
  }

  /// Nil where it is not understood.
  private func end(_ rule: PANOSRule, _ key: String) -> ReadEnd? {
    let names = rule.words(key)
    if names.contains("any") { return rule.negates(key) ? nil : .anybody(nil) }
    guard let found = understood({ $0.addresses(names, "") }) else { return nil }
    return (rule.negates(key) ? found.others() : found).map { .addresses($0) }
  }

  /// Nil where one is not understood, as applications are not that are more than ports.
  private func services(of rule: PANOSRule) -> [ReadTraffic]? {
    understood { $0.traffic(of: rule) }
  }
}
