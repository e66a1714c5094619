import EndpointModel

extension FirewallPlan {
  /// The permits for languages that name one protocol a rule: TCP and UDP together stand once
  /// with each of the two, and with what else is allowed the same traffic. Ascending by traffic.
  var singleProtocolPermits: [Permit] {
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
