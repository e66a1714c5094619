import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// PAN-OS's set commands.
@Suite struct PANOSSetTests {
  private let tried: TargetCase

  init() throws { tried = try TargetCase(PANOSSet.self) }

  @Test func aDeltaLeadsFromOnePolicyToTheOtherAndBack() throws {
    let failure = try firstFailure(seeds: 0..<8) { random in
      let old = tried.plan(SamplePolicies.random(&random), number: 1)
      let new = tried.plan(SamplePolicies.random(&random), number: 2)
      let there = try #require(tried.target.delta(from: old, to: new))
      let back = try #require(tried.target.delta(from: new, to: old))
      let whole = tried.target.whole(old)
      let atNew = try tried.target.read(whole + there)
      let atOld = try tried.target.read(whole + there + back)
      guard atNew.problems.isEmpty, atOld.problems.isEmpty else {
        return "\(atNew.problems) \(atOld.problems)"
      }
      if !new.permits.isEmpty, atNew.number != 2 { return "the number is not 2" }
      let difference =
        ExpectedAccess.difference(new.endpoints, atNew.endpoints)
        + ExpectedAccess.difference(old.endpoints, atOld.endpoints)
      return difference.isEmpty ? nil : difference
    }
    #expect(failure == nil)
  }

  @Test func aPolicyLoadedTwiceIsTheSame() throws {
    let plan = tried.plan(SamplePolicies.first)
    let whole = tried.target.whole(plan)
    let once = try tried.target.read(whole)
    let twice = try tried.target.read(whole + whole)
    #expect(twice.endpoints == once.endpoints)
    #expect(twice.number == 1)
    #expect(twice.problems == [])
  }

  /// A group keeps no member of an older policy that is no longer known.
  @Test func aWholePolicyTakesThePlaceOfAnother() throws {
    let (first, second) = (
      tried.plan(SamplePolicies.first), tried.plan(SamplePolicies.second, number: 2)
    )
    let text = tried.target.whole(first) + tried.target.whole(second)
    let reading = try tried.target.read(text)
    // The one rule for traffic that only the first has is left, and read.
    let left = try ExpectedAccess.endpoints("out icmp/8 - 192.0.2.10")
    #expect(ExpectedAccess.difference(second.endpoints + left, reading.endpoints) == "")
    #expect(reading.number == nil)
  }

  @Test func anotherVirtualSystemIsNamedInEachCommand() throws {
    let other = try TargetCase(PANOSSet.self, ["vsys": "vsys3"])
    let (first, second) = (
      other.plan(SamplePolicies.first), other.plan(SamplePolicies.second, number: 2)
    )
    let there = try #require(other.target.delta(from: first, to: second))
    let text = other.target.whole(first) + there
    for line in text.split(separator: "\n") {
      #expect(line.split(separator: " ").dropFirst().starts(with: ["vsys", "vsys3"]), "\(line)")
    }
    let reading = try other.target.read(text)
    #expect(reading.problems == [])
    #expect(ExpectedAccess.difference(second.endpoints, reading.endpoints) == "")
    #expect(try tried.target.read(text).problems == ["there is no virtual system \"vsys1\""])
  }

  @Test func moreMembersThanAGroupTakesAreCounted() throws {
    let plan = try tried.plan(addresses: 2_501, "443", "tcp")
    let object = try #require(tried.target.objects(of: plan).first)
    #expect(object.entries == 2_501)
    #expect(object.isTooLarge)
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(tried.target).whole(plan, aggregated: plan)
    }
  }

  /// A service's list of ports is a text of up to 1,023 characters.
  @Test func manyPortsAreSeveralServices() throws {
    let ports = (0..<200).map { String(10_001 + 2 * $0) }.joined(separator: ",")
    let plan = try tried.plan(addresses: 1, ports, "tcp+udp")
    let text = tried.target.whole(plan)
    let lists = text.split(separator: "\n").filter { $0.contains(" port ") }
      .compactMap { $0.split(separator: " ").last }
    #expect(lists.count == 6)
    #expect(lists.allSatisfy { $0.utf8.count <= 1_023 })
    let reading = try tried.target.read(text)
    #expect(ExpectedAccess.difference(plan.endpoints, reading.endpoints) == "")
  }

  @Test func whatIsDeletedIsGoneOrAProblem() throws {
    try tried.expectRead(
      """
      set service a protocol tcp port 1
      set service b protocol tcp port 2
      set service c protocol tcp port 3
      set rulebase security rules r from trust to untrust source any destination 192.0.2.1
      set rulebase security rules r application any
      set rulebase security rules r service [ a b ]
      set rulebase security rules r service c
      set rulebase security rules r action allow
      set rulebase security rules s from trust to untrust
      delete rulebase security rules r service a
      delete rulebase security rules r service c
      delete rulebase security rules r destination 192.0.2.1
      delete rulebase security rules s
      delete rulebase security rules never-there
      """,
      ExpectedAccess.endpoints("out tcp 2 192.0.2.1"),
      problems: ["line 12: what is deleted of \"r\" is not there"])
  }

  /// PAN-OS takes IPv4 addresses as IPv6 ones whose first 96 bits are zero.
  @Test func allOfIPv6IsNotAllOfIPv4() throws {
    let rules = try ["::/0", "2001:db8::/32"].map { text in
      FirewallRule(
        Endpoint(
          address: try EndpointAddress(parsing: text), ports: Ports("443"), transport: .tcp),
        for: FirewallAllowance(try DeploymentName(parsing: "vendor/region")))
    }
    let plan = tried.plan(FirewallPolicy(rules))
    let text = tried.target.whole(plan)
    #expect(!text.contains("ip-netmask ::/0"))
    #expect(
      plan.notExpressed.map { "\($0.endpoint.address!) \($0.reason)" } == [
        "::/96 this target would take these addresses for those of IPv4"
      ])
    let beyond = try ExpectedAccess.endpoints(
      "out tcp 443 ::1:0:0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
    #expect(ExpectedAccess.difference(beyond, try tried.target.read(text).endpoints) == "")
    // Where a device has it, it allows IPv4.
    try tried.expectRead(
      """
      set rulebase security rules six from trust to untrust source any destination ::/0
      set rulebase security rules six application any service service-https action allow
      """,
      ExpectedAccess.endpoints("out tcp 443 any"))
  }

  /// As a branch office writes it by hand, several settings to a line.
  @Test func rulesWithManySettingsToALineAreRead() throws {
    try tried.expectRead(
      """
      set address Resolver-1 ip-netmask 198.51.100.53
      set address Resolver-2 ip-netmask 2001:db8:53::53/128 description "second one"
      set address-group Resolvers static [ Resolver-1 Resolver-2 ]
      set service dot protocol tcp port 853
      set rulebase security rules Resolve action allow from trust to untrust source any \
      destination Resolvers application any service [ dot service-https ]
      set rulebase security rules Ping from any to any source any destination 203.0.113.0/24
      set rulebase security rules Ping application [ ping icmp ] service application-default
      set rulebase security rules Ping action allow profile-setting profiles spyware strict
      set rulebase security rules Other from trust to dmz source any destination any
      set rulebase security rules Other application any service any action allow
      set network interface ethernet ethernet1/1 layer3 ip 203.0.113.10/24
      """,
      ExpectedAccess.endpoints(
        "out tcp 443,853 198.51.100.53", "out tcp 443,853 2001:db8:53::53",
        "out icmp - 203.0.113.0/24", "in icmp - 0.0.0.0/0"),
      problems: [
        "line 6: the rule \"Ping\" allows less than is read: inside, it is limited to "
          + "\"203.0.113.0/24\""
      ])
  }

  /// As the device shows it: one setting to a line, groups in groups, a denial at the end.
  @Test func aListingWithGroupsInGroupsIsRead() throws {
    try tried.expectRead(
      """
      admin@fw-edge# show
      set address radio-core ip-range 192.0.2.16-192.0.2.31
      set address radio-core tag radio
      set address radio-portal fqdn portal.example.net
      set address radio-lab ip-netmask 192.0.2.129/25
      set address-group inner static [ radio-core ] description "the static part"
      set address-group inner tag [ x y ] static outer
      set address-group outer static [ inner radio-portal ]
      set service sip-media protocol udp port 5060,16384-32767
      set service sip-tls protocol tcp port 5061
      set service-group radio members [ sip-media sip-tls ]
      set rulebase security rules "Radio traffic" to untrust
      set rulebase security rules "Radio traffic" from [ trust dmz ]
      set rulebase security rules "Radio traffic" source any
      set rulebase security rules "Radio traffic" destination outer
      set rulebase security rules "Radio traffic" source-user any
      set rulebase security rules "Radio traffic" category any
      set rulebase security rules "Radio traffic" application any
      set rulebase security rules "Radio traffic" service radio
      set rulebase security rules "Radio traffic" hip-profiles any
      set rulebase security rules "Radio traffic" action allow
      set rulebase security rules "Radio traffic" log-end yes
      set rulebase security rules "Radio traffic" description "agreed on
      in two lines"
      set rulebase security rules Old from trust
      set rulebase security rules Old to untrust
      set rulebase security rules Old source any
      set rulebase security rules Old destination radio-lab
      set rulebase security rules Old application any
      set rulebase security rules Old service any
      set rulebase security rules Old action allow
      set rulebase security rules Old disabled yes
      set rulebase security rules Last from any
      set rulebase security rules Last to any
      set rulebase security rules Last source any
      set rulebase security rules Last destination any
      set rulebase security rules Last application any
      set rulebase security rules Last service any
      set rulebase security rules Last action deny
      [edit]
      """,
      ExpectedAccess.endpoints(
        "out udp 5060,16384-32767 192.0.2.16/28", "out tcp 5061 192.0.2.16/28",
        "out udp 5060,16384-32767 portal.example.net", "out tcp 5061 portal.example.net"))
  }

  /// Of several virtual systems, the one of the settings, with what all share.
  @Test func oneVirtualSystemIsReadWithSharedObjects() throws {
    try tried.expectRead(
      """
      set shared address time ip-netmask 192.0.2.123/32
      set shared service ntp-own protocol udp port 123
      set vsys vsys1 address peer ip-netmask 198.51.100.9/32
      set vsys vsys1 rulebase security rules in from untrust to trust source peer
      set vsys vsys1 rulebase security rules in destination any application gre service any
      set vsys vsys1 rulebase security rules in action allow
      set vsys vsys1 rulebase security rules clock from trust to untrust source any
      set vsys vsys1 rulebase security rules clock destination time application any
      set vsys vsys1 rulebase security rules clock service ntp-own action allow
      set vsys vsys2 rulebase security rules all from any to any source any destination any
      set vsys vsys2 rulebase security rules all application any service any action allow
      """,
      ExpectedAccess.endpoints("in gre - 198.51.100.9", "out udp 123 192.0.2.123"))
  }

  @Test func whatIsNotUnderstoodIsToldWithItsLine() throws {
    let reading = try tried.target.read(
      """
      set address loop-a ip-wildcard 10.0.0.0/0.0.248.255
      set address-group g static g
      set address-group d dynamic filter "'x' and 'y'"
      set service s protocol tcp port 80 source-port 1024-65535
      set rulebase security rules block from trust to untrust source any destination 192.0.2.1
      set rulebase security rules block application any service any action deny
      set rulebase security rules a from trust to untrust source any destination [ loop-a g d nn ]
      set rulebase security rules a application any service [ s tt ] action allow
      set rulebase security rules b from trust to untrust source lan destination any
      set rulebase security rules b application ssl service application-default
      set rulebase security rules b action allow schedule nights frobnicate yes
      set rulebase security rules c from trust to untrust source any destination any
      set rulebase security rules c negate-destination yes application any service any action allow
      show me
      set address x description "not closed
      """)
    #expect(
      reading.problems == [
        "line 14: it begins with \"show\"",
        "line 15: a quotation mark is not closed: \"set address x description \"not closed\"",
        "line 4: the service \"s\" is not understood",
        "line 7: the rule \"a\": there is no service \"tt\"",
        "line 1: the address \"loop-a\" is not understood",
        "line 7: the rule \"a\": the address group \"d\" has no static members",
        "line 7: the rule \"a\": there is no address \"nn\"",
        "line 9: the rule \"b\": \"frobnicate\" is not understood",
        "line 9: the rule \"b\" allows less than is read: it is limited by schedule",
        "line 9: the rule \"b\" allows less than its ports: only the applications \"ssl\"",
        "line 9: the rule \"b\" allows less than is read: inside, it is limited to \"lan\"",
        "line 12: the rule \"c\" negates its destination, and what that leaves is not worked out",
      ])
    #expect(
      ExpectedAccess.difference(
        try ExpectedAccess.endpoints(
          "out tcp 443 0.0.0.0-192.0.2.0", "out tcp 443 192.0.2.2-255.255.255.255",
          "out tcp 443 ::/0", "out tcp 443 *"), reading.endpoints) == "")
    #expect(throws: FirewallReadingError.self) { try tried.target.read("<html></html>") }
  }
}
