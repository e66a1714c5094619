import EndpointModel

/// The addresses of a row, and which end of a connection they are at.
extension TableReading {
  struct Found {
    var items: [AddressFacts.Item] = []
    var hasProblem = false
    /// Whether the cells for addresses are blank.
    var isBlank = true
    /// Whether they name something that is not an address.
    var isNamed = false
    var direction: Direction?
  }

  mutating func addresses(_ facts: [TextFacts], _ row: Table.Row) -> Found {
    var found = Found()
    if let start = cell(.rangeStart, facts)?.addresses.items.first,
      let end = cell(.rangeEnd, facts)?.addresses.items.first
    {
      found.isBlank = false
      if let a = start.address.range?.first, let b = end.address.range?.last,
        let range = AddressRange(a, b)
      {
        found.items = [item(WrittenAddress(range), like: start)]
      } else {
        found.hasProblem = true
        findings.add(
          .error, "address-not-understood", line: row.line, quote: row.text,
          "the range ends before it begins; it was left out")
      }
      return found
    }
    var named: [(name: String?, cell: TextFacts)] = []
    var statesDestination = false
    for column in columns.indices(of: .address)
    where column < facts.count && !facts[column].isEmptyCell {
      // "All" among the names of one's own machines means all of these.
      let evidence = columns.evidence[column]
      let isOwn = facts[column].isAny && facts[column].tokens.count == 1
      if isOwn, evidence.addresses == 0, evidence.words > evidence.anyWords { continue }
      if isOfOwnPlan(column, facts[column]) {
        found.isBlank = false
        findings.add(
          .note, "address-example", line: line(of: facts[column], row),
          quote: row.text.abridged(to: 200),
          "a private address below \"\(evidence.header?.text ?? "")\" is of one's own network, or an example"
        )
        continue
      }
      if evidence.says(.destination), !evidence.says(.source), facts[column].holdsAddress {
        statesDestination = true
      }
      named.append((columnNames[column], facts[column]))
    }
    if columns.index(of: .source) != nil || columns.index(of: .destination) != nil {
      let (far, direction) = farEnd(facts)
      if cell(.source, facts) != nil || cell(.destination, facts) != nil { found.isBlank = false }
      // "Host | Port | Source": who may reach the host is no far end itself.
      let isBeside =
        columns.index(of: .destination) == nil && direction == .inbound
        && named.contains { $0.cell.holdsAddress && !$0.cell.isAny }
      // `source_addresses: ["*"]`, `destination_fqdns: [...]`: where it goes is told.
      if statesDestination, far.allSatisfy(\.isAny) {
        found.direction = .outbound
      } else if !isBeside {
        named += far.map { (nil, $0) }
        found.direction = direction
      }
    }
    // Where a column has the far end, "any" is who may reach it.
    if named.contains(where: { $0.cell.holdsAddress && !$0.cell.isAny }) {
      named.removeAll { $0.cell.isAny }
    }
    for (name, cell) in named {
      let before = found.items.count
      take(cell, &found, row)
      if let name {
        for i in before..<found.items.count {
          found.items[i].label = [name, found.items[i].label].compactMap { $0 }.joined(
            separator: ", ")
        }
      }
    }
    found.items = masked(found.items, facts)
    if found.items.isEmpty, !found.hasProblem {
      // Addresses in a column with another role.
      for (column, cell) in facts.enumerated()
      where cell.holdsAddress || !cell.addresses.takenBack.isEmpty
        || !cell.addresses.placeholders.isEmpty
      {
        let role = column < columns.roles.count ? columns.roles[column] : nil
        if role == .ignored || role == .mask || named.contains(where: { $0.cell === cell })
          || isOfOwnPlan(column, cell)
        {
          continue
        }
        // "Only for our administrators (192.0.2.8)", if there is no column of addresses.
        if role == .note,
          columns.index(of: .address) != nil
            || cell.addresses.items.contains(where: { $0.address.range == nil })
        {
          continue
        }
        // "Any printer" is the far end, whatever name the purpose beside it mentions.
        if !found.isBlank, role == .service,
          cell.addresses.items.allSatisfy({ $0.address.isPlainName })
        {
          continue
        }
        if cell.addresses.items.allSatisfy({ $0.mayBeFile || $0.isLink }),
          cell.addresses.placeholders.isEmpty || role == .note
        {
          continue
        }
        take(cell, &found, row)
      }
    }
    return found
  }

  /// "VLAN | Subnet", "IP range (example)": whether a cell of private addresses only shows how one's own
  /// network may be laid out.
  private func isOfOwnPlan(_ column: Int, _ cell: TextFacts) -> Bool {
    guard cell.holdsAddress, let header = columns.evidence[column].header,
      header.concepts.contains(.network)
        && headers.contains(where: { $0?.tokens.contains { $0.lower == "vlan" } ?? false })
        || header.concepts.contains(.example) && columns.index(of: .ports) == nil,
      !header.concepts.contains(.destination)
    else { return false }
    return cell.addresses.items.allSatisfy { item in
      item.address.range.map { SpecialSpace.name($0) == "private" } ?? false
    }
  }

  func item(_ written: WrittenAddress, like item: AddressFacts.Item) -> AddressFacts.Item {
    AddressFacts.Item(
      written: written, label: item.label, line: item.line, place: item.place, ports: item.ports,
      transport: item.transport, remarks: item.remarks)
  }

  mutating func take(_ cell: TextFacts, _ found: inout Found, _ row: Table.Row) {
    found.isBlank = false
    for problem in cell.addresses.problems {
      found.hasProblem = true
      findings.add(problem, quote: cell.text.abridged(to: 200))
    }
    if cell.addresses.items.isEmpty, cell.addresses.problems.isEmpty, cell.isAny {
      found.items.append(
        AddressFacts.Item(
          written: WrittenAddress(.any), label: nil, line: row.line, place: 0..<0))
      return
    }
    for example in cell.addresses.placeholders {
      findings.add(placeholder: example.address.description, line: example.line, row.text)
    }
    if cell.isToBeFilledIn {
      findings.add(
        placeholder: cell.text.abridged(to: 60), line: line(of: cell, row), row.text)
    }
    if cell.addresses.items.isEmpty, cell.addresses.problems.isEmpty {
      found.isNamed = true
      if !cell.addresses.placeholders.isEmpty { return }
      // Digits and signs that should be an address; words name a machine.
      let looksBroken =
        !cell.tokens.contains(where: \.isWord)
        || cell.text.contains { $0 == "." || $0 == ":" } && !cell.text.contains(" ")
          && !cell.text.isPathOfNames
      if looksBroken, !cell.tokens.isEmpty, cell.addresses.takenBack.isEmpty {
        found.hasProblem = true
        findings.add(
          .error, "address-not-understood", line: line(of: cell, row),
          quote: row.text.abridged(to: 200),
          "\"\(cell.text.abridged(to: 60))\" is not an address; it was left out")
      }
    }
    // Each value of a list in data is an address.
    if isData, cell.lines.count > max(1, cell.addresses.items.count) {
      for line in cell.lines {
        let value = TextFacts([line])
        let isTold = value.holdsAddress || !value.addresses.problems.isEmpty || value.isAny
        guard !isTold, !value.isBlank, value.addresses.examples.isEmpty,
          value.addresses.takenBack.isEmpty
        else { continue }
        findings.add(
          .error, "address-not-understood", line: line.number, quote: line.text.abridged(to: 100),
          "\"\(line.text.abridged(to: 60))\" is not an address; it was left out")
      }
    }
    let placeholders = Set(cell.addresses.placeholders.map(\.place))
    for example in cell.addresses.examples where !placeholders.contains(example.place) {
      findings.add(
        .note, "address-example", line: example.line, quote: cell.text.abridged(to: 200),
        "an address that is given as an example is not an endpoint")
    }
    if let words = cell.untoldAddresses, cell.addresses.problems.isEmpty {
      findings.add(
        .warning, "address-incomplete", line: row.line, quote: cell.text.abridged(to: 200),
        "\"\(words)\" may stand for further addresses; they were left out")
    }
    // In a sentence, "DataFactory.WestUs" is a word.
    let isSentence = cell.leftoverWords.count > 8
    for item in cell.addresses.items
    where !(isSentence && item.mayBeFile) && !isReplaced(item, cell, row) {
      for remark in item.remarks {
        findings.add(
          Self.severity(of: remark), remark.code, line: item.line,
          quote: cell.text.abridged(to: 200), remark.message)
      }
      found.items.append(item)
    }
  }

  /// "a.example (replaced by b.example)": whether the cell says so of the address, which is noted.
  private mutating func isReplaced(
    _ item: AddressFacts.Item, _ cell: TextFacts, _ row: Table.Row
  ) -> Bool {
    guard cell.addresses.items.count > 1, cell.isReplaced(item),
      !cell.tokens.contains(where: { SentenceWords.futures.contains($0.lower) })
    else { return false }
    findings.add(
      .note, "taken-back", line: line(of: cell, row), quote: cell.text.abridged(to: 200),
      "the cell says that another address stands for this one; it was left out")
    return true
  }

  static func severity(of remark: AddressToken.Remark) -> Finding.Severity {
    [
      "mask-like-range", "host-bits", "stray-dot", "stray-letter", "leading-zero",
      "abbreviated-networks",
    ].contains(remark.code)
      ? .warning : .note
  }

  /// The end of a connection that is not one's own, and the direction.
  private func farEnd(_ facts: [TextFacts]) -> ([TextFacts], Direction?) {
    let source = cell(.source, facts)
    let destination = cell(.destination, facts)
    func isFar(_ cell: TextFacts?) -> Bool {
      guard let cell else { return false }
      // "All" means all of one's own machines that a page mentions.
      return cell.holdsAddress || !cell.addresses.problems.isEmpty
        || cell.isAny && cell.text.lowercased() != "all"
    }
    // If the row states the direction, "any" on one's own side is not a far end.
    let said = cell(.direction, facts)?.direction
    if said == .inbound, let source, !isFar(source), destination?.isAny ?? false {
      return ([], .inbound)
    }
    if said == .outbound, let destination, !isFar(destination), source?.isAny ?? false {
      return ([], .outbound)
    }
    if let source, let destination, source.isAny, destination.isAny, let said, said != .both {
      return ([said == .inbound ? source : destination], said)
    }
    // A rule of a firewall that says "ingress": who comes in is the source, even if it is all.
    if isData, cell(.direction, facts)?.columnDirection == .inbound, let source, isFar(source),
      let destination, isFar(destination), !destination.isAny
    {
      return ([source], .inbound)
    }
    switch (isFar(source), isFar(destination)) {
    // "WindowsVirtualDesktop" in data names a far end that is told elsewhere; "any" is not meant.
    case (true, false) where isData && source!.isAny && destination.map(\.isOneName) ?? false:
      return ([destination!], .outbound)
    case (true, false): return ([source!], .inbound)
    case (false, true): return ([destination!], .outbound)
    case (true, true) where source!.isAny && destination!.isAny: return ([], nil)
    case (true, true):
      // "Any" on one side: the other one is meant.
      if source!.isAny, !destination!.isAny { return ([destination!], .outbound) }
      if destination!.isAny, !source!.isAny { return ([source!], .inbound) }
      return ([destination!], .outbound)
    case (false, false): return ([], nil)
    }
  }

  /// Networks with masks or prefix lengths from columns of their own.
  mutating func masked(_ items: [AddressFacts.Item], _ facts: [TextFacts]) -> [AddressFacts
    .Item]
  {
    let length: Int?
    if let mask = cell(.mask, facts) {
      length = mask.lengthOfMask
    } else if let cell = cell(.prefixLength, facts) {
      length = cell.tokens.compactMap(\.number).first
    } else {
      return items
    }
    guard let length else { return items }
    // The mask of a machine's network leaves bits of its address over.
    let areNetworks = columns.indices(of: .address).contains {
      columns.evidence[$0].says(.network)
    }
    let isOfMask = cell(.mask, facts) != nil
    return items.map { item in
      if isOfMask, !areNetworks, item.address.range?.isMachine(behind: length) ?? false {
        return item
      }
      guard let range = item.address.range, range.first == range.last,
        length <= range.family.bitWidth,
        case .address(let whole) = AddressToken.read("\(range.first)/\(length)")
      else { return item }
      return self.item(whole.written, like: item)
    }
  }
}

extension TextFacts {
  /// The prefix length that a cell of masks stands for: "255.255.255.128", "/25"; nil if it is none.
  var lengthOfMask: Int? {
    guard text.hasPrefix("/") else { return text[...].maskLength }
    return Int(text.dropFirst()).flatMap { (1...128).contains($0) ? $0 : nil }
  }

  /// "<SERVER-IP>", "${host}", "{{ host }}": nothing but what is to be filled in, and no address.
  fileprivate var isToBeFilledIn: Bool {
    let text = text.trimmed.drop { "`$".contains($0) }
    guard !holdsAddress, text.utf8.count > 2, let first = text.first,
      let last = text.last(where: { $0 != "`" })
    else { return false }
    return [Character("<"): Character(">"), "{": "}"][first] == last
      && text.contains(where: \.isLetter)
  }

  /// One word that is no address.
  fileprivate var isOneName: Bool { tokens.count == 1 && tokens[0].isWord && !isAny }
}

extension String {
  /// "vendor/store:7.2.0": a path whose first part could be no host; the name of an image.
  fileprivate var isPathOfNames: Bool {
    guard let slash = firstIndex(of: "/"), slash != startIndex else { return false }
    return self[..<slash].allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      && self[..<slash].contains(where: \.isLetter)
  }
}

extension EndpointAddress {
  /// A host's name without wildcards.
  fileprivate var isPlainName: Bool { range == nil && !description.contains("*") }
}

extension AddressRange {
  /// Whether it is one address of IPv4 that has bits of its own behind a mask of that length.
  func isMachine(behind length: Int) -> Bool {
    first.family == .v4 && first == last && length < 32
      && first.number & ((1 << (32 - length)) - 1) != 0
  }
}
