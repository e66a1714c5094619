import EndpointModel

/// Finds addresses in chunks of text.
extension Lexer {
  private static let schemes: [Substring: IPProtocol] = [
    "tcp": .tcp, "tls": .tcp, "ssl": .tcp, "https": .tcp, "http": .tcp, "wss": .tcp, "ws": .tcp,
    "ssh": .tcp, "ftp": .tcp, "ftps": .tcp, "sips": .tcp, "ldaps": .tcp, "ldap": .tcp,
    "amqps": .tcp,
    "amqp": .tcp, "mqtts": .tcp, "mqtt": .tcp, "rtmps": .tcp, "rtmp": .tcp, "rtsp": .tcp,
    "rtsps": .tcp, "turns": .tcp, "redis": .tcp, "rediss": .tcp, "postgres": .tcp,
    "postgresql": .tcp, "mysql": .tcp, "mongodb": .tcp, "nats": .tcp, "smtp": .tcp, "smtps": .tcp,
    "imap": .tcp, "imaps": .tcp, "pop3": .tcp, "pop3s": .tcp, "sftp": .tcp, "telnet": .tcp,
    "udp": .udp, "dtls": .udp, "rtp": .udp, "srt": .udp, "coap": .udp, "coaps": .udp,
    "quic": .udp,
  ]
  /// RFC 9110, sections 4.2.1 and 4.2.2.
  private static let portsOfWeb: [String: UInt16] = ["http": 80, "https": 443]
  private static let bareSchemes: Set<Substring> = [
    "sip", "sips", "turn", "turns", "stun", "stuns",
  ]

  /// Adds the tokens of a chunk if it is an address, a mailbox or a setting; else returns false.
  mutating func readAddress(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    let core = substring(range)
    guard core.mayBeAddress, core.utf8.count <= 2048 else { return false }
    // "node.js/npm", and not "https://a.example/page.html"
    if !core.contains("://") && core.prefix(while: { $0 != "/" }).isFile || core.isLineOfFile {
      add(.word, range, isApart)
      return true
    }
    if isNameOfRecord(range) {
      add(.word, range, isApart)
      return true
    }
    if core.utf8.contains(UInt8(ascii: "@")) {
      // A mailbox is not an endpoint.
      if core.contains("://") { return false }
      add(.word, range, isApart)
      return true
    }
    if !core.contains("://"), readGlued(range, isApart) { return true }
    var rest = core
    var transport: IPProtocol?
    var hasScheme = false
    var schemePort: UInt16?
    var path: Substring = ""
    if let mark = rest.firstRange(of: "://") {
      let scheme = rest[..<mark.lowerBound]
      guard !scheme.isEmpty, scheme.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
      else { return false }
      hasScheme = true
      transport = Self.schemes[Substring(scheme.lowercased())]
      schemePort = Self.portsOfWeb[scheme.lowercased()]
      rest = rest[mark.upperBound...]
      if let slash = rest.firstIndex(where: { "/?#".contains($0) }) {
        path = rest[slash...]
        rest = rest[..<slash]
      }
      // Without a scheme, a slash does not begin a path: ":443/tcp".
    } else if let colon = rest.firstIndex(of: ":"),
      Self.bareSchemes.contains(Substring(rest[..<colon].lowercased()))
    {
      transport = Self.schemes[Substring(rest[..<colon].lowercased())]
      rest = rest[rest.index(after: colon)...]
      hasScheme = true
      // "turn:relay.example:3478?transport=udp" (RFC 7065 section 3.1), "sip:a.example;transport=tls"
      if let mark = rest.firstIndex(where: { "?;".contains($0) }) {
        transport = Self.transport(told: rest[mark...]) ?? transport
        rest = rest[..<mark]
      }
    } else if rest.utf8.contains(UInt8(ascii: "=")) {
      // A program's setting.
      add(.word, range, isApart)
      return true
    }
    if !hasScheme, isKeyOfSetting(rest, before: range.upperBound) {
      add(.word, range, isApart)
      return true
    }
    let (head, ports, own) = Self.splitPorts(rest)
    // "*:443": any address, which a star alone may also be a mark.
    let isAny = head == "*" && ports != nil
    guard
      let kind = isAny
        ? .address(AddressToken.Found(address: .any)) : Self.address(head, hasScheme: hasScheme)
    else {
      return readLabelled(range, isApart)
    }
    var token = Token(kind, core, line: line, isApart: isApart)
    token.ownPorts = ports
    token.ownTransport = own ?? (ports == nil ? nil : transport)
    token.schemePort = schemePort
    // The path of "rediss://a.example:6380/0" names no page.
    token.isLink = hasScheme && path.utf8.count > 1 && !(transport != nil && schemePort == nil)
    token.mayBeFile =
      !hasScheme && ports == nil
      && (Self.isDoubtful(kind, head) || Self.products.contains(head.lowercased()))
    if case .address(var found) = kind, let port = found.port, ports == nil {
      token.ownPorts = PortSet([port...port])
      token.ownTransport = transport
      found.port = nil
    }
    if transport == .udp, token.ownPorts == nil { token.ownTransport = transport }
    tokens.append(token)
    return true
  }

  /// What "transport=udp" among the parameters of such an address says.
  private static func transport(told parameters: Substring) -> IPProtocol? {
    let name = "transport="
    let told = parameters.split { "?;&".contains($0) }.first { $0.lowercased().hasPrefix(name) }
    return told.flatMap { schemes[Substring($0.dropFirst(name.count).lowercased())] }
  }

  /// `ms.date` in `ms.date="2016-07-19"`: two words with a dot, of which the second is no usual domain.
  private func isKeyOfSetting(_ text: Substring, before end: Int) -> Bool {
    guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "="),
      bytes[end + 1] == UInt8(ascii: "\"")
    else { return false }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count == 2 && labels.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "_" } }
      && labels[1].count > 2
      && !["com", "net", "org", "edu", "gov", "mil", "int"].contains(labels[1])
  }

  /// "_sip._tcp.vendor.example", "_dmarc.vendor.example": a name in a zone under which no machine stands
  /// (RFC 2782, RFC 8552 section 4.1).
  private func isNameOfRecord(_ range: Range<Int>) -> Bool {
    let name = bytes[range]
    guard !name.contains(UInt8(ascii: ":")), !name.contains(UInt8(ascii: "/")) else { return false }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if labels.dropFirst().contains(where: { $0.first == UInt8(ascii: "_") && $0.count > 2 }) {
      return true
    }
    // The first underscore was taken for a mark.
    guard range.lowerBound > 0, bytes[range.lowerBound - 1] == UInt8(ascii: "_"),
      let first = labels.first
    else { return false }
    return Self.recordLabels.contains(String(decoding: first, as: UTF8.self).lowercased())
  }

  private static let recordLabels: Set = [
    "dmarc", "domainkey", "acme-challenge", "mta-sts", "autodiscover", "kerberos", "ldap", "gc",
    "kpasswd", "vlmcs", "sip", "sips", "xmpp-client", "xmpp-server", "caldavs", "carddavs",
    "imaps", "submission", "psl", "dnsauth", "github-challenge", "spf", "report",
  ]

  /// Splits ":443", ":10000-10010" or ":443/tcp" from the address before it.
  private static func splitPorts(
    _ text: Substring
  ) -> (head: Substring, ports: PortSet?, transport: IPProtocol?) {
    let none: (Substring, PortSet?, IPProtocol?) = (text, nil, nil)
    guard let colon = text.lastIndex(of: ":") else { return none }
    let head = text[..<colon]
    let isBracketed = head.first == "[" && head.last == "]"
    guard isBracketed || !head.contains(":") || head.contains("://") else { return none }
    var tail = text[text.index(after: colon)...]
    var transport: IPProtocol?
    if let slash = tail.firstIndex(of: "/") {
      transport = ProtocolNames.transport(tail[tail.index(after: slash)...].lowercased())
      if transport == nil { return none }
      tail = tail[..<slash]
    }
    guard tail.utf8.first?.isDigit ?? false, let set = try? PortSet(parsing: tail) else {
      return none
    }
    return (isBracketed ? head.dropFirst().dropLast() : head, set, transport)
  }

  /// What a text without scheme, path and port is; nil if it is not an address.
  static func address(_ text: Substring, hasScheme: Bool) -> Token.Kind? {
    var text = text
    if text.first == "[", let close = text.lastIndex(of: "]"), text.contains(":") {
      // "[2001:db8::]/48"
      text = text[text.index(after: text.startIndex)..<close] + text[text.index(after: close)...]
    }
    if text.isEmpty || text == "*" { return nil }
    // ".example.com" in proxy lists: the domain and everything below it.
    if text.first == ".",
      text.dropFirst().first.map({ $0.isLetter || $0.isNumber }) ?? false,
      !text.dropFirst().contains("/"),
      case .address(let found) = AddressToken.read("*" + text)
    {
      return text.contains(".") && text.dropFirst().contains(".") ? .address(found) : nil
    }
    if text.contains("{"), text.contains(","), let kind = braces(text) { return kind }
    let isRange = text.utf8.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "~") }
    let ends =
      isRange ? text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "~" } : [text]
    var high = ends.count == 2 ? ends[1] : ""
    // "192.0.2.10-20"
    if !high.isEmpty, high.count <= 3, high.allSatisfy(\.isNumber),
      let dot = ends[0].lastIndex(of: ".")
    {
      high = ends[0][...dot] + high
    }
    if ends.count == 2, let outcome = AddressToken.range(ends[0], high) {
      switch outcome {
      case .address(let found): return .address(found)
      case .broken(let error): return .broken(error)
      case .word: return nil
      }
    }
    switch AddressToken.read(text) {
    case .address(let found):
      if found.address == .any { return nil }
      if case .host(let name) = found.address, !hasScheme, !isLikelyHost(text, name.text) {
        return nil
      }
      return .address(found)
    case .broken(let error):
      return text.looksLikeBrokenAddress ? .broken(error) : nil
    case .word: return nil
    }
  }

  /// `203.0.113.{1,2,3}` is refused as not understood.
  static func braces(_ text: Substring) -> Token.Kind? {
    guard text.utf8.first?.isDigit ?? false else { return nil }
    return .broken(
      ValueError(
        expected: "address", input: String(text), rule: "alternatives in braces are not read"))
  }

  /// Names of software that look like hosts.
  static let products: Set<String> = [
    "asp.net", "ado.net", "vb.net", "ml.net", "socket.io", "draw.io", "node.js", "vue.js",
    "next.js", "nuxt.js", "express.js", "react.js", "three.js", "d3.js", "chart.js", "cargo.toml",
  ]

  /// Whether a name could also be a file's, or does not end in a top-level domain.
  private static func isDoubtful(_ kind: Token.Kind, _ text: Substring) -> Bool {
    guard case .address(let found) = kind, case .host(let name) = found.address else {
      return false
    }
    return text.looksLikeFile
      || !(name.text.split(separator: ".").last.map(TopLevelDomains.isLikely) ?? false)
  }

  /// False for words with dots that are not host names: `e.g.`, `Node.js`, `v4.2.1`.
  private static func isLikelyHost(_ written: Substring, _ name: String) -> Bool {
    // "т.д" is an abbreviation, though its ASCII form is longer.
    guard let top = name.split(separator: ".").last, top.count >= 2,
      written.split(separator: ".").last?.count ?? 2 >= 2
    else { return false }
    let isWord = top.allSatisfy { $0.isLetter } || top.hasPrefix("xn--")
    // "a.example.healthDinâmico": of the domains beyond ASCII only two have letters of ASCII.
    if let last = written.split(separator: ".").last, last.utf8.contains(where: { $0 >= 0x80 }),
      last.contains(where: { $0.isASCII && $0.isLetter }),
      !["vermögensberater", "vermögensberatung"].contains(last.lowercased())
    {
      return false
    }
    // A sentence without a space after its full stop: "network.Then".
    let isCapital = written.split(separator: ".").last?.first?.isUppercase ?? false
    let isAllCapitals = !written.contains(where: \.isLowercase)
    return isWord && (!isCapital || isAllCapitals || written.first?.isUppercase ?? false)
  }

  /// "Example Org:192.0.2.0-192.0.2.255", "Address:192.0.2.1": a label joined to the address.
  private mutating func readLabelled(_ range: Range<Int>, _ isApart: Bool) -> Bool {
    guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")), colon > range.lowerBound,
      colon + 1 < range.upperBound, bytes[colon - 1].maybeLetter
    else { return false }
    let tail = colon + 1..<range.upperBound
    let (head, ports, transport) = Self.splitPorts(substring(tail))
    guard let kind = Self.address(head, hasScheme: false) else { return false }
    readPieces(range.lowerBound..<colon, isApart)
    add(.sign(":"), colon..<colon + 1, false)
    var token = Token(kind, substring(tail), line: line, isApart: false)
    token.ownPorts = ports
    token.ownTransport = transport
    tokens.append(token)
    return true
  }
}
