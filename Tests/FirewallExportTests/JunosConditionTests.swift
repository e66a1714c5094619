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
    "source-address any destination-address A destination-address-excluded application any",
    "source-address any destination-address A application", "source-address any application any",
    "source-address any destination-address [ A application any",
  ])
  func whatIsNotUnderstoodIsTold(_ match: String) throws {
    let reading = try read(match)
    #expect(reading.lines == [])
    #expect(!reading.problems.isEmpty)
  }

  /// Policies for all zones are asked after those between two: only what they permit is more.
  @Test func aGlobalPolicyThatDeniesTakesNothingAway() throws {
    let global = "set security policies global policy g"
    let match = "source-address any destination-address A application junos-https"
    func reading(_ action: String) throws -> FirewallReading {
      try read(
        match,
        "\(global) match source-address any destination-address any application any\n"
          + "\(global) then \(action)")
    }
    for action in ["deny", "reject"] { #expect(try reading(action).problems == []) }
    #expect(try reading("permit").problems == ["the global policy g is not read"])
    #expect(try reading("count").problems == ["the global policy g is not read"])
  }
}
