/// What decides beside the security rules.
extension PANOSConfiguration {
  /// Rules of other kinds decide on no connection; what PAN-OS does with traffic that no rule is
  /// about, a rule by default does, which may be set to allow.
  mutating func take(rulebase words: ArraySlice<String>, _ command: PANOSCommand) {
    func say(_ sentence: String) -> String { "line \(command.line): \(sentence)" }
    guard let kind = words.first else { return }
    if kind == "default-security-rules" {
      let words = Array(words.dropFirst())
      if words.isEmpty || words == ["rules"] { return }
      guard words.count >= 2, words[0] == "rules" else {
        return report(say("a rule by default is not understood"))
      }
      let (name, rest) = (words[1], Array(words.dropFirst(2)))
      if name == "intrazone-default", command.verb == .delete || rest.first == "action" {
        deniesWithinZones = command.verb == .set && rest.last != "allow"
      }
      if Self.isHarmless(default: name, rest) { return }
      if rest.first == "action", rest.last == "allow", command.verb == .set {
        return report(say("the rule by default \(name.quoted) allows all that no other is about"))
      }
      return report(say("the rule by default \(name.quoted) is not understood"))
    }
    if kind == "security", words.count == 1 { return }
    if words.starts(with: ["nat", "rules"]) { return take(nat: words.dropFirst(2), command) }
    if let asking = Self.asking(words) {
      return report(say("a rule of the rulebase \(kind) may ask for a login: \(asking.quoted)"))
    }
    // Rules on where packets are sent may send them nowhere.
    if !Self.otherRulebases.contains(kind) || kind == "pbf" && words.contains("discard") {
      report(say("the rulebase \(words.prefix(3).joined(separator: " ").quoted) is not read"))
    }
  }

  /// What PAN-OS does without a word, what is stricter, and what is logged.
  private static func isHarmless(default name: String, _ words: [String]) -> Bool {
    switch words.first {
    case nil: true
    case "action":
      words.count == 2
        && (name == "intrazone-default" && words[1] == "allow"
          || ["intrazone-default", "interzone-default"].contains(name)
            && ["deny", "drop", "reset-client", "reset-server", "reset-both"].contains(words[1]))
    case let key?: PANOSRule.isHarmless(key)
    }
  }

  /// What a rule makes users do before they are let through.
  private static func asking(_ words: ArraySlice<String>) -> String? {
    guard ["authentication", "captive-portal"].contains(words.first),
      let place = words.firstIndex(where: { ["authentication-enforcement", "action"].contains($0) }
      ),
      let value = words.dropFirst(place - words.startIndex + 1).first
    else { return nil }
    return value.hasSuffix("no-captive-portal") ? nil : value
  }

  /// Rulebases whose rules let nothing through and hold nothing back.
  private static let otherRulebases: Set<String> = [
    "nat", "qos", "pbf", "decryption", "application-override", "captive-portal", "authentication",
    "tunnel-inspect", "network-packet-broker", "sdwan",
  ]
}
