import EndpointModel

/// Which column of a table holds what.
///
/// Each column gets a score for each role, from the words of its header and from what its cells
/// hold; the highest scores are assigned first. So a header in an unknown language costs little,
/// and one that the cells contradict does not count.
struct Columns {
  var roles: [ColumnRole?]
  let evidence: [ColumnEvidence]
  /// Whether the only addresses are in a column of sources.
  var isInbound = false
  /// The column of ports that is the source's by its place alone.
  var portsByOrder: Int?
  /// Those that others lead to: "Container port" beside "Host port".
  var innerPorts: [Int] = []
  /// Those of before, beside the new ones.
  var formerPorts: [Int] = []
  /// The roles that a layout tells.
  private let told: [Int: ColumnRole]

  /// - Parameters:
  ///   - arePortsSaid: whether the words around the table state the ports of its rows; a
  ///     column of bare numbers is then not one of ports.
  ///   - isData: whether it is a data file, whose keys mean what they say.
  ///   - told: roles that a person told; the others are assigned around them.
  init(
    headers: [TextFacts?], rows: [[TextFacts]], arePortsSaid: Bool = false, isData: Bool = false,
    told: [Int: ColumnRole] = [:]
  ) {
    self.told = told
    let width = max(headers.count, rows.map(\.count).max() ?? 0)
    evidence = (0..<width).map { column in
      ColumnEvidence(
        header: column < headers.count ? headers[column] : nil,
        cells: rows.compactMap { column < $0.count ? $0[column] : nil })
    }
    roles = Array(repeating: nil, count: width)
    keepTold()
    assign(arePortsSaid: arePortsSaid)
    if isData { takeByKey() }
    leaveOtherAddresses()
    takeUnreadPorts()
    join()
    keepTold()
    name()
    keepTold()
    placedRoles = Array(Set(roles.compactMap { $0 }))
    places = placedRoles.map { role in roles.indices.filter { roles[$0] == role } }
  }

  private mutating func keepTold() {
    for (column, role) in told where column < roles.count { roles[column] = role }
  }

  /// The columns of each role, once all are assigned. They are looked up many times for each row,
  /// and the few roles of a table are sooner compared than hashed.
  private var places: [[Int]]?
  private var placedRoles: [ColumnRole] = []

  func indices(of role: ColumnRole) -> [Int] {
    guard let places else { return roles.indices.filter { roles[$0] == role } }
    return placedRoles.firstIndex(of: role).map { places[$0] } ?? []
  }

  func index(of role: ColumnRole) -> Int? {
    places == nil ? roles.firstIndex(of: role) : indices(of: role).first
  }

  /// What the headers of several columns of one role call them, apart from the role itself:
  /// "Europe" and "Asia", "Unencrypted" and "Encrypted". Empty if one of them says no more, or the
  /// same as another; address columns without any addresses do not count.
  func distinctNames(of role: ColumnRole) -> [Int: String] {
    let isOfAddresses = role == .address
    let columns = indices(of: role).filter { !isOfAddresses || evidence[$0].addresses > 0 }
    guard columns.count > 1 else { return [:] }
    /// Words that many headers of the role have, or that would change its role.
    func isUsual(_ word: Token) -> Bool {
      word.transport != nil || word.application != nil
        || word.concepts.containsAny(
          of: .port, .source, .destination, .note, .from, .until, .first, .last)
        || (isOfAddresses
          ? word.concepts.containsAny(of: .mask, .service)
          : word.concepts.contains(.transportProtocol))
    }
    var names: [Int: String] = [:]
    for column in columns {
      let header = evidence[column].header
      let words = header?.leftoverWords.filter { !isUsual($0) } ?? []
      // "Global 01", "Global 02"
      let numbers =
        words.isEmpty ? [] : header?.tokens.filter { $0.isNumber || $0.isOtherNumber } ?? []
      let name = (words + numbers).map { String($0.text) }.joined(separator: " ")
      if name.isEmpty || names.values.contains(name) { return [:] }
      names[column] = name
    }
    return names
  }

  func has(_ role: ColumnRole) -> Bool { index(of: role) != nil }

  /// The evidence for a column's role, for people.
  func reason(of column: Int) -> String {
    let e = evidence[column]
    if told[column] != nil { return "the layout says so" }
    func cells(_ count: Int, _ what: String) -> String? {
      count == 0 ? nil : "\(count) of \(e.count) cells \(what)"
    }
    let said = e.header.map { !$0.text.isEmpty && !$0.concepts.isEmpty } ?? false
    let parts: [String?] = [
      said ? "the words of its header" : nil,
      cells(e.addresses, "hold addresses"), cells(e.transports, "name protocols"),
      cells(e.saidPorts, "say ports"), cells(e.numbers, "are numbers"),
      cells(e.directions, "say a direction"), cells(e.verdicts, "allow or deny"),
      cells(e.words, "are words"),
    ]
    let reasons = parts.compactMap { $0 }
    return reasons.isEmpty ? "its cells are blank" : reasons.joined(separator: ", ")
  }

  // MARK: Scores

  private mutating func assign(arePortsSaid: Bool) {
    var scored: [(score: Double, column: Int, role: ColumnRole)] = []
    let portColumns = evidence.indices.filter {
      let e = evidence[$0]
      let isOfPorts =
        e.says(.port) || e.share(e.saidPorts) > 0.9 && !e.says(.service, .note, .group)
      return isOfPorts && e.share(e.portLike) > 0.5
    }
    let values = columnOfPortValues
    let numbers = columnOfNumbersBesideProtocols
    for (column, evidence) in evidence.enumerated() {
      if let values, column == values.names {
        scored.append((93, column, .service))
        continue
      }
      if column == values?.numbers || column == numbers { scored.append((93, column, .ports)) }
      let arePortsElsewhere = portColumns.contains { $0 != column }
      for (role, score) in Self.scores(evidence, arePortsSaid, arePortsElsewhere) where score > 0 {
        scored.append((score, column, role))
      }
    }
    scored.sort { ($0.score, -$0.column) > ($1.score, -$1.column) }
    for (_, column, role) in scored where roles[column] == nil {
      if role.isSingle, has(role) { continue }
      roles[column] = role
    }
  }

  /// "Gateway", "Documentation" and "Old address" beside the addresses of the far end.
  private mutating func leaveOtherAddresses() {
    let places = indices(of: .address)
    guard places.count > 1 else { return }
    let others = places.filter { column in
      guard let header = evidence[column].header, header.tokens.count <= 4,
        !evidence[column].says(.destination)
      else { return false }
      // "DNS" above names are the names of the far ends; above numbers, who resolves names.
      let areNames = evidence[column].hostNames * 2 > evidence[column].count
      return header.tokens.contains {
        SentenceWords.besideTargets.contains($0.lower) && !(areNames && $0.lower == "dns")
          || SentenceWords.before.contains($0.lower)
      }
    }
    if others.count < places.count { for column in others { roles[column] = .ignored } }
  }

  /// "Port name" with "HTTP port" beside "Default value" with 8080: the number counts, and not the
  /// port that the name usually has.
  private var columnOfPortValues: (names: Int, numbers: Int)? {
    let numbers = evidence.indices.filter { column in
      let e = evidence[column]
      return e.areValues || e.says(.port) && e.areNumbers
    }
    guard numbers.count == 1 else { return nil }
    let names = evidence.indices.filter { column in
      let e = evidence[column]
      return column != numbers[0] && e.says(.port) && e.saidNumbers == 0 && e.addresses == 0
        && !e.says(.source)
        && (max(e.saidPorts, e.namesApplications) * 2 >= e.count
          || !evidence[numbers[0]].says(.port))
    }
    return names.count == 1 ? (names[0], numbers[0]) : nil
  }

  /// "Default" or "Number" above numbers, beside a column of TCP and UDP, where no column is called ports.
  var columnOfNumbersBesideProtocols: Int? {
    guard evidence.contains(where: { $0.share($0.transports) > 0.9 }),
      !evidence.contains(where: { $0.says(.port) || $0.areSettings })
    else { return nil }
    let numbers = evidence.indices.filter { evidence[$0].areOnlyValues }
    return numbers.count == 1 ? numbers[0] : nil
  }

  /// A key that says ports makes a column of ports, even if no value can be read.
  private mutating func takeByKey() {
    // "cloudName": a name, even if it looks like a host, beside addresses that are called so.
    let addresses = indices(of: .address)
    for column in addresses where addresses.count > 1 {
      let header = evidence[column].header
      if header?.tokens.last?.lower == "name", header!.tokens.count > 1,
        !evidence[column].says(.address, .host, .network, .destination, .source)
      {
        roles[column] = has(.service) ? .group : .service
      }
    }
  }

  /// A header that says ports makes a column of ports beside addresses, even if no value can be
  /// read: what is not understood is no statement that nothing is stated.
  private mutating func takeUnreadPorts() {
    guard !has(.ports), !has(.portStart), has(.address) || has(.destination) || has(.rangeStart)
    else { return }
    let named = roles.indices.filter {
      let e = evidence[$0]
      // "Ports Protocol Description": several columns run together.
      let isRunTogether =
        e.says(.transportProtocol) && e.says(.service, .note) && e.saidNumbers * 2 > e.count
      return e.says(.port) && !e.says(.source, .deny, .except) && e.count > 0 && e.addresses == 0
        && (isRunTogether || !e.says(.service, .note, .application, .group))
    }
    if let column = named.first { roles[column] = .ports }
  }

  private mutating func name() {
    for column in roles.indices where roles[column] == nil {
      let e = evidence[column]
      if e.count == 0 { continue }
      if e.share(max(e.words, e.names)) > 0.5, !e.says(.encryption) || e.header == nil { continue }
      roles[column] = .ignored
    }
    let free = roles.indices.filter { roles[$0] == nil && evidence[$0].count > 0 }
    if !has(.service), !has(.application) {
      // The column whose words differ most names the rows; of equal ones, the first.
      // A remark in one row of ten is not what rows are called.
      let isAnyFull = free.contains { evidence[$0].coverage > 0.5 }
      let named = free.filter {
        !evidence[$0].isLong && !(isAnyFull && evidence[$0].coverage < 0.25)
      }
      if let best = (named.isEmpty ? free : named).max(by: {
        (evidence[$0].variety, -$0) < (evidence[$1].variety, -$1)
      }) {
        roles[best] = .service
      }
    }
    if !has(.group),
      let next = roles.indices.first(where: {
        roles[$0] == nil && evidence[$0].count > 0 && !evidence[$0].isLong
          && evidence[$0].variety < 0.9
      })
    {
      roles[next] = .group
    }
    for column in roles.indices where roles[column] == nil && evidence[column].count > 0 {
      roles[column] = .note
    }
    // If nothing else names the rows, a remark does, if most of its cells are words.
    let areNamed = indices(of: .ports).contains {
      evidence[$0].share(evidence[$0].namedPorts) > 0.6
    }
    // "TCP 445 (SMB) | LAN": a column of few different words tells the rows apart no better.
    if areNamed, !has(.application) {
      for column in indices(of: .service)
      where !evidence[column].says(.service, .application) && evidence[column].variety <= 0.5 {
        roles[column] = .group
      }
    }
    if !areNamed, !has(.service), !has(.application), !has(.group),
      let note = indices(of: .note).first(where: { evidence[$0].share(evidence[$0].words) > 0.5 })
    {
      roles[note] = .service
    }
  }
}
