import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// `show access-list` tells the same access as the configuration does; what it does not tell, a cut or
/// filtered one is told.
@Suite struct ASAListingTests {
  private func read(_ text: String, list: String = "edge") throws -> FirewallReading {
    try ASA(["access-list": list]).read(text)
  }

  private static let groups = """
    object network push
     fqdn v4 push.example.com
    object network pool
     range 203.0.113.16 203.0.113.20
    object-group network media
     network-object 198.51.100.64 255.255.255.192
     network-object host 198.51.100.7
     network-object object pool
     network-object object push
    object-group service signaling
     service-object tcp destination eq https
     service-object udp destination range sip 5069
    """

  private static let configuration = """
    access-list edge remark radios
    access-list edge extended permit object-group signaling any object-group media log notifications
    access-list edge extended permit tcp any host 192.0.2.10 eq www
    access-list edge extended permit tcp any object pool eq ssh inactive
    access-list edge extended permit icmp any host 192.0.2.10 echo
    access-list edge extended deny ip any any log
    """

  private static let listing = """
    access-list cached ACL log flows: total 0, denied 0 (deny-flow-max 4096)
                alert-interval 300
    access-list other; 1 elements; name hash: 0x11
    access-list other line 1 extended permit ip any any (hitcnt=4) 0x9e1f0a37
    access-list edge; 13 elements; name hash: 0x5b1c2d3e
    access-list edge line 1 remark radios
    access-list edge line 2 extended permit object-group signaling any object-group media log notifications \
    interval 300 (hitcnt=41) 0x1f20b3c4
      access-list edge line 2 extended permit tcp any 198.51.100.64 255.255.255.192 eq https log \
    notifications interval 300 (hitcnt=9) 0xa0000001
      access-list edge line 2 extended permit tcp any host 198.51.100.7 eq https (hitcnt=0) 0xa0000002
      access-list edge line 2 extended permit tcp any range 203.0.113.16 203.0.113.20 eq https (hitcnt=0) 0xa0000003
      access-list edge line 2 extended permit tcp any fqdn push.example.com (resolved) eq https (inactive) 0xa0000004
      access-list edge line 2 extended permit tcp any host 192.0.2.44 (push.example.com) eq https (hitcnt=1) 0xa0000005
      access-list edge line 2 extended permit udp any 198.51.100.64 255.255.255.192 range sip 5069 (hitcnt=31) 0xa0000006
      access-list edge line 2 extended permit udp any host 198.51.100.7 range sip 5069 (hitcnt=0) 0xa0000007
      access-list edge line 2 extended permit udp any range 203.0.113.16 203.0.113.20 range sip 5069 (hitcnt=0) 0xa0000008
      access-list edge line 2 extended permit udp any fqdn push.example.com (unresolved) range sip 5069 (inactive) 0xa0000009
    access-list edge line 3 extended permit tcp any host 192.0.2.10 eq www (hitcnt=0) 0xa0000010
    access-list edge line 4 extended permit tcp any object pool eq ssh inactive (hitcnt=0) (inactive) 0xa0000011
      access-list edge line 4 extended permit tcp any range 203.0.113.16 203.0.113.20 eq ssh inactive (hitcnt=0) (inactive) 0xa0000011
    access-list edge line 5 extended permit icmp any host 192.0.2.10 echo (hitcnt=2) 0xa0000012
    access-list edge line 6 extended deny ip any any log informational interval 300 (hitcnt=77) 0xa0000013
    """

  private static let lines: Set<String> = [
    "198.51.100.64/26 tcp 443 outbound", "198.51.100.7 tcp 443 outbound",
    "203.0.113.16-203.0.113.20 tcp 443 outbound", "push.example.com tcp 443 outbound",
    "198.51.100.64/26 udp 5060-5069 outbound", "198.51.100.7 udp 5060-5069 outbound",
    "203.0.113.16-203.0.113.20 udp 5060-5069 outbound", "push.example.com udp 5060-5069 outbound",
    "192.0.2.10 tcp 80 outbound", "192.0.2.10 icmp/8 any outbound",
  ]

  @Test func aListingTellsWhatTheConfigurationTells() throws {
    let (listed, written) = (
      try read(Self.listing), try read(Self.groups + "\n" + Self.configuration)
    )
    #expect(Set(listed.lines) == Self.lines)
    #expect(Set(written.lines) == Self.lines)
    #expect(listed.problems == [] && written.problems == [])
    #expect(listed.notes.count == 2, "\(listed.notes)")
  }

  /// What a terminal shows of both, as a report for support has them.
  @Test func bothTogetherAreOneList() throws {
    let both =
      Self.groups + "\n" + Self.configuration + "\nedge-fw# show access-list\n" + Self.listing
    let reading = try read(both)
    #expect(Set(reading.lines) == Self.lines && reading.problems == [])
    let more = both.replacing("any host 192.0.2.10 eq www\n", with: "any host 192.0.2.10 eq 81\n")
    #expect(try read(more).problems.map { $0.contains("stands in the text twice") } == [true])
  }

  /// With `object-group-search` the device makes no lines: the groups stand in the listing, with numbers.
  @Test func groupsThatAreNotListedAreToldOrRead() throws {
    let listing = """
      access-list edge; 2 elements; name hash: 0x1
      access-list edge line 1 extended permit tcp any object-group media eq https 0xf6000001
        access-list edge line 1 extended permit tcp any(65537) object-group media(298) eq https (hitcnt=3) 0xf6000002
      access-list edge line 2 extended deny ip any any (hitcnt=0) 0xf6000003
      """
    #expect(try read(listing).problems == ["media is used, and not defined"])
    let whole = try read(Self.groups + "\n" + listing)
    #expect(whole.problems == [])
    #expect(whole.lines.count == 4 && whole.lines.contains("push.example.com tcp 443 outbound"))
  }

  private static func few(_ lines: String...) -> String {
    (["access-list edge; 3 elements; name hash: 0x1"] + lines).joined(separator: "\n")
  }

  @Test func whatIsMissingIsTold() throws {
    let (first, second, third) = (
      "access-list edge line 1 extended permit tcp any host 192.0.2.1 eq https (hitcnt=0) 0x1",
      "access-list edge line 2 extended permit tcp any host 192.0.2.2 eq https (hitcnt=0) 0x2",
      "access-list edge line 3 extended deny ip any any (hitcnt=0) 0x3"
    )
    #expect(try read(Self.few(first, second, third)).problems == [])
    let filtered = try read(Self.few(first, third))
    #expect(filtered.problems.count == 2, "\(filtered.problems)")
    #expect(filtered.problems.contains { $0.contains("it lacks line 2") })
    let cut = try read(Self.few(first, second))
    #expect(cut.problems.map { $0.contains("has 3 elements, and 2 are listed") } == [true])
    #expect(cut.lines.count == 2)
    let headless = try read([first, second, third].joined(separator: "\n"))
    #expect(headless.problems == [] && headless.notes.contains { $0.contains("no head") })
    // Of `show access-list edge brief`, nothing is a line.
    #expect(
      try read("access-list edge; 3 elements; name hash: 0x1\n44ae5901 00000001 4a68aa7e").problems
        .map { $0.contains("has 3 elements, and 0 are listed") } == [true])
  }

  /// Blanks at the beginnings of lines go easily: the number of a line tells what it belongs to.
  @Test func aListingThatLostItsIndentationIsRead() throws {
    let flat = Self.listing.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.hasPrefix("alert") }.joined(separator: "\n")
    let reading = try read(flat)
    #expect(Set(reading.lines) == Self.lines && reading.problems == [])
  }

  @Test func whatIsNotUnderstoodIsTold() throws {
    for (line, words) in [
      (
        "permit tcp any host 192.0.2.1 eq https time-range office (hitcnt=0) (inactive) 0x1",
        "time-range"
      ),
      ("permit tcp any host 192.0.2.1 eq https (hitcnt=0) (inactive) 0x1", "marked as inactive"),
      ("permit tcp any interface outside eq https (hitcnt=0) 0x1", "address"),
    ] {
      let problems = try read("access-list edge line 1 extended \(line)").problems
      #expect(problems.count == 1 && problems[0].contains(words), "\(problems)")
    }
  }

  /// A delta names groups, which a listing has not.
  @Test func aListingIsNoBase() throws {
    #expect(throws: FirewallReadingError.self) {
      _ = try ASA(["access-list": "edge"]).contents(of: Self.listing)
    }
    #expect(
      try ASA(["access-list": "edge"]).contents(of: Self.configuration + "\n" + Self.listing) != nil
    )
  }

  /// What a device would list of what is written for it.
  private static func listing(of plan: FirewallPlan) -> String {
    var out: [String] = []
    var elements = 1
    for (i, permit) in plan.permits.enumerated() {
      let (traffic, head) = (permit.traffic, "access-list gatebook line \(i + 1) extended permit ")
      let ends =
        permit.addresses.map { range -> String in
          let blocks = range.cidrCover
          guard blocks.count == 1, let block = blocks.first else {
            return "range \(range.first) \(range.last)"
          }
          if block.prefixLength == block.family.bitWidth { return "host \(block.first)" }
          return block.family == .v6 ? "\(block)" : "range \(block.first) \(block.last)"
        } + permit.names.map { "fqdn \($0.text) (unresolved)" }
      let kinds: [String] =
        switch traffic.transport {
        case .tcpAndUDP: ["tcp", "udp"]
        case .icmp(nil): ["icmp", "icmp6"]
        case .icmp: ["icmp"]
        case .any: ["ip"]
        case .number(let number): ["\(number)"]
        default: [traffic.transport.rawValue]
        }
      var type = ""
      if case .icmp(let number?) = traffic.transport { type = " \(number)" }
      let ports = traffic.ports?.ranges.map { " range \($0.lowerBound) \($0.upperBound)" } ?? [""]
      out.append(head + "object-group s any object-group n (hitcnt=0) 0x1")
      for kind in kinds {
        for end in ends {
          for port in ports {
            let text = traffic.direction == .outbound ? "any \(end)\(port)" : "\(end) any\(port)"
            out.append("  \(head)\(kind) \(text)\(type) (hitcnt=\(elements)) 0x\(elements)")
            elements += 1
          }
        }
      }
    }
    out.append(
      "access-list gatebook line \(plan.permits.count + 1) extended deny ip any any (hitcnt=0) 0x9")
    return (["access-list gatebook; \(elements) elements; name hash: 0x2"] + out)
      .joined(separator: "\n")
  }

  @Test func whatIsWrittenIsReadFromAListing() throws {
    let target = try ASA()
    let failure = firstFailure(seeds: 0..<20) { random in
      let plan = target.plan(SamplePolicies.random(&random))
      let text = Self.listing(of: plan)
      guard let reading = try? target.read(text) else { return "refused:\n\(text)" }
      if !reading.problems.isEmpty { return "\(reading.problems)\n\(text)" }
      let difference = ExpectedAccess.difference(plan.endpoints, reading.endpoints)
      return difference.isEmpty ? nil : "\(difference)\n\(text)"
    }
    #expect(failure == nil)
  }
}
