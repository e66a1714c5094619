import EndpointModel

/// What tokens say about addresses: each with its details, and which of them are taken back.
struct AddressFacts {
  struct Item {
    let written: WrittenAddress
    /// The words before it that end in a colon: "Primary:".
    var label: String?
    let line: Int
    /// The range of its tokens.
    let place: Range<Int>
    var ports: PortSet?
    var transport: IPProtocol?
    /// Of a URL of the web: 80 or 443, as its scheme says.
    var schemePort: UInt16?
    var remarks: [AddressToken.Remark] = []
    /// A URL with a path: more likely a page to read than an endpoint.
    var isLink = false
    /// It could also be a file name.
    var mayBeFile = false

    var address: EndpointAddress { written.address }
  }

  /// Something that looks like an address but was not understood.
  struct Problem {
    let code: String
    let message: String
    let line: Int
    let text: String
  }

  private(set) var items: [Item] = []
  /// Addresses that the text excludes, or that are struck out.
  private(set) var takenBack: [Item] = []
  /// Addresses given as examples in brackets: "(e.g. 192.0.2.8)".
  private(set) var examples: [Item] = []
  /// Those of the examples that only show where one's own address stands: "yourdomain.com".
  private(set) var placeholders: [Item] = []
  private(set) var problems: [Problem] = []
  /// Places of the tokens that belong to addresses.
  private(set) var used: Set<Int> = []

  private let tokens: [Token]
  private var label: String?
  private var isStruck = false
  /// The open brackets, and what each says about its contents.
  private var brackets: [Bracket] = []

  private enum Bracket { case plain, excepts, exemplifies }

  /// What the text leaves out of the last address, or of something that was not understood.
  private struct Exception {
    /// The place behind the last address that is left out.
    var end: Int
    /// The place of the address among the items; nil for something that was not understood.
    let whole: Int?
    var holes: [AddressRange] = []
  }
  private var exception: Exception?

  init(_ tokens: [Token]) {
    self.tokens = tokens
    var i = 0
    while i < tokens.count { i = read(i) }
    settleException()
    refuseLastParts()
    takePortsInBrackets()
  }

  /// Gives the ports of each bracket to the addresses in front of it, back to the last one.
  private mutating func takePortsInBrackets() {
    guard items.count > 1, examples.isEmpty, takenBack.isEmpty else { return }
    var next = 0
    for own in Self.portsInBrackets(items, tokens, used) {
      for place in next...own.item where items[place].ports == nil && !items[place].isLink {
        items[place].ports = own.ports
        items[place].transport = own.transport
      }
      used.formUnion(own.tokens)
      next = own.item + 1
    }
  }

  /// "192.0.2.7, .8 and .9": the last parts of further addresses are no ports.
  private mutating func refuseLastParts() {
    var parts: [String] = []
    for place in tokens.indices {
      guard tokens[place].isSign("."), tokens[place].isApart, place + 1 < tokens.count,
        !tokens[place + 1].isApart, let number = tokens[place + 1].number, number <= 255,
        place > 0, tokens[place - 1].isSign(",") || tokens[place - 1].concepts.contains(.and),
        tokens[..<place].contains(where: { $0.address?.address.range?.first.family == .v4 })
      else { continue }
      used.formUnion([place, place + 1])
      parts.append(".\(number)")
    }
    guard let first = tokens.first, !parts.isEmpty else { return }
    problems.append(
      Problem(
        code: "address-incomplete",
        message:
          "\"\(parts.joined(separator: ", "))\" may stand for further addresses; they were left out",
        line: first.line, text: parts.joined(separator: ", ")))
  }

  private mutating func read(_ i: Int) -> Int {
    let token = tokens[i]
    switch token.kind {
    case .struckBegin: isStruck = true
    case .struckEnd: isStruck = false
    case .lineEnd: brackets = []
    case .sign("("): brackets.append(bracket(i))
    case .sign(")"): _ = brackets.popLast()
    case .sign(":"): takeLabel(before: i)
    case .broken(let error):
      used.insert(i)
      problems.append(
        Problem(
          // "40.x.x.x" is masked by its writer: no address, and no slip.
          code: token.text.isMaskedAddress ? Findings.placeholder : "address-not-understood",
          message: "\(error); it was left out", line: token.line, text: String(token.text)))
    case .address:
      // "engage…a.example": a part of the name is left open.
      if i > 0, tokens[i - 1].isSign("…"), !token.isApart {
        used.insert(i)
        problems.append(
          Problem(
            code: "address-not-understood",
            message: "a part of \"…\(token.text)\" is left open; it was left out", line: token.line,
            text: String(token.text)))
        return i + 1
      }
      if let end = endOfNames(from: i) {
        used.formUnion(i...end)
        let names = AddressFacts.text(tokens[i...end])
        problems.append(
          Problem(
            code: "address-not-understood",
            message: "\(names): which names lie between these is not told; they were left out",
            line: token.line, text: names))
        return end + 1
      }
      return readAddress(i)
    default: break
    }
    return i + 1
  }

  /// Whether a bracket says that its contents are excluded, "(excluding 192.0.2.8)", or an
  /// example.
  private func bracket(_ open: Int) -> Bracket {
    var i = open + 1
    while i < tokens.count, !tokens[i].isSign(")"), !tokens[i].isLineEnd, i - open < 24 {
      if excepts(i) { return .excepts }
      if tokens[i].concepts.contains(.example) { return .exemplifies }
      i += 1
    }
    return .plain
  }

  private func excepts(_ i: Int) -> Bool {
    let token = tokens[i]
    guard token.isWord else { return false }
    if token.concepts.contains(.except) { return true }
    if ["not", "nicht", "minus", "no", "non", "wyjątkiem", "исключением"].contains(token.lower) {
      return true
    }
    return false
  }

  // MARK: Labels

  /// Takes the words before a colon as a label, back to the last address, line or sign.
  private mutating func takeLabel(before colon: Int) {
    var start = colon
    while start > 0,
      tokens[start - 1].isWord || tokens[start - 1].isNumber || isOtherNumber(start - 1)
        || tokens[start - 1].isSign("-") || tokens[start - 1].isSign("/")
        || tokens[start - 1].isSign("'")
        || tokens[start - 1].isSign(")") || tokens[start - 1].isSign("(")
        || tokens[start - 1].isSign("&")
    {
      start -= 1
    }
    guard start < colon, colon - start <= 10 else { return }
    let words = tokens[start..<colon]
    // "TCP:", "IPv4:", "Ports:" do not name a group.
    let saysSomething = words.contains {
      $0.isWord && $0.transport == nil && $0.lower != "https" && $0.lower != "http"
        && !$0.concepts.containsAny(
          of: .port, .address, .host, .network, .transportProtocol, .and, .or)
    }
    guard saysSomething else {
      if !words.contains(where: { $0.transport != nil || $0.application != nil }) { label = nil }
      return
    }
    label = Self.text(words)
  }

  private func isOtherNumber(_ i: Int) -> Bool {
    if case .otherNumber = tokens[i].kind { true } else { false }
  }

  /// Tokens as they were written, white space folded.
  static func text(_ tokens: ArraySlice<Token>) -> String {
    var out = ""
    for token in tokens {
      if !out.isEmpty, token.isApart || token.isLineEnd { out += " " }
      out += token.text
    }
    return out.folded
  }

  /// The same as a name: without what is struck out.
  static func name(_ tokens: ArraySlice<Token>) -> String {
    Struck.removed(from: text(tokens))
  }

  // MARK: Addresses

  private mutating func readAddress(_ i: Int) -> Int {
    let token = tokens[i]
    guard let found = token.address else { return i + 1 }
    var item = Item(
      written: found.written, label: label, line: token.line, place: i..<i + 1,
      ports: token.ownPorts, transport: token.ownTransport, schemePort: token.schemePort,
      remarks: found.remarks,
      isLink: token.isLink, mayBeFile: token.mayBeFile)
    var end = i + 1
    if token.ownPorts == nil, let (joined, next) = joined(i) {
      switch joined {
      case .address(let whole):
        item = Item(
          written: whole.written, label: label, line: token.line, place: i..<next,
          remarks: found.remarks + whole.remarks)
      case .broken(let error):
        problems.append(
          Problem(
            code: "address-not-understood", message: "\(error); it was left out", line: token.line,
            text: Self.text(tokens[i..<next])))
        for place in i..<next { used.insert(place) }
        return next
      case .word: break
      }
      end = next
    }
    // "192.0.2.6:80,443"
    while let ports = item.ports, end + 1 < tokens.count, tokens[end].isSign(","),
      !tokens[end].isApart,
      !tokens[end + 1].isApart, let number = tokens[end + 1].number,
      let port = UInt16(exactly: number)
    {
      item.ports = PortSet(ports.ranges + [port...port])
      end += 2
    }
    if item.ports != nil, item.transport == nil { end = transport(behind: end, &item) }
    for place in i..<end { used.insert(place) }
    let goesOn = continuesException(item, at: i)
    let isExcepted = brackets.contains(.excepts) || excepts(before: i) || goesOn
    let isNegated = i > 0 && tokens[i - 1].isSign("!") && tokens[i - 1].isApart
    if isNegated || isExcepted && items.isEmpty && (i <= 3 || goesOn) {
      problems.append(
        Problem(
          code: "address-not-understood",
          message: "everything but \(token.text) is not understood; it was left out",
          line: token.line, text: Self.text(tokens[max(0, i - 3)..<end])))
      if isExcepted { exception = Exception(end: end, whole: nil) }
      return end
    }
    if item.address.isPlaceholderName {
      placeholders.append(item)
      examples.append(item)
    } else if brackets.contains(.exemplifies) || isExample(i) || isUsual(i) {
      examples.append(item)
    } else if isStruck {
      takenBack.append(item)
    } else if isExcepted, !items.isEmpty {
      except(item, upTo: end)
    } else {
      settleException()
      items.append(item)
    }
    return end
  }

  /// "ex: 192.0.2.5": whether all that stands before it is that it is an example.
  private func isExample(_ i: Int) -> Bool {
    i > 0 && tokens[0].isWord && tokens[0].concepts.contains(.example)
      && tokens[1..<i].allSatisfy { $0.isSign(":") || $0.isSign(".") }
  }

  /// "The page of your router (usually 192.168.1.1 or 192.168.0.1)": an address of one's own network that is so
  /// for most.
  private func isUsual(_ i: Int) -> Bool {
    guard ["192.168.", "10.", "172."].contains(where: tokens[i].text.hasPrefix) else {
      return false
    }
    let before = tokens[..<i].reversed().prefix(8)
    let between = before.prefix { token in
      !SentenceWords.usually.contains(token.lower)
        && (!token.isWord || token.address != nil || token.lower.count <= 3)
    }
    return between.count < before.count
      && before.dropFirst(between.count).first.map {
        SentenceWords.usually.contains($0.lower)
      } ?? false
  }

  /// "192.0.2.5:10000-10010 (UDP)", "192.0.2.5:443 tcp": a protocol after the ports.
  private func transport(behind end: Int, _ item: inout Item) -> Int {
    let isOpen = end < tokens.count && tokens[end].isSign("(")
    let place = isOpen ? end + 1 : end
    guard place < tokens.count, var named = tokens[place].transport else { return end }
    var next = place + 1
    // "(UDP/TCP)"
    if isOpen, next + 1 < tokens.count, tokens[next].isSign("/") || tokens[next].isSign(","),
      let other = tokens[next + 1].transport, let both = [named, other].joined
    {
      named = both
      next += 2
    }
    if isOpen {
      guard next < tokens.count else { return end }
      // "(UDP; with a password)"
      if tokens[next].isSign(";") || tokens[next].isSign(",") { item.transport = named }
      guard tokens[next].isSign(")") else { return end }
    } else if next < tokens.count,
      tokens[next].isNumber || tokens[next].isSign("/") || tokens[next].isSign(":")
    {
      return end
    }
    item.transport = named
    return isOpen ? next + 1 : next
  }

  private func excepts(before i: Int) -> Bool {
    var place = i - 1
    // "except for", "minus the"
    while place >= 0, tokens[place].isWord, !excepts(place), tokens[place].lower.count <= 4,
      i - place <= 3
    {
      place -= 1
    }
    return place >= 0 && excepts(place) && tokens[place].lower != "not"
      && tokens[place].lower != "no"
      || i > 0 && ["not", "minus", "never", "nicht", "niemals"].contains(tokens[i - 1].lower)
  }

  /// An address joined with what follows it: a prefix length, a mask, the end of a range.
  private func joined(_ i: Int) -> (AddressToken.Outcome, Int)? {
    guard i + 1 < tokens.count, let first = tokens[i].address, first.address.range != nil else {
      return nil
    }
    let text = tokens[i].text
    // "10.0.0.0 /8", "10.0.0.0 / 8"
    if tokens[i + 1].isSign("/"), i + 2 < tokens.count, IPAddress(String(text)) != nil {
      if let length = tokens[i + 2].number, length <= 128 {
        return (AddressToken.read("\(text)/\(length)"), i + 3)
      }
      if tokens[i + 2].address != nil, let outcome = masked(text, tokens[i + 2].text) {
        return (outcome, i + 3)
      }
    }
    // "10.0.0.0 255.0.0.0", "10.0.0.0 mask 255.0.0.0", "192.0.2.0 0.0.0.255"
    var next = i + 1
    if tokens[next].isSign(",") {
      guard next + 1 < tokens.count,
        tokens[next + 1].isOfMask
      else { return nil }
      next += 1
    }
    while next < tokens.count,
      tokens[next].isOfMask
        || tokens[next].isSign("(") && next + 1 < tokens.count && tokens[next + 1].text.isMask
    {
      next += 1
    }
    if next < tokens.count, tokens[next].address != nil,
      let outcome = masked(text, tokens[next].text)
    {
      return (outcome, next + 1)
    }
    return range(i)
  }

  /// "relay-1.example to relay-9.example": the place of the second of two names that differ in a number
  /// alone; nil for others, or for two that follow each other.
  private func endOfNames(from i: Int) -> Int? {
    guard i + 2 < tokens.count, tokens[i].address?.address.range == nil,
      tokens[i + 1].concepts.contains(.until) || tokens[i + 1].isSign("…")
        || tokens[i + 1].isSign("-") && tokens[i + 1].isApart,
      let end = tokens[i + 2].address, end.address.range == nil,
      tokens[i].text.count(where: \.isNumber) > 0
    else { return nil }
    func skeleton(_ text: Substring) -> String { String(text.filter { !$0.isNumber }) }
    func numbers(_ text: Substring) -> [Int] { text.split { !$0.isNumber }.compactMap { Int($0) } }
    let (first, last) = (numbers(tokens[i].text), numbers(tokens[i + 2].text))
    guard skeleton(tokens[i].text) == skeleton(tokens[i + 2].text), first.count == last.count,
      zip(first, last).contains(where: { $1 > $0 + 1 })
    else { return nil }
    return i + 2
  }

  /// "a - b", "a to b", "between a and b".
  private func range(_ i: Int) -> (AddressToken.Outcome, Int)? {
    let mark = i + 1
    guard mark + 1 < tokens.count else { return nil }
    let isMark: Bool =
      switch tokens[mark].kind {
      case .sign(let sign): "-~…".contains(sign)
      case .word:
        tokens[mark].concepts.contains(.until)
          || tokens[mark].concepts.contains(.and) && i > 0
            && tokens[i - 1].concepts.contains(.between)
      default: false
      }
    guard isMark else { return nil }
    var end = mark + 1
    // "192.0.2.5 -> 203.0.113.28" is not a range.
    if tokens[end].isSign(">") { return nil }
    if end + 1 < tokens.count, tokens[end].isWord, tokens[end + 1].address != nil { end += 1 }
    if let second = tokens[end].address, second.address.range != nil, tokens[end].ownPorts == nil,
      let outcome = AddressToken.range(tokens[i].text, tokens[end].text)
    {
      return (outcome, end + 1)
    }
    // "192.0.2.10 - 20"
    if let number = tokens[end].number, number <= 255, tokens[mark].isSign("-"),
      let dot = tokens[i].text.lastIndex(of: "."), IPAddress(String(tokens[i].text)) != nil,
      let outcome = AddressToken.range(tokens[i].text, tokens[i].text[...dot] + "\(number)")
    {
      if case .address = outcome { return (outcome, end + 1) }
    }
    return nil
  }

  private func masked(_ address: Substring, _ mask: Substring) -> AddressToken.Outcome? {
    guard IPAddress(String(address)) != nil, let length = mask.maskLength else { return nil }
    return AddressToken.read("\(address)/\(length)")
  }

  // MARK: Exceptions

  /// "192.0.2.0/24 except 192.0.2.7, 192.0.2.8 and 192.0.2.9": whether an address goes on with what is left
  /// out.
  private func continuesException(_ item: Item, at i: Int) -> Bool {
    guard let exception, exception.end < i,
      tokens[exception.end..<i].allSatisfy({ token in
        ",/&;".contains(where: token.isSign) || token.concepts.containsAny(of: .and, .or)
      })
    else { return false }
    guard let whole = exception.whole, let block = items[whole].address.range else { return true }
    return item.address.range.map(block.contains) ?? false
  }

  /// Takes an address out of the one before it.
  private mutating func except(_ item: Item, upTo end: Int) {
    takenBack.append(item)
    if let whole = exception?.whole, whole == items.count - 1, let hole = item.address.range,
      items[whole].address.range?.contains(hole) ?? false
    {
      exception?.holes.append(hole)
      exception?.end = end
      return
    }
    settleException()
    guard let block = items.last?.address.range, let hole = item.address.range,
      block.contains(hole), block != hole
    else {
      problems.append(
        Problem(
          code: "exception-not-understood",
          message: "\(item.written) is excepted from something else than an address that holds it",
          line: item.line, text: "\(item.written)"))
      exception = Exception(end: end, whole: nil)
      return
    }
    exception = Exception(end: end, whole: items.count - 1, holes: [hole])
  }

  /// Replaces an address by what the text leaves of it.
  private mutating func settleException() {
    defer { exception = nil }
    guard let exception, let place = exception.whole, let block = items[place].address.range else {
      return
    }
    let whole = items[place]
    let holes = exception.holes.map(\.description).joined(separator: ", ").abridged(to: 200)
    let rest = AddressSet([block]).subtracting(AddressSet(exception.holes))
    let parts = rest.ranges.flatMap(EndpointAddress.covering).map { address in
      var part = Item(
        written: WrittenAddress(address), label: whole.label, line: whole.line,
        place: whole.place, ports: whole.ports, transport: whole.transport,
        remarks: whole.remarks)
      part.remarks.append(
        AddressToken.Remark(
          code: "exception", message: "\(holes) was taken out of \(whole.written)"))
      return part
    }
    items.replaceSubrange(place...place, with: parts)
  }
}

extension EndpointAddress {
  /// "yourdomain.com", "*.yourdomain.com"
  fileprivate var isPlaceholderName: Bool {
    switch self {
    case .host(let name): PlaceholderNames.holds(name.text)
    case .pattern: PlaceholderNames.holds(description)
    default: false
    }
  }

  /// The fewest blocks that make up a range.
  fileprivate static func covering(_ range: AddressRange) -> [EndpointAddress] {
    range.cidrCover.map(EndpointAddress.block)
  }
}

extension Substring {
  /// Whether it is a mask, or a wildcard mask.
  fileprivate var isMask: Bool { maskLength != nil }

  /// The prefix length that a mask (`255.255.255.0`) or a wildcard mask (`0.0.0.255`) stands
  /// for; nil if it is ambiguous or neither.
  var maskLength: Int? {
    guard let address = IPAddress(String(self)) else { return nil }
    if address.family == .v6 {
      let ones = (~address.number).leadingZeroBitCount
      return ones > 0 && address.number == ~0 << UInt128(128 - ones) ? ones : nil
    }
    if let length = address.prefixLengthAsMask, (1...32).contains(length) { return length }
    guard address.family == .v4, address.number > 0,
      let inverse = IPAddress(family: .v4, number: ~address.number & 0xFFFF_FFFF),
      let length = inverse.prefixLengthAsMask, (1..<32).contains(length)
    else { return nil }
    return length
  }
}

extension Token {
  /// "Netmask", and the first word of "subnet mask".
  fileprivate var isOfMask: Bool { concepts.contains(.mask) || lower == "subnet" }
}
