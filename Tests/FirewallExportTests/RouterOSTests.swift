import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

@Suite struct RouterOSTests {
  private func read(_ text: String, chain: String = "forward") throws -> FirewallReading {
    try RouterOS(["hook": chain]).read(text)
  }

  @Test func deltasLeadThereAndBack() throws {
    #expect(try RouterOS().deltaFailure() == nil)
  }

  /// Loaded over another one, and twice, a whole file leaves what it says and nothing else.
  @Test func aWholeFileTakesThePlaceOfTheFormer() throws {
    let target = try RouterOS()
    let (first, second) = (
      target.whole(target.plan(SamplePolicies.first)),
      target.whole(target.plan(SamplePolicies.second, number: 2))
    )
    let expected = try target.read(second)
    #expect(expected.problems == [])
    for text in [first + second, first + second + second] {
      let reading = try target.read(text)
      #expect(reading.problems == [] && reading.number == 2)
      #expect(reading.endpoints.count == expected.endpoints.count)
      #expect(Set(reading.lines) == Set(expected.lines))
    }
  }

  /// What is removed or set comes after what is added, within each menu's part.
  @Test func deltasHaveAGuardAndDeleteLast() throws {
    let target = try RouterOS()
    let (first, second) = (
      target.plan(SamplePolicies.first),
      target.plan(SamplePolicies.second, number: 2)
    )
    let lines = try #require(target.delta(from: first, to: second)).split(separator: "\n")
    #expect(
      lines.first?.hasPrefix(":if ([:len [/ip firewall filter find chain=\"gatebook\"") == true)
    #expect(lines.first?.contains("revision 1: eschat/canada-aws-02@1") == true)
    #expect(lines.last?.contains("comment=\"Gatebook: firewall edge, revision 2: ") == true)
    let added = try #require(lines.firstIndex { $0.contains("address=192.0.2.11 ") })
    let removed = try #require(lines.firstIndex { $0.contains("address=192.0.2.10]") })
    #expect(added < removed)
  }

  /// A rule has room for 15 ports, and a range takes two of them.
  @Test func portsAreSpreadOverRules() throws {
    let target = try RouterOS()
    let ports = (0..<8).map { "\(1000 + $0 * 10)-\(1005 + $0 * 10)" } + ["2000", "2002"]
    let policy = FirewallPolicy(
      [
        FirewallRule(
          Endpoint(
            address: EndpointAddress("192.0.2.1"), ports: Ports(ports.joined(separator: ",")),
            transport: .tcp),
          for: FirewallAllowance(DeploymentName("a/b")!))
      ], revisions: [])
    let text = target.whole(target.plan(policy))
    #expect(
      text.contains(
        "dst-port=1000-1005,1010-1015,1020-1025,1030-1035,1040-1045,1050-1055,1060-1065 "))
    #expect(text.contains("dst-port=1070-1075,2000,2002 "))
    #expect(
      Set(try target.read(text).lines).count == 2,
      "one endpoint for each rule")
  }

  @Test func aListThatIsTooLargeIsRefused() throws {
    let target = try RouterOS(["limit-entries": "10"])
    let (fits, tooLarge) = (
      target.plan(SamplePolicies.many(addresses: 10)),
      target.plan(SamplePolicies.many(addresses: 11))
    )
    #expect(throws: Never.self) { try FirewallWriter(target).whole(fits, aggregated: fits) }
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(tooLarge, aggregated: tooLarge)
    }
  }

  // MARK: Configurations as devices have them

  /// An export with lists, lines that go on, and a drop at the end.
  @Test func anExportWithListsIsRead() throws {
    let reading = try read(
      #"""
      # 2026-03-01 10:00:00 by RouterOS 7.14
      # software id = ABCD-EFGH
      /interface bridge
      add name=bridge
      /ip firewall address-list
      add address=192.0.2.10 comment="radios \"prod\"" list=cloud
      add address=198.51.100.0/24 list=cloud
      add address=203.0.113.16-203.0.113.20 list=media
      add address=portal.example.com list=cloud
      add address=192.0.2.99 disabled=yes list=cloud
      add address=192.0.2.98 list=other
      /ip firewall filter
      add action=accept chain=input comment="accept ICMP" protocol=icmp
      add action=fasttrack-connection chain=forward comment="old ones" \
          connection-state=established,related hw-offload=yes
      add action=accept chain=forward connection-state=\
          established,related,untracked
      add action=drop chain=forward connection-state=invalid
      add action=accept chain=forward comment="to the cloud" dst-address-list=cloud \
          dst-port=443,8080-8082 log=yes log-prefix=cloud protocol=tcp
      add action=accept chain=forward dst-address-list=media dst-port=4201-4264 \
          protocol=udp
      add chain=forward dst-address=192.0.2.53 dst-port=53 protocol=udp
      add action=accept chain=forward disabled=yes dst-address=192.0.2.54
      add action=accept chain=forward icmp-options=8:0-255 protocol=icmp \
          dst-address=192.0.2.10
      add action=drop chain=forward comment="all else" log=yes
      /ip service
      set telnet disabled=yes
      /ipv6 settings
      set disable-ipv6=yes max-neighbor-entries=8192
      """#)
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.10 tcp 443,8080-8082 outbound", "198.51.100.0/24 tcp 443,8080-8082 outbound",
        "portal.example.com tcp 443,8080-8082 outbound",
        "203.0.113.16-203.0.113.20 udp 4201-4264 outbound", "192.0.2.53 udp 53 outbound",
        "192.0.2.10 icmp/8 any outbound",
      ])
  }

  /// The short paths of release 7, chains that are jumped to, IPv6 with its own lists.
  @Test func chainsAndIPv6AreRead() throws {
    let reading = try read(
      """
      /ip/firewall/address-list add list=vendor address=192.0.2.0/25
      /ip/firewall/filter add chain=forward action=accept connection-state=established,related
      /ip/firewall/filter add chain=forward action=jump jump-target=vendors
      /ip/firewall/filter add chain=vendors action=accept src-address-list=vendor \
      protocol=tcp dst-port=8443
      /ip/firewall/filter add chain=vendors action=accept dst-address-list=vendor \
      protocol=ipsec-esp connection-state=new
      /ip/firewall/filter add chain=vendors action=return
      /ip/firewall/filter add chain=vendors action=accept protocol=gre
      /ip/firewall/filter add chain=forward action=accept protocol=udp dst-port=123
      /ip/firewall/filter add chain=forward action=drop
      /ipv6 firewall address-list
      add address=2001:db8:1::/48 list=vendor
      add address=2001:db8::9/128 list=vendor
      /ipv6 firewall filter
      add chain=forward connection-state=established,related
      add chain=forward action=accept protocol=icmpv6 icmp-options=135:0
      add chain=forward action=accept protocol=icmpv6 dst-address=2001:db8:1::/48
      add chain=forward action=accept protocol=tcp dst-port=443 dst-address-list=vendor
      add chain=forward action=reject reject-with=icmp-no-route
      """)
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.0/25 tcp 8443 inbound", "192.0.2.0/25 esp any outbound",
        "0.0.0.0/0 udp 123 both", "2001:db8:1::/48 icmp any outbound",
        "2001:db8:1::/48 tcp 443 outbound", "2001:db8::9 tcp 443 outbound",
      ])
  }

  /// The standard configuration of a home router: what it denies under conditions is told.
  @Test func aStandardConfigurationHasProblems() throws {
    let reading = try read(
      """
      /ip firewall filter
      add action=accept chain=forward comment="defconf: accept in ipsec policy" ipsec-policy=in,ipsec
      add action=accept chain=forward connection-state=established,related,untracked
      add action=drop chain=forward connection-state=invalid
      add action=accept chain=forward in-interface=bridge dst-address=192.0.2.1 protocol=tcp dst-port=22
      add action=accept chain=forward src-address=192.168.88.0/24 dst-address=192.0.2.2 protocol=udp
      add action=drop chain=forward connection-nat-state=!dstnat connection-state=new in-interface=ether1
      """)
    #expect(
      reading.problems == [
        "line 5 is for some interfaces only: it is read as if for all of them: "
          + "\"add action=accept chain=forward in-interface=bridge dst-address=192.0.2.1 proto…\"",
        "line 6 is for some of our addresses only: it is read as if for all of them: "
          + "\"add action=accept chain=forward src-address=192.168.88.0/24 dst-address=192.0.2…\"",
        "line 7: it denies, and what that takes away is not worked out: "
          + "\"add action=drop chain=forward connection-nat-state=!dstnat connection-state=new…\"",
        "what no rule decides, the chain forward accepts over IPv4",
      ])
    #expect(
      Set(reading.lines) == ["192.0.2.1 tcp 22 outbound", "192.0.2.2 udp any outbound"])
  }

  private static let ours = """
    add address=192.0.2.1 list=gatebook-out-tcp-443
    /ip firewall filter
    add action=accept chain=gatebook dst-address-list=gatebook-out-tcp-443 dst-port=443 \\
      protocol=tcp

    """

  /// A chain that the device never comes to allows nothing, whatever it says.
  @Test(arguments: [
    "add action=drop chain=forward\n", "add action=jump chain=other jump-target=gatebook\n",
    "add action=jump chain=forward disabled=yes jump-target=gatebook\nadd action=drop chain=forward\n",
  ])
  func aChainToWhichNothingJumpsAllowsNothing(_ rules: String) throws {
    let reading = try read(
      "# 2026-03-01 10:00:00 by RouterOS 7.14\n/ip firewall address-list\n\(Self.ours)\(rules)")
    #expect(reading.endpoints.isEmpty)
    #expect(
      reading.problems.contains(
        "nothing jumps to the chain gatebook over IPv4: add chain=forward action=jump "
          + "jump-target=gatebook"))
  }

  /// What passes other interfaces is decided without the chain: somebody has to mean that.
  @Test(arguments: [
    ("in-interface=lan", ["in-interface": "lan"]),
    ("in-interface-list=LAN", ["in-interface": "LAN"]),
    ("out-interface=wan", ["out-interface": "wan"]),
    ("in-interface=lan out-interface=wan", ["in-interface": "lan", "out-interface": "wan"]),
  ])
  func aJumpForSomeInterfacesIsToldUnlessTheyAreSet(
    _ words: String, _ settings: [String: String]
  ) throws {
    func problems(_ settings: [String: String]) throws -> [String] {
      let reading = try RouterOS(settings).read(
        """
        /ip firewall address-list
        \(Self.ours)add action=accept chain=forward connection-state=established,related
        add action=jump chain=forward \(words) jump-target=gatebook
        add action=drop chain=forward
        """)
      #expect(Set(reading.lines) == ["192.0.2.1 tcp 443 outbound"])
      return reading.problems
    }
    #expect(try problems(settings) == [])
    for others in [[:], ["in-interface": "x", "out-interface": "x"]] {
      #expect(try problems(others).count == 1)
    }
  }

  /// The file tells of the rule that it takes besides it, for each family.
  @Test func aFileTellsOfTheJump() throws {
    let target = try RouterOS(["chain": "radio", "hook": "output", "out-interface": "wan 1"])
    let text = target.whole(target.plan(SamplePolicies.first))
    for menu in ["ip", "ipv6"] {
      #expect(
        text.contains(
          "#   /\(menu) firewall filter add chain=output out-interface=\"wan 1\" action=jump "
            + "jump-target=radio\n"))
    }
  }

  /// Packets pass it before they come to a filter.
  @Test func whatIsDroppedBeforeIsTold() throws {
    func problems(_ rule: String, _ menu: String = "ip") throws -> [String] {
      try read("/\(menu) firewall raw\n\(rule)\n/ip firewall address-list\n\(Self.ours)").problems
    }
    for rule in [
      "add action=drop chain=prerouting", "add action=notrack chain=output",
      "add action=jump chain=prerouting jump-target=x", "set [find] action=drop",
    ] {
      #expect(try problems(rule).count == 1, "\(rule)")
      #expect(try problems(rule, "ipv6").count == 1, "\(rule)")
    }
    for rule in [
      "add action=drop chain=prerouting disabled=yes", "add chain=prerouting", "# nothing",
      "add action=add-src-to-address-list address-list=x chain=prerouting",
    ] {
      #expect(try problems(rule) == [], "\(rule)")
    }
  }

  /// What Gatebook wrote and somebody switched off is told; others' rules may be off.
  @Test func whatIsDisabledOfOursIsAProblem() throws {
    let target = try RouterOS()
    let text = target.whole(target.plan(SamplePolicies.first))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rule = try #require(lines.firstIndex { $0.contains("dst-address-list=gatebook-out-esp") })
    var changed = lines
    changed[rule] += " disabled=yes"
    let reading = try target.read(changed.joined(separator: "\n"))
    #expect(reading.problems.count == 1 && reading.problems[0].contains("is disabled"))
    #expect(!reading.endpoints.contains { $0.transport == .esp })
  }

  /// A file would remove what is there.
  @Test(arguments: ["forward", "input", "output", "srcnat"])
  func noChainOfTheDeviceIsWritten(_ chain: String) {
    #expect(throws: (any Error).self) {
      try FirewallSettings(["chain": chain], of: RouterOS.settings)
    }
  }

  // MARK: What is not understood

  @Test(arguments: [
    "add chain=forward dst-address=!192.0.2.1", "add chain=forward dst-address=192.0.2.999",
    "add chain=forward dst-address=192.0.2.1 src-port=53 protocol=udp",
    "add chain=forward dst-address=192.0.2.1 dst-port=53",
    "add chain=forward dst-address=192.0.2.1 dst-port=!53 protocol=udp",
    "add chain=forward dst-address=192.0.2.1 dst-port=70000 protocol=udp",
    "add chain=forward dst-address=192.0.2.1 protocol=!tcp",
    "add chain=forward dst-address=192.0.2.1 protocol=frames",
    "add chain=forward dst-address=192.0.2.1 icmp-options=3:4 protocol=icmp",
    "add chain=forward dst-address=192.0.2.1 time=0s-1d,sun",
    "add chain=forward dst-address-list=nowhere",
    "add chain=forward dst-address-list=!nowhere", "add chain=forward dst-address=2001:db8::1",
    "add chain=forward action=jump jump-target=x protocol=tcp src-port=53",
    "remove [find where comment~\"x\"]", "set [find comment~\"^a.*b\"] action=drop",
    "add chain=forward action=tarpit-some", "add chain=forward comment=\"open",
    "add chain=forward dst-address=192.0.2.1 limit=5,5:packet", "move 1 destination=0",
    "set 0 action=accept", "add action=accept dst-address=192.0.2.1", "remove numbers=0",
    ":foreach x in={1;2} do={ add chain=forward }",
    "add chain=forward connection-state=!established dst-address=192.0.2.1",
  ])
  func whatIsNotUnderstoodIsAProblem(_ line: String) throws {
    let reading = try read(
      "/ip firewall filter\nadd chain=forward action=passthrough\n\(line)\n"
        + "add chain=forward action=drop\n")
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(reading.endpoints.isEmpty)
  }

  @Test func chainsWithinThemselvesAreReadOnce() throws {
    let jumps = (0..<5_000).map { "add chain=c\($0) action=jump jump-target=c\($0 + 1)" }
    let reading = try read(
      """
      /ip firewall filter
      add chain=forward action=jump jump-target=a
      add chain=a action=jump jump-target=forward
      add chain=a action=accept dst-address=192.0.2.1
      add chain=a action=jump jump-target=c0
      \(jumps.joined(separator: "\n"))
      """)
    #expect(Set(reading.lines) == ["192.0.2.1 any any outbound"])
    #expect(
      reading.problems == [
        "chains jump to more than 100 others",
        "what no rule decides, the chain forward accepts over IPv4",
      ])
  }

  @Test func whatIsNoConfigurationIsRefused() throws {
    for text in ["", "<html>", "{}", "set security policies", "add chain=forward"] {
      #expect(throws: FirewallReadingError.self) { try read(text) }
    }
    #expect(
      try read("/ip firewall filter\n").problems == ["there is no rule of the chain gatebook"])
  }
}
