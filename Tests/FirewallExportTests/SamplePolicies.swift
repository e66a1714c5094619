import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport

/// Policies that every target is tried with.
enum SamplePolicies {
  static let firewall = FirewallName("edge")!
  private static let deployment = DeploymentName("eschat/canada-aws-02")!

  private static func rule(
    _ service: String, _ address: String?, _ ports: String?, _ transport: String?,
    _ direction: Direction? = nil
  ) -> FirewallRule {
    FirewallRule(
      Endpoint(
        service: service, address: address.map { EndpointAddress($0)! },
        ports: ports.map { Ports($0)! }, transport: transport.map { IPProtocol($0)! },
        direction: direction),
      for: FirewallAllowance(deployment))
  }

  private static func policy(_ rules: [FirewallRule], revision: Int) -> FirewallPolicy {
    FirewallPolicy(rules, revisions: [RevisionReference(deployment, .number(revision))])
  }

  /// A small one with both families, a range, lists of ports and names.
  static let first = policy(
    [
      rule("Web", "192.0.2.10", "443", "tcp"), rule("Web", "198.51.100.0/24", "443", "tcp"),
      rule("Web", "2001:db8:1::/48", "443", "tcp"),
      rule("Voice", "203.0.113.1-203.0.113.6", "4201-4264,5060", "udp"),
      rule("Signaling", "203.0.113.9", "5061", "tcp+udp"),
      rule("Signaling", "2001:db8::9", "5061", "tcp+udp"),
      rule("Ping", "192.0.2.10", nil, "icmp/8"), rule("Tunnel", "192.0.2.77", nil, "esp"),
      rule("Callback", "198.51.100.7", "8443", "tcp", .inbound),
      rule("Portal", "portal.example.com", "443", "tcp"),
      rule("Portal", "*.cdn.example.com", "443", "tcp"),
      rule("Unclear", "192.0.2.99", nil, "tcp"),
    ], revision: 1)

  /// The next one: addresses come and go, one list of ports is new, one is gone.
  static let second = policy(
    [
      rule("Web", "192.0.2.11", "443", "tcp"), rule("Web", "198.51.100.0/24", "443", "tcp"),
      rule("Web", "2001:db8:1::/48", "443", "tcp"), rule("Web", "2001:db8:2::/48", "443", "tcp"),
      rule("Voice", "203.0.113.1-203.0.113.6", "4201-4264,5060", "udp"),
      rule("Signaling", "203.0.113.9", "5061", "tcp+udp"),
      rule("Signaling", "203.0.113.10", "5061", "tcp+udp"),
      rule("Signaling", "2001:db8::9", "5061", "tcp+udp"),
      rule("Time", "192.0.2.123", "123", "udp"), rule("Tunnel", "192.0.2.77", nil, "esp"),
      rule("Callback", "198.51.100.7", "8443", "tcp", .inbound),
      rule("Portal", "portal.example.com", "443", "tcp"),
      rule("Portal", "new.example.com", "443", "tcp"),
      rule("Portal", "*.cdn.example.com", "443", "tcp"),
      rule("Unclear", "192.0.2.99", nil, "tcp"),
    ], revision: 2)

  /// Names of services that would do harm if they came into a file as they are.
  static let hostileNames = [
    "\"; }\ntable inet evil { }\n#", "'); DROP TABLE x; --", "$(rm -rf /)", "`reboot`",
    "a\r\nset system login user root\r\n", "</entry><entry name='x'>", "%%{ for x in y }${z}",
    "\u{202E}txt\u{0}\u{1B}[2J", "!\nno access-list\n", "\\\" || true; rm -rf /",
    "{{ x }}\t{% y %}",
    String(repeating: "long", count: 2_500),
  ]

  static let hostile = policy(
    hostileNames.enumerated().flatMap { i, name in
      [rule(name, "192.0.2.\(i + 1)", "443", "tcp"), rule(name, "192.0.2.\(i + 1)", nil, nil)]
    }, revision: 1)

  /// Random rules, some of which overlap, lie next to each other, or cannot be expressed.
  static func random(_ random: inout SeededGenerator) -> FirewallPolicy {
    func address() -> EndpointAddress {
      if random.oneIn(12) {
        return EndpointAddress("h\(Int.random(in: 1...9, using: &random)).example.com")!
      }
      if random.oneIn(20) {
        return EndpointAddress("*.e\(Int.random(in: 1...3, using: &random)).example.com")!
      }
      if random.oneIn(3) {
        let number = UInt128(0x2001_0db8) << 96 + UInt128(Int.random(in: 0..<64, using: &random))
        let first = IPAddress(family: .v6, number: number)!
        return .block(
          CIDRBlock(enclosing: first, prefixLength: Int.random(in: 122...128, using: &random))!)
      }
      let number = UInt128(0xC000_0200 + Int.random(in: 0..<64, using: &random))
      let first = IPAddress(family: .v4, number: number)!
      if random.oneIn(4) {
        let last = IPAddress(
          family: .v4, number: number + UInt128(Int.random(in: 0..<9, using: &random)))!
        return EndpointAddress(AddressRange(first, last)!)
      }
      return .block(
        CIDRBlock(enclosing: first, prefixLength: Int.random(in: 26...32, using: &random))!)
    }
    let rules = (0..<Int.random(in: 1...14, using: &random)).map { _ in
      let transport = IPProtocol(
        random.pick(["tcp", "tcp", "udp", "tcp+udp", "sctp", "icmp", "icmp/8", "esp", "gre", "any"])
      )!
      let ports: Ports? =
        transport.hasPorts
        ? Ports(random.pick(["443", "80,443", "4201-4264", "5060,7000-7003", "any"])) : nil
      return FirewallRule(
        Endpoint(
          service: random.pick(["A", "B"]), address: address(),
          ports: random.oneIn(15) ? nil : ports,
          transport: transport, direction: random.pick([nil, .outbound, .inbound, .both])),
        for: FirewallAllowance(deployment))
    }
    return policy(rules, revision: 1)
  }
}

extension SamplePolicies {
  /// A policy of one rule for each line: `192.0.2.1 tcp 443 outbound`.
  static func of(_ lines: [String]) throws -> FirewallPolicy {
    policy(
      try lines.map { line in
        let words = line.split(separator: " ").map(String.init)
        return FirewallRule(
          Endpoint(
            address: try EndpointAddress(parsing: words[0]),
            ports: words.count > 2 ? try Ports(parsing: words[2]) : nil,
            transport: try IPProtocol(parsing: words[1]),
            direction: words.count > 3 ? Direction(rawValue: words[3]) : nil),
          for: FirewallAllowance(deployment))
      }, revision: 1)
  }
}
