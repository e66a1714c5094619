/// The base chains that packets pass besides the one that is read. A packet has to be accepted by
/// every chain at its hook, whatever their priorities (nft(8), "accept"): one that drops takes away
/// from what the table allows. Every packet, or the answer to it, passes the hooks before and behind
/// that one, too.
struct NFTablesNeighbours {
  private let objects: [ConfigurationJSON]

  private struct Table: Hashable {
    let family: String
    let name: String
  }

  init(_ objects: [ConfigurationJSON]) { self.objects = objects }

  /// A problem for each chain at the hook that may drop, other than the table's only one.
  func problems(table: String, hook: String) -> [String] {
    var asleep: Set<Table> = []
    for table in objects.compactMap({ $0["table"] }) where table.isDormant {
      asleep.insert(
        Table(family: table["family"]?.text ?? "inet", name: table["name"]?.text ?? ""))
    }
    // Other families have hooks of the same names for frames, not for packets.
    let families: Set<String> = ["ip", "ip6", "inet"]
    let awake = objects.compactMap { $0["chain"] }.filter { !asleep.contains(Self.table(of: $0)) }
    let chains = awake.filter { (chain: ConfigurationJSON) -> Bool in
      chain["hook"]?.text == hook && families.contains(Self.table(of: chain).family)
    }
    let passed = awake.filter { (chain: ConfigurationJSON) -> Bool in
      Self.passed.contains(chain["hook"]?.text ?? "")
        && (families.contains(Self.table(of: chain).family) || chain["family"]?.text == "netdev")
    }
    return atHook(chains, table)
      + passed.filter(mayDrop).map {
        "a chain at the hook \($0["hook"]?.text ?? "") may drop what is allowed: \(Self.name(of: $0))"
      }
  }

  /// The hooks of a machine's own connections and of what passes it that have rules, of any table.
  var filledHooks: [String] {
    let filled = objects.compactMap { $0["rule"] }.map {
      [Self.table(of: $0).family, $0["table"]?.text, $0["chain"]?.text]
    }
    let known = Set(filled)
    return ["input", "forward", "output"].filter { hook in
      objects.compactMap { $0["chain"] }.contains { chain in
        chain["hook"]?.text == hook && chain["type"]?.text != "nat"
          && ["ip", "ip6", "inet"].contains(Self.table(of: chain).family)
          && known.contains([
            Self.table(of: chain).family, chain["table"]?.text, chain["name"]?.text,
          ])
      }
    }
  }

  /// What is dropped of frames, which may hold packets.
  var notes: [String] {
    objects.compactMap { $0["chain"] }.filter {
      $0["hook"] != nil && Self.table(of: $0).family == "bridge" && mayDrop($0)
    }.map { "frames that the bridge drops, before they are packets: \(Self.name(of: $0))" }
  }

  /// The hooks before and behind those that a table may be read at (nft(8), "ADDRESS FAMILIES").
  private static let passed: Set = ["prerouting", "postrouting", "ingress", "egress"]

  private static func name(of chain: ConfigurationJSON) -> String {
    "\(chain["table"]?.text ?? "") \(chain["name"]?.text ?? "")".quoted
  }

  private func atHook(_ chains: [ConfigurationJSON], _ table: String) -> [String] {
    let own = chains.filter { $0["table"]?.text == table }
    let hasBoth = Set(own.map { Self.table(of: $0).family }) == ["ip", "ip6"]
    return chains.compactMap { (chain: ConfigurationJSON) -> String? in
      let isOwn = chain["table"]?.text == table
      // A table for each family of addresses, with one chain each, is one place.
      if isOwn, own.count == 1 || own.count == 2 && hasBoth { return nil }
      guard mayDrop(chain) else { return nil }
      return "another chain at this hook may drop what is allowed: \(Self.name(of: chain))"
    }
  }

  /// Whether its policy or a rule in it, or in a chain that it may lead to, drops.
  private func mayDrop(_ base: ConfigurationJSON) -> Bool {
    if base["policy"]?.text == "drop" { return true }
    let table = Self.table(of: base)
    let rules = objects.compactMap { $0["rule"] }.filter { Self.table(of: $0) == table }
    var open = [base["name"]?.text ?? ""]
    var known = Set(open)
    while let chain = open.popLast() {
      for rule in rules where rule["chain"]?.text == chain {
        guard let content = rule["expr"] else { continue }
        if content.drops, !Self.isOfInvalidPackets(content) { return true }
        for name in content.targets where known.insert(name).inserted { open.append(name) }
      }
    }
    return false
  }

  /// Packets that belong to no connection are dropped nearly everywhere.
  private static func isOfInvalidPackets(_ rule: ConfigurationJSON) -> Bool {
    (rule.elements ?? []).contains {
      let match = $0["match"]
      return match?["left"]?["ct"]?["key"]?.text == "state" && match?["op"]?.text != "!="
        && match?["right"]?.text == "invalid"
    }
  }

  private static func table(of content: ConfigurationJSON) -> Table {
    Table(family: content["family"]?.text ?? "inet", name: content["table"]?.text ?? "")
  }
}

extension ConfigurationJSON {
  /// Of a table: whether it is not registered at its hooks.
  var isDormant: Bool {
    (self["flags"]?.elements ?? [self["flags"]].compactMap { $0 }).contains {
      $0.text == "dormant"
    }
  }

  /// Whether a rule holds a statement that ends a packet, or may: what a map that is kept elsewhere
  /// or a program decides is not known.
  fileprivate var drops: Bool {
    switch self {
    case .array(let all): all.contains(where: \.drops)
    case .object(let members):
      members.contains { key, value in
        // What is not tracked has no answers that a rule knows; what is sent on elsewhere is gone.
        ["drop", "reject", "queue", "xt", "notrack", "fwd", "tproxy"].contains(key)
          // A packet with another address or time to live goes elsewhere, or nowhere.
          || key == "mangle" && value["key"]?["payload"] != nil
          || key == "vmap" && value["data"]?.text != nil || value.drops
      }
    default: false
    }
  }

  /// The chains that a rule leads to.
  fileprivate var targets: [String] {
    switch self {
    case .array(let all): all.flatMap(\.targets)
    case .object(let members):
      members.flatMap { key, value in
        ["jump", "goto"].contains(key)
          ? [value["target"]?.text].compactMap { $0 } : value.targets
      }
    default: []
    }
  }
}
