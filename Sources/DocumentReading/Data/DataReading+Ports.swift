import EndpointModel

extension DataReading {
  /// Reads data without any address: texts that are ports with their protocol, "8600/tcp", named by
  /// the keys above them.
  mutating func readPortsAlone(_ node: DataNode, _ scope: Scope) {
    switch node.content {
    case .object(let members):
      if node.denial != nil { return }
      var scope = scope
      if let name = node.ownName(isRoot: false) { scope.labels.append(name) }
      // `web: {port: 443, protocol: tcp}` below `firewall`
      if scope.namesPorts, let text = node.portObjectText {
        add(TextFacts(text, line: node.line).cellPorts.terms, scope, node.line)
        return
      }
      for (key, child) in members where !key.asKey.isPast && !key.asKey.isIdentifier {
        var inner = scope
        if let direction = key.asKey.direction { inner.direction = direction }
        if key.asKey.words.namesFirewall { inner.namesPorts = true }
        if !key.asKey.isContainer, !key.asKey.concepts.contains(.port) {
          inner.labels.append(key.foldedOrNil ?? key)
        }
        readPortsAlone(child, inner)
      }
    case .list(let elements):
      for element in elements { readPortsAlone(element, scope) }
    case .text(let text):
      let facts = TextFacts(text, line: node.line)
      guard facts.isPortWithTransport else { return }
      add(facts.textPorts.terms, scope, node.line)
    case .number, .truth, .null: break
    }
  }

  private mutating func add(_ terms: [PortTerm], _ scope: Scope, _ line: Int) {
    var around = scope
    let name = around.labels.popLast()
    let (service, group) = RowNames.names(own: name, group: nil, label: nil, around)
    for term in terms where term.ports != nil {
      endpoints.append(
        Endpoint(
          service: service, group: group, ports: term.ports, transport: term.transport,
          direction: scope.direction, line: line))
    }
  }
}

extension TextFacts {
  /// Whether the text is "8600/tcp", "10000-20000/udp" or the like, and nothing else.
  fileprivate var isPortWithTransport: Bool {
    let terms = textPorts.terms
    return !holdsAddress && leftoverWords.allSatisfy { $0.transport != nil }
      && tokens.contains { $0.isSign("/") } && !tokens.contains { $0.isSign(":") }
      && !terms.isEmpty && terms.allSatisfy { $0.ports != nil && $0.transport != nil }
  }
}
