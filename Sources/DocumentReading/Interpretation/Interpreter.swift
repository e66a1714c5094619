import EndpointModel

/// Walks a document's blocks in order and reads endpoints from tables, lists and
/// sentences; what headings and sentences say counts for what follows them.
struct Interpreter {
  private let prose: Prose
  private(set) var findings = Findings()
  /// What each table, list or sentence gave, in order.
  private(set) var parts: [StatedCountCheck.Part] = []

  /// The headings above, outermost first.
  private var headings: [(level: Int, text: String)] = []
  private var section = Section()
  /// The labels of the list items above, by depth.
  private var itemLabels: [(depth: Int, text: String)] = []
  /// The part that a table gave, while nothing but a remark has followed it.
  private var tableAbove: Int?

  /// Endpoints of sentences, which may repeat what tables and lists say.
  private var mentioned: [Endpoint] = []

  init(_ blocks: [Block], prose: Prose) {
    self.prose = prose
    section.title = prose.title
    for block in blocks { read(block) }
    addMentioned()
    dropDescribedPorts()
  }

  /// A sentence that names an address without ports adds nothing where a table or
  /// list has it.
  private mutating func addMentioned() {
    if mentioned.isEmpty { return }
    let listed = Set(parts.flatMap { $0.endpoints.compactMap(\.address) })
    for endpoint in mentioned {
      if endpoint.ports == nil, let address = endpoint.address, listed.contains(address) {
        findings.add(
          .note, "address-in-prose", line: endpoint.line, quote: address.description,
          "the address is listed elsewhere; this mention adds nothing")
      } else {
        add([endpoint], line: endpoint.line ?? 0)
      }
    }
  }

  /// A table of ports without addresses describes them where the same ports and
  /// protocol stand with addresses elsewhere in the document.
  private mutating func dropDescribedPorts() {
    struct Terms: Hashable {
      let ports: Ports?
      let transport: IPProtocol?
    }
    guard parts.contains(where: { $0.endpoints.contains { $0.address == nil } }) else { return }
    let all = parts.flatMap(\.endpoints)
    let addressed = all.filter { $0.address != nil && $0.address != .any }
    // A document that mostly lists ports alone means them.
    guard addressed.count * 2 > all.count else { return }
    let placed = Set(addressed.map { Terms(ports: $0.ports, transport: $0.transport) })
    for i in parts.indices where !parts[i].endpoints.isEmpty {
      let isDescription = parts[i].endpoints.allSatisfy {
        $0.address == nil && placed.contains(Terms(ports: $0.ports, transport: $0.transport))
      }
      guard isDescription else { continue }
      for endpoint in parts[i].endpoints {
        findings.add(
          .note, "ports-described", line: endpoint.line, quote: endpoint.ports?.description,
          "these ports stand with addresses elsewhere; this mention adds nothing")
      }
      parts[i] = StatedCountCheck.Part(line: parts[i].line, endpoints: [])
    }
  }

  private mutating func read(_ block: Block) {
    switch block {
    case .metadata: break
    // "- <br>" is an item without any word, "## **" a heading.
    case .heading(let lines, _) where lines.text.isEmpty: break
    case .paragraph(let lines) where lines.text.isEmpty: break
    case .code(let lines) where lines.text.isEmpty: break
    case .item(let lines, _) where lines.text.isEmpty: break
    case .heading(let lines, let level):
      enterSection(lines.text, level: level)
    case .table(let table):
      if section.statement?.isForbidding ?? false {
        findings.add(
          .warning, "table-forbidden", line: table.rows.first?.line, quote: section.label,
          "the words above this table say not to use it; it was left out")
        return
      }
      if section.isForFinding, !table.statesPorts {
        findings.add(
          .note, "table-left-alone", line: table.rows.first?.line, quote: section.heading,
          "the section tells how to find something out; its table is no allowlist")
        return
      }
      let found = TableReader.read(table, prose: prose, section: section, findings: &findings)
      add(found, line: table.rows.first?.line ?? 0)
      tableAbove = parts.indices.last
      section.statement = nil
    case .paragraph(let lines): readParagraph(lines)
    case .code(let lines): readParagraph(lines)
    case .item(let lines, let depth): readItem(lines, depth)
    }
  }

  private mutating func add(_ endpoints: [Endpoint], line: Int) {
    if !endpoints.isEmpty || parts.isEmpty {
      parts.append(StatedCountCheck.Part(line: line, endpoints: endpoints))
    }
  }

  // MARK: Headings

  private mutating func enterSection(_ text: String, level: Int) {
    headings.removeAll { $0.level >= level }
    headings.append((level, text))
    // The title names the document, not a part of it.
    let names = headings.map(\.text).filter { $0 != prose.titleHeading }
    section = Section(title: prose.title)
    section.heading = names.last
    section.parent = names.dropLast().last
    section.direction = headings.reversed().lazy.compactMap { Statement($0.text).direction }.first
    itemLabels = []
    tableAbove = nil
  }

  // MARK: Paragraphs

  private mutating func readParagraph(_ lines: [SourceLine]) {
    // A list may follow its sentence without a blank line.
    var rest = lines[...]
    while let first = rest.first {
      let isBare = first.isBareAddresses
      let run = rest.prefix { $0.isBareAddresses == isBare }
      if isBare { readAddresses(Array(run)) } else { readWords(Array(run)) }
      rest = rest.dropFirst(run.count)
    }
  }

  private mutating func readWords(_ lines: [SourceLine]) {
    itemLabels = []
    let text = lines.text
    let statement = Statement(text)
    applyPortsBelowTable(statement, text)
    readSentences(lines)

    // What the paragraph says counts for what follows.
    section.statement = statement
    section.label = text.isLabel ? String(text.dropLast()).folded : nil
    if let direction = statement.direction, text.last == ":" { section.direction = direction }
    tableAbove = nil
  }

  /// "Ports to allow: all TCP/UDP ports" below a table that states none.
  private mutating func applyPortsBelowTable(_ statement: Statement, _ text: String) {
    guard let part = tableAbove, text.lowercased().hasPrefix("port"), !statement.terms.isEmpty,
      parts[part].endpoints.allSatisfy({ $0.ports == nil })
    else { return }
    let endpoints = parts[part].endpoints.flatMap { endpoint in
      statement.terms.map { term in
        var endpoint = endpoint
        endpoint.ports = term.ports
        endpoint.transport = endpoint.transport ?? term.transport
        return endpoint
      }
    }
    parts[part] = StatedCountCheck.Part(line: parts[part].line, endpoints: endpoints)
    findings.add(
      .note, "ports-below-table", line: parts[part].line, quote: text,
      "the ports that the sentence below the table states were taken for its rows")
  }

  /// Addresses in sentences that ask for something to be allowed.
  private mutating func readSentences(_ lines: [SourceLine]) {
    for line in lines {
      for sentence in line.text.sentences {
        let statement = Statement(String(sentence))
        let part = SourceLine(number: line.number, text: String(sentence))
        let names = SentenceAddresses(part)
        guard !names.ips.isEmpty || (!names.hosts.isEmpty && !statement.terms.isEmpty) else {
          continue
        }
        if statement.isExample || (statement.terms.isEmpty && !statement.asksToAllow) {
          findings.add(
            .note, "address-in-prose", part, "an address in this sentence is no endpoint")
          continue
        }
        let found = statement.terms.isEmpty ? names.ips : names.ips + names.hosts
        mentioned += endpoints(found, statement, line: line.number, group: nil)
      }
    }
  }

  // MARK: Lists

  private mutating func readItem(_ lines: [SourceLine], _ depth: Int) {
    itemLabels.removeAll { $0.depth >= depth }
    if lines.allSatisfy(\.isBareAddresses) {
      readAddresses(lines)
      return
    }
    let text = lines.text
    let statement = Statement(text)
    let names = SentenceAddresses(SourceLine(number: lines[0].number, text: text))
    if names.isEmpty {
      if text.last == ":" || text.count <= 40 && statement.terms.isEmpty {
        itemLabels.append((depth, text.last == ":" ? String(text.dropLast()) : text))
      } else {
        readPortsAlone(text, statement, lines[0])
      }
      return
    }
    if statement.isExample {
      findings.add(.note, "address-in-prose", lines[0], "an address in this item is no endpoint")
      return
    }
    // "London: 192.0.2.1, 192.0.2.2", or an address with a remark behind it.
    let cell = Table.Cell(lines: lines)
    var ignored = Findings()
    let addresses = AddressCell(cell, findings: &ignored)
    let begins = names.firstIsFirstWord || addresses.items.first?.group != nil
    guard begins || statement.asksToAllow || !statement.terms.isEmpty else {
      findings.add(.note, "address-in-prose", lines[0], "an address in this item is no endpoint")
      return
    }
    for finding in ignored.all { findings.add(finding) }
    let found = addresses.items.flatMap { item -> [Endpoint] in
      endpoints([item.address], statement, line: item.line, group: item.group, port: item.port)
    }
    if begins { add(found, line: lines[0].number) } else { mentioned += found }
  }

  /// "Allow outbound UDP on ports 3478, 5349 (STUN/TURN)": ports without an address.
  private mutating func readPortsAlone(
    _ text: String, _ statement: Statement, _ line: SourceLine
  ) {
    guard statement.asksToAllow, !statement.terms.isEmpty, !statement.isExample else { return }
    let name = text.remark
    add(
      statement.terms.map { term in
        Endpoint(
          service: name ?? section.heading, group: name == nil ? nil : section.heading,
          ports: term.ports, transport: term.transport,
          direction: statement.direction ?? section.direction ?? prose.direction,
          line: line.number)
      }, line: line.number)
  }

  // MARK: Addresses without a table

  /// Lines that hold nothing but addresses.
  private mutating func readAddresses(_ lines: [SourceLine]) {
    let cell = AddressCell(Table.Cell(lines: lines), findings: &findings)
    let found = cell.items.flatMap { item in
      endpoints([item.address], nil, line: item.line, group: item.group, port: item.port)
    }
    add(found, line: lines[0].number)
  }

  /// Endpoints for addresses, with what the nearest words say of them.
  private func endpoints(
    _ addresses: [EndpointAddress?], _ statement: Statement?, line: Int, group: String?,
    port: UInt16? = nil
  ) -> [Endpoint] {
    let said = statement?.terms ?? []
    let own = port.flatMap { PortSet([$0...$0]) }
      .map { [PortCell.Term(transport: nil, ports: .numbers($0))] }
    let terms = own ?? (said.isEmpty ? section.terms : said)
    let label = group ?? itemLabels.last?.text ?? section.label
    return addresses.flatMap { address in
      (terms.isEmpty ? [PortCell.Term()] : terms).map { term in
        Endpoint(
          service: section.heading ?? label,
          group: section.heading == nil || label == section.heading
            ? (group == label ? nil : group) : label,
          address: address, ports: term.transport == .icmp ? nil : term.ports,
          transport: term.transport,
          direction: statement?.direction ?? section.statement?.direction ?? section.direction
            ?? prose.direction,
          line: line)
      }
    }
  }
}

/// The addresses in the words of a sentence.
struct SentenceAddresses {
  private(set) var ips: [EndpointAddress] = []
  private(set) var hosts: [EndpointAddress] = []
  private(set) var firstIsFirstWord = false

  init(_ line: SourceLine) {
    var ignored = Findings()
    let cell = AddressCell(Table.Cell(lines: [line]), findings: &ignored)
    for item in cell.items {
      guard let address = item.address else { continue }
      if address.range != nil { ips.append(address) } else { hosts.append(address) }
    }
    if let first = line.text.addressTokens.first, case .address = AddressToken.read(first) {
      firstIsFirstWord = true
    }
  }

  var isEmpty: Bool { ips.isEmpty && hosts.isEmpty }
}

extension Table {
  /// Whether a row of names has one for ports.
  fileprivate var statesPorts: Bool {
    rows.contains { TableColumns(header: $0)?.index(of: .ports) != nil }
  }
}

extension SourceLine {
  /// Nothing but addresses and what parts them; at least one.
  fileprivate var isBareAddresses: Bool {
    var ignored = Findings()
    let cell = AddressCell(Table.Cell(lines: [self]), findings: &ignored)
    guard cell.remarks.isEmpty, !cell.items.isEmpty || cell.isPartial else { return false }
    return cell.items.allSatisfy { $0.group == nil } && text.addressTokens.count <= 400
  }
}

extension String {
  /// A few words that end in a colon and name what follows, rather than announce it.
  fileprivate var isLabel: Bool {
    guard last == ":", count <= 80 else { return false }
    let words = Words(self)
    return !["following", "below", "these", "this"].contains(where: words.contains)
  }

  /// What stands in brackets at the end, or behind "for".
  fileprivate var remark: String? {
    if let open = lastIndex(of: "("), let close = lastIndex(of: ")"), open < close {
      let inside = self[index(after: open)..<close]
      if inside.contains(where: \.isLetter), !inside.contains(where: \.isNumber) {
        return String(inside)
      }
    }
    return firstRange(of: " for ").map { String(self[$0.upperBound...]) }
  }
}
