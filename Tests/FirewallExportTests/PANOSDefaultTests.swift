import FirewallExport
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
