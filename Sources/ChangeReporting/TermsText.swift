import EndpointModel

/// The ports, protocol and direction of endpoints in words, for people.
enum TermsText {
  /// `tcp 80,443 outbound`; what the document does not state is named as such.
  static func text(_ endpoint: Endpoint) -> String { text(endpoint.terms) }

  static func text(_ terms: Terms) -> String {
    var parts: [String] = []
    switch (terms.transport, terms.ports) {
    case (nil, nil): parts.append("ports and protocol not stated")
    case (let named?, nil) where !named.hasPorts: parts.append(named.description)
    default: parts += [transport(terms.transport), ports(terms)]
    }
    if let direction = terms.direction { parts.append(self.direction(direction)) }
    return parts.joined(separator: " ")
  }

  static func text(_ entry: AccessEntry) -> String { text(entry.term) }

  static func text(_ entry: AccessTerm) -> String {
    let ports: String
    switch (entry.transport, entry.ports) {
    case (.named(.any), .any): return "everything " + direction(entry.direction)
    case (.unstated, nil): return "ports and protocol not stated, " + direction(entry.direction)
    case (.named(let named), _) where !named.hasPorts: ports = ""
    case (.other, _), (.numbers, _), (.icmp, _): ports = ""
    case (_, .any): ports = " all ports"
    case (_, .customer): ports = " customer's ports"
    case (_, .numbers(let set)): ports = " \(set)"
    case (_, nil): ports = " ports not stated,"
    }
    let transport =
      switch entry.transport {
      case .named(.any): "any protocol"
      case .named(let named): named.description
      case .unstated: "protocol not stated,"
      case .other: "other protocols"
      case .numbers: "IP protocols \(entry.transport)"
      case .icmp: entry.transport.description
      }
    return transport + ports + " " + direction(entry.direction)
  }

  /// One field of a changed endpoint.
  static func value(of field: EndpointChange.Field, in endpoint: Endpoint) -> String {
    switch field {
    case .direction: endpoint.direction.map(direction) ?? "not stated"
    case .examplePorts: endpoint.examplePorts?.description ?? "none"
    case .group: endpoint.group?.withVisibleControls ?? "none"
    case .portRole: endpoint.portRole.map { "customer's \($0.rawValue)" } ?? "none"
    case .ports: portNumbers(endpoint.ports)
    case .transport: endpoint.transport?.rawValue ?? "not stated"
    }
  }

  /// A field's name for people: `udp ports` if the protocol stays.
  static func name(_ field: EndpointChange.Field, in change: EndpointChange) -> String {
    switch field {
    case .ports where change.before.transport == change.after.transport:
      (change.before.transport.map { $0.rawValue + " " } ?? "") + "ports"
    case .examplePorts: "example port"
    case .portRole: "port role"
    case .transport: "protocol"
    case .direction, .group, .ports: field.rawValue
    }
  }

  private static func transport(_ transport: IPProtocol?) -> String {
    switch transport {
    case nil: "protocol not stated,"
    case .any: "any protocol"
    case let named?: named.rawValue
    }
  }

  private static func portNumbers(_ ports: Ports?) -> String {
    switch ports {
    case nil: "not stated"
    case .any: "all"
    case .customer: "customer's"
    case .numbers(let set): "\(set)"
    }
  }

  private static func ports(_ terms: Terms) -> String {
    let role = terms.portRole.map { "customer's \($0.portsName)" }
    let example = terms.examplePorts.map { " (example \($0))" } ?? ""
    switch terms.ports {
    case nil: return "ports not stated"
    case .any: return "all ports"
    case .customer: return (role ?? "customer's ports") + example
    case .numbers(let set): return "\(set)" + (role.map { " (\($0))" } ?? "") + example
    }
  }

  private static func direction(_ direction: Direction) -> String {
    direction == .both ? "both ways" : direction.rawValue
  }
}
