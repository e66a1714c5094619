import EndpointModel

/// What tokens say about ports and protocols.
///
/// Understood: `80 &443`, `4201-4264`, `10000 to 20000`, `50,000-59,999`, `30.000-35.000`,
/// `443/TCP`, `443 (TCP)`, `TCP: 443, 80 UDP: 3478`, `https/443`, `HTTP (80)`, `514 (TCP 6514)`,
/// `range 5000 5010`, `between 6000 and 6010`, `1024-`, `> 1023`, `1024 and above`.
struct PortFacts {
  /// What shows that a number is a port.
  enum Reading {
    /// The place: a column of ports, a field "Port". Every number is one.
    case cell
    /// Only what is next to it: a protocol, the word "port".
    case text
  }

  var terms: [PortTerm] = []
  /// Ports given only as an example.
  private(set) var examples: PortSet?
  /// What was not understood.
  var problems: [String] = []
  /// Words that are not about ports, by their places among the tokens.
  var otherWords: [Int] = []
  /// The places of the tokens that were used.
  var used: Set<Int> = []
  /// Whether an application's name was read as its port.
  var isByName = false

  let tokens: [Token]
  let reading: Reading

  // What has been read so far.
  var numbers: [ClosedRange<UInt16>] = []
  var leading: IPProtocol?
  var leadingUsual: IPProtocol?
  /// A protocol named in the sentence, which may go with ports after other words.
  var ofSentence: IPProtocol?
  var sawPortWord = false
  /// Like `sawPortWord`, but for the whole sentence, whatever is between.
  var sawPortInSentence = false
  var isCustomers = false
  var isAny = false
  private var exampleRanges: [ClosedRange<UInt16>] = []
  /// Count of numbers among words after the ports.
  var strayNumbers = 0
  /// Numbers that may be two ports or one with a thousands separator.
  var doubtfulNumbers: [String] = []
  /// Names of applications, for a cell without numbers.
  var names: [(place: Int, application: ProtocolNames.Application)] = []

  init(_ tokens: [Token], _ reading: Reading) {
    self.tokens = tokens
    self.reading = reading
    walk(0..<tokens.count)
    finish()
  }

  // MARK: The walk

  mutating func walk(_ range: Range<Int>) {
    var i = range.lowerBound
    while i < range.upperBound {
      let token = tokens[i]
      switch token.kind {
      case .struckBegin:
        i =
          tokens[i..<range.upperBound].firstIndex {
            if case .struckEnd = $0.kind { true } else { false }
          }
          .map { $0 + 1 } ?? range.upperBound
        continue
      case .number, .grouped:
        // "roughly 100 ports": a count.
        if i > range.lowerBound, Self.approximations.contains(tokens[i - 1].lower) {
          otherWords.append(i)
          i += 1
          continue
        }
        if i > range.lowerBound, ["version", "versions"].contains(tokens[i - 1].lower) {
          used.insert(i)
        } else if let next = readNumbers(i, range.upperBound) {
          i = next
          continue
        }
      case .word:
        if let next = readWord(i, range.upperBound) {
          i = next
          continue
        }
        endOfRun(at: i)
      case .sign(let sign):
        if let next = readSign(sign, i, range.upperBound) {
          i = next
          continue
        }
      case .lineEnd:
        if reading == .text { endOfSentence() }
      case .otherNumber:
        if reading == .text { endOfRun(at: i, isWord: false) } else { refuseNumber(token) }
      case .address, .broken:
        if reading == .text { endOfRun(at: i, isWord: false) }
      case .struckEnd: break
      }
      i += 1
    }
  }

  /// Reports a number that no port has: "70000", "0443".
  private mutating func refuseNumber(_ token: Token) {
    guard token.text.utf8.allSatisfy(\.isDigit) else { return }
    problems.append("\(token.text) is not a port")
  }

  private mutating func readSign(_ sign: Character, _ i: Int, _ end: Int) -> Int? {
    switch sign {
    case "(":
      let close = closing(of: i, before: end)
      if close - i > Self.longestBracket {
        if reading == .cell {
          problems.append("a bracket of \(close - i) words, signs and numbers")
        }
      } else {
        readBracket(i + 1..<close)
      }
      return min(close + 1, end)
    case ".":
      if reading == .text, i + 1 == end || tokens[i + 1].isApart { endOfSentence() }
    case "*":
      // "ntp*", "Web *": a footnote.
      if reading == .cell, isAlone(i),
        !tokens.contains(where: { $0.isWord && $0.transport == nil && !$0.concepts.contains(.port) }
        )
      {
        isAny = true
        used.insert(i)
      }
    case "<", ">":
      if let next = readOpenRange(isAbove: sign == ">", from: i + 1, end) { return next }
    case ";": if reading == .text { sawPortWord = false }
    default: break
    }
    return nil
  }

  /// Whether no other token is a number.
  func isAlone(_ i: Int) -> Bool {
    tokens.indices.allSatisfy { $0 == i || !tokens[$0].isNumber }
  }

  private static let approximations: Set<String> = [
    "roughly", "about", "approximately", "approx", "around", "ca", "circa", "etwa", "ungefähr",
    "environ", "aproximadamente", "около", "ongeveer", "około", "omkring",
  ]

  private static let articles: Set<String> = ["les", "the", "los", "las", "as", "os", "die"]

  /// Brackets within brackets are read again each time: no vendor's remark is this long, and a
  /// line of brackets would take quadratic time.
  private static let longestBracket = 400

  func closing(of open: Int, before end: Int) -> Int {
    var depth = 0
    for i in open..<end {
      if tokens[i].isSign("(") { depth += 1 }
      if tokens[i].isSign(")") {
        depth -= 1
        if depth == 0 { return i }
      }
    }
    return end
  }

  // MARK: Brackets

  /// Reads a bracket: a protocol for the ports before it, ports of its own, an example; anything
  /// else is a remark.
  private mutating func readBracket(_ range: Range<Int>) {
    let inside = tokens[range]
    if inside.contains(where: { $0.concepts.contains(.example) }) {
      readExample(range)
      return
    }
    let words = range.filter { tokens[$0].isWord }
    let transports = words.filter { tokens[$0].transport != nil }
    let hasNumbers = inside.contains(where: \.isNumber)
    let plain = words.allSatisfy { isOfPorts(tokens[$0]) }
    let saysPort = words.contains { tokens[$0].concepts.contains(.port) }
    // "a.example (port 443)", also "(through port 443)"
    if reading == .text, hasNumbers, saysPort, transports.isEmpty, numbers.isEmpty, !sawPortWord {
      flush()
      walk(range)
      flush()
      sawPortWord = false
      return
    }
    if hasNumbers, plain || !transports.isEmpty {
      // "(636)", "(TCP 6514)"; numbers among other words are not read.
      if transports.isEmpty {
        if reading == .text, numbers.isEmpty, !sawPortWord, leadingUsual == nil, !isAny {
          return
        }
        walk(range)
      } else if plain {
        let before = (leading, leadingUsual)
        flush()
        (leading, leadingUsual) = (nil, nil)
        walk(range)
        flush()
        (leading, leadingUsual) = before
      } else {
        readAmongWords(range)
      }
      return
    }
    // "(UDP https)": a name in place of the port.
    let isNamed = words.contains {
      tokens[$0].application?.port != nil && tokens[$0].text == tokens[$0].lower
    }
    if !hasNumbers, !transports.isEmpty, isNamed, numbers.isEmpty, !isAny, plain {
      let before = (leading, leadingUsual)
      (leading, leadingUsual) = (nil, nil)
      walk(range)
      flush()
      (leading, leadingUsual) = before
      return
    }
    if !hasNumbers, !transports.isEmpty {
      let named = joined(transports)
      for place in transports { used.insert(place) }
      if !numbers.isEmpty || isAny || isCustomers {
        leading = named
        flush()
        leading = reading == .cell ? leading : nil
      } else if leading == nil {
        leading = named
      }
      otherWords += words.filter { !isOfPorts(tokens[$0]) }
      return
    }
    if hasNumbers { numberedRemarks.append(range) }
    if !hasNumbers, plain, !numbers.isEmpty, leading == nil, leadingUsual == nil {
      // "443 (HTTPS)": applies when these ports are separated from the next ones.
      remark = words.compactMap { tokens[$0].application?.transport }.first
    }
    otherWords += words
  }

  /// "(TCP 6514 for secure)": a number beside a protocol is a port, whatever the other words say,
  /// unless they take it back.
  private mutating func readAmongWords(_ range: Range<Int>) {
    let inside = tokens[range]
    let isTakenBack = inside.contains {
      $0.concepts.containsAny(of: .not, .except, .retired, .deny)
    }
    let inner = PortFacts(Array(inside), .text)
    let told = inner.terms.filter { $0.ports != nil && $0.transport != nil }
    guard !told.isEmpty, !isTakenBack else {
      otherWords += range.filter { tokens[$0].isWord }
      return
    }
    flush()
    for term in told { add(term) }
    for place in inner.used { used.insert(range.lowerBound + place) }
    otherWords += inner.otherWords.map { range.lowerBound + $0 }
  }

  /// The usual protocol of the ports just read, from a remark after them.
  var remark: IPProtocol?

  private static let years = 1990...2100

  /// Brackets with numbers among other words, which were not read.
  private var numberedRemarks: [Range<Int>] = []

  /// "Ephemeral (default 32768-60999)": where a cell has no other port, a range in a bracket is one.
  /// So is one beside others, behind no more than a name: "554 / (SRT 9000-9100)".
  private mutating func readRangeInRemark() {
    let isAlone = terms.allSatisfy { $0.ports == nil }
    for remark in numberedRemarks {
      if !isAlone, tokens[remark].count(where: \.isWord) > 1 { continue }
      let isTakenBack = tokens[remark].contains {
        $0.concepts.containsAny(of: .not, .except, .retired, .deny, .example)
      }
      if isTakenBack { continue }
      for place in remark where tokens[place].isNumber && numbers.isEmpty {
        var probe = self
        if case (let range?, let next)? = probe.range(at: place, remark.upperBound),
          range.count > 1,
          isAlone || range.lowerBound >= 1024 && !Self.years.contains(Int(range.upperBound))
        {
          numbers.append(range)
          for used in place..<next { self.used.insert(used) }
        }
      }
    }
    flush()
  }

  /// Whether a word may be among ports without saying anything else.
  func isOfPorts(_ token: Token) -> Bool {
    token.transport != nil || token.application != nil
      || token.concepts.containsAny(of: .port, .and, .or, .until, .any, .between, .above, .below)
  }

  private mutating func readExample(_ range: Range<Int>) {
    let inner = PortFacts(
      Array(tokens[range]).filter { !$0.concepts.contains(.example) }, .cell)
    for term in inner.terms {
      if case .numbers(let set)? = term.ports { exampleRanges += set.ranges }
      if leading == nil, leadingUsual == nil, let named = term.transport { leading = named }
    }
    for place in range { used.insert(place) }
  }

  // MARK: Words

  private mutating func readWord(_ i: Int, _ end: Int) -> Int? {
    let token = tokens[i]
    if token.transport != nil { return readTransports(i, end) }
    let concepts = token.concepts
    if let application = token.application { return readApplication(application, i, end) }
    if concepts.contains(.transportProtocol), let next = readProtocolNumbers(i, end) { return next }
    if concepts.contains(.example) {
      // Without brackets, an example ends with its clause.
      let stop = tokens[i..<end].firstIndex { $0.isSign(";") || $0.isLineEnd } ?? end
      guard reading == .cell || tokens[i..<stop].contains(where: \.isNumber) else { return nil }
      readExample(i..<stop)
      return stop
    }
    if concepts.contains(.port) {
      used.insert(i)
      sawPortWord = true
      sawPortInSentence = true
      if leading == nil, reading == .text { leading = ofSentence }
      if i > 0, isAnyWord(i - 1) || saysAllTransports(before: i), !beginsOpenRange(i + 1, end) {
        isAny = true
        // In a cell, a protocol may follow.
        if reading == .text { flush() }
      }
      return i + 1
    }
    if concepts.containsAny(of: .except, .not), reading == .cell || sawPortWord {
      if let number = nextNumber(i + 1, end) {
        problems.append(
          "\(token.text) \(tokens[number].text): ports that are left out are not understood")
        excepts = true
        return skipNumbers(number, end)
      }
    }
    if concepts.contains(.between), let next = readBetween(i, end) { return next }
    if concepts.contains(.above), let next = readOpenRange(isAbove: true, from: i + 1, end) {
      return next
    }
    if concepts.contains(.below), let next = readOpenRange(isAbove: false, from: i + 1, end) {
      return next
    }
    if isAnyWord(i) {
      // "All ports higher than 1023"
      if !numbers.isEmpty || sawPortWord, beginsOpenRange(i + 1, end) {
        used.insert(i)
        return i + 1
      }
      // "Assigned to each customer" does not mean all ports.
      if isCustomers
        || tokens[i..<min(end, i + 3)].contains(where: { $0.concepts.contains(.customer) })
      {
        isCustomers = true
        otherWords.append(i)
        return i + 1
      }
      if reading == .cell {
        isAny = true
        used.insert(i)
        return i + 1
      }
      if sawPortWord, numbers.isEmpty, i > 0,
        tokens[i - 1].concepts.contains(.port) || tokens[i - 1].isSign(":")
      {
        isAny = true
        flush()
        used.insert(i)
        return i + 1
      }
    }
    if concepts.contains(.customer), reading == .cell {
      isCustomers = true
      otherWords.append(i)
      return i + 1
    }
    if concepts.containsAny(of: .and, .or, .until, .from) {
      // An "a" that joins nothing is an article.
      let joins =
        reading == .cell || !numbers.isEmpty || concepts.contains(.from) && sawPortWord
        || leading != nil && token.lower.count > 1
      if joins { return i + 1 }
    }
    otherWords.append(i)
    return nil
  }

  /// "all TCP/UDP ports"
  private func saysAllTransports(before i: Int) -> Bool {
    var place = i - 1
    while place > 0, tokens[place].transport != nil || isJoiner(place) { place -= 1 }
    return place >= 0 && place < i - 1 && isAnyWord(place)
  }

  func isAnyWord(_ i: Int) -> Bool {
    let token = tokens[i]
    guard token.concepts.contains(.any), !["each", "internet"].contains(token.lower) else {
      return false
    }
    // "every 60 seconds"
    if i + 1 < tokens.count, tokens[i + 1].isNumber, isMeasure(i + 1, tokens.count) { return false }
    // "所有地址开放" says more than the word for all.
    return !token.lower.unicodeScalars.contains(where: \.isOfUnspacedScript)
      || token.lower.count <= 3
  }

  /// "All ports", "tous les ports".
  func isBehindAnyWord(_ i: Int) -> Bool {
    i > 0 && isAnyWord(i - 1)
      || i > 1 && Self.articles.contains(tokens[i - 1].lower) && isAnyWord(i - 2)
  }

  private func nextNumber(_ i: Int, _ end: Int) -> Int? {
    var i = i
    while i < end, tokens[i].isWord && tokens[i].concepts.contains(.port) || tokens[i].isSign(":") {
      i += 1
    }
    return i < end && tokens[i].isNumber ? i : nil
  }

  /// The place behind the numbers, ranges and commas that begin at a place.
  func skipNumbers(_ i: Int, _ end: Int) -> Int {
    var i = i
    while i < end, tokens[i].isNumber || tokens[i].isSign("-") || tokens[i].isSign(",") { i += 1 }
    return i
  }

  // MARK: Ends

  mutating func flush() {
    if let set = PortSet(numbers) {
      add(
        PortTerm(transport: leading, usualTransport: leadingUsual ?? remark, ports: .numbers(set)))
      remark = nil
    } else if isAny {
      add(PortTerm(transport: leading, usualTransport: leadingUsual, ports: .any))
      isAny = false
    }
    numbers = []
  }

  mutating func add(_ term: PortTerm) {
    if let i = terms.firstIndex(where: {
      $0.transport == term.transport && $0.usualTransport == term.usualTransport
    }),
      case .numbers(let old)? = terms[i].ports, case .numbers(let new)? = term.ports
    {
      terms[i].ports = .numbers(old.union(new))
    } else if !terms.contains(term) {
      terms.append(term)
    }
  }

  /// In a sentence, other words separate what is before them from what follows.
  private mutating func endOfRun(at i: Int, isWord: Bool = true) {
    guard reading == .text else { return }
    let hadNumbers = !numbers.isEmpty
    flush()
    if hadNumbers || isWord && !isPreposition(i) { leading = nil }
    leadingUsual = nil
    sawPortWord = false
  }

  /// "TCP on port 443"
  private func isPreposition(_ i: Int) -> Bool { tokens[i].lower.count <= 4 }

  private mutating func endOfSentence() {
    if numbers.isEmpty, let leading, reading == .text, sawPortWord == false, terms.isEmpty {
      // A protocol alone says something about what follows.
      alone = alone ?? leading
    }
    flush()
    leading = nil
    leadingUsual = nil
    ofSentence = nil
    sawPortWord = false
    sawPortInSentence = false
  }

  /// A protocol named without ports in a sentence.
  var alone: IPProtocol?

  /// Whether ports are excluded from others, which is not understood.
  var excepts = false

  mutating func finish() {
    defer { if excepts { terms = [] } }
    let last = leading
    let lastUsual = leadingUsual
    if reading == .text {
      endOfSentence()
      return
    }
    flush()
    if !isAny, !isCustomers, exampleRanges.isEmpty { readRangeInRemark() }
    examples = PortSet(exampleRanges)
    if terms.contains(where: { $0.ports != nil || !($0.transport?.hasPorts ?? true) }) { return }
    if isAny {
      add(PortTerm(transport: last, usualTransport: lastUsual, ports: .any))
    } else if examples != nil || isCustomers {
      add(PortTerm(transport: last, ports: .customer))
    } else if problems.isEmpty, !names.isEmpty, names.allSatisfy({ $0.application.port != nil }),
      otherWords.allSatisfy({ word in names.contains { $0.place == word } })
    {
      // "https", "HTTP/HTTPS"
      isByName = true
      for (_, application) in names {
        let port = application.port!
        add(
          PortTerm(
            transport: last, usualTransport: application.transport,
            ports: PortSet([port...port]).map(Ports.numbers)))
      }
    } else if let last, problems.isEmpty {
      terms = [PortTerm(transport: last, ports: nil)]
    } else if problems.isEmpty, let usual = names.lazy.compactMap(\.application.transport).first {
      terms = [PortTerm(transport: nil, usualTransport: usual, ports: nil)]
    }
  }
}
