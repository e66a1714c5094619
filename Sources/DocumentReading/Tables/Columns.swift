import EndpointModel

/// Which column of a table holds what.
///
/// Each column gets a score for each role, from the words of its header and from what its cells
/// hold; the highest scores are assigned first. So a header in an unknown language costs little,
/// and one that the cells contradict does not count.
struct Columns {
  private(set) var roles: [ColumnRole?]
  let evidence: [ColumnEvidence]
  /// Whether the only addresses are in a column of sources.
  private(set) var isInbound = false

  /// - Parameters:
  ///   - arePortsSaid: whether the words around the table state the ports of its rows; a
  ///     column of bare numbers is then not one of ports.
  ///   - isData: whether it is a data file, whose keys mean what they say.
  init(
    headers: [TextFacts?], rows: [[TextFacts]], arePortsSaid: Bool = false, isData: Bool = false
  ) {
    let width = max(headers.count, rows.map(\.count).max() ?? 0)
    evidence = (0..<width).map { column in
      ColumnEvidence(
        header: column < headers.count ? headers[column] : nil,
        cells: rows.compactMap { column < $0.count ? $0[column] : nil })
    }
    roles = Array(repeating: nil, count: width)
    assign(arePortsSaid: arePortsSaid)
    if isData { takeByKey() }
    takeUnreadPorts()
    join()
    name()
    places = Dictionary(
      grouping: roles.indices.filter { roles[$0] != nil }, by: { roles[$0]! })
  }

  /// The columns of each role, once all are assigned: looked up for each row.
  private var places: [ColumnRole: [Int]]?

  func indices(of role: ColumnRole) -> [Int] {
    places.map { $0[role] ?? [] } ?? roles.indices.filter { roles[$0] == role }
  }

  func index(of role: ColumnRole) -> Int? {
    places.map { $0[role]?.first } ?? roles.firstIndex(of: role)
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

  private func has(_ role: ColumnRole) -> Bool { index(of: role) != nil }

  /// The evidence for a column's role, for people.
  func reason(of column: Int) -> String {
    let e = evidence[column]
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
      evidence[$0].says(.port) && evidence[$0].share(evidence[$0].portLike) > 0.5
    }
    for (column, evidence) in evidence.enumerated() {
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
      evidence[$0].says(.port) && !evidence[$0].says(.source, .service, .note, .application, .group)
        && evidence[$0].count > 0 && evidence[$0].addresses == 0
    }
    if let column = named.first { roles[column] = .ports }
  }

  private static func scores(
    _ e: ColumnEvidence, _ arePortsSaid: Bool, _ arePortsElsewhere: Bool
  ) -> [(ColumnRole, Double)] {
    var out: [(ColumnRole, Double)] = []
    if e.count == 0 {
      // Nothing but blanks: the header alone may say something.
      if e.says(.port), !e.says(.source) { out.append((.ports, 30)) }
      return out
    }
    let namesOne = e.says(.address, .host, .network, .source, .destination)
    let address = e.share(namesOne ? e.addresses : e.addressValues)
    let only = e.share(e.onlyAddresses)
    let anyShare = e.share(e.anyWords)
    let namesAddress = e.says(.address, .host, .network)
    let isSourcePort = e.says(.source) && e.says(.port) && !e.says(.first)
    let isPortHeader = e.says(.port) && !isSourcePort
    if isSourcePort, address == 0 { return [(.ignored, 95)] }

    // Addresses.
    if e.share(e.masks) > 0.9, e.says(.mask) || e.count > 1 { out.append((.mask, 96)) }
    // A name that looks like a host among many that do not.
    let isName = !namesOne && address < 0.25 && e.share(e.words) > 0.6 && e.count >= 4
    if address > 0, !isName {
      var score = 45 + 35 * address + 10 * only
      if namesAddress { score += 12 }
      if e.says(.destination), !isPortHeader { score += 6 }
      if e.says(.note, .service), !namesAddress, only < 0.5 { score = min(score, 52) * address }
      out.append((.address, score))
      if e.says(.source), !e.says(.destination), !isPortHeader { out.append((.source, score + 1)) }
      if e.says(.destination), !e.says(.source), !isPortHeader {
        out.append((.destination, score + 0.5))
      }
    } else if e.says(.address), !isPortHeader, !e.says(.service, .source, .destination),
      e.share(e.words) > 0.5, e.transports == 0
    {
      // Words in place of addresses: the names of one's own machines.
      out.append((.address, 61))
    } else if anyShare > 0.5, namesAddress || e.says(.source, .destination), !isPortHeader,
      !e.says(.transportProtocol)
    {
      let score = 60 + 20 * anyShare
      if e.says(.source) { out.append((.source, score)) } else { out.append((.destination, score)) }
    } else if anyShare > 0.5, e.header.map({ $0.concepts.isEmpty }) ?? true, e.transports == 0 {
      // Under a header that says nothing, "any" is more likely an address than a name.
      out.append((.address, 33))
    } else if e.says(.source) || e.says(.destination) && !isPortHeader, e.share(e.words) > 0.4 {
      out.append((e.says(.source) && !e.says(.destination) ? .source : .destination, 56))
    }

    // Ports.
    let portLike = e.share(e.portLike)
    let said = e.share(e.saidPorts)
    if isPortHeader, portLike > 0 || e.share(e.words) < 0.9 {
      let isFirst = e.says(.first) && !e.says(.last)
      let isLast = e.says(.last) && !e.says(.first)
      if isFirst { out.append((.portStart, 92)) }
      if isLast { out.append((.portEnd, 92)) }
      out.append((.ports, 62 + 30 * portLike - 40 * address))
    } else if arePortsElsewhere, e.says(.service), e.share(e.numbers) == 0 {
      // "Allow-port-9000" below "Name"
    } else if said > 0, said + e.share(e.transports) > 0.5, address < 0.5 {
      // A row of ICMP has no ports, but others have some.
      out.append((.ports, 46 + 40 * (said + e.share(e.transports))))
    } else if e.transport != nil, e.transports == 0, e.share(e.numbers) + anyShare > 0.5 {
      out.append((.ports, 70))
    } else if portLike > 0.6, !e.hasOddNumbers, address == 0, e.numbers > 0,
      e.share(e.numbers) + anyShare > 0.6,
      !e.says(.count, .identifier, .prefixLength, .mask, .group, .owner, .validity, .note),
      !e.isCounting, !e.areSmall, !arePortsSaid
    {
      out.append((.ports, 34 + 10 * portLike + 4 * min(1, e.variety)))
    }

    // Protocols.
    let transport = e.share(e.transports)
    let namesTransport = e.says(.transportProtocol) || e.transport != nil && !isPortHeader
    if isPortHeader && portLike > 0 || said > 0.2 && transport < 0.7 {
      // Ports and protocols in one column.
    } else if transport > 0, transport + anyShare > 0.4 || e.says(.transportProtocol) {
      let any = namesTransport ? anyShare : 0
      out.append((.transport, (namesTransport ? 58 : 44) + 40 * (transport + any)))
    } else if e.says(.transportProtocol), !isPortHeader, e.share(e.numbers) > 0.9,
      !e.says(.application)
    {
      out.append((.transport, 75))
    } else if e.says(.transportProtocol), e.share(e.anyWords) > 0.9 {
      out.append((.transport, 70))
    }
    if e.says(.application) || e.says(.transportProtocol) && !isPortHeader, e.share(e.words) > 0.3,
      transport < 0.9
    {
      out.append((.application, 57 + 5 * e.share(e.applications)))
    } else if e.share(e.applications) > 0.7, said < 0.3, transport < 0.3,
      !e.says(.service, .group, .note), !isPortHeader,
      portLike > 0.5 || e.header == nil
    {
      out.append((.application, 30))
    }

    // Directions, verdicts, states.
    let direction = e.share(e.directions)
    if direction > 0.6 || e.says(.direction) && direction > 0 {
      out.append((.direction, (e.says(.direction) ? 55 : 40) + 45 * direction))
    }
    let verdict = e.share(e.verdicts)
    if e.says(.action), verdict > 0.3 { out.append((.action, 60 + 35 * verdict)) }
    // "To be opened?" with ticks and crosses.
    if e.says(.allow), e.share(e.marks) + verdict > 0.3 { out.append((.action, 68)) }
    if verdict > 0.9, !e.says(.service, .note) { out.append((.action, 63)) }
    if e.says(.status), address == 0 { out.append((.status, 58)) }

    // Columns of no use.
    if e.says(.example), !isPortHeader, address > 0 { out.append((.ignored, 95)) }
    if e.says(.identifier), e.isCounting || e.share(e.numbers) > 0.8 && !isPortHeader {
      out.append((.ignored, 80))
    }
    if e.says(.count), e.share(e.numbers) + (e.hasOddNumbers ? 1 : 0) > 0.5, !isPortHeader {
      out.append((.ignored, 78))
    }
    // "IPv4", "inet6": of which family the address is.
    if e.share(e.families) > 0.9 { out.append((.ignored, 97)) }
    if e.isCounting, !isPortHeader, e.header != nil { out.append((.ignored, 50)) }
    if e.says(.owner), address == 0 { out.append((.ignored, 64)) }
    if e.share(e.yesNo) > 0.9, !e.says(.service) { out.append((.ignored, 66)) }
    let isLength =
      e.says(.prefixLength, .mask) || e.header?.tokens.contains { $0.lower == "prefix" } ?? false
    if isLength, e.share(e.numbers) > 0.9, !isPortHeader { out.append((.prefixLength, 82)) }
    if e.says(.validity), address == 0, e.share(e.words) < 0.5, !isPortHeader,
      !e.says(.ask, .service)
    {
      out.append((.note, 57))
    }

    // Names and remarks.
    let words = e.share(e.words)
    let areNames =
      e.says(.service, .group, .note) && !isPortHeader && address == 0 && e.share(e.names) > 0.5
    if words > 0.3 || areNames || address == 0 && portLike < 0.6
      || arePortsElsewhere && e.says(.service) && e.share(e.numbers) == 0
    {
      // "Use TLS" names nothing.
      let isOfEncryption = e.says(.encryption) && e.header.map { $0.tokens.count <= 3 } ?? false
      if e.says(.service), !e.says(.note), !isOfEncryption { out.append((.service, 59)) }
      if e.says(.group) { out.append((.group, e.says(.service) ? 57 : 60)) }
      if e.says(.note) { out.append((.note, e.says(.service) ? 56 : 59)) }
      if namesAddress, words > 0.5 { out.append((.service, 40)) }
    }
    return out
  }

  // MARK: Columns that belong together

  private mutating func join() {
    joinEnds()
    joinRanges()
    if !has(.address), !has(.rangeStart) {
      // If there is only one end of a connection, it is the far one.
      if let end = index(of: .destination), evidence[end].addresses + evidence[end].anyWords > 0,
        !has(.source)
      {
        roles[end] = .address
      } else if let end = index(of: .source), evidence[end].addresses + evidence[end].anyWords > 0,
        !has(.destination)
      {
        roles[end] = .address
        isInbound = true
      }
    }
    // "Any" under a header that says nothing means ports, if there are addresses next to it.
    if !has(.ports), !has(.portStart) {
      let others = indices(of: .address)
      for column in others
      where evidence[column].addresses == 0 && evidence[column].anyWords > 0
        && evidence[column].header.map({ $0.concepts.isEmpty }) ?? true
        && others.contains(where: { evidence[$0].addresses > 0 })
      {
        roles[column] = .ports
      }
    }
    // A mask without a network, a length without an address.
    for column in roles.indices where roles[column] == .mask || roles[column] == .prefixLength {
      if !has(.address), !has(.destination) {
        roles[column] = roles[column] == .mask ? .address : .ignored
      }
    }
    // "From port" next to "From", "To port" next to "To": those of the two ends, not of a range.
    if has(.portStart), has(.portEnd), has(.source), has(.destination) {
      for column in roles.indices where roles[column] == .portStart { roles[column] = .ignored }
      for column in roles.indices where roles[column] == .portEnd { roles[column] = .ports }
    }
    // The ports of the source tell nothing where those of the destination are told.
    if indices(of: .ports).contains(where: { evidence[$0].says(.port) && evidence[$0].says(.last) })
    {
      for column in roles.indices
      where evidence[column].says(.port) && evidence[column].says(.first)
        && !evidence[column].says(.last) && roles[column] != .portStart
      {
        roles[column] = .ignored
      }
    }
    if has(.portStart) != has(.portEnd) {
      for column in roles.indices where roles[column] == .portStart || roles[column] == .portEnd {
        roles[column] = .ports
      }
    }
    if has(.portStart), has(.ports) {
      for column in indices(of: .ports) where evidence[column].transport == nil {
        roles[column] = .ignored
      }
    }
    // Of several columns of bare numbers, only those that their header or cells call ports remain.
    let ports = indices(of: .ports)
    if ports.count > 1,
      ports.contains(where: { evidence[$0].says(.port) || evidence[$0].saidPorts > 0 })
    {
      for column in ports
      where !evidence[column].says(.port) && evidence[column].saidPorts == 0
        && evidence[column].transport == nil
      {
        roles[column] = .ignored
      }
    }
  }

  /// Source and destination: both are kept, unless neither has addresses but another column does.
  private mutating func joinEnds() {
    let sources = roles.indices.filter {
      evidence[$0].says(.source) && [.address, .source].contains(roles[$0])
    }
    let destinations = roles.indices.filter {
      evidence[$0].says(.destination) && [.address, .destination].contains(roles[$0])
    }
    func isEnd(_ column: Int) -> Bool { evidence[column].addresses + evidence[column].anyWords > 0 }
    guard let source = sources.first, let destination = destinations.first else {
      // A source next to another column of addresses is the near end, or only words.
      for column in roles.indices where roles[column] == .source || roles[column] == .destination {
        if has(.address), !isEnd(column) { roles[column] = nil }
      }
      if let source = index(of: .source), has(.address), isEnd(source) {
        let others = indices(of: .address)
        if others.allSatisfy({ evidence[$0].addresses == 0 }) {
          for column in others { roles[column] = nil }
        }
      }
      return
    }
    roles[source] = .source
    roles[destination] = .destination
    let others = indices(of: .address)
    if !isEnd(source), !isEnd(destination) {
      // Names of one's own machines.
      if others.isEmpty { return }
      roles[source] = nil
      roles[destination] = nil
    }
  }

  /// Start and end of ranges of addresses.
  private mutating func joinRanges() {
    let addresses = indices(of: .address) + indices(of: .source) + indices(of: .destination)
    guard
      let start = addresses.first(where: { evidence[$0].says(.first) && !evidence[$0].says(.last) }
      ),
      let end = addresses.first(where: { evidence[$0].says(.last) && !evidence[$0].says(.first) }),
      evidence[start].onlyAddresses > 0, evidence[end].onlyAddresses > 0
    else { return }
    // "From" and "to" are more likely the ends of a connection if there are ports next to them.
    let isWeak = evidence[start].says(.source) && !evidence[start].says(.address, .network)
    if isWeak, has(.ports) || has(.portStart) || has(.transport) || has(.direction) { return }
    roles[start] = .rangeStart
    roles[end] = .rangeEnd
  }

  // MARK: Names

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
