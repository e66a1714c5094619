import FirewallExport
import Testing

/// Policies of Junos as people type them.
@Suite struct JunosConditionTests {
  private func read(_ match: String, _ others: String = "") throws -> FirewallReading {
    let policy = "set security policies from-zone trust to-zone untrust policy p"
    return try Junos().read(
      """
      set security address-book global address A 192.0.2.1/32
      set security address-book global address B 192.0.2.2/32
      \(policy) match \(match)
      \(policy) then permit
      \(others)
      """)
  }

  @Test func aCommandMayHaveSeveralConditions() throws {
    for match in [
      "source-address any destination-address A application junos-https",
      "application [ junos-https ] destination-address [ A ] source-address any",
    ] {
      let reading = try read(match)
      #expect(reading.problems == [])
      #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    }
    let several = try read(
      "source-address any destination-address [ A B ] application [ junos-https junos-ntp ]")
    #expect(several.problems == [])
    #expect(
      several.lines == [
        "192.0.2.1 tcp 443 outbound", "192.0.2.1 udp 123 outbound", "192.0.2.2 tcp 443 outbound",
        "192.0.2.2 udp 123 outbound",
      ])
  }

  /// A condition that is not understood is no reason to read the rest as all that there is.
  @Test(arguments: [
    "source-address any destination-address A desination-addresa any application any",
    "source-address any destination-address A application", "source-address any application any",
    "source-address any destination-address [ A application any",
  ])
  func whatIsNotUnderstoodIsTold(_ match: String) throws {
    let reading = try read(match)
    #expect(reading.lines == [])
    #expect(!reading.problems.isEmpty)
  }

  /// Policies for all zones are asked after those between two: one that denies takes nothing from those.
  @Test func globalPoliciesAreAskedLast() throws {
    let match = "source-address any destination-address A application junos-https"
    func reading(_ policies: (String, String)...) throws -> FirewallReading {
      let lines = policies.enumerated().flatMap { i, policy in
        ["match \(policy.0)", "then \(policy.1)"].map {
          "set security policies global policy g\(i) \($0)"
        }
      }
      return try read(match, lines.joined(separator: "\n"))
    }
    let all = "source-address any destination-address any application any"
    let own = "192.0.2.1 tcp 443 outbound"
    for action in ["deny", "reject"] {
      let denied = try reading((all, action))
      #expect(denied.problems == [] && denied.lines == [own])
    }
    let more = "source-address any destination-address B application junos-ssh"
    let permitted = try reading((more, "permit"), (all, "deny"))
    #expect(permitted.problems == [])
    #expect(Set(permitted.lines) == [own, "192.0.2.2 tcp 22 outbound"])
    // Both ways, where a policy names no zone.
    let both = try reading(
      ("source-address any destination-address any application junos-ssh", "permit"))
    #expect(
      Set(both.lines) == [own, "any tcp 22 both"]
        || Set(both.lines) == [
          own, "any tcp 22 outbound", "any tcp 22 inbound",
        ], "\(both.lines)")
    #expect(try reading((all, "deny"), (more, "permit")).lines == [own])
    let narrow = "source-address any destination-address A application junos-ssh"
    #expect(try reading((more, "permit"), (narrow, "deny")).problems == [])
    #expect(try reading((narrow, "deny"), (more, "permit")).problems == [])
    let wide = "source-address any destination-address any application junos-ssh"
    let none = try reading((wide, "deny"), (more, "permit"))
    #expect(none.problems == [] && none.lines == [own])
    let other = "from-zone guests to-zone untrust \(more)"
    #expect(try reading((other, "permit")).lines == [own])
    #expect(try reading((all, "count")).problems.map { $0.contains("no action") }.contains(true))
  }
}

/// Groups that are for one node of a cluster.
@Suite struct JunosNodeTests {
  private static let policy = "security policies from-zone trust to-zone untrust policy p"

  private func problems(_ group: String) throws -> [String] {
    try Junos().read(
      """
      \(group)
      set apply-groups "${node}"
      set security address-book global address A 192.0.2.1/32
      set \(Self.policy) match source-address any destination-address A application junos-https
      set \(Self.policy) then permit

      """
    ).problems
  }

  @Test func whatTheyHaveOfSecurityIsTold() throws {
    #expect(try problems("set groups node0 system host-name a") == [])
    #expect(try problems("set groups node0 \(Self.policy) then deny").count == 1)
    // No group of a node is there.
    #expect(try problems("set groups x system host-name a").count == 1)
  }
}
