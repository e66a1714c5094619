import EndpointModel

/// What was read from a document, in its order. Joins what belongs together: ports in one list
/// with addresses in another, mentions with what they repeat.
struct Gathered {
  var findings = Findings()
  /// What was read, in the order of the document, with the section that it is in.
  var batches: [Batch] = []
  /// Endpoints of sentences, which may repeat what tables and lists say.
  private var mentioned: [(endpoint: Endpoint, place: Int, part: Int?)] = []
  /// Ports of tables from which nothing was read.
  var passedOver: [TableReading.PassedOver] = []

  struct Batch {
    var endpoints: [Endpoint]
    let section: Int
    let line: Int
    /// Whether it comes from running text, which may repeat what tables and lists say.
    var isProse = false
    /// Whether it is a table with named rows: each is a rule of its own.
    var isNamedTable = false
    /// Whether it is a table whose rows say from where to where.
    var tellsBothEnds = false
    /// Whether its words say that it is for one's own network.
    var isLocal = false
    /// The sentence that it comes from.
    var sentence: String?
    /// Whether a sentence explicitly asks to allow it.
    var isAllowed = false
    /// Whether it is a listing, which may repeat what tables and lists say.
    var isListing = false
    /// How many paragraphs of the document stand before it that introduce something.
    var introductions = 0
    /// With a layout, the part of the document that it is of.
    var part: Int?
    var hasAddresses: Bool { endpoints.contains { $0.address != nil } }
    /// Whether it has addresses, and states ports for none of them.
    var lacksPorts: Bool {
      hasAddresses && endpoints.allSatisfy { $0.ports == nil && ($0.transport?.hasPorts ?? true) }
    }
    /// Whether its addresses have ports already, as URLs do, and all of them are among these.
    func hasPorts(of told: PlacedPorts) -> Bool {
      hasAddresses
        && endpoints.allSatisfy {
          if case .numbers(let set)? = $0.ports { told.holds(set) } else { false }
        }
    }
    var isOfPorts: Bool { !endpoints.isEmpty && endpoints.allSatisfy { $0.address == nil } }
  }

  /// How many paragraphs introduced what follows them so far.
  var introductions = 0

  /// Which of them say that what follows is needed as well: "In addition, …".
  var additions: Set<Int> = []

  /// Marks the batches from a place on as a listing.
  mutating func markListing(from start: Int) {
    for place in batches.indices[start...] { batches[place].isListing = true }
  }

  mutating func mention(_ endpoints: [Endpoint], part: Int?) {
    mentioned += endpoints.map { ($0, batches.count, part) }
  }

  /// Joins the ports of one list into one batch, like those of one table.
  mutating func joinBatches(from start: Int) {
    let ports = (start..<batches.count).filter { batches[$0].isOfPorts && !batches[$0].isProse }
    guard ports.count > 1, ports.count == batches.count - start,
      Set(ports.map { batches[$0].isLocal }).count == 1
    else { return }
    batches[start].endpoints = ports.flatMap { batches[$0].endpoints }
    batches.removeSubrange(start + 1..<batches.count)
  }

  mutating func apply(_ terms: [PortTerm], to batch: Int) {
    batches[batch].endpoints = batches[batch].endpoints.flatMap { endpoint in
      endpoint.address == nil
        ? [endpoint]
        : terms.map { endpoint.with($0) }
    }
  }

  /// Ports of a list of their own, with what their row is called.
  private struct NamedTerm: Equatable {
    let term: PortTerm
    let name: String?
  }

  /// Like `apply`; a row's name becomes the service, and what the address was called, its group.
  private mutating func join(_ terms: [NamedTerm], to batch: Int) {
    batches[batch].endpoints = batches[batch].endpoints.flatMap { endpoint in
      endpoint.address == nil
        ? [endpoint]
        : terms.map { named in
          var endpoint = endpoint.with(named.term)
          if let name = named.name {
            let around = [endpoint.service, endpoint.group].compactMap { $0 }
            endpoint.group = around.isEmpty ? nil : around.joined(separator: ", ")
            endpoint.service = name
          }
          return endpoint
        }
    }
  }

  /// Joins what belongs together, once everything is read.
  ///
  /// - Parameters:
  ///   - transport: the protocol of all ports that the page is about.
  mutating func settle(transport: IPProtocol?) {
    dropRepeatedListings()
    joinLonePorts()
    joinApartPorts()
    warnOfLonePorts()
    addMentioned()
    dropDescribedPorts()
    dropMerelyNamedPorts()
    warnOfUnusedPorts()
    tellOfUnplacedPorts()
    warnOfPassedOver()
    warnOfAsked()
    complete(transport)
  }

  /// Ports in words and commands that make no endpoint.
  var unplaced: [Unplaced] = []

  /// Lines of nothing but a number that may be a port, and whether what is around speaks of ports.
  var lone: [(line: SourceLine, isAboutPorts: Bool)] = []

  /// Warns of lone ports right beside addresses without ports.
  private mutating func warnOfLonePorts() {
    let lines = batches.filter(\.lacksPorts).flatMap(\.endpoints).compactMap(\.line)
    let beside = lone.first { port in
      lines.contains { abs($0 - port.line.number) <= 4 }
    }
    guard let beside else { return }
    findings.add(
      .warning, "ports-unused", beside.line,
      "ports stand alone beside addresses that have none; they were not understood")
  }

  /// Names that a sentence asks to allow without telling ports.
  struct Asked {
    let line: SourceLine
    let addresses: [EndpointAddress]
  }
  var asked: [Asked] = []
  var takenBack: [TakenBack] = []
  /// Sentences with addresses of which nothing was read.
  var leftOut: [SourceLine] = []

  /// Warns of names that a sentence asks to allow, if they stand nowhere else.
  private mutating func warnOfAsked() {
    if asked.isEmpty { return }
    let listed = Set(batches.lazy.flatMap(\.endpoints).compactMap(\.address))
    for asked in asked {
      let isListed = asked.addresses.allSatisfy(listed.contains)
      findings.add(
        isListed ? .note : .warning, "address-in-prose", asked.line,
        "a name in this sentence, of which it tells no ports, is not an endpoint")
    }
  }

  /// Whether a line of ports has one of which every administrator knows the service, or a higher one
  /// than any page has.
  private static func isOfService(_ line: String) -> Bool {
    let numbers = line.split { !$0.isNumber }.compactMap { UInt16($0) }
    return numbers.contains { $0 >= 1024 || wellKnown.contains($0) }
  }

  private static let wellKnown: Set<UInt16> = [
    21, 22, 25, 53, 80, 88, 110, 123, 143, 161, 389, 443, 465, 514, 587, 636, 853, 993, 995,
  ]

  /// Gives numbers that stand alone to the addresses below them, where both stand by turns: "53",
  /// "DNS", its servers, "80", "Web", its servers. So a table looks that lost its columns.
  private mutating func joinLonePorts() {
    // Page numbers stand alone, too.
    let namesPorts =
      lone.contains(where: \.isAboutPorts) || batches.contains { !$0.isProse && !$0.lacksPorts }
    let known = lone.count { Self.isOfService($0.line.text) }
    guard lone.count >= 2, namesPorts, known * 2 >= lone.count else { return }
    let numbers = lone.map(\.line.number)
    var turns = numbers.map { _ in [Int]() }
    for place in batches.indices {
      guard let turn = numbers.lastIndex(where: { $0 < batches[place].line }) else {
        continue
      }
      if batches[place].lacksPorts { turns[turn].append(place) }
    }
    // One without any, "502", is of a row whose server has no address.
    guard turns.count(where: { !$0.isEmpty }) >= 2 else { return }
    for (turn, port) in zip(turns, lone) where !turn.isEmpty {
      let terms = TextFacts([port.line]).cellPorts.stated
      if terms.isEmpty { continue }
      for place in turn { apply(terms, to: place) }
    }
    lone = zip(turns, lone).filter { $0.0.isEmpty }.map(\.1)
    findings.add(
      .warning, "ports-joined", line: numbers[0], quote: nil,
      "numbers that stand alone were taken for the ports of the addresses below each of them")
  }

  /// Gives each list of ports to the addresses right above it, where both stand by turns: "a.example:",
  /// its ports, "b.example:", its ports; or right below it, where the ports come first. False if they
  /// do not stand so.
  private mutating func joinByTurns(_ mine: [Int]) -> Bool {
    // Each of the addresses with the ports below it, up to the next addresses.
    var turns: [(addresses: Int, ports: [Int])] = []
    let mine =
      batches[mine[0]].isOfPorts && batches[mine[mine.count - 1]].lacksPorts
      ? Array(mine.reversed()) : mine
    for place in mine {
      if batches[place].lacksPorts {
        turns.append((place, []))
      } else if batches[place].isOfPorts, !turns.isEmpty {
        turns[turns.count - 1].ports.append(place)
      } else {
        return false
      }
    }
    guard turns.count >= 2, turns.allSatisfy({ !$0.ports.isEmpty }) else { return false }
    for turn in turns {
      let told = turn.ports.flatMap { batches[$0].endpoints }
      let terms = told.withoutBareRepeats.map {
        NamedTerm(
          term: PortTerm(transport: $0.transport, ports: $0.ports),
          name: batches[turn.ports[0]].isNamedTable ? $0.service : nil)
      }
      join(terms, to: turn.addresses)
      for place in turn.ports { batches[place].endpoints = [] }
    }
    findings.add(
      .note, "ports-joined", line: batches[mine.min()!].line, quote: nil,
      "each of the addresses here has the ports that stand in the list beside it")
    return true
  }

  /// A table that names as many purposes has ports for more than the addresses beside it.
  private static let mostPurposes = 4

  /// Joins ports in one list with addresses in another under the same heading.
  private mutating func joinApartPorts() {
    guard batches.contains(where: \.isOfPorts), batches.contains(where: \.lacksPorts) else {
      return
    }
    // The section in which an address already has ports; -1 for several.
    var placed: [EndpointAddress: Int] = [:]
    for batch in batches {
      for endpoint in batch.endpoints where endpoint.ports != nil {
        guard let address = endpoint.address else { continue }
        placed[address] = placed[address].map { $0 == batch.section ? $0 : -1 } ?? batch.section
      }
    }
    let sections = Dictionary(grouping: batches.indices, by: { batches[$0].section })
    for (section, mine) in sections.sorted(by: { $0.key < $1.key }) {
      if joinByTurns(mine) { continue }
      let local = mine.count { batches[$0].isOfPorts && batches[$0].isLocal }
      let ports = mine.filter { batches[$0].isOfPorts && !batches[$0].isLocal }
      let told = PlacedPorts(of: ports.map { batches[$0] })
      let all = mine.filter { batches[$0].lacksPorts }
      let urls = mine.count { batches[$0].hasPorts(of: told) }
      guard !ports.isEmpty, !all.isEmpty else { continue }
      // Addresses below ports, with an introduction of their own, are of something else; so are
      // ports that are needed "in addition".
      let lacking = all.filter { place in
        let isAddition = ports.contains {
          additions.contains(batches[$0].introductions)
            && batches[$0].introductions != batches[place].introductions
        }
        if isAddition { return false }
        guard let above = ports.last(where: { $0 < place }) else { return true }
        return batches[place].introductions == batches[above].introductions
      }
      // Worth a warning where others beside them get the ports.
      var areOthersJoined = false
      defer {
        if let apart = all.first(where: { !lacking.contains($0) }) {
          findings.add(
            areOthersJoined ? .warning : .note, "ports-apart", line: batches[apart].line,
            quote: nil,
            "the ports above stand without addresses, and these addresses without ports; they have "
              + "words of their own, and were kept apart")
        }
      }
      if lacking.isEmpty { continue }
      guard all.count + ports.count + urls + local == mine.count else {
        findings.add(
          .warning, "ports-apart", line: batches[all[0]].line, quote: nil,
          "addresses without ports stand beside ports without addresses; they were kept apart")
        continue
      }
      // Not if the document gives these addresses their ports elsewhere.
      let isPlaced = lacking.contains { place in
        batches[place].endpoints.contains { endpoint in
          endpoint.address.flatMap { placed[$0] }.map { $0 != section } ?? false
        }
      }
      if isPlaced { continue }
      // A table with a name for each of its ports, "Printers", "DNS", tells what they are for.
      let purposes = Set(
        ports.filter { batches[$0].isNamedTable }
          .flatMap { batches[$0].endpoints.map(\.service) })
      if purposes.count >= Self.mostPurposes {
        findings.add(
          .warning, "ports-apart", line: batches[lacking[0]].line, quote: nil,
          "these addresses have no ports, and a table has ports for several purposes; they were "
            + "kept apart")
        continue
      }
      // "HTTPS 443", "DNS 53": hosts of pages are not asked for names.
      let terms = ports.flatMap { batches[$0].endpoints }
      if terms.contains(where: \.isOfNetwork), !terms.allSatisfy(\.isOfNetwork) {
        findings.add(
          .warning, "ports-apart", line: batches[lacking[0]].line, quote: nil,
          "these addresses have no ports, and the ports beside them are for several purposes; they "
            + "were kept apart")
        continue
      }
      var joined: [NamedTerm] = []
      // What the addresses are called anyway tells the ports no better.
      let known = Set(
        lacking.flatMap { batches[$0].endpoints }.flatMap { [$0.service, $0.group] })
      for place in ports {
        for endpoint in batches[place].endpoints.withoutBareRepeats where joined.count < 64 {
          let isNamed = batches[place].isNamedTable && !known.contains(endpoint.service)
          let term = NamedTerm(
            term: PortTerm(transport: endpoint.transport, ports: endpoint.ports),
            name: isNamed ? endpoint.service : nil)
          if !joined.contains(term) { joined.append(term) }
        }
      }
      // Two tables whose rows have names of their own, each with an introduction: likely, not sure.
      let areApart = lacking.contains { place in
        batches[place].isNamedTable
          && ports.contains {
            batches[$0].isNamedTable
              && batches[$0].introductions != batches[place].introductions
          }
      }
      areOthersJoined = true
      for place in lacking { join(joined, to: place) }
      for place in ports { batches[place].endpoints = [] }
      findings.add(
        areApart ? .warning : .note, "ports-joined", line: batches[lacking[0]].line, quote: nil,
        "the addresses here have the ports that stand in a list of their own")
    }
  }

  /// Adds mentioned addresses, unless a table or list has them and no other ports are mentioned.
  private mutating func addMentioned() {
    if mentioned.isEmpty { return }
    var listed: [EndpointAddress: [Endpoint]] = [:]
    for batch in batches {
      for endpoint in batch.endpoints {
        if let address = endpoint.address { listed[address, default: []].append(endpoint) }
      }
    }
    var added: [Int: [Batch]] = [:]
    for (endpoint, place, part) in mentioned {
      if let address = endpoint.address, let same = listed[address],
        endpoint.repeats(oneOf: same)
      {
        findings.add(
          .note, "address-in-prose", line: endpoint.line, quote: address.description,
          "the address is listed elsewhere; this mention adds nothing")
      } else {
        added[min(place, batches.count), default: []].append(
          Batch(endpoints: [endpoint], section: -1, line: endpoint.line ?? 0, part: part))
      }
    }
    if added.isEmpty { return }
    batches = (0...batches.count).flatMap { place in
      (added[place] ?? []) + (place < batches.count ? [batches[place]] : [])
    }
  }

  /// Warns of unused ports of a sentence, if there are addresses without ports.
  private mutating func warnOfUnusedPorts() {
    guard let unused = unplaced.first(where: { $0.code == "ports-in-prose" }),
      batches.contains(where: \.lacksPorts)
    else { return }
    findings.add(
      .warning, "ports-unused", line: unused.line, quote: unused.quote,
      "ports that the document tells here belong to none of its addresses without ports")
  }

  /// The ports that some of the batches contain.
  struct PlacedPorts {
    /// Disjoint, ascending, and no two adjacent.
    private let placed: [ClosedRange<UInt16>]

    /// - Parameter transport: the protocol that they have to be for; nil for any.
    init(of batches: some Sequence<Batch>, for transport: IPProtocol? = nil) {
      // The rows of a document say few different ports.
      var sets: Set<PortSet> = []
      for endpoint in batches.lazy.flatMap(\.endpoints) {
        let isOther = transport.map { !(endpoint.transport ?? .any).covers($0) } ?? false
        if !isOther, case .numbers(let set)? = endpoint.ports { sets.insert(set) }
      }
      placed = PortSet(sets.flatMap(\.ranges))?.ranges ?? []
    }

    /// Whether all ports of a range are placed, not only its ends.
    private func holds(_ range: ClosedRange<UInt16>) -> Bool {
      var low = 0
      var high = placed.count
      while low < high {
        let middle = (low + high) / 2
        if placed[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
      }
      return low < placed.count && placed[low].lowerBound <= range.lowerBound
        && range.upperBound <= placed[low].upperBound
    }

    func holds(_ set: PortSet) -> Bool { set.ranges.allSatisfy { holds($0) } }
  }

  /// Warns of ports in a table that was left alone, if nothing else has them.
  private mutating func warnOfPassedOver() {
    if passedOver.isEmpty { return }
    let placed = PlacedPorts(of: batches)
    guard let first = passedOver.first(where: { !placed.holds($0.ports) }) else { return }
    findings.add(
      .warning, "ports-unused", line: first.line, quote: first.quote,
      "the table around these ports was not understood; nothing was read from it")
  }

  /// Applies "This page lists the TCP ports", if nothing mentions another protocol.
  private mutating func complete(_ transport: IPProtocol?) {
    guard let said = transport else { return }
    let all = batches.lazy.flatMap(\.endpoints)
    guard all.allSatisfy({ $0.transport == nil || $0.transport == said }) else { return }
    for i in batches.indices {
      for j in batches[i].endpoints.indices where batches[i].endpoints[j].transport == nil {
        if case .numbers? = batches[i].endpoints[j].ports {
          batches[i].endpoints[j].transport = said
        }
      }
    }
  }

}

extension IPProtocol {
  /// Whether what it is said of holds for another, too.
  fileprivate func covers(_ other: IPProtocol) -> Bool {
    self == other || self == .any || self == .tcpAndUDP && (other == .tcp || other == .udp)
  }
}

extension AddressRange {
  /// Every address of its family.
  var isWhole: Bool { self == .all(first.family) }
}

extension [Endpoint] {
  /// Without ports that have no protocol, where others have the same with theirs: "HTTP on port 80:
  /// http://192.0.2.1".
  fileprivate var withoutBareRepeats: [Endpoint] {
    filter { endpoint in
      endpoint.transport != nil || endpoint.ports == nil
        || !contains { $0.ports == endpoint.ports && $0.transport != nil }
    }
  }
}

extension Endpoint {
  /// Whether its only port is that of names, clocks or leases of addresses (IANA: 53, 67, 68, 123),
  /// which the servers of a vendor do not serve beside others.
  fileprivate var isOfNetwork: Bool {
    guard case .numbers(let set)? = ports, set.ranges.count == 1 else { return false }
    let range = set.ranges[0]
    return range.count == 1 && [53, 67, 68, 123].contains(range.lowerBound)
  }

  /// Whether its ports are those of another, and more.
  func holdsPorts(of other: Endpoint) -> Bool {
    guard case .numbers(let mine)? = ports, case .numbers(let theirs)? = other.ports else {
      return false
    }
    return theirs.ranges.allSatisfy { range in
      mine.ranges.contains { $0.contains(range.lowerBound) && $0.contains(range.upperBound) }
    }
  }

  /// Whether others tell all that it tells of its address.
  func repeats(oneOf same: [Endpoint]) -> Bool {
    if let transport, !transport.hasPorts { return same.contains { $0.transport == transport } }
    return ports == nil || same.contains { $0.ports == ports }
  }

  /// It with the ports of another place, and their protocol if it has none.
  func with(_ term: PortTerm) -> Endpoint {
    var endpoint = self
    endpoint.ports = term.ports
    endpoint.transport = transport ?? term.transport ?? term.usualTransport
    return endpoint
  }
}
