import EndpointModel

extension [Layout.Meaning] {
  /// Whether they tell ports or a protocol, in place of those that the words say.
  var tellTerms: Bool { contains { $0.terms.ports != nil || $0.terms.transport != nil } }

  /// The endpoints of a row, item or sentence as they are meant, each once for each meaning; if it
  /// gave none, but the ports or protocol are told, one without an address.
  ///
  /// - Parameters:
  ///   - service: what it is called if nothing is told.
  ///   - group: what it is grouped by.
  func applied(
    to found: [Endpoint], service: String?, group: String?, line: Int
  ) -> [Endpoint] {
    var endpoints = found
    if found.isEmpty, tellTerms {
      endpoints = [Endpoint(service: service, group: group, line: line)]
    }
    var out: [Endpoint] = []
    for endpoint in flatMap({ meaning in endpoints.map(meaning.applied) })
    where !out.contains(endpoint) {
      out.append(endpoint)
    }
    return out
  }
}

extension Layout.Meaning {
  fileprivate func applied(to endpoint: Endpoint) -> Endpoint {
    var endpoint = endpoint
    if let service { endpoint.service = service }
    if let ports = terms.ports { endpoint.ports = ports }
    if let transport = terms.transport { endpoint.transport = transport }
    if !(endpoint.transport?.hasPorts ?? true) { endpoint.ports = nil }
    if let direction = terms.direction { endpoint.direction = direction }
    return endpoint
  }
}

extension Layout.Terms {
  /// What is meant by terms that do not state all; what they state is kept. A customer's own ports
  /// are never filled in.
  func completing(_ terms: EndpointModel.Terms) -> EndpointModel.Terms {
    var meant = terms
    // A protocol without ports is not meant where ports are stated.
    if meant.transport == nil, meant.ports == nil || transport?.hasPorts ?? true {
      meant.transport = transport
    }
    if meant.ports == nil, meant.portRole == nil, meant.transport?.hasPorts ?? true {
      meant.ports = ports
    }
    if meant.direction == nil { meant.direction = direction }
    return meant
  }

  func completing(_ endpoint: Endpoint) -> Endpoint {
    var endpoint = endpoint
    endpoint.terms = completing(endpoint.terms)
    return endpoint
  }
}
