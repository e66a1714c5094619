import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Whole families, every port, one port, one address: where languages have words of their own,
/// and where "all" is nearest to a mistake.
@Suite struct ExtremePlanTests {
  private static let places = [
    ["0.0.0.0/0"], ["::/0"], ["any"], ["0.0.0.0/0", "::/0"], ["192.0.2.1/32"],
    ["2001:db8::1/128"], ["192.0.2.1", "2001:db8::1"], ["0.0.0.0/1"], ["::/1"], ["8000::/1"],
    ["0.0.0.0/0", "2001:db8::/32"], ["192.0.2.0/24", "::/0"], ["::ffff:0:0/96"],
    ["::ffff:192.0.2.0/120"], ["::ffff:192.0.2.1"], ["192.0.2.0/24", "::ffff:192.0.2.0/120"],
    ["::/96"], ["::192.0.2.1"], ["0.0.0.0"], ["255.255.255.255"], ["::"],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], ["192.0.2.1-192.0.2.6"],
    ["2001:db8::1-2001:db8::6"], ["0.0.0.1-255.255.255.255"], ["::1-8000::"],
  ]

  private static let traffic = [
    "any any", "tcp any", "tcp 1", "tcp 65535", "tcp 1-65535", "tcp 1,65535", "tcp 2-65535",
    "udp any", "tcp+udp any", "tcp+udp 1", "sctp any", "sctp 65535", "any 443", "icmp any",
    "icmp/0 any", "icmp/8 any", "esp any", "ah any", "gre any", "2 any", "255 any",
  ]

  /// Every place with two of a few kinds of traffic, and each of these in every direction.
  private static let everyPlace = places.enumerated().flatMap { i, places in
    (i...i + 1).map { j in
      let traffic = ["tcp 443", "any any", "icmp any"][j % 3]
      let direction = ["outbound", "inbound", "both"][(i / 3 + j) % 3]
      return places.map { "\($0) \(traffic) \(direction)" }
    }
  }

  /// Every kind of traffic anywhere, in one family whole, and between two addresses.
  private static let everyTraffic = traffic.enumerated().flatMap { i, traffic in
    [["any"], [i % 2 == 0 ? "0.0.0.0/0" : "::/0"], ["192.0.2.1", "2001:db8::1"]].map { places in
      places.map { "\($0) \(traffic) outbound" }
    }
  }

  /// Both families whole, but not for the same traffic.
  private static let mixed = [
    ["0.0.0.0/0 tcp 443 outbound", "::/0 tcp 80,443 outbound"],
    ["0.0.0.0/0 any any outbound", "::/0 tcp 443 both"],
    ["0.0.0.0/0 tcp+udp 53 both", "::/0 udp 53 inbound", "::/0 udp 50-60 outbound"],
  ]

  static let policies = [[]] + everyPlace + everyTraffic + mixed

  private static let cases: [(String, [String: String])] =
    TargetTests.names.filter { $0 != NFTables.name }.map { ($0, [:]) } + [
      (IPTables.name, ["family": "6"]), (AWSPrefixList.name, ["family": "ipv6"]),
      (DynamicList.name, ["ranges": "yes"]), (Cilium.name, ["sctp": "on"]),
      (Junos.name, ["from-zone": "same", "to-zone": "same"]),
      (PANOSSet.name, ["inside": "same", "outside": "same"]),
      (FortiOS.name, ["inside": "same", "outside": "same"]),
      (CheckPoint.name, ["inside": "same"]),
    ]

  @Test(arguments: cases)
  func whatIsWrittenIsReadBack(_ name: String, _ settings: [String: String]) throws {
    let type = try #require(FirewallTargets.named(name))
    // Clouds take few rules unless somebody asked them for more.
    let limits = type.settings.map(\.name).filter { $0.hasPrefix("limit-") }
    let target = type.init(
      try FirewallSettings(
        settings.merging(limits.map { ($0, "1000") }) { $1 }, of: type.settings))
    let failures = try Self.policies.compactMap { lines -> String? in
      let plan = FirewallPlan(
        try SamplePolicies.of(lines), of: SamplePolicies.firewall, number: 1,
        abilities: target.abilities)
      var text = try FirewallWriter(target).whole(plan, aggregated: plan).text
      // Within a zone PAN-OS allows what no rule denies, unless the administrator sets this.
      if name == PANOSSet.name, settings["inside"] == "same" {
        text += "set rulebase default-security-rules rules intrazone-default action deny\n"
      }
      let reading: FirewallReading
      do {
        reading = try target.read(text)
      } catch {
        return "\(lines): \(error)"
      }
      if !reading.problems.isEmpty { return "\(lines): \(reading.problems)" }
      let difference = TargetTests.difference(plan.endpoints, reading.endpoints, target)
      return difference.isEmpty ? nil : "\(lines): is read as \(reading.endpoints.lines)"
    }
    #expect(
      failures.isEmpty, "\(failures.count), such as \(failures.prefix(20).joined(separator: "\n"))")
  }
}
