import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Rules that give connections another destination than they were made for: what a filter lets pass is
/// then not what was asked for.
@Suite struct DestinationRewriteTests {
  /// A device that allows 192.0.2.1 tcp 443 and nothing else, with a place for more lines.
  private static func device(_ name: String, _ more: String) throws -> (any FirewallTarget, String)
  {
    switch name {
    case "iptables":
      return (
        try IPTables(),
        """
        *nat
        :PREROUTING ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        :D - [0:0]
        \(more)
        COMMIT
        *filter
        :INPUT ACCEPT [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT ACCEPT [0:0]
        -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        -A FORWARD -d 192.0.2.1/32 -p tcp -m tcp --dport 443 -j ACCEPT
        COMMIT

        """
      )
    case "routeros":
      return (
        try RouterOS(),
        """
        # 2026-03-01 10:00:00 by RouterOS 7.14
        /ip firewall filter
        add action=accept chain=forward connection-state=established,related
        add action=accept chain=forward dst-address=192.0.2.1 dst-port=443 protocol=tcp
        add action=drop chain=forward
        /ipv6 settings
        set disable-ipv6=yes
        /ip firewall nat
        \(more)

        """
      )
    case "asa":
      return (
        try ASA(),
        """
        object network A
         host 192.0.2.1
        object network B
         host 203.0.113.9
        \(more)
        access-list gatebook extended permit tcp any object A eq 443
        access-list gatebook extended deny ip any any
        access-group gatebook global

        """
      )
    case "iosxe":
      return (
        try IOSXE(),
        """
        interface GigabitEthernet1
         ip access-group gatebook in
        \(more)
        ip access-list extended gatebook
         permit tcp any host 192.0.2.1 eq 443

        """
      )
    case "junos":
      return (
        try Junos(),
        """
        set security address-book global address A 192.0.2.1/32
        set security address-book global address B 203.0.113.9/32
        set security policies from-zone trust to-zone untrust policy p match source-address any
        set security policies from-zone trust to-zone untrust policy p match destination-address A
        set security policies from-zone trust to-zone untrust policy p match application junos-https
        set security policies from-zone trust to-zone untrust policy p then permit
        set security nat destination pool P address 203.0.113.9/32
        \(more)

        """
      )
    case "panos-set":
      return (
        try PANOSSet(),
        """
        set address A ip-netmask 192.0.2.1/32
        set address B ip-netmask 203.0.113.9/32
        set rulebase security rules r from trust
        set rulebase security rules r to untrust
        set rulebase security rules r source any
        set rulebase security rules r destination A
        set rulebase security rules r application any
        set rulebase security rules r service service-https
        set rulebase security rules r action allow
        \(more)

        """
      )
    default:
      return (
        try FortiOS(),
        """
        config firewall address
         edit "A"
          set subnet 192.0.2.1 255.255.255.255
         next
        end
        config firewall policy
         edit 1
          set srcintf "internal"
          set dstintf "wan1"
          set srcaddr "all"
          set dstaddr "A"
          set action accept
          set schedule "always"
          set service "HTTPS"
         next
        end
        config firewall vip
         edit "v"
        \(more)
         next
        end

        """
      )
    }
  }

  private func reading(_ name: String, _ more: String) throws -> FirewallReading {
    let (target, text) = try Self.device(name, more)
    let reading = try target.read(text)
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"], "\(reading.problems)")
    return reading
  }

  /// From an address that is allowed, to it, and where nothing tells which.
  @Test(arguments: [
    ("iptables", "-A PREROUTING -d 192.0.2.1/32 -j DNAT --to-destination 203.0.113.9"),
    ("iptables", "-A PREROUTING -p tcp -m tcp --dport 443 -j REDIRECT --to-ports 3128"),
    ("iptables", "-A PREROUTING -d 203.0.113.0/24 -j NETMAP --to 192.0.2.0/24"),
    ("iptables", "-A PREROUTING -p tcp -j D\n-A D -j DNAT --to-destination 203.0.113.9:443"),
    ("iptables", "-A PREROUTING -m recent --name x -j DNAT --to-destination 203.0.113.9"),
    (
      "routeros",
      "add action=dst-nat chain=dstnat dst-address=192.0.2.0/24 to-addresses=203.0.113.9"
    ),
    ("routeros", "add action=redirect chain=dstnat dst-port=443 protocol=tcp to-ports=8080"),
    ("routeros", "add action=dst-nat chain=x dst-address=203.0.113.9 to-addresses=192.0.2.1"),
    ("routeros", "add action=netmap chain=dstnat dst-address-list=none to-addresses=192.0.2.0/24"),
    ("asa", "nat (inside,outside) source static any any destination static A B"),
    ("asa", "nat (inside,outside) source dynamic any interface destination static B A"),
    ("asa", "object network B\n nat (outside,inside) static 192.0.2.1"),
    ("asa", "nat (inside,outside) source static any any destination static UNKNOWN B"),
    ("asa", "static (outside,inside) 192.0.2.1 203.0.113.9 netmask 255.255.255.255"),
    ("asa", "static (outside,inside) tcp 192.0.2.1 443 203.0.113.9 443 netmask 255.255.255.255"),
    (
      "asa",
      "nat (inside,outside) source static any any destination static A A service HTTPS OTHER"
    ),
    (
      "panos-set",
      "set rulebase nat rules n from any to any source any destination A destination-translation translated-address B"
    ),
    (
      "iptables",
      "-A PREROUTING -d 192.0.2.1/32 -m comment --comment \"a -j RETURN b\" -j DNAT --to-destination 10.0.0.5"
    ),
    ("iosxe", "ip nat outside source list 1 pool P"),
    ("iosxe", "nat64 v6v4 static 2001:db8::1 192.0.2.1"),
    (
      "panos-set",
      "set rulebase nat rules n source B\nset rulebase nat rules n source-translation static-ip translated-address A\nset rulebase nat rules n source-translation static-ip bi-directional yes"
    ),
    ("iosxe", "ip nat outside source static 203.0.113.9 192.0.2.1"),
    ("iosxe", "ip nat outside source static network 203.0.113.0 192.0.2.0 /24"),
    ("iosxe", "ip nat inside source static tcp 10.0.0.1 443 192.0.2.1 443"),
    ("iosxe", "ip nat inside destination list 1 pool P"),
    (
      "junos",
      "set security nat destination rule-set R from zone trust\nset security nat destination rule-set R rule 1 match destination-address 192.0.2.1/32\nset security nat destination rule-set R rule 1 then destination-nat pool P"
    ),
    (
      "junos",
      "set security nat static rule-set R from zone trust\nset security nat static rule-set R rule 1 match destination-address-name B\nset security nat static rule-set R rule 1 then static-nat prefix 192.0.2.1/32"
    ),
    (
      "panos-set",
      "set rulebase nat rules n from trust\nset rulebase nat rules n destination A\nset rulebase nat rules n destination-translation translated-address B"
    ),
    (
      "panos-set",
      "set rulebase nat rules n from any\nset rulebase nat rules n destination any\nset rulebase nat rules n dynamic-destination-translation translated-address B"
    ),
    ("fortios", "set extip 192.0.2.1\nset mappedip \"203.0.113.9\"\nset extintf \"any\""),
    (
      "fortios",
      "set extip 203.0.113.9\nset mappedip \"192.0.2.1-192.0.2.7\"\nset extintf \"internal\""
    ),
    ("fortios", "set type server-load-balance\nset extip 192.0.2.1\nset extintf \"any\""),
  ])
  func whatIsGivenAnotherDestinationIsTold(_ name: String, _ more: String) throws {
    let reading = try reading(name, more)
    #expect(
      reading.problems.count == 1 && reading.problems[0].contains("destination"),
      "\(reading.problems)")
  }

  /// What comes to the device's own addresses, other ports, sources only, and what changes nothing.
  @Test(arguments: [
    (
      "iptables",
      "-A PREROUTING -d 198.51.100.7/32 -p tcp -m tcp --dport 443 -j DNAT --to-destination 10.0.0.5"
    ),
    ("iptables", "-A PREROUTING -p tcp -m tcp --dport 8443 -j DNAT --to-destination 10.0.0.5:443"),
    (
      "iptables",
      "-A PREROUTING -m addrtype --dst-type LOCAL -j D\n-A D ! -i docker0 -p tcp -j DNAT --to-destination 172.17.0.2:443"
    ),
    ("iptables", "-A OUTPUT -d 192.0.2.1/32 -j DNAT --to-destination 203.0.113.9"),
    ("iptables", "-A D -d 192.0.2.1/32 -j DNAT --to-destination 203.0.113.9"),
    ("routeros", "add action=masquerade chain=srcnat out-interface=wan"),
    (
      "routeros",
      "add action=dst-nat chain=dstnat disabled=yes dst-address=192.0.2.1 to-addresses=10.0.0.5"
    ),
    (
      "routeros",
      "add action=dst-nat chain=dstnat dst-address-type=local dst-port=443 protocol=tcp to-addresses=10.0.0.5"
    ),
    ("asa", "object network B\n nat (inside,outside) static 198.51.100.7"),
    ("asa", "nat (inside,outside) source static any any destination static A A"),
    ("asa", "nat (inside,outside) source static any any destination static A B inactive"),
    ("iosxe", "ip nat inside source static esp 10.0.0.1 interface GigabitEthernet1"),
    (
      "asa",
      "nat (inside,outside) source static any any destination static A A service HTTPS HTTPS"
    ),
    ("asa", "nat (inside) 0 access-list NONAT"), ("asa", "nat (inside) 1 0.0.0.0 0.0.0.0"),
    ("asa", "static (inside,outside) 198.51.100.7 10.0.0.5 netmask 255.255.255.255"),
    ("asa", "nat (inside,outside) source dynamic any interface"),
    ("iosxe", "ip nat inside source static tcp 10.0.0.1 443 interface GigabitEthernet1 443"),
    ("iosxe", "ip nat inside source list 1 interface GigabitEthernet1 overload"),
    (
      "junos",
      "set security nat destination rule-set R from zone untrust\nset security nat destination rule-set R rule 1 match destination-address 192.0.2.1/32\nset security nat destination rule-set R rule 1 then destination-nat pool P"
    ),
    (
      "junos",
      "set security nat destination rule-set R from zone trust\nset security nat destination rule-set R rule 1 match destination-address 192.0.2.1/32\nset security nat destination rule-set R rule 1 then destination-nat off"
    ),
    (
      "panos-set",
      "set rulebase nat rules n from untrust\nset rulebase nat rules n destination A\nset rulebase nat rules n destination-translation translated-address B"
    ),
    (
      "panos-set",
      "set rulebase nat rules n from trust\nset rulebase nat rules n destination A\nset rulebase nat rules n source-translation dynamic-ip-and-port interface-address interface ethernet1/1"
    ),
    ("fortios", "set extip 192.0.2.1\nset mappedip \"203.0.113.9\"\nset extintf \"wan1\""),
    (
      "fortios",
      "set extip 192.0.2.1\nset mappedip \"203.0.113.9\"\nset portforward enable\nset extport 8443"
    ),
  ])
  func whatConcernsNothingAllowedIsPassedOver(_ name: String, _ more: String) throws {
    let reading = try reading(name, more)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(reading.notes.allSatisfy { !$0.contains("destination") }, "\(reading.notes)")
  }

  /// Which interface connections of a document come in by, no setting tells: that is a note.
  @Test(arguments: [
    (
      "iptables",
      "-A PREROUTING -i wan0 -p tcp -m tcp --dport 443 -j DNAT --to-destination 10.0.0.5"
    ),
    (
      "routeros",
      "add action=dst-nat chain=dstnat dst-port=443 in-interface=wan0 protocol=tcp to-addresses=10.0.0.5"
    ),
  ])
  func whatIsForOneInterfaceIsANote(_ name: String, _ more: String) throws {
    let reading = try reading(name, more)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(reading.notes.contains { $0.hasSuffix("if they pass \"wan0\"") }, "\(reading.notes)")
    let target: any FirewallTarget =
      name == "iptables"
      ? try IPTables(["in-interface": "wan0"]) : try RouterOS(["in-interface": "wan0"])
    let own = try target.read(try Self.device(name, more).1)
    #expect(own.problems.count == 1, "\(own.problems)")
  }

  /// A host of containers has thousands of such rules; of those that concern what is allowed, a
  /// hundred are told.
  @Test func manyRulesAreToldInPart() throws {
    func rules(_ count: Int, to address: String, ports: Bool = true) -> String {
      (1...count).map {
        "-A PREROUTING -d \(address)/32 " + (ports ? "-p tcp -m tcp --dport \($0) " : "")
          + "-j DNAT --to-destination 10.0.0.1:\($0)"
      }.joined(separator: "\n")
    }
    #expect(try reading("iptables", rules(5_000, to: "198.51.100.7")).problems.isEmpty)
    #expect(try reading("iptables", rules(5_000, to: "192.0.2.1")).problems.count == 1)
    let all = try reading("iptables", rules(500, to: "192.0.2.1", ports: false))
    #expect(all.problems.count == 101)
  }

  // MARK: nftables

  private func nftables(_ expressions: String, hook: String = "prerouting") throws
    -> FirewallReading
  {
    try NFTables().read(
      """
      {"nftables": [{"table": {"family": "inet", "name": "gatebook"}},
        {"chain": {"family": "inet", "table": "gatebook", "name": "f", "hook": "forward",
          "type": "filter", "prio": 0, "policy": "drop"}},
        {"rule": {"family": "inet", "table": "gatebook", "chain": "f", "expr": [{"match": {"op": "in",
          "left": {"ct": {"key": "state"}}, "right": ["established", "related"]}}, {"accept": null}]}},
        {"rule": {"family": "inet", "table": "gatebook", "chain": "f", "expr": [{"match": {"op": "==",
          "left": {"payload": {"protocol": "ip", "field": "daddr"}}, "right": "192.0.2.1"}},
          {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}},
          "right": 443}}, {"accept": null}]}},
        {"table": {"family": "ip", "name": "n"}},
        {"chain": {"family": "ip", "table": "n", "name": "p", "hook": "\(hook)", "type": "nat",
          "prio": -100, "policy": "accept"}},
        {"chain": {"family": "ip", "table": "n", "name": "q"}},
        {"rule": {"family": "ip", "table": "n", "chain": "p", "expr": [\(expressions)]}},
        {"rule": {"family": "ip", "table": "n", "chain": "q", "expr": [
          {"dnat": {"addr": "203.0.113.9"}}]}}]}
      """)
  }

  private func match(_ layer: String, _ field: String, _ value: String) -> String {
    #"{"match": {"op": "==", "left": {"payload": {"protocol": "\#(layer)", "field": "\#(field)"}}, "right": \#(value)}}"#
  }

  @Test func nftablesTellsThemToo() throws {
    let own =
      #"{"match": {"op": "==", "left": {"fib": {"result": "type", "flags": "daddr"}}, "right": "local"}}"#
    let interface =
      #"{"match": {"op": "==", "left": {"meta": {"key": "iifname"}}, "right": "wan0"}}"#
    for rule in [
      match("ip", "daddr", #""192.0.2.1""#) + #", {"dnat": {"addr": "203.0.113.9"}}"#,
      match("ip", "daddr", #""203.0.113.9""#) + #", {"dnat": {"addr": "192.0.2.1", "port": 443}}"#,
      match("tcp", "dport", "443") + #", {"redirect": {"port": 3128}}"#,
      #"{"jump": {"target": "q"}}"#, #"{"dnat": {"addr": {"map": {"key": 1, "data": 2}}}}"#,
    ] {
      let reading = try nftables(rule)
      #expect(
        reading.problems.count == 1 && reading.problems[0].contains("another destination")
          || reading.problems[0].contains("the destination 192.0.2.1"), "\(reading.problems)")
    }
    for rule in [
      match("ip", "daddr", #""198.51.100.7""#) + #", {"dnat": {"addr": "10.0.0.5"}}"#,
      match("tcp", "dport", "8443") + #", {"dnat": {"addr": "10.0.0.5", "port": 443}}"#,
      own + #", {"dnat": {"addr": "10.0.0.5"}}"#, #"{"masquerade": null}"#,
    ] {
      let reading = try nftables(rule)
      #expect(reading.problems.isEmpty && reading.notes.isEmpty, "\(reading.problems)")
    }
    let side = try nftables(interface + #", {"dnat": {"addr": "10.0.0.5"}}"#)
    #expect(side.problems.isEmpty && side.notes.count == 1, "\(side.problems)")
    #expect(
      try nftables(#"{"dnat": {"addr": "203.0.113.9"}}"#, hook: "output").problems.isEmpty)
  }

  /// A packet whose address is written over is translated by no rule of that name.
  @Test func aPacketThatIsWrittenOverIsTold() throws {
    let address = #"{"payload": {"protocol": "ip", "field": "daddr"}}"#
    #expect(
      try nftables(#"{"mangle": {"key": \#(address), "value": "203.0.113.9"}}"#).problems.count == 1
    )
    #expect(
      try nftables(#"{"mangle": {"key": {"meta": {"key": "mark"}}, "value": 1}}"#).problems.isEmpty)
  }
}
