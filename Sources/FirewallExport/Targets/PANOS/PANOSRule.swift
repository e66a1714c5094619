import EndpointModel

/// A security rule of PAN-OS, as it is read.
struct PANOSRule {
  let name: String
  let line: Int
  /// Words that no setting of a rule is known by.
  private(set) var notUnderstood: [String] = []
  private var lists: [String: [String]] = [:]

  var title: String { "line \(line): the rule \(name.quoted)" }

  /// Settings that change nothing of what is allowed.
  private static let harmless: Set<String> = [
    "tag", "description", "log-start", "log-end", "log-setting", "profile-setting", "option", "qos",
    "icmp-unreachable", "group-tag", "uuid", "saas-user-list", "saas-tenant-list",
  ]
  /// Settings whose standard value limits nothing, with that value.
  private static let limits: [(key: String, standard: String)] = [
    ("source-user", "any"), ("category", "any"), ("hip-profiles", "any"), ("source-hip", "any"),
    ("destination-hip", "any"), ("source-imsi", "any"), ("source-imei", "any"),
    ("source-nw-slice", "any"), ("schedule", "none"), ("target", "any"),
  ]
  static func isHarmless(_ key: String) -> Bool { harmless.contains(key) }

  private static let others: Set<String> = [
    "from", "to", "source", "destination", "application", "service", "action", "disabled",
    "negate-source", "negate-destination", "rule-type",
  ]

  init(_ name: String, _ entry: PANOSConfiguration.Entry) {
    self.name = name
    line = entry.line
    for command in entry.commands { take(command.words[...]) }
    for key in ["disabled", "negate-source", "negate-destination"]
    where !words(key).allSatisfy({ ["yes", "no"].contains($0) }) {
      notUnderstood.append(key)
    }
  }

  /// What it leaves open: what is looked at within connections, and whom else it is for.
  ///
  /// - Parameter known: the zones that are compared.
  func notes(_ known: Set<String>) -> [String] {
    var out: [String] = []
    if !words("profile-setting").isEmpty {
      out.append("what security profiles cut off within what rules allow")
    }
    for key in ["from", "to"] {
      guard let other = words(key).first(where: { !known.contains($0) }) else { continue }
      out.append("\(title) is for other zones as well: its \(key) has \(other.quoted)")
    }
    return out
  }

  private mutating func take(_ words: ArraySlice<String>) {
    var words = words
    while let key = words.popFirst() {
      switch key {
      // Their words may be any number.
      // What Panorama says of every rule that is for all devices of its group.
      case "target" where words == ["negate", "no"]: return
      case "profile-setting", "option", "qos", "target":
        lists[key, default: []] += words
        return
      case let key where Self.harmless.contains(key) || Self.others.contains(key): break
      case let key where Self.limits.contains(where: { $0.key == key }): break
      default:
        notUnderstood.append(key)
        return
      }
      guard let value = words.popFirst() else {
        notUnderstood.append(key)
        return
      }
      guard value == "[" else {
        lists[key, default: []].append(value)
        continue
      }
      while let word = words.popFirst(), word != "]" { lists[key, default: []].append(word) }
    }
  }

  func words(_ key: String) -> [String] { lists[key] ?? [] }

  private func isYes(_ key: String) -> Bool { words(key).last == "yes" }

  var isDisabled: Bool { isYes("disabled") }
  var isNegated: Bool { negates("source") || negates("destination") }

  /// Whether an end, `source` or `destination`, is all but what it names.
  func negates(_ end: String) -> Bool { isYes("negate-" + end) }
  var action: String? { words("action").last }
  var description: String? { words("description").last }
  var isDenial: Bool {
    ["deny", "drop", "reset-client", "reset-server", "reset-both"].contains(action)
  }
  var hasNoZones: Bool { words("from").isEmpty || words("to").isEmpty }

  /// Whether it is about all traffic between its zones.
  var matchesEverything: Bool {
    !isNegated && narrowings.isEmpty
      && ["source", "destination", "application", "service"].allSatisfy { words($0) == ["any"] }
  }

  /// What limits it besides addresses, applications and services.
  var narrowings: [String] {
    Self.limits.filter { key, standard in !words(key).isEmpty && words(key) != [standard] }
      .map(\.key)
  }

  /// In which directions it is about traffic between the zones.
  func directions(inside: String, outside: String) -> [PermitDirection] {
    func has(_ key: String, _ zone: String) -> Bool {
      words(key).contains { $0 == zone || $0 == "any" }
    }
    // Such a rule is about traffic that stays within each of its zones.
    if words("rule-type").last == "intrazone", inside != outside { return [] }
    if words("rule-type").last == "interzone", inside == outside { return [] }
    return [
      has("from", inside) && has("to", outside) ? .outbound : nil,
      has("from", outside) && has("to", inside) ? .inbound : nil,
    ].compactMap { $0 }
  }
}
