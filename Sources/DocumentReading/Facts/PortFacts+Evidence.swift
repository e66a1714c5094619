/// What beside a number shows that it is a port, or that it is none.
extension PortFacts {
  /// "a.example on 8443", "8443 from 192.0.2.0/24": a number that belongs to an address.
  func isOfAddress(_ i: Int, _ end: Int) -> Bool {
    guard let number = tokens[i].number else { return false }
    // "a.example 443 Scripts"; "198.51.100.0 25" may be a mask.
    if i > 0, let address = tokens[i - 1].address, tokens[i].isApart, Self.known.contains(number),
      number > 32 || address.address.range == nil
    {
      return true
    }
    guard TextFacts.mayBePort(number) else { return false }
    // "a.example 8443 HTTPS"
    if i > 0, i + 1 < end, tokens[i - 1].address != nil, tokens[i + 1].application != nil {
      return true
    }
    if i >= 2, Self.byWayOf.contains(tokens[i - 1].lower), tokens[i - 2].address != nil {
      return true
    }
    return i + 2 < end && ["from", "to", "towards"].contains(tokens[i + 1].lower)
      && tokens[i + 2].address != nil
  }

  /// "Firewall: open only 22, 80 and 443", "443 outbound": numbers right behind the verb, or in front of a
  /// direction; not "open 500 for small sites", "allow 30", "100 inbound connections".
  func isAskedToOpen(_ i: Int, _ end: Int) -> Bool {
    guard reading == .text, (tokens[i].number ?? 0) >= 20 else { return false }
    var verb = i - 1
    while verb >= 0,
      SentenceWords.alone.contains(tokens[verb].lower)
        || SentenceWords.articles.contains(tokens[verb].lower)
    { verb -= 1 }
    let opens =
      verb >= 0 && SentenceWords.permissions.contains(tokens[verb].lower)
      && (!["allow", "enable", "permit"].contains(tokens[verb].lower)
        || verb < i - 1 && SentenceWords.alone.contains(tokens[i - 1].lower))
      || verb >= 0 && tokens[verb].lower.endsInVerbForOpening
    guard opens || i + 1 < end && tokens[i + 1].isDirectionWord else { return false }
    var next = i
    var numbers: [Int] = []
    while next < end,
      tokens[next].isNumber || tokens[next].concepts.containsAny(of: .and, .or, .until)
        || ",&/-".contains(where: tokens[next].isSign)
    {
      if let number = tokens[next].number { numbers.append(number) }
      next += 1
    }
    guard numbers.allSatisfy({ Self.known.contains($0) || TextFacts.mayBePort($0) }) else {
      return false
    }
    if !opens { next += 1 }
    guard endsObject(next, end) else { return false }
    return opens && numbers.allSatisfy(Self.known.contains)
      || AddressFacts.text(tokens[...]).namesFirewall
      || opens && tokens[verb].lower.speaksOfOutside
  }

  /// "Ports 8080 for the web client and 7652 for the app": the second.
  func isOfNextUse(_ i: Int, _ end: Int) -> Bool {
    guard reading == .text, sawPortInSentence, i > 3, i + 1 < end, (tokens[i].number ?? 0) >= 20,
      tokens[i - 1].concepts.containsAny(of: .and, .or) || tokens[i - 1].isSign(","),
      SentenceWords.fors.contains(tokens[i + 1].lower)
    else { return false }
    return (1..<i - 1).contains { place in
      used.contains(place) && tokens[place].isNumber
        && SentenceWords.fors.contains(tokens[place + 1].lower)
    }
  }

  /// Whether what begins there says no more of what the numbers before it count.
  private func endsObject(_ i: Int, _ end: Int) -> Bool {
    guard i < end, tokens[i].isWord else { return true }
    let rest = tokens[(i + 1)..<end].prefix(4)
    if SentenceWords.towards.contains(tokens[i].lower) || tokens[i].lower == "instead" {
      return true
    }
    if SentenceWords.fors.contains(tokens[i].lower) {
      return rest.first.map { $0.application != nil || $0.transport != nil } ?? false
    }
    return SentenceWords.places.contains(tokens[i].lower)
      && AddressFacts.text(rest).namesFirewall
  }

  /// Whether a range lies above the system ports (RFC 6335, section 6).
  func isHighRange(_ i: Int, _ end: Int) -> Bool {
    guard i + 2 < end, isRangeMark(i + 1),
      let low = tokens[i].number, let high = tokens[i + 2].number
    else { return false }
    return low >= 1024 && low < high && high <= 65535
  }

  func isOtherWord(_ i: Int) -> Bool {
    let token = tokens[i]
    // "HTTPS on 443"
    if Self.byWayOf.contains(token.lower), i > 0,
      tokens[i - 1].application != nil || tokens[i - 1].transport != nil
    {
      return false
    }
    return token.isWord && !isOfPorts(token)
      && !token.concepts.containsAny(of: .network, .from, .customer, .following)
  }

  /// "12 min", "100 kbit/s", "10 sessions": a number of something.
  func isMeasure(_ i: Int, _ end: Int) -> Bool {
    guard i + 1 < end, tokens[i + 1].isWord else { return false }
    return Self.counted.contains(tokens[i + 1].lower)
  }

  /// Whether a word in singular or plural is what numbers count.
  static func counts(_ word: String) -> Bool { counted.contains(word) }

  private static let counted: Set<String> = Set(
    """
    min mins minute minutes s sec second seconds ms kbit mbit gbit kb mb gb h hour hours day days \
    percent users sessions session connections calls hosts devices clients times retries attempts \
    participants seats licenses licences phones lines channels extensions cores concurrent \
    simultaneous sekunden minuten stunden sitzungen verbindungen anrufe benutzer geräte teilnehmer \
    gespräche secondes heures appels utilisateurs connexions segundos minutos horas llamadas \
    usuarios conexiones chamadas usuários conexões secondi minuti chiamate utenti connessioni \
    секунд минут bytes octets characters bit bits kbps mbps fps week weeks month months year years \
    servers nodes threads cpus hops pages files rows employees sites locations cameras points people \
    mm km kg inch tb steps digits items rules lizenzen appareils mhz hz usd px dpi zeichen jahre ans años
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// "8500–59999 (for RTP)1": a digit right behind a bracket is a note's mark.
  func isFootnote(_ i: Int, _ end: Int) -> Bool {
    i > 0 && tokens[i - 1].isSign(")") && !tokens[i].isApart && (tokens[i].number ?? 10) < 10
      && (i + 1 == end || tokens[i + 1].isApart)
  }

  /// "RFC 3261", "Windows Server 2019", "since 2023", "HTTP/2": a number that is part of a name.
  func isOfName(_ i: Int) -> Bool {
    guard i > 0, let number = tokens[i].number else { return false }
    let before = tokens[i - 1]
    if Self.numbered.contains(before.lower) { return true }
    // "RJ-45", "Cat-6"; not "TCP-443", "Port-443"
    if reading == .text, before.isSign("-"), !before.isApart, !tokens[i].isApart, i > 1 {
      let name = tokens[i - 2]
      if name.isWord, name.transport == nil, name.application == nil,
        !name.concepts.contains(.port), name.text.first?.isUppercase ?? false
      {
        return true
      }
    }
    let isYear = (1990...2049).contains(number)
    if isYear, Self.beforeYears.contains(before.lower) { return true }
    return number <= 3 && before.isSign("/") && i > 1 && tokens[i - 2].application != nil
  }

  /// Whether a word stands in front of numbers that are no ports: "Table 1 Port list".
  static func isNumbered(_ word: String) -> Bool { numbered.contains(word) }

  private static let numbered: Set = [
    "rfc", "kb", "iso", "din", "ticket", "table", "figure", "fig", "tabelle", "abbildung",
    "tableau",
    "tabla", "tabela", "tabella", "tabel", "таблица", "表", "표",
  ]

  private static let beforeYears: Set = [
    "windows", "server", "exchange", "office", "sql", "since", "seit", "depuis", "desde", "dal",
    "sinds", "od", "with", "in",
  ]

  /// "5000-6000 (TCP), 49152-65535": a list continues after a bracket.
  func goesOnBehindBracket(_ i: Int) -> Bool {
    i >= 2 && tokens[i - 1].isSign(",") && tokens[i - 2].isSign(")") && !terms.isEmpty
      && (i + 1 == tokens.count || !tokens[i + 1].isWord || tokens[i + 1].transport != nil)
  }

  /// "443 포트", "443端口": in some languages the word stands behind the number.
  mutating func isFollowedByPortWord(_ i: Int, _ end: Int) -> Bool {
    var next = skipNumbers(i + 1, end)
    // "80 和 443 端口", "80（HTTP）和 443（HTTPS）等端口"
    for _ in 0..<Self.longestRun where next < end {
      if tokens[next].isSign("(") {
        let close = closing(of: next, before: end)
        if close == end || tokens[next..<close].contains(where: \.isNumber) { break }
        next = close + 1
      } else if tokens[next].concepts.containsAny(of: .and, .or) || tokens[next].isSign(",")
        || ["等", "등", "など", "などの"].contains(tokens[next].lower)
      {
        next += 1
      } else if tokens[next].isNumber {
        next = skipNumbers(next, end)
      } else {
        break
      }
    }
    guard next < end, tokens[i].number ?? 0 >= 20 else { return false }
    // "The 6800-7300 port range", "the 6800-7300 range"
    let isSpan = next == i + 3 && isRangeMark(i + 1)
    if isSpan, SentenceWords.ranges.contains(tokens[next].lower) {
      return isHighRange(i, end) && !isOfOtherThings(next + 1, end)
        && !(Self.years.contains(tokens[i].number!) && Self.years.contains(tokens[i + 2].number!))
    }
    guard tokens[next].concepts.contains(.port) else { return false }
    if tokens[next].lower.utf8.contains(where: { $0 >= 0x80 }) { return true }
    // "443 port"; "16 ports", "1 port each" is how many there are.
    if tokens[next].lower == "port" { return next == i + 1 || isSpan }
    // "80 and 443 ports"
    let numbers = tokens[i..<next].compactMap(\.number)
    return numbers.count > 1
      && numbers.allSatisfy { Self.known.contains($0) || TextFacts.mayBePort($0) }
  }

  /// "Range of serial numbers", "range meters": not "range in the firewall".
  private func isOfOtherThings(_ i: Int, _ end: Int) -> Bool {
    guard i < end, tokens[i].isWord else { return false }
    if tokens[i].lower == "of" { return true }
    return !SentenceWords.places.contains(tokens[i].lower)
      && !SentenceWords.states.contains(tokens[i].lower)
      && !tokens[i].concepts.containsAny(of: .and, .or, .inbound, .outbound, .from, .until)
      && !["by", "must", "should", "needs", "through", "as", "for", "over"].contains(
        tokens[i].lower)
  }

  /// How many numbers, brackets and joining words may stand between a port and the word for it.
  private static let longestRun = 40

  func isFollowedByTransport(_ i: Int, _ end: Int) -> Bool {
    // "443/tcp", "443 TCP", "5000-5010 (UDP)", "80, 443 TCP", "5060-5061 (inbound, TCP)"
    var next = i
    var steps = 0
    var isInBracket = false
    while next < end, steps < 24 {
      let token = tokens[next]
      if token.transport != nil { return true }
      if token.isSign("(") { isInBracket = true }
      let goesOn =
        token.isNumber || token.isOtherNumber && token.text.utf8.count == 3 && next > i
        || token.isSign("-") || token.isSign("/") || token.isSign("(")
        || token.isSign(",")
        || token.isSign("…") || token.isSign("&") || token.isSign("~")
        || token.isWord && token.concepts.containsAny(of: .and, .or, .until) && next > i
        || isInBracket && token.concepts.containsAny(of: .inbound, .outbound, .both)
        || next > i && next + 1 < end && tokens[next + 1].transport != nil
          && (Self.byWayOf.contains(token.lower)
            || sawPortInSentence && SentenceWords.fors.contains(token.lower))
      if !goesOn { return false }
      next += 1
      steps += 1
    }
    return false
  }

  /// "a.example 443 and 9011", "1194, 1995 (OpenVPN)": another of the ports before it.
  func goesOn(at i: Int) -> Bool {
    guard reading == .text, i > 1, !numbers.isEmpty, let number = tokens[i].number else {
      return false
    }
    // "1194, 1995 (OpenVPN)": not a year.
    let isNamed =
      i + 1 < tokens.count && (tokens[i + 1].isSign("(") || tokens[i + 1].application != nil)
    guard let before = numberJoined(before: i), used.contains(before) else { return false }
    return (Self.known.contains(number) || TextFacts.mayBePort(number) || isNamed && number >= 20)
  }

  /// The place of the number that a joining word or phrase ties to the one at a place: "80 as well as
  /// 443".
  func numberJoined(before i: Int) -> Int? {
    guard i > 1 else { return nil }
    if isJoiner(i - 1), tokens[i - 2].isNumber { return i - 2 }
    // "22, 80, and 443"
    if i > 2, tokens[i - 1].concepts.containsAny(of: .and, .or), tokens[i - 2].isSign(","),
      tokens[i - 3].isNumber
    {
      return i - 3
    }
    guard let phrase = Self.joiningPhrases.first(where: { joins($0, upTo: i) }) else { return nil }
    let before = i - phrase.count - 1
    return tokens[before].isSign(",") ? before - 1 : before
  }

  /// The place behind a phrase that joins the number before it with the one behind it.
  func joiningPhrase(at i: Int, _ end: Int) -> Int? {
    // Asked of each word.
    guard i > 0, tokens[i - 1].isNumber || ",)".contains(where: tokens[i - 1].isSign) else {
      return nil
    }
    let phrase = Self.joiningPhrases.first { phrase in
      i + phrase.count < end && joins(phrase, upTo: i + phrase.count)
        && mayGoOn(at: i + phrase.count, end)
    }
    return phrase.map { i + $0.count }
  }

  /// Not "as well as 2 addresses", "443 ja 80 nein".
  private func mayGoOn(at i: Int, _ end: Int) -> Bool {
    guard let number = tokens[i].number, number >= 20 else { return false }
    guard i + 1 < end else { return true }
    let next = tokens[i + 1]
    return !Self.counts(next.lower) && !next.concepts.containsAny(of: .no, .yes, .address, .host)
  }

  private func joins(_ phrase: [String], upTo end: Int) -> Bool {
    let start = end - phrase.count
    guard start > 0, tokens[end - 1].lower == phrase.last,
      tokens[start..<end].map(\.lower) == phrase
    else { return false }
    // "80, as well as 443"
    return tokens[start - 1].isNumber
      || start > 1 && tokens[start - 1].isSign(",") && tokens[start - 2].isNumber
      || tokens[start - 1].isSign(")")
  }

  /// "As well as"; the Finnish "ja" is elsewhere the German "yes".
  private static let joiningPhrases = [
    ["as", "well", "as"], ["and", "also"], ["and", "optionally"], ["and", "possibly"],
    ["ainsi", "que"], ["así", "como"], ["bem", "como"],
    ["jakož", "i"], ["ako", "aj"], ["а", "также"], ["а", "також"], ["precum", "și"],
    ["precum", "şi"], ["καθώς", "και"], ["cũng", "như"], ["als", "auch"], ["a", "také"],
    ["jak", "również"], ["ja"],
  ]

  /// "443 HTTPS", "80/443 (HTTP, HTTPS)", "123/NTP": behind the numbers stands the name of an
  /// application that has one of them as its port.
  func isFollowedByOwnName(_ i: Int, _ end: Int) -> Bool {
    guard reading == .text else { return false }
    if isForApplication(i, end) { return true }
    for next in (i + 1)..<max(i + 1, min(end, i + 24)) {
      if let name = tokens[next].application {
        if tokens[i..<next].contains(where: {
          $0.number != nil && $0.number == name.port.map(Int.init)
        }) {
          return true
        }
      } else if !tokens[next].isNumber, !isJoiner(next), !tokens[next].isSign("(") {
        return false
      }
    }
    return false
  }

  /// "3000 for http and 1443 for https": not "1000 for http requests".
  private func isForApplication(_ i: Int, _ end: Int) -> Bool {
    guard i + 2 < end, let number = tokens[i].number, number >= 20, number <= 65535,
      SentenceWords.fors.contains(tokens[i + 1].lower), tokens[i + 2].application?.port != nil
    else { return false }
    return i + 3 == end || !tokens[i + 3].isWord || isJoiner(i + 3)
  }

  /// "443 over TCP"
  static let byWayOf: Set = ["over", "via", "on", "using", "über", "par", "sur", "por", "tramite"]
}

extension Token {
  /// "Inbound", "outgoing"; not "in", "out", which mean much else.
  fileprivate var isDirectionWord: Bool {
    lower.count > 3 && concepts.containsAny(of: .inbound, .outbound)
  }
}

extension String {
  /// "需要開放": Chinese runs its words together, and the verb stands right before the numbers.
  fileprivate var endsInVerbForOpening: Bool {
    holdsUnspacedScript
      && ["开放", "開放", "放行", "开启", "開啟", "打开", "打開"].contains(where: hasSuffix)
      && !["不", "未", "勿", "禁", "无需", "無需"].contains(where: contains)
  }

  /// "對外僅需要開放": open to the outside.
  fileprivate var speaksOfOutside: Bool {
    ["对外", "對外", "公网", "外网", "外網"].contains(where: contains)
  }
}
