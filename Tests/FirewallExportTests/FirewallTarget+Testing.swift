import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// What tests of targets share.
extension FirewallTarget {
  /// The target with some of its settings given.
  init(_ settings: [String: String] = [:]) throws {
    self.init(try FirewallSettings(settings, of: Self.settings))
  }

  /// The plan for a policy.
  func plan(_ policy: FirewallPolicy, number: Int = 1) -> FirewallPlan {
    FirewallPlan(policy, of: SamplePolicies.firewall, number: number, abilities: abilities)
  }

  /// A plan that allows the same traffic to some addresses.
  func plan(
    to addresses: [String], _ transport: String = "tcp", _ ports: String? = "443",
    number: Int = 1
  ) -> FirewallPlan {
    let deployment = DeploymentName("eschat/canada-aws-02")!
    let rules = addresses.map {
      FirewallRule(
        Endpoint(
          address: EndpointAddress($0)!, ports: ports.map { Ports($0)! },
          transport: IPProtocol(transport)!),
        for: FirewallAllowance(deployment))
    }
    let revision = RevisionReference(deployment, .number(number))
    return plan(FirewallPolicy(rules, revisions: [revision]), number: number)
  }

  /// What is wrong with deltas that are read after the whole configuration that they begin
  /// with, as if a device had obeyed both; nil if nothing is.
  func deltaFailure() throws -> String? {
    try firstFailure(seeds: 0..<5) { random in
      let old = plan(SamplePolicies.random(&random), number: 1)
      let new = plan(SamplePolicies.random(&random), number: 2)
      let there = try #require(delta(from: old, to: new))
      let back = try #require(delta(from: new, to: old))
      for (text, expected) in [(whole(old) + there, new), (whole(old) + there + back, old)] {
        let reading = try read(text)
        if !reading.problems.isEmpty { return "\(reading.problems)\n\(text)" }
        let difference = AccessDifference(
          from: Snapshot(expected.endpoints), to: Snapshot(reading.endpoints))
        if !difference.isEmpty { return "\(difference)\n\(text)" }
        if !expected.permits.isEmpty, reading.number != expected.number {
          return "number \(reading.number ?? -1)\n\(text)"
        }
      }
      return nil
    }
  }
}

extension FirewallReading {
  var lines: [String] { endpoints.lines }
}

extension Sequence<Endpoint> {
  /// A line each, ascending: `192.0.2.1 tcp 443 outbound`. What is not stated is left out: of
  /// lists, which state no traffic, the addresses only.
  var lines: [String] {
    map {
      [
        $0.address?.description, $0.transport?.rawValue, $0.ports?.description,
        $0.direction?.rawValue,
      ].compactMap { $0 }.joined(separator: " ")
    }.sorted()
  }
}

extension SamplePolicies {
  /// A policy of one rule for each line: `192.0.2.1 tcp 443 outbound`.
  static func rows(_ lines: String...) -> FirewallPolicy {
    FirewallPolicy(
      lines.map { line in
        let words = line.split(separator: " ").map { String($0) }
        return FirewallRule(
          Endpoint(
            address: EndpointAddress(words[0]), ports: words.count > 2 ? Ports(words[2]) : nil,
            transport: IPProtocol(words[1]),
            direction: words.count > 3 ? Direction(rawValue: words[3]) : nil),
          for: FirewallAllowance(DeploymentName("eschat/canada-aws-02")!))
      })
  }

  /// A policy of many single addresses with one port.
  static func many(addresses: Int) -> FirewallPolicy {
    let rules = (0..<addresses).map { i in
      FirewallRule(
        Endpoint(
          address: EndpointAddress("10.\(i / 32_768).\(i / 128 % 256).\(i % 128 * 2)"),
          ports: Ports("443"), transport: .tcp),
        for: FirewallAllowance(DeploymentName("eschat/canada-aws-02")!))
    }
    return FirewallPolicy(rules, revisions: [])
  }
}
