import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// What a rule denies is taken away from what later ones allow; where that cannot be told, it is a problem,
/// if a later one allows some of the same.
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
    "deny tcp any object-group all host 192.0.2.1",
  ])
  func aDenialOfAllOfItIsTakenAway(_ denial: String) throws {
    let group = "object-group network all\n network-object 192.0.0.0 255.0.0.0\n"
    let words = denial.replacing("any object-group all", with: "any")
      .replacing("host 192.0.2.1", with: "object-group all")
    let reading = try ASA().read(
      group + "access-list gatebook extended \(words)\n"
        + "access-list gatebook extended \(Self.permit)\n")
    #expect(reading.problems == [] && reading.lines == [])
  }

  /// By hand: what is left of one address of a block, one port of all, one protocol of several.
  @Test func whatIsDeniedOfSomeIsTakenAway() throws {
    let block = try asa(
      "deny tcp any host 192.0.2.9 eq 443", "permit tcp any 192.0.2.8 255.255.255.252 eq 443")
    #expect(block.problems == [])
    #expect(Set(block.lines) == ["192.0.2.8 tcp 443 outbound", "192.0.2.10/31 tcp 443 outbound"])
    // Who looks for what is missing is told where it is denied, and of no other denial.
    #expect(block.denials == ["line 4 of an access list"])
    let other = try asa("deny tcp any any eq 25", Self.permit)
    #expect(other.denials == [])
    let port = try asa("deny tcp any any eq 25", "permit tcp any host 192.0.2.1")
    #expect(port.problems == [] && port.lines == ["192.0.2.1 tcp 1-24,26-65535 outbound"])
    // What is left of "ip" has no word of its own: each protocol is one endpoint.
    let transport = try asa("deny tcp any any", "permit ip any host 192.0.2.1")
    #expect(transport.problems == [])
    var expected = ExpectedAccess.Figures()
    expected.permitted = try ExpectedAccess.endpoints("out any any 192.0.2.1")
    expected.denied = try ExpectedAccess.endpoints("out tcp any 192.0.2.1")
    #expect(expected.difference(from: transport.endpoints) == "")
    #expect(!transport.lines.contains { $0.contains("tcp") })
    #expect(transport.lines.contains("192.0.2.1 udp any outbound"))
    let type = try asa("deny icmp any any echo", "permit icmp any host 192.0.2.1")
    #expect(type.problems == [] && type.lines.count == 255)
    #expect(!type.lines.contains("192.0.2.1 icmp/8 any outbound"))
  }

  /// A denial for senders that a permit is not for does not count, one that has them all does.
  @Test func sendersAreHeldAgainstEachOther() throws {
    let permit = "permit tcp 198.51.100.0 255.255.255.0 host 192.0.2.1 eq 443"
    let other = try asa("deny ip 203.0.113.0 255.255.255.0 any", permit)
    #expect(other.lines == ["192.0.2.1 tcp 443 outbound"] && other.problems.count == 1)
    let all = try asa("deny ip 198.51.0.0 255.255.0.0 any", permit)
    #expect(all.lines == [] && all.problems.count == 1)
    let some = try asa("deny ip host 198.51.100.7 any", permit)
    #expect(some.lines == ["192.0.2.1 tcp 443 outbound"] && some.problems.count == 2)
  }

  /// Where addresses are denied in front of all others, names stay: nothing tells that they are there.
  @Test func namesStayWhereAllOthersAreAllowed() throws {
    let name = try ExpectedAccess.endpoints("out tcp 443 push.example.com")
    func read(_ denied: String) throws -> FirewallReading {
      let policy = "set security policies from-zone trust to-zone untrust policy"
      return try Junos().read(
        "set security address-book global address B 198.51.100.0/24\n"
          + "\(policy) d match source-address any \(denied)\n\(policy) d then deny\n"
          + "\(policy) p match source-address any destination-address any application junos-https\n"
          + "\(policy) p then permit\n")
    }
    for denied in [
      "B application any", "any-ipv4 application junos-http", "any-ipv6 application any",
    ] {
      let reading = try read("destination-address \(denied)")
      #expect(reading.problems == [])
      #expect(
        reading.notes.contains { $0.hasPrefix("whether names are at addresses") }
          == denied.hasPrefix("B"), "\(reading.notes)")
      #expect(
        Access(name).subtracting(Access(reading.endpoints)).isEmpty != denied.hasPrefix("any-ipv6"),
        "\(reading.lines)")
    }
    let closed = try read("destination-address any application junos-https")
    #expect(closed.problems == [] && closed.lines == [])
  }

  /// What is left of "ip" is 254 endpoints: beyond a number of them nothing is taken away, and that is said.
  @Test func whatComesToTooMuchIsTold() throws {
    let lines = (0..<1_300).map { i in "permit ip any host 11.0.\(i / 256).\(i % 256)" }
    let reading = try ASA().read(
      "interface GigabitEthernet0/1\n nameif inside\naccess-group gatebook global\n"
        + (["deny tcp any any eq 25"] + lines).map { "access-list gatebook extended \($0)\n" }
        .joined())
    #expect(reading.problems.map { $0.contains("too many endpoints") } == [true])
    #expect(reading.lines.contains("11.0.0.0 any 1-24,26-65535 outbound"))
    let last = try EndpointAddress(parsing: "11.0.5.19")
    #expect(reading.endpoints.contains { $0.address == last && $0.transport == .any })
  }

  /// Many denials, and rules between them.
  @Test func thousandsOfThemAreTakenAway() throws {
    var lines: [String] = []
    for i in 0..<20_000 {
      lines.append("deny ip any host 11.0.\(i / 256).\(i % 256)")
      lines.append("permit tcp any host 11.0.\(i / 256).\((i + 1) % 256) eq 80")
    }
    let start = ContinuousClock.now
    let reading = try ASA().read(
      "interface GigabitEthernet0/1\n nameif inside\naccess-group gatebook global\n"
        + lines.map { "access-list gatebook extended \($0)\n" }.joined())
    #expect(reading.problems == [])
    // Each is denied behind the rule that permits it, but for the first of 256: 78 are whole.
    var expected = ExpectedAccess.Figures()
    expected.permitted = try (0..<78).flatMap { i in
      try ExpectedAccess.endpoints("out tcp 80 11.0.\(i).1-11.0.\(i).255")
    }
    expected.permitted += try ExpectedAccess.endpoints("out tcp 80 11.0.78.1-11.0.78.32")
    #expect(expected.difference(from: reading.endpoints) == "")
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test(arguments: [
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
    let sender = "deny tcp host 198.51.100.7 any"
    #expect(try asa(sender, Self.permit, Self.permit).problems.count == 1)
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
    let denied = try read(("any", "deny"), ("A", "permit"))
    #expect(denied.problems == [] && denied.lines == [])
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
    let denied = try read("action=drop dst-address=192.0.2.0/24", accept)
    #expect(denied.problems == [] && denied.lines == [])
    for same in [
      "action=drop src-address-list=bad",
      "action=drop dst-address-list=unknown", "action=drop protocol=tcp time=0s-1d,sun",
    ] {
      #expect(try read(same, accept).problems.map { $0.contains("it denies") } == [true], "\(same)")
    }
    // Where all the rest passes, each denial matters.
    #expect(try read("action=drop dst-address-list=bad", end: "").problems.count == 2)
  }
}
