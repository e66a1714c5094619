import EndpointModel
import FirewallExport
import Foundation
import TestSupport
import Testing

/// Where lists of a Cisco device are applied, and what else filters there.
@Suite struct CiscoApplicationTests {
  private let list = """
    ip access-list extended gatebook
     permit tcp any host 192.0.2.1 eq 443
    ipv6 access-list gatebook-v6
     permit tcp any host 2001:db8::1 eq 443

    """

  private func problems(_ device: String, interface: String = "any") throws -> [String] {
    let target = IOSXE(try FirewallSettings(["interface": interface], of: IOSXE.settings))
    return try target.read(list + device).problems
  }

  private let ours = """
    interface GigabitEthernet0/0/1
     ip address 192.0.2.254 255.255.255.0
     ip access-group gatebook in
     ipv6 traffic-filter gatebook-v6 in

    """

  /// Whoever reads that a router allows what it has to relies on there being no other list.
  @Test(arguments: [
    " ip access-group other out\n", " ip access-group other in\n", " mac access-group other in\n",
    " ip access-group common other gatebook in\n", " ipv6 traffic-filter other out\n",
    "interface GigabitEthernet0/0/2\n ip access-group other in\n",
    "interface GigabitEthernet0/0/2\n ipv6 traffic-filter other out\n",
    "class-map type inspect match-any c\n match access-group name other\n",
    "class-map type inspect match-any c\n match not access-group name gatebook\n",
    "class-map type inspect match-any c\n match access-group name gatebook\n match protocol http\n",
    "vlan filter m vlan-list 10\n", " no ip access-group gatebook in\n",
    "default interface GigabitEthernet0/0/1\n", "no interface GigabitEthernet0/0/1\n",
  ])
  func anotherListOfIOSXEIsTold(_ addition: String) throws {
    #expect(try problems(ours) == [])
    #expect(try !problems(ours + addition).isEmpty)
  }

  /// Traffic of other networks is none of an interface's that is named.
  @Test func anInterfaceThatIsNamedIsTheOneThatCounts() throws {
    let other = "interface Serial1\n ip access-group other in\n"
    #expect(try problems(ours + other, interface: "gigabitethernet 0/0/1") == [])
    #expect(
      try problems(ours + other.replacing(" in", with: " out"), interface: "GigabitEthernet0/0/1")
        .count == 1)
    #expect(
      try problems(ours, interface: "Serial1").first
        == "the access list gatebook is applied not in at Serial1: ip access-group gatebook in")
  }

  /// A list of remote logins, or of queues, filters nothing that passes.
  @Test(arguments: [
    "line vty 0 4\n access-class gatebook in\n",
    "class-map match-any q\n match access-group name gatebook\n",
    "interface Gi1\n ip access-group gatebook out\n",
  ])
  func aListThatFiltersNothingIsNotApplied(_ device: String) throws {
    #expect(try problems(device).contains { $0.contains("applied nowhere") })
  }

  /// An address of IPv6 at an interface, without a list of IPv6, opens it to all of IPv6.
  @Test func aFamilyThatPassesByIsTold() throws {
    let four = "interface Gi1\n ip access-group gatebook in\n"
    let text =
      four + " ipv6 address 2001:db8::1/64\ninterface Gi2\n ipv6 traffic-filter gatebook-v6 in\n"
    #expect(
      try problems(text) == [
        "Gi1 has addresses of v6, and lets all of it in: no list of that family is applied there"
      ])
    #expect(try problems(ours + " ipv6 enable\n") == [])
  }

  /// Between zones, a class map does nothing by itself: a policy map and a pair of zones use it.
  @Test func aClassMapCountsWhereAPairOfZonesUsesIt() throws {
    func device(_ action: String = "inspect", _ rest: String = "drop", pair: String = "p") -> String
    {
      """
      class-map type inspect match-any web
       match access-group name gatebook
       match access-group name gatebook-v6
      policy-map type inspect p
       class type inspect web
        \(action)
       class class-default
        \(rest)
      zone-pair security out source in destination out
       service-policy type inspect \(pair)

      """
    }
    #expect(try problems(device()) == [])
    for (device, words) in [
      (device(pair: "other"), "applied nowhere"), (device("drop"), "applied nowhere"),
      (device("pass"), "has no answers"), (device("inspect", "pass"), "what no class matches"),
    ] {
      let problems = try problems(device)
      #expect(!problems.isEmpty && problems.allSatisfy { $0.contains(words) }, "\(problems)")
    }
  }

  /// A list that is not there, or has no line, lets everything pass where it is applied.
  @Test func aListThatIsEmptyOrNotThereIsToldToLetEverythingPass() throws {
    func problems(_ text: String) throws -> [String] { try IOSXE().read(text).problems }
    let four = list.components(separatedBy: "ipv6 ")[0]
    #expect(try problems(four) == [])
    #expect(
      try problems(four + ours) == [
        "the access list gatebook-v6 of IPv6 is not there: where it is applied, everything passes"
      ])
    for line in ["", " remark to be filled\n"] {
      #expect(
        try problems(four + "ipv6 access-list gatebook-v6\n" + line + ours) == [
          "the access list gatebook-v6 of IPv6 has no line: where it is applied, everything passes"
        ])
    }
  }

  /// A ticket or a mail takes indentations away: what a line belongs to is not guessed.
  @Test(arguments: [
    "permit ip any any", "10 permit ip any any", "no 10 permit ip any any",
    "sequence 10 deny ip any any",
    "ip access-group gatebook in", "ipv6 traffic-filter gatebook-v6 in", "host 192.0.2.7",
    "group-object all",
  ])
  func aLineWithoutItsIndentationIsTold(_ line: String) throws {
    for text in [line + "\n", "!\n\(line)\n", "hostname x\n\(line)\n"] {
      #expect(try problems(text).contains { $0.contains("is not indented") }, "\(text)")
    }
    let asa = ASA(try FirewallSettings([:], of: ASA.settings))
    if line.hasPrefix("ip") { return }
    #expect(
      try asa.read("access-list gatebook extended deny ip any any\n\(line)\n").problems.count == 1)
  }

  /// While a whole file is loaded, an interface always has a list, and one that is complete.
  @Test func aWholeFileForAnInterfaceLeavesNoGap() throws {
    let target = IOSXE(
      try FirewallSettings(["interface": "GigabitEthernet0/0/1"], of: IOSXE.settings))
    let plan = target.plan(SamplePolicies.first)
    let text = target.whole(plan)
    var applied: Set = ["gatebook", "gatebook-v6"]
    var head = ""
    for line in text.split(separator: "\n").map({ String($0) }) {
      let words = line.split(separator: " ").map { String($0) }
      if line.contains("access-group") || line.contains("traffic-filter") {
        applied = applied.filter { $0.hasSuffix("v6") != line.contains("v6") }
        applied.insert(words[2])
      } else if line.contains("access-list"), let name = words.last {
        #expect(!applied.contains(name), "\(line) while the list is applied")
        head = name
      } else if line.hasPrefix(" permit") {
        // Lines of groups begin with other words.
        #expect(!applied.contains(head), "\(line) while the list is applied")
      }
    }
    #expect(applied == ["gatebook", "gatebook-v6"])
    let reading = try target.read(text)
    #expect(reading.problems == [])
    #expect(ExpectedAccess.difference(plan.endpoints, reading.endpoints) == "")
    #expect(try target.read(text + text).problems == [])
  }

  /// People type commands short, and in capitals: what a device takes is read, or told.
  @Test(arguments: [
    "acc OUT ext perm ip any any", "obj net x", "object-g network x", "int g0/1",
    "ip acc OUT in", "ipv6 traff OUT in", "no access-l OUT",
  ])
  func aCommandThatIsCutShortIsTold(_ line: String) throws {
    let targets: [any FirewallTarget] = [try ASA([:]), try IOSXE([:])]
    for target in targets {
      let text = "access-list x extended deny ip any any\nip access-list extended x\n\(line)\n"
      #expect(try target.read(text).problems.contains { $0.hasPrefix("line 3 is not read") })
    }
  }

  /// A name that looks like a keyword keeps its capitals.
  @Test func namesKeepTheirCase() throws {
    let target = try ASA(["access-list": "PERMIT"])
    let reading = try target.read(
      """
      OBJECT-GROUP NETWORK TCP
       NETWORK-OBJECT HOST 192.0.2.1
      OBJECT-GROUP NETWORK tcp
       NETWORK-OBJECT HOST 192.0.2.2
      ACCESS-LIST permit EXTENDED PERMIT IP ANY ANY
      ACCESS-LIST PERMIT EXTENDED PERMIT TCP ANY OBJECT-GROUP TCP EQ WWW
      """)
    #expect(reading.problems == [])
    #expect(reading.lines == ["192.0.2.1 tcp 80 outbound"])
  }
}
