extension FirewallPlan {
  /// The permits with one protocol each, for languages that name one a rule. What is allowed over
  /// TCP and UDP together is joined with what is allowed over one of them with the same ports, so
  /// that each traffic occurs once: names of objects are made from it. Ascending by traffic.
  var splitPermits: [Permit] {
    var parts: [PermitTraffic: [Permit]] = [:]
    for permit in permits {
      for traffic in permit.traffic.split { parts[traffic, default: []].append(permit) }
    }
    return parts.sorted { $0.key < $1.key }.map { traffic, permits in
      Permit(
        traffic, addresses: permits.flatMap(\.addresses), names: permits.flatMap(\.names),
        patterns: permits.flatMap(\.patterns))
    }
  }
}
