import EndpointModel

extension DataReading {
  /// Reads what holds no address: texts that are ports with their protocol, "8600/tcp", and objects
  /// of both, `{"port": 443, "protocol": "tcp"}`, named by the keys above them.
  ///
  /// - Parameter isBesideAddresses: whether other data has addresses. Then ports are read only below
  ///   a key that names a firewall, and others are told.
  mutating func readPortsAlone(
    _ node: DataNode, _ scope: Scope, isBesideAddresses: Bool = false
  ) {
    switch node.content {
    case .object(let members):
      if node.denial != nil { return }
      var scope = scope
      if node.isNetworkPolicy { scope.readAsPolicy() }
      if let name = node.ownName(isRoot: false) { scope.labels.append(name) }
      if let terms = node.statedTerms,
        scope.namesPorts || terms.allSatisfy({ $0.transport != nil })
      {
        if isBesideAddresses, !scope.namesPorts {
          findings.add(
            .warning, "ports-named", line: node.line, quote: scope.labels.joined(separator: ", "),
            "ports here belong to no address; they were left out")
        } else {
          add(terms, scope, node.line)
        }
        return
      }
      for (key, child) in members where !key.asKey.isPast && !key.asKey.isIdentifier {
        var inner = scope
        inner.key = key
        if let direction = key.asKey.direction { inner.direction = direction }
        if key.asKey.namesFirewall || key.asKey.asksForPorts(in: inner) {
          inner.namesPorts = true
        }
        if let named = key.asKey.ownTransport, child.scalar == nil { inner.transport = named }
        if !key.asKey.isContainer, !key.asKey.concepts.contains(.port) {
          inner.labels.append(key.foldedOrNil ?? key)
        }
        let keyTransport = key.asKey.facts.tokens.lazy.compactMap(\.transport).joined
        if let keyTransport, key.asKey.concepts.contains(.port), let texts = child.portTexts {
          // `"tcp_ports": [80, 443]`
          let terms = texts.flatMap { TextFacts($0, line: child.line).cellPorts.terms }
          tellOfUnread(texts, child.line)
          add(
            terms.filter { $0.ports != nil }.map {
              PortTerm(transport: $0.transport ?? keyTransport, ports: $0.ports)
            }, scope, child.line)
        } else if keyTransport == nil, key.asKey.asksForPorts(in: inner),
          let texts = child.listedPorts
        {
          // `open_ports: [8080, 9090]`, `ingress_ports = [80, 443]`
          let terms = texts.flatMap { TextFacts($0, line: child.line).cellPorts.terms }
          add(terms.filter { $0.ports != nil }, inner, child.line)
        } else if key.asKey.concepts.contains(.transportProtocol),
          let named = child.protocolWithoutPorts
        {
          add([PortTerm(transport: named, ports: nil)], scope, child.line)
        } else {
          readPortsAlone(child, inner, isBesideAddresses: isBesideAddresses)
        }
      }
    case .list(let elements):
      for element in elements {
        readPortsAlone(element, scope, isBesideAddresses: isBesideAddresses)
      }
    case .text(let text):
      if isBesideAddresses, !scope.namesPorts { return }
      let facts = TextFacts(text, line: node.line)
      if facts.isPortWithTransport {
        add(facts.textPorts.terms, scope, node.line)
      } else if facts.saysPorts, !facts.holdsAddress, text.utf8.count <= 400,
        // "Allow port 443" is what a rule is called.
        !scope.key.asKey.isName
      {
        readPorts(of: facts, scope)
      }
    case .number, .truth, .null: break
    }
  }

  /// "{{ ssh_port }}" among the ports of a list.
  private mutating func tellOfUnread(_ texts: [String], _ line: Int) {
    let unread = texts.filter { text in
      let facts = TextFacts(text, line: line)
      return !facts.isBlank && !facts.cellPorts.terms.contains { $0.ports != nil }
    }
    guard let first = unread.first else { return }
    findings.add(
      .warning, "ports-not-understood", line: line, quote: first.abridged(to: 100),
      "no port could be read from \"\(first.abridged(to: 60))\"; it was left out")
  }

  /// Reads the ports of an object of which nothing inside it made use: `firewall_allowed_tcp_ports`
  /// beside rules that state ports of their own. Others are told.
  mutating func readUnusedPorts(
    _ members: [(key: String, node: DataNode)], _ scope: Scope, since start: Int
  ) {
    guard start < endpoints.count else { return }
    let used = Set(endpoints[start...].compactMap(\.ports))
    for (key, child) in members
    where key.asKey.concepts.contains(.port) && !key.asKey.isPast && !key.asKey.isRangeEnd
      && !child.holdsAddress
    {
      let ports = (child.portTexts ?? []).flatMap {
        TextFacts($0, line: child.line).cellPorts.terms.compactMap(\.ports)
      }
      if ports.isEmpty || ports.contains(where: used.contains) { continue }
      if key.asKey.asksForPorts(in: scope) || key.asKey.namesFirewall {
        readPortsAlone(
          DataNode(line: child.line, content: .object([(key: key, node: child)])), scope)
      } else {
        findings.add(
          .warning, "ports-named", line: child.line, quote: key,
          "ports here belong to no address; they were left out")
      }
    }
  }

  /// `https: Port 443 (TCP, web console)`: below a key that names a firewall the text asks for its port;
  /// elsewhere it is told.
  private mutating func readPorts(of facts: TextFacts, _ scope: Scope) {
    let isAsked = scope.namesPorts && facts.leftoverWords.count <= 12
    if isAsked, !facts.isTakenBack, !facts.concepts.containsAny(of: .not, .deny, .example) {
      var terms = facts.textPorts.terms.filter { $0.ports != nil }
      if let named = facts.bracketedTransport {
        for place in terms.indices { terms[place].transport = terms[place].transport ?? named }
      }
      add(terms, scope, facts.line)
    } else if findings.all.count(where: { $0.code == "ports-named" }) < 20 {
      findings.add(
        .warning, "ports-named", line: facts.line, quote: facts.text.abridged(to: 100),
        "the text names ports, and nothing says that a firewall must open them; they were left out")
    }
  }

  private mutating func add(_ terms: [PortTerm], _ scope: Scope, _ line: Int) {
    var around = scope
    let name = around.labels.popLast()
    let (service, group) = RowNames.names(own: name, group: nil, label: nil, around)
    for term in terms where term.ports != nil || !(term.transport?.hasPorts ?? true) {
      endpoints.append(
        Endpoint(
          service: service, group: group, ports: term.ports,
          transport: term.transport ?? scope.transport, direction: scope.direction, line: line))
    }
  }
}

extension DataNode {
  /// The ports of an object that is nothing but ports and their protocol, `{"port": 443, "protocol":
  /// "tcp"}`, or that has them in lists by protocol, `{"tcp": [80, 443], "udp": [53]}`; nil for any
  /// other.
  fileprivate var statedTerms: [PortTerm]? {
    guard case .object(let members) = content,
      members.contains(where: { key, _ in
        key.asKey.concepts.contains(.port)
          || key.asKey.facts.tokens.contains { $0.transport != nil }
      }), let texts = portTexts
    else { return nil }
    if texts.allSatisfy(\.isEmpty),
      let named = members.lazy.compactMap({ $0.node.protocolWithoutPorts }).first
    {
      return [PortTerm(transport: named, ports: nil)]
    }
    let terms = texts.flatMap { TextFacts($0, line: line).cellPorts.terms }
    return terms.isEmpty || terms.contains { $0.ports == nil } ? nil : terms
  }
}

extension Scope {
  /// The ports of a policy are those of a firewall, and of TCP unless it says otherwise (Kubernetes API,
  /// `NetworkPolicyPort`).
  mutating func readAsPolicy() {
    namesPorts = true
    transport = transport ?? .tcp
  }
}

extension DataNode {
  /// `kind: NetworkPolicy`
  var isNetworkPolicy: Bool {
    fields.contains { $0.key == "kind" && $0.node.scalar == "NetworkPolicy" }
  }
}

extension DataNode {
  /// A zone of firewalld (firewalld.zone(5)): its ports are open.
  var isFirewallZone: Bool {
    guard case .object(let members) = content else { return false }
    let keys = Set(members.map { $0.key.lowercased() })
    return !keys.isDisjoint(with: ["port", "ports"])
      && !keys.isDisjoint(with: ["short", "masquerade", "forward-port", "icmp-block"])
      && !keys.isDisjoint(with: ["service", "services", "rule", "rules", "target", "source"])
  }
}

extension DataKey {
  /// `open_ports`, `ingressPorts`, `firewall_ports`: whether the key asks to open the ports below it.
  func asksForPorts(in scope: Scope) -> Bool {
    concepts.contains(.port) && !concepts.containsAny(of: .source, .not, .count)
      && (scope.namesPorts || words.asksToOpen || facts.isDirection
        || concepts.containsAny(of: .allow, .ask, .need, .ingress, .egress, .inbound, .outbound))
  }
}

extension DataNode {
  /// The ports of a list of them, or of the list that a variable has by default; nil for anything else.
  fileprivate var listedPorts: [String]? {
    if case .object(let members) = content {
      return members.first { $0.key == "default" }?.node.listedPorts
    }
    guard let flatTexts,
      flatTexts.allSatisfy({ text in
        TextFacts(text, line: line).cellPorts.terms.contains { $0.ports != nil }
          && text.utf8.count <= 40
      })
    else { return nil }
    return flatTexts
  }

  /// "esp", or an object whose only value that is: `<protocol value="esp"/>`.
  fileprivate var protocolWithoutPorts: IPProtocol? {
    var text = scalar
    if case .object(let members) = content, members.count == 1 { text = members[0].node.scalar }
    guard let text, let named = TextFacts(text, line: line).transport ?? nil, !named.hasPorts else {
      return nil
    }
    return named
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
