import EndpointModel

/// The objects and rules of one access layer, from a listing or from calls that make them, and
/// what they allow.
struct CheckPointConfiguration: ReadWithProblems {
  var problems: [String] = []
  private(set) var notes: [String] = []
  private var denials = ReadDenials()
  /// Whether rules come from a listing, which has all of a layer.
  private var isListing = false
  /// Whether a call publishes what those before it change; nil without calls.
  private var isPublished: Bool?
  private let layer: String
  /// By identifier and by name.
  private var objects: [String: ConfigurationJSON] = [:]
  private var groups: [String: [String]] = [:]
  /// By their places: one that is put at the top has a lower one than all others.
  private var placed: [Int: ConfigurationJSON] = [:]
  private var (top, bottom) = (0, 0)
  /// The places of the rules of a name, the upper ones first.
  private var places: [String: [Int]] = [:]

  private var rules: [ConfigurationJSON] { placed.sorted { $0.key < $1.key }.map(\.value) }

  init(layer: String) { self.layer = layer }

  // MARK: A listing

  mutating func take(pages: [ConfigurationJSON]) {
    isListing = true
    var total = 0
    for page in pages {
      if let name = page["name"]?.text, name != layer {
        problems.append("it is the layer \(name.quoted), not \(layer.quoted)")
      }
      total = max(total, page["total"]?.integer ?? 0)
      for object in page["objects-dictionary"]?.elements ?? [] { take(object: object) }
      for item in page["rulebase"]?.elements ?? [] {
        if item["type"]?.text == "access-section" {
          for rule in item["rulebase"]?.elements ?? [] { append(rule) }
        } else {
          append(item)
        }
      }
    }
    if placed.count < total { problems.append("it has \(placed.count) of \(total) rules") }
  }

  private mutating func append(_ rule: ConfigurationJSON) {
    bottom += 1
    placed[bottom] = rule
    if let name = rule["name"]?.text { places[name, default: []].append(bottom) }
  }

  private mutating func take(object: ConfigurationJSON) {
    for key in ["uid", "name"] {
      guard let id = object[key]?.text else { continue }
      objects[id] = object
      if let members = object["members"]?.elements { groups[id] = members.map(Self.reference) }
    }
    // Members may be objects themselves, more of which is told nowhere else.
    for member in object["members"]?.elements ?? [] where member["uid"] != nil {
      if let id = member["uid"]?.text, objects[id] == nil {
        objects[id] = member
        if let name = member["name"]?.text, objects[name] == nil { objects[name] = member }
        if let inner = member["members"]?.elements { groups[id] = inner.map(Self.reference) }
      }
    }
  }

  /// The identifier or name of an object, however it is referred to.
  private static func reference(_ json: ConfigurationJSON) -> String {
    json.text ?? json["uid"]?.text ?? json["name"]?.text ?? ""
  }

  // MARK: Calls

  mutating func take(call: ConfigurationJSON) {
    guard let command = call["command"]?.text, let payload = call["payload"] else { return }
    isPublished = false
    switch command {
    case "publish": isPublished = true
    case "add-objects-batch", "set-objects-batch", "delete-objects-batch":
      for list in payload["objects"]?.elements ?? [] {
        for item in list["list"]?.elements ?? [] { take(item, type: list["type"]?.text, command) }
      }
    case "add-dns-domain":
      take(payload, type: "dns-domain", command)
    case "add-group", "set-group": change(group: payload)
    case "delete-group":
      if let name = payload["name"]?.text { groups[name] = nil }
    case "add-access-rule", "set-access-rule", "delete-access-rule": change(rule: payload, command)
    default: problems.append("the command \(command.quoted) is not understood")
    }
  }

  private mutating func take(_ item: ConfigurationJSON, type: String?, _ command: String) {
    guard case .object(var members) = item, let name = item["name"]?.text, let type else {
      problems.append("an object of a batch is not understood")
      return
    }
    members["type"] = .string(type)
    switch (command, objects[name]) {
    case ("delete-objects-batch", _): objects[name] = nil
    case ("set-objects-batch", nil):
      problems.append("there is no object \(name.quoted) to set")
    case ("set-objects-batch", .object(let before)?):
      objects[name] = .object(before.merging(members) { $1 })
    case (_, nil): objects[name] = .object(members)
    // What is there stays as it is.
    default: break
    }
  }

  private mutating func change(group: ConfigurationJSON) {
    guard let name = group["name"]?.text else {
      problems.append("a group has no name")
      return
    }
    let members = group["members"]
    if let all = members?.elements { groups[name] = all.map(Self.reference) }
    let added = members?["add"]?.elements?.map(Self.reference) ?? []
    let removed = members?["remove"]?.elements?.map(Self.reference) ?? []
    if !added.isEmpty || !removed.isEmpty {
      groups[name] = ((groups[name] ?? []) + added).without(removed)
    }
    if objects[name] == nil {
      objects[name] = .object(["name": .string(name), "type": .string("group")])
    }
  }

  private mutating func change(rule: ConfigurationJSON, _ command: String) {
    guard rule["layer"]?.text == layer, let name = rule["name"]?.text else { return }
    let place = places[name]?.first
    switch (command, place) {
    case ("add-access-rule", _):
      if rule["position"]?.text == "top" {
        top -= 1
        placed[top] = rule
        places[name, default: []].insert(top, at: 0)
      } else {
        problems.append("the position of the rule \(name.quoted) is not understood")
        append(rule)
      }
    case ("set-access-rule", let place?): placed[place] = rule
    case ("set-access-rule", nil): problems.append("there is no rule \(name.quoted) to set")
    case (_, let place?):
      placed[place] = nil
      places[name]?.removeFirst()
    default: break
    }
  }

  // MARK: Reading

  private func name(_ reference: String) -> String {
    objects[reference]?["name"]?.text ?? reference
  }

  private func names(_ rule: ConfigurationJSON, _ column: String) -> [String] {
    guard let value = rule[column] else { return [] }
    return (value.elements ?? [value]).map { name(Self.reference($0)) }
  }

  private func title(_ rule: ConfigurationJSON, _ position: Int) -> String {
    let name = " " + (rule["name"]?.text.map(\.quoted) ?? rule.quoted)
    return "rule \(rule["rule-number"]?.integer ?? position)\(name)"
  }

  mutating func reading(inside: String) -> FirewallReading {
    let rules = rules
    let enabled = rules.enumerated().filter { $0.element["enabled"]?.isFalse != true }
    for (position, rule) in rules.enumerated()
    where rule["enabled"]?.isFalse == true
      && FirewallPlan.number(inRemark: rule["comments"]?.text ?? "") != nil
    {
      problems.append("\(title(rule, position + 1)) of Gatebook's is disabled")
    }
    let lastAccept = enabled.lastIndex { names($0.element, "action") == ["Accept"] } ?? -1
    var endpoints: [Endpoint] = []
    for (i, (position, rule)) in enabled.enumerated() {
      let title = title(rule, position + 1)
      if let type = rule["type"]?.text, type != "access-rule" {
        problems.append("\(title) is of the type \(type.quoted)")
        continue
      }
      let action = names(rule, "action")
      if action != ["Accept"] {
        if action != ["Drop"] && action != ["Reject"] {
          problems.append("\(title) has the action \((action.first ?? "none").quoted)")
        } else if i < lastAccept {
          deny(rule, title, inside: inside)
        }
        continue
      }
      endpoints += read(rule, title, inside: inside)
    }
    if isPublished == false {
      problems.append("no call publishes the changes: until then, they are not in force")
    }
    let isClosed = enabled.last.map { matchesEverything($0.element) } ?? false
    if isListing {
      notes.append(
        "other layers of the policy, which cut off as well, and rules of NAT: a listing has one layer"
      )
    }
    if isListing, !isClosed {
      notes.append(
        "what no rule matches: the layer's implicit cleanup action decides, which is to drop unless "
          + "it was set to accept")
    }
    return FirewallReading(
      endpoints, wholes: denials.wholes,
      number: FirewallPlan.number(inRemarks: enabled.compactMap { $0.element["comments"]?.text }),
      problems: problems, notes: notes, denials: denials.effective)
  }

  /// Columns that limit a rule besides its ends and services, with what does not.
  private static let limits = [
    ("vpn", "Any"), ("content", "Any"), ("time", "Any"), ("install-on", "Policy Targets"),
    ("service-resource", ""),
  ]

  private func limits(_ rule: ConfigurationJSON) -> [String] {
    let columns = Self.limits.filter { column, standard in
      let names = names(rule, column)
      return !names.isEmpty && names != [standard]
    }.map { $0.0 }
    // A rate, a login, a question to the user. A listing has them with nothing in them.
    let others = Self.others.filter { column, harmless in
      (rule[column]?.members ?? [:]).contains { !harmless.contains($0.key) && $0.value.isFilled }
    }.map { $0.0 }
    return columns + others
  }

  /// Columns that hold more than names, with the members that limit nothing ("show-access-rule"): how
  /// often a user is asked matters to rules that ask only.
  private static let others: [(String, Set<String>)] = [
    ("action-settings", []),
    ("user-check", ["confirm", "interaction", "frequency", "custom-frequency"]),
  ]

  private func negated(_ rule: ConfigurationJSON) -> [String] {
    ["source", "destination", "service", "content"].filter { rule[$0 + "-negate"]?.isTrue == true }
  }

  private func matchesEverything(_ rule: ConfigurationJSON) -> Bool {
    negated(rule).isEmpty && limits(rule).isEmpty
      && ["source", "destination", "service"].allSatisfy { names(rule, $0) == ["Any"] }
  }

  /// Members that are true or false: what else is in them is not guessed.
  private static let flags = [
    "enabled", "source-negate", "destination-negate", "service-negate", "content-negate",
  ]

  private mutating func read(
    _ rule: ConfigurationJSON, _ title: String, inside: String
  ) -> [Endpoint] {
    for flag in Self.flags {
      switch rule[flag] {
      case nil, .null?, .bool?: break
      default: problems.append("\(title): \(flag) is neither true nor false")
      }
    }
    if let column = negated(rule).first {
      problems.append("\(title) negates its \(column)")
      return []
    }
    for limit in limits(rule) {
      problems.append("\(title) allows less than is read: it is limited by \(limit)")
    }
    let (source, destination) = (names(rule, "source"), names(rule, "destination"))
    func isInside(_ names: [String]) -> Bool { names.contains { $0 == inside || $0 == "Any" } }
    var ends: [(PermitDirection, String)] = []
    if isInside(source), !destination.contains(inside) { ends.append((.outbound, "destination")) }
    if isInside(destination), !source.contains(inside) { ends.append((.inbound, "source")) }
    if ends.isEmpty {
      problems.append("\(title) has neither \(inside.quoted) nor Any at one end alone")
      return []
    }
    let traffic = traffic(rule, title)
    for (direction, _) in ends {
      let column = direction == .outbound ? "source" : "destination"
      guard let other = names(rule, column).first(where: { $0 != inside }) else { continue }
      notes.append(
        "\(title) is for others than \(inside.quoted) as well: its \(column) has \(other.quoted)")
    }
    let made = ends.flatMap { direction, column in
      traffic.endpoints(to: addresses(rule, column, title), direction)
    }
    // Our side is a zone or a network: of it all is meant.
    let rest = denials.rest(of: made, from: .anybody(nil), to: .anybody(nil))
    for sentence in rest.told where !problems.contains(sentence) { problems.append(sentence) }
    return rest.endpoints
  }

  // MARK: Rules that drop

  /// Takes a rule that drops: the first that matches decides ("Access Control Policy").
  private mutating func deny(_ rule: ConfigurationJSON, _ title: String, inside: String) {
    let isUnder = !negated(rule).isEmpty || !limits(rule).isEmpty
    let services = isUnder ? nil : understood { $0.traffic(rule, title) }
    for way in PermitDirection.allCases {
      let (far, near) =
        way == .outbound ? ("destination", "source") : ("source", "destination")
      // No vendor is within our side.
      if !isNegated(rule, far), Set(names(rule, far)) == [inside] { continue }
      let isOfGateway = [far, near].contains { column in
        !isUnder && !names(rule, column).isEmpty
          && leaves(rule, column).allSatisfy { objects[$0].map(Self.isGateway) ?? false }
      }
      if isOfGateway {
        let note = "what is dropped on the way to gateways themselves, or from them"
        if !notes.contains(note) { notes.append(note) }
        continue
      }
      let zones = leaves(rule, near).map { objects[$0] }
      if !isUnder, !names(rule, near).contains(inside), !zones.isEmpty,
        zones.allSatisfy({ $0?["type"]?.text == "security-zone" })
      {
        let note = "what is dropped of other zones than \(inside.quoted)"
        if !notes.contains(note) { notes.append(note) }
        continue
      }
      let local = end(rule, near, inside: inside)
      let remote = end(rule, far, inside: nil)
      let ends = [local ?? .anybody(nil), remote ?? .anybody(nil)]
      let told = denials.take(
        services, from: ends[way == .outbound ? 0 : 1], to: ends[way == .outbound ? 1 : 0], [way],
        isExact: !isUnder && local != nil && remote != nil, place: title,
        sentence: "\(title) drops, and what that takes away is not worked out")
      if let told { problems.append(told) }
    }
  }

  /// No vendor is at the addresses of a gateway, which are more than its object tells.
  private static func isGateway(_ object: ConfigurationJSON) -> Bool {
    let type = object["type"]?.text?.lowercased() ?? ""
    return type.contains("gateway") || type.contains("cluster") || type == "checkpoint-host"
  }

  /// Nil where it is not understood.
  ///
  /// - Parameter inside: what stands for all of our side, at that end.
  private func end(_ rule: ConfigurationJSON, _ column: String, inside: String?) -> ReadEnd? {
    if isNegated(rule, column) { return nil }
    let names = names(rule, column)
    if names.contains("Any") || inside.map(names.contains) ?? false { return .anybody(nil) }
    return understood { $0.addresses(rule, column, "") }.map { .addresses($0) }
  }

  private func isNegated(_ rule: ConfigurationJSON, _ column: String) -> Bool {
    rule[column + "-negate"]?.isTrue == true
  }

  private func leaves(_ rule: ConfigurationJSON, _ column: String) -> [String] {
    guard let value = rule[column] else { return [] }
    return GroupMembers.leaves((value.elements ?? [value]).map(Self.reference)) { groups[$0] }
  }

  private mutating func addresses(
    _ rule: ConfigurationJSON, _ column: String, _ title: String
  ) -> [EndpointAddress] {
    leaves(rule, column).flatMap { reference -> [EndpointAddress] in
      if name(reference) == "Any" { return [.any] }
      guard let object = objects[reference] else {
        problems.append("\(title): there is no object \(reference.quoted)")
        return []
      }
      guard let addresses = CheckPointObject(object).addresses else {
        problems.append("\(title): the object \(name(reference).quoted) is not understood")
        return []
      }
      return addresses
    }
  }

  private mutating func traffic(_ rule: ConfigurationJSON, _ title: String) -> [ReadTraffic] {
    leaves(rule, "service").flatMap { reference -> [ReadTraffic] in
      if name(reference) == "Any" { return [ReadTraffic(.any)] }
      guard let object = objects[reference] else {
        if let known = CheckPointObject.services[reference] { return known }
        problems.append("\(title): there is no service \(reference.quoted)")
        return []
      }
      guard let traffic = CheckPointObject(object).traffic else {
        problems.append("\(title): the service \(name(reference).quoted) is not understood")
        return []
      }
      return traffic
    }
  }
}
