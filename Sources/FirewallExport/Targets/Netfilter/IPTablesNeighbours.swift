import EndpointModel

/// The interfaces that the jump to Gatebook's chain is for: what passes others is decided without it.
struct IPTablesJump {
  /// Nil for all.
  var comesIn: String?
  var goesOut: String?

  var sides: InterfaceSides { InterfaceSides(comesIn: comesIn, goesOut: goesOut) }

  /// As options of the rule: ` -i lan0`.
  var words: String {
    (comesIn.map { " -i \($0)" } ?? "") + (goesOut.map { " -o \($0)" } ?? "")
  }

  /// The first of the interfaces that is not ours.
  func firstOther(than interfaces: [(isIn: Bool, name: String)]) -> String? {
    interfaces.first { $0.name != ($0.isIn ? comesIn : goesOut) }?.name
  }
}

/// The tables that packets pass besides the one that is read, such as `raw` and `mangle`: what is
/// dropped there never comes to it, or comes to nothing behind it (iptables(8), "TABLES").
struct IPTablesNeighbours {
  private struct Line {
    let number: Int
    let table: String
    /// A base chain of the kernel's or one that it may lead to.
    let chain: String
  }

  private var drops: [Line] = []
  /// The words of the rules of the table `nat`, by chain.
  private var translations: [String: [(line: Int, words: [String])]] = [:]

  /// Targets that let packets go on as they are, or change no more of them than marks and sources
  /// (iptables-extensions(8)); what another one does is not known.
  private static let harmless: Set = [
    "ACCEPT", "AUDIT", "CHECKSUM", "CLASSIFY", "CONNMARK", "CONNSECMARK", "CT", "DNAT", "DSCP",
    "ECN",
    "HMARK", "IDLETIMER", "LED", "LOG", "MARK", "MASQUERADE", "NETMAP", "NFLOG", "RATEEST",
    "REDIRECT",
    "RETURN", "SECMARK", "SNAT", "TCPMSS", "TCPOPTSTRIP", "TOS", "TRACE", "ULOG",
  ]
  private var chains: Set<String> = []

  mutating func take(_ line: String, of table: String, at number: Int) {
    var words = (IPTablesRule.words(line) ?? line.words)[...]
    // The counters that iptables-save -c prints.
    if words.first?.hasPrefix("[") ?? false { words = words.dropFirst() }
    guard let command = words.first else { return }
    if command.hasPrefix(":") || command == "-N" {
      chains.insert(command == "-N" ? words.last ?? "" : String(command.dropFirst()))
    }
    if command.hasPrefix(":"), words.dropFirst().first == "DROP" {
      drops.append(Line(number: number, table: table, chain: String(command.dropFirst())))
    } else if command == "-P", words.last == "DROP", let chain = words.dropFirst().first {
      drops.append(Line(number: number, table: table, chain: chain))
    } else if command == "-A", let chain = words.dropFirst().first {
      let rest = Array(words)
      if table == "nat" {
        translations[chain, default: []].append((number, Array(rest.dropFirst(2))))
      }
      // Packets that belong to no connection are dropped nearly everywhere.
      if let state = rest.firstIndex(where: { ["--ctstate", "--state"].contains($0) }),
        rest.dropFirst(state + 1).first == "INVALID", rest[state - 1] != "!"
      {
        return
      }
      for (place, word) in rest.enumerated() where ["-j", "--jump", "-g", "--goto"].contains(word) {
        let target = rest.dropFirst(place + 1).first ?? ""
        // Answers of connections that are not tracked are none that a rule knows.
        let goesOn =
          Self.harmless.contains(target) || chains.contains(target)
          || Self.keepsAlive(target, Array(rest[place...]))
        if !goesOn || target == "CT" && rest.contains("--notrack") {
          drops.append(Line(number: number, table: table, chain: chain))
        }
      }
    }
  }

  /// Whether a target leaves packets a time to live with which they go further.
  private static func keepsAlive(_ target: String, _ options: [String]) -> Bool {
    guard target == "TTL" || target == "HL", options.count > 3 else { return false }
    return options[2].hasSuffix("-inc")
      || options[2].hasSuffix("-set") && (Int(options[3]) ?? 0) > 1
  }

  /// A problem for each that packets may pass, and answers to them.
  func problems(at hook: String) -> [String] {
    let apart: Set = hook == "FORWARD" ? ["INPUT", "OUTPUT"] : ["FORWARD"]
    return drops.filter { !apart.contains($0.chain) }.map {
      "line \($0.number): the table \($0.table) may drop what is allowed, or answers to it"
    }
  }

  // MARK: Other destinations

  /// Rules beyond which a table is none that a person made: chains in each other multiply.
  private static let limit = 20_000

  /// What the table `nat` gives another destination before packets come to a hook of `filter`.
  /// Whether a rule of the table `nat` gives connections another destination.
  var changesDestinations: Bool {
    translations.values.joined().contains { !Self.rewriting.isDisjoint(with: $0.words) }
  }

  private static let rewriting: Set = ["DNAT", "REDIRECT", "NETMAP"]

  func rewrites(at hook: String, _ family: IPFamily, jump: IPTablesJump) -> [DestinationRewrite] {
    var out: [DestinationRewrite] = []
    var count = 0
    func walk(_ chain: String, _ outer: IPTablesRule?, _ side: String?, _ depth: Int) {
      for (line, words) in translations[chain] ?? [] where depth <= 16 {
        count += 1
        if count > Self.limit { return }
        // Addresses of the machine's own are none that a document asks for.
        guard let (rule, other, target) = Self.parts(words, line, family),
          !words.joined(separator: " ").contains("--dst-type LOCAL")
        else { continue }
        let interface = other.map { $0 == jump.comesIn ? nil : $0 } ?? nil
        let side = interface ?? side
        switch target.first {
        case "DNAT", "NETMAP", "REDIRECT":
          let before = rule.destinations ?? outer?.destinations ?? [.all(family)]
          let place = target.firstIndex { ["--to-destination", "--to"].contains($0) }
          let after = place.flatMap { target.dropFirst($0 + 1).first }
          out.append(
            DestinationRewrite(
              "line \(line)", before: before,
              after: target.first == "REDIRECT" ? [] : after.flatMap(Self.range).map { [$0] },
              rule.transport ?? outer?.transport ?? .any, rule.ports ?? outer?.ports, side: side))
        case let name? where translations[name] != nil:
          var context = rule
          context.destinations = rule.destinations ?? outer?.destinations
          context.transport = rule.transport ?? outer?.transport
          context.ports = rule.ports ?? outer?.ports
          walk(name, context, side, depth + 1)
        default: break
        }
      }
    }
    walk(hook == "OUTPUT" ? "OUTPUT" : "PREROUTING", nil, nil, 0)
    if count > Self.limit {
      out.append(
        DestinationRewrite("the table nat, whose chains are too many,", before: nil, after: nil))
    }
    return out
  }

  /// A rule's conditions as far as they are understood, the interface it is for, and its target with
  /// the target's options; nil without a target.
  private static func parts(
    _ words: [String], _ line: Int, _ family: IPFamily
  ) -> (IPTablesRule, interface: String?, target: [String])? {
    guard
      let jump = words.firstIndex(where: { ["-j", "--jump", "-g", "--goto"].contains($0) })
    else { return nil }
    var conditions = Array(words[..<jump])
    var interface: String?
    while let place = conditions.firstIndex(where: { ["-i", "--in-interface"].contains($0) }),
      place + 1 < conditions.count
    {
      let isNegated = place > 0 && conditions[place - 1] == "!"
      interface = (isNegated ? "other than " : "") + conditions[place + 1]
      conditions.removeSubrange((isNegated ? place - 1 : place)...(place + 1))
    }
    return (
      IPTablesRule(conditions, line: line, family: family), interface, Array(words[(jump + 1)...])
    )
  }

  /// `192.0.2.1`, `192.0.2.1-192.0.2.9:80-90`, `[2001:db8::1]:80`, `192.0.2.0/24`.
  private static func range(_ text: String) -> AddressRange? {
    var text = Substring(text)
    if text.hasPrefix("[") {
      text = text.dropFirst().prefix { $0 != "]" }
    } else if text.count(where: { $0 == ":" }) == 1 {
      text = text.prefix { $0 != ":" }
    }
    return EndpointAddress(String(text))?.range
  }
}
