import ChangeReporting
import EndpointModel

/// The rules of a global network firewall policy of Google Cloud, as the body of the compute
/// API's `networkFirewallPolicies.patch`. A policy and not single VPC firewall rules, as those
/// are one call each, take 256 ranges, and know no host names.
///
/// All rules of the policy are replaced in one call, atomically. It needs what only the cloud
/// knows: the fingerprint, without which (or with an old one) the call is refused and nothing
/// changed, and the rules from 2147483548 on, which every policy has. The policy is made once
/// (`gcloud compute network-firewall-policies create NAME --global`); then, whatever it has:
///
/// ```sh
/// gcloud compute network-firewall-policies describe NAME --global --format json > now.json
/// jq -s '(.[0] | if type == "array" then .[0] else . end) as $now | .[1]
///   | .fingerprint = $now.fingerprint
///   | .rules += [$now.rules[] | select(.priority >= 2147483548)]' now.json FILE > body.json
/// curl -X PATCH -H "Authorization: Bearer $(gcloud auth print-access-token)" \
///   -H "Content-Type: application/json" -d @body.json \
///   https://compute.googleapis.com/compute/v1/projects/PROJECT/global/firewallPolicies/NAME
/// ```
///
/// Loaded twice, it changes nothing; connections that are there go on. As one call replaces all,
/// there is no delta. Google Cloud lets out everything that no rule denies: the last two rules
/// do, if the setting `deny` is `outbound`.
public struct GoogleCloud: FirewallTarget {
  public static let name = "gcp"
  public static let title = "Google Cloud network firewall policy (compute API)"
  public static let commentMark: String? = nil
  /// Ports are of TCP and UDP only (compute API, "FirewallPolicyRuleMatcherLayer4Config"), so
  /// SCTP cannot be limited to some; there are no types of ICMP.
  public let abilities = FirewallAbilities(
    names: true,
    transports: {
      switch $0 {
      case .icmp(type: _?), .sctp: false
      default: true
      }
    })
  public static let settings = [
    FirewallSetting("policy", .name(upTo: 63), "gatebook", "the name of the firewall policy"),
    FirewallSetting(
      "network", .name(upTo: 63), "default",
      "the network whose VPC firewall rules are read, where a listing has those"),
    FirewallSetting(
      "deny", .word(["outbound", "none"]), "outbound",
      "whether what goes out and is not allowed is denied here; none if it is denied elsewhere"),
    // Compute API, "FirewallPolicyRuleMatcher": 5,000 ranges as destinations or as sources.
    FirewallSetting("limit-entries", .number, "5000", "how many ranges a rule may have"),
    // The same page: 100 names.
    FirewallSetting("limit-names", .number, "100", "how many host names a rule may have"),
  ]

  /// From 2147483548 on, they are Google's own (compute API, "FirewallPolicy").
  static let firstPredefined = 2_147_483_548
  private static let priorities = 1_000...2_000_000_000

  private let policy: String
  private let network: String
  private let denies: Bool
  private let limit: Int
  private let nameLimit: Int

  public init(_ values: FirewallSettings) {
    policy = values["policy"]
    network = values["network"]
    denies = values["deny"] == "outbound"
    limit = values.number("limit-entries")
    nameLimit = values.number("limit-names")
  }

  /// A rule has addresses of one family, or names ("Use VPC firewall rules").
  private struct Rule {
    let traffic: PermitTraffic
    /// Nil for names, which may stand for both.
    let family: IPFamily?
    let places: [String]

    /// One for each rule.
    var slug: String {
      "\(traffic.slug())-\(family.map { $0 == .v4 ? "v4" : "v6" } ?? "names")"
    }

    /// Letters, digits and hyphens; two rules may have the same.
    var name: String { slug.replacing("_", with: "-") }
  }

  private func rules(of plan: FirewallPlan) -> [Rule] {
    plan.permits.flatMap { permit in
      let byFamily = IPFamily.allCases.map { family in
        Rule(
          traffic: permit.traffic, family: family,
          places: permit.blocks(family).map(\.fullText))
      }
      let named = Rule(traffic: permit.traffic, family: nil, places: permit.names.map(\.text))
      return (byFamily + [named]).filter { !$0.places.isEmpty }
    }
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    rules(of: plan).map {
      FirewallObject(
        kind: "rule", name: $0.slug, entries: $0.places.count,
        limit: $0.family == nil ? nameLimit : limit)
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let rules = rules(of: plan)
    let priorities = StablePriorities.assign(rules.map(\.slug), within: Self.priorities)
    let allowed = rules.map { json($0, priorities[$0.slug] ?? 0, plan) }
    return JSONText.object([
      "description": .string(plan.remark(limit: 1_000)),
      "rules": .array(allowed + (denies ? Self.denials : [])),
    ]).text
  }

  private func json(_ rule: Rule, _ priority: Int, _ plan: FirewallPlan) -> JSONText {
    let isOut = rule.traffic.direction == .outbound
    let places = (isOut ? "dest" : "src") + (rule.family == nil ? "Fqdns" : "IpRanges")
    return .object([
      "action": .string("allow"), "direction": .string(isOut ? "EGRESS" : "INGRESS"),
      "description": .string(plan.remark(limit: 120)),
      "match": .object([
        places: .array(rule.places.map { .string($0) }),
        "layer4Configs": .array(rule.traffic.layers(rule.family)),
      ]),
      "priority": .number(priority), "ruleName": .string(rule.name),
    ])
  }

  private static let denials = IPFamily.allCases.map { family in
    JSONText.object([
      "action": .string("deny"), "direction": .string("EGRESS"),
      "description": .string("Gatebook: nothing else goes out"),
      "match": .object([
        "destIpRanges": .array([.string(AddressRange.all(family).block?.fullText ?? "")]),
        "layer4Configs": .array([.object(["ipProtocol": .string("all")])]),
      ]),
      "priority": .number(firstPredefined - (family == .v4 ? 2 : 1)),
      "ruleName": .string("deny-\(family == .v4 ? "v4" : "v6")"),
    ])
  }

  /// What `gcloud compute network-firewall-policies describe` or
  /// `gcloud compute firewall-rules list` prints with `--format json`, or the whole file.
  public func read(_ text: String) throws -> FirewallReading {
    try GoogleCloudConfiguration(text, policy: policy, network: network, denies: denies).reading
  }
}

extension PermitTraffic {
  /// Protocols and their ports. ICMP of IPv6 goes by its number (RFC 4443); names may stand for
  /// addresses of both families.
  fileprivate func layers(_ family: IPFamily?) -> [JSONText] {
    split.flatMap { traffic -> [JSONText] in
      let transports: [String] =
        switch traffic.transport {
        case .icmp: family == .v4 ? ["icmp"] : family == .v6 ? ["58"] : ["icmp", "58"]
        case .any: ["all"]
        case .number(let number): [String(number)]
        default: [traffic.transport.rawValue]
        }
      return transports.map {
        var layer: JSONText.Members = ["ipProtocol": .string($0)]
        if let ports = traffic.ports {
          layer.add(
            "ports", .array(ports.description.split(separator: ",").map { .string(String($0)) }))
        }
        return .object(layer)
      }
    }
  }
}
