import EndpointModel

/// What a document's sentences say about all its endpoints, and about itself.
struct Prose {
  private(set) var title: String?
  private(set) var deploymentName: String?
  /// When the document says it was revised.
  private(set) var revisedOn: PartialDate?
  /// The days that the document states for its changes.
  private(set) var days = ChangeDays()
  /// The version that its metadata states.
  private(set) var feedVersion: String?
  private(set) var direction: Direction?
  /// The roles whose ports are different for each customer.
  private(set) var customerRoles: Set<PortRole> = []
  /// The protocol of all ports that the page is about: "the TCP ports that are used".
  var portTransport: IPProtocol? {
    saysPortTransport && portTransports.count == 1 ? portTransports.first : nil
  }
  private var saysPortTransport = false
  /// The protocol that ports have of which the document tells no other: "All ports are TCP unless stated
  /// otherwise."
  var defaultTransport: IPProtocol? { defaultTransports.count == 1 ? defaultTransports.first : nil }
  private var defaultTransports: Set<IPProtocol> = []
  private var portTransports: Set<IPProtocol> = []
  private(set) var timers: [StatedTimer] = []
  private(set) var statedCounts: [StatedCount] = []

  /// The heading that names the document rather than a part of it: the only one at
  /// the first level.
  private(set) var titleHeading: String?

  init(_ blocks: [Block]) {
    let tops = blocks.compactMap { block in
      if case .heading(let lines, level: 1) = block { lines.text } else { nil }
    }
    titleHeading = tops.count == 1 ? tops[0] : nil
    var isBeginning = true
    for block in blocks {
      switch block {
      case .heading(let lines, _):
        isBeginning = false
        for line in lines { read(line, isOfPage: true) }
      case .paragraph(let lines), .item(let lines, _), .code(let lines):
        if isBeginning, title == nil, let first = lines.first?.text.folded, first.isName {
          title = first
        }
        isBeginning = false
        let isOfPage = if case .paragraph = block { true } else { false }
        for line in lines { read(line, isOfPage: isOfPage) }
      case .metadata(let lines):
        for line in lines { readMetadata(line) }
      case .table: isBeginning = false
      }
    }
    title = (title ?? titleHeading).map { Struck.removed(from: $0) }
  }

  /// - Parameter isOfPage: whether it is a heading or paragraph, which may speak of the whole page.
  private mutating func read(_ line: SourceLine, isOfPage: Bool) {
    // A line of addresses alone says nothing.
    guard line.text.utf8.contains(where: \.maybeLetter) else { return }
    days.read(line.text.folded)
    for sentence in line.text.folded.sentences.prefix(Self.sentenceLimit)
    where sentence.count <= 2000 {
      let words = Words(sentence)
      readDirection(words)
      if isOfPage, line.text.utf8.count <= 2000 { readTransport(words, sentence) }
      readCustomerRoles(words)
      readTimers(words, line, String(sentence))
      readCounts(words, line, String(sentence))
      readRevisionDate(words, sentence)
      if deploymentName == nil { deploymentName = Self.deploymentName(sentence) }
    }
  }

  /// A line with more sentences is not prose for people.
  private static let sentenceLimit = 500

  /// "REVISED January 2023"
  private mutating func readRevisionDate(_ words: Words, _ sentence: Substring) {
    if revisedOn == nil, Self.revisionWords.contains(where: words.contains),
      let mark = sentence.firstMatch(of: Pattern.revisionMark)
    {
      let after = sentence[mark.range.upperBound...]
      if !after.hasPrefix(" by") { revisedOn = DateWords.first(in: after.prefix(40)) }
    }
  }

  /// Every match of `revisionMark` has one of these words, which are quicker to check.
  private static let revisionWords = [
    "revised", "updated", "update", "modified", "generated", "of", "dated", "stand",
    "published", "aktualisiert", "überarbeitet", "révisé", "révisée", "jour", "actualizado",
    "actualizada", "revisado", "revisada", "aggiornato", "aggiornata", "riveduta", "rivisto",
    "atualizado", "atualizada", "revista", "bijgewerkt", "herzien", "stan", "zaktualizowano",
    "aktualizováno", "uppdaterad", "güncellendi", "обновлено", "обновлена",
  ]

  /// Front matter and comments: `title: …`, `lastupdated: …`, "version 2020070800".
  private mutating func readMetadata(_ line: SourceLine) {
    let text = line.text.folded
    if let match = text.prefixMatch(of: Pattern.titleField), title == nil {
      title = String(match.output.1)
    }
    if revisedOn == nil,
      let match = text.firstMatch(of: Pattern.dateField)
    {
      revisedOn = DateWords.first(in: match.output.1)
    }
    if let match = text.firstMatch(of: Pattern.versionField), feedVersion == nil {
      feedVersion = String(match.output.1)
    }
  }

  /// "All ports are outbound only": a direction for the whole document.
  private mutating func readDirection(_ words: Words) {
    let isOutbound = words.contains("outbound")
    let isInbound = words.contains("inbound")
    guard isOutbound != isInbound, words.contains("only") || words.contains("all"),
      words.contains("port") || words.contains("connection") || words.contains("traffic")
        || words.contains("rule")
    else { return }
    let said: Direction = isOutbound ? .outbound : .inbound
    direction = direction == nil || direction == said ? said : .both
  }

  /// "This page describes the TCP ports that are used": a protocol and the word "ports", without a
  /// number; any other protocol in the text counts against it.
  private mutating func readTransport(_ words: Words, _ sentence: Substring) {
    let named = words.all.compactMap { ProtocolNames.transport($0) }
    if named.isEmpty { return }
    portTransports.formUnion(named)
    guard !sentence.contains(where: \.isNumber) else { return }
    let concepts = Lexicon.concepts(in: String(sentence))
    readDefaultTransport(named, words, concepts, sentence.lowercased())
    let isOfPorts =
      words.contains("port") && (words.contains("used") || concepts.contains(.following))
    let isOfAll =
      concepts.contains(.any) && !concepts.containsAny(of: .not, .except)
      && (words.contains("port") || words.contains("connection") || words.contains("traffic")
        || words.all.count <= 5)
    // "Protocol: TCP", "TCP is used throughout."
    let isAlone =
      words.all.count <= 6
      && (words.all.first.map { Lexicon.concepts(of: $0).contains(.transportProtocol) } ?? false
        || words.contains("throughout"))
    if isOfPorts || isOfAll || isAlone { saysPortTransport = true }
  }

  /// "All ports are TCP unless stated otherwise", "The default protocol is TCP; UDP is marked."
  private mutating func readDefaultTransport(
    _ named: [IPProtocol], _ words: Words, _ concepts: ConceptSet, _ lower: String
  ) {
    let unless = SentenceWords.unlessSaid.first(where: lower.contains)
    let isDefault =
      unless != nil
      || SentenceWords.defaults.contains(where: lower.contains)
        && concepts.containsAny(of: .port, .transportProtocol)
    guard isDefault, words.all.count <= 24, named.allSatisfy(\.hasPorts), let first = named.first
    else { return }
    // Not what is said of a service or of traffic, nor what is denied.
    let isOfAnother =
      words.all.contains { ProtocolNames.application($0) != nil }
      || lower.contains("traffic") || lower.contains("verkehr")
      || Lexicon.concepts(in: unless.map { lower.replacing($0, with: "") } ?? lower)
        .containsAny(of: .not, .deny)
    if isOfAnother { return }
    // "TCP or UDP" tells nothing, and neither does "except where marked UDP, ports are TCP".
    if Set(named).count == 1 {
      defaultTransports.insert(first)
    } else if Set(named) == [.tcp, .udp], concepts.contains(.and) || lower.contains("tcp/udp") {
      defaultTransports.insert(.tcpAndUDP)
    } else if lower.contains(";") {
      defaultTransports.insert(first)
    }
  }

  /// "The signaling port and data port range are specific to each customer's build."
  private mutating func readCustomerRoles(_ words: Words) {
    guard words.contains("customer") || words.contains("tenant"),
      words.contains("specific") || words.contains("unique") || words.contains("assigned")
        || words.contains("individual"), words.contains("port")
    else { return }
    customerRoles.formUnion(PortRole.allCases.filter(words.names))
  }

  /// "a 12 min TCP port registration timer and a 1 min UDP port registration timer"
  private mutating func readTimers(_ words: Words, _ line: SourceLine, _ sentence: String) {
    guard words.contains("timer") || words.contains("timeout") || words.contains("keepalive") else {
      return
    }
    let transports = words.all.indices.filter { ProtocolNames.transport(words.all[$0]) != nil }
    var i = 0
    while i + 1 < words.all.count {
      guard let number = Int(words.all[i]), number < 1_000_000,
        let unit = Self.secondsPerUnit[words.all[i + 1]]
      else {
        i += 1
        continue
      }
      let transport = transports.min { abs($0 - i) < abs($1 - i) }
        .flatMap { ProtocolNames.transport(words.all[$0]) }
      timers.append(
        StatedTimer(
          seconds: number * unit, transport: transport, line: line.number,
          quote: sentence))
      i += 2
    }
  }

  private static let secondsPerUnit = [
    "s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
  ]

  /// Beside which a number is not how many there are.
  private static let uncounted: Set = ["each", "every", "per", "least", "most"]

  /// "to 4 IP addresses, as listed below", "(8 including the … addresses)",
  /// "requires 2 ports be opened".
  private mutating func readCounts(_ words: Words, _ line: SourceLine, _ sentence: String) {
    for (i, word) in words.all.enumerated() {
      guard let count = Int(word) ?? Words.numbers[word], count < 100_000, i + 1 < words.all.count
      else { continue }
      let next = words.all[i + 1]
      // "one or two addresses" states no count.
      if next == "or" || (i > 0 && words.all[i - 1] == "or") { continue }
      // "At least one port", "nine addresses each", "open the 80 and 443 ports"
      if words.all.contains(where: Self.uncounted.contains)
        || i > 1 && words.all[i - 1] == "and" && Int(words.all[i - 2]) != nil
      {
        continue
      }
      let after = i + 2 < words.all.count ? words.all[i + 2] : ""
      let subject: StatedCount.Subject?
      if next == "address" || (next == "ip" && after == "address") {
        subject = .addresses
      } else if next == "including", words.all[(i + 2)...].prefix(6).contains("address") {
        subject = .addresses
      } else if next == "port", after != "range", Words.opening.contains(where: words.contains) {
        subject = .ports
      } else {
        subject = nil
      }
      // "Missing one address can …" does not state a count.
      if let subject, subject == .ports || count > 1 {
        statedCounts.append(
          StatedCount(
            count: count, subject: subject, line: line.number,
            quote: sentence.around(word)))
      }
    }
  }

  /// "specific to the Canada AWS-02 (4.x) cloud deployments"
  private static func deploymentName(_ sentence: Substring) -> String? {
    guard let to = sentence.firstRange(of: "specific to ") else { return nil }
    var rest = sentence[to.upperBound...]
    if rest.hasPrefix("the ") { rest = rest.dropFirst(4) }
    for end in [" cloud deployment", " deployment"] {
      guard let found = rest.firstRange(of: end) else { continue }
      let name = rest[..<found.lowerBound]
      return name.isEmpty || name.count > 60 ? nil : String(name)
    }
    return nil
  }
}

extension String {
  /// Whether it is short and does not end like a sentence.
  fileprivate var isName: Bool {
    count <= 120 && !".:".contains(last ?? ".") && contains(where: \.isLetter)
      && !TextFacts(self, line: 1).holdsAddress
  }

  /// The text or, if it is long, the part around a word of it, for a quote.
  fileprivate func around(_ word: String) -> String {
    guard count > 100, let found = lowercased().firstRange(of: word) else { return self }
    let at = lowercased().distance(from: lowercased().startIndex, to: found.lowerBound)
    let start = Swift.max(0, at - 40)
    return (start > 0 ? "…" : "") + dropFirst(start).prefix(100) + (start + 100 < count ? "…" : "")
  }
}

extension StringProtocol {
  /// The text split after full stops, question and exclamation marks before white space.
  var sentences: [SubSequence] {
    var out: [SubSequence] = []
    var start = startIndex
    var i = startIndex
    while i < endIndex {
      let after = index(after: i)
      let isEnd =
        ".!?".contains(self[i]) && (after == endIndex || self[after].isWhitespace)
        && !isLeader(endingAt: i) && !endsName(from: start, at: i)
      // Chinese and Japanese put no space behind theirs.
      if isEnd || "。！？".contains(self[i]) {
        out.append(self[start..<after])
        start = after
      }
      i = after
    }
    if start < endIndex { out.append(self[start...]) }
    return out
  }

  /// "a.example. 443/tcp": whether the full stop is that of a name in front of a number.
  private func endsName(from start: Index, at stop: Index) -> Bool {
    guard self[stop] == ".",
      let next = self[stop...].dropFirst().first(where: { !$0.isWhitespace }),
      next.isNumber
    else { return false }
    let name = self[start..<stop]
    return name.contains(".") && !name.contains(where: \.isWhitespace)
      && name.contains(where: \.isLetter)
  }

  /// Whether the full stop ends the dots that lead from one column to the next.
  private func isLeader(endingAt end: Index) -> Bool {
    let dots = self[...end].reversed().prefix { $0 == "." }.count
    guard dots >= 3, let first = index(end, offsetBy: -dots, limitedBy: startIndex) else {
      return false
    }
    return self[first].isWhitespace
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let revisionMark =
    /(?i)\b(?:revised|updated|last update|last modified|generated|as of|dated|stand|published|aktualisiert|überarbeitet|révisée?|mise? à jour|actualizad[oa]|revisad[oa]|aggiornat[oa]|rivedut[oa]|rivist[oa]|atualizad[oa]|revista|bijgewerkt|herzien|stan na|zaktualizowano|aktualizováno|uppdaterad|güncellendi|обновлен[оа])\b/
  nonisolated(unsafe) static let titleField =
    /(?i)title:\s*["']?(.+?)["']?$/
  nonisolated(unsafe) static let dateField =
    /(?i)(?:^|[^a-z])(?:last_?-?updated|updated|date|modified|generated|lastmod)["']?:?\s+["']?(.+)/
  nonisolated(unsafe) static let versionField =
    /(?i)(?:^|[^a-z])version:?\s+["']?([0-9][\w.\-]*)/
}
