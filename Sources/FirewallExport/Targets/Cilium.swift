import EndpointModel

/// CiliumNetworkPolicy, cilium.io/v2, in YAML
/// (https://docs.cilium.io/en/stable/security/policy/).
///
/// One policy holds all; how it is loaded, and what is atomic, tells `KubernetesPolicy`. Each list
/// of rules begins with an empty one: it allows nothing, but cuts the pods off from all that is
/// not allowed (layer3, "Ingress/Egress Default Deny").
///
/// A rule by names works for addresses that Cilium sees in answers of the DNS, so that it needs a
/// rule that leads DNS through Cilium (layer3, "DNS based"). The setting `dns` writes one for the
/// cluster's own resolver as soon as there is a name; it allows pods to ask it for any name.
///
/// `*` of Cilium stands for characters of one label; the prefix `**.`, which stands for labels, is
/// of Cilium 1.19, and earlier ones take it for `*.`. A pattern is written only as `*` alone or
/// with that prefix: any other would allow less than is meant.
///
/// ICMP is named type by type. All its types would be 256 entries of the policy map for each peer:
/// they are not written. SCTP passes only where the cluster has it switched on
/// (https://docs.cilium.io/en/stable/configuration/sctp/). Ranges of ports need Cilium 1.16.
public struct Cilium: FirewallTarget {
  public static let name = "cilium"
  public static let title = "CiliumNetworkPolicy (kubectl replace)"
  public static let commentMark: String? = "#"
  /// The limit: an endpoint's policy map holds 16,384 entries by standard, one for each peer with
  /// each port, and a range of ports takes several (bpf-policy-map-max,
  /// https://docs.cilium.io/en/stable/network/ebpf/maps/).
  public static let settings =
    KubernetesPolicy.settings(limit: "16384") + [
      FirewallSetting(
        "dns", .word(["cluster", "none"]), "cluster",
        "whether names come with a rule for the cluster's DNS, kube-dns in kube-system"),
      FirewallSetting(
        "patterns", .word(["any-depth", "none"]), "any-depth",
        "whether patterns are written with **, which needs Cilium 1.19"),
      FirewallSetting(
        "sctp", .word(["off", "on"]), "off", "whether the cluster's Cilium has SCTP switched on"),
    ]

  public let abilities: FirewallAbilities
  private let policy: KubernetesPolicy
  private let writesDNS: Bool

  public init(_ values: FirewallSettings) {
    policy = KubernetesPolicy(
      apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy",
      selectorMember: "endpointSelector", values)
    writesDNS = values["dns"] == "cluster"
    let hasSCTP = values["sctp"] == "on"
    abilities = FirewallAbilities(
      names: true, patterns: values["patterns"] == "any-depth",
      directions: Set(policy.directions), namedDirections: [.outbound],
      transports: { transport in
        switch transport {
        case .tcp, .udp, .any, .icmp(type: _?): true
        case .sctp: hasSCTP
        default: false
        }
      }, knowsPattern: { $0.ciliumPattern != nil })
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    [policy.object(policy.directions.flatMap { rules(plan, $0) })]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    policy.whole(
      plan,
      spec: policy.directions.map { direction in
        .init(
          direction.kubernetesName, .list([.map([])] + rules(plan, direction).map(\.value)))
      })
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    policy.patch(from: old, to: new, leading: 1, rules: rules)
  }

  private func rules(_ plan: FirewallPlan, _ direction: PermitDirection) -> [KubernetesRule] {
    let permits = plan.permits.filter { $0.traffic.direction == direction }
    let rules = permits.flatMap { Self.rules(of: $0) }
    let hasNames = permits.contains { !$0.names.isEmpty || !$0.patterns.isEmpty }
    return direction == .outbound && writesDNS && hasNames ? [Self.dns] + rules : rules
  }

  /// Addresses and names cannot stand in one rule. Only outbound rules know names.
  private static func rules(of permit: Permit) -> [KubernetesRule] {
    let blocks = IPFamily.allCases.flatMap { permit.blocks($0) }
    let names =
      permit.names.map { YAMLText.member("matchName", .text($0.text)) }
      + permit.patterns.compactMap(\.ciliumPattern).map {
        .member("matchPattern", .text($0))
      }
    let key = permit.traffic.description
    let traffic = permit.traffic.ciliumMembers
    var rules: [KubernetesRule] = []
    if !blocks.isEmpty {
      rules.append(
        KubernetesRule(
          key: key + " addresses",
          peersMember: permit.traffic.direction == .outbound ? "toCIDRSet" : "fromCIDRSet",
          peers: blocks.map { .member("cidr", .text($0.textWithLength)) }, traffic: traffic))
    }
    if !names.isEmpty {
      rules.append(
        KubernetesRule(
          key: key + " names", peersMember: "toFQDNs", peers: names, traffic: traffic))
    }
    return rules
  }

  /// Questions to the cluster's own resolver, whose answers Cilium reads.
  private static let dns = KubernetesRule(
    key: "dns", peersMember: "toEndpoints",
    peers: [
      .member(
        "matchLabels",
        .map([
          .init("k8s:io.kubernetes.pod.namespace", .text("kube-system")),
          .init("k8s:k8s-app", .text("kube-dns")),
        ]))
    ],
    traffic: [
      .init(
        "toPorts",
        .list([
          .map([
            .init(
              "ports",
              .list([.map([.init("port", .text("53")), .init("protocol", .text("ANY"))])])),
            .init(
              "rules", .member("dns", .list([.member("matchPattern", .text("*"))]))),
          ])
        ]))
    ])

  public func read(_ text: String) throws -> FirewallReading {
    var configuration = CiliumConfiguration(policy)
    return try configuration.read(text).quotingLines(of: text)
  }
}

extension HostPattern {
  /// The pattern as Cilium has it; nil if it has none that matches the same names.
  fileprivate var ciliumPattern: String? {
    if self == .everyName { return text }
    guard text.hasPrefix("*."), !text.dropFirst().contains("*") else { return nil }
    return "*" + text
  }
}

extension PermitTraffic {
  /// How many ports an entry of `toPorts`, and how many types one of `icmps` may have
  /// (maxPorts in pkg/policy/api/rule_validation.go of Cilium).
  private static let portsLimit = 40

  /// What a rule says after its peers; nothing if it allows every protocol.
  fileprivate var ciliumMembers: [YAMLText.Member] {
    switch transport {
    case .any: return []
    case .icmp(let type):
      let field = YAMLText.map([
        .init("family", .text("IPv4")), .init("type", .number(Int(type ?? 0))),
      ])
      return [.init("icmps", .list([.member("fields", .list([field]))]))]
    default:
      let ports = split.flatMap(\.ciliumPorts)
      let entries = stride(from: 0, to: ports.count, by: Self.portsLimit).map {
        YAMLText.member(
          "ports", .list(Array(ports[$0..<min($0 + Self.portsLimit, ports.count)])))
      }
      return [.init("toPorts", .list(entries))]
    }
  }

  private var ciliumPorts: [YAMLText] {
    (ports ?? .all).ranges.map { range in
      var members: [YAMLText.Member] = [.init("port", .text(String(range.lowerBound)))]
      if range.count > 1 { members.append(.init("endPort", .number(Int(range.upperBound)))) }
      return .map(members + [.init("protocol", .text(transport.rawValue.uppercased()))])
    }
  }
}
