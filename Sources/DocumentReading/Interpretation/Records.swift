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
      || SentenceWords.masks.contains(words.joined(separator: " "))
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
      let starts = words.indices.filter { place in
        words[place].last == ":" && words[place].count > 1
          && field(SourceLine(number: line.number, text: "\(words[place]) x")) != nil
      }
      // Ports must be among them: a sentence with two colons is not a record.
      let saysPorts = starts.contains {
        Lexicon.concepts(of: words[$0].dropLast().lowercased()).contains(.port)
      }
      guard starts.count > 1, starts.first == words.startIndex, saysPorts else { return [line] }
      return zip(starts, starts.dropFirst() + [words.endIndex]).map { start, end in
        SourceLine(number: line.number, text: words[start..<end].joined(separator: " "))
      }
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
    guard !facts.holdsAddress,
      facts.concepts.containsAny(
        of: .port, .address, .host, .network, .transportProtocol, .direction, .source, .destination,
        .service, .group, .mask) || facts.asksForVerdict || facts.tellsOldOrNew
        || facts.namesHelper && TextFacts(value, line: line.number).holdsAddress
        || facts.tokens.count(where: { $0.transport != nil }) > 1,
      facts.tokens.count(where: { $0.transport != nil }) != 1 || facts.concepts.contains(.port)
    else { return nil }
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

  /// "Gateway", "DNS server", "Proxy": what a network has, and no vendor's far end.
  fileprivate var namesHelper: Bool {
    tokens.count <= 2 && ["gateway", "dns", "proxy"].contains(tokens.first?.lower ?? "")
  }

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
