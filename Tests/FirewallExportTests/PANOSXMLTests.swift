import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// PAN-OS's XML.
@Suite struct PANOSXMLTests {
  private let tried: TargetCase

  init() throws { tried = try TargetCase(PANOSXML.self) }

  /// Both ways to write PAN-OS say the same.
  @Test func itAllowsWhatTheSetCommandsAllow() throws {
    let set = try TargetCase(PANOSSet.self)
    let plan = tried.plan(SamplePolicies.second, number: 7)
    let (a, b) = (
      try tried.target.read(tried.target.whole(plan)), try set.target.read(set.target.whole(plan))
    )
    #expect(a.number == 7)
    #expect(a.problems == [])
    #expect(ExpectedAccess.difference(a.endpoints, b.endpoints) == "")
    #expect(ExpectedAccess.difference(plan.endpoints, a.endpoints) == "")
  }

  @Test func noObjectsAreNoEmptyElements() throws {
    let text = tried.target.whole(FirewallPlan(nothingOn: SamplePolicies.firewall))
    #expect(!text.contains("<address"))
    #expect(!text.contains("<rulebase"))
  }

  @Test func settingsNameZonesAndTheVirtualSystem() throws {
    let other = try TargetCase(
      PANOSXML.self, ["inside": "lan", "outside": "wan", "vsys": "vsys3", "limit-entries": "2"])
    let plan = other.plan(SamplePolicies.first)
    let text = other.target.whole(plan)
    #expect(text.contains("<entry name=\"vsys3\">"))
    #expect(try other.target.read(text).endpoints.isEmpty == false)
    let elsewhere = try tried.target.read(text)
    #expect(elsewhere.endpoints.isEmpty)
    #expect(elsewhere.problems == ["there is no virtual system \"vsys1\""])
    #expect(other.target.objects(of: plan).contains { $0.isTooLarge })
  }

  /// A branch's export: a custom application of a protocol's number, ports in a list.
  @Test func anExportIsRead() throws {
    try tried.expectRead(
      """
      <?xml version="1.0"?>
      <config version="10.2.0" urldb="paloaltonetworks">
        <mgt-config><users><entry name="admin"><phash>*</phash></entry></users></mgt-config>
        <shared><service><entry name="mgmt"><protocol><tcp><port>8443,9443</port>
          <override><no/></override></tcp></protocol></entry></service></shared>
        <devices><entry name="localhost.localdomain">
          <network><interface/></network>
          <vsys><entry name="vsys1">
            <application><entry name="pim-own"><category>networking</category>
              <default><ident-by-ip-protocol>103</ident-by-ip-protocol></default></entry>
            </application>
            <address>
              <entry name="core"><ip-netmask>203.0.113.7/29</ip-netmask><tag><member>x</member></tag></entry>
              <entry name="v6"><ip-netmask>2001:db8::/64</ip-netmask></entry>
            </address>
            <address-group><entry name="both"><static><member>core</member><member>v6</member>
              </static></entry></address-group>
            <rulebase><security><rules>
              <entry name="manage" uuid="00000000-0000-0000-0000-000000000000">
                <to><member>untrust</member></to><from><member>trust</member></from>
                <source><member>any</member></source>
                <destination><member>both</member></destination>
                <source-user><member>any</member></source-user>
                <application><member>any</member></application>
                <service><member>mgmt</member></service>
                <action>allow</action>
                <log-setting>default</log-setting>
                <profile-setting><group><member>strict</member></group></profile-setting>
              </entry>
              <entry name="multicast">
                <to><member>untrust</member></to><from><member>trust</member></from>
                <source><member>any</member></source>
                <destination><member>core</member></destination>
                <application><member>pim-own</member></application>
                <service><member>application-default</member></service>
                <action>allow</action>
              </entry>
            </rules></security>
            <default-security-rules><rules><entry name="intrazone-default">
              <action>deny</action></entry></rules></default-security-rules></rulebase>
          </entry></vsys>
        </entry></devices>
      </config>
      """,
      ExpectedAccess.endpoints(
        "out tcp 8443,9443 203.0.113.0/29", "out tcp 8443,9443 2001:db8::/64",
        "out 103 - 203.0.113.0/29"))
  }

  /// An answer of the device's API to a question for one part.
  @Test func anAnswerOfTheInterfaceIsRead() throws {
    try tried.expectRead(
      """
      <response status="success"><result total-count="1"><config><devices>
      <entry name="localhost.localdomain"><vsys><entry name="vsys1"><rulebase><security><rules>
        <entry name="callback">
          <from><member>untrust</member></from><to><member>trust</member></to>
          <source><member>198.51.100.4-198.51.100.7</member><member>2001:db8:4::/48</member></source>
          <destination><member>any</member></destination>
          <application><member>any</member></application>
          <service><member>service-http</member></service>
          <action>allow</action><disabled>no</disabled><description>5 &lt; 6 &#x26; so on</description>
        </entry>
      </rules></security></rulebase></entry></vsys></entry></devices></config></result></response>
      """,
      ExpectedAccess.endpoints(
        "in tcp 80,8080 198.51.100.4/30", "in tcp 80,8080 2001:db8:4::/48"))
  }

  /// What `show rulebase` prints, where applications and a user narrow a rule.
  @Test func aRuleThatAllowsLessIsTold() throws {
    try tried.expectRead(
      """
      <rulebase><security><rules>
        <entry name="web">
          <from><member>trust</member></from><to><member>untrust</member></to>
          <source><member>any</member></source><destination><member>any</member></destination>
          <source-user><member>corp\\staff</member></source-user>
          <application><member>web-browsing</member><member>ssl</member></application>
          <service><member>application-default</member></service>
          <action>allow</action>
        </entry>
        <entry name="tunnel">
          <from><member>trust</member></from><to><member>untrust</member></to>
          <source><member>any</member></source><destination><member>192.0.2.1</member></destination>
          <application><member>ipsec-esp</member><member>unheard-of</member></application>
          <service><member>any</member></service>
          <action>allow</action>
        </entry>
      </rules></security></rulebase>
      """,
      ExpectedAccess.endpoints("out tcp 80,443 any", "out esp - 192.0.2.1"),
      problems: [
        "line 3: the rule \"web\" allows less than is read: it is limited by source-user",
        "line 3: the rule \"web\" allows less than its ports: only the applications "
          + "\"web-browsing, ssl\"",
        "line 11: the rule \"tunnel\": the application \"unheard-of\" is not known",
      ])
  }

  @Test(arguments: [
    "", "set address a ip-netmask 192.0.2.1", "<config>", "<config></devices>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]><config>&a;</config>", "<config>&unknown;</config>",
    "<config a=b></config>", "<config/><config/>", "<config><![CDATA[ x", "<",
    String(repeating: "<a>", count: 100_000),
  ])
  func whatIsNotWellFormedIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try tried.target.read(text) }
  }

  @Test func panoramasRulesAreAProblem() throws {
    let reading = try tried.target.read(
      """
      <config><devices><entry name="localhost.localdomain"><device-group><entry name="dg">
      <pre-rulebase><security><rules/></security></pre-rulebase></entry></device-group>
      </entry></devices></config>
      """)
    #expect(
      reading.problems == [
        "Panorama's \"device-group dg\" is not read: with the setting device-group it is"
      ])
  }
}
