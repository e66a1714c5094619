import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// What every target keeps to, whatever its language.
@Suite struct TargetTests {
  static let names = FirewallTargets.all.map { $0.name }

  private func target(_ name: String) throws -> any FirewallTarget {
    let type = try #require(FirewallTargets.named(name))
    return type.init(try FirewallSettings([:], of: type.settings))
  }

  private func plan(
    _ policy: FirewallPolicy, _ target: any FirewallTarget, number: Int = 1
  ) -> FirewallPlan {
    FirewallPlan(
      policy, of: SamplePolicies.firewall, number: number,
      abilities: target.abilities)
  }

  /// Read by a person when they were recorded.
  @Test(arguments: names) func filesAreAsAPersonFoundThemRight(_ name: String) throws {
    let target = try target(name)
    let writer = FirewallWriter(target)
    let (first, second) = (
      plan(SamplePolicies.first, target), plan(SamplePolicies.second, target, number: 2)
    )
    let folder = "Tests/FirewallExportTests/Golden/\(name)/"
    try expectGolden(try writer.whole(first, aggregated: first).text, folder + "whole.txt")
    if target.delta(from: first, to: second) != nil {
      try expectGolden(
        try writer.delta(from: first, to: second, aggregated: second).text, folder + "delta.txt")
      try expectGolden(
        try writer.delta(from: second, to: first, aggregated: first).text,
        folder + "rollback.txt")
    }
    let hostile = plan(SamplePolicies.hostile, target)
    try expectGolden(try writer.whole(hostile, aggregated: hostile).text, folder + "hostile.txt")
  }

  /// A service's name reaches a file only as a comment of harmless characters.
  @Test(arguments: names) func noNameOfADocumentIsObeyed(_ name: String) throws {
    let target = try target(name)
    let hostile = plan(SamplePolicies.hostile, target)
    let text = try FirewallWriter(target).whole(hostile, aggregated: hostile).text
    for name in SamplePolicies.hostileNames { #expect(!text.contains(name)) }
    for scalar in ["\u{202E}", "\u{0}", "\u{1B}", "`", "$("] { #expect(!text.contains(scalar)) }
    let mark = type(of: target).commentMark
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count < 2_000, "a line of \(line.utf8.count) characters")
      for command in ["rm -rf", "DROP TABLE", "set system login"] where line.contains(command) {
        let start = try #require(mark, "\(line)")
        #expect(line.hasPrefix(start), "\(line)")
      }
    }
    #expect(!text.contains("\r"))
  }

  /// What a target wrote allows, when it reads it, what the plan allows.
  @Test(arguments: names.filter { $0 != NFTables.name })
  func whatIsWrittenIsReadBack(_ name: String) throws {
    let target = try target(name)
    let failure = try firstFailure(seeds: 0..<5) { random in
      let plan = plan(SamplePolicies.random(&random), target)
      let text = try FirewallWriter(target).whole(plan, aggregated: plan).text
      let reading = try target.read(text)
      if !reading.problems.isEmpty { return "\(reading.problems)\n\(text)" }
      let difference = Self.difference(plan.endpoints, reading.endpoints, target)
      return difference.isEmpty ? nil : "\(difference)\n\(text)"
    }
    #expect(failure == nil)
  }

  /// What differs as access; of lists that state no ports and protocols, in their addresses.
  static func difference(
    _ old: [Endpoint], _ new: [Endpoint], _ target: any FirewallTarget
  ) -> String {
    func comparable(_ endpoints: [Endpoint]) -> [Endpoint] {
      if type(of: target).statesTraffic { return endpoints }
      return endpoints.map { Endpoint(address: $0.address, ports: .any, transport: .any) }
    }
    return ExpectedAccess.difference(comparable(old), comparable(new))
  }

  /// A whole file that is laid over what is there names what earlier policies may have left.
  @Test(arguments: ["panos-set", "panos-xml", "fortios", "checkpoint"])
  func whatEarlierPoliciesLeftIsDeleted(_ name: String) throws {
    let target = try target(name)
    let (first, second) = (
      plan(SamplePolicies.first, target), plan(SamplePolicies.second, target, number: 2)
    )
    // UDP 123 is of the second one only.
    #expect(!target.whole(first).contains("udp-123"))
    let whole = target.whole(first.following(second))
    let line = try #require(
      whole.split(separator: "\n").first { $0.contains("udp-123") }, "\(whole)")
    #expect(line.contains("delete") || name == "checkpoint")
    #expect(try target.read(whole).problems.isEmpty)
    #expect(
      AccessDifference(
        from: Snapshot(first.endpoints), to: Snapshot(try target.read(whole).endpoints)
      ).isEmpty)
  }

  /// Only who names what earlier policies left is given all of them, which takes its time.
  @Test(arguments: names) func onlyWhoNamesThemIsGivenEarlierPolicies(_ name: String) throws {
    let target = try target(name)
    let (first, second) = (
      plan(SamplePolicies.first, target), plan(SamplePolicies.second, target, number: 2)
    )
    #expect(
      type(of: target).namesRetired
        == (target.whole(first.following(second)) != target.whole(first)))
  }

  /// Neighbours that are joined are fewer entries, and exactly the same access.
  @Test func whatIsJoinedAllowsTheSame() throws {
    var saved = 0
    let failure = firstFailure(seeds: 0..<60) { random in
      let policy = SamplePolicies.random(&random)
      func plan(_ aggregates: Bool) -> FirewallPlan {
        FirewallPlan(
          policy, of: SamplePolicies.firewall, number: 1, abilities: FirewallAbilities(),
          aggregates: aggregates)
      }
      let (apart, joined) = (plan(false), plan(true))
      saved += apart.entryCount - joined.entryCount
      if joined.entryCount > apart.entryCount { return "more entries" }
      let difference = AccessDifference(
        from: Snapshot(apart.endpoints), to: Snapshot(joined.endpoints))
      return difference.isEmpty ? nil : "\(difference)"
    }
    #expect(failure == nil)
    #expect(saved > 0)
  }

  /// Of two lists of ports whose names end in the same digest, one would be taken for the other: the
  /// delta would fill a group, and then delete it.
  @Test(arguments: names) func aDeltaMixesNoNames(_ name: String) throws {
    let target = try target(name)
    let ports = ["28534,29726,34988,42618,50360,54392", "31618,32088,41230,46766,55948,56572"]
    let plans = try ports.enumerated().map { i, ports in
      plan(try SamplePolicies.of(["192.0.2.1 tcp \(ports) outbound"]), target, number: i + 1)
    }
    let slugs = Set(plans.map { $0.permits[0].traffic.slug() })
    #expect(slugs == ["out-tcp-xda4e3581"])
    guard target.delta(from: plans[0], to: plans[1]) != nil else { return }
    let isNamed =
      target.objects(of: plans[0]).map(\.name) == target.objects(of: plans[1]).map(\.name)
    do {
      let file = try FirewallWriter(target).delta(
        from: plans[0], to: plans[1], aggregated: plans[1])
      // Who names nothing after its ports has nothing to mix.
      #expect(!file.text.contains("xda4e3581"), "\(file.text)")
    } catch FirewallFileError.sameName {
      #expect(isNamed)
    }
  }

  /// Joined neighbours are as good a base of a delta as single addresses.
  @Test(arguments: ["asa", "iosxe", "junos", "routeros", "panos-set", "fortios"])
  func deltasOfJoinedPlansLeadThereAndBack(_ name: String) throws {
    let target = try target(name)
    let failure = try firstFailure(seeds: 30..<34) { random in
      func joined(_ number: Int) -> FirewallPlan {
        FirewallPlan(
          SamplePolicies.random(&random), of: SamplePolicies.firewall, number: number,
          abilities: target.abilities, aggregates: true)
      }
      let (old, new) = (joined(1), joined(2))
      if old.permits.isEmpty || new.permits.isEmpty { return nil }
      let there = try #require(target.delta(from: old, to: new))
      let back = try #require(target.delta(from: new, to: old))
      for (text, plan) in [(there, new), (there + back, old)] {
        let reading = try target.read(target.whole(old) + text)
        let difference = Self.difference(plan.endpoints, reading.endpoints, target)
        if !difference.isEmpty || !reading.problems.isEmpty {
          return "\(difference) \(reading.problems)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// A delta looks for its base itself, or says how a person does.
  @Test(arguments: names) func aDeltaIsForItsBaseOnly(_ name: String) throws {
    let target = try target(name)
    let (first, second) = (
      plan(SamplePolicies.first, target, number: 41),
      plan(SamplePolicies.second, target, number: 42)
    )
    guard target.delta(from: first, to: second) != nil else { return }
    let text = try FirewallWriter(target).delta(from: first, to: second, aggregated: second).text
    let lines = text.split(separator: "\n").map(String.init)
    let mark = type(of: target).commentMark
    guard let command = target.revisionCommand else {
      let isLookedFor = lines.contains { line in
        (mark.map { !line.hasPrefix($0) } ?? true) && line.contains("41")
          || name == IPSet.name && line.contains("0.0.0.41")
      }
      // Versions of lists are AWS's own; sessions of Check Point are published by hand.
      #expect(isLookedFor || [AWSPrefixList.name, CheckPoint.name].contains(name), "\(text)")
      return
    }
    let hint = try #require(lines.first { $0.contains(command) })
    #expect(hint.hasPrefix(try #require(mark)) && hint.contains("revision 41 only"))
    let digest = try #require(try FirewallWriter(target).contents(of: first)).digest
    let check = "gatebook firewall check \(SamplePolicies.firewall) - --base 41/\(digest)"
    #expect(lines.contains { $0.hasSuffix(check) }, "\(text)")
    #expect(lines.contains { $0.hasSuffix("gatebook firewall check \(SamplePolicies.firewall) -") })
    // What it shows is in the file that is there before.
    #expect(target.whole(first).contains("revision 41"))
  }
}
