import EndpointModel

extension TextFacts {
  /// "Ports:", "Firewall ports": names what follows, and states no port.
  var namesPorts: Bool {
    concepts.contains(.port) && !concepts.containsAny(of: .address, .host, .source) && !saysPorts
      && tokens.count <= 6
  }

  /// "TCP 443 for the hosts listed above": it gives ports to addresses of other sections.
  var pointsToHostsAbove: Bool {
    guard concepts.containsAny(of: .host, .address), !holdsAddress,
      !concepts.containsAny(of: .not, .example)
    else { return false }
    let lower = text.lowercased()
    return Self.aboveWords.contains { lower.contains($0) }
      || tokens.contains { $0.lower == "above" || $0.lower == "oben" || $0.lower == "acima" }
  }

  private static let aboveWords = [
    "上記", "上述", "以上的", "위의", "ci-dessus", "más arriba", "anteriormente", "qui sopra",
    "hierboven", "powyżej", "powyższ", "выше", "výše", "yukarıda",
  ]

  /// Words that only say what a table or list contains: "Ports", "IP addresses and host names".
  var isGeneric: Bool {
    let words = tokens.filter(\.isWord)
    if words.isEmpty || tokens.contains(where: \.isNumber) { return false }
    return words.allSatisfy {
      $0.concepts.containsAny(
        of: .port, .address, .host, .network, .transportProtocol, .and, .or, .identifier)
        && !$0.concepts.containsAny(of: .inbound, .outbound)
        || $0.transport != nil || Self.fillers.contains($0.lower)
    }
      && words.contains {
        $0.concepts.containsAny(of: .port, .address, .host, .network, .transportProtocol)
          || $0.transport != nil
      }
  }

  private static let fillers: Set<String> = [
    "name", "names", "list", "lists", "table", "the", "of", "for", "required", "following", "used",
    "necessary", "needed", "our", "your", "following", "are", "is",
  ]

  /// A short line without a full stop, which names what follows.
  var isLabel: Bool {
    guard !holdsAddress, text.count <= 90, !tokens.isEmpty, !".!?。".contains(text.last ?? ".")
    else {
      return false
    }
    if !saysPorts { return true }
    // "Notifications (UDP 500)"; not "Open UDP 500 to".
    return !concepts.containsAny(of: .ask, .allow, .following) && tokens.count <= 14
      && !beginsWithPorts
  }

  /// "… the following addresses": it points at what follows, and is not a name for it.
  var announces: Bool {
    concepts.contains(.following) || tokens.count > 6 && concepts.containsAny(of: .ask)
  }

  /// "Users of a proxy should make exceptions for:": more than that something is to be allowed.
  var tellsWhatFor: Bool {
    tokens.count {
      $0.isWord && $0.concepts.isEmpty && $0.lower.count > 4 && !Self.fillers.contains($0.lower)
    } >= 2
  }

  /// Whether it says that something is not, or no longer, to be opened.
  var isTakenBack: Bool {
    if concepts.contains(.retired), !isAnnounced,
      !concepts.contains(.following) || concepts.contains(.deny) || tokens.count <= 12
    {
      let strong = tokens.contains {
        $0.concepts.contains(.retired)
          && !["old", "previous", "former", "formerly", "legacy", "history"].contains($0.lower)
      }
      let phrase = Lexicon.phrases(in: text.lowercased()).contains(.retired)
      if strong || phrase { return true }
      if tokens.first.map({ ["old", "previous", "former", "formerly"].contains($0.lower) })
        ?? false, tokens.count <= 6
      {
        return true
      }
    }
    if forbidsUse || asksToRemove { return true }
    // "Do not open port 23", "Never allow …"
    guard concepts.contains(.not) else { return false }
    let words = tokens.filter(\.isWord)
    guard
      let not = words.firstIndex(where: {
        $0.concepts.contains(.not) && !["no", "on"].contains($0.lower)
      })
        ?? (text.unicodeScalars.contains(where: \.isOfUnspacedScript) ? 0 : nil)
    else { return false }
    // "Nie otwieraj …": a sentence that begins by forbidding.
    let isEarly =
      not < 5
      && !words.prefix(not).contains {
        [
          "if", "wenn", "si", "se", "jeśli", "если", "als", "falls", "when", "where", "unless",
          "quando", "cuando",
        ].contains($0.lower)
      }
    if isEarly, holdsAddress || saysPorts, words.count > not + 1,
      !["only", "required", "needed", "necessary"].contains(words[not + 1].lower)
    {
      return true
    }
    let near = words[max(0, not - 5)..<min(words.count, not + 5)]
    // "… if it is not 22" and "required" forbid nothing.
    let isConditional = words[max(0, not - 4)..<not].contains { Self.conditions.contains($0.lower) }
    if isConditional { return false }
    return near.contains {
      $0.concepts.containsAny(of: .ask, .allow) && !Self.needs.contains($0.lower)
        || $0.lower.hasPrefix("ouvrez")
    }
      || text.unicodeScalars.contains(where: \.isOfUnspacedScript)
      || near.contains { ["used", "listed"].contains($0.lower) }
  }

  /// "Blocked ports", "The provider blocks the following ports:": what follows is blocked.
  var shutsWhatFollows: Bool {
    guard concepts.contains(.deny),
      concepts.containsAny(of: .port, .address, .host, .network, .following),
      !concepts.containsAny(of: .not, .allow, .ask), tokens.count <= 14
    else { return false }
    return !tokens.contains { Self.conditions.contains($0.lower) && $0.lower != "in" }
  }

  /// "Reserve site (do not use)", "Disabled": a few words that say so and no more.
  private var forbidsUse: Bool {
    guard tokens.count <= 10, !tokens.contains(where: { Self.conditions.contains($0.lower) }) else {
      return false
    }
    let lower = text.lowercased()
    return Self.unused.contains { lower.contains($0) } || Self.changeLogs.contains(lower)
  }

  /// What headings of logs of changes are called; what stands below is past.
  private static let changeLogs: Set = [
    "changes", "recent changes", "latest changes", "list of changes", "änderungen",
    "letzte änderungen", "änderungshistorie", "modifications", "cambios", "modifiche",
    "alterações", "wijzigingen", "zmiany", "изменения", "变更记录", "更新日志", "変更履歴", "what's new",
    "version history",
  ]

  /// "192.0.2.1 (removed)", "Relay (retired)": a cell that says of its row that it is past.
  var saysRowIsPast: Bool {
    if holdsAddress { return leftoverWords.count <= 4 && isTakenBack }
    guard let open = tokens.lastIndex(where: { $0.isSign("(") }),
      tokens.last?.isSign(")") ?? false, tokens.count - open <= 6
    else { return false }
    // "Carrier (old clients)" is for them.
    let weak = ["old", "previous", "former", "formerly", "legacy"]
    let inner = TextFacts(AddressFacts.text(tokens[(open + 1)...].dropLast()), line: line)
    return inner.isTakenBack && !(inner.tokens.first.map { weak.contains($0.lower) } ?? true)
  }

  /// "Domains to remove from the allowlist": a heading that says so.
  private var asksToRemove: Bool {
    guard tokens.count <= 12, !holdsAddress, !saysPorts,
      let remove = tokens.firstIndex(where: { Self.removing.contains($0.lower) })
    else { return false }
    return text.namesFirewall
      && tokens[remove...].contains { $0.concepts.contains(.from) || Self.off.contains($0.lower) }
  }

  private static let removing: Set = [
    "remove", "removed", "delete", "drop", "entfernen", "löschen", "supprimer", "retirer",
    "eliminar", "quitar", "rimuovere", "remover", "verwijderen", "usunąć", "удалить",
  ]
  private static let off: Set = [
    "aus", "de", "du", "della", "dal", "dalla", "da", "uit", "z", "из",
  ]

  private static let unused = [
    "do not use", "don't use", "not in use", "must not be used", "nicht verwenden",
    "nicht benutzen", "nicht nutzen", "nicht in gebrauch", "ne pas utiliser", "no usar",
    "no utilizar", "não usar", "não utilizar", "non usare", "non utilizzare", "niet gebruiken",
    "nie używać", "использовать нельзя", "не использовать", "使用しない", "不要使用", "请勿使用",
    "사용하지", "deaktiviert", "deactivated", "désactivé", "desactivad", "desativad", "disattivat",
    "uitgeschakeld", "wyłączon",
  ]

  /// Whether a sentence that holds addresses asks to allow them; one with few other words goes on
  /// with the sentence before it.
  var asksWhereAddressesAre: Bool {
    guard concepts.containsAny(of: .ask, .allow) else { return false }
    let sentences = text.sentences
    guard sentences.count > 1 else { return true }
    return sentences.map { TextFacts(String($0), line: line) }.contains {
      $0.holdsAddress
        && ($0.concepts.containsAny(of: .ask, .allow) || $0.leftoverWords.count <= 4)
    }
  }

  /// Whether a sentence in it that mentions endpoints is taken back; others forbid something else:
  /// "Port 443 must be open. Do not enter an address here."
  var isTakenBackWherePortsAre: Bool {
    guard isTakenBack else { return false }
    let sentences = text.sentences
    guard sentences.count > 1 else { return true }
    let telling = sentences.map { TextFacts(String($0), line: line) }
      .filter { $0.holdsAddress || $0.saysPorts }
    return telling.isEmpty || telling.contains(where: \.isTakenBack)
  }

  /// The other sentences of a text of which some take back what they mention: "Open UDP 5060. Do not
  /// allow a.example by its name."; nil if none does, or all of those that mention something.
  var allowedSentences: String? {
    guard concepts.containsAny(of: .not, .retired) else { return nil }
    let parts = text.sentences.map { TextFacts(String($0), line: line) }
    guard parts.count > 1 else { return nil }
    func tells(_ part: TextFacts) -> Bool { part.holdsAddress || part.saysPorts }
    let allowed = parts.filter { !(tells($0) && $0.isTakenBack) }
    guard allowed.count < parts.count, allowed.contains(where: tells) else { return nil }
    return allowed.map(\.text).joined(separator: " ")
  }

  /// "Will be retired in March": it is valid until then.
  private var isAnnounced: Bool {
    guard let retired = tokens.firstIndex(where: { $0.concepts.contains(.retired) }) else {
      return false
    }
    return tokens[max(0, retired - 3)..<retired].contains { Self.futures.contains($0.lower) }
  }

  private static let futures: Set<String> = [
    "will", "wird", "werden", "sera", "seront", "será", "serán", "sarà", "saranno", "serão", "zal",
    "zullen", "zostanie", "zostaną", "bude", "budou", "будет", "будут",
  ]

  private static let conditions: Set<String> = [
    "if", "wenn", "si", "se", "jeśli", "если", "als", "falls", "when", "where", "unless", "quando",
    "cuando", "in", "case",
  ]
  private static let needs: Set<String> = [
    "require", "requires", "required", "need", "needs", "needed", "must", "should", "use", "uses",
  ]

  /// "21116 TCP for …", "TCP 443 for …"
  var beginsWithNumber: Bool { tokens.prefix(2).contains(where: \.isNumber) }

  /// "Allow connections to port 5224", "Open UDP 3478 …": its first word asks for it.
  var beginsByAllowing: Bool {
    guard let first = tokens.first, !concepts.contains(.not) else { return false }
    return Self.imperatives.contains(first.lower)
  }

  private static let imperatives: Set<String> = [
    "allow", "open", "permit", "unblock", "enable", "erlauben", "erlaube", "öffnen", "öffne",
    "autoriser", "autorisez", "ouvrir", "ouvrez", "permitir", "permita", "abrir", "abra",
    "autorizar", "autorice", "abilitare", "consentire", "aprire", "aprite", "откройте", "открыть",
    "разрешите", "разрешить", "zezwól", "otwórz", "povolte", "otevřete", "tillåt", "öppna",
  ]

  /// A heading that says how to find something out, rather than what to allow.
  var isForFinding: Bool {
    guard let first = tokens.first?.lower else { return false }
    return ["identify", "locate", "determine", "find", "check", "verify", "test"].contains(first)
  }

  /// The direction that the words state, from the reader's side: what leaves the vendor is
  /// inbound for the customer.
  var statedDirection: Direction? {
    // "The addresses that we send webhooks from": they come in.
    if text.lowercased().contains("webhook"),
      tokens.contains(where: { Self.sendingWords.contains($0.lower) })
    {
      return .inbound
    }
    guard let said = direction, said != .both else { return direction }
    let lower = text.lowercased()
    let isVendors = Self.vendorsSide.contains { lower.contains($0) }
    if isVendors, !concepts.contains(.allow) {
      return said == .outbound ? .inbound : .outbound
    }
    return said
  }

  private static let sendingWords: Set<String> = [
    "send", "sends", "sending", "sent", "come", "comes", "originate", "originates", "deliver",
    "senden", "sendet", "envoyer", "envoie", "enviar", "envía", "envia", "inviare", "invia",
  ]

  private static let vendorsSide = [
    "from our", "of our", "our outgoing", "our outbound", "our egress", "von unser", "unserer ",
    "de notre", "de nos ",
    "de nuestr", "dal nostro", "dei nostri", "della nostra", "van onze", "da nossa", "dos nossos",
    "z naszej", "z naszych",
  ]

  /// The words that are left without addresses, ports and protocols.
  var nameRest: String {
    var pieces: [ArraySlice<Token>] = []
    let ports = usedForPorts
    let doubtful = addresses.items.filter(\.mayBeFile).map(\.place)
    var start: Int?
    for i in tokens.indices {
      // A file name counts as a word.
      let isFile = doubtful.contains { $0.contains(i) }
      let isUsed = addresses.used.contains(i) && !isFile || ports.contains(i)
      if isUsed {
        if let from = start { pieces.append(tokens[from..<i]) }
        start = nil
      } else if start == nil {
        start = i
      }
    }
    if let from = start { pieces.append(tokens[from...]) }
    let texts = pieces.map { AddressFacts.text($0).trimmingNameMarks }.filter {
      $0.contains(where: \.isLetter)
    }
    // Words that only join or introduce are not a name.
    let meaning = texts.filter { piece in
      TextFacts(piece, line: 1).tokens.contains { token in
        token.isWord
          && !token.concepts.containsAny(
            of: .and, .or, .port, .transportProtocol, .until, .from, .address, .host, .any)
          && token.lower.count > 1
      }
    }
    let name = meaning.joined(separator: " ").folded.trimmingNameMarks
    // A sentence is not a name.
    return name.split(separator: " ").count > 14 ? "" : name
  }

  /// Words after the only address of a line: "192.0.2.1 # backup relay".
  var remarkName: String? {
    guard addresses.items.count == 1, addresses.items[0].label == nil, tokens.first?.address != nil
    else {
      return nil
    }
    let name = nameRest
    return name.isEmpty || name.split(separator: " ").count > 6 ? nil : name
  }

  /// The places of tokens that are ports and protocols in a text.
  private var usedForPorts: Set<Int> {
    var used: Set<Int> = []
    // The tokens for ports leave out those that are parts of addresses.
    let kept = tokens.indices.filter { tokens[$0].address != nil || !addresses.used.contains($0) }
    for place in textPorts.used where place < kept.count { used.insert(kept[place]) }
    return used
  }

  /// Whether it begins with a protocol or port.
  var beginsWithPorts: Bool {
    guard saysPorts else { return false }
    let used = usedForPorts
    if used.contains(0) { return true }
    // "Range of UDP ports …", "the ports …": but not a sentence with a verb before the ports.
    return used.contains(1) && !(tokens.first?.concepts.contains(.ask) ?? false)
      && !Self.lookingWords.contains(tokens[0].lower)
  }

  /// "host.example 8087", "host.example [192.0.2.9]: 8086, 8087": numbers right after an address
  /// are its ports; not "192.0.2.0 24", which may be a prefix length, nor a small count.
  var portsBehindAddress: [PortTerm] {
    guard !saysPorts, let last = addresses.used.max(), last + 1 < tokens.count,
      !addresses.items.isEmpty, addresses.items.allSatisfy({ $0.ports == nil })
    else { return [] }
    let rest = Array(tokens[(last + 1)...])
    let isPorts = rest.allSatisfy { token in
      switch token.kind {
      case .number, .grouped: token.number! >= Self.leastPortBehindAddress
      case .sign(let sign): ":,;-()[]&/…~.".contains(sign)
      case .word: token.concepts.containsAny(of: .and, .or, .until)
      case .lineEnd: true
      default: false
      }
    }
    guard isPorts, rest.contains(where: \.isNumber) else { return [] }
    let numbers = rest.filter { !$0.isSign("(") && !$0.isSign(")") }
    return PortFacts(numbers, .cell).terms.filter { $0.ports != nil }
  }

  /// "DNS 53", "Discovery - 8081", "SMTP 25/465 (either)": a name with its ports, if the words
  /// around are about ports, or an application of that name has that port; nil for anything else.
  func portsBehindName(isAboutPorts: @autoclosure () -> Bool) -> (name: String, terms: [PortTerm])?
  {
    // "Updated on May 08, 2026" is not a port.
    guard !saysPorts, !holdsAddress, addresses.problems.isEmpty, DateWords.first(in: text) == nil,
      let first = tokens.firstIndex(where: \.isNumber), first > 0, tokens[0].isWord,
      tokens[..<first].count(where: \.isWord) <= 5
    else { return nil }
    let end = tokens[first...].firstIndex { $0.isSign("(") || $0.isSign("[") } ?? tokens.count
    let numbers = tokens[first..<end]
    let isPorts = numbers.allSatisfy { token in
      token.isNumber || token.concepts.containsAny(of: .and, .or, .until)
        || ",/&-;–+".contains(where: token.isSign)
    }
    guard isPorts else { return nil }
    let named = tokens[..<first].compactMap { $0.application?.port.map(Int.init) }
    let isKnown = numbers.contains { token in token.number.map(named.contains) ?? false }
    let isLarge = numbers.allSatisfy { $0.number.map { $0 >= 20 } ?? true }
    guard isKnown || isLarge && isAboutPorts() else { return nil }
    let terms = PortFacts(tokens, .cell).terms.filter { $0.ports != nil }
    let name = AddressFacts.text(tokens[..<first]).trimmingNameMarks
    return terms.isEmpty ? nil : (name, terms)
  }

  /// IPv4 prefix lengths and most counts are less.
  private static let leastPortBehindAddress = 33

  /// "Outbound: TCP 443", "Optional – UDP 10201": ports with a few words, not a sentence.
  var isShortWithPorts: Bool {
    saysPorts && !holdsAddress && (wordCountBesidePorts <= 6 || endsInPorts)
      && !".!?".contains(text.last ?? ".")
      && !concepts.contains(.not) && !mayBeExample
      && !(tokens.first.map { Self.lookingWords.contains($0.lower) } ?? true)
  }

  /// "Passive FTP – ports 20, 21 and all ports higher than 1023" has two.
  private var wordCountBesidePorts: Int {
    if leftoverWords.count <= 6 { return leftoverWords.count }
    let used = usedForPorts
    return tokens.indices.count { tokens[$0].isWord && !used.contains($0) }
  }

  /// "For the first start also: TCP/UDP 5060 and 5070": nothing but ports after a colon.
  private var endsInPorts: Bool {
    guard let colon = tokens.lastIndex(where: { $0.isSign(":") }), colon + 1 < tokens.count else {
      return false
    }
    let rest = TextFacts(AddressFacts.text(tokens[(colon + 1)...]), line: line)
    return rest.saysPorts && rest.leftoverWords.count <= 2
  }

  /// "UDP port 500: exchange of keys": ports, and after a sign what they are for.
  var definesPorts: Bool {
    guard beginsWithPorts, !holdsAddress, !announces, let last = usedForPorts.max(),
      last + 1 < tokens.count
    else { return false }
    let next = tokens[last + 1]
    return next.isSign(":") || next.isSign("-") && next.isApart
  }

  /// "Instead of 0.0.0.0/0": whether the words right in front of an address say not to use it.
  func isReplaced(_ item: AddressFacts.Item) -> Bool {
    let before = AddressFacts.text(tokens[..<item.place.lowerBound].suffix(4)).lowercased().trimmed
    return Self.replacing.contains { before.hasSuffix($0) }
  }

  private static let replacing = [
    "instead of", "rather than", "em vez de", "en vez de", "en lugar de", "au lieu de", "statt",
    "anstatt", "anstelle von", "invece di", "in plaats van", "zamiast", "вместо", "místo",
    "i stället för",
  ]

  /// The text cut in front of each address that follows ports which follow an address; whole where
  /// ports may stand in front of their addresses.
  var partsByAddress: [TextFacts] {
    let ports = usedForPorts.filter { tokens[$0].isNumber }
    let places = addresses.items.map(\.place.lowerBound)
    guard let first = places.first else { return [self] }
    var cuts: [Int] = []
    for place in places.dropFirst()
    where ports.contains(where: { $0 < place && $0 > cuts.last ?? first }) {
      cuts.append(place)
    }
    guard let last = cuts.last, cuts.count > 1 || ports.contains(where: { $0 > last }) else {
      return [self]
    }
    if ports.contains(where: { $0 < first }) {
      // In a table that was run together they belong to what stands in front.
      if cuts.count == 1 { return [self] }
      cuts.insert(first, at: 0)
    }
    return zip([0] + cuts, cuts + [tokens.count]).map { start, end in
      TextFacts(AddressFacts.text(tokens[start..<end]), line: line)
    }
  }

  /// "20 – active mode of FTP": a number, and after a sign what it is for.
  var definesNumber: Bool {
    guard tokens.count > 2, tokens[0].isNumber else { return false }
    return tokens[1].isSign(":") || tokens[1].isSign("-") && tokens[1].isApart && tokens[2].isApart
  }

  /// What a number is for that stands first.
  var nameBehindNumber: String {
    let start = definesNumber ? 2 : (tokens.lastIndex(where: \.isNumber) ?? -1) + 1
    return AddressFacts.text(tokens[start...]).trimmingNameMarks
  }

  /// "These ports must be open on your firewall", and none is told: they follow.
  var asksForPortsBelow: Bool {
    concepts.contains(.port) && concepts.containsAny(of: .ask, .allow, .following)
      && !concepts.containsAny(of: .not, .example) && !saysPorts && !holdsAddress
  }

  /// Whether its ports may be an example: "e.g. TCP 443"; not where only a bracket without numbers
  /// has one, "Set-up (e.g. of keys): TCP 443".
  var mayBeExample: Bool {
    guard concepts.contains(.example) else { return false }
    let places = tokens.indices.filter { tokens[$0].concepts.contains(.example) }
    if places.isEmpty { return true }
    return places.contains { place in
      guard let open = tokens[..<place].lastIndex(where: { $0.isSign("(") }),
        !tokens[open..<place].contains(where: { $0.isSign(")") }),
        let close = tokens[place...].firstIndex(where: { $0.isSign(")") })
      else { return true }
      return tokens[open..<close].contains(where: \.isNumber)
    }
  }

  private static let lookingWords: Set<String> = ["keep", "leave", "see", "check", "make", "test"]

  /// "Log in to https://console.example", "Console: https://console.example": where a person
  /// works; "Try other resolvers (192.0.2.1)": what a person may try. Not what to allow.
  var isForPeople: Bool {
    guard !saysPorts, let first = tokens.first, holdsAddress else { return false }
    if text.contains("://"), addresses.items.allSatisfy({ $0.ports == nil }) {
      let label = addresses.items[0].label.map { TextFacts($0, line: line).tokens } ?? []
      let places = label.isEmpty ? Array(tokens.prefix(1)) : label
      return Self.visits.contains(first.lower)
        || places.count <= 2 && places.allSatisfy { Self.workplaces.contains($0.lower) }
    }
    return Self.attempts.contains(first.lower) && first.address == nil
  }

  private static let attempts: Set<String> = [
    "try", "probieren", "versuchen", "essayez", "pruebe", "prueba", "tente", "provare",
    "попробуйте",
  ]
  private static let visits: Set<String> = [
    "visit", "go", "log", "login", "sign", "navigate", "browse", "goto", "try", "besuchen", "gehen",
    "rufen", "melden", "visitez", "accédez", "allez", "connectez", "rendez", "visite", "acceda",
    "accede", "ingrese", "vaya", "inicie", "acesse", "vá", "entre", "visitare", "accedere", "vai",
    "перейдите", "зайдите", "войдите", "przejdź", "zaloguj", "odwiedź", "přejděte", "besök", "gå",
  ]
  private static let workplaces: Set<String> = [
    "dashboard", "console", "konsole", "consola", "tableau", "bord", "panel", "admin", "docs",
    "documentation", "website", "homepage", "source", "reference", "link",
    "источник", "quelle", "fuente", "fonte", "źródło", "zdroj", "källa", "bron", "来源", "出处", "出典",
    "출처",
  ]

  /// An address with a few words: a list item, not a sentence.
  var isShortWithAddress: Bool {
    holdsAddress && leftoverWords.count <= 6 && !text.hasSuffix(".")
      && !addresses.items.allSatisfy(\.isLink)
  }

  /// A line that is nothing but addresses, with or without a comment after them.
  var isBareLine: Bool {
    guard holdsAddress, !addresses.items.allSatisfy(\.mayBeFile),
      tokens.first?.address != nil || addresses.items.first?.label != nil
    else { return false }
    if isOnlyAddresses { return true }
    // A short remark after the address is allowed.
    return leftoverWords.count <= 8 && !concepts.contains(.ask) && !saysPorts
      && !text.hasSuffix(".")
  }

  /// Whether it begins with an address, or with a short label of one.
  var beginsWithAddress: Bool {
    guard let first = addresses.items.first else { return false }
    if isOnlyAddresses || tokens.first?.address != nil { return true }
    guard first.label != nil else { return false }
    let start = first.place.lowerBound
    // "Data of the logs: host.example for all of them": right behind the label's colon.
    return start <= 7 || start <= 14 && tokens[start - 1].isSign(":") && !text.hasSuffix(".")
  }

  /// "IP protocol 50 (ESP)": protocols that the text names and that have no ports.
  var protocolsWithoutPorts: [PortTerm] {
    let terms = textPorts.terms
    return terms.allSatisfy { $0.transport.map { !$0.hasPorts } ?? false } ? terms : []
  }

  /// A protocol named next to an address without ports.
  var ownTransport: IPProtocol? {
    // In a longer remark it refers to something else.
    guard leftoverWords.count <= 5 else { return nil }
    return tokens.lazy.compactMap(\.transport).joined
  }
}

extension String {
  /// Without the signs that separate a name from what is next to it.
  fileprivate var trimmingNameMarks: String {
    var text = Substring(self)
    while let first = text.first, " -:;,.()/|=>#•·".contains(first) { text.removeFirst() }
    while let last = text.last, " -:;,(/|=<".contains(last) { text.removeLast() }
    var out = String(text)
    if out.hasSuffix(")"), !out.contains("(") { out.removeLast() }
    if out.contains("("), !out.contains(")") { out += ")" }
    return out
  }
}
