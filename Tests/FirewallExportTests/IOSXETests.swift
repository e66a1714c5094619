import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

@Suite struct IOSXETests {
  private func read(_ text: String, list: String, list6: String = "v6") throws -> FirewallReading {
    try IOSXE(["access-list": list, "access-list-v6": list6]).read(text)
  }

  @Test func deltasLeadThereAndBack() throws {
    #expect(try IOSXE().deltaFailure() == nil)
  }

  @Test func deltasAddBeforeTheyDelete() throws {
    let target = try IOSXE()
    let delta = try #require(
      target.delta(
        from: target.plan(SamplePolicies.first),
        to: target.plan(SamplePolicies.second, number: 2)))
    var isDeleting = false
    for line in delta.split(separator: "\n") where line.hasPrefix(" ") || line.hasPrefix("no ") {
      let deletes = line.hasPrefix("no ") || line.hasPrefix(" no ")
      #expect(deletes || !isDeleting, "\(line) is added after something was deleted")
      isDeleting = isDeleting || deletes
    }
    #expect(isDeleting)
  }

  /// A list without lines allows everything on IOS.
  @Test func nothingAllowedIsADenyNotAnEmptyList() throws {
    let target = try IOSXE()
    let nothing = FirewallPlan(nothingOn: SamplePolicies.firewall)
    let first = target.plan(SamplePolicies.first)
    #expect(target.whole(nothing).contains(" deny ip any any\n"))
    #expect(target.whole(nothing).contains(" deny ipv6 any any\n"))
    let text = target.whole(first) + (target.delta(from: first, to: nothing) ?? "")
    let reading = try target.read(text)
    #expect(reading.endpoints.isEmpty && reading.problems.isEmpty)
    let delta = try #require(target.delta(from: first, to: nothing))
    let deny = try #require(delta.firstRange(of: " deny ip any any\n"))
    let deleted = try #require(delta.firstRange(of: " no permit"))
    #expect(deny.lowerBound < deleted.lowerBound)
  }

  @Test func aGroupOrListThatIsTooLargeIsRefused() throws {
    let target = try IOSXE()
    let (fits, tooLarge) = (
      target.plan(SamplePolicies.many(addresses: 2048)),
      target.plan(SamplePolicies.many(addresses: 2049))
    )
    #expect(throws: Never.self) { try FirewallWriter(target).whole(fits, aggregated: fits) }
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(tooLarge, aggregated: tooLarge)
    }
  }

  @Test func whatTheLanguageLacksIsListed() throws {
    let target = try IOSXE()
    let policy = FirewallPolicy(
      ["sctp", "tcp"].map {
        FirewallRule(
          Endpoint(
            address: EndpointAddress("host.example.com"), ports: Ports("5000"),
            transport: IPProtocol($0)),
          for: FirewallAllowance(DeploymentName("a/b")!))
      }, revisions: [])
    let plan = target.plan(policy)
    #expect(plan.permits.isEmpty)
    #expect(Set(plan.notExpressed.map(\.reason)) == [.transport, .name])
  }

  // MARK: Configurations as devices have them

  /// Without groups, with inverted masks and all operators, in sequence.
  @Test func anAccessListWithoutGroupsIsRead() throws {
    let reading = try read(
      """
      Building configuration...
      version 17.3
      hostname branch-rtr
      !
      interface GigabitEthernet0/0/1
       ip address 10.1.1.1 255.255.255.0
       ip access-group RADIO-OUT in
      !
      ip access-list standard MGMT
       10 permit 10.0.0.0 0.255.255.255
      ip access-list extended RADIO-OUT
       remark radios and their servers
       10 permit tcp any host 192.0.2.10 eq www 443 8443
       20 permit udp any 198.51.100.0 0.0.0.127 range 4201 4264
       30 permit udp any 198.51.100.128 0.0.0.127 gt 49151 log
       40 permit tcp any host 192.0.2.11 neq 25
       45 permit tcp any host 192.0.2.12 lt 1024
       50 permit icmp any host 192.0.2.10 echo
       60 permit tcp any any established
       70 permit esp any host 192.0.2.77
       80 permit ip host 203.0.113.7 any
       90 permit udp any any eq domain
       100 deny   ip any any log
      !
      line vty 0 4
       access-class MGMT in
      """, list: "RADIO-OUT")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.10 tcp 80,443,8443 outbound", "198.51.100.0/25 udp 4201-4264 outbound",
        "198.51.100.128/25 udp 49152-65535 outbound",
        "192.0.2.11 tcp 1-24,26-65535 outbound", "192.0.2.12 tcp 1-1023 outbound",
        "192.0.2.10 icmp/8 any outbound", "192.0.2.77 esp any outbound",
        "203.0.113.7 any any inbound", "0.0.0.0/0 udp 53 both",
      ])
  }

  /// Groups of networks and services, nested, and a list of IPv6.
  @Test func groupsAndAListOfIPv6AreRead() throws {
    let reading = try read(
      """
      object-group network MEDIA
       description media relays
       198.51.100.0 255.255.255.192
       range 203.0.113.16 203.0.113.20
      object-group network CLOUD
       host 192.0.2.20
       group-object MEDIA
      object-group service SIGNALING
       tcp-udp eq 5060
       tcp range 5061 5062
       udp ntp
       icmp echo
       gre
      ip access-list extended EDGE
       permit object-group SIGNALING any object-group CLOUD
       permit tcp object-group MEDIA any eq 22
      ipv6 access-list EDGE6
       sequence 10 permit tcp any host 2001:DB8::9 eq 443
       permit udp any 2001:DB8:1::/48 range 4201 4264 sequence 20
       permit icmp any any nd-na
       permit icmp any any nd-ns
       permit icmp any 2001:DB8:1::/48
       permit 50 2001:DB8:2::/64 any
       deny ipv6 any any log
      """, list: "EDGE", list6: "EDGE6")
    #expect(reading.problems == [])
    let cloud = ["198.51.100.0/26", "203.0.113.16-203.0.113.20", "192.0.2.20"]
    var expected: Set = [
      "2001:db8::9 tcp 443 outbound", "2001:db8:1::/48 udp 4201-4264 outbound",
      "2001:db8:1::/48 icmp any outbound", "2001:db8:2::/64 esp any inbound",
      "198.51.100.0/26 tcp 22 inbound", "203.0.113.16-203.0.113.20 tcp 22 inbound",
    ]
    for address in cloud {
      expected.formUnion([
        "\(address) tcp+udp 5060 outbound", "\(address) tcp 5061-5062 outbound",
        "\(address) icmp/8 any outbound", "\(address) gre any outbound",
        "\(address) udp 123 outbound",
      ])
    }
    #expect(Set(reading.lines) == expected)
  }

  /// A numbered list as older releases print it.
  @Test func aNumberedListIsRead() throws {
    let reading = try read(
      """
      access-list 10 permit 10.0.0.0 0.0.0.255
      access-list 150 remark time and names
      access-list 150 permit udp any host 192.0.2.123 eq ntp
      access-list 150 permit tcp any 192.0.2.0 0.0.0.255 eq domain
      access-list 150 permit udp host 198.51.100.5 any range snmp snmptrap
      access-list 150 permit ahp any host 192.0.2.1
      access-list 151 permit ip any any
      """, list: "150")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.123 udp 123 outbound", "192.0.2.0/24 tcp 53 outbound",
        "198.51.100.5 udp 161-162 inbound", "192.0.2.1 ah any outbound",
      ])
  }

  /// Lines are in the order of their numbers, and can be taken away by them.
  @Test func linesStandInTheOrderOfTheirNumbers() throws {
    let reading = try read(
      """
      ip access-list extended acl
       20 deny ip any any
       10 permit tcp any host 192.0.2.1 eq 443
       15 permit tcp any host 192.0.2.2 eq 443
       no 15
      """, list: "acl")
    #expect(reading.problems == [])
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 443 outbound"])
  }

  // MARK: What is not understood

  @Test(arguments: [
    "permit tcp any host 192.0.2.1 eq kerberos", "permit tcp any 192.0.2.0 0.0.255.0 eq 80",
    "permit tcp any host 192.0.2.1 eq 443 dscp ef", "permit tcp any host 192.0.2.1 syn",
    "permit tcp any eq 53 host 192.0.2.1", "permit tcp any host 192.0.2.1 range 9 5",
    "permit udp any host 192.0.2.1 gt 65535", "permit icmp any host 192.0.2.1 packet-too-big",
    "permit object-group missing any host 192.0.2.1", "permit tcp any object-group missing",
    "evaluate MIRROR", "permit", "permit tcp any",
    "99999999999999999999 permit ip any any", "permit tcp any host 192.0.2.1 time-range nights",
    "permit tcp any any reflect MIRROR",
  ])
  func whatIsNotUnderstoodIsAProblem(_ entry: String) throws {
    let reading = try read("ip access-list extended acl\n \(entry)\n", list: "acl")
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(reading.endpoints.isEmpty)
  }

  @Test func groupsWithinThemselvesAreReadOnce() throws {
    let reading = try read(
      """
      object-group network a
       group-object b
       host 192.0.2.1
      object-group network b
       group-object a
       host 192.0.2.999
      object-group service s
       group-object s
       tcp eq 443
      ip access-list extended acl
       permit object-group s any object-group a
       permit object-group s any object-group b
      """, list: "acl")
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 443 outbound"])
    #expect(
      reading.problems == [
        "line 6 of a group: its address is not understood: \"host 192.0.2.999\""
      ])
  }

  @Test func whatIsNoConfigurationIsRefused() throws {
    for text in ["", "<html>", "{}", "set security policies"] {
      #expect(throws: FirewallReadingError.self) { try read(text, list: "acl") }
    }
    #expect(
      try read("ip access-list extended other\n permit ip any any", list: "acl").problems == [
        "there is no access list acl and no v6"
      ])
  }
}
