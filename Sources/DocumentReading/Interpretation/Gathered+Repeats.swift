import EndpointModel

/// What was gathered twice, or only mentioned, is dropped.
extension Gathered {
  /// Drops the addresses of listings that a table or list also has.
  mutating func dropRepeatedListings() {
    guard batches.contains(where: \.isListing) else { return }
    var listed: [EndpointAddress: [Endpoint]] = [:]
    for endpoint in batches.lazy.filter({ !$0.isListing }).flatMap(\.endpoints) {
      if let address = endpoint.address { listed[address, default: []].append(endpoint) }
    }
    for i in batches.indices where batches[i].isListing {
      batches[i].endpoints.removeAll { endpoint in
        guard let address = endpoint.address, let same = listed[address] else { return false }
        // A protocol for ports that have none elsewhere is more than is told there.
        let alike = same.filter { $0.ports == endpoint.ports }
        if endpoint.ports != nil, endpoint.transport != nil, !alike.isEmpty,
          alike.allSatisfy({ $0.transport == nil })
        {
          return false
        }
        findings.add(
          .note, "address-in-prose", line: endpoint.line, quote: address.description,
          "the address is listed elsewhere; this mention adds nothing")
        return true
      }
    }
  }

  /// Drops ports that a sentence names without a protocol ("Port 8065"), if tables or lists give
  /// the rules.
  mutating func dropMerelyNamedPorts() {
    let isListed = batches.contains { batch in
      !batch.isProse && batch.endpoints.contains { $0.ports != nil }
    }
    guard isListed else { return }
    for i in batches.indices
    where batches[i].isProse && batches[i].isOfPorts && !batches[i].isAllowed
      && !batches[i].isOrdered && !(batches[i].sentence?.ordersFollowingPorts ?? false)
    {
      let named = batches[i].endpoints.filter { $0.transport == nil }
      batches[i].endpoints.removeAll { $0.transport == nil }
      for endpoint in named {
        let text = batches[i].sentence ?? endpoint.ports?.description ?? ""
        let line = SourceLine(number: endpoint.line ?? 0, text: text)
        leaveUnplaced(
          [PortTerm(ports: endpoint.ports)], line, "ports-named",
          "a sentence names these ports and no protocol; tables or lists tell the rules here")
      }
    }
  }

  /// Drops a table or list of ports if all of them are given with addresses elsewhere.
  mutating func dropRepeatedPorts() {
    struct Terms: Hashable {
      let ports: Ports?
      let transport: IPProtocol?
    }
    var placed: Set<Terms> = []
    var withOwn: Set<Terms> = []
    for endpoint in batches.lazy.flatMap(\.endpoints) {
      guard let address = endpoint.address else { continue }
      let terms = Terms(ports: endpoint.ports, transport: endpoint.transport)
      placed.insert(terms)
      if address != .any, !(address.range?.isWhole ?? false) { withOwn.insert(terms) }
    }
    if placed.isEmpty { return }
    // An item that asks to allow them is a rule of its own: "Allow connections by port 443".
    for i in batches.indices
    where batches[i].isOfPorts && (batches[i].isProse || !batches[i].isAllowed)
      && !batches[i].tellsBothEnds && !batches[i].namesItsEnd
    {
      // Named rows count as repeated only if specific addresses, not just "any", have the ports.
      let placed = batches[i].isNamedTable ? withOwn : placed
      let isRepeated = batches[i].endpoints.allSatisfy {
        placed.contains(Terms(ports: $0.ports, transport: $0.transport))
      }
      if isRepeated { drop(i) }
    }
  }

  mutating func drop(_ batch: Int) {
    for endpoint in batches[batch].endpoints {
      findings.add(
        .note, "ports-described", line: endpoint.line, quote: endpoint.ports?.description,
        "these ports stand with addresses or in a list; this mention adds nothing")
    }
    batches[batch].endpoints = []
  }

  /// Drops a sentence's ports without a protocol where another one beside it says them with theirs:
  /// "TCP port 7443 must be reachable. Only use port 7443."
  mutating func dropRepeatedSentences() {
    let prose = batches.indices.filter { batches[$0].isProse && batches[$0].isOfPorts }
    for i in prose {
      let isRepeated = batches[i].endpoints.allSatisfy { endpoint in
        endpoint.transport == nil
          && prose.contains { other in
            other != i && batches[other].section == batches[i].section
              && batches[other].endpoints.contains {
                $0.transport != nil && ($0.ports == endpoint.ports || $0.holdsPorts(of: endpoint))
              }
          }
      }
      if isRepeated { drop(i) }
    }
  }

  /// Drops ports in running text that only describe those of a table or list.
  mutating func dropDescribedPorts() {
    dropRepeatedPorts()
    guard batches.contains(where: { $0.isProse && $0.isOfPorts }) else { return }
    let listed = batches.filter { !$0.isProse }
    var placed: [IPProtocol?: PlacedPorts] = [:]
    dropRepeatedSentences()
    for i in batches.indices where batches[i].isProse && batches[i].isOfPorts {
      let isDescription = batches[i].endpoints.allSatisfy { endpoint in
        guard case .numbers(let set)? = endpoint.ports else {
          // "All UDP ports must be open" tells what nothing else does.
          return endpoint.ports == .any
            && (endpoint.transport == nil
              || listed.lazy.flatMap(\.endpoints).contains {
                $0.ports == .any && ($0.transport == nil || $0.transport == endpoint.transport)
              })
        }
        let transports: [IPProtocol?] =
          endpoint.transport == .tcpAndUDP ? [.tcp, .udp] : [endpoint.transport]
        return transports.allSatisfy { transport in
          let told = placed[transport] ?? PlacedPorts(of: listed, for: transport)
          placed[transport] = told
          return told.holds(set)
        }
      }
      if isDescription { drop(i) }
    }
  }
}

extension String {
  /// "Make sure the following ports are added to the firewall: 6030, 6031": an order, whatever tables stand
  /// beside it.
  fileprivate var ordersFollowingPorts: Bool {
    namesFirewall && Lexicon.concepts(in: self).contains(.following)
  }
}
