import EndpointModel

/// A rule of a `config.xml`, in the form of either place: `filter` of pfSense and OPNsense, and
/// `OPNsense/Firewall/Filter` (OPNsense, "Filter.xml" and "FilterRule.php" of its sources; Netgate,
/// "Firewall Rule Processing Order").
struct OPNsenseRule {
  enum Action { case pass, block, nothing }

  /// One end of its connections, by the names that stand in it.
  struct End {
    /// Empty for anybody.
    var names: [String] = []
    var isNot = false
    var port: String?
  }

  let place: String
  let action: Action
  /// Whether it decides at once; else the last one that fits does.
  let isQuick: Bool
  let isFloating: Bool
  /// Empty for all.
  let interfaces: [String]
  /// Whether it is for all but those.
  let isForOthers: Bool
  /// `in`, `out` or `any`.
  let direction: String
  let families: [IPFamily]
  let transport: String
  let types: [String]
  let source: End
  let destination: End
  /// Conditions beside those, which are not read.
  let conditions: [String]
  /// What is told of it and changes nothing of what it allows.
  let notes: [String]

  /// Nil for one that is switched off.
  ///
  /// - Parameter isPfSense: whether its families are of IPv4 where it tells none, and flags need no text.
  init?(filter rule: ConfigurationXML, isPfSense: Bool) {
    if isPfSense ? rule.has("disabled") : rule.isSet("disabled") && rule.value("disabled") != nil {
      return nil
    }
    self.init(
      rule, action: rule.value("type") ?? "pass",
      isFloating: rule.value("floating") != nil && rule.isSet("floating"),
      isPfSense: isPfSense, source: Self.end(rule, "source"),
      destination: Self.end(rule, "destination"))
  }

  /// Nil for one that is switched off.
  init?(automation rule: ConfigurationXML) {
    if rule.has("enabled"), !rule.isSet("enabled") { return nil }
    func end(_ name: String) -> End {
      let names = (rule.value("\(name)_net") ?? "any").split(separator: ",").map { String($0) }
      return End(
        names: names.contains("any") ? [] : names, isNot: rule.isSet("\(name)_not"),
        port: rule.value("\(name)_port"))
    }
    self.init(
      rule, action: rule.value("action") ?? "pass", isFloating: false, isPfSense: false, way: "in",
      source: end("source"), destination: end("destination"))
  }

  private init(
    _ rule: ConfigurationXML, action: String, isFloating: Bool, isPfSense: Bool,
    way: String? = nil, source: End, destination: End
  ) {
    let name = rule.value("descr") ?? rule.value("description")
    place = "line \(rule.line)" + (name.map { ": the rule \($0.quoted)" } ?? "")
    switch action {
    case "pass": self.action = .pass
    case "match": self.action = .nothing
    default: self.action = .block
    }
    let interfaces = (rule.value("interface") ?? "").split { $0 == "," || $0 == " " }
      .map { String($0) }
    self.interfaces = interfaces.contains("any") ? [] : interfaces
    isForOthers = !self.interfaces.isEmpty && rule.isSet("interfacenot")
    self.isFloating = isFloating || self.interfaces.count != 1
    // pfSense leaves it only to floating ones; in OPNsense all are unless they say otherwise.
    let isQuick = rule.value("quick").map { !["0", "no"].contains($0) }
    self.isQuick = isPfSense && !self.isFloating || isQuick ?? !self.isFloating
    direction = rule.value("direction") ?? way ?? (self.isFloating ? "any" : "in")
    switch rule.value("ipprotocol") {
    case "inet": families = [.v4]
    case "inet6": families = [.v6]
    case "inet46": families = [.v4, .v6]
    default: families = isPfSense ? [.v4] : [.v4, .v6]
    }
    transport = (rule.value("protocol") ?? "any").lowercased()
    types = ["icmptype", "icmp6-type", "icmp6type"].compactMap { rule.value($0) }
      .flatMap { $0.split(separator: ",").map { String($0) } }.filter { $0 != "any" }
    self.source = source
    self.destination = destination
    conditions = Self.conditions(rule)
    notes = Self.notes(rule)
  }

  private static func end(_ rule: ConfigurationXML, _ name: String) -> End {
    guard let element = rule.children(name).last else { return End() }
    let names = ["network", "address"].compactMap { element.value($0) }
    let isAny = element.has("any") || names.contains("any")
    return End(
      names: isAny ? [] : names.flatMap { $0.split(separator: ",").map { String($0) } },
      isNot: element.has("not") && element.value("not") != "0", port: element.value("port"))
  }

  // MARK: What else it says

  /// Elements that decide nothing of what is allowed, or are read in their own places.
  private static let known: Set<String> = [
    "action", "adaptiveend", "adaptivestart", "allowopts", "associated-rule-id", "categories",
    "category", "created", "descr", "description", "destination", "destination_net",
    "destination_not", "destination_port", "direction", "disabled", "disablereplyto", "enabled",
    "floating", "icmp6-type", "icmp6type", "icmptype", "id", "interface", "interfacenot",
    "ipprotocol", "log",
    "nopfsync", "nosync", "prio_group", "protocol", "quick", "reply-to", "replyto", "ridentifier",
    "sequence", "set-prio", "set-prio-low", "sort_order", "source", "source_net", "source_not",
    "source_port", "state-policy", "statetimeout", "tag", "tcpflags_any", "tracker", "type",
    "udp-first", "udp-multiple", "udp-single", "updated", "vlanprioset", "wizard",
  ]

  /// Those that pace what is allowed, or lead it elsewhere.
  private static let pacing: Set<String> = [
    "ackqueue", "defaultqueue", "dnpipe", "gateway", "max", "max-src-conn", "max-src-conn-rate",
    "max-src-conn-rates", "max-src-nodes", "max-src-states", "overload", "pdnpipe", "shaper1",
    "shaper2",
  ]

  private static func conditions(_ rule: ConfigurationXML) -> [String] {
    rule.children.filter { !$0.trimmed.isEmpty }.compactMap { element in
      if known.contains(element.name) || pacing.contains(element.name) { return nil }
      switch (element.name, element.trimmed) {
      case ("statetype", "none"): return "answers to it do not pass: it keeps no state"
      case ("statetype", _), ("tos", "any"): return nil
      default:
        return
          "\"\(element.name)\" (\(element.trimmed.quoted)) is a condition that is not understood"
      }
    }
  }

  private static func notes(_ rule: ConfigurationXML) -> [String] {
    let found = rule.children.filter {
      pacing.contains($0.name) && !["", "default", "none"].contains($0.trimmed)
    }
    return found.map { "what \($0.name) (\($0.trimmed.quoted)) does to what is allowed" }
  }
}
