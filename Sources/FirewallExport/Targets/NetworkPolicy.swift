import EndpointModel

/// NetworkPolicy of Kubernetes, networking.k8s.io/v1, in YAML
/// (https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/).
///
/// One policy holds all, with a rule for each traffic; how it is loaded, and what is atomic, tells
/// `KubernetesPolicy`. The pods that it selects are cut off from all that neither it nor another
/// policy allows, in the directions of the setting: also from the cluster's DNS, which another
/// policy has to allow. A network plugin must enforce it, and know `endPort` (Kubernetes 1.25).
///
/// Addresses are those of pods' connections after the plugin's translation. For protocols other
/// than TCP, UDP and SCTP, what a policy does is left to the plugin; a rule for any protocol is
/// written as one without ports, and read back so.
public struct NetworkPolicy: FirewallTarget {
  public static let name = "networkpolicy"
  public static let title = "Kubernetes NetworkPolicy (kubectl replace)"
  public static let commentMark: String? = "#"
  /// The limit: etcd takes 1.5 MiB in a request (https://etcd.io/docs/latest/dev-guide/limit/),
  /// and 20,000 of the longest blocks take 1.3 MiB.
  public static let settings = KubernetesPolicy.settings(limit: "20000")

  public let abilities: FirewallAbilities
  private let policy: KubernetesPolicy

  public init(_ values: FirewallSettings) {
    policy = KubernetesPolicy(
      apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", selectorMember: "podSelector",
      values)
    abilities = FirewallAbilities(
      directions: Set(policy.directions),
      transports: { [.tcp, .udp, .sctp, .any].contains($0) })
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    [policy.object(policy.directions.flatMap { rules(plan, $0) })]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let types = policy.directions.map { $0 == .outbound ? "Egress" : "Ingress" }
    var spec: [YAMLText.Member] = [.init("policyTypes", .texts(types))]
    for direction in policy.directions {
      let rules = rules(plan, direction)
      // Without rules, the type alone allows nothing.
      if rules.isEmpty { continue }
      spec.append(.init(direction.kubernetesName, .list(rules.map(\.value))))
    }
    return policy.whole(plan, spec: spec)
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    policy.patch(from: old, to: new, leading: 0, rules: rules)
  }

  private func rules(_ plan: FirewallPlan, _ direction: PermitDirection) -> [KubernetesRule] {
    plan.permits.filter { $0.traffic.direction == direction }.map { permit in
      let blocks = IPFamily.allCases.flatMap { permit.blocks($0) }
      return KubernetesRule(
        key: permit.traffic.description,
        peersMember: direction == .outbound ? "to" : "from",
        peers: blocks.map {
          .member("ipBlock", .member("cidr", .text($0.textWithLength)))
        },
        traffic: permit.traffic.networkPolicyPorts.map { [.init("ports", .list($0))] } ?? [])
    }
  }

  public func read(_ text: String) throws -> FirewallReading {
    var configuration = NetworkPolicyConfiguration(policy)
    return try configuration.read(text).quotingLines(of: text)
  }
}

extension CIDRBlock {
  /// The block with its prefix length, which Kubernetes asks for also where it is one address.
  var textWithLength: String {
    prefixLength == family.bitWidth ? "\(description)/\(prefixLength)" : description
  }
}

extension PermitTraffic {
  /// The ports of a rule; nil if it allows every protocol.
  fileprivate var networkPolicyPorts: [YAMLText]? {
    if transport == .any { return nil }
    return split.flatMap { traffic -> [YAMLText] in
      let name = YAMLText.Member("protocol", .text(traffic.transport.rawValue.uppercased()))
      guard let ports = traffic.ports else { return [.map([name])] }
      return ports.ranges.map { range in
        let first = YAMLText.Member("port", .number(Int(range.lowerBound)))
        let last = YAMLText.Member("endPort", .number(Int(range.upperBound)))
        return .map(range.count == 1 ? [name, first] : [name, first, last])
      }
    }
  }
}
