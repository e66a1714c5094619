import EndpointModel

/// A configuration of RouterOS, as far as it concerns address lists and filters: commands are
/// obeyed in order, as the device does.
struct RouterOSConfiguration {
  var lists: [IPFamily: [Entry: (serial: Int, properties: [String: String])]] = [:]
  /// As they are when all commands were obeyed, by list.
  var sorted:
    [IPFamily: [String: [(key: Entry, value: (serial: Int, properties: [String: String]))]]] =
      [:]
  var rules: [IPFamily: [(line: Int, properties: [String: String])]] = [:]
  var reader = PermitReader()
  private(set) var interfaces: RouterOSInterfaces
  let hook: String
  /// Which way connections go that the device's chain decides on.
  let directions: Set<PermitDirection>
  /// Rules that give connections another destination.
  var translations: [Translation] = []
  /// The line of what fills an address list while the device runs, by list.
  var filled: [String: Int] = [:]
  private var serial = 0
  /// Whether the text has other menus than those of filters and lists.
  private var isWhole = false
  private var hasIPv6 = false
  private var isIPv6Off = false

  struct Entry: Hashable {
    let list: String
    let address: String
  }

  var reading: FirewallReading { reader.reading }

  init(
    _ text: String, chain: String, hook: String, _ interfaces: RouterOSInterfaces
  ) throws {
    self.interfaces = interfaces
    self.hook = hook
    directions = PermitDirection.passing(hook)
    var menu = ""
    var isConfiguration = false
    let isExport = text.hasPrefix("#") && text.prefix(200).contains(" by RouterOS ")
    for (number, line) in RouterOSCommand.lines(of: text) {
      if line.first == "#" {
        tell(remark: line, in: menu, number, isExport: isExport)
        continue
      }
      guard let command = RouterOSCommand(line, in: menu) else {
        reader.problem("line \(number): its brackets or quotation marks are not closed")
        continue
      }
      if let path = command.menu {
        isConfiguration = true
        hasIPv6 = hasIPv6 || path.hasPrefix("ipv6 ")
        let isFilter = [" filter", " address-list", " firewall"].contains(where: path.hasSuffix)
        isWhole = isWhole || !isFilter && path.split(separator: " ").count > 1
      }
      take(command, command.menu ?? menu, number)
      // A command with a path of its own leads nowhere.
      if let path = command.menu, command.verb.isEmpty { menu = path }
    }
    if !isConfiguration { throw FirewallReadingError(RouterOS.name, "it has no menu") }
    let devices = isExport || ["forward", "input", "output"].contains { has(chain: $0) }
    let start = devices ? hook : chain
    if isExport, has(chain: start) { tellEmptyChains(start, of: text) }
    if !has(chain: start) { reader.problem("there is no rule of the chain \(start)") }
    for family in IPFamily.allCases where has(chain: start, family) || has(chain: chain, family) {
      var walk = Walk(family: family, own: chain)
      take(chain: start, &walk)
      if start == chain { continue }
      tellEnd(of: start, walk)
      if has(chain: chain, family), !walk.seen.contains(chain) {
        reader.problem(
          "nothing jumps to the chain \(chain) over IPv\(family.rawValue): add chain=\(hook) "
            + "action=jump\(interfaces.words) jump-target=\(chain)")
      }
    }
    if isIPv6Off, reader.endpoints.contains(where: { $0.address?.range?.family == .v6 }) {
      reader.problem("/ipv6 settings lets no packet of IPv6 pass, whatever rules allow")
    }
    let filled = ["input", "forward", "output"].filter { has(chain: $0) }
    if devices, let note = OtherHooks.note(filled, besides: hook) { reader.note(note) }
    tellTranslations(at: hook)
    if devices, !isWhole {
      reader.note("what other menus say, such as nat and raw: the text has those of filters alone")
    }
  }

  /// Whether the chain is for what passes the device.
  var passesThrough: Bool { directions.count == 2 }

  /// What becomes of packets that no rule of a device's chain decides on, and of answers.
  private mutating func tellEnd(of chain: String, _ walk: Walk) {
    guard has(chain: chain, walk.family) else { return }
    let family = "IPv\(walk.family.rawValue)"
    if walk.denied == nil {
      reader.permitTheRest()
      reader.problem("what no rule decides, the chain \(chain) accepts over \(family)")
    } else if chain == "forward" {
      switch walk.answers.sentence(for: reader.endpoints) {
      case .nothing: break
      case .problem:
        reader.problem(
          "no rule of the chain \(chain) lets answers through over \(family): "
            + "action=accept connection-state=established,related")
      case .note(let sentence): reader.note(sentence)
      }
    }
    if let line = walk.onlyNew {
      reader.problem(
        "line \(line) is for new connections only: packets that belong to none come to the end of the "
          + "chain \(chain), which accepts them over \(family)")
    }
  }

  /// A chain without rules accepts everything. Before RouterOS 7, IPv6 is there if its package is.
  private mutating func tellEmptyChains(_ chain: String, of text: String) {
    let isOld = text.prefix(200).contains(" by RouterOS 6")
    for family in IPFamily.allCases where !has(chain: chain, family) {
      if family == .v6, isIPv6Off || isOld && !hasIPv6 { continue }
      reader.problem(
        "no rule of the chain \(chain) is listed over IPv\(family.rawValue): without one it accepts "
          + "everything" + (family == .v6 ? ", unless /ipv6 settings has disable-ipv6=yes" : ""))
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
    case "ip firewall raw", "ipv6 firewall raw":
      takeFilling(command, number)
      return takeRaw(command, number)
    case "ipv6 settings":
      let properties = Self.properties(command.words)
      if let word = properties["disable-ipv6"] { isIPv6Off = ["yes", "true"].contains(word) }
      if let word = properties["forward"], passesThrough {
        isIPv6Off = isIPv6Off || ["no", "false"].contains(word)
      }
      return
    default:
      takeFilling(command, number)
      let properties = Self.properties(command.words)
      if interfaces.lists.take(command.verb, properties, in: menu) { return }
      if takeBeside(command, menu, number) { return }
      return tellUnread(command, menu, number)
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
        takeFilling(command, number)
        if properties["chain"] == nil { reader.problem("line \(number): the rule has no chain") }
        rules[place.0, default: []].append((number, properties))
      } else {
        add(properties, place.0, number)
      }
    case "set", "remove":
      guard let conditions = command.words.first.flatMap(Self.conditions),
        conditions.allSatisfy(Self.isRead)
      else { fallthrough }
      change(
        place, conditions,
        to: command.verb == "set" ? Self.properties(command.words.dropFirst()) : nil)
    default: reader.problem("line \(number): the command is not understood")
    }
  }

  /// Commands that may concern filters, though they stand in no menu of theirs.
  private mutating func tellUnread(_ command: RouterOSCommand, _ menu: String, _ number: Int) {
    if menu.isEmpty, ["add", "set", "remove"].contains(command.verb) {
      reader.problem(
        "line \(number) stands in no menu: give it its path, or the line with it before")
    }
    let isScript = command.verb.hasPrefix(":") || command.verb.hasPrefix("{")
    // A guard of the base, which the device has passed.
    if isScript, command.words.last?.hasPrefix("do={ :error ") != true,
      ([command.verb[...]] + command.words).contains(where: { $0.contains("firewall") })
    {
      reader.problem("line \(number): commands within braces are not read")
    }
  }

  /// Packets pass the menu `raw` before they come to a filter. Answers of connections that are not
  /// tracked are none that a rule knows.
  private mutating func takeRaw(_ command: RouterOSCommand, _ number: Int) {
    if command.verb.isEmpty { return }
    let properties = Self.properties(command.words)
    if command.verb == "add" {
      if ["yes", "true"].contains(properties["disabled"]) { return }
      let action = properties["action"] ?? "accept"
      if ["accept", "log", "passthrough", "return"].contains(action) || action.hasPrefix("add-") {
        return
      }
    }
    reader.problem("line \(number): the menu raw may drop what is allowed, or answers to it")
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

  static func properties(_ words: some Sequence<Substring>) -> [String: String] {
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

  /// Whether a condition is one that `meets` works out: of patterns, beginnings.
  private static func isRead(_ condition: RouterOSCommand.Property) -> Bool {
    if !condition.isPattern { return true }
    let text = condition.value.replacing("\\\\", with: "").replacing("\\.", with: "")
    return text.hasPrefix("^") && !text.dropFirst().contains { ".*+?|()[]$^".contains($0) }
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
}
