import EndpointModel

/// MikroTik RouterOS 7: an address list for each traffic and rules that name it, for IPv4 and IPv6
/// ("RouterOS documentation: Firewall, Address lists, Filter"), in a chain of Gatebook's own. The
/// device's own rules jump to it (`action=jump jump-target=gatebook`), after they accepted
/// connections that are there already; what the chain does not accept goes back to them. It is
/// never a chain of the device: a file would remove the rules there.
///
/// What a device allows is read from its own chain on, through all that it jumps to. A text without
/// the device's chains, such as a file of Gatebook's, is one chain alone. A jump for some interfaces
/// only is told unless the settings name them: what passes others is decided without the chain. So
/// are rules of the menu `raw` that drop.
///
/// It is loaded by `/import file-name=FILE`. An import is no transaction, but nothing has a gap: a
/// whole file marks the entries and rules that are there, adds what is missing, takes the mark
/// from what stays, and deletes what is still marked; what fails stops it before it deletes. A
/// delta adds first and deletes last; on
/// another base it stops before its first change, and after an interruption it can be loaded
/// again.
///
/// Lists take host names, which the device resolves itself by their time to live.
public struct RouterOS: FirewallTarget {
  public static let name = "routeros"
  public static let title = "MikroTik RouterOS 7 (/import)"
  public let abilities: FirewallAbilities
  public static let commentMark: String? = "#"
  public static let settingsBeside: Set = ["in-interface", "out-interface"]
  public static let settings = [
    FirewallSetting(
      "chain",
      .name(
        upTo: 40,
        except: [
          "forward", "input", "output", "prerouting", "postrouting", "srcnat", "dstnat",
        ]), "gatebook", "the chain that holds the rules, which is Gatebook's own"),
    FirewallSetting(
      "hook", .word(["forward", "output", "input"]), "forward",
      "the device's chain that jumps to it, from which on an export is read"),
    FirewallSetting(
      "in-interface", .interface(upTo: 64), "any",
      "the interface, or list of them, that the jump names as in-, if it does"),
    FirewallSetting(
      "out-interface", .interface(upTo: 64), "any", "the one that it names as out-, if it does"),
    FirewallSetting(
      "prefix", .name(upTo: 20), "gatebook", "what the names of address lists begin with"),
    // MikroTik states none: memory limits it.
    FirewallSetting(
      "limit-entries", .number, "100000", "how many entries an address list may have"),
  ]

  private let chain: String
  private let hook: String
  private let interfaces: RouterOSInterfaces
  private let prefix: String
  private let limit: Int

  public init(_ values: FirewallSettings) {
    chain = values["chain"]
    hook = values["hook"]
    abilities = FirewallAbilities(names: true, directions: PermitDirection.passing(hook))
    let (comesIn, goesOut) = (values["in-interface"], values["out-interface"])
    interfaces = RouterOSInterfaces(
      comesIn: comesIn == "any" ? nil : comesIn, goesOut: goesOut == "any" ? nil : goesOut)
    prefix = values["prefix"]
    limit = values.number("limit-entries")
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    IPFamily.allCases.flatMap { family in
      plan.permits.compactMap { permit in
        let entries = Self.entries(permit, family)
        return entries.isEmpty
          ? nil
          : FirewallObject(
            kind: "\(family.menu) address-list", name: list(permit.traffic),
            entries: entries.count, limit: limit)
      }
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let ours = "dynamic=no list~\"^\(prefix.replacing(".", with: "\\\\."))-\""
    var out =
      "# The chain is in force once \(hook) jumps to it, behind the rule for connections that are "
    out += "there:\n"
    for family in IPFamily.allCases {
      out += "#   /\(family.menu) firewall filter add chain=\(hook)\(interfaces.words) action=jump "
      out += "jump-target=\(chain)\n"
    }
    for family in IPFamily.allCases {
      out += "/\(family.menu) firewall address-list\n"
      out += "set [find \(ours)] comment=\"\(Self.mark)\"\n"
      for permit in plan.permits {
        for entry in Self.entries(permit, family) { out += added(entry, permit.traffic, plan) }
      }
      out += "/\(family.menu) firewall filter\n"
      out += "set [find dynamic=no chain=\"\(chain)\"] comment=\"\(Self.mark)\"\n"
      out += marker(plan)
      for permit in plan.permits { out += rules(permit, family, plan) }
      out += "remove [find dynamic=no chain=\"\(chain)\" comment=\"\(Self.mark)\"]\n"
      out += "/\(family.menu) firewall address-list\n"
      out += "remove [find \(ours) comment=\"\(Self.mark)\"]\n"
    }
    return out
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let (before, after) = (comment(old), comment(new))
    var out = ":if ([:len [/ip firewall filter find chain=\"\(chain)\" comment=\"\(before)\"]] = 0)"
    out += " do={ :error \"this is not revision \(old.number)\" }\n"
    let changes = PermitDifference(from: old, to: new).changes
    for family in IPFamily.allCases {
      var (added, rules, goneRules, gone) = ("", "", "", "")
      for change in changes {
        let entries = (
          change.old.map { Self.entries($0, family) } ?? [],
          change.new.map { Self.entries($0, family) } ?? []
        )
        let list = list(change.traffic)
        for entry in entries.1.without(entries.0) {
          added += self.added(entry, change.traffic, new)
        }
        for entry in entries.0.without(entries.1) {
          gone += "remove \(which(entry, list))\n"
        }
        if entries.0.isEmpty, let permit = change.new { rules += self.rules(permit, family, new) }
        if entries.1.isEmpty, !entries.0.isEmpty {
          goneRules +=
            "remove [find dynamic=no chain=\"\(chain)\" \(Self.end(change.traffic))=\"\(list)\"]\n"
        }
      }
      let menu = "/\(family.menu) firewall "
      if !added.isEmpty { out += menu + "address-list\n" + added }
      if !(rules + goneRules).isEmpty { out += menu + "filter\n" + rules + goneRules }
      if !gone.isEmpty { out += menu + "address-list\n" + gone }
    }
    // The revision comes last: before that, the delta can be loaded again.
    if before == after { return out }
    for family in [IPFamily.v6, .v4] {
      out += "/\(family.menu) firewall filter\n"
      out += "set [find dynamic=no chain=\"\(chain)\" comment=\"\(before)\"] comment=\"\(after)\"\n"
    }
    return out
  }

  /// What `/export` prints, and what is written here.
  public func read(_ text: String) throws -> FirewallReading {
    try RouterOSConfiguration(text, chain: chain, hook: hook, interfaces).reading
      .quotingLines(of: text)
  }

  // MARK: Parts of a file

  /// What is there before a whole file, until it is found to stay.
  private static let mark = "gatebook-old"

  private func list(_ traffic: PermitTraffic) -> String { "\(prefix)-\(traffic.slug())" }

  private func comment(_ plan: FirewallPlan) -> String { plan.remark(limit: 200) }

  private static func end(_ traffic: PermitTraffic) -> String {
    traffic.direction == .outbound ? "dst-address-list" : "src-address-list"
  }

  /// Blocks, as `find` may take the hyphen of a range for a minus. ICMP of a type is IPv4 only.
  private static func entries(_ permit: Permit, _ family: IPFamily) -> [String] {
    if case .icmp(type: _?) = permit.traffic.transport, family == .v6 { return [] }
    // The device prints the length of a single address of IPv6, not of IPv4.
    let blocks = permit.blocks(family).map {
      family == .v4 ? $0.description : $0.fullText
    }
    return blocks + permit.names.map(\.text)
  }

  /// An entry as `find` is to compare it: texts in quotation marks, addresses as what they are.
  private func which(_ entry: String, _ list: String) -> String {
    let isName = EndpointAddress(entry)?.range == nil
    return "[find dynamic=no list=\"\(list)\" address=" + (isName ? "\"\(entry)\"" : entry) + "]"
  }

  /// An entry that cannot be added stops the import, before anything is deleted.
  private func added(_ entry: String, _ traffic: PermitTraffic, _ plan: FirewallPlan) -> String {
    let (list, comment) = (list(traffic), plan.remark.asComment())
    let which = which(entry, list)
    return
      ":if ([:len \(which)] = 0) do={ add list=\(list) address=\(entry) comment=\"\(comment)\" } "
      + "else={ set \(which) disabled=no comment=\"\(comment)\" }\n"
  }

  /// A rule that lets everything pass on and carries the revision.
  private func marker(_ plan: FirewallPlan) -> String {
    "add chain=\(chain) action=passthrough comment=\"\(comment(plan))\"\n"
  }

  private func rules(_ permit: Permit, _ family: IPFamily, _ plan: FirewallPlan) -> String {
    if Self.entries(permit, family).isEmpty { return "" }
    return permit.traffic.split.flatMap { Self.matches($0, family) }.map {
      "add chain=\(chain) action=accept \($0)\(Self.end(permit.traffic))=\(list(permit.traffic)) "
        + "comment=\"\(comment(plan))\"\n"
    }.joined()
  }

  /// The protocol and ports of rules, each with a blank at its end.
  private static func matches(_ traffic: PermitTraffic, _ family: IPFamily) -> [String] {
    switch traffic.transport {
    case .any: return [""]
    case .icmp(nil): return ["protocol=\(family == .v4 ? "icmp" : "icmpv6") "]
    case .icmp(let type?): return ["protocol=icmp icmp-options=\(type):0-255 "]
    case .esp: return ["protocol=ipsec-esp "]
    case .ah: return ["protocol=ipsec-ah "]
    case .number(let number): return ["protocol=\(number) "]
    case .tcp, .udp, .sctp, .tcpAndUDP:
      guard let ports = traffic.ports else { return ["protocol=\(traffic.transport) "] }
      return portLists(ports).map { "protocol=\(traffic.transport) dst-port=\($0) " }
    }
  }

  /// A rule takes 15 ports, of which a range counts two (iptables-extensions(8), "multiport",
  /// which RouterOS uses).
  private static func portLists(_ ports: PortSet) -> [String] {
    var lists: [[String]] = []
    var room = 0
    for range in ports.ranges {
      let slots = range.count == 1 ? 1 : 2
      if slots > room {
        lists.append([])
        room = 15
      }
      room -= slots
      lists[lists.count - 1].append(
        slots == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)")
    }
    return lists.map { $0.joined(separator: ",") }
  }
}

extension IPFamily {
  /// What the paths of the family's menus begin with.
  fileprivate var menu: String { self == .v4 ? "ip" : "ipv6" }
}
