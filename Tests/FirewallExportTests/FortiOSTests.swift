import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// FortiOS's command line.
@Suite struct FortiOSTests {
  private let tried: TargetCase

  init() throws { tried = try TargetCase(FortiOS.self) }

  @Test func aDeltaLeadsFromOnePolicyToTheOtherAndBack() throws {
    let failure = try firstFailure(seeds: 0..<15) { random in
      let old = tried.plan(SamplePolicies.random(&random), number: 1)
      let new = tried.plan(SamplePolicies.random(&random), number: 2)
      let there = try #require(tried.target.delta(from: old, to: new))
      let back = try #require(tried.target.delta(from: new, to: old))
      let whole = tried.target.whole(old)
      if old.permits.isEmpty || new.permits.isEmpty { return nil }
      let atNew = try tried.target.read(whole + there)
      let atOld = try tried.target.read(whole + there + back)
      guard atNew.problems.isEmpty, atOld.problems.isEmpty else {
        return "\(atNew.problems) \(atOld.problems)"
      }
      if atNew.number != 2 || atOld.number != 1 { return "the numbers are wrong" }
      let difference =
        ExpectedAccess.difference(new.endpoints, atNew.endpoints)
        + ExpectedAccess.difference(old.endpoints, atOld.endpoints)
      if !difference.isEmpty { return difference }
      return FortiOSModel.firstFault(in: whole + there + back)
    }
    #expect(failure == nil)
  }

  /// The model of the device finds what it is there to find.
  @Test(arguments: [
    "config firewall addrgrp\nedit \"g\"\nunselect member \"a\"\nnext\nend\n",
    "config firewall policy\nedit 1\nset dstaddr \"h\"\nnext\nend\n",
    "config firewall addrgrp\ndelete \"g\"\nend\n",
  ])
  func theModelOfTheDeviceFindsFaults(_ change: String) {
    let whole = """
      config firewall addrgrp
      edit "g"
      set member "a"
      next
      end
      config firewall policy
      edit 1
      set dstaddr "g"
      next
      end

      """
    #expect(FortiOSModel.firstFault(in: whole) == nil)
    #expect(FortiOSModel.firstFault(in: whole + change) != nil)
  }

  /// A device whose other policies accept, or drop before, allows something else than is read.
  @Test(arguments: [
    ("policy46", "set action accept"), ("policy64", "set action accept"),
    ("local-in-policy", "set action accept"), ("local-in-policy6", "set action accept"),
    ("multicast-policy", "set action accept"), ("multicast-policy6", "set logtraffic enable"),
    ("acl", "set service \"ALL\""), ("security-policy", "set action deny"),
  ])
  func policiesOfOtherTablesAreTold(_ table: String, _ line: String) throws {
    let whole = tried.target.whole(tried.plan(SamplePolicies.first))
    func problems(_ lines: String) throws -> [String] {
      try tried.target.read(
        whole + "config firewall \(table)\n    edit 7\n        \(lines)\n    next\nend\n"
      ).problems
    }
    #expect(try problems(line).count == 1)
    if table == "security-policy" { return }
    #expect(try problems("\(line)\n        set status disable") == [])
    if table != "acl" { #expect(try problems("set action deny") == []) }
  }

  /// A zone may let pass what stays within it without any policy.
  @Test func aZoneThatAllowsWhatStaysWithinItIsTold() throws {
    let target = FortiOS(
      try FirewallSettings(["inside": "lan", "outside": "lan"], of: FortiOS.settings))
    let whole = target.whole(Readings.plan(SamplePolicies.first, target, number: 1))
    func problems(_ word: String) throws -> [String] {
      try target.read(
        "config system zone\nedit \"lan\"\nset intrazone \(word)\nnext\nend\n" + whole
      ).problems
    }
    #expect(try problems("deny") == [])
    #expect(
      try problems("allow") == ["what stays within the zone \"lan\" is allowed: set intrazone deny"]
    )
  }

  /// Every policy holds at the times of this schedule.
  @Test func aScheduleThatIsNotAlwaysIsTold() throws {
    let whole = tried.target.whole(tried.plan(SamplePolicies.first))
    func problems(_ kind: String, _ lines: String) throws -> [String] {
      try tried.target.read(
        whole + "config firewall schedule \(kind)\nedit \"always\"\n\(lines)\nnext\nend\n"
      ).problems
    }
    let days = "set day sunday monday tuesday wednesday thursday friday saturday"
    #expect(try problems("recurring", days) == [])
    for (kind, lines) in [
      ("recurring", "set day monday"), ("recurring", "\(days)\nset end 18:00"),
      ("recurring", "set color 1"), ("onetime", "set end 00:00 2027/01/01"),
      ("group", "set member \"nights\""),
    ] {
      #expect(try problems(kind, lines).count == 1, "\(kind) \(lines)")
    }
  }

  @Test func aPolicyLoadedTwiceIsTheSame() throws {
    let whole = tried.target.whole(tried.plan(SamplePolicies.first))
    let (once, twice) = (try tried.target.read(whole), try tried.target.read(whole + whole))
    #expect(twice.endpoints == once.endpoints)
    #expect(twice.problems == [])
    #expect(twice.number == 1)
  }

  /// Also where one family of a traffic's addresses is gone.
  @Test func aWholePolicyTakesThePlaceOfAnother() throws {
    func plan(_ addresses: String..., number: Int) throws -> FirewallPlan {
      let rules = try addresses.map { address in
        FirewallRule(
          try ExpectedAccess.endpoints("out tcp 443 \(address)")[0],
          for: FirewallAllowance(try DeploymentName(parsing: "vendor/region")))
      }
      return tried.plan(FirewallPolicy(rules), number: number)
    }
    let old = try plan("192.0.2.1", "192.0.2.2", "2001:db8::1", number: 1)
    let new = try plan("192.0.2.1", "192.0.2.3", number: 2)
    let reading = try tried.target.read(tried.target.whole(old) + tried.target.whole(new))
    #expect(reading.problems == [])
    #expect(reading.number == 2)
    #expect(ExpectedAccess.difference(new.endpoints, reading.endpoints) == "")
  }

  @Test func namesAreNoLongerThanTheyMayBe() throws {
    let ports = (0..<60).map { String(20_001 + 3 * $0) }.joined(separator: ",")
    let plan = try tried.plan(addresses: 2, ports, "tcp+udp")
    let text = tried.target.whole(plan)
    let names = text.split(separator: "\n").filter { $0.hasPrefix("        set name ") }
    #expect(names.count == 1)
    #expect(names.allSatisfy { $0.utf8.count <= "        set name \"\"".utf8.count + 35 })
    // Sixty ports are four services of fifteen.
    #expect(text.contains("-4\"\n"))
    #expect(try ExpectedAccess.difference(plan.endpoints, tried.target.read(text).endpoints) == "")
  }

  @Test func moreMembersThanAGroupTakesAreCounted() throws {
    let plan = try tried.plan(addresses: 601, "443", "tcp")
    #expect(tried.target.objects(of: plan).map(\.entries) == [601])
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(tried.target).whole(plan, aggregated: plan)
    }
  }

  /// A pattern that FortiOS does not know is listed, one that it knows is written.
  @Test func onlyPatternsOfSubdomainsAreWritten() throws {
    let rules = try ["*.example.com", "edge-*.example.com"].map { text in
      FirewallRule(
        Endpoint(
          address: try EndpointAddress(parsing: text), ports: Ports("443"), transport: .tcp),
        for: FirewallAllowance(try DeploymentName(parsing: "vendor/region")))
    }
    let plan = tried.plan(FirewallPolicy(rules))
    #expect(plan.notExpressed.map(\.endpoint.address) == [EndpointAddress("edge-*.example.com")])
    #expect(tried.target.whole(plan).contains("set fqdn \"*.example.com\""))
  }

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
        "line 19: the policy \"1\" has the action \"deny\"",
        "line 27: the policy \"2\": the setting \"frobnicate\" is not understood",
        "line 27: the policy \"2\" allows less than is read: it is limited by schedule",
        "line 8: the service \"s\" is not understood",
        "line 27: the policy \"2\": there is no service \"T\"",
        "line 2: the address \"here\" is not understood",
        "line 27: the policy \"2\": there is no address \"nowhere\"",
        "line 27: the policy \"2\": the group \"x\" has exceptions",
        "line 37: the policy \"3\" names a service of the Internet",
        "line 45: the policy \"4\" negates its dstaddr",
      ])
    #expect(reading.endpoints.isEmpty)
    #expect(throws: FirewallReadingError.self) { try tried.target.read("show firewall policy") }
  }
}

/// A device that takes each command by itself, and complains where FortiOS would: a group without
/// members, a name that is not there, something deleted that is in use.
private enum FortiOSModel {
  /// The first complaint; nil if there is none.
  static func firstFault(in text: String) -> String? {
    var groups: [String: [String]] = [:]
    var policies: [String: Set<String>] = [:]
    var (table, entry) = ("", "")
    for (number, line) in text.split(separator: "\n").enumerated() {
      let words = line.split(separator: " ").map { String($0.filter { $0 != "\"" }) }
      guard let verb = words.first else { continue }
      let isGroup = table.hasPrefix("addrgrp")
      switch (verb, words.dropFirst().first) {
      case ("config", _): table = words.dropFirst(2).joined(separator: " ")
      case ("edit", let name?): entry = name
      case ("set", "member") where isGroup: groups[entry] = Array(words.dropFirst(2))
      case ("append", "member") where isGroup: groups[entry, default: []] += words.dropFirst(2)
      case ("unselect", "member") where isGroup: groups[entry]?.removeAll { $0 == words[2] }
      case ("set", let key?) where table == "policy" && key.contains("addr"):
        policies[entry, default: []].formUnion(words.dropFirst(2).filter { $0 != "all" })
      case ("next", _):
        if let members = groups[entry], members.isEmpty { return "line \(number): no members" }
        if let names = policies[entry], !names.allSatisfy({ groups[$0] != nil }) {
          return "line \(number): no such group"
        }
      case ("delete", let name?):
        if table == "policy" { policies[name] = nil }
        if policies.values.contains(where: { $0.contains(name) })
          || groups.values.contains(where: { $0.contains(name) })
        {
          return "line \(number): \(name) is in use"
        }
        if isGroup { groups[name] = nil }
      default: break
      }
    }
    return nil
  }
}
