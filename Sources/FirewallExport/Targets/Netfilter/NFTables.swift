import EndpointModel

/// nftables, as `nft -f` takes it: one table of the family inet with a set of intervals for
/// each traffic and family of addresses, and a rule for each set (nft(8), "Sets", "Set statement").
///
/// A delta is one transaction. It begins with taking the old number out of the set `revision`
/// and putting the new one in: on another base, or a second time, it changes nothing.
///
/// Where nft may not raise the buffer of its socket, as in a container without rights on the host,
/// a transaction has room for `net.core.wmem_default` only: 212,992 bytes are 4,000 addresses or
/// 200 lists of ports. A larger file is refused whole then ("Message too long").
public struct NFTables: FirewallTarget {
  public static let name = "nftables"
  public static let title = "nftables (nft -f)"
  public let abilities: FirewallAbilities
  public static let commentMark: String? = "#"
  public static let settings = [
    FirewallSetting(
      "table", .identifier(upTo: 31, except: NFTablesWords.reserved), "gatebook",
      "the name of the table"),
    FirewallSetting(
      "hook", .word(["forward", "output", "input"]), "forward",
      "the hook that the table owns: what it does not allow is dropped there"),
    // Names of interfaces have up to 15 characters (IFNAMSIZ).
    FirewallSetting(
      "in-interface", .interface(upTo: 15), "any",
      "of a listing: the interface that our side is behind, which rules may name"),
    FirewallSetting(
      "out-interface", .interface(upTo: 15), "any", "of a listing: the interface of the other side"),
    FirewallSetting("limit-entries", .number, "1000000", "how many entries a set may have"),
    // The time to load grows with the square: 0.3 s for 1,000, 80 s for 10,000 on a small machine.
    FirewallSetting(
      "limit-rules", .number, "10000",
      "how many rules the chain may have: one for each list of ports and family"),
  ]

  public static let settingsBeside: Set = ["in-interface", "out-interface"]

  private let table: String
  private let hook: String
  private let sides: InterfaceSides
  private let limit: Int
  private let ruleLimit: Int

  public init(_ values: FirewallSettings) {
    table = "inet " + values["table"]
    hook = values["hook"]
    let (comesIn, goesOut) = (values["in-interface"], values["out-interface"])
    sides = InterfaceSides(
      comesIn: comesIn == "any" ? nil : comesIn, goesOut: goesOut == "any" ? nil : goesOut)
    abilities = FirewallAbilities(directions: PermitDirection.passing(hook))
    limit = values.number("limit-entries")
    ruleLimit = values.number("limit-rules")
  }

  /// Existing elements times those that are deleted, up to which deleting them one by one is
  /// quicker than writing the set again: nft 1.0.6 looks through the set for each.
  private static let deletionsWorth = 20_000

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let sets = plan.permits.flatMap { permit in
      IPFamily.allCases.compactMap { family in
        let ranges = permit.ranges(family)
        return ranges.isEmpty
          ? nil
          : FirewallObject(
            kind: "set", name: setName(permit.traffic, family), entries: ranges.count,
            limit: limit)
      }
    }
    return sets + [
      FirewallObject(kind: "chain", name: "allow", entries: rules(plan).count, limit: ruleLimit)
    ]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    var out = "add table \(table)\ndelete table \(table)\n\ntable \(table) {\n"
    out += "  set revision {\n    type mark\n    elements = { \(plan.number) }\n  }\n"
    for permit in plan.permits {
      for family in IPFamily.allCases where !permit.ranges(family).isEmpty {
        out += "  set \(setName(permit.traffic, family)) {\n"
        out += "    type \(family.nftType)\n    flags interval\n    elements = {\n"
        out += Self.lines(permit.ranges(family), indent: "      ")
        out += "    }\n  }\n"
      }
    }
    out += "  chain allow {\n    type filter hook \(hook) priority filter; policy drop;\n"
    for rule in rules(plan) { out += "    \(rule)\n" }
    return out + "  }\n}\n"
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    var out = "delete element \(table) revision { \(old.number) }\n"
    out += "create element \(table) revision { \(new.number) }\n"
    var gone: [String] = []
    for change in PermitDifference(from: old, to: new).changes {
      for family in IPFamily.allCases {
        let name = "\(table) \(setName(change.traffic, family))"
        let (before, after) = (
          change.old?.ranges(family) ?? [], change.new?.ranges(family) ?? []
        )
        if before == after { continue }
        if before.isEmpty {
          out += "create set \(name) { type \(family.nftType); flags interval; }\n"
        } else if after.isEmpty {
          gone.append(name)
          continue
        }
        let removed = before.without(after)
        if before.count * removed.count > Self.deletionsWorth {
          out += "flush set \(name)\n" + elements("create", name, after)
        } else {
          out += elements("delete", name, removed)
          out += elements("create", name, after.without(before))
        }
      }
    }
    // Rules name their sets, and say which revisions they are from.
    out += "flush chain \(table) allow\n"
    for rule in rules(new) { out += "add rule \(table) allow \(rule)\n" }
    for name in gone { out += "delete set \(name)\n" }
    return out
  }

  /// A command on the elements of a set; none without elements.
  private func elements(_ verb: String, _ set: String, _ ranges: [AddressRange]) -> String {
    if ranges.isEmpty { return "" }
    return "\(verb) element \(set) {\n" + Self.lines(ranges, indent: "  ") + "}\n"
  }

  private static func lines(_ ranges: [AddressRange], indent: String) -> String {
    ranges.map { "\(indent)\($0.shortText),\n" }.joined()
  }

  private func rules(_ plan: FirewallPlan) -> [String] {
    let comment = plan.origins.joined(separator: " ").asComment(limit: 100)
    var out = ["ct state vmap { established : accept, related : accept, invalid : drop }"]
    if hook != "forward" {
      // Neighbours of IPv6 find each other by ICMP (RFC 4861).
      out.append(
        "icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, "
          + "nd-neighbor-advert } accept")
    }
    for permit in plan.permits {
      for family in IPFamily.allCases where !permit.ranges(family).isEmpty {
        let end = permit.traffic.direction == .outbound ? "daddr" : "saddr"
        out.append(
          permit.traffic.nftMatch(family)
            + "\(family == .v4 ? "ip" : "ip6") \(end) @\(setName(permit.traffic, family)) accept"
            + (comment.isEmpty ? "" : " comment \"\(comment)\""))
      }
    }
    return out
  }

  private func setName(_ traffic: PermitTraffic, _ family: IPFamily) -> String {
    "\(traffic.slug())-\(family == .v4 ? "v4" : "v6")"
  }

  /// What `nft -j list ruleset` (or `list table`) prints.
  public func read(_ text: String) throws -> FirewallReading {
    try NFTablesListing(
      text, table: String(table.dropFirst("inet ".count)), hook: hook, sides: sides
    ).reading
  }
}

extension IPFamily {
  fileprivate var nftType: String { self == .v4 ? "ipv4_addr" : "ipv6_addr" }
}

extension PermitTraffic {
  /// The part of a rule that matches the protocol and ports, with a blank at its end.
  fileprivate func nftMatch(_ family: IPFamily) -> String {
    let numbers = ports.map { ports in
      let text = ports.description.replacing(",", with: ", ")
      return ports.ranges.count == 1 ? "dport \(text) " : "dport { \(text) } "
    }
    switch transport {
    case .tcp, .udp, .sctp:
      return numbers.map { "\(transport) \($0)" } ?? "meta l4proto \(transport) "
    case .tcpAndUDP:
      return "meta l4proto { tcp, udp } " + (numbers.map { "th \($0)" } ?? "")
    case .icmp(nil): return "meta l4proto \(family == .v4 ? "icmp" : "ipv6-icmp") "
    case .icmp(let type?): return "icmp type \(type) "
    case .number(let number): return "meta l4proto \(number) "
    case .any: return ""
    }
  }
}
