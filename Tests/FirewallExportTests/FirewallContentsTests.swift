import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// Whether a device has exactly what a delta begins with, for languages in which a delta cannot look
/// for that itself.
@Suite struct FirewallContentsTests {
  static let names = FirewallTargets.all.filter {
    ((try? $0.init())?.revisionCommand) != nil
  }.map { $0.name }

  private func target(_ name: String) throws -> any FirewallTarget {
    try #require(FirewallTargets.named(name)).init()
  }

  private func contents(
    _ target: any FirewallTarget, _ text: String
  ) throws -> FirewallContents {
    try #require(try target.contents(of: text))
  }

  @Test func theseLanguagesNeedIt() {
    #expect(Self.names.sorted() == ["asa", "fortios", "iosxe", "junos", "panos-set"])
  }

  /// Devices list what they have in words of their own.
  @Test(arguments: [
    ("asa", [(" eq 80", " eq www"), ("192.0.2.10 255.255.255.255", "192.0.2.10")]),
    (
      "iosxe",
      [
        ("/48 eq 80", "/48 eq www"), ("2001:db8:1::", "2001:DB8:1::"),
        (" tcp eq 80", " tcp eq www"),
      ]
    ),
    (
      "fortios",
      [
        ("        set type ipmask\n", "        set uuid 5c1e\n"),
        ("        set status enable\n", "        set logtraffic all\n"),
        ("set protocol TCP/UDP/SCTP\n", "unset icmptype\n"),
      ]
    ),
    ("panos-set", [("ip-netmask 192.0.2.10/32", "ip-netmask 192.0.2.10")]),
    ("junos", [("protocol tcp destination-port 80", "protocol tcp destination-port http")]),
  ])
  func otherWordsForTheSameMakeNoDifference(
    _ name: String, _ words: [(written: String, listed: String)]
  ) throws {
    let target = try target(name)
    let plan = target.plan(
      to: ["192.0.2.10", "198.51.100.0/24", "2001:db8:1::/48"], "tcp", "80")
    let written = try FirewallWriter(target).whole(plan, aggregated: plan).text
    var listed = written
    for (word, other) in words {
      #expect(listed.contains(word) || word.contains("255.255.255.255"), "\(word)\n\(listed)")
      listed = listed.replacing(word, with: other)
    }
    let (base, device) = (try contents(target, written), try contents(target, listed))
    #expect(base.differences(of: device) == [])
    #expect(base.digest == (try FirewallWriter(target).contents(of: plan))?.digest)
    #expect(base.digest.count == 16)
  }

  /// A /23 is the access of its halves, and no base for a delta that takes one of them away.
  @Test(arguments: names) func sameAccessIsNotTheSameBase(_ name: String) throws {
    let target = try target(name)
    let (halves, joined) = (
      target.plan(to: ["198.51.100.0/24", "198.51.101.0/24"]), target.plan(to: ["198.51.100.0/23"])
    )
    let (base, device) = (
      try contents(target, target.whole(halves)), try contents(target, target.whole(joined))
    )
    #expect(
      AccessDifference(
        from: Snapshot(try target.read(target.whole(halves)).endpoints),
        to: Snapshot(try target.read(target.whole(joined)).endpoints)
      ).isEmpty)
    let told = base.differences(of: device).map(\.description).joined(separator: "\n")
    #expect(told.contains("198.51.101.0"), "\(told)")
    #expect(base.digest != device.digest)
  }

  /// Of the same access, another number is another base: a delta takes its remark away.
  @Test(arguments: names) func anotherNumberIsAnotherBase(_ name: String) throws {
    let target = try target(name)
    let plans = [1, 2].map { target.plan(to: ["192.0.2.1"], number: $0) }
    let (base, device) = (
      try contents(target, target.whole(plans[0])), try contents(target, target.whole(plans[1]))
    )
    let told = base.differences(of: device).map(\.description).joined(separator: "\n")
    #expect(told.contains("revision 1") && told.contains("revision 2"), "\(told)")
  }

  /// Others' objects, and groups that earlier policies left unused.
  @Test(arguments: names) func whatIsThereBesidesMakesNoDifference(_ name: String) throws {
    let target = try target(name)
    let plans = ["443", "80"].map { target.plan(to: ["192.0.2.1"], "tcp", $0) }
    let both = target.plan(
      try SamplePolicies.of(["192.0.2.1 tcp 443", "192.0.2.1 tcp 80"]))
    let all = try contents(target, target.whole(both))
    // But a list has its lines only.
    let told = try contents(target, target.whole(plans[0])).differences(of: all).filter {
      !$0.object.hasPrefix("access-list") && !$0.object.hasPrefix("policy")
        && !$0.object.hasPrefix("rule")
    }
    #expect(told == [])
    #expect(
      try contents(target, target.whole(plans[1])).differences(
        of: try contents(target, target.whole(plans[0]))
      ).contains { !$0.isThere })
  }

  /// After a delta a device has, object for object, what the whole file would have given it: the next
  /// delta finds its base.
  @Test(arguments: names) func aDeltaLeadsToTheNextBase(_ name: String) throws {
    let target = try target(name)
    let failure = try firstFailure(seeds: 40..<46) { random in
      let old = target.plan(SamplePolicies.random(&random), number: 1)
      let new = target.plan(SamplePolicies.random(&random), number: 2)
      if old.permits.isEmpty || new.permits.isEmpty { return nil }
      let there = try #require(target.delta(from: old, to: new))
      let back = try #require(target.delta(from: new, to: old))
      for (text, plan) in [(there, new), (there + back, old)] {
        let device = try contents(target, target.whole(old) + text)
        let told = try contents(target, target.whole(plan)).differences(of: device)
        if !told.isEmpty { return "\(told)\n\(target.whole(old) + text)" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test func aBaseIsANumberAndMaybeADigest() throws {
    #expect(try FirewallBase(parsing: "3") == FirewallBase(3))
    let base = FirewallBase(3, digest: "9f86d081884c7d65")
    #expect(try FirewallBase(parsing: "3/9F86D081884C7D65") == base)
    #expect(try FirewallBase(parsing: base.description) == base)
    for wrong in ["", "0", "-1", "x", "3/", "3/9f86", "3/9f86d081884c7d6z", "/9f86d081884c7d65"] {
      #expect(throws: ValueError.self, "\(wrong)") { try FirewallBase(parsing: wrong) }
    }
  }
}
