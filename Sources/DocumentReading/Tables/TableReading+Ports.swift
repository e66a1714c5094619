import EndpointModel

/// The ports and protocols of a row.
extension TableReading {
  struct OwnTerms {
    var terms: [PortTerm] = []
    /// What the header of a term's column calls it, by the term's place.
    var names: [Int: String] = [:]
    var examples: PortSet?
    var isDitto = false
    var hasProblem = false
    var isBlank = true
  }

  mutating func terms(_ facts: [TextFacts], _ row: Table.Row) -> OwnTerms {
    var own = OwnTerms()
    if let start = cell(.portStart, facts), columns.index(of: .portEnd) != nil {
      let end = cell(.portEnd, facts) ?? start
      own.isBlank = false
      if start.isNoPort, start.text.trimmed == end.text.trimmed {
        if let term = termWithoutPorts(facts) {
          own.terms = [term]
        } else {
          report(
            "ports-not-understood",
            "no range of ports begins and ends with \(start.text.trimmed)", start, row, &own)
        }
        return own
      }
      if start.firstPort == 0, end.firstPort == 65535 {
        own.terms = [PortTerm(ports: .any)]
      } else if let low = start.firstPort, let high = end.firstPort, low <= high,
        let set = PortSet([min(max(low, 1), high)...high])
      {
        own.terms = [PortTerm(ports: .numbers(set))]
      } else if start.isAny || end.isAny {
        own.terms = [PortTerm(ports: .any)]
      } else {
        report(
          "ports-not-understood", "\"\(start.text)\" to \"\(end.text)\" is not a range of ports",
          start, row, &own)
      }
      return own
    }
    for column in columns.indices(of: .ports)
    where column < facts.count && !facts[column].isEmptyCell {
      let cell = facts[column]
      if cell.isDittoMark {
        own.isDitto = true
        continue
      }
      // "icmp", and 0 for its ports; 0 is not all ports of all protocols.
      if cell.isNoPort, let term = termWithoutPorts(facts),
        term.ports == nil || cell.text.trimmed == "-1"
      {
        own.terms.append(term)
        continue
      }
      for part in cell.labelledPorts ?? [(columnNames[column], cell.withoutReplaced)] {
        let before = own.terms.count
        readPorts(
          part.facts, headerTransport: columns.evidence[column].transport, row, &own,
          isOfICMP: isOfICMP(facts))
        if let name = part.label {
          for place in before..<own.terms.count { own.names[place] = name }
        }
      }
    }
    // "Local port: 443, remote port: any"
    if own.terms.count > 1, own.terms.contains(where: { $0.ports == .any }),
      own.terms.contains(where: { $0.ports != nil && $0.ports != .any }), hasPortsOfBothSides
    {
      own.terms.removeAll { $0.ports == .any }
    }
    if own.terms.isEmpty, !own.isDitto, !own.hasProblem {
      // Ports next to an address, or in words that leave no doubt.
      let hasPorts = columns.index(of: .ports) != nil
      for (column, cell) in facts.enumerated() {
        let role = column < columns.roles.count ? columns.roles[column] : nil
        if role == .ports || role == .transport || role == .ignored && hasPorts { continue }
        if role == .note {
          if !hasPorts, cell.saysPorts, facts.contains(where: \.holdsAddress) {
            findings.add(
              .warning, "ports-unused", line: line(of: cell, row),
              quote: cell.text.abridged(to: 200),
              "the ports in this remark were given to no address")
          }
          continue
        }
        var terms = cell.saysPorts ? cell.textPorts.terms : cell.portsBehindAddress
        if terms.isEmpty { terms = cell.portsBeforeAddress }
        if terms.isEmpty, role == .destination { terms = cell.portsOfAny }
        for term in terms where term.ports != nil && !own.terms.contains(term) {
          own.terms.append(term)
        }
      }
    }
    // "Port: 443" above "Protocol: TCP", in the lines of one cell
    if columns.index(of: .transport) == nil, !own.terms.isEmpty,
      own.terms.allSatisfy({ $0.transport == nil })
    {
      let named = Set(facts.compactMap(\.labelledTransport))
      if named.count == 1 {
        for place in own.terms.indices { own.terms[place].transport = named.first }
      }
    }
    // "1503 | Conferences (TCP)": in a bracket of another cell, for want of a column.
    if columns.index(of: .transport) == nil, !own.terms.isEmpty,
      own.terms.allSatisfy({ $0.transport == nil && $0.usualTransport == nil })
    {
      let ports = columns.indices(of: .ports)
      let named = Set(
        facts.indices.lazy.filter { !ports.contains($0) }.compactMap {
          facts[$0].bracketedTransport ?? facts[$0].leadingTransport
        })
      if named.count == 1 {
        for place in own.terms.indices { own.terms[place].transport = named.first }
      }
    }
    return own
  }

  /// Whether the row's protocol is ICMP, whose types are no ports.
  private func isOfICMP(_ facts: [TextFacts]) -> Bool {
    guard let named = cell(.transport, facts)?.transport else { return false }
    if case .icmp? = named { return true }
    return false
  }

  /// "Local port | Remote port": each row is about one of them.
  private var hasPortsOfBothSides: Bool {
    let words = columns.indices(of: .ports).map { column in
      Set(columns.evidence[column].header?.tokens.map(\.lower) ?? [])
    }
    return words.contains { $0.contains("local") || $0.contains("lokaler") }
      && words.contains { $0.contains("remote") || $0.contains("entfernter") }
  }

  /// What -1 to -1, or 0 to 0, in place of ports says: all that the row's protocol has, if it is all
  /// of them or has no ports (Amazon EC2 API Reference, "IpPermission"); nil if it has some.
  private func termWithoutPorts(_ facts: [TextFacts]) -> PortTerm? {
    switch cell(.transport, facts)?.transport {
    case .any??: PortTerm(transport: .any, ports: .any)
    case let named?? where !named.hasPorts: PortTerm(transport: named, ports: nil)
    default: nil
    }
  }

  mutating func report(
    _ code: String, _ message: String, _ cell: TextFacts, _ row: Table.Row,
    _ own: inout OwnTerms, _ severity: Finding.Severity = .error
  ) {
    own.hasProblem = true
    findings.add(
      severity, code, line: line(of: cell, row), quote: row.text.abridged(to: 200), message)
  }

  private mutating func readPorts(
    _ cell: TextFacts, headerTransport: IPProtocol?, _ row: Table.Row, _ own: inout OwnTerms,
    isOfICMP: Bool
  ) {
    own.isBlank = false
    if cell.leadsToNote {
      report(
        "ports-not-understood",
        "\"\(cell.text.abridged(to: 60))\" leads to a note; see there for the ports",
        cell, row, &own)
      return
    }
    if cell.isNegativeNumber {
      report("ports-not-understood", "\(cell.text) is not a port", cell, row, &own)
      return
    }
    // "8/0" is a type and code of ICMP.
    if isOfICMP, cell.tokens.allSatisfy({ $0.number.map { $0 < 256 } ?? $0.isSign("/") }) { return }
    let ports = cell.cellPorts
    var stated = ports.terms.filter { $0.ports != nil }
    // "443 to a.example"
    if stated.isEmpty { stated = cell.portsBeforeAddress }
    for problem in ports.problems {
      // One broken port does not hide the others.
      findings.add(
        .error, "ports-not-understood", line: line(of: cell, row),
        quote: row.text.abridged(to: 200), problem)
      if stated.isEmpty { own.hasProblem = true }
    }
    for number in ports.doubtfulNumbers {
      findings.add(
        .warning, "thousands-mark", line: line(of: cell, row), quote: cell.text.abridged(to: 100),
        "\(number) was read as one number with a mark of thousands")
    }
    if let words = ports.portsWithoutNumbers {
      findings.add(
        .warning, "words-among-ports", line: row.line, quote: cell.text.abridged(to: 100),
        "\"\(words.abridged(to: 60))\" names ports and not their numbers; they were left out")
    }
    if let name = ports.doubtfulName {
      findings.add(
        .warning, "words-among-ports", line: line(of: cell, row),
        quote: cell.text.abridged(to: 100),
        "\"\(name)\" may stand for its usual port beside these; only the numbers were read")
    }
    if ports.strayNumbers > 0 {
      findings.add(
        .warning, "words-among-ports", line: line(of: cell, row),
        quote: cell.text.abridged(to: 100),
        "a number among the words behind the ports was left out")
    }
    if own.hasProblem { return }
    own.examples = own.examples ?? ports.examples
    // ESP and the like next to ports.
    if !stated.isEmpty {
      own.terms += ports.terms.filter { $0.ports == nil && !($0.transport?.hasPorts ?? true) }
    }
    if stated.isEmpty {
      let isUnread =
        cell.tokens.contains { token in token.number.map { $0 >= 20 } ?? false }
        && ports.terms.allSatisfy { $0.transport?.hasPorts ?? true }
      let transports = ports.terms.filter { $0.transport != nil }
      if !isUnread, !transports.isEmpty {
        own.terms += transports
      } else if !isUnread, SentenceWords.chosenPorts.first(in: cell.lower) != nil {
        report(
          "ports-not-understood",
          "\"\(cell.text.abridged(to: 60))\" says that the port is chosen where the product is set up; "
            + "the row was left out",
          cell, row, &own, .warning)
      } else if isUnread || cell.concepts.contains(.unknown)
        || cell.text.contains(where: \.isNumber)
        || !cell.holdsAddress && cell.text.contains(where: \.isLetter)
      {
        report(
          "ports-not-understood", "no port could be read from \"\(cell.text.abridged(to: 60))\"",
          cell, row, &own)
      }
      return
    }
    for term in stated {
      var term = term
      // "Protocol/TCP or UDP/port" only says what cells name; "SIP/TLS/443" names its own.
      let isTold = headerTransport == .tcpAndUDP && term.usualTransport != nil
      if term.transport == nil, !isTold { term.transport = headerTransport }
      if !own.terms.contains(term) { own.terms.append(term) }
    }
  }

  /// Nil if the cell names an unknown protocol; the row is then left out.
  mutating func transport(_ facts: [TextFacts], _ row: Table.Row) -> IPProtocol?? {
    guard let cell = cell(.transport, facts) else { return .some(nil) }
    if cell.isDittoMark { return .some(above.transport) }
    if let transport = cell.transport {
      above.transport = transport
      return .some(transport)
    }
    // "SIP", "IPsec NAT-T": applications that use more than one.
    if cell.tokens.contains(where: { $0.application != nil }) {
      findings.add(
        .warning, "protocol-not-understood", line: row.line, quote: row.text.abridged(to: 200),
        "\"\(cell.text.abridged(to: 60))\" names no protocol that has ports; it was taken as not stated"
      )
      return .some(nil)
    }
    // "Bolt", among "TCP" and "HTTP": an application that is not known, beside its port.
    if let column = columns.index(of: .transport), !isData,
      columns.evidence[column].applications > 0, cell.tokens.count <= 2,
      cell.text.dropFirst().contains(where: \.isLowercase),
      cell.tokens.allSatisfy({ $0.isWord && $0.concepts.isEmpty }),
      cells(.ports, facts).contains(where: \.isNumbers)
    {
      findings.add(
        .warning, "protocol-not-understood", line: row.line, quote: row.text.abridged(to: 200),
        "\"\(cell.text.abridged(to: 60))\" is no known protocol; it was taken as not stated")
      return .some(nil)
    }
    findings.add(
      .error, "protocol-not-understood", line: line(of: cell, row),
      quote: row.text.abridged(to: 200),
      "\"\(cell.text.abridged(to: 60))\" names no known protocol; the row was left out")
    return nil
  }
}

extension TextFacts {
  /// "*:443": the ports of any address, and of no other.
  fileprivate var portsOfAny: [PortTerm] {
    guard addresses.items.allSatisfy({ $0.address == .any }) else { return [] }
    return addresses.items.compactMap { item in
      item.ports.map { PortTerm(transport: item.transport, ports: .numbers($0)) }
    }
  }

  /// "See note 2", "siehe Anmerkung 1", "note 3": its number is none of a port.
  fileprivate var leadsToNote: Bool {
    tokens.count <= 6 && tokens.compactMap(\.number).allSatisfy { $0 < 20 }
      && tokens.contains(where: { Self.notes.contains($0.lower) })
      && tokens.allSatisfy { $0.transport == nil && !$0.concepts.contains(.port) }
  }

  private static let notes: Set = [
    "note", "notes", "footnote", "remark", "anmerkung", "fußnote", "hinweis", "nota", "remarque",
    "opmerking", "voetnoot", "uwaga", "przypis", "примечание", "сноска", "poznámka", "注", "備考",
    "비고",
  ]

  /// The protocol of a line "Protocol: TCP" among others of the cell.
  fileprivate var labelledTransport: IPProtocol? {
    if lines.count < 2 { return nil }
    return lines.lazy.compactMap { line -> IPProtocol? in
      guard let colon = line.text.firstIndex(of: ":"),
        Lexicon.concepts(in: String(line.text[..<colon])).contains(.transportProtocol)
      else { return nil }
      let value = TextFacts(
        String(line.text[line.text.index(after: colon)...]), line: line.number)
      return value.isTransport ? value.transport ?? nil : nil
    }.first
  }

  /// "-443": no port has a sign; not "- 443", an item of a list.
  fileprivate var isNegativeNumber: Bool {
    "-−–—".contains(text.first ?? " ") && text.count > 1
      && text.dropFirst().utf8.allSatisfy(\.isDigit)
  }

  /// "-1" and "0" stand where there are no ports.
  fileprivate var isNoPort: Bool {
    text.utf8.count < 8 && ["-1", "0"].contains(text.trimmed)
  }

  /// "Unencrypted: 9119, 9998" above "Encrypted: 21250": ports whose lines say which; nil if not
  /// every line does.
  fileprivate var labelledPorts: [(label: String?, facts: TextFacts)]? {
    if lines.count < 2 { return nil }
    let filled = lines.filter { !$0.isBlank }
    guard filled.count >= 2 else { return nil }
    var parts: [(label: String?, facts: TextFacts)] = []
    for line in filled {
      guard let colon = line.text.firstIndex(of: ":") else { return nil }
      let name = String(line.text[..<colon]).folded.trimmingMarks
      let label = TextFacts(name, line: line.number)
      let isName = label.tokens.allSatisfy {
        $0.isWord && $0.transport == nil && $0.application == nil
          && !$0.concepts.containsAny(of: .port, .example, .customer, .any, .transportProtocol)
      }
      guard isName, !name.isEmpty, label.tokens.count <= 3 else { return nil }
      let value = String(line.text[line.text.index(after: colon)...])
      let facts = TextFacts(value, line: line.number)
      guard facts.cellPorts.terms.contains(where: { $0.ports != nil }) else { return nil }
      parts.append((name, facts))
    }
    return Set(parts.map(\.label)).count == parts.count ? parts : nil
  }
}
