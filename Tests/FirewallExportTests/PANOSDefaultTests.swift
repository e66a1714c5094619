import FirewallExport
import TestSupport
import Testing

/// What of PAN-OS decides besides the rules of its own rulebase.
@Suite struct PANOSDefaultTests {
  private func problems(_ line: String) throws -> [String] {
    try PANOSSet().read(
      """
      set rulebase security rules r from trust to untrust source any destination 192.0.2.1
      set rulebase security rules r application any service service-https action allow
      \(line)
      """
    ).problems
  }

  @Test func whatNoRuleIsAboutMayBeAllowed() throws {
    let path = "set rulebase default-security-rules rules"
    for line in [
      "\(path) interzone-default action deny", "\(path) interzone-default log-end yes",
      "\(path) intrazone-default action allow", "set rulebase nat rules n to untrust",
    ] {
      #expect(try problems(line).isEmpty, "\(line)")
    }
    for line in [
      "\(path) interzone-default action allow",
      "set vsys vsys1 rulebase default-security-rules "
        + "rules interzone-default action allow",
      "\(path) other action deny", "set rulebase dos rules d action deny",
      "set rulebase pbf rules p action discard", "set rulebase unheard-of rules x",
    ] {
      #expect(try problems(line).count == 1, "\(line)")
    }
  }

  /// Between a zone and itself it is the other way round: all is allowed that nothing denies.
  @Test func whatStaysWithinAZoneIsAllowedUnlessItIsDenied() throws {
    let path = "set rulebase default-security-rules rules intrazone-default"
    let last = "set rulebase security rules z from any to any source any destination any"
    func problems(_ lines: String, _ inside: String = "lan") throws -> [String] {
      try PANOSSet(["inside": inside, "outside": "lan"]).read(
        """
        set rulebase security rules r from lan to lan source any destination 192.0.2.1
        set rulebase security rules r application any service service-https action allow
        \(lines)
        """
      ).problems
    }
    let all = "set rulebase security rules z application any service any action deny"
    #expect(try problems("\(path) action deny") == [])
    #expect(try problems("\(last)\n\(all)") == [])
    #expect(try !problems("", "dmz").contains { $0.contains("stays within the zone") })
    for lines in [
      "", "\(path) action allow", "\(path) action deny\n\(path) action allow",
      "\(path) action deny\ndelete rulebase default-security-rules rules intrazone-default action",
      "\(last)\n\(all)\nset rulebase security rules z rule-type interzone",
    ] {
      #expect(try problems(lines).contains { $0.contains("stays within the zone") }, "\(lines)")
    }
    let file = PANOSSet(
      try FirewallSettings(["inside": "lan", "outside": "lan"], of: PANOSSet.settings))
    #expect(
      file.whole(file.plan(SamplePolicies.first)).contains(
        "unless this is set: \(path) action deny\n"))
  }

  /// Whether a rule that denies takes something away is told by its place, after all moves.
  @Test func rulesStandWhereTheyWereMovedTo() throws {
    let names = ["a", "b", "c", "d"]
    let failure = try firstFailure(seeds: 0..<80) { random in
      var order = names
      var moves = ""
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let name = names.randomElement(using: &random)!
        let other = names.filter { $0 != name }.randomElement(using: &random)!
        let place = ["top", "bottom", "before \(other)", "after \(other)"]
          .randomElement(using: &random)!
        moves += "move rulebase security rules \(name) \(place)\n"
        order.removeAll { $0 == name }
        let target = order.firstIndex(of: other)!
        order.insert(
          name,
          at: place == "top"
            ? 0 : place == "bottom" ? 3 : place.hasPrefix("before") ? target : target + 1)
      }
      for denial in names {
        let rules = names.map { name in
          let path = "set rulebase security rules \(name)"
          return "\(path) from trust to untrust source any destination any application any\n"
            + "\(path) service any action \(name == denial ? "deny" : "allow")\n"
        }
        let lines = try PANOSSet().read(rules.joined() + moves).lines
        if lines.isEmpty != (order.first == denial) { return "\(moves) \(denial) \(lines)" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func rulesOfPanoramaStandBefore() throws {
    for place in [
      "shared pre-rulebase", "shared rulebase", "panorama pre-rulebase", "device-group dg",
      "post-rulebase", "panorama vsys vsys1 pre-rulebase",
    ] {
      let line = "set \(place) security rules p from any to any action allow"
      #expect(try problems(line).count == 1, "\(line)")
    }
  }

  @Test func theSameIsReadOfXML() throws {
    func problems(_ elements: String) throws -> [String] {
      try PANOSXML().read(
        """
        <config>\(elements)<devices><entry name="localhost.localdomain"><vsys><entry name="vsys1">
        <address><entry name="a"><ip-netmask>192.0.2.1</ip-netmask></entry></address>
        <rulebase><default-security-rules><rules><entry name="interzone-default">
        <action>\(elements.isEmpty ? "allow" : "deny")</action></entry></rules>
        </default-security-rules></rulebase></entry></vsys></entry></devices></config>
        """
      ).problems
    }
    let rules =
      "<security><rules><entry name=\"p\"><action>allow</action></entry></rules></security>"
    #expect(try problems("").count == 1)
    #expect(try problems("<shared><pre-rulebase>\(rules)</pre-rulebase></shared>").count == 1)
    #expect(try problems("<panorama><pre-rulebase>\(rules)</pre-rulebase></panorama>").count == 1)
  }
}
