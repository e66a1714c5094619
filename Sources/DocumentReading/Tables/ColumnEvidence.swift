import EndpointModel

/// What a column's header and cells say about its role.
struct ColumnEvidence {
  let header: TextFacts?
  /// How many cells are not blank.
  private(set) var count = 0
  private(set) var blankCount = 0
  // How many of the cells that are not blank hold, or are, each of these.
  private(set) var addresses = 0
  private(set) var onlyAddresses = 0
  private(set) var addressValues = 0
  /// Cells that hold host names.
  private(set) var hostNames = 0
  /// Names that end in no usual top-level domain.
  private(set) var unlikelyNames = 0
  private(set) var anyWords = 0
  private(set) var masks = 0
  private(set) var transports = 0
  private(set) var applications = 0
  /// Cells with the name of an application, "HTTP port (TCP)".
  private(set) var namesApplications = 0
  private(set) var numbers = 0
  private(set) var saidPorts = 0
  private(set) var portLike = 0
  /// Cells with a number in them.
  private(set) var saidNumbers = 0
  /// Cells that deny their rows.
  private(set) var denials = 0
  /// Cells that say in words how their row stands: "new", "removed", "active".
  private(set) var states = 0
  private(set) var directions = 0
  private(set) var verdicts = 0
  /// Ticks and crosses.
  private(set) var marks = 0
  private(set) var words = 0
  /// Names, even with numbers in them ("us-east-1") or of applications with a port ("HTTPS").
  private(set) var names = 0
  private(set) var owns = 0
  /// Ports with words in brackets: "TCP 2049 (NFS)".
  private(set) var namedPorts = 0
  /// Cells of names that stand for their ports, or have them in brackets: "SMTPS, IMAPS", "HTTPS, 8443",
  /// "ONVIF (80/8080)".
  private(set) var namesForPorts = 0
  private(set) var yesNo = 0
  /// Cells that begin with yes or no.
  private(set) var answers = 0
  /// Families of addresses: "IPv4", "inet6".
  private(set) var families = 0
  private(set) var problems = 0
  private var values: [Int] = []
  private var oddNumbers = 0
  private var texts: Set<String> = []
  private var length = 0

  /// Whether cells are ticked, with a sign, a letter or a word.
  var hasMarks: Bool { marks > 0 || yesNo > 0 || texts.contains("x") || texts.contains("X") }

  /// What most of the cells are.
  var kind: TableUnderstanding.Column.Cells {
    if count == 0 { return .blank }
    let kinds: [(TableUnderstanding.Column.Cells, Int)] = [
      (.addresses, addresses), (.protocols, transports), (.ports, saidPorts), (.numbers, numbers),
      (.words, max(words, names)),
    ]
    return kinds.first { 2 * $0.1 > count }?.0 ?? .mixed
  }

  /// Whether nothing but the look of its numbers says that it holds ports.
  var onlyLooksLikePorts: Bool {
    saidPorts == 0 && transports == 0 && applications == 0 && numbers > 0
      && !says(.port, .transportProtocol, .application)
      && !(header?.tokens.contains { $0.transport != nil || $0.application != nil } ?? false)
  }

  /// "Host role", "Type of node": which of one's own machines a row is for; "all" means all of them.
  var isOfOwnMachines: Bool {
    says(.host)
      && header?.tokens.contains { SentenceWords.roles.contains($0.lower) } ?? false
  }

  /// Whether it holds numbers that may be ports.
  var areNumbers: Bool { share(numbers) > 0.5 && !isCounting && !areSmall }

  /// Whether it holds numbers under "Value", "Default" or "Number".
  var areValues: Bool {
    areNumbers && header?.tokens.contains { SentenceWords.values.contains($0.lower) } ?? false
  }

  /// The same, where the header says nothing else: not "Default (s)", "Number of connections".
  var areOnlyValues: Bool {
    areValues && header!.tokens.allSatisfy { SentenceWords.values.contains($0.lower) }
  }

  /// Whether its words name what is measured or counted, and no services: "Session timeout".
  var areSettings: Bool {
    let isNamed = texts.contains { text in
      text.lowercased().split { !$0.isLetter }.contains {
        SentenceWords.measured.contains(String($0))
      }
    }
    return isNamed || header?.tokens.contains { SentenceWords.settings.contains($0.lower) } ?? false
  }

  /// "Default", "Default state", above "open" and "closed": how something is before anybody sets it, not what is to
  /// be done, as "deny" would say.
  var statesDefaults: Bool {
    guard let header, header.tokens.count <= 4, !says(.action, .deny, .allow) else { return false }
    return header.tokens.contains { SentenceWords.byDefault.contains($0.lower) }
      && !texts.contains { text in
        text.lowercased().split { !$0.isLetter }.contains {
          ["allow", "deny", "never", "block", "drop", "reject", "permit"].contains($0)
        }
      }
  }

  init(header: TextFacts?, cells: [TextFacts]) {
    self.header = header
    for cell in cells { add(cell) }
  }

  private mutating func add(_ cell: TextFacts) {
    if cell.isBlank || cell.isDittoMark {
      blankCount += 1
      return
    }
    count += 1
    length += cell.text.utf8.count
    if texts.count < 2000 { texts.insert(cell.text) }
    // "more info: https://vendor.example/page" is a remark.
    let isRemark =
      cell.addresses.items.allSatisfy(\.isLink) && !cell.leftoverWords.isEmpty
      || cell.isReplacement
    if cell.holdsAddress, !isRemark {
      addresses += 1
      if cell.isOnlyAddresses { onlyAddresses += 1 }
      if cell.isAddressValue { addressValues += 1 }
      if cell.addresses.items.contains(where: { $0.address.range == nil }) { hostNames += 1 }
      if cell.addresses.items.allSatisfy({ !$0.address.isLikelyOne }) { unlikelyNames += 1 }
      if cell.addresses.items.count == 1, cell.lengthOfMask != nil { masks += 1 }
    } else if cell.lengthOfMask != nil {
      masks += 1
    }
    if !cell.addresses.problems.isEmpty { problems += 1 }
    // "Internet" means everywhere only below a header that says so: "Destination".
    let isPlace = cell.tokens.count == 1 && cell.tokens[0].lower == "internet"
    if cell.isAny, !isPlace || says(.address, .host, .source, .destination) { anyWords += 1 }
    if cell.isTransport { transports += 1 }
    // "Inbound connections" below "Purpose" is a name.
    if cell.isDirection, cell.tokens.count == 1 || !says(.service) || says(.direction) {
      directions += 1
    }
    // "DENY: what is not listed"
    let isVerdict = cell.tokens.count <= 4 || cell.tokens.count > 1 && cell.tokens[1].isSign(":")
    if cell.verdict != nil, isVerdict { verdicts += 1 }
    if cell.saysPorts || cell.saysAnyPort || cell.namesItsPort { saidPorts += 1 }
    if cell.concepts.contains(.own) { owns += 1 }
    if cell.saysPorts, cell.tokens.contains(where: { $0.isSign("(") }), !cell.nameRest.isEmpty {
      namedPorts += 1
    }
    if cell.tokens.count == 1, cell.concepts.containsAny(of: .yes, .no) { yesNo += 1 }
    if cell.yesOrNo != nil { answers += 1 }
    if cell.tick != nil { marks += 1 }
    if cell.tokens.contains(where: \.isNumber) { saidNumbers += 1 }
    if cell.tokens.count <= 6, cell.forbidsRow || cell.verdict == false || cell.tick == false {
      denials += 1
    }
    if cell.isState { states += 1 }
    if Self.familyNames.contains(cell.text.lowercased()) { families += 1 }
    if cell.isWords { words += 1 }
    if cell.isWords || cell.isName { names += 1 }
    if cell.isNumbers {
      numbers += 1
      if case .numbers(let set)? = cell.cellPorts.terms.first?.ports, let first = set.ranges.first {
        values.append(Int(first.lowerBound))
      }
    } else if cell.tokens.contains(where: { if case .otherNumber = $0.kind { true } else { false } }
    ),
      !cell.text.contains(where: \.isLetter)
    {
      oddNumbers += 1
    }
    let named = cell.tokens.filter { $0.application != nil }.count
    if named > 0 { namesApplications += 1 }
    if named > 0, !cell.isTransport { applications += 1 }
    if !cell.saysPorts, cell.isNameForPorts { namesForPorts += 1 }
    if !cell.holdsAddress, cell.cellPorts.terms.contains(where: { $0.ports != nil }) {
      portLike += 1
    }
  }

  /// Whether its cells are a word or two.
  var isShort: Bool { count > 0 && length <= 20 * count }

  /// Whether its cells are nothing but yes and no, in words or signs.
  var areAnswers: Bool { count > 0 && max(yesNo, answers) + marks >= count }

  private static let familyNames: Set = ["ipv4", "ipv6", "inet", "inet4", "inet6", "inet46"]

  func share(_ part: Int) -> Double { count == 0 ? 0 : Double(part) / Double(count) }

  /// How much the cells differ from each other.
  var variety: Double { share(texts.count) }

  /// The share of the cells that are not blank.
  var coverage: Double { count == 0 ? 0 : Double(count) / Double(count + blankCount) }

  var isLong: Bool { count > 0 && length / count > 60 }

  /// Row numbers: 1, 2, 3 and so on.
  var isCounting: Bool {
    values.count == count && count >= 2
      && zip(values, values.dropFirst()).allSatisfy { $1 == $0 + 1 }
      && (values.first ?? 0) < 1000
  }

  /// Numbers of rules, as firewalls count them: 100, 110, 120.
  var areSteps: Bool {
    values.count >= 2 && values.allSatisfy { $0 >= 10 && $0 % 10 == 0 }
  }

  /// Mostly numbers that cannot be ports: with leading zeros, or too large.
  var hasOddNumbers: Bool { oddNumbers > 0 && oddNumbers * 2 > count }

  /// Only years, as of when something began.
  var areYears: Bool { !values.isEmpty && values.allSatisfy { (1990...2039).contains($0) } }

  /// Only small numbers, as of counts, cores and steps.
  var areSmall: Bool { !values.isEmpty && values.allSatisfy { $0 < 20 } }

  func says(_ concepts: Concept...) -> Bool {
    guard let header else { return false }
    return concepts.contains { header.concepts.contains($0) }
      || concepts.contains(.destination) && header.text.lowercased() == "to"
  }

  /// The protocol that the header names: "UDP ports".
  var transport: IPProtocol? {
    if let named = header?.tokens.lazy.compactMap(\.transport).joined { return named }
    // "TLS" above ports, beside "UDP" and "TCP"
    guard let tokens = header?.tokens, tokens.count == 1 else { return nil }
    return tokens[0].application?.transport
  }
}

extension TextFacts {
  /// Whether it begins with a word that is not a protocol, and states no port.
  fileprivate var isName: Bool {
    guard let first = tokens.first, first.isWord, first.transport == nil else { return false }
    return !holdsAddress && !isAny && !saysPorts
  }

  /// "SMTPS, IMAPS", "HTTPS, 8443", "ONVIF (80/8080)": names of applications that stand for their ports, with or
  /// without numbers, or a name with ports in brackets behind it.
  fileprivate var isNameForPorts: Bool {
    // "<dns-host>:53" is a host that the reader is to fill in.
    guard !holdsAddress, tokens.count <= 12, !tokens.contains(where: { $0.isSign("<") }) else {
      return false
    }
    let isNamed = tokens.contains { $0.application != nil }
    if isNamed, cellPorts.isByName { return true }
    guard tokens.compactMap(\.number).allSatisfy({ $0 >= 20 }), !cellPorts.stated.isEmpty,
      cellPorts.problems.isEmpty
    else { return false }
    if isNamed, leftoverWords.count <= 2 { return true }
    guard let open = tokens.firstIndex(where: { $0.isSign("(") }), open > 0, tokens[0].isWord,
      tokens.last?.isSign(")") ?? false
    else { return false }
    return tokens[..<open].allSatisfy { !$0.isNumber }
      && tokens[(open + 1)...].dropLast().allSatisfy {
        $0.isNumber || ",/&-".contains(where: $0.isSign)
          || $0.concepts.containsAny(of: .and, .or, .until)
      }
  }

  /// "TCP/any", "any/udp": a protocol with all its ports, and nothing else.
  var isAnyPort: Bool {
    textPorts.terms.allSatisfy { $0.ports == .any && $0.transport != nil }
      && leftoverWords.count <= 1
  }

  /// "53 (DOMAIN)": a number with the name of the application that has this port.
  fileprivate var namesItsPort: Bool {
    guard !holdsAddress, leftoverWords.count <= 2 else { return false }
    let numbers = Set(tokens.compactMap(\.number))
    return tokens.contains { $0.application?.port.map { numbers.contains(Int($0)) } ?? false }
  }

  /// "All ports/tcp": the word "port" with it shows that ports are meant.
  fileprivate var saysAnyPort: Bool {
    concepts.contains(.port) && cellPorts.terms.contains { $0.ports == .any } && !holdsAddress
  }
}

extension EndpointAddress {
  /// No name whose last label is no usual top-level domain.
  fileprivate var isLikelyOne: Bool {
    guard case .host(let name) = self else { return true }
    return name.text.split(separator: ".").last.map(TopLevelDomains.isLikely) ?? true
  }
}
