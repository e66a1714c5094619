import EndpointModel

extension PANOSConfiguration {
  /// What the objects and rules of the virtual system hold, by kind and name.
  var contents: FirewallContents {
    var out = FirewallContents()
    for (place, entry) in entries where place.height == 0 && place.stage == .own {
      let members: [String]
      switch place.kind {
      case .address: members = [entry.address?.description ?? contentNotUnderstood]
      case .addressGroup: members = entry.values("static") + entry.values("dynamic")
      case .service: members = entry.service?.map(\.inWords) ?? [contentNotUnderstood]
      case .application: members = [entry.application?.inWords ?? contentNotUnderstood]
      case .rule: members = PANOSRule(place.name, entry).parts
      case .tag, .serviceGroup, .applicationGroup: continue
      }
      out.add("\(place.kind.rawValue) \(place.name)", members)
    }
    return out
  }
}

extension PANOSRule {
  /// Each value of the settings that are written, and what limits the rule besides.
  fileprivate var parts: [String] {
    let keys = ["from", "to", "source", "destination", "application", "service"]
    return keys.flatMap { key in words(key).map { "\(key) \($0)" } }
      + [action.map { "action \($0)" }, description.map { "description \($0)" }].compactMap { $0 }
      + narrowings.map { "limited by \($0)" } + (isNegated ? ["negated"] : [])
      + (isDisabled ? ["disabled"] : [])
  }
}
