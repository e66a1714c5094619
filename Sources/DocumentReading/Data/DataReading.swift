import EndpointModel

/// Reads data of any shape: objects with an address are rows of a table whose headers are their
/// keys; whatever is above or next to them applies to them.
struct DataReading {
  var endpoints: [Endpoint] = []
  var findings = Findings()
  var tables: [TableUnderstanding] = []
  /// The layout that it is read with.
  let layout: LayoutFitting?
  /// With a layout, the part of each endpoint.
  var partOf: [Int?] = []
  /// Whether anything in it is an address.
  private var holdsAddress = false
  private(set) var title: String?
  private(set) var version: String?

  init(_ root: DataNode, layout: Layout? = nil) {
    self.layout = layout.map { LayoutFitting($0) }
    let rows = root.withRowsOfColumns.withAddressKeysAsRows
    let root = self.layout?.lay(rows) ?? rows
    let fields = root.fields
    title =
      fields.first { ["title", "name", "label"].contains($0.key.lowercased()) }?.node.scalar?
      .foldedOrNil
    version =
      ["version", "syncToken", "etag", "serial"].lazy
      .compactMap { key in fields.first { $0.key == key }?.node.scalar?.foldedOrNil }.first
    DataKeys.$current.withValue(DataKeys()) {
      holdsAddress = root.holdsAddress
      read(root, Scope(), isRoot: true)
      if endpoints.isEmpty, !holdsAddress { readPortsAlone(root, Scope()) }
      applyLayout()
    }
    checkEnvelope(root)
    checkPages(root)
    checkTotal(root)
  }

  // MARK: The walk

  mutating func read(_ node: DataNode, _ scope: Scope, isRoot: Bool = false) {
    switch node.content {
    case .object:
      if let denial = node.denial {
        if node.holdsAddress {
          findings.add(
            .note, "row-denied", line: node.line, quote: denial,
            "the entry says \(denial); it is none to allow")
        }
        return
      }
      warnOfUnknownVerdict(node)
      readObject(node, scope, isRoot: isRoot)
    case .list(let elements): readList(elements, scope, line: node.line)
    default: break
    }
  }

  mutating func readList(_ elements: [DataNode], _ scope: Scope, line: Int) {
    let texts = elements.filter { $0.scalar != nil }
    if !texts.isEmpty { readTexts(texts, scope) }
    var rows: [DataNode] = []
    let areRows = elements.map(\.isRow)
    let hasRows = areRows.contains(true)
    for (element, isRow) in zip(elements, areRows) where element.scalar == nil {
      if isRow || hasRows && element.statesPortsAlone, element.denial == nil {
        warnOfUnknownVerdict(element)
        rows.append(element)
      } else {
        readRows(rows, scope)
        rows = []
        read(element, scope)
      }
    }
    readRows(rows, scope)
  }

  /// Reads a list of texts if most of them are addresses, or its key says that they are.
  private mutating func readTexts(_ texts: [DataNode], _ scope: Scope) {
    let facts = texts.map { TextFacts($0.scalar ?? "", line: $0.line) }
    let holding = facts.filter { $0.isDataAddress }
    enter(scope)
    guard !holding.isEmpty,
      holding.count * 2 > facts.count(where: { !$0.isBlank }) || scope.namesAddresses
    else { return }
    for fact in facts {
      if fact.isBlank { continue }
      for problem in fact.addresses.problems {
        findings.add(problem)
      }
      if fact.addresses.items.isEmpty, fact.addresses.problems.isEmpty {
        findings.add(
          .error, "address-not-understood", line: fact.line, quote: fact.text.abridged(to: 100),
          "\"\(fact.text.abridged(to: 60))\" is not an address; it was left out")
      }
      for item in fact.addresses.items { add(item, fact, scope) }
    }
  }

  mutating func add(_ item: AddressFacts.Item, _ facts: TextFacts, _ scope: Scope) {
    for remark in item.remarks {
      findings.add(
        TableReading.severity(of: remark), remark.code, line: item.line,
        quote: facts.text.abridged(to: 100), remark.message)
    }
    var terms = facts.textPorts.stated
    if terms.isEmpty { terms = scope.terms }
    if let ports = item.ports {
      terms = [PortTerm(transport: item.transport ?? scope.transport, ports: .numbers(ports))]
    }
    if terms.isEmpty { terms = [PortTerm(transport: scope.transport, ports: nil)] }
    let (service, group) = RowNames.names(own: nil, group: nil, label: item.label, scope)
    for term in terms {
      let transport = term.transport ?? scope.transport ?? term.usualTransport
      endpoints.append(
        Endpoint(
          service: service, group: group, written: item.written,
          ports: term.ports(over: transport), transport: transport,
          direction: scope.direction, line: item.line))
    }
  }

  mutating func readObject(_ node: DataNode, _ outer: Scope, isRoot: Bool) {
    guard case .object(let members) = node.content else { return }
    if node.isRow {
      readRows([node], outer)
      return
    }
    if !isRoot, !node.holdsAddress {
      if holdsAddress { readPortsAlone(node, outer, isBesideAddresses: true) }
      return
    }
    var scope = outer
    // A rule without ports is for all protocols.
    if node.isNetworkPolicy { scope.namesPorts = true }
    let own = node.fields
    let start = endpoints.count
    var aside = outer
    if node.isFirewallZone { aside.namesPorts = true }
    defer { readUnusedPorts(members, aside, since: start) }
    if let name = node.ownName(isRoot: isRoot) {
      // An object's own name replaces the key that it is under.
      if !scope.labels.isEmpty, scope.namesOwnKey {
        scope.labels[scope.labels.count - 1] = name
      } else {
        scope.labels.append(name)
      }
    }
    apply(members, to: &scope)
    applyPortsBeside(members, to: &scope)
    for (key, child) in members {
      let concepts = key.asKey.concepts
      if key.asKey.isIdentifier { continue }
      if key.asKey.isPast {
        if child.holdsAddress {
          findings.add(
            .note, "field-left-out", line: child.line, quote: key,
            "\(key) tells of no current endpoints")
        }
        continue
      }
      if child.scalar != nil || concepts.contains(.port) && !child.holdsAddress { continue }
      var inner = scope
      if let direction = key.asKey.direction { inner.direction = direction }
      inner.namesAddresses = concepts.containsAny(of: .address, .host, .network, .destination)
      inner.namesOwnKey = false
      inner.namesPorts = inner.namesPorts || key.asKey.namesFirewall
      inner.key = key
      if concepts.contains(.port) { inner.namesPorts = true }
      if let named = key.asKey.ownTransport, child.scalar == nil { inner.transport = named }
      if let terms = ports(of: key, child, scope) {
        inner.terms = terms
      } else if !key.asKey.isContainer {
        inner.labels.append(key.foldedOrNil ?? key)
        inner.namesOwnKey = true
      }
      read(child, inner)
    }
    // A lone address among other fields, under a key that says that it is one.
    // Where others are nested in the object, it is one itself only if it states ports.
    let statesPorts = members.contains {
      $0.key.asKey.concepts.contains(.port) && $0.node.portTexts != nil
    }
    let nests = members.contains { $0.node.scalar == nil && $0.node.holdsAddress }
    if nests, !statesPorts { return }
    for (key, child) in own where !key.asKey.isPast && !key.asKey.isIdentifier {
      guard key.asKey.concepts.containsAny(of: .address, .host, .network)
      else { continue }
      let facts = TextFacts(child.scalar ?? "", line: child.line)
      guard facts.isDataAddress else { continue }
      for item in facts.addresses.items { add(item, facts, scope) }
    }
  }

  /// `tcp: {"443": [addresses]}`, `"443/tcp": [addresses]`: the ports that a key is of the addresses below
  /// it; nil if it is none. A number that nothing calls a port is told.
  private mutating func ports(of key: String, _ child: DataNode, _ scope: Scope) -> [PortTerm]? {
    guard key.utf8.first?.isDigit ?? false, key.utf8.count <= 40, child.holdsAddress else {
      return nil
    }
    let facts = TextFacts(key, line: child.line)
    guard !facts.holdsAddress, facts.isNumbers || facts.saysPorts, facts.leftoverWords.count <= 1
    else { return nil }
    let terms = facts.cellPorts.terms.filter { $0.ports != nil }
    if terms.isEmpty || !facts.cellPorts.problems.isEmpty { return nil }
    guard scope.transport != nil || scope.namesPorts || facts.saysPorts else {
      findings.add(
        .warning, "ports-named", line: child.line, quote: key,
        "the key may be a port of the addresses below it, and nothing says so; it was left out")
      return nil
    }
    return terms.map {
      PortTerm(
        transport: $0.transport ?? scope.transport, usualTransport: $0.usualTransport,
        ports: $0.ports)
    }
  }

  /// `{"attributes": {"address": …}, "meta": {"port": 443}}`: the ports that stand in the object beside the
  /// only one with addresses are theirs.
  private mutating func applyPortsBeside(
    _ members: [(key: String, node: DataNode)], to scope: inout Scope
  ) {
    guard scope.terms.isEmpty, members.count(where: { $0.node.holdsAddress }) == 1 else { return }
    let beside = members.filter { key, node in
      guard case .object(let inner) = node.content, !key.asKey.isPast, !node.holdsAddress else {
        return false
      }
      return inner.contains { $0.key.asKey.concepts.contains(.port) && $0.node.scalar != nil }
    }
    guard beside.count == 1, case .object(let inner) = beside[0].node.content else { return }
    apply(inner, to: &scope)
  }

  /// Takes over the ports, protocol and direction that an object states for everything inside it.
  mutating func apply(_ members: [(key: String, node: DataNode)], to scope: inout Scope) {
    var terms: [PortTerm] = []
    let range = Self.portRange(members)
    if let range { terms.append(PortTerm(ports: .numbers(range))) }
    for (key, child) in members {
      let words = key.asKey.facts
      if range != nil, words.concepts.contains(.port), key.asKey.isRangeEnd { continue }
      let named = words.tokens.compactMap(\.transport).first
      if words.concepts.contains(.port) || named != nil,
        let texts = child.portTexts ?? child.namedPorts
      {
        for text in texts {
          for var term in TextFacts(text, line: child.line).cellPorts.terms where term.ports != nil
          {
            term.transport = term.transport ?? named
            if !terms.contains(term) { terms.append(term) }
          }
        }
      } else if words.concepts.contains(.transportProtocol), let text = child.joinedScalars,
        let transport = TextFacts(text, line: child.line).transport
      {
        scope.transport = transport
      } else if words.concepts.contains(.direction), let text = child.joinedScalars {
        scope.direction = TextFacts(text, line: child.line).columnDirection ?? scope.direction
      }
    }
    if !terms.isEmpty {
      scope.terms = terms.map {
        PortTerm(
          transport: $0.transport ?? scope.transport, usualTransport: $0.usualTransport,
          ports: $0.ports)
      }
    }
  }

  /// `FromPort` and `ToPort`, `port_range_min` and `port_range_max`, `port` and `endPort`.
  static func portRange(_ members: [(key: String, node: DataNode)]) -> PortSet? {
    func port(_ isWanted: (ConceptSet) -> Bool) -> UInt16? {
      for (key, node) in members {
        let concepts = key.asKey.concepts
        if concepts.contains(.port), isWanted(concepts),
          let port = node.scalar.flatMap({ UInt16($0) })
        {
          return port
        }
      }
      return nil
    }
    let high = port { $0.contains(.last) && !$0.contains(.first) }
    guard let high else { return nil }
    let low =
      port { $0.contains(.first) && !$0.contains(.last) }
      ?? port { !$0.contains(.first) && !$0.contains(.last) }
    guard let low, low <= high, low > 0 else { return nil }
    return PortSet([low...high])
  }

  // MARK: Rows

  mutating func readRows(_ rows: [DataNode], _ scope: Scope) {
    if rows.isEmpty { return }
    var scope = scope
    scope.namesAddresses = false
    enter(scope)
    scope.told = layout?.told
    let records = rows.map { Record(fields: $0.rowFields) }
    // Rows that share no key with the first are another table, and so are rows that would add too
    // many columns: a table has a cell for each key in each row.
    let mostColumns = 200
    var start = 0
    while start < records.count {
      let labels = Set(records[start].fields.map(\.label))
      var columns = labels
      var end = start + 1
      while end < records.count {
        let more = records[end].fields.map(\.label)
        if labels.isDisjoint(with: more) { break }
        let widened = columns.union(more)
        if widened.count > max(mostColumns, columns.count) { break }
        columns = widened
        end += 1
      }
      var table = Record.table(of: Array(records[start..<end]))
      table.told = layout?.toldColumns
      layout?.tell(&table)
      let reading = TableReading(table, scope: scope, isData: true)
      for finding in reading.findings.all where finding.code != "table-left-alone" {
        findings.add(finding)
      }
      endpoints += reading.endpoints
      note(reading, scope)
      start = end
    }
    // What is nested in a row has the row's name and terms.
    for row in rows {
      guard case .object(let members) = row.content else { continue }
      for (key, child) in members
      where child.scalar == nil && child.flatTexts == nil && child.portTexts == nil {
        if key.asKey.isPast || !child.holdsAddress { continue }
        var inner = scope
        if let name = row.fields.first(where: { $0.key.asKey.isName })?.node.scalar?.foldedOrNil {
          inner.labels.append(name)
        }
        apply(members, to: &inner)
        inner.key = key
        if !key.asKey.isContainer { inner.labels.append(key) }
        read(child, inner)
      }
    }
  }
}
