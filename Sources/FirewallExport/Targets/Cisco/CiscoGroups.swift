import EndpointModel

extension PermitTraffic {
  /// The ports of a service of a Cisco device, one entry for each range: ` eq 443`,
  /// ` range 4201 4264`; one empty entry for every port.
  var ciscoPorts: [String] {
    guard let ports else { return [""] }
    return ports.ranges.map {
      $0.count == 1 ? " eq \($0.lowerBound)" : " range \($0.lowerBound) \($0.upperBound)"
    }
  }
}

extension FirewallPlan {
  /// What remarks say: the number of the policy, then each revision that it is from. Both
  /// languages take up to 100 characters.
  var ciscoRemarks: [String] {
    ([remark] + origins.map { "from \($0)" }).map {
      $0.asComment(limit: 100)
    }
  }
}
