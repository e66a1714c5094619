/// What a firewall between zones does with the classes that class maps make: a policy map says what
/// becomes of each, and a pair of zones which policy map decides ("Zone-Based Policy Firewalls").
struct IOSXEZonePolicies {
  private struct Class: Hashable {
    let policy: String
    let name: String
  }

  private var actions: [Class: (word: String, line: Int)] = [:]
  /// The policy maps that a pair of zones has.
  private var used: Set<String> = []
  private var policy: String?
  private var name: String?

  /// Ends what the indented lines so far belonged to.
  mutating func endBlock() { (policy, name) = (nil, nil) }

  mutating func begin(policyMap name: String) { policy = name }

  mutating func takeMember(ofPolicyMap words: [String], _ number: Int, isGone: Bool) {
    guard let policy else { return }
    if words.first == "class" {
      name = words.last
      if isGone, let name { actions[Class(policy: policy, name: name)] = nil }
    } else if let name, let word = words.first, ["inspect", "pass", "drop"].contains(word) {
      actions[Class(policy: policy, name: name)] = isGone ? nil : (word, number)
    }
  }

  mutating func takeMember(ofZonePair words: [String], isGone: Bool) {
    guard words.count == 4, words.starts(with: ["service-policy", "type", "inspect"]) else {
      return
    }
    if isGone { used.remove(words[3]) } else { used.insert(words[3]) }
  }

  /// Whether what a class map matches is let pass between some zones.
  func letsPass(_ name: String) -> Bool {
    actions.contains {
      used.contains($0.key.policy) && $0.key.name == name && $0.value.word != "drop"
    }
  }

  /// What is let pass beside what class maps match, or without its answers.
  var problems: [String] {
    actions.filter { used.contains($0.key.policy) && $0.value.word != "drop" }
      .sorted { $0.value.line < $1.value.line }.compactMap { key, action in
        if key.name == "class-default" {
          return "line \(action.line): what no class matches is let pass between zones"
        }
        return action.word == "pass"
          ? "line \(action.line): what is passed without inspection has no answers" : nil
      }
  }
}
