import EndpointModel

/// The endpoints that a row gives: names, groups, and ports with each address.
extension TableReading {
  func name(_ facts: [TextFacts]) -> String? {
    if let own = cells(.service, facts).first(where: { !$0.isDittoMark })?.nameText, !own.isEmpty {
      return own
    }
    if columns.index(of: .service) == nil {
      // "Login (HTTPS, TCP 443)" names the row and its ports.
      let rest = cells(.ports, facts).map(\.nameRest).filter { !$0.isEmpty }
      if let first = rest.first { return first }
      // "TCP 2049 (NFS)"
      if let first = cells(.ports, facts).lazy.compactMap(\.wordsInBrackets).first { return first }
    }
    return nil
  }

  /// "Health check server": what the header of the only column of addresses calls them, if it says
  /// more than that they are addresses.
  private var addressHeader: String? {
    let places = columns.indices(of: .address)
    guard !isData, places.count == 1, let header = columns.evidence[places[0]].header,
      header.tokens.count <= 6
    else { return nil }
    let telling = header.tokens.filter { $0.isWord && $0.concepts.isEmpty && $0.lower.count > 4 }
    return telling.count >= 2 ? header.text : nil
  }

  /// The groups of a row: on a page, a blank cell continues the group above it, unless there is
  /// something to the left of it.
  mutating func groups(_ facts: [TextFacts]) -> [String] {
    let places = columns.indices(of: .group)
    var own: [Int: String] = [:]
    for place in places where place < facts.count && !facts[place].nameText.isEmpty {
      own[place] = facts[place].nameText
    }
    if isData { return places.compactMap { own[$0] } }
    if own.isEmpty { return above.groups }
    let first = own.keys.min()!
    let isAlone = facts[..<first].allSatisfy(\.isEmptyCell)
    for place in places where place < first && isAlone { own[place] = above.groupOfColumn[place] }
    above.groupOfColumn = own
    above.groups = places.compactMap { own[$0] }
    return above.groups
  }

  /// The only remark of a row, where the names of applications stand below "Protocol".
  private func shortNote(_ facts: [TextFacts]) -> String? {
    let notes = columns.indices(of: .note)
    let areProtocols = columns.indices(of: .application).allSatisfy {
      columns.evidence[$0].says(.transportProtocol) && !columns.evidence[$0].says(.application)
    }
    guard areProtocols, columns.index(of: .transport) == nil, notes.count == 1,
      notes[0] < facts.count, !columns.evidence[notes[0]].says(.address, .host, .network)
    else { return nil }
    let text = facts[notes[0]].nameText
    return text.isEmpty || text.count > 80 || facts[notes[0]].text.isBlankWord ? nil : text
  }

  mutating func emit(
    _ found: Found, _ own: OwnTerms, _ transport: IPProtocol?, _ facts: [TextFacts],
    _ row: Table.Row,
    _ name: String?
  ) {
    if own.hasProblem { return }
    guard let found = withoutOwnMachine(found, own, row), !refusesNames(found, facts, row) else {
      return
    }
    let applications = cells(.application, facts).map(\.nameText).filter { !$0.isEmpty }
    let words = cells(.application, facts).flatMap(\.tokens)
    // "CoAP over UDP/TCP"
    let usual =
      words.lazy.compactMap(\.transport).joined
      ?? words.lazy.compactMap(\.application?.transport).first
    var ownName = name
    if ownName == nil, !isData || columns.index(of: .service) == nil {
      ownName = columns.index(of: .service) != nil ? above.name : nil
    }
    let rowGroups = groups(facts)
    // "HTTPS" in a column of protocols says less of a row than what it is described as.
    if ownName == nil, !applications.isEmpty, let described = shortNote(facts) {
      ownName = described
    }
    if ownName == nil, !applications.isEmpty { ownName = applications.joined(separator: ", ") }
    // "Directory node → Clock source"
    let ends = [cell(.source, facts), cell(.destination, facts)].compactMap { $0 }
      .filter { !$0.holdsAddress && !$0.isAny }.map(\.nameText).filter { !$0.isEmpty }
    let groupText =
      ([group].compactMap { $0 } + rowGroups
      + (ownName == nil ? [addressHeader].compactMap { $0 } : [])
      + (ends.isEmpty ? [] : [ends.joined(separator: " → ")])
      + [row.label].compactMap { $0 }).joinedNames
    let way =
      cell(.direction, facts)?.columnDirection ?? found.direction
      ?? (columns.isInbound ? .inbound : nil)
      ?? scope.direction
    var remarks = cells(.note, facts).map(\.text).filter { !$0.isEmpty && !$0.isBlankWord }
    if ownName != applications.joined(separator: ", ") { remarks = applications + remarks }
    for extra in cells(.service, facts).dropFirst() where !extra.nameText.isEmpty {
      remarks.append(extra.nameText)
    }
    let note = remarks.joinedNames
    let terms = completed(own, transport, usual, found, row)
    if terms.contains(where: { $0.ports != nil && $0.transport.map { !$0.hasPorts } ?? false }) {
      findings.add(
        .warning, "ports-without-use", line: row.line, quote: row.text.abridged(to: 200),
        "the row gives ports to a protocol that has none; they were left out")
    }
    noteAddressesInWords(found, facts, row)
    noteNumbersBesideAddresses(found, own, facts, row)
    let places = found.items.isEmpty ? [nil] : found.items.map { Optional($0) }
    for item in places {
      let label = item?.label
      let (service, group) = RowNames.names(own: ownName, group: groupText, label: label, scope)
      let role = portRole(service, facts, terms)
      for (place, term) in ofItem(terms, item, transport, row).enumerated() {
        let group = own.names[place].map { [group, $0].compactMap { $0 }.joinedNames } ?? group
        var value = Endpoint(
          service: service, group: group, written: item?.written,
          ports: term.transport.map { $0.hasPorts } ?? true ? term.ports : nil,
          transport: term.transport ?? term.usualTransport, direction: way, portRole: role,
          examplePorts: own.examples, note: note, line: item?.line ?? row.line)
        if value.address == nil { value.line = row.line }
        endpoints.append(value)
      }
    }
  }

  /// "relay[1-9].vendor.example": a name with a part that is left open. A rule without an address would
  /// be one for all.
  private mutating func refusesNames(_ found: Found, _ facts: [TextFacts], _ row: Table.Row) -> Bool
  {
    guard found.items.isEmpty,
      let cell = facts.first(where: { !$0.holdsAddress && $0.text.isNameWithOpenPart })
    else { return false }
    findings.add(
      .error, "address-not-understood", line: cell.line ?? row.line,
      quote: row.text.abridged(to: 200),
      "a part of \"\(cell.text.abridged(to: 60))\" is left open; it was left out")
    return true
  }

  /// The addresses without those of the machine itself and masks, which no firewall sees as far ends; nil
  /// if that is all that the row has.
  private mutating func withoutOwnMachine(
    _ found: Found, _ own: OwnTerms, _ row: Table.Row
  ) -> Found? {
    // Separated values are what they say, and their quick reading asks no more.
    guard !(isData && scope.isData), told == nil,
      found.items.contains(where: \.address.isOfNoMachine)
    else { return found }
    var rest = found
    rest.items.removeAll(where: \.address.isOfNoMachine)
    // "0.0.0.0 | 443": a port on all addresses of the machine, or open to all: of none in particular.
    let isOfPorts =
      rest.items.isEmpty && found.items.allSatisfy(\.address.isUnspecified)
      && own.terms.contains { $0.ports != nil }
    // "Listening on 127.0.0.1" says what it is; one that stands as a far end may be an error.
    findings.add(
      row.text.saysItListensHere ? .note : .warning, "address-no-far-end", line: row.line,
      quote: row.text.abridged(to: 200),
      "an address of the machine itself, a mask or a reserved address is not an endpoint"
        + (isOfPorts ? "; its ports were read without one" : ""))
    return rest.items.isEmpty && !isOfPorts ? nil : rest
  }

  /// "Mail 192.0.2.77" in a column of names: no address of the row, and told.
  private mutating func noteAddressesInWords(_ found: Found, _ facts: [TextFacts], _ row: Table.Row)
  {
    for (cell, role) in zip(facts, columns.roles)
    where !(role?.isOfAddresses ?? false) && cell.holdsAddress {
      let isOther = cell.addresses.items.contains { item in
        guard let range = item.address.range else { return false }
        return !found.items.contains { $0.address.range?.contains(range) ?? false }
      }
      if isOther {
        // A rule without an address may be one for all.
        findings.add(
          found.items.isEmpty ? .warning : .note, "address-in-prose", line: cell.line ?? row.line,
          quote: cell.text.abridged(to: 200),
          "an address in a cell of words is not an endpoint"
            + (found.items.isEmpty ? ", and the row has no other" : ""))
      }
    }
  }

  /// "a.example 7000-7009" in a column of addresses, beside another one of ports: the numbers may be
  /// ports, too, and are told.
  private mutating func noteNumbersBesideAddresses(
    _ found: Found, _ own: OwnTerms, _ facts: [TextFacts], _ row: Table.Row
  ) {
    guard !isData, own.terms.contains(where: { $0.ports != nil }) else { return }
    for (cell, role) in zip(facts, columns.roles) where role?.isOfAddresses ?? false {
      let numbers = (cell.statedPorts + cell.unreadPorts).compactMap { term -> UInt16? in
        guard case .numbers(let set)? = term.ports else { return nil }
        return set.ranges.lazy.map(\.lowerBound).first { port in
          !own.terms.contains { $0.ports != nil && $0.holds(port) }
            // What stands on an address itself is told of it.
            && !found.items.contains { $0.ports?.contains(port) ?? false }
        }
      }
      guard let number = numbers.first else { continue }
      findings.add(
        .warning, "port-differs", line: cell.line ?? row.line,
        quote: cell.text.abridged(to: 200),
        "the number \(number) beside the address may be a port, and is not among the row's ports")
    }
  }

  /// The row's terms, completed from its protocol and from what is around.
  private mutating func completed(
    _ own: OwnTerms, _ transport: IPProtocol?, _ usual: IPProtocol?, _ found: Found,
    _ row: Table.Row
  ) -> [PortTerm] {
    let around = scope.transport
    guard !own.terms.isEmpty else {
      if let transport, !transport.hasPorts { return [PortTerm(transport: transport, ports: nil)] }
      // An address with ports of its own beside it keeps them.
      if !scope.terms.isEmpty, columns.index(of: .ports) == nil {
        let fitting = scope.terms.filter {
          transport == nil || $0.transport == nil || $0.transport == transport
            || transport == .tcpAndUDP
        }
        let taken = (fitting.isEmpty ? scope.terms : fitting).map {
          PortTerm(
            transport: transport ?? $0.transport, usualTransport: $0.usualTransport, ports: $0.ports
          )
        }
        return taken
      }
      return [PortTerm(transport: transport ?? around, usualTransport: usual, ports: nil)]
    }
    return own.terms.map { term in
      var term = term
      if let named = term.transport {
        if let transport, named != transport, named.hasPorts,
          transport.joined(with: named) != transport
        {
          findings.add(
            .warning, "protocol-differs", line: row.line, quote: row.text.abridged(to: 200),
            "the row says \(transport.rawValue), its ports say \(named.rawValue); taken was \(named.rawValue)"
          )
        }
      } else {
        term.transport = transport ?? around
        if term.transport == nil, term.usualTransport == nil { term.usualTransport = usual }
      }
      return term
    }
  }

  /// The terms of one address: those written on it take precedence.
  private mutating func ofItem(
    _ terms: [PortTerm], _ item: AddressFacts.Item?, _ transport: IPProtocol?, _ row: Table.Row
  ) -> [PortTerm] {
    guard let item, let ports = item.ports else {
      // "a.example:TCP", beside the ports
      if let named = item?.transport, terms.allSatisfy({ $0.transport == nil }) {
        return terms.isEmpty
          ? [PortTerm(transport: named, ports: nil)]
          : terms.map { PortTerm(transport: named, ports: $0.ports) }
      }
      return terms
    }
    let stated = terms.filter { $0.ports != nil }
    if stated.isEmpty || columns.index(of: .ports) == nil && columns.index(of: .portStart) == nil {
      return [
        PortTerm(
          transport: item.transport ?? transport ?? terms.first?.transport,
          usualTransport: terms.first?.usualTransport, ports: .numbers(ports))
      ]
    }
    if let port = ports.ranges.first?.lowerBound, !stated.contains(where: { $0.holds(port) }) {
      findings.add(
        .warning, "port-differs", line: item.line, quote: row.text.abridged(to: 200),
        "the port \(port) behind the address is not among the row's ports")
    }
    return terms
  }

  /// The role of ports that are the customer's own: if the cell says so, or if the prose says
  /// so about the role in the service's name.
  func portRole(_ service: String?, _ facts: [TextFacts], _ terms: [PortTerm]) -> PortRole? {
    let isCustomers = terms.contains { $0.ports == .customer }
    guard let service, isCustomers || !scope.customerRoles.isEmpty else { return nil }
    let role =
      PortRole(in: Words(service))
      ?? (isCustomers ? cell(.ports, facts).flatMap { PortRole(in: Words($0.text)) } : nil)
    guard let role else { return nil }
    return isCustomers || scope.customerRoles.contains(role) ? role : nil
  }
}

extension [String] {
  /// The names, joined; nil if there are none.
  fileprivate var joinedNames: String? { isEmpty ? nil : joined(separator: ", ").foldedOrNil }
}

extension String {
  /// "relay[1-9].vendor.example", "relay{n}.vendor.example"
  fileprivate var isNameWithOpenPart: Bool {
    guard utf8.count <= 253,
      utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }),
      !contains(where: \.isWhitespace)
    else { return false }
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 3
      && parts.suffix(2).allSatisfy { $0.count >= 2 && $0.allSatisfy(\.isLetter) }
  }
}
