import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

@Suite struct ASATests {
  private func read(
    _ text: String, list: String, interface: String = "global"
  ) throws -> FirewallReading {
    try ASA(["access-list": list, "interface": interface]).read(text)
  }

  @Test func deltasLeadThereAndBack() throws {
    #expect(try ASA().deltaFailure() == nil)
  }

  @Test func deltasAddBeforeTheyDelete() throws {
    let target = try ASA()
    let delta = try #require(
      target.delta(
        from: target.plan(SamplePolicies.first),
        to: target.plan(SamplePolicies.second, number: 2)))
    var isDeleting = false
    for line in delta.split(separator: "\n") where !line.hasPrefix("object") {
      let deletes = line.hasPrefix("no ") || line.hasPrefix(" no ")
      #expect(deletes || !isDeleting, "\(line) is added after something was deleted")
      isDeleting = isDeleting || deletes
    }
    #expect(isDeleting)
  }

  @Test func aGroupThatIsTooLargeIsRefused() throws {
    let target = try ASA(["limit-entries": "100"])
    let (fits, tooLarge) = (
      target.plan(SamplePolicies.many(addresses: 100)),
      target.plan(SamplePolicies.many(addresses: 101))
    )
    #expect(throws: Never.self) {
      try FirewallWriter(target).whole(fits, aggregated: fits)
    }
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(tooLarge, aggregated: tooLarge)
    }
  }

  /// Names of objects and groups have up to 64 characters.
  @Test func namesStayWithinTheLimit() throws {
    let target = try ASA(["prefix": "a-long-begin"])
    let ports = (0..<40).map { "\(1000 + $0 * 2)" }.joined(separator: ",")
    let host = (0..<3).map { _ in String(repeating: "h", count: 60) }.joined(separator: ".")
    let policy = FirewallPolicy(
      [
        FirewallRule(
          Endpoint(
            address: EndpointAddress("\(host).example.com"), ports: Ports(ports),
            transport: .tcpAndUDP, direction: .outbound),
          for: FirewallAllowance(DeploymentName("a/b")!))
      ], revisions: [])
    let text = target.whole(target.plan(policy))
    for line in text.split(separator: "\n") where line.hasPrefix("object") {
      let name = try #require(line.split(separator: " ").last)
      #expect(name.utf8.count <= 64, "\(name)")
    }
    #expect(text.contains("fqdn v4 \(host).example.com\n"))
  }

  /// The access group is never without a list: it is set to the next one, then back.
  @Test func theAccessGroupAlwaysNamesAListThatIsThere() throws {
    let target = try ASA(["interface": "inside"])
    let text = target.whole(target.plan(SamplePolicies.first))
    var lists: [Substring: Int] = ["gatebook": 1]
    var bound: Substring = "gatebook"
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("access-group ") {
        #expect(line.hasSuffix(" in interface inside"))
        bound = words[1]
        #expect(lists[bound, default: 0] == 9, "it has its 2 remarks and 7 rules")
      } else if line.hasPrefix("access-list ") {
        lists[words[1], default: 0] += 1
        #expect(words[1] != bound, "a list in use is not written")
      } else if line.hasPrefix("clear ") {
        #expect(words[3] != bound, "a list in use is not cleared")
        lists[words[3]] = 0
      }
    }
    #expect(bound == "gatebook")
    #expect(lists["gatebook-next"] == 0)
  }

  // MARK: Configurations as devices have them

  /// As ASDM leaves it: groups named by it, a group of protocols, nested groups, a line that is
  /// switched off.
  @Test func aConfigurationOfASDMIsRead() throws {
    let reading = try read(
      """
      : Saved
      :
      ASA Version 9.12(4)
      !
      hostname branch-fw
      interface GigabitEthernet1/1
       nameif outside
       security-level 0
      object network push-server
       host 192.0.2.20
       description where radios are pushed from
      object network media-pool
       range 203.0.113.16 203.0.113.20
      object service signaling
       service udp destination range sip 5069
      object-group protocol TCPUDP
       protocol-object udp
       protocol-object tcp
      object-group network media
       network-object object media-pool
       network-object 198.51.100.64 255.255.255.192
      object-group network DM_INLINE_NETWORK_1
       group-object media
       network-object object push-server
      object-group service DM_INLINE_TCP_1 tcp
       port-object eq https
       port-object range 8080 8082
      object-group service DM_INLINE_SERVICE_1
       service-object object signaling
       service-object icmp echo
      access-list outside_access_in extended permit tcp any any eq ssh
      access-list inside_access_in remark radios
      access-list inside_access_in extended permit tcp any object-group DM_INLINE_NETWORK_1 \
      object-group DM_INLINE_TCP_1 log notifications
      access-list inside_access_in extended permit object-group TCPUDP any4 host 192.0.2.53 eq domain
      access-list inside_access_in extended permit object-group DM_INLINE_SERVICE_1 any object media-pool
      access-list inside_access_in extended permit ip any host 192.0.2.99 inactive
      access-list inside_access_in extended deny ip any any log
      access-group inside_access_in in interface inside
      """, list: "inside_access_in", interface: "inside")
    #expect(reading.problems == [])
    #expect(reading.number == nil)
    #expect(
      Set(reading.lines) == [
        "203.0.113.16-203.0.113.20 tcp 443,8080-8082 outbound",
        "198.51.100.64/26 tcp 443,8080-8082 outbound",
        "192.0.2.20 tcp 443,8080-8082 outbound",
        "192.0.2.53 udp 53 outbound", "192.0.2.53 tcp 53 outbound",
        "203.0.113.16-203.0.113.20 udp 5060-5069 outbound",
        "203.0.113.16-203.0.113.20 icmp/8 any outbound",
      ])
  }

  /// As before 8.3: names of addresses, no `extended`, types of ICMP in a group, both
  /// directions.
  @Test func anOldConfigurationWithNamesIsRead() throws {
    let reading = try read(
      """
      names
      name 192.0.2.10 provisioning description where radios register
      name 198.51.100.0 voice-net
      object-group icmp-type pings
       icmp-object echo
       icmp-object echo-reply
      object-group network vendor
       network-object host provisioning
       network-object voice-net 255.255.255.0
      access-list acl_in permit tcp any object-group vendor eq www
      access-list acl_in permit udp any voice-net 255.255.255.0 range 4201 4264
      access-list acl_in permit udp any host provisioning gt 1023
      access-list acl_in permit icmp any object-group vendor object-group pings
      access-list acl_in permit esp host provisioning any
      access-list acl_in permit 47 any host provisioning
      """, list: "acl_in")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.10 tcp 80 outbound", "198.51.100.0/24 tcp 80 outbound",
        "198.51.100.0/24 udp 4201-4264 outbound", "192.0.2.10 udp 1024-65535 outbound",
        "192.0.2.10 icmp/8 any outbound", "192.0.2.10 icmp/0 any outbound",
        "198.51.100.0/24 icmp/8 any outbound", "198.51.100.0/24 icmp/0 any outbound",
        "192.0.2.10 esp any inbound", "192.0.2.10 gre any outbound",
      ])
  }

  /// A global list over both families with names.
  @Test func aGlobalListOfBothFamiliesIsRead() throws {
    let reading = try read(
      """
      object network portal
       fqdn v4 Portal.example.com
      object network lab6
       subnet 2001:db8:5::/64
      object service mgmt-tls
       service tcp source range 1 65535 destination eq 8443
      object-group network cloud
       network-object object portal
       network-object object lab6
       network-object host 2001:db8::9
      object-group service cloud-svc
       description both ways
       service-object tcp-udp destination eq sip
       service-object udp destination neq 5060
       service-object sctp destination eq 2905
      access-list global_acl extended permit object-group cloud-svc any6 object-group cloud
      access-list global_acl extended permit object mgmt-tls object-group cloud any
      access-list global_acl extended permit icmp6 any object lab6
      access-list global_acl extended permit udp any any eq ntp
      access-list global_acl extended deny ip any4 any4
      access-list global_acl extended deny ip any6 any6
      access-group global_acl global
      """, list: "global_acl")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "portal.example.com tcp+udp 5060 outbound", "2001:db8:5::/64 tcp+udp 5060 outbound",
        "2001:db8::9 tcp+udp 5060 outbound",
        "portal.example.com udp 1-5059,5061-65535 outbound",
        "2001:db8:5::/64 udp 1-5059,5061-65535 outbound",
        "2001:db8::9 udp 1-5059,5061-65535 outbound",
        "portal.example.com sctp 2905 outbound", "2001:db8:5::/64 sctp 2905 outbound",
        "2001:db8::9 sctp 2905 outbound",
        "portal.example.com tcp 8443 inbound", "2001:db8:5::/64 tcp 8443 inbound",
        "2001:db8::9 tcp 8443 inbound", "2001:db8:5::/64 icmp any outbound", "any udp 123 both",
      ])
  }

  // MARK: What is not understood

  /// Each line by itself is a problem, and none of them allows anything.
  @Test(arguments: [
    "extended permit tcp any host 192.0.2.1 eq kerberos",
    "extended permit tcp any host 192.0.2.1 range 9 5",
    "extended permit tcp any host 192.0.2.1 eq 70000",
    "extended permit tcp any 192.0.2.0 255.0.255.0", "extended permit tcp any host 192.0.2.999",
    "extended permit tcp any interface outside eq 22",
    "extended permit tcp any eq 53 host 192.0.2.1",
    "extended permit tcp any host 192.0.2.1 time-range nights",
    "extended permit tcp user LAB\\someone any host 192.0.2.1",
    "extended permit frames any host 192.0.2.1", "extended permit icmp6 any host 2001:db8::1 128",
    "extended permit tcp any object-group nowhere", "standard permit host 192.0.2.1", "extended",
    "extended permit", "extended permit tcp", "extended permit tcp any", "webtype permit url any",
  ])
  func whatIsNotUnderstoodIsAProblem(_ entry: String) throws {
    let reading = try read(
      "access-list acl \(entry)\naccess-list acl extended deny ip any any", list: "acl")
    #expect(reading.problems.count == 1)
    #expect(reading.endpoints.isEmpty)
  }

  @Test func groupsWithinThemselvesAreReadOnce() throws {
    let reading = try read(
      """
      object-group network a
       group-object b
       network-object host 192.0.2.1
      object-group network b
       group-object a
       group-object missing
       network-object host 192.0.2.2 extra
       network-object host
      access-list acl extended permit tcp any object-group a eq 443
      """, list: "acl")
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 443 outbound"])
    #expect(reading.problems.count == 3, "\(reading.problems)")
  }

  @Test func aDenyAboveAPermitIsAProblem() throws {
    let reading = try read(
      """
      access-list acl extended permit tcp any host 192.0.2.1 eq 443
      access-list acl extended deny ip any any
      access-list acl extended permit tcp any host 192.0.2.2 eq 443
      """, list: "acl")
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 443 outbound"])
    #expect(
      reading.problems == [
        "line 3 comes after line 2, which denies everything: "
          + "\"access-list acl extended permit tcp any host 192.0.2.2 eq 443\""
      ])
  }

  @Test func aRuleForSomeSendersIsReadAndReported() throws {
    let reading = try read(
      "access-list acl extended permit tcp 10.0.0.0 255.0.0.0 host 192.0.2.1 eq 443", list: "acl")
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 443 outbound"])
    #expect(
      reading.problems == [
        "line 1 is for some of our addresses only: it is read as if for all of them: "
          + "\"access-list acl extended permit tcp 10.0.0.0 255.0.0.0 host 192.0.2.1 eq 443\""
      ])
  }

  @Test func whatIsNoConfigurationIsRefused() throws {
    for text in ["", "<html>", "set security policies", String(repeating: "\u{0}", count: 99)] {
      #expect(throws: FirewallReadingError.self) { try read(text, list: "acl") }
    }
    #expect(
      try read("access-list other extended permit ip any any", list: "acl").problems == [
        "there is no access list acl"
      ])
  }
}
