import EndpointModel
import InventoryModel

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
  /// What earlier policies allowed over a traffic that this one does not have. A target whose
  /// whole file is laid over what is there names their objects to be deleted.
  public let retired: [Permit]
  /// The names whose addresses stand in their places, with these.
  public let resolved: [HostName: [IPAddress]]
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
    let resolved = Set(policy.rules.compactMap(\.resolvedFrom))
    var names: [HostName: Set<IPAddress>] = [:]
    for rule in policy.rules {
      let endpoint = rule.endpoint
      if let name = rule.resolvedFrom, let address = endpoint.range?.first {
        // Where the name itself can be said, what it gave is not.
        if abilities.names { continue }
        names[name, default: []].insert(address)
      }
      let (traffics, problems) = abilities.traffics(of: endpoint)
      notExpressed.formUnion(problems)
      if traffics.isEmpty { continue }
      guard let address = endpoint.address else {
        notExpressed.insert(NotExpressed(endpoint, .noAddress))
        continue
      }
      var (content, reason) = abilities.content(of: address)
      if case .icmp(let type)? = endpoint.transport, type != nil || !abilities.icmpOverIPv6,
        content.addresses.contains(where: { $0.family == .v6 })
      {
        content.addresses.removeAll { $0.family == .v6 }
        reason = type == nil ? .transport : .icmpTypeOverIPv6
      }
      if case .host(let name) = address, reason == .name, resolved.contains(name) { continue }
      if let reason { notExpressed.insert(NotExpressed(endpoint, reason)) }
      for traffic in traffics {
        var said = content
        if content.hasNames, !abilities.namedDirections.contains(traffic.direction) {
          var part = endpoint
          part.direction = traffic.direction.stated
          notExpressed.insert(NotExpressed(part, content.names.isEmpty ? .pattern : .name))
          said = PermitContent(addresses: content.addresses)
        }
        gathered[traffic, default: PermitContent()].add(said)
      }
    }
    if let embedded = abilities.embeddedIPv4 {
      for (traffic, content) in gathered {
        let parts = embedded.apart(content.addresses)
        gathered[traffic]?.addresses = parts.said
        notExpressed.formUnion(
          Permit(traffic, addresses: parts.withheld).endpoints.map {
            NotExpressed($0, .embeddedIPv4)
          })
      }
    }
    self.firewall = firewall
    self.number = number
    retired = []
    self.resolved = names.mapValues { $0.sorted() }
    self.notExpressed = notExpressed.sorted()
    origins = policy.revisions.map(\.description)
    permits = gathered.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
      Permit(
        $0.key, addresses: $0.value.addresses, names: $0.value.names,
        patterns: $0.value.patterns, aggregates: aggregates)
    }
  }

  private init(_ plan: FirewallPlan, permits: [Permit], retired: [Permit]) {
    self.retired = retired
    resolved = plan.resolved
    firewall = plan.firewall
    number = plan.number
    notExpressed = plan.notExpressed
    origins = plan.origins
    self.permits = permits
  }

  /// The plan with the permit of one name only; see `PermitTraffic.slug(limit:)`.
  public func only(_ slug: String) -> FirewallPlan {
    FirewallPlan(
      self, permits: permits.filter { $0.traffic.slug() == slug }, retired: [])
  }

  /// The plan, knowing what all earlier policies allowed.
  public func following(_ earlier: FirewallPlan) -> FirewallPlan {
    let present = Set(permits.map(\.traffic))
    return FirewallPlan(
      self, permits: permits, retired: earlier.permits.filter { !present.contains($0.traffic) })
  }

  /// The plan, with what another one allows over a traffic that this one does not have.
  func beside(_ other: FirewallPlan) -> FirewallPlan {
    let present = Set(permits.map(\.traffic))
    return FirewallPlan(
      self, permits: permits + other.permits.filter { !present.contains($0.traffic) }, retired: [])
  }

  /// A plan of what is retired: its objects are those that may be left on a device.
  var ofRetired: FirewallPlan { FirewallPlan(self, permits: retired, retired: []) }

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

  var hasNames: Bool { !names.isEmpty || !patterns.isEmpty }

  mutating func add(_ other: PermitContent) {
    addresses += other.addresses
    names += other.names
    patterns += other.patterns
  }
}

extension FirewallAbilities {
  /// The names of the lists that an endpoint is put on, where a file is one list; see
  /// `PermitTraffic.slug(limit:)`.
  public func lists(of endpoint: Endpoint) -> [String] {
    traffics(of: endpoint).said.map { $0.slug() }
  }

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
        part.direction = direction.stated
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
    switch (listContent, address) {
    case (.names, .block), (.names, .range), (.names, .any): return (content, .listOfNames)
    case (.addresses, .host), (.addresses, .pattern): return (content, .listOfAddresses)
    default: break
    }
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
      if !patterns || !knowsPattern(pattern) { return (content, .pattern) }
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
  /// without what is not expressed. What all addresses are allowed, `any` is.
  public var endpoints: [Endpoint] { permits.flatMap(\.endpoints).withEveryName }
}
