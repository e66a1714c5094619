import EndpointModel

/// What a layout tells of the elements of a document. Without a layout, none of this does anything.
extension Interpreter {
  /// Notes which element is read next.
  func enter(_ place: LayoutFitting.Place?, _ state: inout State) {
    guard let layout, let place else { return }
    layout.current = place.part
    layout.meaning = place.meaning
    state.scope.told = layout.told
  }

  /// The endpoints with what is told of the row, item or sentence that they are of.
  func asTold(_ endpoints: [Endpoint], _ line: Int) -> [Endpoint] {
    layout?.meaning?.applied(to: endpoints, service: nil, group: nil, line: line) ?? endpoints
  }

  /// Notes addresses of running text, which may repeat what tables and lists say.
  mutating func mention(_ found: [Endpoint], _ line: Int) {
    if layout?.isTaken ?? false {
      add(found, sectionCount, line)
    } else {
      gathered.mention(asTold(found, line), part: layout?.current)
    }
  }

  /// Reads a sentence whose ports or protocol are told: its words count for nothing but addresses.
  /// False if nothing is told of it.
  mutating func readAsTold(_ lines: [SourceLine], _ state: inout State) -> Bool {
    guard layout?.meaning?.tellTerms ?? false else { return false }
    let facts = TextFacts(lines)
    add(told(facts, state.inner), state.section, facts.line)
    return true
  }

  /// Reads an item of which something is told.
  mutating func read(
    _ item: Outline.Item, as meaning: [Layout.Meaning], _ scope: Scope, _ section: Int
  ) {
    let outer = layout?.meaning
    layout?.meaning = meaning
    defer { layout?.meaning = outer }
    if meaning.tellTerms, item.children.isEmpty {
      let facts = TextFacts(item.lines)
      add(told(facts, scope), section, facts.line)
    } else {
      read(item: item, scope, section)
    }
  }

  /// Endpoints for the addresses of a text, or one without an address, to be given what is told.
  private func told(_ facts: TextFacts, _ scope: Scope) -> [Endpoint] {
    let addresses = facts.addresses.items.filter { !$0.isLink && !$0.mayBeFile }
    let (service, group) = RowNames.names(own: nil, group: nil, label: nil, scope)
    let places: [EndpointAddress?] = addresses.isEmpty ? [nil] : addresses.map(\.address)
    return places.map {
      Endpoint(
        service: service, group: group, address: $0, direction: scope.direction, line: facts.line)
    }
  }

  // MARK: How parts are understood

  /// Notes how a table was understood.
  mutating func note(_ reading: TableReading, _ scope: Scope) {
    guard let layout else {
      tables += reading.understanding
      return
    }
    layout.fit(reading)
    for var understood in reading.understanding {
      layout.note(columns: understood.columns.map(\.header))
      understood.kind = layout.current.map { layout.parts[$0].kind } ?? .table
      understood.around = scope.inWords
      tables.append(understood)
      layout.explain(tables.count - 1)
    }
  }

  /// Applies the defaults of tables and lists, and notes how each part was understood.
  mutating func applyLayout() {
    guard let layout else { return }
    for place in gathered.batches.indices {
      guard let part = gathered.batches[place].part else { continue }
      gathered.batches[place].endpoints = layout.completed(
        gathered.batches[place].endpoints, of: part)
    }
    let found = Dictionary(grouping: gathered.batches.filter { $0.part != nil }) { $0.part! }
      .mapValues { $0.flatMap(\.endpoints) }
    tables = layout.understanding(tables, found, findings.all)
    findings.add(notesOf: layout)
  }
}

extension Findings {
  /// Notes what a layout left out.
  mutating func add(notesOf layout: LayoutFitting) {
    let left = layout.parts.filter { $0.leftOut != nil && $0.isNamed }
    guard let first = left.first else { return }
    add(
      .note, "left-out-by-layout", line: first.lines.lowerBound, quote: first.shown,
      left.count == 1
        ? "the layout leaves out a table or list"
        : "the layout leaves out \(left.count) tables and lists")
  }
}

extension Scope {
  /// What is around says of all rows, for people.
  var inWords: [String] {
    let terms = terms.filter { $0.ports != nil }.map { term in
      [(term.transport ?? term.usualTransport)?.description.uppercased(), term.ports?.description]
        .compactMap { $0 }.joined(separator: " ")
    }
    let named = terms.isEmpty ? transport.map { [$0.description.uppercased()] } ?? [] : terms
    return named + (direction.map { [$0.rawValue] } ?? [])
  }
}
