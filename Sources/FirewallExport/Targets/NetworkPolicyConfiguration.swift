import EndpointModel

/// Policies as `kubectl get networkpolicies -n NAMESPACE -o json` lists them, or as YAML.
struct NetworkPolicyConfiguration {
  private var listing: KubernetesListing

  init(_ policy: KubernetesPolicy) {
    listing = KubernetesListing(target: NetworkPolicy.name, policy: policy)
  }

  mutating func read(_ text: String) throws -> FirewallReading {
    for spec in try listing.policies(text) { take(spec) }
    return listing.reading
  }

  private mutating func take(_ spec: ConfigurationNode) {
    guard listing.expect(spec, only: ["podSelector", "policyTypes", "ingress", "egress"]) else {
      return
    }
    let types = types(spec)
    for direction in listing.policy.directions where types.contains(direction) {
      listing.isolated.insert(direction)
      guard let rules = spec[direction.kubernetesName] else { continue }
      guard let elements = rules.elements else {
        listing.problem(rules, "it is not a list of rules")
        continue
      }
      for rule in elements { take(rule, direction) }
    }
  }

  /// Where it states none, inbound, and outbound if it has a rule for that.
  private mutating func types(_ spec: ConfigurationNode) -> Set<PermitDirection> {
    guard let stated = spec["policyTypes"], stated.elements?.isEmpty != true else {
      return spec["egress"]?.elements?.isEmpty ?? true ? [.inbound] : [.inbound, .outbound]
    }
    var types: Set<PermitDirection> = []
    for element in stated.elements ?? [stated] {
      switch element.text {
      case "Ingress": types.insert(.inbound)
      case "Egress": types.insert(.outbound)
      default: listing.problem(element, "the type of a policy is neither Ingress nor Egress")
      }
    }
    return types
  }

  private mutating func take(_ rule: ConfigurationNode, _ direction: PermitDirection) {
    let member = direction == .outbound ? "to" : "from"
    guard listing.expect(rule, only: [member, "ports"]) else { return }
    guard let traffic = traffic(rule["ports"]) else { return }
    // No peers are all peers.
    guard let peers = rule[member], peers.elements?.isEmpty != true else {
      listing.allow([.any], traffic, direction)
      return
    }
    guard let elements = peers.elements else {
      listing.problem(peers, "it is not a list of peers")
      return
    }
    for peer in elements {
      guard let block = peer["ipBlock"] else {
        listing.problem(peer, "a peer is named by labels, which tell no addresses")
        continue
      }
      guard listing.expect(peer, only: ["ipBlock"]),
        listing.expect(block, only: ["cidr", "except"])
      else { continue }
      guard let cidr = block["cidr"] else {
        listing.problem(block, "a block has no cidr")
        continue
      }
      if let addresses = listing.addresses(cidr, block["except"]) {
        listing.allow(addresses, traffic, direction)
      }
    }
  }

  /// Every protocol without ports; TCP where no protocol is stated; every port where none is.
  private mutating func traffic(_ node: ConfigurationNode?) -> [KubernetesListing.Traffic]? {
    guard let node, node.elements?.isEmpty != true else { return [(.any, nil)] }
    guard let elements = node.elements else {
      listing.problem(node, "it is not a list of ports")
      return nil
    }
    var out: [KubernetesListing.Traffic] = []
    for element in elements {
      guard listing.expect(element, only: ["protocol", "port", "endPort"]) else { continue }
      let name = element["protocol"]
      guard let transport = name == nil ? .tcp : Self.protocols[name?.text ?? ""] else {
        listing.problem(element, "its protocol is none of TCP, UDP and SCTP")
        continue
      }
      guard let port = element["port"] else {
        if element["endPort"] == nil {
          out.append((transport, nil))
        } else {
          listing.problem(element, "the last port is stated without the first")
        }
        continue
      }
      // A name is one of the containers' ports: each pod may give it another number.
      guard let number = port.integer else {
        listing.problem(port, "a port's name is that of the pods' own ports, not a number")
        continue
      }
      if let ports = listing.ports(number, element["endPort"], at: port) {
        out.append((transport, ports))
      }
    }
    return out
  }

  private static let protocols: [String: IPProtocol] = ["TCP": .tcp, "UDP": .udp, "SCTP": .sctp]
}
