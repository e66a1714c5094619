import EndpointModel

/// What is written in a target's language: what a policy allows, grouped by traffic, and what
/// the target cannot say.
public struct FirewallPlan: Sendable {
  public let firewall: FirewallName
  /// The revision of the firewall's policy, from 1; 0 before the first.
  public let number: Int
  /// Ascending by traffic; none is empty.
  public let permits: [Permit]
  /// Ascending.
  public let notExpressed: [NotExpressed]
  /// Deployments and revisions, such as `eschat/canada-aws-02@3`, for comments.
  public let origins: [String]

  /// - Parameters:
  ///   - abilities: of the target that will write it.
  ///   - aggregates: whether neighbouring addresses are joined: fewer entries, the same access.
  public init(
    _ policy: FirewallPolicy, of firewall: FirewallName, number: Int,
    abilities: FirewallAbilities, aggregates: Bool = false
  ) {
    var gathered: [PermitTraffic: PermitContent] = [:]
    var notExpressed = Set(
      policy.unresolved.map { NotExpressed($0.rule.endpoint, .customerPorts) })
    for rule in policy.rules {
      let endpoint = rule.endpoint
      let (traffics, problems) = abilities.traffics(of: endpoint)
      notExpressed.formUnion(problems)
      if traffics.isEmpty { continue }
      guard let address = endpoint.address else {
        notExpressed.insert(NotExpressed(endpoint, .noAddress))
        continue
      }
      var (content, reason) = abilities.content(of: address)
      if case .icmp(type: _?)? = endpoint.transport,
        content.addresses.contains(where: { $0.family == .v6 })
      {
        content.addresses.removeAll { $0.family == .v6 }
        reason = .icmpTypeOverIPv6
      }
      if let reason { notExpressed.insert(NotExpressed(endpoint, reason)) }
      for traffic in traffics { gathered[traffic, default: PermitContent()].add(content) }
    }
    self.firewall = firewall
    self.number = number
    self.notExpressed = notExpressed.sorted()
    origins = policy.revisions.map(\.description)
    permits = gathered.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
      Permit(
        $0.key, addresses: $0.value.addresses, names: $0.value.names,
        patterns: $0.value.patterns, aggregates: aggregates)
    }
  }

  /// Nothing allowed, before the first policy.
  public init(nothingOn firewall: FirewallName) {
    self.init(.none, of: firewall, number: 0, abilities: FirewallAbilities())
  }

  /// How many addresses and names its permits hold.
  public var entryCount: Int {
    permits.reduce(0) { $0 + $1.addresses.count + $1.names.count + $1.patterns.count }
  }
}

private struct PermitContent {
  var addresses: [AddressRange] = []
  var names: [HostName] = []
  var patterns: [HostPattern] = []

  var isEmpty: Bool { addresses.isEmpty && names.isEmpty && patterns.isEmpty }

  mutating func add(_ other: PermitContent) {
    addresses += other.addresses
    names += other.names
    patterns += other.patterns
  }
}

extension FirewallAbilities {
  /// The traffic that an endpoint asks for, as far as it can be said, and what cannot.
  fileprivate func traffics(
    of endpoint: Endpoint
  ) -> (said: [PermitTraffic], notSaid: [NotExpressed]) {
    func none(_ reason: NotExpressed.Reason) -> ([PermitTraffic], [NotExpressed]) {
      ([], [NotExpressed(endpoint, reason)])
    }
    guard let transport = endpoint.transport else { return none(.protocolNotStated) }
    let ports: PortSet?
    switch endpoint.ports {
    case .numbers(let set)?: ports = set
    case .any?: ports = nil
    case .customer?: return none(.customerPorts)
    case nil:
      if transport.hasPorts { return none(.portsNotStated) }
      ports = nil
    }
    var said: [PermitTraffic] = []
    var notSaid: [NotExpressed] = []
    for direction in endpoint.permitDirections {
      guard directions.contains(direction) else {
        var part = endpoint
        part.direction = direction == .outbound ? .outbound : .inbound
        notSaid.append(NotExpressed(part, .direction))
        continue
      }
      // Numbers of ports and any protocol are every protocol that has ports.
      var named: [IPProtocol] =
        transport == .any && ports != nil && ports != .all ? [.tcpAndUDP, .sctp] : [transport]
      if named[0] == .tcpAndUDP, !transports(.tcp) || !transports(.udp) {
        named.replaceSubrange(0...0, with: [.tcp, .udp])
      }
      for transport in named {
        if transport == .tcpAndUDP || transports(transport) {
          said.append(PermitTraffic(transport, ports, direction))
        } else {
          var part = endpoint
          part.transport = transport
          notSaid.append(NotExpressed(part, .transport))
        }
      }
    }
    return (said, notSaid)
  }

  /// What a permit has of an address, and why that is not all.
  fileprivate func content(
    of address: EndpointAddress
  ) -> (PermitContent, NotExpressed.Reason?) {
    var content = PermitContent()
    switch address {
    case .block, .range:
      guard let range = address.range, families.contains(range.family) else {
        return (content, .family)
      }
      content.addresses = [range]
    case .any:
      content.addresses = IPFamily.allCases.filter(families.contains).map { .all($0) }
      if families.count < IPFamily.allCases.count { return (content, .family) }
    case .host(let name):
      if !names { return (content, .name) }
      content.names = [name]
    case .pattern(let pattern):
      if !patterns || !patternForms(pattern) { return (content, .pattern) }
      content.patterns = [pattern]
    case .placeholder: return (content, .placeholder)
    }
    return (content, nil)
  }
}

extension Endpoint {
  /// Outbound where the document states none, as everywhere.
  fileprivate var permitDirections: [PermitDirection] {
    switch direction {
    case nil, .outbound?: [.outbound]
    case .inbound?: [.inbound]
    case .both?: [.outbound, .inbound]
    }
  }
}

extension FirewallPlan {
  /// What it allows, as endpoints without names of services: the same access as the policy has
  /// without what is not expressed.
  public var endpoints: [Endpoint] { permits.flatMap(\.endpoints) }
}
