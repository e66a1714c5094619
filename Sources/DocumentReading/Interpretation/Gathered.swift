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
    /// Whether its words say that it is for one's own network, or for any address: it is of none that
    /// stand beside it.
    var namesItsEnd = false
    /// The sentence that it comes from.
    var sentence: String?
    /// Whether a sentence explicitly asks to allow it.
    var isAllowed = false
    /// Whether the words right above it order to open its ports.
    var isOrdered = false
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
    /// Whether one of its endpoints has ports of these.
    func hasPorts(_ terms: [PortTerm]) -> Bool {
      endpoints.contains { endpoint in
        endpoint.ports != nil
          && terms.contains { $0.ports(over: endpoint.transport) == endpoint.ports }
      }
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

  /// How much was read so far.
  struct Mark {
    fileprivate let batches: Int
    fileprivate let mentions: Int
  }

  var mark: Mark { Mark(batches: batches.count, mentions: mentioned.count) }

  /// Leaves out what was read since then; false if that is nothing.
  mutating func takeBack(from mark: Mark) -> Bool {
    guard batches.count > mark.batches || mentioned.count > mark.mentions else { return false }
    batches.removeSubrange(mark.batches...)
    mentioned.removeSubrange(mark.mentions...)
    return true
  }

  mutating func mention(_ endpoints: [Endpoint], part: Int?) {
    mentioned += endpoints.map { ($0, batches.count, part) }
  }

  /// Joins the ports of one list into one batch, like those of one table.
  mutating func joinBatches(from start: Int) {
    let ports = (start..<batches.count).filter { batches[$0].isOfPorts && !batches[$0].isProse }
    guard ports.count > 1, ports.count == batches.count - start,
      Set(ports.map { batches[$0].namesItsEnd }).count == 1
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

  /// Joins what belongs together, once everything is read.
  ///
  /// - Parameters:
  ///   - transport: the protocol of all ports that the page is about.
  ///   - standing: the protocol of those of which the page tells no other.
  mutating func settle(transport: IPProtocol?, byDefault standing: IPProtocol?) {
    dropRepeatedListings()
    joinLonePorts()
    joinApartPorts()
    warnOfLonePorts()
    addMentioned()
    dropDescribedPorts()
    dropMerelyNamedPorts()
    keepPortsOfSchemes()
    warnOfUnusedPorts()
    tellOfUnplacedPorts()
    tellOfDoubtfulDenials()
    warnOfPassedOver()
    warnOfAsked()
    complete(transport)
    if let standing { completeAll(standing) }
  }

  /// The ports of the schemes with which each address is written.
  var schemes: [EndpointAddress: Set<UInt16>] = [:]

  /// Ports in words and commands that make no endpoint.
  var unplaced: [Unplaced] = []

  /// Texts that were left out by words which may have been misread.
  var doubtful: [TextFacts] = []

  /// Whether a sentence asked to open ports that it does not tell.
  var asksForPorts = false

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
    completeAll(said)
  }

  private mutating func completeAll(_ said: IPProtocol) {
    for i in batches.indices {
      for j in batches[i].endpoints.indices where batches[i].endpoints[j].transport == nil {
        if case .numbers? = batches[i].endpoints[j].ports {
          batches[i].endpoints[j].transport = said
        }
      }
    }
  }

}

extension AddressRange {
  /// Every address of its family.
  var isWhole: Bool { self == .all(first.family) }
}

extension Endpoint {
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

extension [PortTerm] {
  /// The endpoint with the protocol that these say of the same ports: "UDP port 123 must be open",
  /// above a table of servers and their port 123.
  func transported(_ endpoint: Endpoint) -> Endpoint {
    guard endpoint.transport == nil, let ports = endpoint.ports,
      let told = first(where: { $0.transport != nil && $0.ports == ports })
    else { return endpoint }
    var endpoint = endpoint
    endpoint.transport = told.transport
    return endpoint
  }
}
