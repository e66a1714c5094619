import EndpointModel

/// Walks a document's outline and reads endpoints from its tables, lists and sentences.
struct Interpreter {
  let prose: Prose
  var findings = Findings()
  /// The endpoints of each table, list or sentence, in order.
  private(set) var parts: [StatedCountCheck.Part] = []
  /// How each table was understood, for people.
  var tables: [TableUnderstanding] = []

  /// The lines of lists and tables that one finding leaves out as a whole.
  private(set) var leftOutLines: [ClosedRange<Int>] = []

  var gathered = Gathered()
  var sectionCount = 0
  /// The layout that it is read with.
  let layout: LayoutFitting?

  /// - Parameter isData: whether it is a data file, where a blank cell means no value.
  init(_ blocks: [Block], prose: Prose, isData: Bool = false, layout: Layout? = nil) {
    self.prose = prose
    self.layout = layout.map { LayoutFitting($0) }
    var scope = Scope()
    scope.title = prose.title
    scope.direction = prose.direction
    scope.customerRoles = prose.customerRoles
    scope.isData = isData
    let outline = Outline(blocks.withSlavicAnd)
    self.layout?.lay(outline.root)
    read(outline.root, scope, section: 0)
    gathered.settle(transport: prose.portTransport, byDefault: prose.defaultTransport)
    gathered.tellOfTakenBack()
    gathered.tellOfLeftOutAddresses()
    for finding in gathered.findings.all { findings.add(finding) }
    applyLayout()
    parts = gathered.batches.filter { !$0.endpoints.isEmpty }
      .map { StatedCountCheck.Part(line: $0.line, endpoints: $0.endpoints) }
  }

  // MARK: State

  /// What is kept while one section is read.
  struct State {
    var scope: Scope
    var section: Int
    /// Short lines that name what follows, as headings do.
    var labels: [String] = []
    var labelRun = 0
    /// Ports of a sentence that waits for the table or list that it introduces.
    var statement: Statement?
    /// The batches of the last element.
    var last: Range<Int>?
    /// What the last line of ports was given to, as it was before.
    struct Given {
      var line: Int
      let batches: [Gathered.Batch]
    }
    var given: Given?
    /// The batches of the addresses right above, with nothing but blank lines between them.
    var addressRun: Range<Int>?
    /// The same, for the words right below them.
    var addressesAbove: Range<Int>?
    /// The batches of the list or table right above.
    var rightAbove: Range<Int>?
    /// The addresses of the commands and settings right above.
    var commanded: Set<EndpointAddress> = []
    /// Whether the last heading or label said that what follows is not to be used.
    var isTakenBack = false
    /// Whether its words may have been misread.
    var isDoubtful = false
    /// Whether the last label said that ports follow.
    var namesPorts = false
    /// Whether a sentence above, in the same section, orders to open ports that follow, and none have followed yet.
    var awaitsPorts = false
    /// Whether the last label orders to open the ports that follow.
    var ordersPorts = false
    /// Whether the last sentence is the question which ports are to be opened.
    var asksWhichPorts = false
    /// Whether the last sentence asks to allow the addresses that follow.
    var namesAddresses = false
    /// Whether lines above were rows of addresses and ports.
    var readsRows = false
    /// The sentence that introduces what follows, for want of any other name.
    var introduction: String?
    /// The last line above a list of nothing but ports.
    var lineAbovePorts: Int?

    /// The scope of the next element.
    var inner: Scope {
      var inner = scope
      inner.names += labels
      if inner.names.isEmpty, let introduction { inner.names = [introduction] }
      if let statement, !statement.terms.isEmpty { inner.terms = statement.terms }
      if let direction = statement?.direction { inner.direction = direction }
      if let transport = statement?.transport { inner.transport = inner.transport ?? transport }
      // "UDP services" on a line of its own, as in a heading.
      if let label = labels.last, label.mayNameTransport,
        let named = TextFacts(label, line: 1).transportOfWhatFollows, named.hasPorts
      {
        inner.transport = named
      }
      inner.isTakenBack = scope.isTakenBack || isTakenBack
      inner.isDoubtful = scope.isDoubtful || isTakenBack && isDoubtful
      inner.namesPorts = scope.namesPorts || namesPorts
      inner.ordersPorts = ordersPorts
      inner.namesAddresses = namesAddresses
      return inner
    }
  }

  mutating func read(_ element: Outline.Element, _ state: inout State) {
    let before = gathered.batches.count
    defer {
      let isOfWords =
        if case .paragraph(let lines) = element { !lines.allSatisfy(\.isBareAddresses) } else {
          false
        }
      state.rightAbove =
        isOfWords || gathered.batches.count <= before ? nil : before..<gathered.batches.count
    }
    switch element {
    case .paragraph(let lines):
      if readAsTold(lines, &state) { return }
      readParagraph(lines, &state)
    case .list(let items):
      state.addressRun = nil
      var inner = state.inner
      if state.awaitsPorts, !inner.isTakenBack, items.areBarePorts { inner.namesPorts = true }
      state.awaitsPorts = false
      readList(items, inner, state.section, &state)
      state.labelRun = 0
      state.commanded = []
    case .table(let table):
      state.addressRun = nil
      readTable(table, &state)
      state.labelRun = 0
      state.commanded = []
    case .code(let lines):
      state.addressRun = nil
      let before = gathered.batches.count
      readCode(lines, &state)
      leaveOutLoopback(since: before)
      state.labelRun = 0
    }
  }

  mutating func add(
    _ endpoints: [Endpoint], _ section: Int, _ line: Int, isProse: Bool = false,
    isAllowed: Bool = false
  ) {
    if endpoints.isEmpty { return }
    let endpoints = asTold(endpoints, line)
    // What a person tells of a row is no mere mention of what stands elsewhere.
    let isTaken = layout?.isTaken ?? false || layout?.meaning != nil
    var batch = Gathered.Batch(
      endpoints: endpoints, section: section, line: line, isProse: isProse && !isTaken,
      isAllowed: isAllowed || isTaken)
    batch.introductions = gathered.introductions
    batch.part = layout?.current
    gathered.batches.append(batch)
  }

  /// "https://a.example → http://127.0.0.1:3000", in a listing: no firewall stands between a machine and itself. In
  /// rows such an address may be a slip, and is read, for others to hold.
  private mutating func leaveOutLoopback(since start: Int) {
    for place in gathered.batches.indices[start...] {
      gathered.batches[place].endpoints.removeAll { endpoint in
        guard let address = endpoint.address, address.isLoopback, endpoint.ports != nil else {
          return false
        }
        findings.add(
          .note, "address-no-far-end", line: endpoint.line, quote: address.description,
          "an address of the machine itself, a mask or a reserved address is not an endpoint")
        return true
      }
    }
  }

  /// Notes what an element contributed: a sentence below it may refer to it, and the ports of a
  /// sentence above it are used.
  func take(since before: Int, _ state: inout State) {
    if gathered.batches.count == before { return }
    state.last = before..<gathered.batches.count
    // "TCP port 443", above an item that mentions port 80, is still to be told.
    let isOfPorts = gathered.batches[before...].allSatisfy { $0.isOfPorts && $0.isProse }
    if isOfPorts, let statement = state.statement, !statement.terms.isEmpty { return }
    // "Open the ports 6030, 6031 and 6248:", above a table that has only some of them.
    if let statement = state.statement, statement.asks {
      let placed = Gathered.PlacedPorts(of: gathered.batches[before...])
      let areAll = statement.terms.allSatisfy { term in
        if case .numbers(let set)? = term.ports { placed.holds(set) } else { true }
      }
      if !areAll { return }
    }
    state.statement?.isUsed = true
  }

  /// Notes that a finding tells of all these lines.
  mutating func leaveOut(_ lines: [SourceLine], _ scope: Scope) {
    if scope.isDoubtful {
      tellOfDoubt(lines)
    } else {
      leaveOut(lines)
    }
  }

  /// Tells each line of what is left out by words that may have been misread: none is lost without a word.
  mutating func tellOfDoubt(_ lines: [SourceLine]) {
    var told: Int?
    for line in lines where line.number != told {
      let facts = TextFacts([line])
      guard facts.holdsAddress || facts.tokens.contains(where: \.isNumber) else { continue }
      told = line.number
      findings.add(
        .warning, "denial-doubtful", line: line.number, quote: facts.text.abridged(to: 200),
        "the words above this line deny twice, or both open and shut; it was left out: check it")
    }
  }

  mutating func leaveOut(_ lines: [SourceLine]) {
    guard let first = lines.first?.number, let last = lines.last?.number, first <= last else {
      return
    }
    leftOutLines.append(first...last)
  }
}

extension String {
  /// Whether it is short and has the name of a protocol with ports: asked for each line below it.
  fileprivate var mayNameTransport: Bool {
    guard utf8.count <= 60 else { return false }
    let lower = lowercased()
    return ["tcp", "udp", "sctp"].contains { lower.contains($0) }
  }
}

extension Scope {
  /// "A list of the ports can be found here": links below lead to pages.
  var leadsElsewhere: Bool {
    guard let name = names.last?.lowercased() else { return false }
    return SentenceWords.elsewhere.contains { name.contains($0) }
  }

  /// Whether the surrounding headings and labels, or the title, name ports.
  var isAboutPorts: Bool {
    ([title].compactMap { $0 } + names + labels).contains {
      Lexicon.concepts(in: $0).contains(.port)
    }
  }
}

extension EndpointAddress {
  /// Loopback, a mask or another reserved address of IPv4 (RFC 1112 section 4, RFC 791 section
  /// 3.2), a link-local address of IPv6 (RFC 4291 section 2.5.6), or the address on which a
  /// program listens everywhere: not a far end.
  var isNoFarEnd: Bool {
    guard let range,
      range.first == range.last || range.first.family == .v4 && range.first.number >> 24 == 127
    else { return false }
    let number = range.first.number
    return range.first.family == .v4
      ? number >> 24 == 0 || number >> 24 == 127 || number >> 28 == 15
      : number <= 1 || number >> 118 == 0x3FA
  }
}

extension String {
  /// "Listening on 127.0.0.1": not "forwarded to 127.0.0.1", "on 127.0.0.1 and all other interfaces".
  var saysItListensHere: Bool {
    let lower = lowercased()
    return [
      "listen", "bound", "binds", "lausch", "gebunden", "écout", "escuch", "ascolt", "luister",
      "nasłuch", "naslouch", "слуша", "lyssn", "待ち受け", "监听", "監聽", "수신 대기",
    ].contains { lower.contains($0) }
      && ![" all ", " other", " not ", "forward"].contains { lower.contains($0) }
  }
}

extension EndpointAddress {
  /// Of the machine itself (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3).
  var isLoopback: Bool {
    guard let range else { return false }
    return range.first.family == .v4
      ? range.first.number >> 24 == 127 && range.last.number >> 24 == 127
      : range.first.number == 1 && range.last.number == 1
  }
}

extension EndpointAddress {
  /// One address that is no far end, and not a block of them.
  var isOfNoMachine: Bool { isNoFarEnd && range?.first == range?.last }

  /// "0.0.0.0", "::" (RFC 4291 section 2.5.2), and not all addresses.
  var isUnspecified: Bool {
    guard let range else { return false }
    return range.first == range.last && range.first.number == 0
  }
}

extension Outline.Item {
  /// The first line, if it names what the others tell: it ends where the next word would still have
  /// fitted, and holds nothing itself.
  var titleLine: SourceLine? {
    guard lines.count >= 2, let first = lines.first,
      let word = lines[1].text.trimmed.split(separator: " ").first,
      word.first?.isUppercase ?? false, first.text.count <= 60,
      !".,;-–(".contains(first.text.trimmed.last ?? "."),
      let longest = lines.dropFirst().map(\.text.count).max(),
      first.text.count + word.count + 10 < longest
    else { return nil }
    let facts = TextFacts([first])
    let rest = TextFacts(Array(lines.dropFirst()))
    guard !facts.holdsAddress, !facts.saysPorts, !facts.tokens.contains(where: \.isNumber),
      facts.addresses.problems.isEmpty, rest.saysPorts || rest.holdsAddress
    else { return nil }
    return first
  }

  /// Its lines, and those of the items inside it.
  var allLines: [SourceLine] { lines + children.flatMap(\.allLines) }

  /// Whether it or an item inside it holds an address.
  var holdsAddress: Bool {
    TextFacts(lines).holdsAddress || children.contains { $0.holdsAddress }
  }
}

extension [SourceLine] {
  /// The lines as one, with the number of the first.
  var joinedLine: SourceLine { SourceLine(number: first?.number ?? 0, text: text) }
}

extension SourceLine {
  var withoutColon: SourceLine { SourceLine(number: number, text: text.withoutColon) }

  var isBareAddresses: Bool { TextFacts([self]).isBareAddresses }
}

extension TextFacts {
  /// The protocol of what follows a heading or caption: "TCP", "Required UDP ports".
  var transportOfWhatFollows: IPProtocol? {
    guard let named = tokens.lazy.compactMap(\.transport).joined,
      isTransport || tokens.count <= 4
        // "TCP and UDP ports of the cloud" does not say which is which.
        || concepts.contains(.port) && !holdsAddress && named != .tcpAndUDP
    else { return nil }
    return named
  }

  /// "Web server (203.0.113.5)", "Relay: 203.0.113.6": a heading of what is named and its address.
  var endsInItsAddress: Bool {
    guard addresses.items.count == 1, let item = addresses.items.first, item.address.range != nil,
      !saysPorts, tokens.count <= 10, item.place.lowerBound > 0,
      tokens[item.place.upperBound...].allSatisfy({
        $0.isSign(")") || $0.isSign("]") || $0.isSign(":")
      })
    else { return false }
    let before = tokens[item.place.lowerBound - 1]
    return "([:-–".contains(where: before.isSign)
      && !concepts.containsAny(of: .own, .source, .not, .example)
  }

  /// "Server a.example:": one address and what it is called.
  var isNamedHost: Bool {
    let words = tokens.filter(\.isWord)
    return addresses.items.count == 1 && !saysPorts && (1...2).contains(words.count)
      && words.allSatisfy { $0.concepts.containsAny(of: .host, .address, .destination) }
  }

  /// Nothing but addresses and what separates them; at least one.
  var isBareAddresses: Bool {
    isBareLine || !addresses.problems.isEmpty && leftoverWords.isEmpty
  }
}
