import FirewallExport
import TestSupport
import Testing

/// What a check does not look at is told: rules at other hooks, and the NAT of a device of which the text
/// is a part.
@Suite struct NotLookedAtTests {
  private func notes(_ target: some FirewallTarget, _ text: String) throws -> [String] {
    try target.read(text).notes
  }

  private static let iptables = """
    *nat
    :PREROUTING ACCEPT [0:0]
    COMMIT
    *filter
    :INPUT ACCEPT [0:0]
    :FORWARD DROP [0:0]
    :OUTPUT DROP [0:0]
    -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    -A OUTPUT -d 192.0.2.1/32 -p tcp -m tcp --dport 443 -j ACCEPT
    COMMIT

    """

  @Test func rulesOfOtherChainsOfIPTablesAre() throws {
    let forward = try notes(try IPTables(), Self.iptables)
    #expect(
      forward.contains(
        "what the rules at OUTPUT let pass: by the setting hook, those at FORWARD count"),
      "\(forward)")
    let output = try notes(try IPTables(["hook": "output"]), Self.iptables)
    #expect(output.contains { $0.hasPrefix("what the rules at FORWARD let pass") }, "\(output)")
    // A chain without a rule lets nothing pass that a policy does not.
    #expect(!forward.contains { $0.contains("INPUT") })
  }

  @Test func rulesOfOtherHooksOfNFTablesAre() throws {
    func chain(_ hook: String) -> String {
      #"{"chain": {"family": "inet", "table": "gatebook", "name": "\#(hook)", "hook": "\#(hook)", "#
        + #""type": "filter", "prio": 0, "policy": "drop"}}"#
    }
    func rule(_ chain: String) -> String {
      #"{"rule": {"family": "inet", "table": "gatebook", "chain": "\#(chain)", "expr": [{"accept": null}]}}"#
    }
    let text =
      #"{"nftables": [{"table": {"family": "inet", "name": "gatebook"}}, "#
      + [chain("input"), chain("forward"), chain("output"), rule("output"), rule("forward")]
      .joined(separator: ", ") + "]}"
    #expect(
      try notes(try NFTables(), text) == [
        "what the rules at output let pass: by the setting hook, those at forward count"
      ])
  }

  @Test func rulesOfOtherChainsOfRouterOSAre() throws {
    let found = try notes(
      try RouterOS(),
      """
      /ip firewall filter
      add chain=input action=accept src-address=192.0.2.1
      add chain=forward action=drop
      /ip firewall nat
      """)
    #expect(found.contains { $0.hasPrefix("what the rules at input let pass") }, "\(found)")
  }

  /// What rules let pass through tunnels is none of a document's; a denial is one all the same.
  @Test func tunnelsAre() throws {
    func read(_ rule: String) throws -> FirewallReading {
      try IPTables().read(
        Self.iptables.replacing("-A OUTPUT", with: "-A FORWARD \(rule)\n-A FORWARD"))
    }
    for way in ["in", "out"] {
      let reading = try read("-m policy --dir \(way) --pol ipsec -j ACCEPT")
      #expect(reading.problems == [] && reading.lines == ["192.0.2.1 tcp 443 outbound"])
      #expect(reading.notes.contains { $0.contains("tunnels of IPsec") })
    }
    for other in [
      "-m policy --dir in --pol none -j ACCEPT", "-m policy --dir in --pol ipsec -j DROP",
    ] {
      #expect(try read(other).problems.count == 1, "\(other)")
    }
    let routerOS = try RouterOS().read(
      """
      /ip firewall filter
      add chain=forward action=accept ipsec-policy=in,ipsec
      add chain=forward action=accept connection-state=established,related
      add chain=forward action=drop
      /ip firewall nat
      """)
    #expect(routerOS.problems == [] && routerOS.lines == [])
    #expect(routerOS.notes.contains { $0.contains("tunnels of IPsec") })
  }

  /// Of a part of a configuration nobody knows what NAT makes of the destinations.
  @Test func thatATextHasNoNATIs() throws {
    let filter = Self.iptables.split(separator: "COMMIT\n")[1] + "COMMIT\n"
    #expect(
      try notes(try IPTables(), String(filter)).contains {
        $0.contains("other tables do, such as nat")
      })
    #expect(!(try notes(try IPTables(), Self.iptables).contains { $0.contains("other tables") }))
    let list = "access-list gatebook extended permit tcp any host 192.0.2.1 eq 443\n"
    #expect(try notes(try ASA(), list).contains { $0.contains("(nat)") })
    let whole = "interface GigabitEthernet0/1\n nameif inside\naccess-group gatebook global\n"
    #expect(!(try notes(try ASA(), list + whole).contains { $0.contains("(nat)") }))
    let lines = "ip access-list extended gatebook\n permit tcp any host 192.0.2.1 eq 443\n"
    #expect(try notes(try IOSXE(), lines).contains { $0.contains("(nat)") })
    let policy = "set security policies from-zone trust to-zone untrust policy p"
    let junos =
      "\(policy) match source-address any destination-address any application any\n\(policy) then permit\n"
    #expect(try notes(try Junos(), junos).contains { $0.contains("no NAT") })
    let zones = "set security zones security-zone trust interfaces ge-0/0/1.0\n"
    #expect(!(try notes(try Junos(), junos + zones).contains { $0.contains("no NAT") }))
    let fortiOS = """
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
    #expect(try notes(try FortiOS(), fortiOS).contains { $0.contains("virtual addresses") })
    let system = "config system global\n set hostname \"f\"\nend\n"
    #expect(
      !(try notes(try FortiOS(), system + fortiOS).contains { $0.contains("virtual addresses") }))
  }

  /// What Gatebook wrote is no device's configuration, of which a part could be missing.
  @Test(arguments: [IPTables.name, Junos.name, FortiOS.name])
  func aFileOfOursIsWhole(_ name: String) throws {
    let target = try #require(FirewallTargets.named(name)).init()
    let plan = target.plan(SamplePolicies.first)
    let text = try FirewallWriter(target).whole(plan, aggregated: plan).text
    #expect(try target.read(text).notes == [])
  }
}
