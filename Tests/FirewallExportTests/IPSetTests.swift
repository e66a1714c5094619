import EndpointModel
import FirewallExport
import TestSupport
import Testing

@Suite struct IPSetTests {
  private func ipset(_ settings: [String: String] = [:]) throws -> IPSet {
    try IPSet(settings)
  }

  /// Sets allow nothing by themselves.
  @Test func whichRulesNameTheSetsIsNotTold() throws {
    let target = try IPSet()
    let reading = try target.read(target.whole(target.plan(SamplePolicies.first)))
    #expect(reading.problems.isEmpty && reading.notes.count == 1)
  }

  /// Options as ipset 7.17 prints them.
  @Test func aListingIsRead() throws {
    let reading = try IPSet().read(
      """
      create gb-revision hash:ip family inet hashsize 1024 maxelem 65536 comment bucketsize 12 initval 0xe13ec08f
      add gb-revision 0.0.1.2 comment "edge revision 258 a/b@3"
      create blocked hash:ip family inet hashsize 4096 maxelem 65536 timeout 180000 bucketsize 12 initval 0x1
      add blocked 192.0.2.250 timeout 17
      create gb-out-tcp-udp-5061-v4 hash:net family inet hashsize 1024 maxelem 65536 counters bucketsize 12 initval 0x2d8e374c
      add gb-out-tcp-udp-5061-v4 192.0.2.0/25 packets 7 bytes 420
      add gb-out-tcp-udp-5061-v4 198.51.100.9 packets 0 bytes 0
      create gb-in-icmp-8-v4 hash:ip family inet hashsize 1024 maxelem 65536 netmask 24 bucketsize 12 initval 0x3
      add gb-in-icmp-8-v4 203.0.113.0
      create gb-out-any-any-v6 hash:net family inet6 hashsize 1024 maxelem 65536 bucketsize 12 initval 0x4
      add gb-out-any-any-v6 2001:db8::/32

      """)
    #expect(
      reading.lines == [
        "192.0.2.0/25 tcp+udp 5061 outbound", "198.51.100.9 tcp+udp 5061 outbound",
        "2001:db8::/32 any any outbound", "203.0.113.0/24 icmp/8 any inbound",
      ])
    #expect(reading.problems.isEmpty)
    #expect(reading.number == 258)
  }

  /// A script that fills sets beside the old ones, and a list of sets.
  @Test func commandsAreFollowed() throws {
    let reading = try IPSet(["prefix": "fw-"]).read(
      """
      create fw-out-udp-123-v4 hash:net -exist
      create tmp hash:net
      flush tmp
      add tmp 192.0.2.1-192.0.2.2
      add tmp 192.0.2.9
      del tmp 192.0.2.9
      swap tmp fw-out-udp-123-v4
      destroy tmp
      create vendors hash:net family inet
      add vendors 198.51.100.0/24
      create fw-out-gre-v4 list:set size 8
      add fw-out-gre-v4 vendors
      COMMIT
      """)
    #expect(
      reading.lines == [
        "192.0.2.1-192.0.2.2 udp 123 outbound", "198.51.100.0/24 gre any outbound",
      ])
    #expect(reading.problems.isEmpty)
  }

  /// A name has no room for all ports: the entries' comments tell them.
  @Test func trafficInCommentsIsRead() throws {
    let reading = try IPSet().read(
      """
      create gb-out-tcp-xffffffff-v4 hash:net family inet maxelem 65536 comment
      add gb-out-tcp-xffffffff-v4 192.0.2.1 comment "out tcp 1,3,5,7,9,11,13,15,17,19"
      create gb-out-sctp-36412-v4 hash:net family inet comment
      add gb-out-sctp-36412-v4 192.0.2.2 comment "core"
      """)
    // That digest is not one of these ports.
    #expect(reading.lines == ["192.0.2.2 sctp 36412 outbound"])
    #expect(reading.problems.count == 1)
    let ipset = try ipset()
    let ports = (1...40).map { String($0 * 3) }.joined(separator: ",")
    let plan = ipset.plan(SamplePolicies.rows("192.0.2.1 tcp+udp \(ports)"))
    let written = try IPSet().read(ipset.whole(plan))
    #expect(written.problems.isEmpty && written.lines.count == 3)
    #expect(ipset.objects(of: plan).allSatisfy { $0.name.utf8.count <= 31 })
    #expect(Set(ipset.objects(of: plan).map(\.name)).count == 3)
  }

  @Test func whatIsNotAPlainEntryIsAProblem() throws {
    let reading = try IPSet().read(
      """
      create gb-out-tcp-443-v4 hash:net family inet
      add gb-out-tcp-443-v4 192.0.2.0/24
      add gb-out-tcp-443-v4 192.0.2.7 nomatch
      add gb-out-tcp-443-v4 192.0.2.9 timeout 60
      add gb-out-tcp-443-v4 2001:db8::1
      add gb-out-tcp-443-v4 "192.0.2.1
      create gb-allowed hash:net family inet
      add gb-allowed 192.0.2.1
      create gb-in-tcp-1-v4 hash:net,iface family inet
      add gb-in-tcp-1-v4 192.0.2.1,eth0
      create gb-out-tcp-2-v4 list:set
      add gb-out-tcp-2-v4 gb-out-tcp-2-v4
      add nowhere 192.0.2.1
      frobnicate
      """)
    #expect(reading.lines == ["192.0.2.0/24 tcp 443 outbound"])
    #expect(reading.problems.count == 9)
    #expect(throws: FirewallReadingError.self) { try IPSet().read("<html></html>") }
  }

  /// The delta's commands after those of the whole file lead to what the new whole file has, and
  /// back.
  @Test func aDeltaLeadsThereAndBack() throws {
    let ipset = try ipset()
    let failure = try firstFailure(seeds: 0..<15) { random in
      let old = ipset.plan(SamplePolicies.random(&random))
      let new = ipset.plan(SamplePolicies.random(&random), number: 2)
      let there = try #require(ipset.delta(from: old, to: new))
      let back = try #require(ipset.delta(from: new, to: old))
      let after = try ipset.read(ipset.whole(old) + there)
      let again = try ipset.read(ipset.whole(old) + there + back)
      if after.number != 2 || again.number != 1 { return "the number is wrong" }
      let problems = after.problems + again.problems
      // Sets that are emptied stay, but without problems.
      if !problems.isEmpty { return "\(problems)" }
      let differences = [(new, after), (old, again)].map {
        AccessDifference(from: Snapshot($0.0.endpoints), to: Snapshot($0.1.endpoints))
      }
      return differences.allSatisfy(\.isEmpty) ? nil : "\(differences)\n\(there)"
    }
    #expect(failure == nil)
  }

  @Test func aDeltaOnAnotherBaseStopsAtOnce() throws {
    let ipset = try ipset()
    let plans = (1...3).map { ipset.plan(SamplePolicies.first, number: $0) }
    let delta = try #require(ipset.delta(from: plans[1], to: plans[2]))
    #expect(delta.hasPrefix("del gb-revision 0.0.0.2\n"))
    #expect(try ipset.read(ipset.whole(plans[0]) + delta).problems.count == 1)
  }

  @Test func whatIptablesCannotMatchIsNotWritten() throws {
    let ipset = try ipset()
    let plan = ipset.plan(
      SamplePolicies.rows("192.0.2.1 icmp/255", "192.0.2.1 0", "192.0.2.1 any any"))
    #expect(plan.notExpressed.map(\.reason) == [.transport, .transport])
    #expect(ipset.objects(of: plan).map(\.name) == ["gb-out-any-any-v4"])
  }

  @Test func anyAddressIsWrittenInHalves() throws {
    let ipset = try ipset()
    let text = ipset.whole(ipset.plan(SamplePolicies.rows("any udp 53")))
    #expect(!text.contains("/0"))
    #expect(
      try IPSet().read(text).lines == [
        "0.0.0.0/1 udp 53 outbound", "128.0.0.0/1 udp 53 outbound", "8000::/1 udp 53 outbound",
        "::/1 udp 53 outbound", "any udp 53 outbound",
      ])
  }
}
