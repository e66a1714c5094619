import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// `show access-lists` tells the same access as the configuration does.
@Suite struct IOSXEListingTests {
  private func read(_ text: String) throws -> FirewallReading {
    try IOSXE(["access-list": "EDGE", "access-list-v6": "EDGE6"]).read(text)
  }

  private static let listing = """
    Standard IP access list MGMT
        10 permit 10.0.0.0, wildcard bits 0.255.255.255 (20 matches)
    Extended IP access list EDGE
        10 permit tcp any host 192.0.2.10 eq www 443 (1284 matches)
        20 permit udp any 198.51.100.0 0.0.0.127 range 4201 4264 (1 match)
        30 permit tcp any any established (77 matches)
        40 permit object-group SIGNALING any object-group CLOUD
        50 permit icmp any host 192.0.2.10 echo log (tag = pings)
        60 deny   ip any any log (45120 matches)
    Extended MAC access list EDGE
        permit any any
    IPv6 access list EDGE6
        permit tcp any host 2001:DB8::9 eq 443 (8 matches) sequence 10
        deny ipv6 any any sequence 20
    IPv6 access list Virtual-Access2.1#427819008151 (per-user)
        permit ipv6 any any sequence 1
    """

  private static let groups = """
    Network object group CLOUD
     host 203.0.113.20
     203.0.113.64 255.255.255.192
     group-object MEDIA
    Network object group MEDIA
     range 203.0.113.1 203.0.113.4
    Service object group SIGNALING
     tcp-udp eq 5060
     tcp range 5061 5062
    """

  private static let lines: Set<String> = [
    "192.0.2.10 tcp 80,443 outbound", "198.51.100.0/25 udp 4201-4264 outbound",
    "203.0.113.20 tcp+udp 5060 outbound", "203.0.113.20 tcp 5061-5062 outbound",
    "203.0.113.64/26 tcp+udp 5060 outbound", "203.0.113.64/26 tcp 5061-5062 outbound",
    "203.0.113.1-203.0.113.4 tcp+udp 5060 outbound",
    "203.0.113.1-203.0.113.4 tcp 5061-5062 outbound", "192.0.2.10 icmp/8 any outbound",
    "2001:db8::9 tcp 443 outbound",
  ]

  @Test func aListingWithItsGroupsIsRead() throws {
    let reading = try read(
      "edge#show object-group\n" + Self.groups + "\nedge#show access-lists\n" + Self.listing)
    #expect(reading.problems == [])
    #expect(Set(reading.lines) == Self.lines)
  }

  @Test func groupsThatAreNotListedAreTold() throws {
    #expect(
      try read(Self.listing).problems == [
        "SIGNALING is used, and not defined", "CLOUD is used, and not defined",
      ])
  }

  /// Some releases list a group of services without the word for it.
  @Test func aGroupOfServicesByItsNameIsRead() throws {
    let text =
      Self.groups + "\n" + Self.listing.replacing("object-group SIGNALING", with: "SIGNALING")
    #expect(Set(try read(text).lines) == Self.lines)
  }

  /// With a running configuration beside it, both have to say the same.
  @Test func bothTogetherAreOneList() throws {
    let configuration = """
      ip access-list extended EDGE
       permit tcp any host 192.0.2.10 eq 443
       deny ip any any

      """
    let listing = """
      Extended IP access list EDGE
          10 permit tcp any host 192.0.2.10 eq 443 (3 matches)
          20 deny ip any any
      """
    let reading = try read(configuration + listing)
    #expect(reading.problems == [] && reading.lines == ["192.0.2.10 tcp 443 outbound"])
    let other = try read(configuration + listing.replacing("192.0.2.10", with: "192.0.2.11"))
    #expect(other.problems.map { $0.contains("stands in the text twice") } == [true])
    #expect(other.lines == ["192.0.2.11 tcp 443 outbound"])
  }

  /// A list without lines lets everything pass where it is applied; one of senders tells no
  /// destinations; what else a head says is not known.
  @Test func whatIsNotUnderstoodIsTold() throws {
    for (text, words) in [
      (
        "Extended IP access list EDGE\nExtended IP access list other\n    10 deny ip any any",
        "has no line"
      ),
      ("Standard IP access list EDGE\n    10 permit 10.1.1.1", "neither permit nor deny"),
      ("Extended IP access list EDGE (per-user)\n    10 permit ip any any", "head"),
      (
        "Extended IP access list EDGE\n    10 permit tcp any host 192.0.2.1 time-range office (active)",
        "time-range"
      ),
      (
        "Extended IP access list EDGE\n    10 permit tcp any any match-all +ack -fin log",
        "match-all"
      ),
    ] {
      let problems = try read(text).problems
      #expect(problems.contains { $0.contains(words) }, "\(text): \(problems)")
    }
    let compiled = try read(
      "Extended IP access list EDGE (Compiled)\n permit tcp any host 192.0.2.1 eq 443 (2 matches)")
    #expect(compiled.problems == [] && compiled.lines == ["192.0.2.1 tcp 443 outbound"])
  }

  @Test func namesInCapitalsStayNames() throws {
    let target = try IOSXE(["access-list": "IN"])
    let reading = try target.read(
      "Extended IP access list IN\n    10 permit tcp any host 192.0.2.1 eq 443")
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"] && reading.problems == [])
  }

  @Test func aListingIsNoBase() throws {
    #expect(throws: FirewallReadingError.self) {
      _ = try IOSXE(["access-list": "EDGE"]).contents(of: Self.listing)
    }
  }
}
