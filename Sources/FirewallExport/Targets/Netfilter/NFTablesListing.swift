import EndpointModel

/// A listing of nftables in JSON (libnftables-json(5)), as far as it concerns one hook of one
/// table: its chain, and those that it leads to.
struct NFTablesListing {
  /// The objects of a listing (libnftables-json(5)).
  private static let listed: Set = [
    "metainfo", "table", "chain", "rule", "set", "map", "counter", "quota", "limit", "ct helper",
    "ct timeout", "ct expectation", "flowtable", "secmark", "synproxy", "meter",
  ]

  private let table: String
  /// Which way connections go that the hook decides on.
  private let directions: Set<PermitDirection>
  /// Of the addresses of the table that is read; nil for both.
  private var family: IPFamily?
  /// Whether a table of the name is awake.
  private var isInForce = false
  private var rules: [String: [Rule]] = [:]
  private var sets = NFTablesSets()
  private var endpoints: [Endpoint] = []
  private var problems: [String] = []
  private var number: Int?
  /// Whether a rule lets the packets of known connections through.
  private var letsAnswersThrough = false
  /// Whether a rule drops the packets that belong to no connection.
  private var dropsInvalid = false
  /// The place of the rule that drops all new connections, and no others.
  private var newOnly: Int?
  private var notes: [String] = []
  private let sides: InterfaceSides
  private let hook: String
  /// Which connections' answers pass by rules for the interfaces that settings name.
  private var answered: Set<PermitDirection> = []
  /// Which ways all new connections are decided on by rules for interfaces.
  private var decided: Set<PermitDirection> = []
  /// Rules that drop, until one that accepts some of the same comes after them.
  private var drops = ReadDenials()
  private var wholes: [Endpoint] = []
  private var effective: [String] = []
  /// Whether packets that are not worked out went back from the chain before.
  private var hasLeft = false
  /// Whether they did so in the chain that is gone through itself: a rule for all packets behind it is none
  /// for those.
  private var hasLeftHere = false
  /// Whether a rule gives connections another destination.
  private var rewrites = false
  /// How many chains were gone through under conditions: others than people make may multiply.
  private var walks = 0
  /// Whether what no rule decides is dropped.
  private var dropsTheRest = false

  var reading: FirewallReading {
    FirewallReading(
      endpoints, wholes: wholes + drops.wholes, number: number, problems: problems, notes: notes,
      denials: effective + drops.effective)
  }

  /// A rule, and its place in the table, from 1.
  private struct Rule {
    let position: Int
    let content: ConfigurationJSON
  }

  init(_ text: String, table: String, hook: String, sides: InterfaceSides) throws {
    self.table = table
    self.hook = hook
    self.sides = sides
    directions = PermitDirection.passing(hook)
    let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
    if start != "{", text.prefix(10_000).contains("table ") {
      throw FirewallReadingError(
        NFTables.name, "it is a list in nft's own language; nft -j list ruleset prints it as JSON")
    }
    let listing = try ConfigurationJSON(parsing: text, of: NFTables.name)
    guard let objects = listing["nftables"]?.elements else {
      throw FirewallReadingError(NFTables.name, "it has no list \"nftables\"")
    }
    // A command, or an object that nft does not list, may change what the others say.
    for kind in objects.flatMap(\.members.keys) where !Self.listed.contains(kind) {
      problems.append("an object \(kind.quoted) is not what nft lists, and is not understood")
    }
    let tables = objects.compactMap { $0["table"] }.filter { $0["name"]?.text == table }
    let families = Set(tables.map(\.familyName)).intersection(["inet", "ip", "ip6"])
    if families.isEmpty {
      let parts = Set(
        objects.flatMap(\.members).filter { $0.value["table"]?.text == table }.map(\.key))
      problems.append(
        parts.isEmpty
          ? "there is no table \(table)"
          : "the text is a part of the table \(table) (\(parts.sorted().joined(separator: ", "))), which "
            + "alone does not tell what is allowed: nft -j list ruleset prints it all")
      return
    }
    // Tables of several families may have one name: ours is of the family inet.
    let own = families.contains("inet") ? ["inet"] : families.sorted()
    if own.count == 1, own[0] != "inet" {
      notes.append(
        "the other family of addresses: the table \(table) is of the family \(own[0]) alone, and "
          + "filters no other packets")
    }
    rewrites = objects.compactMap { $0["rule"] }.contains { rule in
      (rule["expr"]?.elements ?? []).contains { $0["dnat"] != nil || $0["redirect"] != nil }
    }
    for family in own {
      if tables.contains(where: { $0.familyName == family && $0.isDormant }) {
        problems.append(
          "the table \(table) is dormant: nft 'add table \(family) \(table)' puts it in force")
      } else {
        take(objects, of: family, at: hook)
      }
    }
    if isInForce {
      let neighbours = NFTablesNeighbours(objects)
      problems += neighbours.problems(table: table, hook: hook)
      notes += neighbours.notes
      if let note = OtherHooks.note(neighbours.filledHooks, besides: hook) { notes.append(note) }
      let rewrites = NFTablesTranslations(objects).rewrites(at: hook).told(of: endpoints)
      problems += rewrites.problems
      notes += rewrites.notes
    }
  }

  /// Takes the table of one family: each has chains and sets of its own, perhaps of the same names.
  private mutating func take(
    _ objects: [ConfigurationJSON], of family: String, at hook: String
  ) {
    func named(_ kind: String) -> [ConfigurationJSON] {
      objects.compactMap { $0[kind] }.filter {
        $0["table"]?.text == table && $0.familyName == family
      }
    }
    self.family = ["ip": .v4, "ip6": .v6][family]
    (rules, sets, letsAnswersThrough, isInForce) = ([:], NFTablesSets(), false, true)
    dropsInvalid = false
    answered = []
    let before = endpoints.count
    let changed = named("rule").flatMap(\.changedSets)
    for set in named("set") {
      let name = set["name"]?.text ?? ""
      if changed.contains("@" + name) {
        problems.append(
          "a rule adds to the set \(name), or removes from it, with the packets that pass")
      }
      take(set: set)
    }
    let (maps, concatenated) = (named("map").verdicts, named("set").concatenated)
    for (i, rule) in named("rule").enumerated() {
      rules[rule["chain"]?.text ?? "", default: []] += rule.withoutMaps(maps).flatMap {
        $0.withoutConcatenations(concatenated)
      }.map { Rule(position: i + 1, content: $0) }
    }
    let chains = named("chain").filter { $0["hook"]?.text == hook }
    if chains.isEmpty {
      problems.append("the table \(table) has no chain on the hook \(hook)")
    }
    for chain in chains {
      if let device = chain["dev"] {
        problems.append("the chain at the hook \(hook) is for \(device.quoted) only")
      }
      wholes += drops.wholes
      effective += drops.effective
      (newOnly, decided, drops) = (nil, [], ReadDenials())
      dropsTheRest = chain["policy"]?.text == "drop"
      let isLeft = walk(chain["name"]?.text ?? "", within: [], NFTablesMatch())
      if !isLeft, let place = newOnly, chain["policy"]?.text != "drop" {
        problems.append(
          "rule \(place) of the table \(table) drops new connections only: what becomes of packets that "
            + "belong to none is not worked out")
      }
      // What no rule decides, the chain's policy does (nft(8), "CHAINS").
      if isLeft, chain["policy"]?.text != "drop" {
        add(NFTablesMatch(), directions.subtracting(decided))
        letsAnswersThrough = true
      }
    }
    let directions = Set(endpoints[before...].map(\.direction))
    if answered.count == 2 || directions == [answered.first?.stated] { letsAnswersThrough = true }
    if number == nil, hook == "forward", endpoints.count > before, !letsAnswersThrough {
      problems.append("no rule lets answers through: ct state established,related accept")
    }
    if number != nil, !chains.isEmpty, !letsAnswersThrough {
      problems.append(
        "the table \(table) is Gatebook's, and lacks the rule that lets answers through: "
          + "ct state vmap { established : accept, related : accept, invalid : drop }")
    }
  }

  /// Takes the rules of a chain.
  ///
  /// - Parameters:
  ///   - callers: the chains that led to it.
  ///   - outer: what the jumps to it ask for.
  /// - Returns: whether a packet that no rule decides goes on behind it.
  private mutating func walk(
    _ chain: String, within callers: Set<String>, _ outer: NFTablesMatch
  ) -> Bool {
    if callers.contains(chain) {
      problems.append("the chain \(chain) leads to itself")
      return true
    }
    let (hadLeft, hadLeftHere) = (hasLeft, hasLeftHere)
    hasLeftHere = false
    defer { (hasLeft, hasLeftHere) = (hadLeft, hadLeftHere) }
    for rule in rules[chain] ?? [] {
      switch verdict(of: rule, outer) {
      case .goesOn: break
      case .decidesAll: return hasLeftHere
      case .goesBack: return true
      case .leads(let name):
        if !walk(name, within: callers.union([chain]), outer) { return hasLeftHere }
      case .goesTo(let name): return walk(name, within: callers.union([chain]), outer)
      case .leadsUnder(let match, let name, let comesBack):
        walks += 1
        guard walks <= 2_000 else {
          _ = fail(rule)
          break
        }
        let isLeft = walk(name, within: callers.union([chain]), match)
        // What comes back goes on behind the jump to this chain, or to the policy.
        if !comesBack, let ways = ways(of: match) {
          drop(match, rule, ways, isExact: !isLeft || dropsTheRest && callers.isEmpty)
        }
      case .leadsSome(let name, let some, let ways, let comesBack):
        let isLeft = walk(name, within: callers.union([chain]), some)
        if !isLeft || !comesBack, dropsTheRest || !isLeft {
          decided.formUnion(ways)
        } else if !comesBack {
          _ = fail(rule)
        }
      }
    }
    return true
  }

  private enum Verdict {
    case goesOn, decidesAll, goesBack
    case leads(String)
    /// What passes some interfaces, which is left to the chain or comes back from it.
    case leadsSome(String, NFTablesMatch, Set<PermitDirection>, comesBack: Bool)
    /// What fits other conditions.
    case leadsUnder(NFTablesMatch, String, comesBack: Bool)
    /// All that comes to it, and goes on behind the jump to the chain that it stands in.
    case goesTo(String)
  }

  private static func someOfOurs(_ rule: Rule, _ table: String) -> String {
    "rule \(rule.position) of the table \(table) is for some of our addresses only: it is read as if for "
      + "all of them"
  }

  /// Takes away from later rules what is dropped, or does not come to them.
  private mutating func drop(
    _ match: NFTablesMatch, _ rule: Rule, _ ways: Set<PermitDirection>, isExact: Bool
  ) {
    let ends = match.ends(family)
    let told = drops.take(
      match.services(family), from: ends.source, to: ends.destination, ways,
      isExact: isExact && !hasLeft && !match.isOfLoopback && !match.isNeighbourDiscovery,
      place: "rule \(rule.position) of the table \(table)",
      sentence: sentence(on: rule, "drops, and what that takes away is not worked out"))
    if let told { problems.append(told) }
  }

  private mutating func take(set: ConfigurationJSON) {
    guard let name = set["name"]?.text else { return }
    let elements = set["elem"]?.elements ?? []
    if name == "revision" {
      number = elements.first?.integer
      return
    }
    // What counts for all elements.
    for statement in set["stmt"]?.elements ?? [] where statement["counter"] == nil {
      problems.append(
        "the elements of the set \(name) are such under a condition only: "
          + statement.nftWords.joined(separator: " ").quoted)
    }
    // A rule on what comes and goes by itself is not understood.
    let flags = set["flags"]?.elements ?? [set["flags"]].compactMap { $0 }
    if flags.contains(where: { ["dynamic", "timeout"].contains($0.text) }) { return }
    // Of several types together: rules that ask for one of them are as good as many.
    if set["type"]?.elements != nil { return }
    for element in sets.take(name, elements, type: set["type"]?.text) {
      problems.append(
        "an element of the set \(name) is not understood: "
          + element.nftWords.joined(separator: " ").quoted)
    }
  }

  private mutating func verdict(of rule: Rule, _ outer: NFTablesMatch) -> Verdict {
    // Of one that decides nothing, it makes no difference what it is for.
    if rule.content.decidesNothing { return .goesOn }
    var match = outer
    for expression in rule.content["expr"]?.elements ?? [] {
      guard case .object(let members) = expression, members.count == 1,
        let (kind, content) = members.first
      else { return fail(rule) }
      switch kind {
      case "match":
        if !match.take(content, sets) { return fail(rule) }
      // What a flow table takes over is connections that other rules let through.
      case "counter", "comment", "log", "flow", "last", "ct helper": break
      case "mangle" where content.changesNoEnd: break
      case "continue": return .goesOn
      case "return":
        if match.isSame(as: outer), match.states.isEmpty { return .goesBack }
        return fail(rule)
      case "vmap" where content["key"]?["ct"]?["key"]?.text == "state":
        guard match.isOfAll, match.states.isEmpty else { return fail(rule) }
        return verdict(ofStates: content["data"]?["set"]?.elements, rule)
      case "accept":
        if match.isOfLoopback { return .goesOn }
        if match.isOfRewritten {
          // Without NAT there is none.
          if rewrites { return fail(rule) }
          note(
            "what rule \(rule.position) lets pass that NAT gave another destination: the text has no such NAT"
          )
          return .goesOn
        }
        guard let ways = ways(of: match) else { return fail(rule) }
        if ways.isEmpty { return .goesOn }
        if match.isOfAllOfInterfaces, !match.interfaces.isEmpty,
          match.states.isEmpty || match.states.contains("established")
        {
          answered.formUnion(ways.map(\.reversed))
        }
        if match.isForKnownConnections {
          if match.isOfAll, match.states.contains("established") { letsAnswersThrough = true }
          return .goesOn
        }
        if match.isNeighbourDiscovery { return .goesOn }
        if match.transports.isEmpty { return fail(rule) }
        let (whole, ends) = (match, match.ends(family))
        if number == nil, match.hasBothEnds {
          guard let way = ways.count == 1 ? ways.first : match.wayBetweenEnds else {
            return fail(rule)
          }
          match.takeSide(way)
          problems.append(Self.someOfOurs(rule, table))
        } else if match.hasBothEnds || match.isOfOthers && ways.count == 2 {
          return fail(rule)
        }
        // An address of the machine's own.
        if let way = match.direction, !directions.contains(way) { return fail(rule) }
        if match.isOfAll, match.states.isEmpty { letsAnswersThrough = true }
        // What was decided before is none of it; the rest may be the other side's, too.
        let left = ways.subtracting(decided)
        if left.isEmpty { return .goesOn }
        if left.count == 2, hook == "forward", number == nil, let way = match.direction,
          !whole.hasBothEnds, match.addresses?.arePrivate ?? false
        {
          // No vendor is at a private address: what is told is our end.
          match.takeAll(way.reversed)
          problems.append(Self.someOfOurs(rule, table))
        }
        if left.count == 1, let way = left.first,
          let other = match.direction, other != way
        {
          problems.append(Self.someOfOurs(rule, table))
          match.takeAll(way)
        }
        add(match, left, whole.hasBothEnds ? ends : nil)
        return decides(whole, ways, within: outer)
      case "drop", "reject":
        // No new connection is among them.
        if !match.states.isEmpty, match.states.isSubset(of: ["invalid", "untracked"]) {
          dropsInvalid = dropsInvalid || match.isOfAll && match.states.contains("invalid")
          return .goesOn
        }
        let ways = ways(of: match)
        if let ways, ways.isSubset(of: decided) { return .goesOn }
        if match.isOfAll, match.states.contains("new"), !match.states.contains("invalid"),
          !dropsInvalid
        {
          newOnly = newOnly ?? rule.position
        }
        guard let ways, !match.isOfRewritten else { return fail(rule) }
        // What is dropped here cannot be told from what is allowed further on.
        if !match.isOfAllOfInterfaces || !match.isForNewConnections {
          drop(match, rule, ways, isExact: match.isForNewConnections)
        }
        return decides(match, ways, within: outer)
      case "jump", "goto":
        if match.isOfLoopback { return .goesOn }
        if match.isOfRewritten { return fail(rule) }
        guard match.states.isEmpty, let name = content["target"]?.text else { return fail(rule) }
        if match.isSame(as: outer) { return kind == "jump" ? .leads(name) : .goesTo(name) }
        guard let ways = ways(of: match) else { return fail(rule) }
        if ways.isEmpty { return .goesOn }
        if match.isOfAllOfInterfaces {
          return .leadsSome(name, match, ways, comesBack: kind == "jump")
        }
        return .leadsUnder(match, name, comesBack: kind == "jump")
      default: return fail(rule)
      }
    }
    // A rule that only counts.
    return .goesOn
  }

  /// What a rule that accepts or drops leaves of new connections.
  ///
  /// - Parameter outer: what the jumps to its chain ask for.
  private mutating func decides(
    _ match: NFTablesMatch, _ ways: Set<PermitDirection>, within outer: NFTablesMatch
  ) -> Verdict {
    guard match.isForNewConnections else { return .goesOn }
    if match.isSame(as: outer) { return .decidesAll }
    guard match.isOfAllOfInterfaces else { return .goesOn }
    decided.formUnion(ways)
    return .goesOn
  }

  /// What is done with the packets of a connection by its state. Answers that are accepted and
  /// invalid packets that are dropped are what nearly every table has; a new connection that is
  /// accepted is all that there is.
  private mutating func verdict(ofStates pairs: [ConfigurationJSON]?, _ rule: Rule) -> Verdict {
    guard let pairs else { return fail(rule) }
    var isDecided = false
    for pair in pairs {
      guard let parts = pair.elements, parts.count == 2, let state = parts[0].text,
        case .object(let members) = parts[1], members.count == 1, let verdict = members.keys.first
      else { return fail(rule) }
      switch (state, verdict) {
      case ("established", "accept"): letsAnswersThrough = true
      case ("invalid", "drop"): dropsInvalid = true
      case ("related", "accept"), (_, "continue"): break
      case ("new", "accept"), ("untracked", "accept"):
        add(NFTablesMatch(), directions)
        isDecided = isDecided || state == "new"
      default: _ = fail(rule)
      }
    }
    return isDecided ? .decidesAll : .goesOn
  }

  /// Which ways go what a rule is for; nil if no setting tells, none if it is for other interfaces.
  private mutating func ways(of match: NFTablesMatch) -> Set<PermitDirection>? {
    if match.interfaces.isEmpty { return directions }
    switch sides.relation(match.interfaces, at: hook) {
    case .ways(let ways): return ways
    case .unknown: return nil
    case .none:
      for note in sides.notes(on: match.interfaces.flatMap(\.names)) where !notes.contains(note) {
        notes.append(note)
      }
      return []
    }
  }

  /// What a rule allows.
  ///
  /// - Parameter given: both ends, where it names both.
  private mutating func add(
    _ match: NFTablesMatch, _ ways: Set<PermitDirection>,
    _ given: (source: ReadEnd, destination: ReadEnd)? = nil
  ) {
    if ways.isEmpty { return }
    var made: [Endpoint] = []
    for transport in match.transports {
      for address in match.places(of: transport, family) {
        made.append(
          Endpoint(
            address, transport, match.ports, match.direction?.stated ?? ways.stated))
      }
    }
    let ends = given ?? match.ends(family)
    let rest = drops.rest(of: made, from: ends.source, to: ends.destination)
    endpoints += rest.endpoints
    for sentence in rest.told where !problems.contains(sentence) { problems.append(sentence) }
  }

  private mutating func fail(_ rule: Rule) -> Verdict {
    let goesBack = (rule.content["expr"]?.elements ?? []).contains { $0["return"] != nil }
    if goesBack { (hasLeft, hasLeftHere) = (true, true) }
    problems.append(sentence(on: rule))
    return .goesOn
  }

  private mutating func note(_ sentence: String) {
    if !notes.contains(sentence) { notes.append(sentence) }
  }

  private func sentence(
    on rule: Rule, _ what: String = "is not understood"
  ) -> String {
    "rule \(rule.position) of the table \(table) \(what): "
      + rule.content.nftWords.joined(separator: " ").quoted
  }
}

extension ConfigurationJSON {
  /// The family of a table, or of what is in one.
  fileprivate var familyName: String { self["family"]?.text ?? "inet" }

  /// The sets that a rule adds to, or removes from, with the packets that fit it: `@name`.
  fileprivate var changedSets: [String] {
    (self["expr"]?.elements ?? []).compactMap { ($0["set"] ?? $0["map"])?["set"]?.text }
  }

  /// Its texts and numbers, with the names of members that say what they are: near to the rule's
  /// own words.
  var nftWords: [String] { words(without: Self.place, unnamed: Self.frame) }

  /// Whether a rule only counts, logs or marks what it is for.
  fileprivate var decidesNothing: Bool {
    (self["expr"]?.elements ?? []).allSatisfy { expression in
      guard let (kind, content) = expression.members.first, expression.members.count == 1 else {
        return false
      }
      return Self.withoutDecision.contains(kind) || kind == "mangle" && content.changesNoEnd
    }
  }

  private static let withoutDecision: Set = [
    "match", "counter", "comment", "log", "limit", "last", "ct helper", "continue", "flow",
  ]

  /// Of a statement that sets something: whether the ends of connections, and what is done with their
  /// packets, stay as they are.
  fileprivate var changesNoEnd: Bool {
    guard let key = self["key"] else { return false }
    let field = key["payload"]?["field"]?.text ?? ""
    return key["meta"] != nil || key["ct"] != nil || key["tcp option"] != nil
      || ["dscp", "ecn", "ttl", "hoplimit"].contains(field)
  }

  private static let place: Set = ["family", "table", "chain", "handle", "comment"]
  private static let frame: Set = [
    "expr", "match", "left", "right", "op", "payload", "protocol", "field", "key", "elem", "val",
  ]
}
