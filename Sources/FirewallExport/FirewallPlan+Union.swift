import EndpointModel

extension FirewallPlan {
  /// All that its permits hold, as one: for targets whose files state no traffic.
  var union: Permit {
    Permit(
      PermitTraffic(.any, nil, .outbound), addresses: permits.flatMap(\.addresses),
      names: permits.flatMap(\.names), patterns: permits.flatMap(\.patterns))
  }
}
