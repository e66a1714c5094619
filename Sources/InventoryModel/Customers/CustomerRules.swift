import EndpointModel

/// What one customer's firewall must allow for a deployment: the endpoints of a snapshot with the
/// customer's own ports filled in.
///
/// ```swift
/// // `signaling` has the ports `customer`, and `assignment` gives its role the port 7412.
/// let rules = CustomerRules(Snapshot([signaling]), assignments: [assignment])
/// rules.rules.map { "\($0.ports!)" }  // ["7412"]
/// rules.unresolved.isEmpty  // true
/// ```
public struct CustomerRules: Hashable, Sendable {
  /// Endpoints whose ports are known, ascending. A rule made from an assignment keeps its
  /// `portRole`, and loses its example ports.
  public let rules: Endpoints
  /// Endpoints whose ports are unknown, ascending. They open nothing.
  public let unresolved: [Unresolved]

  /// An endpoint without its ports, and what is missing.
  public struct Unresolved: Hashable, Sendable {
    public let endpoint: Endpoint
    public let missing: Missing
  }

  public enum Missing: Hashable, Sendable {
    /// The customer has no ports of this role at that time.
    case assignment(PortRole)
    /// The document says that the ports are the customer's, but not which of them.
    case role
    /// The document and the assignment name protocols that have nothing in common.
    case transport(stated: IPProtocol, assigned: AssignedTransport)
  }

  /// - Parameter assignments: the customer's assignments for this deployment at one time.
  public init(_ snapshot: Snapshot, assignments: [PortAssignment]) {
    // Most tables have no such ports, and many rows.
    if snapshot.distinctTerms.allSatisfy({ $0.portRole == nil && $0.ports != .customer }) {
      rules = snapshot.endpoints
      unresolved = []
      return
    }
    var rules: [Endpoint] = []
    var unresolved: [Unresolved] = []
    for endpoint in snapshot.endpoints {
      guard let role = endpoint.portRole else {
        if endpoint.ports == .customer {
          unresolved.append(Unresolved(endpoint: endpoint, missing: .role))
        } else {
          rules.append(endpoint)
        }
        continue
      }
      let own = assignments.filter { $0.role == role }
      guard let assigned = AssignedTransport(joining: own.map(\.transport)) else {
        unresolved.append(Unresolved(endpoint: endpoint, missing: .assignment(role)))
        continue
      }
      // All ranges of one protocol make one rule.
      var ports: [IPProtocol: PortSet] = [:]
      for assignment in own {
        guard let transport = assignment.transport.restricted(to: endpoint.transport) else {
          continue
        }
        let set = assignment.ports.set
        ports[transport] = ports[transport]?.union(set) ?? set
      }
      if ports.isEmpty {
        unresolved.append(
          Unresolved(
            endpoint: endpoint,
            missing: .transport(stated: endpoint.transport!, assigned: assigned)))
        continue
      }
      for (transport, set) in ports {
        var rule = endpoint
        rule.ports = .numbers(set)
        rule.transport = transport
        rule.examplePorts = nil
        rules.append(rule)
      }
      // The half of tcp+udp that was not assigned is still unresolved.
      if endpoint.transport == .tcpAndUDP, assigned != .tcpAndUDP {
        var rest = endpoint
        rest.transport = assigned == .tcp ? .udp : .tcp
        unresolved.append(
          Unresolved(
            endpoint: rest, missing: .transport(stated: .tcpAndUDP, assigned: assigned)))
      }
    }
    // Two endpoints that differed only in their documented ports may become one rule.
    self.rules = Snapshot(rules).endpoints
    self.unresolved = unresolved
  }
}

extension AssignedTransport {
  /// The protocols of several assignments together; nil if there are none.
  fileprivate init?(joining all: [AssignedTransport]) {
    guard let first = all.first else { return nil }
    self = all.allSatisfy { $0 == first } ? first : .tcpAndUDP
  }

  /// The assigned protocols that a document's protocol permits; nil if none.
  fileprivate func restricted(to stated: IPProtocol?) -> IPProtocol? {
    switch stated {
    case nil, .any?, .tcpAndUDP?: transport
    case .icmp?, .number?, .sctp?: nil
    case .tcp?: overlaps(.tcp) ? .tcp : nil
    case .udp?: overlaps(.udp) ? .udp : nil
    }
  }
}
