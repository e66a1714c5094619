import EndpointModel

/// A configuration of RouterOS, as far as it concerns address lists and filters: commands are
/// obeyed in order, as the device does.
struct RouterOSConfiguration {
  private var lists: [IPFamily: [Entry: (serial: Int, properties: [String: String])]] = [:]
  private var rules: [IPFamily: [(line: Int, properties: [String: String])]] = [:]
  private var reader = PermitReader()
  private var serial = 0

  private struct Entry: Hashable {
    let list: String
    let address: String
  }

  var reading: FirewallReading { reader.reading }

  init(_ text: String, chain: String, hook: String) throws {
    var menu = ""
    var isConfiguration = false
    for (number, line) in RouterOSCommand.lines(of: text) where line.first != "#" {
      guard let command = RouterOSCommand(line) else {
        reader.problem("line \(number): its brackets or quotation marks are not closed")
        continue
      }
      if let path = command.menu {
        menu = path
        isConfiguration = true
      }
      take(command, menu, number)
    }
    if !isConfiguration { throw FirewallReadingError(RouterOS.name, "it has no menu") }
    let isExport = text.hasPrefix("#") && text.prefix(200).contains(" by RouterOS ")
    let devices = isExport || ["forward", "input", "output"].contains { has(chain: $0) }
    let start = devices ? hook : chain
    if !has(chain: start) { reader.problem("there is no rule of the chain \(start)") }
    for family in IPFamily.allCases where has(chain: start, family) || has(chain: chain, family) {
      var walk = Walk(family: family, own: chain)
      take(chain: start, &walk)
      if start == chain { continue }
      if walk.denied == nil, has(chain: start, family) {
        reader.problem(
          "what no rule decides, the chain \(start) accepts over IPv\(family.rawValue)")
      }
      if has(chain: chain, family), !walk.seen.contains(chain) {
        reader.problem(
          "nothing jumps to the chain \(chain) over IPv\(family.rawValue): add chain=\(hook) "
            + "action=jump jump-target=\(chain)")
      }
    }
  }

  private func has(chain: String, _ family: IPFamily? = nil) -> Bool {
    rules.contains { key, rules in
      (family ?? key) == key && rules.contains { $0.properties["chain"] == chain }
    }
  }

  // MARK: Commands

  private mutating func take(_ command: RouterOSCommand, _ menu: String, _ number: Int) {
    let place: (IPFamily, isFilter: Bool)
    switch menu {
    case "ip firewall address-list": place = (.v4, false)
    case "ipv6 firewall address-list": place = (.v6, false)
    case "ip firewall filter": place = (.v4, true)
    case "ipv6 firewall filter": place = (.v6, true)
    default: return
    }
    var command = command
    if command.verb == ":if", let chosen = chosen(command, place) { command = chosen }
    switch command.verb {
    case "": return
    // A guard of the base, which the device has passed.
    case ":if" where command.words.last?.hasPrefix("do={ :error ") == true: return
    case "add":
      let properties = Self.properties(command.words)
      if place.isFilter {
        if properties["chain"] == nil { reader.problem("line \(number): the rule has no chain") }
        rules[place.0, default: []].append((number, properties))
      } else {
        add(properties, place.0, number)
      }
    case "set", "remove":
      guard let conditions = command.words.first.flatMap(Self.conditions) else { fallthrough }
      change(
        place, conditions,
        to: command.verb == "set" ? Self.properties(command.words.dropFirst()) : nil)
    default: reader.problem("line \(number): the command is not understood")
    }
  }

  /// `:if ([:len [find …]] = 0) do={ … } else={ … }` over address lists: the command that is
  /// obeyed.
  private func chosen(
    _ command: RouterOSCommand, _ place: (IPFamily, isFilter: Bool)
  ) -> RouterOSCommand? {
    let (start, end) = ("([:len ", "] = 0)")
    guard command.words.count == 3, !place.isFilter, command.words[0].hasPrefix(start),
      command.words[0].hasSuffix(end), command.words[1].hasPrefix("do="),
      command.words[2].hasPrefix("else="), command.words[0].count > start.count + end.count,
      let conditions = Self.conditions(
        command.words[0].dropFirst(start.count).dropLast(end.count)),
      let first = RouterOSCommand.inner(command.words[1].dropFirst("do=".count)),
      let other = RouterOSCommand.inner(command.words[2].dropFirst("else=".count))
    else { return nil }
    let isThere = !matching(conditions, place.0).isEmpty
    return RouterOSCommand(isThere ? other : first)
  }

  private func matching(
    _ conditions: [RouterOSCommand.Property], _ family: IPFamily
  ) -> [(Entry, (serial: Int, properties: [String: String]))] {
    let all = lists[family] ?? [:]
    func value(_ key: String) -> String? {
      conditions.first { $0.key == key && !$0.isPattern }?.value
    }
    if let list = value("list"), let address = value("address") {
      // The one entry that it can be, without a look at all others.
      let entry = Entry(list: list, address: address)
      return all[entry].map { Self.meets($0.properties, conditions) ? [(entry, $0)] : [] } ?? []
    }
    return all.filter { Self.meets($0.value.properties, conditions) }.map { ($0.key, $0.value) }
  }

  private static func properties(_ words: some Sequence<Substring>) -> [String: String] {
    var out: [String: String] = [:]
    for word in words {
      let property = RouterOSCommand.property(word)
      out[property.key] = property.value
    }
    return out
  }

  private mutating func add(_ properties: [String: String], _ family: IPFamily, _ number: Int) {
    guard let list = properties["list"], let address = properties["address"] else {
      reader.problem("line \(number): an address list's entry has no list or no address")
      return
    }
    serial += 1
    lists[family, default: [:]][Entry(list: list, address: address)] = (serial, properties)
  }

  /// `[find a=b c~"^d"]`.
  private static func conditions(_ word: Substring) -> [RouterOSCommand.Property]? {
    guard let inner = RouterOSCommand.inner(word), let command = RouterOSCommand(inner),
      command.verb == "find"
    else { return nil }
    return command.words.filter { $0 != "where" }.map(RouterOSCommand.property)
  }

  private static func meets(
    _ properties: [String: String], _ conditions: [RouterOSCommand.Property]
  ) -> Bool {
    conditions.allSatisfy { condition in
      // An export has nothing dynamic.
      if condition.key == "dynamic" { return condition.value == "no" }
      guard let value = properties[condition.key] else { return false }
      if !condition.isPattern { return value == condition.value }
      return condition.value.hasPrefix("^")
        && value.hasPrefix(condition.value.dropFirst().replacing("\\", with: ""))
    }
  }

  private mutating func change(
    _ place: (IPFamily, isFilter: Bool), _ conditions: [RouterOSCommand.Property],
    to new: [String: String]?
  ) {
    if place.isFilter {
      rules[place.0] = rules[place.0]?.compactMap { rule in
        guard Self.meets(rule.properties, conditions) else { return rule }
        return new.map { (rule.line, rule.properties.merging($0) { $1 }) }
      }
      return
    }
    for (entry, value) in matching(conditions, place.0) {
      lists[place.0]?[entry] = new.map { (value.serial, value.properties.merging($0) { $1 }) }
    }
  }

  // MARK: Rules

  /// Chains jump to each other: a limit keeps a hostile configuration from going on for ever.
  private static let chainLimit = 100

  private struct Walk {
    let family: IPFamily
    /// The chain that is Gatebook's.
    let own: String
    var seen: Set<String> = []
    /// The line that denies everything.
    var denied: Int?
  }

  private mutating func take(chain: String, _ walk: inout Walk) {
    guard walk.seen.insert(chain).inserted else { return }
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
      if let states = rule.removeValue(forKey: "connection-state") {
        // Connections that are there already, and what belongs to none.
        if !states.hasPrefix("!"), !states.split(separator: ",").contains("new") { continue }
        if states.hasPrefix("!") { rule["connection-state"] = states }
      }
      if !take(rule, action, line, &walk) { return }
    }
  }

  /// - Returns: whether the chain goes on after the rule.
  private mutating func take(
    _ given: [String: String], _ action: String, _ line: Int, _ walk: inout Walk
  ) -> Bool {
    var rule = given
    switch action {
    case "accept":
      if let denied = walk.denied {
        reader.problem("line \(line) comes after line \(denied), which denies everything")
      } else {
        permit(rule, line, walk.family)
      }
    case "drop", "reject", "tarpit":
      rule["reject-with"] = nil
      if rule.isEmpty {
        walk.denied = walk.denied ?? line
      } else {
        reader.problem("line \(line): it denies, and what that takes away is not worked out")
      }
    case "jump":
      let target = rule.removeValue(forKey: "jump-target")
      // Which interfaces the traffic comes through that Gatebook's chain decides on is a matter of
      // its place.
      if target == walk.own { for key in Self.interfaces { rule[key] = nil } }
      if let target, rule.isEmpty {
        take(chain: target, &walk)
      } else {
        reader.problem("line \(line): a jump under conditions is not followed")
      }
    case "return":
      if rule.isEmpty { return false }
      reader.problem("line \(line): a return under conditions is not followed")
    default: reader.problem("line \(line): its action is not understood")
    }
    return true
  }

  private static let interfaces = [
    "in-interface", "out-interface", "in-interface-list", "out-interface-list",
  ]

  private mutating func permit(_ rule: [String: String], _ line: Int, _ family: IPFamily) {
    let place = "line \(line)"
    var rule = rule
    func take(_ key: String) -> String? { rule.removeValue(forKey: key) }
    let (ports, options) = (take("dst-port"), take("icmp-options"))
    let services = RouterOSNames.services(take("protocol"), ports, options, family)
    let source = end(take("src-address"), take("src-address-list"), family, place)
    let destination = end(take("dst-address"), take("dst-address-list"), family, place)
    // On which side of the device: it allows less than it is read as.
    for key in Self.interfaces {
      if take(key) != nil {
        reader.problem("\(place) is for some interfaces only: it is read as if for all of them")
      }
    }
    guard let services, rule.isEmpty else {
      let keys = rule.keys.sorted().joined(separator: ", ").asComment(limit: 80)
      reader.problem("\(place): \(rule.isEmpty ? "its protocol or ports" : keys) not understood")
      return
    }
    guard let source, let destination else { return }
    reader.permit(services, from: source, to: destination, place: place)
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

  private static func address(_ text: String) -> EndpointAddress? {
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

  private mutating func content(_ list: String, _ family: IPFamily) -> [EndpointAddress] {
    let all = (lists[family] ?? [:]).filter { $0.key.list == list }
    let name = list.asComment(limit: 80)
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
      .sorted { $0.value.serial < $1.value.serial }
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
