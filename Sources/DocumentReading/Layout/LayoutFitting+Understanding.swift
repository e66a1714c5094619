import EndpointModel

/// How the parts of a document were understood, for people and for comparison with a later one.
extension LayoutFitting {
  /// Notes that an understanding is that of the part that is being read.
  func explain(_ understanding: Int) {
    if let current { explained[current, default: []].append(understanding) }
  }

  /// The endpoints of a part with what is meant where it states nothing; without those that do not
  /// count.
  func completed(_ endpoints: [Endpoint], of part: Int) -> [Endpoint] {
    let counting =
      layout.countsAddressesOnly ? endpoints.filter { $0.address != nil } : endpoints
    if counting.isEmpty, !endpoints.isEmpty {
      leaveOut(part, because: "the layout says: \(Layout.Correction.addressesOnly.text)")
    }
    return counting.map(parts[part].told.defaults.completing)
  }

  /// All parts in document order: tables as they were understood, and the lists and sentences that
  /// gave endpoints or might have.
  ///
  /// - Parameters:
  ///   - tables: as noted by `explain`.
  ///   - found: the endpoints of each part.
  func understanding(
    _ tables: [TableUnderstanding], _ found: [Int: [Endpoint]], _ findings: [Finding]
  ) -> [TableUnderstanding] {
    let notes = findings.filter { $0.line != nil }.sorted()
    var out: [TableUnderstanding] = []
    for (place, part) in parts.enumerated() {
      let endpoints = found[place] ?? []
      var mine = (explained[place] ?? []).map { tables[$0] }
      // The items of a list may be records, which are tables inside it.
      let isTable = [.table, .object].contains(part.kind)
      if mine.isEmpty || !isTable {
        var whole = TableUnderstanding(line: part.lines.lowerBound, columns: [])
        whole.columns = mine.count == 1 ? mine[0].columns : []
        whole.around = mine.first?.around ?? []
        whole.rows = max(part.rows, mine.reduce(0) { $0 + $1.rows })
        // A list may stand in one line.
        let places = max(Set(endpoints.map(\.line)).count, Set(endpoints.map(\.address)).count)
        whole.rowsRead = min(whole.rows, places)
        mine = [whole]
      }
      for i in mine.indices {
        mine[i].kind = part.kind
        mine[i].name = part.shown
      }
      mine[mine.count - 1].endpoints = endpoints.count
      if endpoints.isEmpty {
        let note = part.leftOut ?? notes.first { part.lines.contains($0.line!) }?.message
        // Running text and settings without any facts are not worth telling.
        guard isTable || note != nil, part.isNamed || part.leftOut == nil else { continue }
        for i in mine.indices { mine[i].leftOut = note ?? "nothing in it opens anything" }
      }
      out += mine
    }
    return out
  }
}
