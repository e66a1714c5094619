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
  var examples: PortSet?
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
  var exampleRanges: [ClosedRange<UInt16>] = []
  /// Count of numbers among words after the ports.
  var strayNumbers = 0
  /// Numbers that may be two ports or one with a thousands separator.
  var doubtfulNumbers: [String] = []
  /// "10000:11000/udp", which may be a range, or a port outside that leads to one inside.
  var doubtfulRanges: [String] = []
  /// Words of a cell that name ports without their numbers: "media range" in "3478 + media range".
  var portsWithoutNumbers: String?
  /// "HTTPS" in "HTTPS, 8443": a name that may stand for its own port, or for the one behind it.
  var doubtfulName: String?
  /// What looking ahead has found.
  var ahead = Ahead()
  /// Names of applications, for a cell without numbers.
  var names: [(place: Int, application: ProtocolNames.Application)] = []

  /// What was found by looking ahead in the text. Asked again for each number of a long list, it is
  /// not looked for again: there may be a hundred thousand of them.
  struct Ahead {
    /// A run of numbers, commas and hyphens.
    var run = 0..<0
    /// By its place, whether a sign stands between numbers with protocols of their own; before `end`.
    var pairs: [Int: Bool] = [:]
    var end = 0
  }

  /// The terms that open something: with ports, and beside them protocols that have none.
  var stated: [PortTerm] {
    guard terms.contains(where: { $0.ports != nil }) else { return [] }
    return terms.filter { $0.ports != nil || !($0.transport?.hasPorts ?? true) }
  }

  init(_ tokens: [Token], _ reading: Reading) {
    self.tokens = tokens.withUsualSigns
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
        if let next = readPublishedPort(i, range.upperBound) {
          i = next
          continue
        }
        if i > range.lowerBound, ["version", "versions"].contains(tokens[i - 1].lower) {
          used.insert(i)
        } else if let next = readNumbers(i, range.upperBound) {
          i = next
          continue
        }
      case .word:
        if let next = joiningPhrase(at: i, range.upperBound) {
          i = next
          continue
        }
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
        if reading == .text, !isWithinRange(i, range.upperBound) { endOfSentence() }
      case .otherNumber:
        if reading == .text { endOfRun(at: i, isWord: false) } else { refuseNumber(token) }
      case .address, .broken:
        if reading == .text { endOfRun(at: i, isWord: false) }
      case .struckEnd: break
      }
      i += 1
    }
  }

  /// "UDP port range" at the end of a line, and its numbers in the next.
  private func isWithinRange(_ lineEnd: Int, _ end: Int) -> Bool {
    guard lineEnd > 1, lineEnd + 1 < end, tokens[lineEnd + 1].isNumber else { return false }
    return SentenceWords.ranges.contains(tokens[lineEnd - 1].lower)
      && tokens[lineEnd - 2].concepts.contains(.port)
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
    case "…" where reading == .cell && i > 0 && tokens[i - 1].isSign(","):
      // "5000, 5002, …, 5010"
      problems.append("which numbers \"…\" stands for is not told")
    case "+"
    where reading == .cell && i > 0 && i + 1 < end && tokens[i - 1].isNumber
      && tokens[i + 1].isWord && tokens[i + 1].lower.utf8.count == 1:
      // "5000 + n"
      problems.append("\(tokens[i - 1].text) + \(tokens[i + 1].text) is not a number")
      excepts = true
      return end
    case "!":
      // "!80", "!= 80"
      if let number = tokens[i..<min(i + 3, end)].first(where: \.isNumber), reading == .cell {
        refuseExcepted(by: tokens[i], number)
        return end
      }
    case "<" where i + 1 < end && tokens[i + 1].isSign(">"):
      refuseExcepted(by: tokens[i], tokens[i + 1])
      return end
    case ":"
    where reading == .text && sawPortInSentence && numbers.isEmpty && listsNumbers(i + 1, end):
      // "Open these ports for all hosts above: 80, 443."
      sawPortWord = true
    case ":"
    where reading == .cell && i > 0 && i + 1 < end && tokens[i - 1].isNumber
      && tokens[i + 1].isNumber && !tokens[i].isApart && !tokens[i + 1].isApart:
      problems.append(
        "\(tokens[i - 1].text):\(tokens[i + 1].text) may be a range, or a port that leads to another"
      )
      excepts = true
      return end
    case "<", ">":
      if let next = readOpenRange(isAbove: sign == ">", from: i + 1, end) { return next }
    case ";": if reading == .text { sawPortWord = false }
    default: break
    }
    return nil
  }

  /// Whether nothing but numbers that may be ports, and what joins them, stands up to the end of the
  /// sentence.
  private func listsNumbers(_ start: Int, _ end: Int) -> Bool {
    var rest: [Token] = []
    var place = start
    while place < end, !tokens[place].isSign("."), !tokens[place].isSign(";"),
      !tokens[place].isLineEnd
    {
      // "80 (HTTP), 443 (HTTPS)"
      if tokens[place].isSign("("), rest.last?.isNumber ?? false {
        let close = closing(of: place, before: end)
        guard close - place <= Self.longestUse,
          !tokens[place..<close].contains(where: \.isNumber)
        else { return false }
        place = close + 1
        continue
      }
      rest.append(tokens[place])
      place += 1
    }
    return rest.contains(where: \.isNumber)
      && rest.allSatisfy { token in
        token.number.map { $0 >= 20 } ?? false
          || token.concepts.containsAny(of: .and, .or, .until, .transportProtocol)
          || token.transport != nil || SentenceWords.fors.contains(token.lower)
          || ",-–/&".contains(where: token.isSign)
      }
  }

  /// How many tokens the bracket behind a port may have that says what it is for.
  private static let longestUse = 12

  /// Whether no other token is a number.
  func isAlone(_ i: Int) -> Bool {
    tokens.indices.allSatisfy { $0 == i || !tokens[$0].isNumber }
  }

  private static let approximations: Set<String> = [
    "roughly", "about", "approximately", "approx", "around", "ca", "circa", "etwa", "ungefähr",
    "environ", "aproximadamente", "около", "ongeveer", "około", "omkring",
  ]

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

  /// The usual protocol of the ports just read, from a remark after them.
  var remark: IPProtocol?

  /// The first brackets of numbers behind names of applications, once they were looked for.
  var namedBrackets: [Int]?

  /// Brackets with numbers among other words, which were not read.
  var numberedRemarks: [Range<Int>] = []

  /// Whether a word may be among ports without saying anything else.
  func isOfPorts(_ token: Token) -> Bool {
    token.transport != nil || token.application != nil
      || token.concepts.containsAny(of: .port, .and, .or, .until, .any, .between, .above, .below)
  }

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
  mutating func endOfRun(at i: Int, isWord: Bool = true) {
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

  /// "UDP 5000, RTP ports": words behind the last number that name further ports.
  private mutating func noteNamesOfPorts() {
    guard let last = tokens.lastIndex(where: \.isNumber) else { return }
    let rest = tokens[(last + 1)...].prefix { !$0.isSign("(") }
    guard
      let joiner = rest.firstIndex(where: {
        $0.isSign("+") || $0.isSign(",") || $0.isSign("&")
          || $0.concepts.contains(.and)
      })
    else { return }
    let words = rest[(joiner + 1)...].filter(\.isWord)
    let namesPorts = words.contains { $0.concepts.contains(.port) || $0.lower == "range" }
    let isTold = words.contains { $0.concepts.containsAny(of: .any, .above, .below, .not, .except) }
    if namesPorts, !isTold { portsWithoutNumbers = AddressFacts.text(rest[(joiner + 1)...]) }
  }

  mutating func finish() {
    defer { if excepts { terms = [] } }
    if reading == .cell { noteNamesOfPorts() }
    let last = leading
    let lastUsual = leadingUsual
    if reading == .text {
      endOfSentence()
      return
    }
    flush()
    if !isAny, !isCustomers, exampleRanges.isEmpty { readRangeInRemark() }
    addLoneNames()
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
