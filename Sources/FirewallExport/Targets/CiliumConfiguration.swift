import EndpointModel

/// Policies as `kubectl get ciliumnetworkpolicies -n NAMESPACE -o json` lists them, or as YAML.
struct CiliumConfiguration {
  private var listing: KubernetesListing

  init(_ policy: KubernetesPolicy) {
    listing = KubernetesListing(target: Cilium.name, policy: policy, hasLists: true)
  }

  mutating func read(_ text: String) throws -> FirewallReading {
    for spec in try listing.policies(text) { take(spec) }
    return listing.reading
  }

  private mutating func take(_ spec: ConfigurationNode) {
    let known: Set = [
      "endpointSelector", "description", "labels", "ingress", "egress", "ingressDeny", "egressDeny",
      "enableDefaultDeny",
    ]
    guard listing.expect(spec, only: known) else { return }
    if let switches = spec["enableDefaultDeny"], !switches.isNull {
      guard listing.expect(switches, only: ["ingress", "egress"]) else { return }
    }
    for direction in listing.policy.directions {
      let name = direction.kubernetesName
      let cutsOff = spec["enableDefaultDeny"]?[name]?.text
      if cutsOff == "true" { listing.isolated.insert(direction) }
      for (key, isDenial) in [(name, false), (name + "Deny", true)] {
        guard let rules = spec[key], !rules.isNull else { continue }
        guard let elements = rules.elements else {
          listing.problem(rules, "it is not a list of rules")
          continue
        }
        // A list without rules does not even cut off; one with rules does unless it is told otherwise
        // (pkg/policy/api/rule.go, "EnableDefaultDeny").
        if !elements.isEmpty, cutsOff != "false" { listing.isolated.insert(direction) }
        for rule in elements { take(rule, direction, isDenial: isDenial) }
      }
    }
  }

  private mutating func take(
    _ rule: ConfigurationNode, _ direction: PermitDirection, isDenial: Bool
  ) {
    let prefix = direction == .outbound ? "to" : "from"
    let peers = ["CIDR", "CIDRSet", "FQDNs", "Entities"].map { prefix + $0 }
    let pods = ["Endpoints", "Nodes"].map { prefix + $0 }
    if isDenial {
      // No vendor is in the cluster.
      if pods.contains(where: { rule[$0] != nil }) { return listing.note(Self.withinNote) }
    } else if isDNS(rule) {
      return
    }
    guard listing.expect(rule, only: Set(peers + ["toPorts", "icmps"])) else { return }
    // An empty rule allows nothing.
    guard let members = rule.map?.members.filter({ !$0.value.isNull }), !members.isEmpty else {
      if isDenial { listing.problem(rule, "what an empty rule denies is not worked out") }
      return
    }
    for member in members where member.value.elements?.isEmpty ?? true {
      return listing.problem(line: member.line, "it is empty or not a list")
    }
    guard let traffic = traffic(rule) else { return }
    func take(_ places: [EndpointAddress]) {
      if isDenial {
        listing.deny(places, traffic, direction, rule)
      } else {
        listing.allow(places, traffic, direction)
      }
    }
    let stated = peers.compactMap { name in rule[name].map { (name, $0) } }
    // Ports without peers are for all of them.
    if stated.isEmpty { take([.any]) }
    for (name, list) in stated {
      for element in list.elements ?? [] {
        if isDenial, name.hasSuffix("Entities"), Self.within.contains(element.text ?? "") {
          listing.note(Self.withinNote)
        } else if let places = places(element, name.dropFirst(prefix.count)) {
          take(places)
        }
      }
    }
  }

  private static let withinNote = "what is denied to what is in the cluster"

  /// Of layer3, "Entities based": what is no place of a vendor's.
  private static let within: Set = [
    "cluster", "health", "host", "init", "ingress", "kube-apiserver", "none", "remote-node",
    "unmanaged",
  ]

  // MARK: Peers

  /// Whether a rule does nothing but lead questions to pods that answer them through Cilium.
  private func isDNS(_ rule: ConfigurationNode) -> Bool {
    guard let map = rule.map, map.member(otherThan: ["toEndpoints", "toPorts"]) == nil,
      let peers = rule["toEndpoints"]?.elements, !peers.isEmpty,
      let entries = rule["toPorts"]?.elements, !entries.isEmpty
    else { return false }
    return peers.allSatisfy { peer in
      peer["matchLabels"]?.map?.members.contains {
        ["k8s-app", "k8s:k8s-app"].contains($0.name) && $0.value.text == "kube-dns"
      } ?? false
    }
      && entries.allSatisfy { entry in
        entry["ports"]?.elements?.allSatisfy {
          $0["port"]?.text == "53" && $0["endPort"] == nil
        } ?? false
      }
  }

  private mutating func places(
    _ node: ConfigurationNode, _ kind: Substring
  ) -> [EndpointAddress]? {
    switch kind {
    case "CIDR": return listing.range(node, bare: true).map { [EndpointAddress($0)] }
    case "CIDRSet":
      guard listing.expect(node, only: ["cidr", "except"]) else { return nil }
      guard let cidr = node["cidr"] else {
        listing.problem(node, "it has no cidr")
        return nil
      }
      return listing.addresses(cidr, node["except"])
    case "FQDNs": return name(node).map { [$0] }
    default:
      guard let name = node.text, let places = Self.entities[name] else {
        listing.problem(node, "an entity other than world and all tells no addresses")
        return nil
      }
      return places
    }
  }

  /// Of layer3, "Entities based". What is in the cluster has no addresses that are told.
  private static let entities: [String: [EndpointAddress]] = [
    "all": [.any], "world": IPFamily.allCases.map { EndpointAddress(.all($0)) },
    "world-ipv4": [EndpointAddress(.all(.v4))], "world-ipv6": [EndpointAddress(.all(.v6))],
  ]

  private mutating func name(_ node: ConfigurationNode) -> EndpointAddress? {
    guard listing.expect(node, only: ["matchName", "matchPattern"]) else { return nil }
    if let name = node["matchName"], node["matchPattern"] == nil {
      if let host = name.text.flatMap({ try? HostName(parsing: $0) }) { return .host(host) }
      listing.problem(name, "it is not a host name")
      return nil
    }
    guard let pattern = node["matchPattern"], let text = pattern.text, node["matchName"] == nil
    else {
      listing.problem(node, "it has not one name or one pattern")
      return nil
    }
    if text == "*" { return .pattern(.everyName) }
    if text.hasPrefix("**."), !text.dropFirst(2).contains("*"),
      let found = try? HostPattern(parsing: text.dropFirst())
    {
      return .pattern(found)
    }
    // One without a star is a name.
    if let host = try? HostName(parsing: text) { return .host(host) }
    listing.problem(
      pattern, "its star stands for one label only, and here for any number of them")
    return nil
  }

  // MARK: Traffic

  private mutating func traffic(_ rule: ConfigurationNode) -> [KubernetesListing.Traffic]? {
    switch (rule["toPorts"]?.elements, rule["icmps"]?.elements) {
    case (nil, nil): return [(.any, nil)]
    case (let entries?, nil): return entries.flatMap { ports($0) }
    case (nil, let entries?): return entries.flatMap { types($0) }
    default:
      listing.problem(rule, "it has ports and types of ICMP")
      return nil
    }
  }

  private mutating func ports(_ entry: ConfigurationNode) -> [KubernetesListing.Traffic] {
    // What else there is, such as rules for HTTP or names of TLS, allows less than the ports.
    guard listing.expect(entry, only: ["ports"]) else { return [] }
    guard let elements = entry["ports"]?.elements, !elements.isEmpty else {
      listing.problem(entry, "it has no ports")
      return []
    }
    return elements.flatMap { port($0) }
  }

  private mutating func port(_ node: ConfigurationNode) -> [KubernetesListing.Traffic] {
    guard listing.expect(node, only: ["port", "endPort", "protocol"]) else { return [] }
    let name = node["protocol"]
    guard let transports = name == nil ? Self.protocols["ANY"] : Self.protocols[name?.text ?? ""]
    else {
      listing.problem(node, "its protocol is none of TCP, UDP, SCTP and ANY")
      return []
    }
    // With a zero before it Cilium takes a number for an octal one.
    guard let port = node["port"], let text = port.text, let number = Int(text),
      String(number) == text
    else {
      listing.problem(node, "its port is not a number, but perhaps the name of a pod's port")
      return []
    }
    // Port 0 is every port (pkg/policy/api/l4.go).
    if number == 0, node["endPort"] == nil { return transports.map { ($0, nil) } }
    guard let ports = listing.ports(number, node["endPort"], at: port) else { return [] }
    return transports.map { ($0, ports) }
  }

  private static let protocols: [String: [IPProtocol]] = [
    "TCP": [.tcp], "UDP": [.udp], "SCTP": [.sctp], "ANY": [.tcpAndUDP, .sctp],
  ]

  private mutating func types(_ entry: ConfigurationNode) -> [KubernetesListing.Traffic] {
    guard listing.expect(entry, only: ["fields"]) else { return [] }
    guard let fields = entry["fields"]?.elements, !fields.isEmpty else {
      listing.problem(entry, "it has no types")
      return []
    }
    return fields.compactMap { field in
      guard listing.expect(field, only: ["family", "type"]) else { return nil }
      guard field["family"] == nil || field["family"]?.text == "IPv4" else {
        listing.problem(field, "a type of ICMP for IPv6 is not understood")
        return nil
      }
      guard let text = field["type"]?.text, let type = UInt8(text) ?? Self.icmpTypes[text] else {
        listing.problem(field, "it is not a type of ICMP")
        return nil
      }
      return (.icmp(type: type), nil)
    }
  }

  /// Names of types for IPv4 (layer4, "Limit ICMP/ICMPv6 types"), with the numbers of IANA, "ICMP
  /// Type Numbers".
  private static let icmpTypes: [String: UInt8] = [
    "EchoReply": 0, "DestinationUnreachable": 3, "Redirect": 5, "Echo": 8, "EchoRequest": 8,
    "RouterAdvertisement": 9, "RouterSelection": 10, "TimeExceeded": 11, "ParameterProblem": 12,
    "Timestamp": 13, "TimestampReply": 14, "Photuris": 40, "ExtendedEchoRequest": 42,
    "ExtendedEchoReply": 43,
  ]
}
