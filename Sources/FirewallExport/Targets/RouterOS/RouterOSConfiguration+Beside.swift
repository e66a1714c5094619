import EndpointModel

/// What changes the meaning of filters from outside of their menus.
extension RouterOSConfiguration {
  /// A rule of a menu `nat`.
  struct Translation {
    let line: Int
    let family: IPFamily
    let properties: [String: String]
  }

  private static func isOff(_ properties: [String: String]) -> Bool {
    ["yes", "true"].contains(properties["disabled"])
  }

  /// - Returns: whether the menu is one of those.
  mutating func takeBeside(_ command: RouterOSCommand, _ menu: String, _ number: Int) -> Bool {
    let properties = Self.properties(command.words)
    switch menu {
    case "ip firewall nat", "ipv6 firewall nat":
      if command.verb == "add", !Self.isOff(properties) {
        let family: IPFamily = menu.hasPrefix("ipv6") ? .v6 : .v4
        translations.append(Translation(line: number, family: family, properties: properties))
      } else if !["", "add"].contains(command.verb) {
        reader.problem("line \(number): a change of rules that translate addresses is not read")
      }
    case "ip firewall mangle", "ipv6 firewall mangle":
      if command.verb == "add", !Self.isOff(properties), properties["action"] == "change-ttl" {
        reader.problem("line \(number): packets whose time to live is changed may go nowhere")
      }
    case "ip firewall connection tracking":
      if ["no", "false"].contains(properties["enabled"]) {
        reader.problem(
          "line \(number): connections are not tracked: no rule on their state matches anything")
      }
    case "ip settings":
      if passesThrough, ["no", "false"].contains(properties["ip-forward"]) {
        reader.problem("line \(number): nothing is forwarded, whatever rules allow")
      }
    case "interface bridge filter", "interface ethernet switch rule":
      if command.verb == "add", !Self.isOff(properties), properties["action"] != "accept" {
        reader.note("what the menu \(menu) drops, before or behind the rules that are compared")
      }
    default:
      tellMakers(command, properties, menu)
      return false
    }
    return true
  }

  /// What makes or changes rules while the device runs, and so is in no export.
  private mutating func tellMakers(
    _ command: RouterOSCommand, _ properties: [String: String], _ menu: String
  ) {
    guard ["add", "set"].contains(command.verb), !Self.isOff(properties) else { return }
    let makes: Bool =
      switch menu {
      case "ip hotspot": command.verb == "add"
      case "ip upnp": ["yes", "true"].contains(properties["enabled"])
      case "ppp profile":
        ["incoming-filter", "outgoing-filter"].contains { !(properties[$0] ?? "").isEmpty }
      case "system script", "system scheduler":
        ["source", "on-event"].contains { properties[$0]?.contains("firewall") ?? false }
      case "ip ipsec policy": properties["action"] == "discard"
      default: false
      }
    if makes { reader.note("what the menu \(menu) lets pass or drops while the device runs") }
  }

  /// What a command adds to an address list while the device runs: a rule for each packet, a name of
  /// the DNS, a lease or a profile for each of its clients.
  mutating func takeFilling(_ command: RouterOSCommand, _ number: Int) {
    guard ["add", "set"].contains(command.verb) else { return }
    let properties = Self.properties(command.words)
    if Self.isOff(properties) { return }
    for key in ["address-list", "address-lists"] {
      for name in (properties[key] ?? "").split(separator: ",") {
        filled[String(name)] = filled[String(name)] ?? number
      }
    }
  }

  /// An export has comments of the device's own: on what is not in force, and why.
  mutating func tell(remark: Substring, in menu: String, _ number: Int, isExport: Bool) {
    guard menu.hasPrefix("ip firewall") || menu.hasPrefix("ipv6 firewall") else { return }
    let isOfDevice = ["not possible", "not ready", "inactive", "invalid", "error"].contains {
      remark.contains($0)
    }
    if isExport || isOfDevice {
      reader.problem(
        "line \(number): by the device's word the rule behind it may not be in force: "
          + String(remark.drop { "# ".contains($0) }).quoted)
    }
  }

  // MARK: Other destinations

  private static let unchanging: Set = [
    "accept", "jump", "log", "masquerade", "passthrough", "return", "src-nat",
  ]

  /// Destinations are changed before a filter is asked (RouterOS, "Packet Flow").
  mutating func tellTranslations(at hook: String) {
    let apart: Set = hook == "output" ? ["srcnat", "dstnat"] : ["srcnat", "output"]
    var rewrites: [DestinationRewrite] = []
    for rule in translations {
      let properties = rule.properties
      let action = properties["action"] ?? "accept"
      if Self.unchanging.contains(action) || action.hasPrefix("add-")
        || apart.contains(properties["chain"] ?? "")
      {
        continue
      }
      // Addresses of the device's own are none that a document asks for.
      if properties["dst-address-type"] == "local" { continue }
      rewrites.append(rewrite(rule, action))
    }
    rewrites.tell(&reader)
  }

  private func rewrite(_ rule: Translation, _ action: String) -> DestinationRewrite {
    let (properties, family) = (rule.properties, rule.family)
    var before = [AddressRange.all(family)]
    if let text = properties["dst-address"], let range = Self.address(text)?.range {
      before = [range]
    } else if let list = properties["dst-address-list"], !list.hasPrefix("!"),
      filled[list] == nil
    {
      let entries = (lists[family] ?? [:]).filter {
        $0.key.list == list && !Self.isOff($0.value.properties)
      }
      let ranges = entries.compactMap { Self.address($0.key.address)?.range }
      if ranges.count == entries.count { before = ranges }
    }
    var after: [AddressRange]? = action == "redirect" ? [] : nil
    if let text = properties["to-addresses"] ?? properties["to-address"] {
      after = Self.address(text)?.range.map { [$0] }
    }
    let services =
      RouterOSNames.services(
        properties["protocol"], properties["dst-port"], nil, family) ?? []
    let side = ["in-interface", "in-interface-list"].compactMap { key in
      properties[key].flatMap { $0 == interfaces.comesIn ? nil : $0 }
    }.first
    let only = services.count == 1 ? services[0] : ReadTraffic(.any)
    return DestinationRewrite(
      "line \(rule.line)", before: before, after: after, only.transport, only.ports, side: side)
  }
}
