import FirewallExport
import Testing

/// Configurations of a management station, whose rules stand before and behind a device's own.
@Suite struct PANOSPanoramaTests {
  private static func rule(
    _ place: String, _ name: String, _ destination: String, _ action: String = "allow"
  ) -> String {
    "set \(place) security rules \(name) from trust to untrust source any destination \(destination) "
      + "application any service service-https action \(action) target negate no\n"
  }

  private func read(_ text: String, group: String = "Branch Offices") throws -> FirewallReading {
    try PANOSSet(["device-group": group]).read(
      "set shared address shared-net ip-netmask 192.0.2.0/24\n"
        + "set device-group \"Branch Offices\" address own-net ip-netmask 198.51.100.0/24\n"
        + "set device-group other address own-net ip-netmask 203.0.113.0/24\n" + text)
  }

  private static let group = "device-group \"Branch Offices\""

  @Test func theRulesOfAGroupAreRead() throws {
    let reading = try read(
      Self.rule("\(Self.group) pre-rulebase", "a", "own-net")
        + Self.rule("shared post-rulebase", "b", "shared-net")
        + Self.rule("device-group other pre-rulebase", "a", "own-net")
        + "set \(Self.group) post-rulebase default-security-rules rules interzone-default action deny\n"
    )
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == ["192.0.2.0/24 tcp 443 outbound", "198.51.100.0/24 tcp 443 outbound"])
    #expect(reading.notes.contains { $0.contains("devices' own rules") })
  }

  /// Shared ones come first, and last; the order in the text does not count.
  @Test func theyAreAskedInTheirOrder() throws {
    let permit = Self.rule("\(Self.group) pre-rulebase", "a", "own-net")
    for place in ["shared pre-rulebase", "\(Self.group) pre-rulebase"] {
      let before = Self.rule(place, "d", "own-net", "deny")
      let denied = try read(before + permit)
      #expect(denied.problems == [] && denied.lines == [], "\(place)")
    }
    let shared = Self.rule("shared pre-rulebase", "d", "own-net", "deny")
    #expect(try read(permit + shared).lines == [])
    for place in ["shared post-rulebase", "\(Self.group) post-rulebase"] {
      let behind = Self.rule(place, "d", "own-net", "deny")
      let reading = try read(behind + permit)
      #expect(reading.problems == [] && reading.lines.count == 1, "\(place)")
    }
    // Two rulebases may have a rule of one name.
    let twice = try read(permit + Self.rule("shared post-rulebase", "a", "shared-net"))
    #expect(twice.lines.count == 2 && twice.problems == [])
  }

  @Test func whatIsNotThereOrNotReadIsTold() throws {
    let permit = Self.rule("\(Self.group) pre-rulebase", "a", "own-net")
    #expect(
      try read(permit, group: "nowhere").problems == ["there is no device group \"nowhere\""])
    let parent = try read(
      permit
        + "set readonly devices localhost.localdomain device-group \"Branch Offices\" parent-dg HQ\n"
    )
    #expect(parent.problems.map { $0.contains("takes rules from \"HQ\"") } == [true])
    let some = try read(permit.replacing("negate no", with: "devices 0011 vsys vsys1"))
    #expect(some.problems.map { $0.contains("limited by target") } == [true])
    #expect(
      try PANOSSet().read(permit).problems.contains { $0.contains("the setting device-group") })
  }
}
