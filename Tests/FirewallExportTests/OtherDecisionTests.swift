import FirewallExport
import TestSupport
import Testing

/// What stands in a device's configuration beside its rules and changes what they allow. Each is told,
/// and what is like it and changes nothing is not.
@Suite struct OtherDecisionTests {
  private let forti = """
    config system global
     set hostname "edge"
    end
    config firewall policy
     edit 1
      set srcintf "internal"
      set dstintf "wan1"
      set srcaddr "all"
      set dstaddr "all"
      set action accept
      set schedule "always"
      set service "HTTPS"
     next
    end

    """

  @Test(arguments: [
    "config system settings\n set asymroute enable\nend\n",
    "config system settings\n set asymroute6 enable\nend\n",
    "config system settings\n set ngfw-mode policy-based\nend\n",
    "config vdom\n edit root\n config system settings\n set asymroute enable\n end\n next\nend\n",
    "config firewall address\n edit \"all\"\n set subnet 10.0.0.0 255.0.0.0\n next\nend\n",
    "config firewall address6\n edit \"all\"\n set ip6 2001:db8::/32\n next\nend\n",
  ])
  func whatChangesAllPoliciesOfFortiOSIsTold(_ more: String) throws {
    let target = try FortiOS()
    #expect(try target.read(forti).problems == [])
    #expect(try target.read(forti + more).problems.count == 1)
    for harmless in [
      "config system settings\n set central-nat enable\n set asymroute disable\nend\n",
      "config vdom\n edit other\n config system settings\n set asymroute enable\n end\n next\n edit root\n next\nend\n",
      "config firewall address\n edit \"all\"\n set subnet 0.0.0.0 0.0.0.0\n next\n edit \"none\"\n next\nend\n",
      "config firewall address6\n edit \"all\"\n set uuid 1\n next\nend\n",
    ] {
      #expect(try target.read(forti + harmless).problems == [], "\(harmless)")
    }
  }

  @Test func whatAPolicyOfFortiOSAsksOrLeavesIsTold() throws {
    func read(_ setting: String) throws -> FirewallReading {
      try FortiOS().read(forti.replacing("  set action", with: "  \(setting)\n  set action"))
    }
    for limit in [
      "set vlan-filter \"10\"", "set http-policy-redirect enable", "set disclaimer enable",
      "set nat64 enable",
    ] {
      #expect(try read(limit).problems.count == 1)
    }
    for look in [
      "set av-profile \"x\"", "set ips-sensor \"x\"", "set profile-group \"x\"",
      "set application-list \"x\"",
    ] {
      let reading = try read(look)
      #expect(reading.problems == [] && reading.notes.count == 1, "\(look)")
    }
    #expect(try read("set ssl-ssh-profile \"certificate-inspection\"").notes == [])
    let wide = try FortiOS().read(forti.replacing("\"internal\"", with: "\"any\""))
    #expect(
      wide.problems == [] && wide.notes.count == 1
        && wide.notes[0].contains("its srcintf has \"any\""))
    let list = try FortiOS().read(forti.replacing("\"internal\"", with: "\"internal\" \"guest\""))
    #expect(list.problems == [] && list.notes.count == 1)
    let table = "config firewall DoS-policy\n edit 1\n set interface \"internal\"\n next\nend\n"
    #expect(try FortiOS().read(forti + table).notes.count == 1)
  }

  /// Policies name a zone in place of the interfaces that are in it.
  @Test(arguments: [
    "config system zone\n edit \"out\"\n set interface \"wan1\" \"wan2\"\n next\nend\n",
    "config system sdwan\n set status enable\n config members\n edit 1\n set interface \"wan1\"\n set zone \"out\"\n next\n end\nend\n",
  ])
  func policiesOfAZoneAreThoseOfItsInterfaces(_ zone: String) throws {
    let text = zone + forti.replacing("\"wan1\"\n  set src", with: "\"out\"\n  set src")
    #expect(text.contains("set dstintf \"out\""))
    let reading = try FortiOS().read(text)
    #expect(reading.lines == ["0.0.0.0/0 tcp 443 outbound"] && reading.problems == [])
    #expect(reading.notes == [])
    #expect(try FortiOS().read(text.replacing("wan1", with: "wan3")).lines == [])
    let translated = try FortiOS().read(
      zone.replacing("wan1", with: "internal") + forti
        + "config firewall vip\n edit v\n set extip 192.0.2.1\n set mappedip 10.0.0.5\n set extintf out\n next\nend\n"
    )
    #expect(translated.problems.count == 1)
    #expect(
      try FortiOS().read(forti + "config firewall ip-translation\n edit 1\n next\nend\n").problems
        .count
        == 1)
  }

  // MARK: PAN-OS

  private let rule =
    [
      "from trust", "to untrust", "source any", "destination A", "application any",
      "service service-https", "action allow",
    ].map { "set rulebase security rules r \($0)\n" }.joined()
    + "set address A ip-netmask 192.0.2.1/32\nset deviceconfig system hostname fw\n"

  @Test func whatARuleOfPANOSAsksOrLeavesIsTold() throws {
    func read(_ more: String) throws -> FirewallReading { try PANOSSet().read(rule + more) }
    #expect(try read("").problems == [] && read("").notes == [])
    for more in [
      "set rulebase authentication rules a authentication-enforcement default-web-form\n",
      "set rulebase captive-portal rules a action web-form\n",
      "set rulebase security rules r disabled YES\n",
      "set address-group G static A\nset address-group G dynamic filter x\n"
        + "set rulebase security rules r destination G\n",
    ] {
      #expect(try read(more).problems.count == 1, "\(more)")
    }
    for more in [
      "set rulebase authentication rules a authentication-enforcement default-no-captive-portal\n",
      "set rulebase authentication rules a source any\n",
      "set rulebase captive-portal rules a action no-captive-portal\n",
      "set rulebase security rules r disabled no\n",
    ] {
      #expect(try read(more).problems == [], "\(more)")
    }
    #expect(
      try read("set rulebase security rules r profile-setting group strict\n").notes.count == 1)
    for more in ["from dmz", "to dmz"] {
      #expect(try read("set rulebase security rules r \(more)\n").notes.count == 1)
    }
    #expect(try PANOSSet().read(rule.replacing("from trust", with: "from any")).notes.count == 1)
  }

  /// Which of two entries of one name counts, a reader and a device may see differently.
  @Test func whatIsTwiceInXMLIsTold() throws {
    let target = try PANOSXML()
    let text = target.whole(target.plan(to: ["192.0.2.1"]))
    #expect(try target.read(text).problems == [])
    for (words, twice) in [
      (
        "<entry name=\"gatebook-192.0.2.1\">",
        "<entry name=\"gatebook-192.0.2.1\"><ip-netmask>203.0.113.0/24</ip-netmask></entry>"
      ), ("<action>allow</action>", "<action>deny</action>"),
    ] {
      #expect(text.contains(words))
      let problems = try target.read(text.replacing(words, with: twice + words, maxReplacements: 1))
        .problems
      #expect(problems.contains { $0.contains("is there twice") }, "\(problems)")
    }
  }

  // MARK: Junos

  private func junos(_ more: String) throws -> FirewallReading {
    let policy = "set security policies from-zone trust to-zone untrust policy p"
    return try Junos().read(
      """
      set security address-book global address A 192.0.2.1/32
      set applications application W protocol tcp destination-port 443
      set applications application-set S application W
      \(policy) match source-address any destination-address A application S
      \(policy) then permit
      \(more)
      """)
  }

  /// A command that comes later changes the attribute, wherever the first one stood.
  @Test func aLaterAttributeOfAnApplicationCounts() throws {
    #expect(try junos("").lines == ["192.0.2.1 tcp 443 outbound"])
    let later = try junos("set applications application W destination-port 80")
    #expect(later.lines == ["192.0.2.1 tcp 80 outbound"] && later.problems == [])
    #expect(
      try junos("set applications application W protocol udp").lines == [
        "192.0.2.1 udp 443 outbound"
      ])
    #expect(
      try junos("delete applications application W destination-port").lines
        == ["192.0.2.1 tcp any outbound"])
    let terms = try junos(
      "set applications application T term a protocol udp destination-port 5060\n"
        + "set applications application T term a destination-port 5061\n"
        + "set applications application T term b protocol tcp destination-port 5061\n"
        + "set applications application-set S application T")
    #expect(
      terms.lines == ["192.0.2.1 tcp 443,5061 outbound", "192.0.2.1 udp 5061 outbound"],
      "\(terms.lines)")
  }

  @Test func policiesOfAnyZoneAndServicesWithinAreTold() throws {
    let any = "set security policies from-zone any to-zone any policy q"
    let reading = try junos(
      "\(any) match source-address any destination-address any application any\n\(any) then permit")
    #expect(reading.problems == ["policies for zones of the name any are not read"])
    let services = try junos(
      "set security policies from-zone trust to-zone untrust policy p then permit application-services idp"
    )
    #expect(services.problems == [] && services.notes.count == 2)
    let screen = try junos("set security zones security-zone trust screen S")
    #expect(screen.problems == [] && screen.notes.count == 1)
  }

  // MARK: Kubernetes

  @Test func aPolicyForMorePodsOrOnItsWayOutIsTold() throws {
    for target in [try NetworkPolicy() as any FirewallTarget, try Cilium()] {
      let text = target.whole(target.plan(to: ["192.0.2.1"]))
      #expect(try target.read(text).notes == [])
      let all = try target.read(
        text.replacing("    matchLabels:\n      gatebook: \"allowed\"\n", with: "    {}\n"))
      #expect(all.problems == [] && all.notes.count == 1, "\(all.problems)")
      let going = try target.read(
        text.replacing(
          "metadata:\n", with: "metadata:\n  deletionTimestamp: \"2026-01-01T00:00:00Z\"\n"))
      #expect(going.problems.count == 1 && going.problems[0].contains("is being deleted"))
    }
  }
}
