import EndpointModel

/// A rule of a policy of Kubernetes: peers that are allowed the same traffic.
struct KubernetesRule: Hashable {
  /// What stays the same while its peers come and go.
  let key: String
  /// The member that holds the peers: `to`, `toCIDRSet` …
  let peersMember: String
  /// Ascending in one order for all revisions, so that a patch can name their places.
  let peers: [YAMLText]
  /// What it allows, after its peers.
  let traffic: [YAMLText.Member]

  var value: YAMLText { .map([YAMLText.Member(peersMember, .list(peers))] + traffic) }
}

/// What the policies of Kubernetes and of Cilium have in common: one object of a namespace that
/// selects pods by a label, with rules for each direction. Policies only allow, and what several
/// of them allow adds up (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
///
/// `kubectl replace -f FILE`, the first time `kubectl create -f FILE`, puts the object in the place
/// of the one of its name: the API server takes an object whole or not at all, so that there is no
/// time without rules; how soon they are in force is the network plugin's affair. `kubectl apply`
/// does not do: what a patch added since the last time it would leave, as added by somebody else.
///
/// A delta is a JSON patch (RFC 6902), `kubectl patch KIND NAME --type=json --patch-file FILE`,
/// which changes all or nothing: it tests the number of the revision and whatever it removes.
struct KubernetesPolicy {
  let apiVersion: String
  let kind: String
  /// `podSelector` or `endpointSelector`.
  let selectorMember: String
  let namespace: String
  let name: String
  /// The label of the pods that it selects; nil for all pods of the namespace.
  let label: (name: String, value: String)?
  let directions: [PermitDirection]
  let limit: Int

  static let revisionAnnotation = "gatebook-revision"
  static let originsAnnotation = "gatebook-origins"

  /// - Parameters:
  ///   - limit: how many peers an object may have.
  static func settings(limit: String) -> [FirewallSetting] {
    [
      FirewallSetting("namespace", .name(upTo: 63), "default", "the namespace of the pods"),
      FirewallSetting("policy", .name(upTo: 63), "gatebook", "the name of the policy"),
      FirewallSetting(
        "pods", .word(["label", "all"]), "label",
        "whether the policy selects the pods with the label, or all of the namespace"),
      FirewallSetting("label", .name(upTo: 63), "gatebook", "the name of the pods' label"),
      FirewallSetting("label-value", .name(upTo: 63), "allowed", "the value of the pods' label"),
      FirewallSetting(
        "directions", .word(["both", "outbound", "inbound"]), "both",
        "in which directions the pods are cut off from all that is not allowed"),
      FirewallSetting(
        "limit-entries", .number, limit, "how many addresses and names the policy may have"),
    ]
  }

  init(
    apiVersion: String, kind: String, selectorMember: String, _ values: FirewallSettings
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.selectorMember = selectorMember
    namespace = values["namespace"]
    name = values["policy"]
    label = values["pods"] == "all" ? nil : (values["label"], values["label-value"])
    directions =
      switch values["directions"] {
      case "outbound": [.outbound]
      case "inbound": [.inbound]
      default: [.outbound, .inbound]
      }
    limit = values.number("limit-entries")
  }

  func object(_ rules: [KubernetesRule]) -> FirewallObject {
    FirewallObject(
      kind: kind, name: name, entries: rules.reduce(0) { $0 + $1.peers.count }, limit: limit)
  }

  /// - Parameter spec: what it has besides its selector.
  func whole(_ plan: FirewallPlan, spec: [YAMLText.Member]) -> String {
    let selector: YAMLText =
      label.map { .member("matchLabels", .member($0.name, .text($0.value))) } ?? .map([])
    return YAMLText.map([
      .init("apiVersion", .text(apiVersion)),
      .init("kind", .text(kind)),
      .init(
        "metadata",
        .map([
          .init("name", .text(name)), .init("namespace", .text(namespace)),
          .init("annotations", .map(annotations(plan))),
        ])),
      .init("spec", .map([.init(selectorMember, selector)] + spec)),
    ]).block()
  }

  private func annotations(_ plan: FirewallPlan) -> [YAMLText.Member] {
    [
      .init(Self.revisionAnnotation, .text(String(plan.number))),
      .init(Self.originsAnnotation, .text(Self.origins(plan))),
    ]
  }

  private static func origins(_ plan: FirewallPlan) -> String {
    plan.origins.joined(separator: " ").asComment(limit: 1_000)
  }

  /// A patch from one list of rules to another, for each direction.
  ///
  /// - Parameter leading: how many rules stand before these, always the same.
  func patch(
    from old: FirewallPlan, to new: FirewallPlan, leading: Int,
    rules: (FirewallPlan, PermitDirection) -> [KubernetesRule]
  ) -> String {
    var patch = JSONPatch()
    let revision = "/metadata/annotations/" + Self.revisionAnnotation
    patch.test(revision, .text(String(old.number)))
    patch.replace(revision, .text(String(new.number)))
    patch.replace(
      "/metadata/annotations/" + Self.originsAnnotation, .text(Self.origins(new)))
    for direction in directions {
      patch.rules(
        "/spec/" + direction.kubernetesName, from: rules(old, direction),
        to: rules(new, direction), leading: leading)
    }
    return patch.text
  }
}

extension PermitDirection {
  /// The member of a specification that holds the rules of a direction.
  var kubernetesName: String { self == .outbound ? "egress" : "ingress" }
}
