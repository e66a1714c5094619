import EndpointModel

/// The chains by which nftables gives connections another destination, before a packet comes to the
/// chain that is read (nft(8), "NAT STATEMENTS").
struct NFTablesTranslations {
  private struct Table: Hashable {
    let family: String
    let name: String
  }

  private var rules: [Table: [String: [ConfigurationJSON]]] = [:]
  private var bases: [(table: Table, chain: String, hook: String)] = []

  /// Rules beyond which a listing is none that a person made: chains in each other multiply.
  private static let limit = 20_000

  init(_ objects: [ConfigurationJSON]) {
    func table(_ content: ConfigurationJSON) -> Table {
      Table(family: content["family"]?.text ?? "inet", name: content["table"]?.text ?? "")
    }
    let asleep = objects.compactMap { $0["table"] }.filter(\.isDormant).map {
      Table(family: $0["family"]?.text ?? "inet", name: $0["name"]?.text ?? "")
    }
    for chain in objects.compactMap({ $0["chain"] }) where !asleep.contains(table(chain)) {
      if let hook = chain["hook"]?.text, let name = chain["name"]?.text {
        bases.append((table(chain), name, hook))
      }
    }
    for rule in objects.compactMap({ $0["rule"] }) {
      rules[table(rule), default: [:]][rule["chain"]?.text ?? "", default: []].append(rule)
    }
  }

  /// What packets have been given as a destination when they come to a hook.
  func rewrites(at hook: String) -> [DestinationRewrite] {
    let places: Set = hook == "output" ? ["output"] : ["prerouting", "ingress"]
    var out: [DestinationRewrite] = []
    var count = 0
    func walk(_ table: Table, _ chain: String, _ outer: Condition, _ depth: Int) {
      for rule in rules[table]?[chain] ?? [] where depth <= 16 && count <= Self.limit {
        count += 1
        var condition = outer
        for expression in rule["expr"]?.elements ?? [] {
          guard let (kind, content) = expression.members.first else { continue }
          switch kind {
          case "match": condition.take(content)
          case "dnat", "redirect", "tproxy":
            if condition.isOfOwnAddresses { continue }
            let title =
              "the rule \(rule.nftWords.joined(separator: " ").quoted) of "
              + "\(table.name) \(chain)".quoted
            out.append(condition.rewrite(title, content, isToItself: kind != "dnat", table.family))
          case "jump", "goto":
            if let name = content["target"]?.text { walk(table, name, condition, depth + 1) }
          // What a map decides may lead to any of its chains.
          case "vmap":
            for name in content.chains { walk(table, name, condition, depth + 1) }
          default: break
          }
        }
      }
    }
    for base in bases where places.contains(base.hook) {
      walk(base.table, base.chain, Condition(), 0)
    }
    if count > Self.limit {
      out.append(
        DestinationRewrite(
          "what translates addresses, in too many chains,", before: nil, after: nil))
    }
    return out
  }

  /// What a packet has to be, as far as that is understood: what is not limits nothing.
  private struct Condition {
    var match = NFTablesMatch()
    var side: String?
    var isOfOwnAddresses = false

    mutating func take(_ content: ConfigurationJSON) {
      let left = content["left"]
      if let key = left?["meta"]?["key"]?.text, key.hasPrefix("iif") {
        let word = content["op"]?.text == "!=" ? "other than " : ""
        side = word + (content["right"]?.words().joined(separator: " ") ?? "")
        return
      }
      if left?["fib"] != nil, content["right"]?.text == "local", content["op"]?.text == "==" {
        isOfOwnAddresses = true
        return
      }
      var wider = match
      if left?["payload"]?["field"]?.text != "saddr", wider.take(content, NFTablesSets()) {
        match = wider
      }
    }

    func rewrite(
      _ title: String, _ content: ConfigurationJSON, isToItself: Bool, _ family: String
    ) -> DestinationRewrite {
      let families: [IPFamily] = family == "ip" ? [.v4] : family == "ip6" ? [.v6] : [.v4, .v6]
      let address = content["addr"].flatMap(NFTablesSets.range)
      let only = match.transports.count == 1 ? match.transports[0] : .any
      return DestinationRewrite(
        title, before: match.addresses ?? families.map { .all($0) },
        after: isToItself ? [] : address.map { [$0] }, only, match.ports, side: side)
    }
  }
}

extension ConfigurationJSON {
  /// The chains that a map of verdicts leads to.
  fileprivate var chains: [String] {
    switch self {
    case .array(let all): all.flatMap(\.chains)
    case .object(let members):
      members.flatMap { key, value in
        ["jump", "goto"].contains(key)
          ? [value["target"]?.text].compactMap { $0 } : value.chains
      }
    default: []
    }
  }
}
