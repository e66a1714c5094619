import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct JunosTests {
  private func read(_ text: String, from: String = "trust", to: String = "untrust") throws
    -> FirewallReading
  {
    try Junos(["from-zone": from, "to-zone": to]).read(text)
  }

  @Test func deltasLeadThereAndBack() throws {
    #expect(try Junos().deltaFailure() == nil)
  }

  @Test func aWholeFileTakesThePlaceOfTheFormer() throws {
    let target = try Junos()
    let (first, second) = (
      target.plan(SamplePolicies.first),
      target.plan(SamplePolicies.second, number: 2)
    )
    let reading = try target.read(target.whole(first) + target.whole(second))
    #expect(reading.problems == [] && reading.number == 2)
    let expected = try target.read(target.whole(second))
    #expect(Set(reading.lines) == Set(expected.lines))
    #expect(Set(expected.lines).contains("192.0.2.123/32 udp 123 outbound") == false)
    #expect(Set(expected.lines).contains("192.0.2.123 udp 123 outbound"))
  }

  /// A group that is applied and empty would make the commit fail.
  @Test func nothingAllowedIsNoGroup() throws {
    let target = try Junos()
    #expect(
      target.whole(FirewallPlan(nothingOn: SamplePolicies.firewall))
        == "delete groups gatebook\ndelete apply-groups gatebook\n")
  }

  @Test func anAddressSetThatIsTooLargeIsRefused() throws {
    let target = try Junos()
    let (fits, tooLarge) = (
      target.plan(SamplePolicies.many(addresses: 1024)),
      target.plan(SamplePolicies.many(addresses: 1025))
    )
    #expect(throws: Never.self) { try FirewallWriter(target).whole(fits, aggregated: fits) }
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(tooLarge, aggregated: tooLarge)
    }
  }

  // MARK: Configurations as devices have them

  /// As `show configuration | display set` prints it: a global address book, terms, nested
  /// sets.
  @Test func setCommandsWithAGlobalAddressBookAreRead() throws {
    let reading = try read(
      """
      set version 21.4R3.15
      set system host-name branch-srx
      set security address-book global description "shared by all zones"
      set security address-book global address relay-net 198.51.100.64/26
      set security address-book global address pool range-address 203.0.113.16 to 203.0.113.20
      set security address-book global address portal dns-name portal.example.com
      set security address-book global address v6 2001:db8:1::/48
      set security address-book global address-set relays address relay-net
      set security address-book global address-set relays address pool
      set security address-book global address-set cloud address portal
      set security address-book global address-set cloud address-set relays
      set security policies from-zone trust to-zone untrust policy radios match source-address any
      set security policies from-zone trust to-zone untrust policy radios match \
      destination-address cloud
      set security policies from-zone trust to-zone untrust policy radios match application media
      set security policies from-zone trust to-zone untrust policy radios match application \
      junos-https
      set security policies from-zone trust to-zone untrust policy radios then permit
      set security policies from-zone trust to-zone untrust policy radios then log session-close
      set security policies from-zone trust to-zone untrust policy six match source-address any-ipv6
      set security policies from-zone trust to-zone untrust policy six match destination-address v6
      set security policies from-zone trust to-zone untrust policy six match application tunnels
      set security policies from-zone trust to-zone untrust policy six then permit
      set security policies from-zone untrust to-zone trust policy back match source-address pool
      set security policies from-zone untrust to-zone trust policy back match \
      destination-address any
      set security policies from-zone untrust to-zone trust policy back match application junos-ping
      set security policies from-zone untrust to-zone trust policy back then permit
      set security policies from-zone dmz to-zone untrust policy other match source-address any
      set security policies from-zone dmz to-zone untrust policy other match destination-address any
      set security policies from-zone dmz to-zone untrust policy other match application any
      set security policies from-zone dmz to-zone untrust policy other then permit
      set applications application media term a protocol udp
      set applications application media term a destination-port 4201-4264
      set applications application media term b protocol tcp destination-port 5061
      set applications application esp-only protocol esp
      set applications application-set tunnels application esp-only
      set applications application-set tunnels application junos-gre
      """)
    #expect(reading.problems == [])
    var expected: Set = [
      "2001:db8:1::/48 esp any outbound", "2001:db8:1::/48 gre any outbound",
      "203.0.113.16-203.0.113.20 icmp/8 any inbound",
    ]
    for place in ["198.51.100.64/26", "203.0.113.16-203.0.113.20", "portal.example.com"] {
      expected.formUnion([
        "\(place) udp 4201-4264 outbound", "\(place) tcp 443,5061 outbound",
      ])
    }
    #expect(Set(reading.lines) == expected)
  }

  /// Within braces, with an address book within each zone, something switched off, and a deny
  /// at the end.
  @Test func bracesWithAddressBooksInZonesAreRead() throws {
    let reading = try read(
      """
      ## Last changed: 2026-03-01 10:00:00 UTC
      version 12.1X46-D40;
      security {
          policies {
              from-zone users to-zone internet {
                  /* time and names */
                  policy time {
                      match {
                          source-address any;
                          destination-address [ clock resolver ];
                          application [ junos-ntp junos-dns-udp ];
                      }
                      then {
                          permit;
                      }
                  }
                  inactive: policy everything {
                      match {
                          source-address any;
                          destination-address any;
                          application any;
                      }
                      then {
                          permit;
                      }
                  }
                  policy last {
                      match {
                          source-address any;
                          destination-address any;
                          application any;
                      }
                      then {
                          deny;
                          log { session-init; }
                      }
                  }
              }
          }
          zones {
              security-zone users {
                  address-book {
                      address clock 10.0.0.1/32;
                  }
              }
              security-zone internet {
                  address-book {
                      address clock 192.0.2.123/32;
                      address resolver {
                          description "the; one }";
                          192.0.2.53/32;
                      }
                  }
                  screen none;
              }
          }
      }
      """, from: "users", to: "internet")
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.123 udp 53,123 outbound", "192.0.2.53 udp 53,123 outbound",
      ])
  }

  /// A named address book of a zone goes before the global one; groups come last.
  @Test func namedAddressBooksAndGroupsAreRead() throws {
    let reading = try read(
      """
      set groups last security policies from-zone <*> to-zone <*> policy no match source-address any
      set groups last security policies from-zone <*> to-zone <*> policy no match destination-address any
      set groups last security policies from-zone <*> to-zone <*> policy no match application any
      set groups last security policies from-zone <*> to-zone <*> policy no then reject
      set groups unused security policies from-zone trust to-zone untrust policy x then permit
      set apply-groups last
      set security address-book outside address server 192.0.2.1/32
      set security address-book outside attach zone untrust
      set security address-book global address server 192.0.2.2/32
      set security address-book global address radio 10.1.1.1/32
      set security policies from-zone trust to-zone untrust policy a match source-address radio
      set security policies from-zone trust to-zone untrust policy a match destination-address server
      set security policies from-zone trust to-zone untrust policy a match application web
      set security policies from-zone trust to-zone untrust policy a then permit
      set security policies from-zone trust to-zone untrust policy b match source-address any
      set security policies from-zone trust to-zone untrust policy b match destination-address server
      set security policies from-zone trust to-zone untrust policy b match application any
      set security policies from-zone trust to-zone untrust policy b then permit
      deactivate security policies from-zone trust to-zone untrust policy b
      set applications application web protocol tcp
      set applications application web source-port 0-65535
      set applications application web destination-port http
      set applications application web inactivity-timeout 300
      """)
    #expect(
      reading.problems == [
        "policy a from trust to untrust is for some of our addresses only: "
          + "it is read as if for all of them"
      ])
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 80 outbound"])
  }

  // MARK: What is not understood

  /// A structure says the same as set commands do.
  @Test func whatIsInactiveWithinAPolicyIsTold() throws {
    func reading(_ mark: String, _ outer: String = "") throws -> FirewallReading {
      try read(
        """
        security {
            policies {
                from-zone trust to-zone untrust {
                    \(outer)policy p {
                        match {
                            source-address any;
                            destination-address a;
                            \(mark)application web;
                        }
                        then {
                            permit;
                        }
                    }
                }
            }
            address-book {
                global {
                    address a 192.0.2.1/32;
                }
            }
            zones {
                security-zone trust {
                    inactive: interfaces {
                        ge-0/0/1.0;
                    }
                }
            }
        }
        applications {
            application web {
                protocol tcp;
                destination-port 443;
            }
        }
        """)
    }
    #expect(try reading("").problems == [])
    #expect(try reading("", "inactive: ").problems == [])
    #expect(
      try reading("inactive: ").problems.contains(
        "security policies from-zone trust to-zone untrust policy p match application web is "
          + "inactive: a part of what policies are made of"))
  }

  /// A mark within a text does not end it, and what it holds is none of the configuration.
  @Test func aQuotationMarkWithinATextIsOfTheText() throws {
    func policy(_ description: String) throws -> FirewallReading {
      try read(
        #"""
        security {
            policies {
                from-zone trust to-zone untrust {
                    policy p {
                        description "\#(description)";
                        match {
                            source-address any;
                            destination-address a;
                            application junos-https;
                        }
                        then {
                            permit;
                        }
                    }
                }
            }
            address-book {
                global {
                    address a 192.0.2.1/32;
                }
            }
        }
        """#)
    }
    for text in ["plain", #"5\" disks"#, #"a \"b\" c"#, #"\"; } inactive: x {"#, #"C:\\"#] {
      let reading = try policy(text)
      #expect(reading.problems == [], "\(text)")
      #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"], "\(text)")
    }
  }

  /// A group adds to a policy of the same name: the two are one.
  @Test func aPolicyThatAGroupAddsToIsTold() throws {
    let policy = "security policies from-zone trust to-zone untrust policy p"
    let lines = ["source-address any", "destination-address any", "application any"]
    let text =
      ["", "groups g "].map { place in
        lines.map { "set \(place)\(policy) match \($0)\n" }.joined()
          + "set \(place)\(policy) then permit\n"
      }.joined() + "set apply-groups g\n"
    #expect(
      try read(text).problems == [
        "policy p from trust to untrust is made of several parts, as groups have one of that name"
      ])
  }

  /// Each spoils a policy that is right without it.
  @Test(arguments: [
    "set security policies from-zone trust to-zone untrust policy p match destination-address nowhere",
    "set security policies from-zone trust to-zone untrust policy p match source-identity someone",
    "set security policies from-zone trust to-zone untrust policy p scheduler-name nights",
    "set security policies from-zone trust to-zone untrust policy p then deny",
    "set security policies from-zone trust to-zone untrust policy p match application nothing",
    "set security address-book global address a wildcard-address 192.0.0.1/255.0.0.255",
    "set security address-book global address a 192.0.2.999/32",
    "set security address-book global address a dns-name not_a_name",
    "set applications application web source-port 53",
    "set applications application web icmp-type 8", "set security policies apply-groups more",
    "set security policies from-zone trust to-zone untrust apply-groups more",
    "set security policies from-zone trust to-zone untrust policy p apply-groups more",
    "set security policies from-zone <t*> to-zone untrust policy g then permit",
    "set applications application web destination-port 70000",
    "set applications application web rpc-program-number 100003",
    "set security policies default-policy permit-all",
    "set security policies from-zone trust to-zone untrust policy p then permit tunnel ipsec-vpn v",
    "set security policies from-zone trust to-zone untrust policy p then permit firewall-authentication pass-through",
    "set security policies from-zone trust to-zone untrust policy p then permit application-services application-firewall rule-set r",
    "set interfaces ge-0/0/1 unit 0 family inet filter input f",
    "set interfaces ge-0/0/1 unit 0 family inet6 filter output f",
    "set forwarding-options family inet filter input f",
    "set security forwarding-options family mpls mode packet-based",
    "set security policies global policy g then permit", "set apply-groups missing",
    "set security policies apply-groups-except more",
    "set security policies from-zone trust to-zone untrust apply-groups-except more",
    "set security policies from-zone trust to-zone untrust policy p apply-groups-except more",
    "set security policies from-zone trust to-zone untrust policy p match apply-groups more",
    "set security policies from-zone trust to-zone untrust policy p then permit apply-groups more",
    "set security address-book global apply-groups-except more",
    "set applications application web apply-groups more",
    "deactivate security policies from-zone trust to-zone untrust policy p match source-address nobody",
    "deactivate security policies from-zone trust to-zone untrust",
    "deactivate security address-book global address b", "deactivate applications application more",
    "deactivate groups g security policies",
    "insert security policies from-zone trust to-zone untrust policy p before policy q",
  ])
  func whatIsNotUnderstoodIsAProblem(_ line: String) throws {
    let policy = "set security policies from-zone trust to-zone untrust policy p"
    let right = """
      \(policy) match source-address any
      \(policy) match destination-address a
      \(policy) match application web
      \(policy) then permit
      set security address-book global address a 192.0.2.1/32
      set applications application web protocol tcp
      set applications application web destination-port 443

      """
    #expect(try read(right).problems == [])
    #expect(Set(try read(right).lines) == ["192.0.2.1 tcp 443 outbound"])
    #expect(try read(right + line).problems.count == 1)
  }

  @Test func setsWithinThemselvesAreReadOnce() throws {
    let policy = "set security policies from-zone trust to-zone untrust policy p"
    let reading = try read(
      """
      set security address-book global address a 192.0.2.1/32
      set security address-book global address-set s address-set t
      set security address-book global address-set t address-set s
      set security address-book global address-set t address a
      set applications application-set x application-set x
      set applications application-set x application junos-ssh
      \(policy) match source-address any
      \(policy) match destination-address s
      \(policy) match application x
      \(policy) then permit
      """)
    #expect(reading.problems == [])
    #expect(Set(reading.lines) == ["192.0.2.1 tcp 22 outbound"])
  }

  @Test(arguments: [
    "", "<html>", "security {", "security { policies { } } }", "security { a",
    String(repeating: "a { ", count: 10_000), "set system host-name x",
    "a " + String(repeating: "b ", count: 10_000) + ";",
  ])
  func whatIsNoConfigurationIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try read(text) }
  }
}
