import EndpointModel
import FirewallExport
import Testing

/// Configurations of FortiOS as devices have them.
@Suite struct FortiOSReadingTests {
  private let tried: TargetCase

  init() throws { tried = try TargetCase(FortiOS.self) }

  /// A small office: no virtual domains, services from the factory, the rest denied.
  @Test func anOfficesPoliciesAreRead() throws {
    try tried.expectRead(
      """
      #config-version=FGT60F-7.2.8-FW-build1639-240313:opmode=0:vdom=0:user=admin
      config system interface
          edit "wan1"
              set ip 203.0.113.25 255.255.255.0
          next
      end
      config firewall address
          edit "all"
              set uuid 00000000-0000-0000-0000-000000000000
          next
          edit "radio-net"
              set subnet 198.51.100.64 255.255.255.192
              set comment "the vendor's
      network"
          next
          edit "radio-old"
              set type iprange
              set start-ip 192.0.2.10
              set end-ip 192.0.2.11
          next
      end
      config firewall addrgrp
          edit "radio"
              set member "radio-net" "radio-old"
              set color 3
          next
      end
      config firewall policy
          edit 7
              set name "Radio"
              set uuid 00000000-0000-0000-0000-000000000001
              set srcintf "internal"
              set dstintf "wan1"
              set action accept
              set srcaddr "all"
              set dstaddr "radio"
              set schedule "always"
              set service "HTTPS" "PING"
              set utm-status enable
              set ssl-ssh-profile "certificate-inspection"
              set logtraffic all
              set nat enable
          next
          edit 9
              set srcintf "internal"
              set dstintf "wan1"
              set srcaddr "all"
              set dstaddr "all"
              set schedule "always"
              set service "ALL"
          next
      end
      """,
      ExpectedAccess.endpoints(
        "out tcp 443 198.51.100.64/26", "out tcp 443 192.0.2.10/31",
        "out icmp/8 - 198.51.100.64/26", "out icmp/8 - 192.0.2.10/31"))
  }

  /// Virtual domains, both families in one policy, own services in a group that holds itself.
  @Test func oneVirtualDomainWithBothFamiliesIsRead() throws {
    try tried.expectRead(
      """
      config vdom
      edit root
      next
      edit guests
      next
      end
      config global
      config system global
          set hostname "fw"
      end
      end
      config vdom
      edit root
      config firewall address
          edit "portal"
              set type fqdn
              set fqdn "portal.example.net"
          next
      end
      config firewall address6
          edit "core6"
              set ip6 2001:db8:20::/44
          next
      end
      config firewall service custom
          edit "media"
              set udp-portrange 5060 16384-16400
              set tcp-portrange 5061:1-65535
          next
          edit "pim"
              set protocol IP
              set protocol-number 103
          next
      end
      config firewall service group
          edit "talk"
              set member "media" "talk" "pim"
          next
      end
      config firewall policy
          edit 1
              set srcintf "internal" "dmz"
              set dstintf "wan1"
              set action accept
              set srcaddr "all"
              set dstaddr "portal"
              set srcaddr6 "all"
              set dstaddr6 "core6"
              set schedule "always"
              set service "talk"
          next
          edit 2
              set srcintf "wan1"
              set dstintf "any"
              set action accept
              set srcaddr6 "core6"
              set dstaddr6 "all"
              set schedule "always"
              set service "ALL_ICMP6" "ALL_ICMP"
              set status disable
          next
          edit 3
              set srcintf "wan1"
              set dstintf "any"
              set action accept
              set srcaddr6 "core6"
              set dstaddr6 "all"
              set schedule "always"
              set service "ALL_ICMP6" "ALL_ICMP"
          next
      end
      next
      edit guests
      config firewall policy
          edit 1
              set srcintf "internal"
              set dstintf "wan1"
              set action accept
              set srcaddr "all"
              set dstaddr "all"
              set schedule "always"
              set service "ALL"
          next
      end
      next
      end
      """,
      ExpectedAccess.endpoints(
        "out udp 5060,16384-16400 portal.example.net", "out tcp 5061 portal.example.net",
        "out 103 - portal.example.net", "out udp 5060,16384-16400 2001:db8:20::/44",
        "out tcp 5061 2001:db8:20::/44", "out 103 - 2001:db8:20::/44",
        "in icmp - 2001:db8:20::/44"))
  }

  /// An older release: IPv6 in a table of its own, a local network as source, a policy moved.
  @Test func anOlderReleaseWithLocalNetworksIsRead() throws {
    try tried.expectRead(
      """
      FW-01 # show firewall policy
      config firewall address
          edit lan
              set subnet 10.1.0.0/16
          next
      end
      config firewall policy
          edit 3
              set srcintf internal
              set dstintf wan1
              set srcaddr all
              set dstaddr all
              set action deny
              set schedule always
              set service ALL
          next
          edit 2
              set srcintf internal
              set dstintf wan1
              set srcaddr lan
              set dstaddr all
              set action accept
              set schedule always
              set service NTP
          next
          move 2 before 3
      end
      config firewall policy6
          edit 1
              set srcintf internal
              set dstintf wan1
              set srcaddr all
              set dstaddr all
              set action accept
              set schedule always
              set service DNS
          next
      end
      """,
      ExpectedAccess.endpoints("out tcp+udp 123 0.0.0.0/0", "out tcp+udp 53 ::/0"),
      problems: [
        "line 17: the policy \"2\" allows less than is read: inside, it is limited to \"lan\""
      ])
  }

  @Test func whatIsNotUnderstoodIsToldWithItsLine() throws {
    let reading = try tried.target.read(
      """
      config firewall address
      edit "here"
      set type geography
      set country "CA"
      next
      end
      config firewall service custom
      edit "s"
      set tcp-portrange 80:1024-65535
      next
      end
      config firewall addrgrp
      edit "x"
      set member "here"
      set exclude enable
      next
      end
      config firewall policy
      edit 1
      set srcintf "internal"
      set dstintf "wan1"
      set srcaddr "all"
      set dstaddr "all"
      set service "HTTP"
      set schedule "always"
      next
      edit 2
      set srcintf "internal"
      set dstintf "wan1"
      set action accept
      set srcaddr "all"
      set dstaddr "here" "nowhere" "x"
      set service "s" "T"
      set schedule "nights"
      set frobnicate enable
      next
      edit 3
      set srcintf "internal"
      set dstintf "wan1"
      set action accept
      set srcaddr "all"
      set internet-service enable
      set internet-service-name "Some-Cloud"
      next
      edit 4
      set srcintf "internal"
      set dstintf "wan1"
      set action accept
      set srcaddr "all"
      set dstaddr "all"
      set dstaddr-negate enable
      set service "ALL"
      next
      end
      end
      next
      gibberish
      config firewall policy
      edit 5
      set name "cut
      """)
    #expect(
      reading.problems == [
        "line 55: \"end\" ends nothing", "line 56: \"next\" follows no \"edit\"",
        "line 57: it begins with \"gibberish\"",
        "line 60: a quotation mark is not closed: \"set name \"cut\"",
        "line 58: \"config firewall policy\" is not closed",
        "line 27: the policy \"2\": the setting \"frobnicate\" is not understood",
        "line 27: the policy \"2\" allows less than is read: it is limited by schedule",
        "line 8: the service \"s\" is not understood",
        "line 27: the policy \"2\": there is no service \"T\"",
        "line 2: the address \"here\" is not understood",
        "line 27: the policy \"2\": there is no address \"nowhere\"",
        "line 27: the policy \"2\": the group \"x\" has exceptions",
        "line 37: the policy \"3\" names a service of the Internet",
        "line 45: the policy \"4\" negates its dstaddr, and what that leaves is not worked out",
      ])
    #expect(reading.endpoints.isEmpty)
    #expect(throws: FirewallReadingError.self) { try tried.target.read("show firewall policy") }
  }
}
