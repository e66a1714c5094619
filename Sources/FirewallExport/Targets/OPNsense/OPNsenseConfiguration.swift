import EndpointModel

/// The rules of a `config.xml` of OPNsense or pfSense, as far as they let connections in at one of two
/// interfaces: from our side to the others' at `inside`, the other way at `outside`.
///
/// Floating rules are asked first, then those of groups of interfaces, then those of the interface; of
/// each kind OPNsense asks those of `OPNsense/Firewall/Filter` before those of `filter`, by their
/// sequence (its sources, "FilterRuleField.php"). What none lets pass is dropped; what leaves passes
/// unless a rule blocks it (Netgate, "Firewall Rule Processing Order").
struct OPNsenseConfiguration {
  let root: ConfigurationXML
  let isPfSense: Bool
  let interfaces: OPNsenseInterfaces
  let aliases: OPNsenseAliases
  private let rules: [OPNsenseRule]
  private let tables: OPNsenseTables
  /// The names of the two in settings, then what they are called in rules.
  let inside: String
  let outside: String

  init(_ text: String, inside: String, outside: String) throws {
    let (text, tables) = OPNsenseTables.split(text)
    self.tables = tables
    root = try ConfigurationXML.parse(text, of: OPNsense.name)
    guard root.name == "pfsense" || root.name == "opnsense" else {
      throw FirewallReadingError(
        OPNsense.name, "its root element is \(root.name.quoted), and neither opnsense nor pfsense")
    }
    isPfSense = root.name == "pfsense"
    interfaces = OPNsenseInterfaces(root)
    aliases = OPNsenseAliases(root, tables: tables)
    self.inside = interfaces[inside]?.key ?? inside
    self.outside = interfaces[outside]?.key ?? outside
    let isPfSense = isPfSense
    let places = root.elements(at: "OPNsense", "Firewall", "Filter", "rules")
    let first = places.flatMap { $0.children("rule") }
      .sorted { (Self.sequence($0), $0.line) < (Self.sequence($1), $1.line) }
      .compactMap { OPNsenseRule(automation: $0) }
    rules =
      first
      + root.elements(at: "filter", "rule")
      .compactMap { OPNsenseRule(filter: $0, isPfSense: isPfSense) }
    guard root.has("filter") || !places.isEmpty else {
      throw FirewallReadingError(OPNsense.name, "it has no rules: no element \"filter\"")
    }
  }

  private static func sequence(_ rule: ConfigurationXML) -> Int {
    rule.value("sequence").flatMap { Int($0) } ?? 1
  }

  var reading: FirewallReading {
    var reader = PermitReader()
    tellTheDevice(&reader)
    for name in tables.entries.keys.sorted() where !aliases.has(name) {
      reader.problem("the table \(name.quoted) behind the text is no alias of it")
    }
    for problem in tables.problems { reader.problem(problem) }
    for way in [PermitDirection.outbound, .inbound] {
      var walk = OPNsenseWalk(self, way)
      for rule in asked(at: way == .outbound ? inside : outside) { walk.take(rule, &reader) }
      for rule in leaving(at: way == .outbound ? outside : inside) {
        switch walk.concerns(rule, reader.endpoints) {
        case true?:
          reader.problem("\(rule.place) blocks what leaves: what that takes away is not worked out")
        case nil: reader.note("\(rule.place): whether names are at addresses that it blocks")
        case false?: break
        }
      }
    }
    tellOthers(&reader)
    takeTranslations(&reader)
    return reader.reading
  }

  /// The rules that are asked for what comes in at an interface, in their order.
  private func asked(at key: String) -> [OPNsenseRule] {
    var out: [[OPNsenseRule]] = [[], [], []]
    for rule in rules where rule.direction != "out" {
      if rule.interfaces.isEmpty {
        out[0].append(rule)
      } else {
        let (isGroup, isThere) = interfaces.match(rule.interfaces, key)
        if isThere != rule.isForOthers { out[rule.isFloating ? 0 : isGroup ? 1 : 2].append(rule) }
      }
    }
    return out.flatMap { $0 }
  }

  /// Those that block what leaves at an interface.
  private func leaving(at key: String) -> [OPNsenseRule] {
    rules.filter { rule in
      rule.direction != "in" && rule.action == .block
        && (rule.interfaces.isEmpty
          || interfaces.match(rule.interfaces, key).isThere != rule.isForOthers)
        && !(rule.direction == "any" && rule.interfaces.isEmpty)
    }
  }

  // MARK: What else decides

  private func tellTheDevice(_ reader: inout PermitReader) {
    if interfaces.isTold {
      for name in [inside, outside] {
        guard let interface = interfaces[name] else {
          reader.problem("there is no interface \(name.quoted)")
          continue
        }
        if !interface.isEnabled {
          reader.problem("the interface \(name.quoted) is switched off")
        }
      }
    }
    let system = root.children("system")
    if system.contains(where: { $0.isSet("disablefilter") }) {
      reader.problem("the whole filter is switched off (disablefilter): everything passes")
    }
  }

  private func tellOthers(_ reader: inout PermitReader) {
    // Without it all of IPv6 is blocked (Netgate, "IPv6 Allow").
    let system = root.children("system")
    if !system.isEmpty, !system.contains(where: { $0.isSet("ipv6allow") }),
      reader.endpoints.contains(where: { $0.address?.range?.family == .v6 })
    {
      reader.problem("IPv6 is switched off (ipv6allow): none of it passes, whatever rules allow")
    }
    if interfaces[outside]?.blocksPrivate ?? false,
      reader.endpoints.contains(where: { $0.direction != .outbound && $0.isPrivate })
    {
      reader.note("the interface \(outside.quoted) drops what comes from private addresses")
    }
    let others = Set(rules.flatMap(\.interfaces)).filter {
      !interfaces.match([$0], inside).isThere && !interfaces.match([$0], outside).isThere
    }
    if !others.isEmpty {
      reader.note(
        "the rules of other interfaces: "
          + others.sorted().prefix(5).map(\.quoted).joined(separator: ", "))
    }
    let zones =
      root.children("captiveportal").flatMap(\.children)
      + root.elements(at: "OPNsense", "captiveportal", "zones").flatMap(\.children)
    if zones.contains(where: { $0.isSet("enable") || $0.isSet("enabled") }) {
      reader.note("whom a captive portal lets pass")
    }
    let packages = root.elements(at: "installedpackages", "package")
      .compactMap { $0.value("name") }.filter { name in
        ["pfblocker", "snort", "squid", "suricata"].contains { name.lowercased().contains($0) }
      }
    let detection = root.elements(at: "OPNsense", "IDS", "general")
    let filters = packages + (detection.contains { $0.isSet("ips") } ? ["IDS"] : [])
    if !filters.isEmpty {
      reader.note("what packages drop besides: \(filters.map(\.quoted).joined(separator: ", "))")
    }
  }
}

extension Endpoint {
  /// Whether it is also at private addresses (RFC 1918).
  fileprivate var isPrivate: Bool {
    guard let address, address != .any else { return true }
    return address.range.map { range in
      AddressSet.privateSpace.ranges.contains { $0.overlaps(range) }
    } ?? false
  }
}
