import EndpointModel

/// What the key of an object in data means.
struct DataKey {
  /// `tcpPorts` as `tcp Ports`, `tcp_ports` as `tcp ports`.
  let words: String
  let lower: String
  let concepts: ConceptSet
  let facts: TextFacts

  /// Whether the value names the object.
  let isName: Bool
  /// Whether the key only says that something is a list.
  let isContainer: Bool
  /// Whether the values name a thing or its kind, never an address.
  let isIdentifier: Bool
  /// Whether the values are not current endpoints.
  let isPast: Bool
  /// Whether the value says if the object is allowed.
  let isVerdict: Bool

  init(_ text: String) {
    words = text.separatedWords
    lower = text.lowercased()
    concepts = Lexicon.concepts(in: words)
    facts = TextFacts(words, line: 1)
    isName = Self.names.contains(lower)
    isIdentifier = Self.identifiers.contains(lower)
    isContainer = Self.containers.contains(lower) || Self.saysOnlyAddresses(words, concepts)
    isPast = Self.isPast(words, concepts)
    isVerdict = Self.verdicts.contains(words.lowercased()) || concepts.contains(.action)
  }

  /// `firewall_rules`, `ufw_rules`: whether the key names a firewall.
  var namesFirewall: Bool {
    words.namesFirewall
      || words.lowercased().split(separator: " ").contains { Self.firewalls.contains($0) }
  }

  private static let firewalls: Set<Substring> = ["ufw", "iptables", "nftables", "firewalld"]

  /// Whether the key itself says that its values are addresses.
  var saysAddress: Bool {
    concepts.containsAny(of: .address, .host, .network, .destination, .source)
  }

  /// Whether the value is one end of a port range.
  var isRangeEnd: Bool { concepts.containsAny(of: .first, .last) }

  /// The direction stated by a key of a firewall rule. Keys for addresses state none: a vendor's
  /// "outbound_ips" may mean the vendor's side.
  var direction: Direction? {
    guard !concepts.containsAny(of: .address, .host, .network) else { return nil }
    let isIn = concepts.contains(.ingress)
    return isIn == concepts.contains(.egress) ? nil : isIn ? .inbound : .outbound
  }

  /// The protocol that the key is, and nothing else: `tcp`, `UDP`.
  var ownTransport: IPProtocol? { facts.tokens.count == 1 ? facts.tokens[0].transport : nil }

  private static func saysOnlyAddresses(_ words: String, _ concepts: ConceptSet) -> Bool {
    !concepts.isEmpty
      && words.split(separator: " ").allSatisfy {
        Lexicon.concepts(of: $0.lowercased()).containsAny(of: .address, .host, .network, .port)
      }
  }

  private static func isPast(_ text: String, _ concepts: ConceptSet) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    if words.contains("matching") || words == ["no", "proxy"] || words == ["noproxy"]
      || selectors.contains(words)
    {
      return true
    }
    // Where a connection comes from, any port may be.
    if concepts.contains(.port), words.contains("source") || words.contains("src") { return true }
    // "ipBlock" is a block of addresses.
    let isOfBlocks = words.count > 1 && concepts.containsAny(of: .address, .network)
    return words.contains { word in
      if isOfBlocks, word == "block" || word == "blocks" { return false }
      let said = Lexicon.concepts(of: word)
      return past.contains(word) || said.contains(.retired) && word != "legacy"
        || said.contains(.deny)
    }
  }

  /// What picks objects by their labels, whose keys look like hosts: `app.kubernetes.io/name`.
  private static let selectors: Set = [
    ["match", "expressions"], ["match", "labels"], ["annotations"], ["node", "selector"],
  ]

  private static let names: Set = [
    "name", "service", "label", "title", "region", "id", "displayname", "display_name", "site",
    "location",
  ]
  private static let identifiers: Set = [
    "type", "kind", "apiversion", "$schema", "schema", "resourcetype", "resource_type", "class",
    "etag", "@type", "@context",
  ]
  private static let containers: Set = [
    "services", "endpoints", "rules", "entries", "items", "data", "result", "results", "values",
    "list", "allowlist", "firewall", "whitelist", "prefixes", "networks", "regions", "sites",
    "records", "document", "ports", "properties", "channels", "hosts", "ranges", "entry", "rule",
    "service", "site", "endpoint", "item", "record", "locations", "config", "spec", "root", "to",
    "from", "ingress", "egress", "ipblock", "ipranges", "securityrules", "tofqdns", "tocidr",
    "tocidrset", "cidrblocks", "metadata",
  ]
  private static let verdicts: Set = [
    "action", "effect", "access", "policy", "verdict", "decision", "permission",
  ]
  private static let past: Set = [
    "changes", "history", "example", "examples", "excluded", "exclude", "exclusions", "except",
    "not",
  ]
}

/// The keys of one reading, each analyzed once: data has the same few in all its objects.
final class DataKeys: @unchecked Sendable {
  /// The keys of the current reading. A reading is the work of one task.
  @TaskLocal static var current: DataKeys?

  private var known: [String: DataKey] = [:]

  /// No feed that people write has more; beyond this, the keys are data themselves.
  private static let limit = 4096

  func key(_ text: String) -> DataKey {
    if let key = known[text] { return key }
    let key = DataKey(text)
    if known.count < Self.limit { known[text] = key }
    return key
  }
}

extension String {
  /// What the text means as a key of data.
  var asKey: DataKey { DataKeys.current?.key(self) ?? DataKey(self) }

  /// `tcpPorts` as `tcp Ports`, `tcp_ports` as `tcp ports`, `AllowedTCPPorts` as `Allowed TCP Ports`.
  var separatedWords: String {
    var out = ""
    for (place, character) in zip(indices, self) {
      if character == "_" || character == "-" {
        out.append(" ")
      } else {
        let beginsWord =
          out.last?.isLowercase ?? false
          || self[place...].dropFirst().first?.isLowercase ?? false
            && Self.acronyms.contains { out.hasSuffix($0) }
        if character.isUppercase, beginsWord { out.append(" ") }
        out.append(character)
      }
    }
    return out
  }

  private static let acronyms = ["TCP", "UDP", "SCTP", "IP", "HTTP", "HTTPS", "DNS", "URL"]
}
