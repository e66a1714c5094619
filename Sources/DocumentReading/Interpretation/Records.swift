/// Something that a document describes by "label: value": a list item with its fields, a
/// paragraph of such lines, an entry of a definition list. Records are read as the rows of a
/// table whose headers are the labels.
struct Record {
  /// Its name; nil if it has none.
  var name: SourceLine?
  var fields: [(label: String, lines: [SourceLine])] = []

  /// The table made up of some records.
  static func table(of records: [Record]) -> Table {
    var labels: [String] = []
    var columns: [String: Int] = [:]
    for record in records {
      for field in record.fields where columns[field.label] == nil {
        columns[field.label] = labels.count
        labels.append(field.label)
      }
    }
    let hasNames = records.contains { $0.name != nil }
    let line = records.first?.fields.first?.lines.first?.number ?? records.first?.name?.number ?? 1
    func cell(_ text: String) -> Table.Cell {
      Table.Cell(lines: [SourceLine(number: line, text: text)])
    }
    let header = Table.Row(cells: (hasNames ? [cell("Name")] : []) + labels.map(cell))
    let rows = records.map { record in
      var values = [[SourceLine]](repeating: [], count: labels.count)
      for field in record.fields {
        if let column = columns[field.label] { values[column] += field.lines }
      }
      let name = hasNames ? [Table.Cell(lines: record.name.map { [$0] } ?? [])] : []
      return Table.Row(cells: name + values.map { Table.Cell(lines: $0) })
    }
    return Table(rows: [header] + rows, headerRowCount: 1)
  }

  /// Fields as the records that they make: a label that comes again begins another one. "Host",
  /// "Port", "Host", "Port" are two; "Host", "Host", "Port" are one with two hosts.
  static func split(
    _ fields: [(label: String, lines: [SourceLine])], name: SourceLine? = nil
  ) -> [Record] {
    var records: [Record] = []
    var current = Record(name: name)
    for field in fields {
      let label = field.label.lowercased()
      let isKnown = current.fields.contains { $0.label.lowercased() == label }
      if isKnown, current.fields.last?.label.lowercased() != label {
        records.append(current)
        current = Record(name: name)
      }
      current.fields.append(field)
    }
    return records + (current.fields.isEmpty ? [] : [current])
  }

  /// "Relay over UDP to", above a host and a port: the protocol that the name states is a field, where
  /// no field states any.
  mutating func addProtocolOfName() {
    guard let name,
      !fields.contains(where: { field in
        let label = TextFacts(field.label, line: name.number).concepts
        return label.contains(.transportProtocol)
          || label.contains(.port) && TextFacts(field.lines).namesTransport
      }),
      let told = TextFacts([name]).tokens.lazy.compactMap(\.transport).joined
    else { return }
    fields.append(("Protocol", [SourceLine(number: name.number, text: told.rawValue)]))
  }

  /// What a field is that is no far end of its record: the former address beside the new one, what
  /// is to be removed, a gateway, a mask.
  static func isBeside(
    _ field: (label: String, lines: [SourceLine]),
    among fields: [(label: String, lines: [SourceLine])]
  ) -> Bool {
    let words = field.label.lowercased().split { !$0.isLetter }.map(String.init)
    guard let first = words.first, words.count <= 3, TextFacts(field.lines).holdsAddress else {
      return false
    }
    if SentenceWords.removals.contains(first)
      || SentenceWords.masks.contains(words.joined(separator: " ")) && !isMask(field, among: fields)
      || TextFacts(field.label, line: 1).namesHelper
    {
      return fields.count > 1
    }
    return SentenceWords.before.contains(first)
      && fields.contains { other in
        SentenceWords.new.contains(
          other.label.lowercased().split { !$0.isLetter }.first.map(String.init) ?? "")
      }
  }

  /// Whether a mask leaves nothing over of the only address beside it, which is then a network's; that of
  /// a machine has bits of its own.
  private static func isMask(
    _ field: (label: String, lines: [SourceLine]),
    among fields: [(label: String, lines: [SourceLine])]
  ) -> Bool {
    guard let length = field.lines.text.trimmed[...].maskLength else { return false }
    let others = fields.filter { $0.label != field.label }.flatMap {
      TextFacts($0.lines).addresses.items
    }
    guard others.count == 1, let range = others[0].address.range, range.first.family == .v4,
      range.first == range.last
    else { return false }
    return !range.isMachine(behind: length)
  }

  /// The record of a list whose items give a number and a protocol, whatever their labels:
  /// "Default: 32887", "Protocol: udp".
  static func ofPort(_ items: [Outline.Item]) -> Record? {
    guard (2...6).contains(items.count), items.allSatisfy({ $0.children.isEmpty }) else {
      return nil
    }
    var record = Record()
    var hasNumber = false
    var hasTransport = false
    for item in items {
      let line = SourceLine(number: item.lines.first?.number ?? 0, text: item.lines.text)
      guard let colon = line.text.firstIndex(of: ":") else { return nil }
      let label = String(line.text[..<colon]).folded.trimmingMarks
      let value = SourceLine(
        number: line.number, text: String(line.text[line.text.index(after: colon)...]).trimmed)
      guard label.split(separator: " ").count <= 3 else { return nil }
      let facts = TextFacts([value])
      if TextFacts(label, line: 1).holdsAddress { return nil }
      if !facts.addresses.items.allSatisfy(\.mayBeFile) { return nil }
      if facts.isTransport, !hasTransport {
        hasTransport = true
        record.fields.append(("Protocol", [value]))
      } else if facts.isNumbers, !facts.saysPorts, facts.firstPort != nil, !hasNumber {
        hasNumber = true
        record.fields.append(("Port", [value]))
      } else if facts.forbidsPortOfRecord {
        let text = facts.forbidsThisPort ? value.text : "do not open this port"
        record.fields.append(("Note", [SourceLine(number: value.number, text: text)]))
      }
    }
    return hasNumber && hasTransport ? record : nil
  }

  /// The lines, where one that holds several fields, "Port: 443 Protocol: HTTPS Destination:
  /// a.example", is a line for each.
  static func withFieldsApart(_ lines: [SourceLine]) -> [SourceLine] {
    lines.flatMap { line -> [SourceLine] in
      guard line.text.utf8.count(where: { $0 == UInt8(ascii: ":") }) > 1, field(line) != nil else {
        return [line]
      }
      let words = line.text.split(separator: " ")
      func isLabel(_ words: ArraySlice<Substring>) -> Bool {
        let text = words.joined(separator: " ")
        return !words.dropLast().contains { $0.contains(":") || $0.contains(where: \.isNumber) }
          && field(SourceLine(number: line.number, text: text + " x")) != nil
      }
      // "Port number: 443 Protocol: TCP": a label may have two words.
      let starts = words.indices.compactMap { place -> Int? in
        guard words[place].last == ":", words[place].count > 1 else { return nil }
        if isLabel(words[place...place]) { return place }
        return place > 0 && isLabel(words[(place - 1)...place]) ? place - 1 : nil
      }
      // Ports must be among them: a sentence with two colons is not a record.
      let saysPorts = starts.contains {
        Lexicon.concepts(of: words[$0].filter { $0 != ":" }.lowercased()).contains(.port)
      }
      guard starts.count > 1, starts.first == words.startIndex, saysPorts else { return [line] }
      return zip(starts, starts.dropFirst() + [words.endIndex]).map { start, end in
        SourceLine(number: line.number, text: words[start..<end].joined(separator: " "))
      }
    }
  }

  /// The field of an item of a list: "Port: 443", or "Port" with its values below it, as a list of
  /// definitions has them.
  static func field(of item: Outline.Item) -> (label: String, lines: [SourceLine])? {
    let line = item.lines.joinedLine
    if item.children.isEmpty { return field(line) }
    let label = SourceLine(number: line.number, text: line.withoutColon.text + ":")
    // "Open these ports:", "Hub: a.example" are more than a label and its values.
    guard
      item.children.allSatisfy({
        $0.children.isEmpty && $0.meaning == nil && !$0.lines.text.contains(": ")
      }),
      let field = field(label), field.lines.allSatisfy(\.isBlank),
      field.label.split(separator: " ").count <= 3,
      !Lexicon.concepts(in: field.label).containsAny(of: .ask, .allow)
    else { return nil }
    return (field.label, item.children.flatMap(\.lines))
  }

  /// The field of a line whose label names none that endpoints have, but whose value belongs to them
  /// where others stand beside it: "Notes: no longer used", "Secondary: 192.0.2.2".
  static func sideField(_ line: SourceLine) -> (label: String, lines: [SourceLine])? {
    guard let colon = line.text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let label = String(line.text[..<colon]).folded.trimmingMarks
    let value = SourceLine(
      number: line.number, text: String(line.text[line.text.index(after: colon)...]).trimmed)
    let facts = TextFacts(label, line: line.number)
    guard !label.isEmpty, facts.tokens.count <= 3, !facts.holdsAddress, !facts.saysPorts,
      !facts.leadsToPage,
      !facts.concepts.containsAny(of: .example, .own, .deny, .retired, .not),
      facts.concepts.contains(.note) && !TextFacts([value]).holdsAddress
        || TextFacts([value]).isOnlyAddresses
    else { return nil }
    return (label, [value])
  }

  /// Whether a field's value names the far ends of its record; what describes it only mentions some.
  static func holdsFarEnd(_ field: (label: String, lines: [SourceLine])) -> Bool {
    TextFacts(field.lines).holdsAddress
      && (!TextFacts(field.label, line: 1).concepts.containsAny(of: .service, .note)
        || TextFacts(field.lines).isOnlyAddresses)
  }

  /// Whether a label is one of ports.
  static func namePorts(_ fields: [(label: String, lines: [SourceLine])]) -> Bool {
    fields.contains { TextFacts($0.label, line: 1).concepts.contains(.port) }
  }

  /// Whether fields with an address have ports too, or say where a connection comes from and goes to.
  static func leadSomewhere(_ fields: [(label: String, lines: [SourceLine])]) -> Bool {
    func says(_ concept: Concept) -> Bool {
      fields.contains { TextFacts($0.label, line: 1).concepts.contains(concept) }
    }
    return namePorts(fields)
      || fields.contains { TextFacts($0.lines).addresses.items.contains { $0.ports != nil } }
      || says(.source) && says(.destination)
  }

  /// Whether fields without an address say what a rule has: one label for ports, and others for what
  /// belongs to them.
  static func statesRule(_ fields: [(label: String, lines: [SourceLine])]) -> Bool {
    let labels = fields.map { TextFacts($0.label, line: 1) }
    let ports = labels.filter { $0.concepts.contains(.port) }
    let isRange =
      ports.count == 2 && ports.allSatisfy { $0.concepts.containsAny(of: .first, .last) }
    return (ports.count == 1 || isRange)
      && labels.contains {
        !$0.concepts.contains(.port)
          && ($0.concepts.containsAny(of: .transportProtocol, .direction, .service, .note)
            || $0.asksForVerdict || $0.isTransport)
      }
  }

  /// The field in a line, such as "Ports: 22 and 5900-5909"; nil if its label names nothing
  /// that endpoints have.
  static func field(_ line: SourceLine) -> (label: String, lines: [SourceLine])? {
    let text = line.text
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" || $0 == "=" }) else {
      return nil
    }
    let label = String(text[..<colon]).folded.trimmingMarks
    guard !label.isEmpty, label.count <= 40, !label.contains("//") else { return nil }
    let value = String(text[text.index(after: colon)...]).trimmed
    let words = label.split { !$0.isLetter && !$0.isNumber }
    guard words.count <= 5 else { return nil }
    let facts = TextFacts(label, line: line.number)
    // "Server port (default 2350): TCP" tells a port, and is no label for ports.
    guard !facts.holdsAddress, !(facts.saysPorts && facts.tokens.contains(where: \.isNumber)),
      facts.concepts.containsAny(
        of: .port, .address, .host, .network, .transportProtocol, .direction, .source, .destination,
        .service, .group, .mask) || facts.asksForVerdict || facts.tellsOldOrNew
        || facts.namesHelper && TextFacts(value, line: line.number).holdsAddress
        || facts.tokens.count(where: { $0.transport != nil }) > 1
        || facts.isTransport && TextFacts(value, line: line.number).isAnswer,
      facts.tokens.count(where: { $0.transport != nil }) != 1 || facts.concepts.contains(.port)
        || TextFacts(value, line: line.number).isAnswer
    else { return nil }
    if facts.leadsToPage, TextFacts(value, line: line.number).holdsAddress { return nil }
    return (label, [SourceLine(number: line.number, text: value)])
  }
}

extension TextFacts {
  /// "Old", "New", "Remove", "Add": labels of a change.
  fileprivate var tellsOldOrNew: Bool {
    tokens.count == 1
      && (SentenceWords.before.contains(lower) || SentenceWords.new.contains(lower)
        || SentenceWords.removals.contains(lower) || SentenceWords.creations.contains(lower))
  }

  /// "Find the IP addresses of these hosts here": a page follows.
  var leadsToPage: Bool {
    tokens.last.map { SentenceWords.here.contains($0.lower) } ?? false
  }

  /// "Gateway", "DNS server", "Proxy": what a network has, and no vendor's far end.
  fileprivate var namesHelper: Bool {
    tokens.count <= 2 && ["gateway", "dns", "proxy"].contains(tokens.first?.lower ?? "")
  }

  /// "Yes", "✓", "no"
  fileprivate var isAnswer: Bool { tokens.count <= 1 && (yesOrNo != nil || tick != nil) }

  /// "Action", "Status", "Enabled": a label whose value says whether something is to be allowed.
  fileprivate var asksForVerdict: Bool {
    tokens.count <= 3 && !holdsAddress && !saysPorts
      && (concepts.containsAny(of: .action, .status, .validity)
        || tokens.contains {
          SentenceWords.enabled.contains($0.lower) || SentenceWords.requirements.contains($0.lower)
        })
  }
}

extension String {
  /// Without the marks that surround emphasized words.
  var trimmingMarks: String {
    var text = Substring(self)
    while let first = text.first, "*_`-•·'\"".contains(first) || first.isWhitespace {
      text.removeFirst()
    }
    while let last = text.last, "*_`'\"".contains(last) || last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension TextFacts {
  /// "This port should not be exposed", "exposing the port is not recommended": beside the only port of a record.
  fileprivate var forbidsPortOfRecord: Bool {
    guard concepts.containsAny(of: .not, .deny), concepts.contains(.port) else { return false }
    return forbidsThisPort
      || clauses.joined().contains {
        $0.joint == .main && $0.deniesOpening && !$0.tells && $0.facts.concepts.contains(.port)
      }
  }
}
