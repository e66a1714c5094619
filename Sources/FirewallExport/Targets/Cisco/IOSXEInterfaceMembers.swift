/// What else the lines of interfaces say on what passes them, and what the maps that they name drop.
struct IOSXEInterfaceMembers {
  private struct Line {
    let interface: String
    let number: Int
    let text: String
  }

  /// As they are written, by what they are compared by.
  private var names: [String: String] = [:]
  private var down: Set<String> = []
  private var zoned: Set<String> = []
  private var templates: [Line] = []
  private var policies: [Line] = []
  private var policyRoutes: [Line] = []
  private var checks: [Line] = []
  /// What looks into connections, or sends them to a cache.
  private var others: [Line] = []
  private var dropping: Set<String> = []
  private var policing: Set<String> = []

  func name(_ key: String) -> String? { names[key] }
  /// Whether nothing comes in at it: it is shut down, or within the device.
  func isDown(_ key: String) -> Bool { down.contains(key) || key.hasPrefix("loopback") }
  var hasZones: Bool { !zoned.isEmpty }

  mutating func forget(_ key: String) {
    down.remove(key)
    zoned.remove(key)
    templates.removeAll { $0.interface == key }
    policies.removeAll { $0.interface == key }
    policyRoutes.removeAll { $0.interface == key }
    checks.removeAll { $0.interface == key }
    others.removeAll { $0.interface == key }
  }

  mutating func takeMember(ofQueueMap words: [String], _ name: String, isGone: Bool) {
    if isGone { return }
    if words.first == "drop" { dropping.insert(name) }
    if words.first == "police" { policing.insert(name) }
  }

  mutating func takeMember(
    of key: String, _ words: [String], _ name: String, _ number: Int, isGone: Bool
  ) {
    names[key] = name
    let line = Line(interface: key, number: number, text: words.last ?? "")
    func take(_ lines: WritableKeyPath<IOSXEInterfaceMembers, [Line]>) {
      if isGone {
        self[keyPath: lines].removeAll { $0.interface == key }
      } else {
        self[keyPath: lines].append(line)
      }
    }
    switch words.prefix(2).joined(separator: " ") {
    case "shutdown": if isGone { down.remove(key) } else { down.insert(key) }
    case "zone-member security": if isGone { zoned.remove(key) } else { zoned.insert(key) }
    case "source template": take(\.templates)
    case "service-policy input", "service-policy output": take(\.policies)
    case "ip policy", "ipv6 policy": take(\.policyRoutes)
    case "ip verify", "ipv6 verify": take(\.checks)
    case "ip wccp", "ipv6 wccp", "ip inspect", "ipv6 inspect": take(\.others)
    default: break
    }
  }

  /// What may cut off, or let in more.
  var problems: [String] {
    templates.map { "line \($0.number): what the template \($0.text) brings is not read" }
      + policies.filter { dropping.contains($0.text) }.map {
        "line \($0.number): the policy map \($0.text) drops what it matches, whatever lists allow"
      }
  }

  /// What may send elsewhere, or nowhere, a part of what is allowed.
  var notes: [String] {
    policyRoutes.map { "line \($0.number): where the route map \($0.text) sends packets" }
      + others.map {
        "line \($0.number): what becomes of connections at \($0.interface) that are let in"
      }
      + checks.map { "line \($0.number): which senders are taken for forged" }
      + policies.filter { policing.contains($0.text) }.map {
        "line \($0.number): what the policy map \($0.text) drops for its rate"
      }
  }
}
