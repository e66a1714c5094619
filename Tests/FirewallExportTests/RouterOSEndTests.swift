import FirewallExport
import Testing

/// What RouterOS does with packets on which no rule decides, and with answers.
@Suite struct RouterOSEndTests {
  private func export(
    _ rules: String, version: String = "7.14", _ more: String = ""
  ) -> String {
    """
    # 2026-03-01 10:00:00 by RouterOS \(version)
    /ip firewall filter
    add action=accept chain=forward connection-state=established,related
    add action=accept chain=forward dst-address=192.0.2.1 dst-port=443 protocol=tcp
    \(rules)
    \(more)
    """
  }

  private let drop = "add action=drop chain=forward"
  private let isOff = "/ipv6 settings\nset disable-ipv6=yes\n"

  private func problems(_ text: String) throws -> [String] {
    let reading = try RouterOS().read(text)
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    return reading.problems
  }

  /// A chain without rules accepts, and IPv6 is there from the factory.
  @Test func aFamilyWithoutRulesIsOpen() throws {
    #expect(try problems(export(drop, isOff)) == [])
    #expect(try problems(export(drop, "/ipv6/settings set disable-ipv6=yes")) == [])
    #expect(
      try problems(export(drop)) == [
        "no rule of the chain forward is listed over IPv6: without one it accepts everything, "
          + "unless /ipv6 settings has disable-ipv6=yes"
      ])
    #expect(try problems(export(drop, isOff.replacing("yes", with: "no"))).count == 1)
    // Before release 7 it came with a package of its own.
    #expect(try problems(export(drop, version: "6.49.10")) == [])
    #expect(
      try problems(
        export(drop, version: "6.49.10", "/ipv6 address\nadd address=2001:db8::1 interface=lan")
      )
      .count == 1)
  }

  @Test func withoutADropAtTheEndAllElsePasses() throws {
    #expect(
      try problems(export("add action=accept chain=input", isOff)) == [
        "what no rule decides, the chain forward accepts over IPv4"
      ])
  }

  @Test func withoutAnswersNothingIsAllowedInTruth() throws {
    let text = export(drop, isOff)
    let states = "connection-state=established,related"
    #expect(
      try problems(text.replacing(states, with: "connection-state=related")) == [
        "no rule of the chain forward lets answers through over IPv4: "
          + "action=accept connection-state=established,related"
      ])
    #expect(
      try problems(text.replacing("action=accept chain=forward \(states)", with: "chain=input"))
        .count == 1)
    let cut = text.replacing(
      "action=accept chain=forward \(states)",
      with: "action=drop chain=forward \(states)")
    #expect(try problems(cut).first?.contains("it cuts off connections that are there") ?? false)
    let all = text.replacing(
      "add action=drop chain=forward\n", with: "add chain=forward connection-state=\"\"\n" + drop)
    #expect(try RouterOS().read(all).lines.contains("0.0.0.0/0 any any both"))
    let invalid = text.replacing(states, with: states + ",invalid")
    #expect(try problems(invalid).count == 1)
    #expect(try problems(text.replacing(states, with: states + ",untracked")) == [])
  }
}
