import EndpointModel

/// What a layout tells of keys. Without a layout, none of this does anything.
extension DataReading {
  /// Notes under which key the reading is.
  mutating func enter(_ scope: Scope) {
    guard let layout else { return }
    markParts()
    layout.enter(key: scope.key)
  }

  /// The endpoints since the last time are of the part that was read until now.
  private mutating func markParts() {
    if partOf.count < endpoints.count { layout?.use() }
    while partOf.count < endpoints.count { partOf.append(layout?.current) }
  }

  mutating func note(_ reading: TableReading, _ scope: Scope) {
    tables += reading.understanding
    guard let layout else { return }
    layout.fit(reading)
    for place in tables.indices.suffix(reading.understanding.count) {
      layout.note(columns: tables[place].columns.map(\.header))
      tables[place].around = scope.inWords
      layout.explain(place)
    }
  }

  /// Applies the defaults of keys, and notes how each was understood.
  mutating func applyLayout() {
    guard let layout else { return }
    markParts()
    var found: [Int: [Endpoint]] = [:]
    var all: [Endpoint] = []
    for (endpoint, part) in zip(endpoints, partOf) {
      let completed = part.map { layout.completed([endpoint], of: $0) } ?? [endpoint]
      all += completed
      if let part { found[part, default: []] += completed }
    }
    endpoints = all
    tables = layout.understanding(tables, found, findings.all)
    findings.add(notesOf: layout)
  }
}
