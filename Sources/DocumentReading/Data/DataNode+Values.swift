import EndpointModel

extension DataNode {
  /// The text of a scalar; nil for objects, lists and null.
  var scalar: String? {
    switch content {
    case .text(let text): text
    case .number(let text): text
    case .truth(let value): value ? "true" : "false"
    default: nil
    }
  }

  /// The members that are scalars.
  var fields: [(key: String, node: DataNode)] {
    guard case .object(let members) = content else { return [] }
    return members.filter { $0.node.scalar != nil }
  }

  var joinedScalars: String? {
    if let scalar { return scalar }
    return flatTexts?.joined(separator: ", ")
  }

  /// The texts of a list of scalars.
  var flatTexts: [String]? {
    guard case .list(let elements) = content, !elements.isEmpty else { return nil }
    let texts = elements.compactMap(\.scalar)
    return texts.count == elements.count ? texts : nil
  }

  /// Ports in any form: a scalar, a list, objects with port and protocol or with both ends.
  var portTexts: [String]? {
    if let scalar { return [scalar] }
    if let flatTexts { return flatTexts }
    switch content {
    case .list(let elements):
      var texts = elements.map(\.portTexts)
      // `[{"protocol": "tcp", "ports": ["80"]}, {"protocol": "icmp"}]`
      let areProtocols = !elements.isEmpty && elements.allSatisfy { $0.onlyTransport != nil }
      if areProtocols || texts.contains(where: { $0 != nil }) {
        for (place, text) in texts.enumerated() where text == nil {
          texts[place] = elements[place].onlyTransport.map { [$0] }
        }
      }
      return texts.isEmpty || texts.contains { $0 == nil }
        ? nil : texts.compactMap { $0 }.flatMap { $0 }
    case .object(let all):
      let members = all.filter { !$0.key.asKey.isPast }
      // `{"tcp": [443], "udp": [53]}`
      let byTransport = members.compactMap { key, node -> String? in
        guard let named = key.asKey.facts.tokens.compactMap(\.transport).first,
          let ports = node.joinedScalars
        else { return nil }
        return "\(named.rawValue) \(ports)"
      }
      if byTransport.count > 1, byTransport.count == members.count { return byTransport }
      if let portObjectText { return [portObjectText] }
      // `{"portNumber": {"protocol": "TCP", "port": 587}}`
      let inner = members.filter {
        $0.key.asKey.concepts.contains(.port) && $0.node.scalar == nil
      }
      let texts = inner.compactMap(\.node.portTexts)
      if inner.isEmpty || texts.count < inner.count { return nil }
      // `<protocol>tcp</protocol>` beside `<port><begin>5900</begin><end>6000</end></port>`
      let named = members.first {
        $0.key.asKey.concepts.contains(.transportProtocol)
          && TextFacts($0.node.scalar ?? "", line: line).isTransport
      }?.node.scalar
      guard let named else { return texts.flatMap { $0 } }
      return texts.flatMap { $0 }.map { text in
        TextFacts(text, line: line).namesTransport ? text : "\(named) \(text)"
      }
    default: return nil
    }
  }

  /// `{"https": 443, "metrics": 9100}`, below a key that says ports: numbers by their names.
  var namedPorts: [String]? {
    guard case .object(let members) = content, !members.isEmpty else { return nil }
    let ports = members.compactMap { key, node -> String? in
      guard let text = node.scalar, let port = Int(text), (1...65535).contains(port) else {
        return nil
      }
      let names = key.asKey.facts.tokens.contains { $0.application != nil || $0.transport != nil }
      return names ? "\(key.asKey.words) \(port)" : text
    }
    return ports.count == members.count ? ports : nil
  }

  /// `{"ipProtocol": "icmp"}`: an object that states a protocol and nothing else.
  private var onlyTransport: String? {
    guard case .object(let members) = content, members.count == 1,
      members[0].key.asKey.concepts.contains(.transportProtocol), let text = members[0].node.scalar,
      TextFacts(text, line: line).isTransport
    else { return nil }
    return text
  }

  /// `{"port": 443, "protocol": "tcp"}`, `{"from": 8000, "to": 8010}` as a text.
  var portObjectText: String? {
    if let scalar { return scalar }
    guard case .object(let members) = content, !members.isEmpty, !holdsAddress else { return nil }
    var transport = ""
    var ports = ""
    var low: String?
    var high: String?
    var isHighAPort = false
    for (key, child) in members.withoutInnerPorts {
      let words = key.asKey.facts
      guard let text = child.joinedScalars else { continue }
      if words.concepts.contains(.transportProtocol) {
        transport = text
      } else if words.concepts.contains(.first), !words.concepts.contains(.last), Int(text) != nil {
        low = text
      } else if words.concepts.contains(.last), Int(text) != nil {
        high = text
        isHighAPort = words.concepts.contains(.port)
      } else if ["src", "dst", "source", "destination"].contains(text.lowercased()) {
        // `<porttype>dst</porttype>`
        continue
      } else if words.concepts.contains(.port) || words.text.lowercased() == "range"
        || words.text.lowercased() == "number"
      {
        ports = text
      } else if let named = words.tokens.compactMap(\.transport).first {
        transport = named.rawValue
        ports = text
      } else if key.asKey.lower == "type", transport.isEmpty,
        TextFacts(text, line: line).tokens.first.map({
          $0.transport != nil || $0.application != nil
        }) ?? false
      {
        // `protocol { type = "Https" port = 443 }`
        transport = text
      } else if key == "text", ports.isEmpty {
        // `<ports protocol="tcp">443</ports>`
        ports = text
      }
    }
    // `{"port": 32000, "endPort": 32768}`
    if low == nil, high != nil, Int(ports) != nil { low = ports }
    // `to_port: "443"` without `from_port` is where a connection goes to.
    if low == nil, let high, ports.isEmpty, isHighAPort { ports = high }
    if let low { ports = high.map { $0 == low ? low : "\(low)-\($0)" } ?? low }
    return ports.isEmpty ? nil : "\(transport) \(ports)".trimmed
  }

  /// Whether any text inside holds an address.
  var holdsAddress: Bool {
    switch content {
    case .text(let text):
      text.utf8.count <= 400 && text.mayHoldAddress && TextFacts(text, line: line).isDataAddress
    case .list(let elements): elements.prefix(50).contains { $0.holdsAddress }
    case .object(let members):
      members.contains { key, node in
        !key.asKey.isIdentifier && (node.holdsAddress || node.isAnyAddress(under: key))
      }
    default: false
    }
  }

  /// The field by which an object forbids its contents: `action: Deny`, `enabled: false`.
  var denial: String? {
    fields.lazy.compactMap { key, node -> String? in
      guard let text = node.scalar, text.utf8.count <= 40 else { return nil }
      let words = key.asKey.words.lowercased()
      let lower = text.lowercased()
      // What is done with all else says nothing of what is listed.
      let isVerdict = key.asKey.isVerdict && !words.contains("default")
      let isKind = ["type", "effect", "mode", "rule type"].contains(words) && !text.contains(" ")
      // A status may say much else, which denies nothing.
      let isState = words == "status" || words == "state"
      let word = words.hasPrefix("is ") ? String(words.dropFirst(3)) : words
      let isDenied =
        (isVerdict || isKind || isState) && TextFacts(text, line: node.line).verdict == false
        || isState && SentenceWords.pastStates.contains(lower)
        || Self.allowingKeys.contains(word) && SentenceWords.negations.contains(lower)
        || Self.denyingKeys.contains(word) && SentenceWords.affirmations.contains(lower)
      return isDenied ? "\(key): \(text)" : nil
    }.first ?? deniedList ?? droppedElement ?? otherKind
  }

  /// `{"to": "0.0.0.0/0", "via": …}`, `{"type": "A", "value": …}`: the field by which an object is a route or
  /// a record of names.
  private var otherKind: String? {
    let own = fields
    guard !own.contains(where: { $0.key.asKey.concepts.contains(.port) }) else { return nil }
    let isRoute = own.first {
      ["via", "nexthop", "next hop"].contains($0.key.asKey.words.lowercased())
    }
    if let isRoute, own.count <= 5 { return "\(isRoute.key): \(isRoute.node.scalar ?? "")" }
    let type = own.first { ["type", "record_type", "rrtype"].contains($0.key.lowercased()) }
    let isRecord =
      type.map { Self.recordTypes.contains($0.node.scalar ?? "") } ?? false
      && own.contains {
        ["value", "content", "data", "rdata", "target", "address", "answer"].contains(
          $0.key.lowercased())
      }
    return isRecord ? "type: \(type?.node.scalar ?? "")" : nil
  }

  /// RFC 1035 section 3.2.2, RFC 3596.
  private static let recordTypes: Set = [
    "A", "AAAA", "CNAME", "MX", "TXT", "NS", "SRV", "CAA", "PTR", "SOA",
  ]

  /// `<drop/>`, `<reject/>`: an empty element of a rule in firewalld.
  private var droppedElement: String? {
    guard case .object(let members) = content else { return nil }
    return members.first { key, node in
      guard ["drop", "reject", "deny", "block"].contains(key.asKey.lower) else { return false }
      if case .null = node.content { return true }
      return false
    }?.key
  }

  /// `denied: [{ports: [22]}]`: the key of what a rule of Google Cloud denies.
  private var deniedList: String? {
    guard case .object(let members) = content,
      !members.contains(where: { $0.key.asKey.concepts.contains(.allow) && $0.node.scalar == nil })
    else { return nil }
    return members.first { key, node in
      ["denied", "deny", "blocked", "rejected"].contains(key.asKey.lower) && node.scalar == nil
        && node.portTexts != nil
    }?.key
  }

  private static let allowingKeys: Set = [
    "enabled", "active", "allowed", "allow", "permit", "permitted", "enable",
  ]
  private static let denyingKeys: Set = [
    "disabled", "deprecated", "retired", "deleted", "removed", "deny", "denied", "block", "blocked",
    "negate", "negated", "inverted",
  ]

  /// The object's name, or the one in its metadata, as Kubernetes writes it.
  func ownName(isRoot: Bool) -> String? {
    if !isRoot, let name = fields.first(where: { $0.key.asKey.isName })?.node.scalar?.foldedOrNil {
      return name
    }
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == "metadata" }?.node.fields.first { $0.key == "name" }?.node
      .scalar?.foldedOrNil
  }

  /// Whether this is "any" under a key for addresses.
  func isAnyAddress(under key: String) -> Bool {
    guard key.asKey.saysAddress, let text = joinedScalars, text.utf8.count <= 40 else {
      return false
    }
    return TextFacts(text, line: line).isAny
  }

  /// Whether an object is a row: it has an address, and nothing deeper does.
  var isRow: Bool {
    guard case .object(let members) = content else { return false }
    var hasAddress = false
    for (key, child) in members where !key.asKey.isPast && !key.asKey.isIdentifier {
      if child.scalar != nil || child.flatTexts != nil {
        if child.holdsAddress || child.isAnyAddress(under: key) { hasAddress = true }
      } else if child.portTexts == nil, child.holdsAddress {
        return false
      }
    }
    guard hasAddress else { return false }
    // Address lists under names of their own, "outbound_ips", are lists, not a row.
    let lists = members.filter {
      !$0.key.asKey.isPast && $0.node.flatTexts != nil && $0.node.holdsAddress
    }
    return (lists.count(where: { !$0.key.asKey.isContainer }) <= 1 || lists.areBothEnds)
      && lists.allSatisfy { $0.key.asKey.saysAddress }
  }

  /// Whether an object states ports with their protocol and holds no address: a rule between groups
  /// that are named elsewhere.
  var statesPortsAlone: Bool {
    guard case .object(let members) = content, !holdsAddress else { return false }
    return members.contains { key, node in
      !key.asKey.isPast && node.scalar == nil && node.flatTexts == nil
        && node.portTexts?.contains { TextFacts($0, line: node.line).saysPorts } ?? false
    }
  }

  /// `protocol { port = 443 type = "Https" }`: whether blocks of protocols have the ports inside.
  private func holdsPortsOfProtocols(under key: String) -> Bool {
    guard key.asKey.concepts.contains(.transportProtocol) else { return false }
    let blocks: [DataNode]
    if case .list(let elements) = content { blocks = elements } else { blocks = [self] }
    return !blocks.isEmpty
      && blocks.allSatisfy { block in
        guard case .object(let members) = block.content else { return false }
        return members.contains {
          $0.key.asKey.concepts.contains(.port) && $0.node.portTexts != nil
        }
      }
  }

  private static let exceptionKeys: Set = [
    "except", "exclude", "excluded", "excludes", "exception", "exceptions",
  ]

  /// The fields of a row as labels and lines.
  var rowFields: [(label: String, lines: [SourceLine])] {
    guard case .object(let members) = content else { return [] }
    // `{"cidr": "192.0.2.0/24", "except": ["192.0.2.8/29"]}`
    let left = members.first { Self.exceptionKeys.contains($0.key.asKey.lower) }?.node
      .joinedScalars
    return members.compactMap { key, child in
      if key.asKey.isPast || key.asKey.isIdentifier || child.isReference(under: key) { return nil }
      let words = key.asKey.words
      let isOfPorts = key.asKey.concepts.contains(.port) || child.holdsPortsOfProtocols(under: key)
      let label = isOfPorts && !key.asKey.concepts.contains(.port) ? "ports" : words
      if let scalar = child.scalar {
        let isSplit = left != nil && child.holdsAddress
        let text = isSplit ? "\(scalar) except \(left!)" : scalar
        return (label, [SourceLine(number: child.line, text: text)])
      }
      if isOfPorts || child.flatTexts == nil,
        let texts = child.portTexts ?? (isOfPorts ? child.namedPorts : nil)
      {
        let allows = key.asKey.concepts.contains(.allow)
        return (
          label,
          texts.map {
            SourceLine(number: child.line, text: allows ? $0.withAllPorts : $0)
          }
        )
      }
      guard case .list(let elements) = child.content, child.flatTexts != nil else { return nil }
      return (label, elements.map { SourceLine(number: $0.line, text: $0.scalar ?? "") })
    }
  }
}

extension String {
  /// "tcp" as "tcp any": a rule that allows a protocol and names no ports allows all of them (Google
  /// Cloud, Compute Engine API, `firewalls`: `allowed[].ports[]`).
  fileprivate var withAllPorts: String {
    let facts = TextFacts(self, line: 1)
    guard facts.isTransport, let named = facts.transport ?? nil, named.hasPorts, named != .any
    else {
      return self
    }
    return "\(self) any"
  }
}

extension [(key: String, node: DataNode)] {
  /// `hostPort` without the `containerPort` beside it, `port` without `targetPort`: what others see.
  fileprivate var withoutInnerPorts: Self {
    func isOfPort(_ key: String) -> Bool {
      key.asKey.concepts.contains(.port) && !key.asKey.isRangeEnd
    }
    func isInner(_ key: String) -> Bool {
      key.asKey.facts.tokens.contains { SentenceWords.innerPorts.contains($0.lower) }
    }
    guard contains(where: { isOfPort($0.key) && $0.node.scalar != nil && !isInner($0.key) }) else {
      return self
    }
    return filter { !(isOfPort($0.key) && isInner($0.key)) }
  }

  /// `sourceRanges` and `destinationRanges`: the two ends of the connections of a rule.
  fileprivate var areBothEnds: Bool {
    count == 2
      && contains { $0.key.asKey.concepts.contains(.source) }
      && contains { $0.key.asKey.concepts.contains(.destination) }
  }
}

extension DataNode {
  /// `network: https://www.googleapis.com/compute/v1/…`: where the description of a network lies,
  /// and no address of it.
  fileprivate func isReference(under key: String) -> Bool {
    guard
      ["network", "subnetwork", "subnet", "vpc", "selflink", "self_link"].contains(key.asKey.lower),
      let scalar
    else {
      return false
    }
    let items = TextFacts(scalar, line: line).addresses.items
    return !items.isEmpty && items.allSatisfy(\.isLink)
  }
}

extension String {
  /// Every address has a dot or a colon, or characters beyond ASCII in their place.
  var mayHoldAddress: Bool {
    utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 >= 0x80 }
  }
}

extension TextFacts {
  /// Whether a value is an address, rather than words that mention one.
  var isDataAddress: Bool {
    holdsAddress && leftoverWords.count <= 4 && !addresses.items.allSatisfy(\.isLink)
      && !addresses.items.allSatisfy(\.mayBeFile)
  }
}
