import EndpointModel

/// Protocols that stand apart from the ports they belong to.
extension TextFacts {
  /// The ports that it states, with the protocol of a bracket behind the far end: "Port 22 to a.example
  /// (TCP)".
  var statedPorts: [PortTerm] {
    let stated = textPorts.stated
    // "A fallback on port 443: a.example (tcp/443)"
    let terms = stated.filter { !$0.isBareRepeat(among: stated) }
    guard terms.count == 1, terms[0].transport == nil, terms[0].usualTransport == nil,
      let transport = bracketedTransport ?? bothProtocols ?? labelledTransport ?? trafficTransport
        ?? transportBehindPorts ?? transportOfAnnouncedPorts ?? repeatedTransport
    else { return terms }
    return [PortTerm(transport: transport, ports: terms[0].ports)]
  }

  /// The places of the protocols that it names, if these stand beside each other: "TCP", "TCP/UDP", "TCP and
  /// UDP".
  private var placesOfTransports: ClosedRange<Int>? {
    let places = tokens.indices.filter { tokens[$0].transport != nil }
    guard let first = places.first, let last = places.last,
      (first...last).allSatisfy({ place in
        tokens[place].transport != nil || "/,&+".contains(where: tokens[place].isSign)
          || tokens[place].concepts.containsAny(of: .and, .or)
      })
    else { return nil }
    return first...last
  }

  private func joined(_ places: ClosedRange<Int>) -> IPProtocol? {
    tokens[places].lazy.compactMap(\.transport).joined
  }

  /// "Host a.example, port 443, protocol TCP", "Port number: 135 Protocol: TCP/UDP": the protocols behind the
  /// word for them.
  private var labelledTransport: IPProtocol? {
    guard let places = placesOfTransports, places.lowerBound > 0 else { return nil }
    let isLabelled = tokens[..<places.lowerBound].suffix(2).contains {
      $0.concepts.contains(.transportProtocol) && $0.transport == nil
    }
    return isLabelled ? joined(places) : nil
  }

  /// "Server port (default 2350): TCP & UDP", "port 11111 for UDP on your machine", "27015-27020 for TCP/UDP
  /// protocols": behind the ports, after a colon or "for"; not "port 8443 for TCP sessions".
  private var transportBehindPorts: IPProtocol? {
    guard let places = placesOfTransports, places.lowerBound > 1,
      let port = tokens[..<places.lowerBound].lastIndex(where: \.isNumber),
      !tokens[places.upperBound...].contains(where: \.isNumber)
    else { return nil }
    // "Port 24417, for TCP and UDP"
    let between = tokens[(port + 1)..<places.lowerBound].filter {
      !$0.isSign(")") && !$0.isSign(",")
    }
    let next = tokens.dropFirst(places.upperBound + 1).first
    if between.count == 1, between[0].isSign(":") {
      return next.map { !$0.isWord } ?? true ? joined(places) : nil
    }
    guard between.count == 1, SentenceWords.fors.contains(between[0].lower) else { return nil }
    let ends =
      next.map { token in
        !token.isWord || SentenceWords.places.contains(token.lower)
          || token.concepts.contains(.transportProtocol)
          || SentenceWords.traffic.contains(token.lower)
      } ?? true
    return ends ? joined(places) : nil
  }

  /// "Open the following TCP ports in the firewall: 5228 5229 and 5230": the protocols beside the word for the
  /// ports that a colon announces.
  private var transportOfAnnouncedPorts: IPProtocol? {
    guard let places = placesOfTransports,
      let colon = tokens[places.upperBound...].lastIndex(where: { $0.isSign(":") }),
      !tokens[..<colon].contains(where: \.isNumber),
      tokens[colon...].contains(where: \.isNumber), !isConditional,
      !tokens[places.upperBound..<colon].contains(where: { $0.isSign(",") })
    else { return nil }
    let beside = [places.lowerBound - 1, places.upperBound + 1].filter(tokens.indices.contains)
    return beside.contains { tokens[$0].concepts.contains(.port) } ? joined(places) : nil
  }

  /// "Allow UDP traffic to the UDP relay ports (49152-65535 by default)": said twice, and no other.
  private var repeatedTransport: IPProtocol? {
    let named = tokens.compactMap(\.transport)
    return named.count > 1 && Set(named).count == 1 ? named[0] : nil
  }

  /// "Allow TCP and UDP traffic to the ports 3478 and 5349": the only protocols, as those of traffic.
  var trafficTransport: IPProtocol? {
    guard let places = placesOfTransports, places.upperBound + 1 < tokens.count else { return nil }
    let behind = tokens[(places.upperBound + 1)...]
    // "The following TCP rules", "UDP firewall rules"
    let isOfRules =
      behind.prefix(2).contains { SentenceWords.rules.contains($0.lower) }
      && (behind.first.map {
        SentenceWords.rules.contains($0.lower) || $0.text.lowercased().namesFirewall
      }
        ?? false)
    guard isOfRules || SentenceWords.traffic.contains(behind.first!.lower) else { return nil }
    return joined(places)
  }

  /// "UDP/TCP traffic to the other nodes": the protocols in front of it.
  var leadingTransport: IPProtocol? {
    guard let places = placesOfTransports, places.lowerBound == 0,
      places.upperBound + 1 < tokens.count
    else { return nil }
    let next = tokens[places.upperBound + 1]
    return SentenceWords.traffic.contains(next.lower) || next.concepts.contains(.port)
      ? joined(places) : nil
  }

  /// "Port 22 expects SSH (TCP) from the administrator", "Ports to open (outbound, TCP)": the only
  /// protocols, in brackets, with no other word but a direction.
  var bracketedTransport: IPProtocol? {
    let places = tokens.indices.filter { tokens[$0].transport != nil }
    guard (1...2).contains(places.count), let place = places.first, let last = places.last,
      let open = tokens[..<place].lastIndex(where: { $0.isSign("(") }),
      let close = tokens[place...].firstIndex(where: { $0.isSign(")") }),
      last < close,
      tokens[(open + 1)..<close].allSatisfy({ token in
        !token.isWord || token.transport != nil || SentenceWords.alone.contains(token.lower)
          || token.concepts.containsAny(of: .inbound, .outbound, .both, .any)
          || places.count > 1 && token.concepts.containsAny(of: .and, .or)
      })
    else { return nil }
    return places.compactMap { tokens[$0].transport }.joined
  }

  /// "7881 - relay over TCP": the only protocol, at its end.
  var transportOfWay: IPProtocol? {
    let words = tokens.filter(\.isWord)
    guard words.count > 2, let last = words.last?.transport,
      PortFacts.byWayOf.contains(words[words.count - 2].lower),
      tokens.count(where: { $0.transport != nil }) == 1
    else { return nil }
    return last
  }

  /// "The following TCP ports must be open on the server": that of the ports which stand below.
  var transportOfPortsBelow: IPProtocol? {
    guard let places = placesOfTransports, namesPortsBelow, !tokens.contains(where: \.isNumber)
    else { return nil }
    let beside = [places.lowerBound - 1, places.upperBound + 1].filter(tokens.indices.contains)
    return beside.contains { tokens[$0].concepts.contains(.port) } ? joined(places) : nil
  }

  /// Whether it names a protocol.
  var namesTransport: Bool { tokens.contains { $0.transport != nil } }

  /// A protocol named next to an address without ports.
  var ownTransport: IPProtocol? {
    // In a longer remark it refers to something else.
    guard leftoverWords.count <= 5 else { return nil }
    return tokens.lazy.compactMap(\.transport).joined
  }
}
