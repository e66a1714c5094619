import EndpointModel

/// Rules of no firewall's language, in a listing: "ALLOW TCP FROM our-subnet TO host.example:443".
extension Interpreter {
  private struct RuleLine {
    let transport: IPProtocol?
    let source: TextFacts
    let destination: TextFacts
    /// The number behind a name that is not an address: "dns-servers:53".
    let ports: [PortTerm]

    /// Nil if the line is no such rule.
    init?(_ line: SourceLine) {
      let tokens = TextFacts([line]).tokens
      guard let first = tokens.first?.lower, ["allow", "permit"].contains(first),
        let from = tokens.firstIndex(where: { $0.lower == "from" }),
        let to = tokens.lastIndex(where: { $0.lower == "to" }), from < to, to + 1 < tokens.count
      else { return nil }
      transport = tokens[..<from].lazy.compactMap(\.transport).joined
      source = TextFacts(AddressFacts.text(tokens[(from + 1)..<to]), line: line.number)
      let end = tokens[(to + 1)...]
      destination = TextFacts(AddressFacts.text(end), line: line.number)
      let behind = end.lastIndex { $0.isSign(":") }.map { Array(end[($0 + 1)...]) } ?? []
      let terms = behind.isEmpty ? destination.textPorts.terms : PortFacts(behind, .cell).terms
      ports = terms.filter { $0.ports != nil }
    }
  }

  /// Reads a listing of such rules, each named by the comment above it; false if it is none.
  mutating func readRuleLines(_ lines: [SourceLine], _ state: inout State) -> Bool {
    let isComment = lines.map { $0.comment != nil }
    let rules = zip(lines, isComment).map { $1 ? nil : RuleLine($0) }
    guard rules.contains(where: { $0 != nil }),
      zip(rules, isComment).allSatisfy({ $0 != nil || $1 })
    else { return false }
    let scope = state.inner
    if scope.isTakenBack {
      noteTakenBack(line: lines.first?.number, scope.names.last)
      leaveOut(lines, scope)
      return true
    }
    let before = gathered.batches.count
    var name: String?
    var found: [Endpoint] = []
    for (line, rule) in zip(lines, rules) {
      guard let rule else {
        name = line.comment
        continue
      }
      found += endpoints(of: rule, line, name, scope)
    }
    add(found, state.section, lines[0].number, isAllowed: true)
    take(since: before, &state)
    return true
  }

  /// Reads a listing of one rule field by field, "Source: …", "Port: …", "Action: ALLOW", named by
  /// the comment above it; false if it is none.
  mutating func readRuleFields(_ lines: [SourceLine], _ state: inout State) -> Bool {
    var record = Record()
    var isAllowed = false
    for line in lines {
      if let comment = line.comment {
        if !record.fields.isEmpty { return false }
        record.name = SourceLine(number: line.number, text: comment)
      } else if let verdict = TextFacts([line]).statedAction {
        if !verdict { return false }
        isAllowed = true
      } else if let field = Record.field(line) {
        record.fields.append(field)
      } else {
        return false
      }
    }
    guard isAllowed, record.fields.count >= 2 else { return false }
    let before = gathered.batches.count
    read(records: [record], state.inner, state.section)
    take(since: before, &state)
    return true
  }

  private mutating func endpoints(
    of rule: RuleLine, _ line: SourceLine, _ name: String?, _ scope: Scope
  ) -> [Endpoint] {
    let isOut = rule.destination.holdsAddress || rule.destination.isAny
    let far = isOut ? rule.destination : rule.source
    let direction: Direction? =
      isOut ? .outbound : rule.source.holdsAddress || rule.source.isAny ? .inbound : nil
    for problem in far.addresses.problems {
      findings.add(problem)
    }
    let (service, group) = RowNames.names(own: name, group: nil, label: nil, scope)
    let places: [AddressFacts.Item?] =
      far.holdsAddress ? far.addresses.items.map { $0 } : [nil]
    return places.flatMap { item -> [Endpoint] in
      var terms = rule.ports
      if let ports = item?.ports { terms = [PortTerm(ports: .numbers(ports))] }
      if terms.isEmpty { terms = [PortTerm(ports: nil)] }
      return terms.compactMap { term in
        let written = item?.written ?? (far.isAny ? WrittenAddress(.any) : nil)
        if written == nil, term.ports == nil { return nil }
        return Endpoint(
          service: service, group: group, written: written, ports: term.ports,
          transport: term.transport ?? rule.transport ?? scope.transport,
          direction: direction ?? scope.direction, line: line.number)
      }
    }
  }
}

extension TextFacts {
  /// "Action: ALLOW": whether it allows; nil if the line is no such field.
  fileprivate var statedAction: Bool? {
    guard let colon = tokens.firstIndex(where: { $0.isSign(":") }), colon == 1,
      tokens[0].concepts.contains(.action)
    else { return nil }
    return TextFacts(AddressFacts.text(tokens[(colon + 1)...]), line: line).verdict
  }
}

extension SourceLine {
  /// What a comment in a listing of rules says; nil if the line is none.
  fileprivate var comment: String? {
    let words = text.trimmed
    return "#/;".contains(words.first ?? " ") ? words.drop { "#/; ".contains($0) }.trimmed : nil
  }
}
