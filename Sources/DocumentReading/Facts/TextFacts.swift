import EndpointModel

/// Everything that a text says about endpoints: a cell, an item, a sentence, a value.
final class TextFacts {
  let lines: [SourceLine]
  /// The text on one line, white space folded, without what is struck out.
  let text: String
  /// The text in lower case.
  let lower: String
  let tokens: [Token]
  let addresses: AddressFacts
  /// The concepts of its words and phrases.
  let concepts: ConceptSet

  /// The tokens without those that only form part of an address.
  private let others: [Token]

  init(_ lines: [SourceLine]) {
    self.lines = lines
    let tokens = Lexer.tokens(of: lines)
    let addresses = AddressFacts(tokens)
    self.tokens = tokens
    self.addresses = addresses
    text = Struck.removed(from: lines.text)
    others =
      addresses.used.isEmpty
      ? tokens
      : tokens.indices.filter { tokens[$0].address != nil || !addresses.used.contains($0) }
        .map { tokens[$0] }
    lower = text.inLowerCase
    concepts = tokens.reduce(into: Lexicon.phrases(in: lower)) {
      $0.formUnion($1.concepts)
    }
  }

  convenience init(_ text: String, line: Int) {
    self.init([SourceLine(number: line, text: text)])
  }

  /// Read as a cell of ports: every number is one.
  private(set) lazy var cellPorts = PortFacts(others.filter { $0.address == nil }, .cell)
  /// Read as running text: a number is a port only if something next to it says so.
  private(set) lazy var textPorts = PortFacts(others, .text)

  var line: Int { lines.first?.number ?? 0 }

  // Asked for each cell of a long column, whose texts are mostly the same.

  /// Whether it says that something is not, or no longer, to be opened.
  private(set) lazy var isTakenBack: Bool = takesBack
  /// Whether, as a cell, it says of its row that it is none to allow.
  private(set) lazy var forbidsRow: Bool = deniesRow

  /// Whether what stands below is opened (true) or shut (false) by its words; nil if they do not say. The last
  /// sentence that says so counts: "Do not expose the database. Open these ports:".
  private(set) lazy var opensWhatFollows: Bool? = rulesOnWhatFollows
  /// The sentence without the clauses that shut the ports they tell, or only mention them; empty if all do,
  /// nil if none does.
  private(set) lazy var withoutDeniedClauses: String? = allowedClauses

  /// The clauses of each of its sentences; none where it is longer than what people say in one breath.
  private(set) lazy var clauses: [[SentenceClause]] =
    tokens.count <= 80 && text.utf8.count <= 1200
    ? text.sentences.map { String($0).clausesOfSentence } : []

  // MARK: What it is as a whole

  private(set) lazy var isBlank: Bool = text.isBlankWord || tokens.isEmpty

  /// Nothing at all, not even a ditto mark.
  private(set) lazy var isEmptyCell: Bool = isBlank && !isDittoMark

  /// A ditto mark, which repeats what is above.
  private(set) lazy var isDittoMark: Bool =
    !text.isEmpty && text.allSatisfy { "\"“”„″〃' ".contains($0) }
    || text.utf8.count <= 24 && SentenceWords.dittos.contains(lines.text.lowercased())

  var holdsAddress: Bool { !addresses.items.isEmpty }

  /// Only addresses, what separates them, and words such as "and" or "host".
  private(set) lazy var isOnlyAddresses: Bool =
    holdsAddress && leftoverWords.isEmpty
    && !tokens.indices.contains { tokens[$0].isNumber && !addresses.used.contains($0) }

  /// An address given as a value, rather than in a sentence that mentions it.
  private(set) lazy var isAddressValue: Bool =
    holdsAddress && !addresses.items.allSatisfy(\.mayBeFile)
    && (isOnlyAddresses || tokens.first?.address != nil || saysPorts || leftoverWords.count <= 2
      || addresses.items.first?.label != nil)

  /// Words that are not part of an address and neither join nor describe addresses.
  private(set) lazy var leftoverWords: [Token] = tokens.indices.lazy
    .filter { !self.addresses.used.contains($0) && self.tokens[$0].isWord }
    .map { self.tokens[$0] }
    .filter { !$0.concepts.containsAny(of: .and, .or, .address, .host, .network) }

  /// "Any", "All addresses", "*": nothing but words for everything.
  private(set) lazy var isAny: Bool = {
    if addresses.items.contains(where: { $0.address == .any }) { return true }
    if text == "*" { return true }
    guard !holdsAddress, !tokens.contains(where: \.isNumber) else { return false }
    let words = tokens.filter(\.isWord)
    // A bracket after it is a remark.
    let core = tokens.prefix { !$0.isSign("(") }.filter(\.isWord)
    guard let first = core.first ?? words.first,
      first.concepts.contains(.any) || lower.hasPrefix("n'importe")
    else { return false }
    // "すべて展開する" ("expand all") is one word for a lexer.
    if core.contains(where: { !Lexicon.saysOnly($0.lower, Self.ofAny) }) { return false }
    // "All clients" are one's own.
    if core.contains(where: { Self.ownMachines.contains($0.lower) }) { return false }
    let plain = core.allSatisfy {
      $0.concepts.containsAny(
        of: .any, .address, .host, .network, .port, .and, .or, .destination, .source, .until)
        || $0.transport != nil || lower.hasPrefix("n'importe")
    }
    return plain
  }()

  /// What "any address" may be made of.
  private static let ofAny = [
    .any, .address, .host, .network, .port, .destination, .source,
  ].reduce(into: ConceptSet()) { $0.insert(ConceptSet($1)) }

  private static let ownMachines: Set = [
    "client", "clients", "clientes", "klienten", "klienci", "клиенты", "users", "devices", "phones",
    "workstations",
  ]

  /// Nothing but names of IP protocols and words that join or explain them.
  private(set) lazy var isTransport: Bool = {
    guard !holdsAddress, addresses.problems.isEmpty, !tokens.contains(where: \.isNumber) || isICMP
    else { return false }
    if text.hasPrefix("{{"), text.hasSuffix("}}"), templateTransport != nil { return true }
    let words = tokens.filter(\.isWord)
    guard words.contains(where: { $0.transport != nil }) else { return false }
    // "UDP: all" means ports, "all UDP" does not.
    if words.last.map({ $0.transport == nil && $0.concepts.contains(.any) }) ?? false,
      tokens.count > 1
    {
      return false
    }
    return words.allSatisfy {
      $0.transport != nil || $0.application != nil
        || $0.concepts.containsAny(of: .and, .or, .transportProtocol, .any, .port, .both)
    }
      || tokens.first?.transport != nil
        && (tokens.count < 2 || tokens[1].isSign("(") || tokens[1].isSign("/")
          || tokens[1].isSign("-"))
  }()

  /// The protocols at the end of a name: "Media server (TCP)", "Web (TCP/UDP)", "SQL connection
  /// TCP and UDP".
  var transportAtEnd: IPProtocol? {
    let rest = tokens.lastIndex {
      $0.transport == nil && !$0.isSign("/") && !$0.concepts.containsAny(of: .and, .or)
    }
    if let rest, let named = tokens[(rest + 1)...].lazy.compactMap(\.transport).joined {
      return named
    }
    guard tokens.last?.isSign(")") ?? false, let open = tokens.lastIndex(where: { $0.isSign("(") })
    else { return nil }
    let inside = tokens[(open + 1)...].dropLast()
    let isOfProtocols = inside.allSatisfy {
      !$0.isNumber
        && (!$0.isWord || $0.transport != nil || $0.concepts.containsAny(of: .and, .or))
    }
    return isOfProtocols ? inside.lazy.compactMap(\.transport).joined : nil
  }

  /// The protocol in the name of a template variable: "label_tcp", "{{ common.label_tcp }}".
  private var templateTransport: IPProtocol? {
    guard text.contains("_") else { return nil }
    let parts = Set(
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.compactMap {
        ProtocolNames.transport(String($0))
      })
    return parts.count == 1 ? parts.first : nil
  }

  private var isICMP: Bool { tokens.contains { $0.transport == .icmp } }

  /// The protocol that a cell in a protocol column names; nil if it names none that is
  /// known, `.some(nil)` if it is blank.
  private(set) lazy var transport: IPProtocol?? = {
    if isBlank { return .some(nil) }
    // Amazon's value for all protocols.
    if text == "-1" { return .any }
    if let named = tokens.lazy.compactMap(\.transport).joined {
      if isICMP, let term = textPorts.terms.first?.transport ?? cellPorts.terms.first?.transport,
        case .icmp = term
      {
        return term
      }
      // "UDP/TLS"
      let isSecured =
        named == .udp && tokens.contains { ["tls", "https", "wss"].contains($0.lower) }
      return isSecured ? .tcpAndUDP : named
    }
    let words = tokens.filter(\.isWord)
    let numbers = tokens.compactMap(\.number)
    if numbers.count == 1, numbers[0] <= 255,
      words.allSatisfy({ $0.concepts.containsAny(of: .transportProtocol, .address, .identifier) })
    {
      return IPProtocol(number: UInt8(numbers[0]))
    }
    if text == "*" { return .any }
    if let named = templateTransport { return named }
    if !words.isEmpty,
      words.allSatisfy({ $0.concepts.containsAny(of: .any, .address, .transportProtocol) }),
      words.contains(where: { $0.concepts.contains(.any) || $0.lower == "ip" })
    {
      return .any
    }
    if words.count == 1, words[0].concepts.contains(.both) || lower == "les deux" {
      return .tcpAndUDP
    }
    // "HTTPS", "SIP over TLS"
    // HTTP/3 is carried by UDP (RFC 9114); "HTTPS (QUIC)" may be either.
    if tokens.contains(where: { $0.lower == "quic" }) { return words.count == 1 ? .udp : nil }
    if lower.contains("http/3") { return .udp }
    // What a bracket adds is a remark.
    let core = tokens.prefix { !$0.isSign("(") }
    let usual = core.compactMap(\.application)
    let others = core.filter(\.isWord).filter {
      $0.application == nil && !$0.concepts.containsAny(of: .and, .or)
    }
    let transports = Set(usual.compactMap(\.transport))
    if transports.count == 1, others.allSatisfy({ $0.lower.count <= 4 }), others.count < usual.count
    {
      return transports.first
    }
    return nil
  }()

  /// The direction that the whole text states; nil if there is none.
  private(set) lazy var direction: Direction? = {
    if saysBothWays || text.contains("↔") || text.contains("⇄") { return .both }
    let isOut = concepts.contains(.outbound) && !denies(.outbound) && !isOfVerb(.outbound)
    let isIn =
      concepts.contains(.inbound) && !saysInAsPreposition && !denies(.inbound)
      && !isOfVerb(.inbound)
    if isIn, isOut { return .both }
    return isIn ? .inbound : isOut ? .outbound : nil
  }()

  /// Whether a word says that traffic goes both ways: not "both" before "UDP and TCP".
  private var saysBothWays: Bool {
    guard concepts.contains(.both) else { return false }
    let places = tokens.indices.filter { tokens[$0].concepts.contains(.both) }
    // A phrase of several words.
    if places.isEmpty { return true }
    return places.contains { place in
      !tokens[(place + 1)...].prefix(3).contains { $0.transport != nil }
    }
  }

  /// Whether the only words for the direction belong to a verb before them: "Sign-in", "Log out".
  private func isOfVerb(_ concept: Concept) -> Bool {
    let places = tokens.indices.filter { tokens[$0].concepts.contains(concept) }
    guard !places.isEmpty, places.allSatisfy({ ["in", "out"].contains(tokens[$0].lower) }) else {
      return false
    }
    return places.allSatisfy { place in
      // "for in- and outgoing traffic"
      if place + 2 < tokens.count, tokens[place + 1].isSign("-"),
        tokens[place + 2].concepts.containsAny(of: .and, .or)
      {
        return false
      }
      guard let verb = tokens[..<place].last(where: { !$0.isSign("-") }), verb.isWord else {
        return false
      }
      return verb.transport == nil
        && !verb.concepts.containsAny(of: .direction, .both, .and, .or, .inbound, .outbound)
    }
  }

  /// Whether every word for the direction follows a "no": "no inbound ports", "keine
  /// eingehenden Verbindungen".
  private func denies(_ concept: Concept) -> Bool {
    let places = tokens.indices.filter { tokens[$0].concepts.contains(concept) }
    return !places.isEmpty
      && places.allSatisfy { place in
        tokens[max(0, place - 2)..<place].contains {
          $0.concepts.contains(.not) || Self.noneWords.contains($0.lower)
        }
      }
  }

  private static let noneWords: Set<String> = [
    "no", "none", "without", "keine", "keinerlei", "keinen", "ohne", "aucun", "aucune", "sans",
    "ningún", "ninguna", "sin", "nessun", "nessuna", "senza", "nenhum", "nenhuma", "sem", "geen",
    "zonder", "żadne", "żadnych", "bez", "inga", "utan",
  ]

  /// Whether "in" is the only word for inbound, and other words follow it: "outgoing connections
  /// in your network", "connessioni in uscita".
  private var saysInAsPreposition: Bool {
    let places = tokens.indices.filter { tokens[$0].concepts.contains(.inbound) }
    return !places.isEmpty
      && places.allSatisfy { place in
        tokens[place].lower == "in" && place + 1 < tokens.count && tokens[place + 1].isWord
          && !["out", "and", "or"].contains(tokens[place + 1].lower)
      }
  }

  /// The direction in a cell of directions: there "ingress" is what comes into one's own network.
  var columnDirection: Direction? {
    if let direction { return direction }
    if concepts.contains(.ingress) { return concepts.contains(.egress) ? .both : .inbound }
    return concepts.contains(.egress) ? .outbound : Self.arrows[text.trimmed]
  }

  private static let arrows: [String: Direction] = [
    "→": .outbound, "->": .outbound, "←": .inbound, "<-": .inbound, "<->": .both, "↔": .both,
    "I": .inbound, "O": .outbound, "In": .inbound, "Out": .outbound, "in": .inbound,
    "out": .outbound, "IN": .inbound, "OUT": .outbound, "I/O": .both,
  ]

  /// A direction and nothing else of substance.
  private(set) lazy var isDirection: Bool = {
    guard !holdsAddress, !tokens.contains(where: \.isNumber),
      direction != nil || concepts.containsAny(of: .ingress, .egress)
    else { return false }
    return tokens.filter(\.isWord).allSatisfy {
      $0.concepts.containsAny(
        of: .inbound, .outbound, .ingress, .egress, .both, .and, .or, .direction, .source,
        .destination, .until, .from)
        || $0.lower.count <= 2
        || ["w", "von", "les", "deux", "connection", "connections"].contains($0.lower)
    }
  }()

  /// True if the text begins by allowing, false if by denying, nil if it does neither.
  private(set) lazy var verdict: Bool? = {
    let said = tokens.prefix(3).filter(\.isWord)
    if concepts.contains(.deny) && said.contains(where: { $0.concepts.contains(.deny) })
      || text.holdsUnspacedScript && concepts.contains(.deny)
    {
      return false
    }
    if said.contains(where: { $0.concepts.contains(.allow) })
      || text.holdsUnspacedScript && concepts.contains(.allow)
    {
      return true
    }
    return nil
  }()

  /// Whether it begins with a tick or a cross, also as wikis and forges spell them; nil for
  /// anything else.
  private(set) lazy var tick: Bool? = {
    // "✔️" is a tick and a sign that chooses its picture.
    func begins(_ mark: String) -> Bool { text.unicodeScalars.starts(with: mark.unicodeScalars) }
    if Self.ticks.contains(where: begins) { return true }
    return Self.crosses.contains(where: begins) ? false : nil
  }()

  /// "Yes", "NO (listens on 127.0.0.1)": what a cell that begins with it answers; nil for anything
  /// else, as for "No, staff only".
  private(set) lazy var yesOrNo: Bool? = {
    guard !tokens.contains(where: { SentenceWords.alone.contains($0.lower) }),
      let first = tokens.first, first.concepts.containsAny(of: .yes, .no),
      tokens.count == 1 || "(,;.:-–".contains(where: tokens[1].isSign)
    else { return nil }
    return first.concepts.contains(.yes)
  }()

  private static let ticks = [
    "✓", "✔", "✅", "☑", ":white_check_mark:", ":heavy_check_mark:", ":check:", "(/)",
  ]
  private static let crosses = ["✗", "✘", "✖", "❌", "⛔", "🚫", ":x:", ":no_entry:", "(x)"]

  /// Only words: no address, no port number, not just a protocol.
  private(set) lazy var isWords: Bool =
    !isBlank && !holdsAddress && !isTransport
    && text.contains(where: \.isLetter)
    && !cellPorts.terms.contains { if case .numbers = $0.ports { true } else { false } }

  /// Nothing but numbers that may be ports.
  private(set) lazy var isNumbers: Bool =
    !holdsAddress && tokens.contains(where: \.isNumber)
    && !tokens.contains { token in
      if case .otherNumber = token.kind { return true }
      return token.isWord && token.transport == nil
        && !token.concepts.containsAny(of: .and, .or, .until, .between, .port)
    }

  /// Whether it clearly states ports: next to a protocol or the word "port".
  var saysPorts: Bool { textPorts.terms.contains { $0.ports != nil } }
}

extension [SourceLine] {
  /// The words of the lines, white space folded.
  var text: String { count == 1 ? self[0].text.folded : map(\.text).joined(separator: " ").folded }
}
