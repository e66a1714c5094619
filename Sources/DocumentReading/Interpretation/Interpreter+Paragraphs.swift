import EndpointModel

/// Paragraphs, and the labels among their lines.
extension Interpreter {
  mutating func readParagraph(_ lines: [SourceLine], _ state: inout State) {
    let records = lines.filter(\.isZoneRecord)
    if !records.isEmpty {
      leaveOut(records: records)
      let rest = lines.filter { !$0.isZoneRecord }
      if !rest.isEmpty { readParagraph(rest, &state) }
      return
    }
    if let records = SettingLine.records(lines) {
      read(records: records, state.inner, state.section, isData: true)
      state.labelRun = 0
      return
    }
    if readStanza(Record.withFieldsApart(lines), &state) { return }
    let lines = lines.withWholeBrackets.map(\.withoutAddressLabel)
    if lines.introduces {
      gathered.introductions += 1
      if TextFacts(lines).isAddition { gathered.additions.insert(gathered.introductions) }
    }
    // "\- 192.0.2.1": a list, though its marks are escaped.
    let items = lines.compactMap { line in
      ListMark.item(line.text).map { SourceLine(number: line.number, text: $0.text) }
    }
    if items.count == lines.count, items.contains(where: \.isBareAddresses) {
      let items = items.map { Outline.Item(lines: [$0], depth: 0) }
      readList(items, state.inner, state.section, &state)
      return
    }
    if let first = lines.first, lines.count > 1, items.count == lines.count - 1,
      ListMark.item(first.text) == nil, text(first, endsWith: ":")
    {
      readWords([first], &state)
      let items = items.map { Outline.Item(lines: [$0], depth: 0) }
      readList(items, state.inner, state.section, &state)
      return
    }
    if lines.areNumbersBelowProtocol, !state.inner.isTakenBack {
      readWords([lines[0]], &state)
      state.namesPorts = true
      let items = lines.dropFirst().map { Outline.Item(lines: [$0], depth: 0) }
      readList(items, state.inner, state.section, &state)
      state.namesPorts = false
      return
    }
    let facts = lines.map { TextFacts([$0]) }
    if readOnlyRows(lines, facts, &state) || readPortsAbove(lines, facts, &state) { return }
    // A list may follow its sentence without a blank line.
    let areBare = facts.map(\.isBareAddresses)
    if areBare[0] == false, lines.goOnBehindAddresses(areBare) || lines.breakInDenial(areBare) {
      let text = lines.map(\.text.trimmed).joined(separator: " ")
      readWords([SourceLine(number: lines[0].number, text: text)], &state)
      return
    }
    var rest = lines[...]
    while !rest.isEmpty {
      let isBare = areBare[rest.startIndex]
      let end = areBare[rest.startIndex...].firstIndex(of: !isBare) ?? rest.endIndex
      let run = Array(rest[..<end])
      rest = rest[end...]
      guard isBare else {
        readWords(run, &state)
        continue
      }
      readAddresses(run, &state)
      // "Portal, TCP 443" right below a host is its own, and not that of the next one.
      while let line = rest.first, facts[rest.startIndex].isLineOfPortsBelow {
        let told = facts[rest.startIndex]
        take(told, told.statedPorts, line, &state)
        rest = rest.dropFirst()
      }
    }
  }

  /// - Parameter isRestRead: whether another part of the quote is read.
  mutating func noteTakenBack(line: Int?, _ quote: String?, isRestRead: Bool = false) {
    let facts = quote.map { TextFacts($0, line: line ?? 0) }
    // "a.example:443 (deprecated)" may be in use for years.
    let mayBeInUse =
      facts.map { facts in
        facts.holdsAddress && !facts.concepts.containsAny(of: .not, .deny)
          && facts.tokens.contains { SentenceWords.fading.contains($0.lower) }
      } ?? false
    if let facts, !mayBeInUse, !isRestRead, facts.isDoubtfulDenial {
      gathered.doubtful.append(facts)
      return
    }
    findings.add(
      mayBeInUse ? .warning : .note, "taken-back", line: line, quote: quote,
      mayBeInUse
        ? "the words call this deprecated, which may still be in use; it was left out"
        : "the words say that this is not to be opened; it was left out")
  }

  mutating func readWords(_ lines: [SourceLine], _ state: inout State) {
    state.addressesAbove = state.addressRun
    state.addressRun = nil
    defer { state.addressesAbove = nil }
    var body = lines[...]
    while body.count > 1, endsInHeading(body) { body = body.dropLast() }
    if body.count == 1 {
      readLine(body[body.startIndex], &state)
    } else {
      readLines(body, &state)
    }
    for heading in lines[body.endIndex...] { readLine(heading, &state) }
  }

  /// Lines below each other: rows that lost their columns, lines of ports, or sentences.
  private mutating func readLines(_ body: ArraySlice<SourceLine>, _ state: inout State) {
    let joined = body.withPortsOfOneSentence.withWholeSentences
    let facts = joined.map { TextFacts([$0]) }
    beginSentences(facts, &state)
    let start = readLostColumns(joined, facts, &state)
    if start > 0, start == joined.count - 1 {
      readLine(joined[start], &state)
      return
    }
    // "Port 53 for names", "Port 443 for updates": each line is a rule of its own.
    let ports = zip(joined, facts).map { line, facts in
      line.text.isCommand ? nil : facts.asLineOfPorts
    }
    let areOfPorts = ports[start...].count { $0 != nil } >= 2
    let isList = ports.count >= start + 3 && ports[start...].allSatisfy { $0 != nil }
    for (line, ports) in zip(joined, ports).dropFirst(start) {
      guard areOfPorts, let ports, let remarks = line.remarksBehindPorts else {
        readSentences(line, &state)
        continue
      }
      if remarks.contains(where: \.isTakenBack) {
        noteTakenBack(line: line.number, line.text)
      } else if ports.isTakenBack || state.inner.isTakenBack {
        readSentences(line, &state)
      } else {
        var scope = state.inner
        scope.listsPorts = scope.listsPorts || isList
        readPortsAlone(ports, ports.statedPorts, scope, state.section)
      }
    }
  }

  /// Whether the last line is a heading: in plain text one may follow a sentence without a
  /// blank line.
  private func endsInHeading(_ lines: ArraySlice<SourceLine>) -> Bool {
    let last = lines[lines.endIndex - 1].text.trimmed
    let before = lines[lines.endIndex - 2].text.trimmed
    return (before.last.map { ".!?:".contains($0) } ?? false)
      && last.count <= 60 && !".!?".contains(last.last ?? ".")
      && last.first?.isUppercase ?? false
  }

  mutating func readLine(_ line: SourceLine, _ state: inout State) {
    let facts = TextFacts([line])
    if state.readsRows, readRowsOfAddresses([line], [facts], &state) { return }
    if facts.isLonePort { gathered.lone.append((line, state.inner.isAboutPorts)) }
    // "Portal, TCP 443", in a paragraph of its own below that of its host.
    if facts.isLineOfPortsBelow, !state.readsRows, state.isRightBelowAddresses(gathered) {
      take(facts, facts.statedPorts, line, &state)
      return
    }
    if facts.isLabel, !(state.inner.namesPorts && facts.mayBeNumbersOfPorts) {
      readLabel(facts, line, &state)
    } else {
      beginSentences([facts], &state)
      readSentences(line, &state)
    }
  }

  /// - Parameter lines: those of the paragraph; "Ports required:" above it counts for them if each
  ///   begins with ports, or is a name and numbers.
  func beginSentences(_ lines: [TextFacts], _ state: inout State) {
    state.labelRun = 0
    // "UDP:" above a list says nothing of what follows other words.
    if let above = state.statement, above.isUsed, above.terms.isEmpty, above.direction == nil,
      TextFacts([above.line]).isTransport, !TextFacts([above.line]).concepts.contains(.port)
    {
      state.statement = nil
    }
    // Ports of the addresses right above are no list of their own.
    let hasWaiting =
      state.last.map { last in gathered.batches[last].contains { $0.lacksPorts } } ?? false
    state.namesPorts =
      state.namesPorts
      && lines.allSatisfy {
        $0.isLineOfPorts || $0.mayBeNumbersOfPorts || $0.isNumberedPort || $0.portWithUse != nil
          || $0.isShortWithPorts && !hasWaiting
      }
    state.ordersPorts = state.ordersPorts && state.namesPorts
    state.namesAddresses = false
    state.isTakenBack = false
  }

  /// How many labels may be nested as names.
  private static let deepestLabels = 8

  /// A short line that names what follows, as a heading does: alone, or in a run of several
  /// from the outer to the inner.
  private mutating func readLabel(_ whole: TextFacts, _ line: SourceLine, _ state: inout State) {
    let opens = whole.opensWhatFollows
    let facts = whole.orderAlone
    let terms = facts.textPorts.stated
    // "Open TCP port 443." – "Allow the following hosts:": the ports wait for the list.
    let keepsStatement =
      facts.announces && terms.isEmpty && !facts.isTakenBack
      && !(state.statement?.terms.isEmpty ?? true) && state.statement?.isUsed == false
    // "HTTPS traffic (port 443)" – "Domains:" – the list
    let namesAddresses =
      terms.isEmpty && facts.tokens.count <= 3 && !facts.isTakenBack
      && facts.concepts.containsAny(of: .host, .address, .destination)
      && !facts.concepts.containsAny(of: .own, .source, .example, .port)
      && state.statement?.isHeading(rightAbove: line) ?? false
    if keepsStatement || namesAddresses { return }
    // "Open UDP 10000-20000 for the ranges listed below." – "Ranges by region": they wait as well.
    let waits =
      terms.isEmpty && !facts.isTakenBack && !facts.shutsWhatFollows
      && !(state.statement?.isUsed ?? true && facts.concepts.containsAny(of: .ask, .allow))
      && state.statement.map(\.pointsBelow) ?? false
    if waits, state.statement?.isUsed ?? false, state.statement?.isUsedAgain == false {
      state.statement?.isUsedAgain = true
      findings.add(
        .warning, "ports-joined", line,
        "addresses below this line have no ports of their own; they were given those of the sentence "
          + "that speaks of what follows it")
    }
    if !waits { conclude(&state) }
    if refuseBroken(facts, terms) {
      state.statement = nil
      return
    }
    // "Example": what stands below it shows how, and asks for nothing.
    let isExample =
      facts.tokens.count(where: \.isWord) == 1 && facts.concepts.contains(.example)
    // "Do not expose the database. Open these ports:": the last of them is about what follows.
    let last =
      line.text.sentences.last.map { TextFacts(String($0), line: line.number).orderAlone }
      ?? facts
    let asksAtLast = last.asksForPortsBelow || last.asksForAddressesBelow
    let shuts =
      last.isTakenBack || last.shutsWhatFollows
      || !asksAtLast && (facts.isTakenBack || facts.shutsWhatFollows)
    state.isTakenBack =
      isExample || opens.map { !$0 } ?? shuts
      // "Do not open:" – "Inbound: TCP 23"
      || state.isTakenBack && facts.isPortsAndDirection
    state.isDoubtful = state.isTakenBack && facts.isDoubtfulDenial
    // "Inbound (clients to the server)", below "The server uses these ports:"
    let isDirection =
      facts.statedDirection != nil && facts.tokens.count <= 10 && !facts.holdsAddress
      && !facts.saysPorts
    // "The following TCP ports:", and behind their list "for the second scheme:".
    let goesOn =
      terms.isEmpty && !facts.holdsAddress && !state.isTakenBack
      && facts.tokens.first.map { SentenceWords.fors.contains($0.lower) } ?? false
    state.asksWhichPorts = facts.asksWhichPorts
    state.ordersPorts = whole.ordersPortsBelow
    state.namesPorts =
      facts.namesPorts || facts.asksForPortsBelow || last.asksForPortsBelow
      || whole.namesPortsBelow
      || state.namesPorts && (isDirection || goesOn)
    if facts.asksForPortsBelow, facts.text.namesFirewall { gathered.asksForPorts = true }
    state.namesAddresses = facts.asksForAddressesBelow
    if !facts.namesPorts, !goesOn { state.scope.namesPorts = false }
    let label = line.withoutColon.text.folded.trimmingMarks
    let name = terms.isEmpty ? label : facts.nameRest
    let isName = !name.isEmpty && !facts.isGeneric && facts.tokens.count <= 14 && !facts.announces
    state.introduction = facts.announces && facts.tellsWhatFor ? label : nil
    if isName {
      switch state.labelRun {
      // The first of a run replaces the innermost one.
      case 0: state.labels = state.labels.count > 1 ? state.labels.dropLast() + [name] : [name]
      // The second of a run is nested in the first; outer ones are dropped.
      case 1: state.labels = state.labels.suffix(1) + [name]
      case 2..<Self.deepestLabels: state.labels.append(name)
      default: state.labels = state.labels.dropLast() + [name]
      }
      sectionCount += 1
      state.section = sectionCount
      state.labelRun += 1
    } else if state.labelRun == 0, state.labels.count == 1 {
      state.labels = facts.isTakenBack ? [] : state.labels
    }
    var transport: IPProtocol?
    if terms.isEmpty, facts.isTransport { transport = facts.transport ?? nil }
    // "Open these TCP ports:"
    if terms.isEmpty, state.namesPorts, transport == nil {
      transport = facts.tokens.lazy.compactMap(\.transport).joined
    }
    // "Open the following addresses for UDP traffic:"
    if terms.isEmpty, transport == nil {
      transport =
        facts.trafficTransport ?? facts.bracketedTransport ?? facts.transportWithoutPorts
    }
    if goesOn, transport == nil, let above = state.statement, above.terms.isEmpty {
      transport = above.transport
    }
    let direction = facts.statedDirection
    let says = !terms.isEmpty || transport != nil || direction != nil
    if waits, !says { return }
    if waits { conclude(&state) }
    state.statement =
      says
      ? Statement(
        terms: terms, transport: transport, direction: direction, line: line, asks: false,
        told: layout?.place)
      : nil
  }
}

extension [SourceLine] {
  /// "Access to a.example,", "b.example, c.example and", "the hosts d.example.": a sentence over several lines, of
  /// which one holds nothing but addresses.
  fileprivate func goOnBehindAddresses(_ areBare: [Bool]) -> Bool {
    indices.dropFirst().dropLast().contains { place in
      guard areBare[place], !areBare[place + 1], let last = self[place].text.trimmed.last,
        !":：".contains(self[place - 1].text.trimmed.last ?? ":")
      else { return false }
      let word = self[place].text.split(separator: " ").last.map { $0.lowercased() } ?? ""
      return last == "," || Lexicon.concepts(of: word).containsAny(of: .and, .or)
    }
  }

  /// "… Do not add" and in the next line "a.example.": a line ends within the sentence that takes the address back.
  fileprivate func breakInDenial(_ areBare: [Bool]) -> Bool {
    indices.dropFirst().contains { place in
      guard areBare[place], !areBare[place - 1] else { return false }
      let before = self[place - 1].text.trimmed
      guard let last = before.last, !".!?:;。：".contains(last),
        let sentence = before.sentences.last
      else { return false }
      let facts = TextFacts(String(sentence), line: self[place - 1].number)
      return facts.concepts.containsAny(of: .not, .deny)
        && TextFacts("\(sentence) \(self[place].text)", line: self[place].number).isTakenBack
    }
  }

  /// "TCP:" above "443 (HTTPS)" and "8443 (console)": lines that each begin with a port.
  fileprivate var areNumbersBelowProtocol: Bool {
    guard count > 1, let first, first.text.trimmed.hasSuffix(":"), TextFacts([first]).isTransport
    else { return false }
    return dropFirst().allSatisfy { line in
      let facts = TextFacts([line])
      return facts.tokens.first?.number.map { (20...65535).contains($0) } ?? false
        && (facts.tokens.count == 1 || "(-–:".contains(where: facts.tokens[1].isSign))
        && !facts.holdsAddress && !facts.isTakenBack
    }
  }
}

extension SourceLine {
  /// "Port 22: SSH. Not required.": its sentences behind the first, if each is a word or two; nil if one says
  /// more.
  fileprivate var remarksBehindPorts: [TextFacts]? {
    let others = text.sentences.dropFirst().map { TextFacts(String($0), line: number) }
    return others.allSatisfy { !$0.saysPorts && !$0.holdsAddress && $0.tokens.count <= 3 }
      ? others : nil
  }

  /// "Domains: a.example, b.example" without the words that say what they are.
  fileprivate var withoutAddressLabel: SourceLine {
    guard let colon = text.firstIndex(of: ":"), text[..<colon].utf8.count <= 40 else { return self }
    let label = TextFacts(String(text[..<colon]), line: number)
    let value = SourceLine(number: number, text: text[text.index(after: colon)...].trimmed)
    guard label.concepts.containsAny(of: .host, .address, .network), label.tokens.count <= 3,
      !label.concepts.containsAny(of: .not, .deny, .retired, .example, .own, .source),
      !label.leadsToPage, value.isBareAddresses
    else { return self }
    return value
  }
}

extension TextFacts {
  /// Itself, if it begins with ports and holds no address.
  fileprivate var asLineOfPorts: TextFacts? {
    beginsWithPorts && !holdsAddress && addresses.problems.isEmpty ? self : nil
  }
}
