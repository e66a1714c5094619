import EndpointModel
import FirewallExport
import InventoryModel
import Testing

/// Access that was worked out by hand, to be held against what a target reads.
enum ExpectedAccess {
  /// Endpoints from lines such as `out tcp 443 192.0.2.1`, `in icmp - 198.51.100.0/24`,
  /// `out any any any`.
  static func endpoints(_ lines: String...) throws -> [Endpoint] {
    try lines.map { line in
      let words = line.split(separator: " ").map(String.init)
      try #require(words.count == 4, "\(line)")
      return Endpoint(
        address: try EndpointAddress(parsing: words[3]),
        ports: words[2] == "-" ? .any : try Ports(parsing: words[2]),
        transport: try IPProtocol(parsing: words[1]),
        direction: words[0] == "out" ? .outbound : .inbound)
    }
  }

  /// What is allowed, and what of that is denied.
  struct Figures {
    var permitted: [Endpoint] = []
    var denied: [Endpoint] = []

    /// Empty if endpoints allow exactly that.
    func difference(from endpoints: [Endpoint]) -> String {
      let expected = Access(FirewallReading(permitted).endpoints).subtracting(Access(denied))
      let found = Access(endpoints)
      let (more, less) = (found.subtracting(expected), expected.subtracting(found))
      return (more.isEmpty ? "" : "more: \(Array(more.entries.prefix(9)))")
        + (less.isEmpty ? "" : "less: \(Array(less.entries.prefix(9)))")
    }
  }

  /// What differs between two lists of endpoints as access; empty if nothing does.
  static func difference(_ a: [Endpoint], _ b: [Endpoint]) -> String {
    let difference = AccessDifference(from: Snapshot(a), to: Snapshot(b))
    return difference.isEmpty ? "" : "\(difference)"
  }
}

/// A target with settings, and plans for it.
struct TargetCase {
  let target: any FirewallTarget

  init(_ type: any FirewallTarget.Type, _ settings: [String: String] = [:]) throws {
    target = type.init(try FirewallSettings(settings, of: type.settings))
  }

  func plan(_ policy: FirewallPolicy, number: Int = 1) -> FirewallPlan {
    FirewallPlan(
      policy, of: SamplePolicies.firewall, number: number, abilities: target.abilities)
  }

  /// A plan of `count` addresses with one traffic.
  func plan(addresses count: Int, _ ports: String, _ transport: String) throws -> FirewallPlan {
    let deployment = try DeploymentName(parsing: "vendor/region")
    let rules = try (0..<count).map { i in
      FirewallRule(
        Endpoint(
          address: try EndpointAddress(parsing: "10.0.\(i / 256).\(i % 256)"),
          ports: try Ports(parsing: ports), transport: try IPProtocol(parsing: transport)),
        for: FirewallAllowance(deployment))
    }
    return plan(FirewallPolicy(rules))
  }

  /// Expects that a text is read as so much access, and with these problems.
  func expectRead(
    _ text: String, _ expected: [Endpoint], problems: [String] = [],
    at sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let reading = try target.read(text)
    #expect(reading.problems == problems, sourceLocation: sourceLocation)
    #expect(
      ExpectedAccess.difference(expected, reading.endpoints) == "", sourceLocation: sourceLocation)
  }
}
