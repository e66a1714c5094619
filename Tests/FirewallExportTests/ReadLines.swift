import EndpointModel
import FirewallExport
import InventoryModel

/// What a target reads in a device's configuration, as short lines in order: `192.0.2.1 tcp 443
/// out`. Of lists, which state no traffic, the addresses only.
struct ReadLines {
  let access: [String]
  let problems: [String]
  let number: Int?

  init(
    _ type: any FirewallTarget.Type, _ settings: [String: String] = [:], _ text: String
  ) throws {
    let target = type.init(try FirewallSettings(settings, of: type.settings))
    self.init(try target.read(text))
  }

  init(_ reading: FirewallReading) {
    access = reading.endpoints.map(Self.line).sorted()
    problems = reading.problems
    number = reading.number
  }

  private static func line(_ endpoint: Endpoint) -> String {
    [
      endpoint.address?.description, endpoint.transport?.rawValue, endpoint.ports?.description,
      endpoint.direction?.rawValue,
    ].compactMap { $0 }.joined(separator: " ")
  }
}

/// Plans for tests of one target.
enum Plans {
  static func plan(
    _ policy: FirewallPolicy, _ target: any FirewallTarget, number: Int = 1
  ) -> FirewallPlan {
    Readings.plan(policy, target, number: number)
  }

  /// A policy of one rule for each line: `192.0.2.1 tcp 443 outbound`.
  static func policy(_ lines: String...) -> FirewallPolicy {
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
}
