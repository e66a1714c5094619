import EndpointModel

/// What the chains let pass, through all that they jump to.
extension RouterOSConfiguration {
  /// Chains jump to each other: a limit keeps a hostile configuration from going on for ever.
  private static let chainLimit = 100

  struct Walk {
    let family: IPFamily
    /// The chain that is Gatebook's.
    let own: String
    var seen: Set<String> = []
    /// The line that denies everything.
    var denied: Int?
    var answers = ReadAnswers()
    /// What else the jumps to the chain ask for.
    var conditions: [String: String] = [:]
    /// The chains that led to it.
    var callers: Set<String> = []
    /// How many jumps under conditions were followed.
    var jumps = 0
    /// Whether only new connections come to the rules, by the jump to them.
    var isOfNew = false
    /// Whether packets that are not worked out went back before.
    var hasLeft = false
    /// Whether they did so in the chain that is gone through itself: a rule for all packets behind it is
    /// none for those.
    var hasLeftHere = false
    /// Whether a rule denies what belongs to no connection.
    var deniesInvalid = false
    /// The line that denies all new connections, and leaves what belongs to none.
    var onlyNew: Int?
  }

  mutating func take(chain: String, _ walk: inout Walk) {
    guard walk.seen.insert(chain).inserted else { return }
    let (hadLeft, hadLeftHere) = (walk.hasLeft, walk.hasLeftHere)
    walk.hasLeftHere = false
    defer { (walk.hasLeft, walk.hasLeftHere) = (hadLeft, hadLeftHere) }
    guard walk.seen.count <= Self.chainLimit else {
      reader.problem("chains jump to more than \(Self.chainLimit) others")
      return
    }
    for (line, properties) in rules[walk.family] ?? [] where properties["chain"] == chain {
      if ["yes", "true"].contains(properties["disabled"]) {
        // Of others' rules it is a way to keep them for another time.
        if FirewallPlan.number(inRemark: properties["comment"] ?? "") != nil {
          reader.problem("line \(line): a rule of Gatebook's is disabled")
        }
        continue
      }
      if let comment = properties["comment"] {
        reader.number = FirewallPlan.number(inRemark: comment) ?? reader.number
      }
      var rule = properties
      for key in ["chain", "disabled", "comment", "log", "log-prefix"] { rule[key] = nil }
      let action = rule.removeValue(forKey: "action") ?? "accept"
      if ["passthrough", "log"].contains(action) || action.hasPrefix("add-") { continue }
      let wasOfNew = walk.isOfNew
      defer { walk.isOfNew = wasOfNew }
      // An export has an empty one where it was taken back.
      if let states = rule.removeValue(forKey: "connection-state"), !states.isEmpty {
        // Connections that are there already, and what belongs to none.
        let all = states.split(separator: ",")
        if !states.hasPrefix("!"), !all.contains("new") {
          if all.contains("invalid"), ["drop", "reject", "tarpit"].contains(action), !walk.isOfNew,
            rule.isEmpty
          {
            walk.deniesInvalid = true
            walk.onlyNew = nil
          }
          take(old: Set(all), rule, action, line, &walk)
          continue
        }
        if states.hasPrefix("!") { rule["connection-state"] = states }
        walk.isOfNew = wasOfNew || !all.contains("invalid")
      }
      let isOfAll = rule.isEmpty && !walk.isOfNew
      if !walk.conditions.isEmpty {
        if action == "return", isOfAll { return }
        let twice = rule.filter { (walk.conditions[$0.key] ?? $0.value) != $0.value }.keys.sorted()
        if !twice.isEmpty {
          reader.problem(
            "line \(line): it and the jump to it both ask for \(twice.joined(separator: ", "))")
          continue
        }
        rule.merge(walk.conditions) { mine, _ in mine }
      }
      if !take(rule, action, line, chain, &walk) { return }
      // Of packets that fit the jump, none comes behind it.
      if !walk.conditions.isEmpty, isOfAll, ["accept", "drop", "reject", "tarpit"].contains(action)
      {
        return
      }
    }
  }

  /// Takes a rule for packets that begin no connection.
  private mutating func take(
    old states: Set<Substring>, _ rule: [String: String], _ action: String, _ line: Int,
    _ walk: inout Walk
  ) {
    let isOfKnown = states.contains("established") && walk.denied == nil
    switch action {
    case "accept":
      if isOfKnown {
        let others = rule.filter { $0.key != "protocol" }
        let transport = RouterOSNames.services(rule["protocol"], nil, nil, walk.family)?.first?
          .transport
        walk.answers.take(transport, isNarrow: !others.isEmpty || transport == nil, line: line)
      }
      if states.contains("invalid") {
        reader.problem("line \(line): it accepts packets that belong to no connection")
      }
    case "drop", "reject", "tarpit":
      if isOfKnown || states.contains("related") {
        reader.problem("line \(line): it cuts off connections that are there")
      }
    default: break
    }
  }

  /// - Returns: whether the chain goes on after the rule.
  private mutating func take(
    _ given: [String: String], _ action: String, _ line: Int, _ chain: String,
    _ walk: inout Walk
  ) -> Bool {
    var rule = given
    switch action {
    case "accept" where ["in,ipsec", "out,ipsec"].contains(rule["ipsec-policy"]):
      reader.note(ReadTunnels.note)
    case "accept":
      if let denied = walk.denied {
        reader.problem("line \(line) comes after line \(denied), which denies everything")
      } else {
        permit(rule, line, walk.family)
        walk.answers.areAll = walk.answers.areAll || rule.isEmpty && !walk.isOfNew
      }
    case "drop", "reject", "tarpit":
      rule["reject-with"] = nil
      if rule.isEmpty, walk.hasLeftHere { return false }
      if rule.isEmpty {
        walk.denied = walk.denied ?? line
        if !walk.isOfNew {
          walk.onlyNew = nil
          walk.deniesInvalid = true
        } else if !walk.deniesInvalid {
          walk.onlyNew = walk.onlyNew ?? line
        }
      } else {
        deny(rule, line, walk)
      }
    case "jump":
      let target = rule.removeValue(forKey: "jump-target")
      if target == walk.own, let other = interfaces.taken(from: &rule) {
        reader.problem(
          "line \(line): only what passes the interface \(other.quoted) comes to the chain "
            + "\(walk.own), of which no setting tells")
      }
      if let target, rule.isEmpty {
        let before = walk.answers
        walk.callers.insert(chain)
        take(chain: target, &walk)
        if walk.isOfNew { walk.answers = before }
      } else if let target, Self.followed.isSuperset(of: rule.keys), walk.jumps < Self.chainLimit,
        !walk.isOfNew
      {
        follow(target, rule, chain, &walk)
      } else {
        reader.problem("line \(line): a jump under conditions is not followed")
      }
    case "return":
      if rule.isEmpty { return false }
      (walk.hasLeft, walk.hasLeftHere) = (true, true)
      reader.problem("line \(line): a return under conditions is not followed")
    default: reader.problem("line \(line): its action is not understood")
    }
    return true
  }

  /// Conditions that those of a rule can be added to.
  private static let followed: Set<String> = [
    "src-address", "dst-address", "src-address-list", "dst-address-list", "protocol", "dst-port",
    "in-interface", "out-interface", "in-interface-list", "out-interface-list",
  ]

  /// Goes through a chain for what fits the conditions of a jump; what does not comes behind it.
  private mutating func follow(
    _ target: String, _ conditions: [String: String], _ chain: String, _ walk: inout Walk
  ) {
    var inner = walk
    inner.conditions = conditions
    inner.callers.insert(chain)
    inner.seen = inner.callers
    inner.jumps += 1
    take(chain: target, &inner)
    walk.jumps = inner.jumps
    walk.seen.formUnion(inner.seen)
  }

  private static let interfaces = [
    "in-interface", "out-interface", "in-interface-list", "out-interface-list",
  ]

  /// Conditions that are not understood make it a denial of less.
  private mutating func deny(_ rule: [String: String], _ line: Int, _ walk: Walk) {
    let family = walk.family
    let services = RouterOSNames.services(
      rule["protocol"], rule["dst-port"], rule["icmp-options"], family)
    let source = deniedEnd(rule["src-address"], rule["src-address-list"], family)
    let destination = deniedEnd(rule["dst-address"], rule["dst-address-list"], family)
    var ways = directions
    let relation = interfaces.relation(of: rule, at: hook)
    if case .ways(let some) = relation { ways = some }
    if relation == .none { return reader.note(interfaces.note(on: rule)) }
    let others = Set(rule.keys).subtracting(Self.followed).subtracting(["icmp-options"])
    reader.deny(
      services, from: source ?? .anybody(family), to: destination ?? .anybody(family), ways: ways,
      isExact: source != nil && destination != nil && others.isEmpty && relation != .unknown
        && !walk.hasLeft,
      place: "line \(line)")
  }

  /// Nil where it is not understood, or a list is not there or fills by itself.
  private mutating func deniedEnd(
    _ address: String?, _ list: String?, _ family: IPFamily
  ) -> ReadEnd? {
    if let list, filled[list] != nil || (sortedLists(family)[list] ?? []).isEmpty { return nil }
    // What is wrong with it is told by the rules that allow.
    let before = reader
    defer { reader = before }
    let end = end(address, list, family, "")
    return reader.problems.count == before.problems.count ? end : nil
  }

  private mutating func permit(_ rule: [String: String], _ line: Int, _ family: IPFamily) {
    let place = "line \(line)"
    let given = rule
    var rule = rule
    func take(_ key: String) -> String? { rule.removeValue(forKey: key) }
    let (ports, options) = (take("dst-port"), take("icmp-options"))
    let services = RouterOSNames.services(take("protocol"), ports, options, family)
    let source = end(take("src-address"), take("src-address-list"), family, place)
    let destination = end(take("dst-address"), take("dst-address-list"), family, place)
    // On which side of the device.
    let relation = interfaces.relation(of: rule, at: hook)
    if relation == .none { return reader.note(interfaces.note(on: rule)) }
    let hasInterfaces = Self.interfaces.map { take($0) != nil }.contains(true)
    if relation == .unknown {
      reader.problem("\(place) is for some interfaces only: it is read as if for all of them")
    }
    guard let services, rule.isEmpty else {
      let keys = rule.keys.sorted().joined(separator: ", ").asComment(limit: 80)
      reader.problem("\(place): \(rule.isEmpty ? "its protocol or ports" : keys) not understood")
      return
    }
    guard let source, let destination else { return }
    if !directions.contains(.outbound), case .addresses = destination {
      return reader.problem("\(place): what comes to one address of the device's own is not read")
    }
    if !directions.contains(.inbound), case .addresses = source {
      return reader.problem("\(place): what comes from one address of the device's own is not read")
    }
    if hasInterfaces, case .ways(let ways) = relation, ways.count == 1, let way = ways.first {
      let isOutbound = way == .outbound
      reader.permit(
        services, remote: isOutbound ? destination : source,
        local: isOutbound ? source : destination, way.stated, place: place)
    } else if passesThrough, given["src-address"] != nil, source.isPrivate, !destination.isPrivate {
      // Gatebook's own rules name lists; no vendor is at a private address.
      reader.permit(services, remote: destination, local: source, .outbound, place: place)
    } else if passesThrough, given["dst-address"] != nil, destination.isPrivate, !source.isPrivate {
      reader.permit(services, remote: source, local: destination, .inbound, place: place)
    } else {
      reader.permit(
        services, from: source, to: destination, place: place, anybody: directions.stated)
    }
  }

  /// Nil, with a problem, if it is not understood.
  private mutating func end(
    _ address: String?, _ list: String?, _ family: IPFamily, _ place: String
  ) -> ReadEnd? {
    switch (address, list) {
    case (nil, nil): return .anybody(family)
    case (let text?, nil):
      if let range = Self.address(text)?.range, range.family == family {
        return .addresses([EndpointAddress(range)])
      }
    case (nil, let name?) where !name.hasPrefix("!"):
      return .addresses(content(name, family))
    default: break
    }
    reader.problem("\(place): its address is not understood")
    return nil
  }

  static func address(_ text: String) -> EndpointAddress? {
    if let (address, length) = try? CIDRBlock.parts(text),
      let block = CIDRBlock(enclosing: address, prefixLength: length)
    {
      return .block(block)
    }
    switch EndpointAddress(text) {
    case .range(let range)?: return .range(range)
    case .host(let name)?: return .host(name)
    default: return nil
    }
  }

  /// The entries of each list in their order, made once: there may be as many lists as rules.
  private mutating func sortedLists(
    _ family: IPFamily
  ) -> [String: [(key: Entry, value: (serial: Int, properties: [String: String]))]] {
    if let known = sorted[family] { return known }
    let made = Dictionary(grouping: lists[family] ?? [:]) { $0.key.list }.mapValues { all in
      all.sorted { $0.value.serial < $1.value.serial }
    }
    sorted[family] = made
    return made
  }

  private mutating func content(_ list: String, _ family: IPFamily) -> [EndpointAddress] {
    let all = sortedLists(family)[list] ?? []
    let name = list.asComment(limit: 80)
    if let line = filled[list] {
      reader.problem(
        "line \(line) adds addresses to the list \(name) while the device runs: what it holds is not told"
      )
    }
    for (entry, value) in all where value.properties["timeout"] != nil {
      reader.problem("\(entry.address.quoted) in the list \(name) expires")
    }
    let isOff = { (properties: [String: String]) in
      ["yes", "true"].contains(properties["disabled"])
    }
    for (entry, value) in all
    where isOff(value.properties)
      && FirewallPlan.number(inRemark: value.properties["comment"] ?? "") != nil
    {
      reader.problem("\(entry.address.quoted) of Gatebook's in the list \(name) is disabled")
    }
    let entries = all.filter { !isOff($0.value.properties) }
    if entries.isEmpty { reader.problem("the address list \(name) has no entries here") }
    return entries.compactMap { entry, _ in
      if let address = Self.address(entry.address), address.range?.family ?? family == family {
        return address
      }
      reader.problem(
        "\(entry.address.asComment(limit: 80)) in the address list \(name) is not understood")
      return nil
    }
  }
}
