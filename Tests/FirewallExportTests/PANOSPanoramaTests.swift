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

  /// By hand, for the order of "Device Group Policies": what a group further up says first counts first, what
  /// it says last counts last; of two objects with one name, that of the nearest group counts.
  @Test func groupsAboveAreAskedOutside() throws {
    let hierarchy =
      "set readonly devices localhost.localdomain device-group \"Branch Offices\" parent-dg West\n"
      + "set readonly devices localhost.localdomain device-group West parent-dg HQ\n"
      + "set readonly devices localhost.localdomain device-group other parent-dg HQ\n"
    let objects =
      "set device-group West address own-net ip-netmask 192.0.2.128/25\n"
      + "set device-group HQ address west-net ip-netmask 198.51.100.128/25\n"
      + "set device-group HQ address hq-net ip-netmask 203.0.113.0/25\n"
    func read(_ rules: String...) throws -> FirewallReading {
      try self.read(objects + rules.joined() + hierarchy)
    }
    let own = Self.rule("\(Self.group) pre-rulebase", "a", "own-net")
    let all = "198.51.100.0/24 tcp 443 outbound"
    let upper = try read(own, Self.rule("device-group HQ post-rulebase", "b", "hq-net"))
    #expect(upper.problems == [])
    #expect(Set(upper.lines) == [all, "203.0.113.0/25 tcp 443 outbound"])
    for group in ["West", "HQ"] {
      func denial(_ place: String) -> String {
        Self.rule("device-group \(group) \(place)", "d", "west-net", "deny")
      }
      // Its objects are known to groups further down.
      let before = try read(own, denial("pre-rulebase"))
      #expect(before.lines == ["198.51.100.0/25 tcp 443 outbound"], "\(group)")
      #expect(before.problems == [], "\(group)")
      #expect(try read(denial("post-rulebase"), own).lines == [all], "\(group)")
    }
    // Behind, West is asked before HQ; in front, HQ before West.
    func permit(_ place: String) -> String {
      Self.rule("device-group HQ \(place)", "p", "west-net")
    }
    func deny(_ place: String) -> String {
      Self.rule("device-group West \(place)", "d", "west-net", "deny")
    }
    #expect(try read(own, permit("post-rulebase"), deny("post-rulebase")).lines == [all])
    #expect(
      try read(
        Self.rule("\(Self.group) pre-rulebase", "x", "hq-net"), permit("pre-rulebase"),
        deny("pre-rulebase")
      ).lines.contains("198.51.100.128/25 tcp 443 outbound"))
    #expect(
      try read(
        Self.rule("\(Self.group) pre-rulebase", "x", "hq-net"), permit("post-rulebase"),
        deny("post-rulebase")
      ).lines == ["203.0.113.0/25 tcp 443 outbound"])
    #expect(
      try read(own, Self.rule("device-group other pre-rulebase", "o", "hq-net")).lines == [all])
    // A hierarchy that leads to itself ends.
    let loop = "set readonly devices localhost.localdomain device-group HQ parent-dg West\n"
    #expect(try read(own, loop).lines == [all])
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
    let apart = try read(permit + Self.rule("device-group other pre-rulebase", "o", "own-net"))
    #expect(apart.problems == [])
    #expect(apart.notes.contains { $0.contains("has no part \"readonly\"") })
    let some = try read(permit.replacing("negate no", with: "devices 0011 vsys vsys1"))
    #expect(some.problems.map { $0.contains("limited by target") } == [true])
    #expect(
      try PANOSSet().read(permit).problems.contains { $0.contains("the setting device-group") })
  }
}
