import FirewallExport
import TestSupport
import Testing

/// A rule that denies is told where a later one allows some of the same, and nowhere else.
@Suite struct DenialTests {
  private static let permit = "permit tcp any host 192.0.2.1 eq 443"

  private func asa(_ lines: String...) throws -> FirewallReading {
    try ASA().read(
      "interface GigabitEthernet0/1\n nameif inside\naccess-group gatebook global\n"
        + lines.map { "access-list gatebook extended \($0)\n" }.joined())
  }

  @Test(arguments: [
    "deny ip any 10.0.0.0 255.0.0.0", "deny udp any host 192.0.2.1", "deny tcp any any eq 25",
    "deny ip any6 any6", "deny tcp any host 192.0.2.1 range 444 500", "deny icmp any any",
  ])
  func anotherDenialIsNotTold(_ denial: String) throws {
    let reading = try asa(denial, Self.permit)
    #expect(reading.problems == [] && reading.lines == ["192.0.2.1 tcp 443 outbound"])
  }

  @Test(arguments: [
    "deny ip any 192.0.2.0 255.255.255.0", "deny tcp any any", "deny tcp any any eq https",
    "deny ip 10.0.0.0 255.0.0.0 any", "deny tcp any gt 1023 host 192.0.2.1",
    "deny object-group nowhere any host 192.0.2.1",
  ])
  func aDenialOfSomeOfItIsTold(_ denial: String) throws {
    let reading = try asa(denial, Self.permit)
    #expect(!reading.problems.isEmpty, "\(reading.problems)")
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
  }

  /// A denial of all of one family of addresses leaves the other one.
  @Test func aDenialOfOneFamilyIsNotOneOfAll() throws {
    let four = try asa("deny ip any4 any4", "permit tcp any host 2001:db8::1 eq 443")
    #expect(four.problems == [] && four.lines == ["2001:db8::1 tcp 443 outbound"])
    let policy = "set security policies from-zone trust to-zone untrust policy"
    let junos = try Junos().read(
      """
      set security zones security-zone trust interfaces ge-0/0/1.0
      set security address-book global address A 2001:db8::1/128
      \(policy) p match source-address any-ipv4 destination-address any-ipv4 application any
      \(policy) p then deny
      \(policy) q match source-address any destination-address A application junos-https
      \(policy) q then permit

      """)
    #expect(junos.problems == [] && junos.lines == ["2001:db8::1 tcp 443 outbound"])
  }

  /// What comes behind takes nothing away.
  @Test func aDenialBehindIsNotTold() throws {
    #expect(try asa(Self.permit, "deny tcp any host 192.0.2.1").problems == [])
    #expect(try asa("deny tcp any any", Self.permit, Self.permit).problems.count == 1)
  }

  /// Nothing tells where names are.
  @Test func namesMayBeAnywhere() throws {
    let object = "object network push\n fqdn v4 push.example.com\n"
    let text =
      object + "access-list gatebook extended deny ip any 10.0.0.0 255.0.0.0\n"
      + "access-list gatebook extended permit tcp any object push eq 443\n"
    #expect(try ASA().read(text).problems.count == 1)
  }

  @Test func junosToo() throws {
    func read(_ policies: (String, String)...) throws -> FirewallReading {
      let policy = "set security policies from-zone trust to-zone untrust policy"
      return try Junos().read(
        "set security address-book global address A 192.0.2.1/32\n"
          + "set security address-book global address B 198.51.100.0/24\n"
          + policies.enumerated().map { i, rule in
            "\(policy) p\(i) match source-address any destination-address \(rule.0) application junos-https\n"
              + "\(policy) p\(i) then \(rule.1)\n"
          }.joined())
    }
    #expect(try read(("B", "deny"), ("A", "permit")).problems == [])
    #expect(try read(("A", "permit"), ("A", "deny")).problems == [])
    #expect(try read(("any", "deny"), ("A", "permit")).problems.count == 1)
  }

  @Test func routerOSToo() throws {
    func read(_ rules: String..., end: String = "\nadd chain=forward action=drop") throws
      -> FirewallReading
    {
      try RouterOS(["in-interface": "lan", "out-interface": "wan"]).read(
        "/ip firewall address-list\nadd list=bad address=198.51.100.0/24\n/ip firewall filter\n"
          + "add chain=forward action=accept connection-state=established,related\n"
          + rules.map { "add chain=forward \($0)\n" }.joined() + end + "\n")
    }
    let accept = "action=accept dst-address=192.0.2.1 protocol=tcp dst-port=443"
    for other in [
      "action=drop dst-address-list=bad", "action=drop protocol=udp",
      "action=drop in-interface=wan",
      "action=reject dst-address=192.0.2.1 protocol=tcp dst-port=25",
    ] {
      let reading = try read(other, accept)
      #expect(reading.problems == [], "\(other)")
      #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    }
    // A list that is not there may fill while the device runs.
    for same in [
      "action=drop dst-address=192.0.2.0/24", "action=drop src-address-list=bad",
      "action=drop dst-address-list=unknown", "action=drop protocol=tcp time=0s-1d,sun",
    ] {
      #expect(try read(same, accept).problems.map { $0.contains("it denies") } == [true], "\(same)")
    }
    // Where all the rest passes, each denial matters.
    #expect(try read("action=drop dst-address-list=bad", end: "").problems.count == 2)
  }
}
