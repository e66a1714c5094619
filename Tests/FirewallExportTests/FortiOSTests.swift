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
    let failure = try firstFailure(seeds: 0..<8) { random in
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
    let whole = target.whole(target.plan(SamplePolicies.first))
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
}
