import EndpointModel

/// Records: "label: value" in lines and items.
extension Interpreter {
  /// A paragraph of "label: value" lines, with or without a name above them.
  mutating func readStanza(_ lines: [SourceLine], _ state: inout State) -> Bool {
    guard lines.count >= 2 else { return false }
    var record = Record()
    var rest = lines[...]
    if Record.field(rest[0]) == nil, Record.sideField(rest[0]) == nil {
      let facts = TextFacts([rest[0]])
      guard !facts.holdsAddress, !facts.saysPorts, facts.text.utf8.count <= 120 else {
        return false
      }
      record.name = rest[0].withoutColon
      rest = rest.dropFirst()
    }
    var sideFields = 0
    for line in rest {
      if let field = Record.field(line) {
        record.fields.append(field)
      } else if let field = Record.sideField(line) {
        sideFields += 1
        record.fields.append(field)
      } else {
        return false
      }
    }
    guard sideFields == 0 || record.fields.count - sideFields >= 2 else { return false }
    record.fields = withoutBeside(record.fields)
    record.addProtocolOfName()
    // "Rule 1: from 192.0.2.1 to 203.0.113.1, TCP 443": each line is a rule.
    let whole = record.fields.count { field in
      let facts = TextFacts(field.lines)
      return facts.holdsAddress && facts.saysPorts
    }
    guard whole < 2, record.fields.count >= 2 || record.name != nil || whole > 0 else {
      return false
    }
    // "Relay", "These ports are opened:" introduce what follows.
    guard record.fields.contains(where: { !$0.lines.allSatisfy(\.isBlank) }) else { return false }
    let holds = record.fields.contains {
      let (value, label) = (TextFacts($0.lines), TextFacts($0.label, line: 1))
      return value.holdsAddress || label.concepts.contains(.port)
        || value.isAny && label.concepts.containsAny(of: .address, .host, .network)
    }
    guard holds else { return false }
    // "Service: Sign-in" names the record itself.
    let records = Record.split(record.fields, name: record.name)
    read(records: records, state.inner, state.section, isData: records.count > 1)
    state.last = gathered.batches.indices.last.map { $0..<$0 + 1 }
    state.statement?.isUsed = true
    state.labelRun = 0
    return true
  }

  /// The fields without those that are no far ends, of which it tells.
  mutating func withoutBeside(
    _ fields: [(label: String, lines: [SourceLine])]
  ) -> [(label: String, lines: [SourceLine])] {
    fields.filter { field in
      guard Record.isBeside(field, among: fields) else { return true }
      findings.add(
        .note, "address-beside", line: field.lines.first?.number,
        quote: "\(field.label): \(field.lines.text)".abridged(to: 200),
        "what this field is called says that its address is none to allow")
      return false
    }
  }

  /// - Parameter isData: whether a blank means no value, not the one above.
  mutating func read(
    records: [Record], _ scope: Scope, _ section: Int, isData: Bool = false
  ) {
    if scope.isTakenBack {
      noteTakenBack(line: records.first?.fields.first?.lines.first?.number, scope.names.last)
      leaveOut(records.flatMap { $0.fields.flatMap(\.lines) }, scope)
      return
    }
    var table = Record.table(of: records)
    table.told = layout?.toldColumns
    let line = records.first?.fields.first?.lines.first?.number ?? 0
    addRows(of: table, scope, section, line, isData: isData)
  }

  /// Reads a table that was put together from lines or items.
  mutating func addRows(
    of table: Table, _ scope: Scope, _ section: Int, _ line: Int, isData: Bool = false
  ) {
    let reading = TableReading(table, scope: scope, isData: isData)
    for finding in reading.findings.all where finding.code != "table-left-alone" {
      findings.add(finding)
    }
    note(reading, scope)
    add(reading.endpoints, section, line)
  }

  /// The records that the items of one list make as their fields; nil if these state no rule.
  mutating func fieldRecords(of items: [Outline.Item], _ scope: Scope) -> [Record]? {
    guard items.count >= 2, items.allSatisfy({ $0.meaning == nil }) else { return nil }
    var fields = items.map { Record.field(of: $0) }
    guard zip(items, fields).allSatisfy({ $0.children.isEmpty || $1 != nil }) else { return nil }
    if fields.count(where: { $0 != nil }) >= 2 {
      for (place, item) in items.enumerated() where fields[place] == nil {
        fields[place] = Record.sideField(item.lines.joinedLine)
      }
    }
    let filled = withoutBeside(fields.compactMap { $0 })
    let others = zip(items, fields).filter { $1 == nil }.map(\.0)
    var records = Record.split(filled)
    // "Recommendation: this port should not be exposed to the public."
    if records.count == 1, let remark = others.first(where: { TextFacts($0.lines).forbidsThisPort })
    {
      records[0].fields.append(("Note", remark.lines))
    }
    guard filled.count >= 2, others.allSatisfy({ !$0.statesFacts }), others.count <= filled.count,
      records.allSatisfy({ $0.fields.count > 1 })
    else { return nil }
    if filled.contains(where: Record.holdsFarEnd) {
      return Record.leadSomewhere(filled) ? records : nil
    }
    let isBelowItsHost = scope.names.last.map { TextFacts($0, line: 1).isBareAddresses } ?? false
    if !isBelowItsHost, filled.contains(where: { TextFacts($0.lines).holdsAddress }) {
      return Record.namePorts(filled) ? records : nil
    }
    guard others.isEmpty, Record.statesRule(filled) else { return nil }
    // "Description: replaces old.example", below a heading with the host itself.
    return records.map { record in
      var record = record
      record.fields.removeAll { TextFacts($0.lines).holdsAddress }
      return record
    }
  }

  /// The record that an item makes with its children; nil if it makes none.
  func record(of item: Outline.Item) -> Record? {
    guard !item.children.isEmpty else { return nil }
    var record = Record()
    let facts = TextFacts(item.lines)
    // "Do not open:", above hosts.
    guard facts.opensWhatFollows ?? !facts.isTakenBackWherePortsAre else { return nil }
    // How many lines hold addresses, and whether one of them has ports of its own.
    var hosts = 0
    var hasOwnPorts = false
    // How many of them have ports inside their item.
    var owners = 0
    if let field = Record.field(item.lines.joinedLine),
      TextFacts(field.lines).holdsAddress || facts.saysPorts
    {
      record.fields.append(field)
    } else if facts.isOnlyAddresses, item.children.isFieldsOfAddress {
      record.fields.append(("Address", item.lines))
    } else if facts.holdsAddress || facts.saysPorts {
      return nil
    } else {
      record.name = item.lines.joinedLine.withoutColon
    }
    var hasAddress = record.fields.contains { TextFacts($0.lines).holdsAddress }
    var hasPorts = false
    // How many state ports and no address.
    var portItems = 0
    var count = 0
    func collect(_ items: [Outline.Item]) -> Bool {
      for child in items {
        let line = child.lines.joinedLine
        if line.text.isCommand { continue }
        let facts = TextFacts(child.lines)
        if facts.concepts.contains(.example) { continue }
        let isSentence =
          facts.text.hasSuffix(".") && facts.leftoverWords.count > 3
          || facts.leftoverWords.count > 12
        if isSentence, Record.field(line) == nil || facts.leftoverWords.count > 12 { continue }
        if var field = Record.field(line) ?? (count >= 1 ? Record.sideField(line) : nil) {
          // "Hosts:" with its values below.
          let inner = child.children.filter { Record.field($0.lines.joinedLine) == nil }
          let label = TextFacts(field.label, line: line.number).concepts
          if field.lines.allSatisfy(\.isBlank), !inner.isEmpty {
            field.lines = inner.flatMap(\.lines)
          }
          let value = TextFacts(field.lines)
          if value.holdsAddress {
            hasAddress = true
            hosts += 1
            if value.saysPorts { hasOwnPorts = true }
            if child.children.contains(where: \.statesPorts) { owners += 1 }
            if child.children.contains(where: \.statesPorts),
              items.count(where: \.holdsAddress) > 1
            {
              hasOwnPorts = true
            }
          }
          if label.contains(.port) { hasPorts = true }
          record.fields.append(field)
          count += 1
          if !collect(child.children.filter { Record.field($0.lines.joinedLine) != nil }) {
            return false
          }
        } else if facts.holdsAddress {
          // A host with its own description is separate.
          guard
            facts.isOnlyAddresses || facts.saysPorts && facts.nameRest.isEmpty
              || facts.isNameWithAddress && items.count(where: \.holdsAddress) == 1
          else { return false }
          hasAddress = true
          hosts += 1
          if facts.saysPorts { hasPorts = true }
          if facts.saysPorts || child.children.contains(where: \.statesPorts) { hasOwnPorts = true }
          record.fields.append(("Address", child.lines))
          if !collect(child.children) { return false }
        } else if facts.saysPorts || facts.isTransport {
          // "TCP 443" with hosts below: theirs alone.
          if child.children.contains(where: \.holdsAddress) { return false }
          guard facts.nameRest.isEmpty || hasAddress || items.count <= 3 else { return false }
          hasPorts = true
          portItems += 1
          record.fields.append(("Ports", child.lines))
          if !collect(child.children) { return false }
        } else {
          // "Primary", "Backup": groups with hosts of their own.
          let groups = items.count { $0.holdsAddress && !TextFacts($0.lines).holdsAddress }
          if groups > 1 && child.children.contains(where: \.statesPorts) { return false }
          if !collect(child.children) { return false }
        }
      }
      return true
    }
    guard collect(item.children),
      hasAddress && hasPorts || count >= 2 && (hasAddress || hasPorts)
        || facts.isOnlyAddresses && item.children.isFieldsOfAddress,
      // "a.example (TCP 25)", "b.example (TCP 587)": each host has its own ports, and no other's.
      hosts < 2 || !hasOwnPorts && owners < 2,
      // "443/tcp from anywhere", "22/tcp from 192.0.2.5": each its own rule.
      !hasOwnPorts || portItems == 0
    else { return nil }
    return record
  }
}

extension [Outline.Item] {
  /// Whether they are the fields of the address above them: two or more, or its protocol.
  fileprivate var isFieldsOfAddress: Bool {
    let fields = map { Record.field(of: $0) ?? Record.sideField($0.lines.joinedLine) }
    guard fields.allSatisfy({ $0 != nil }) else { return false }
    return fields.count > 1
      || fields.contains { field in
        field.map { TextFacts($0.label, line: 1).concepts.contains(.transportProtocol) } ?? false
      }
  }
}
