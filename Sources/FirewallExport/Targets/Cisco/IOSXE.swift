import EndpointModel

/// Cisco IOS-XE: an access list for each family of addresses ("Security Configuration Guide: Access
/// Control Lists, Cisco IOS XE 17", "Object Groups for ACLs" and "IPv6 Access Control Lists").
/// The one of IPv4 names a group of services and a group of networks for each traffic; the one
/// of IPv6 has a line for each block and range of ports, as groups of IPv6 are not on all
/// platforms. Lists end with what every list ends with: all else is denied. A deny that a person
/// adds at the end hides what deltas add after it.
///
/// A list holds both directions, and knows no connections: it belongs where the first packets of
/// both pass, with inspection (a class map of the zone-based firewall, `match access-group`) or
/// beside a rule for answers.
///
/// Names are not expressed: access lists of IOS-XE take none (groups of names belong to SD-WAN and
/// wireless controllers). Nor is SCTP, which groups of services do not list.
///
/// A whole file is loaded by `copy FILE running-config`. IOS-XE takes no group from a list in use,
/// so the file makes groups and lists with `next` in their names, applies those lists in place of
/// the others, makes the lasting ones anew, and applies them again: an interface has one list in
/// each direction, and another one takes its place ("ip access-group", Cisco IOS Security Command
/// Reference). For that the file has to name the interface. Where it is not set, or the lists are
/// named elsewhere, as by a class map, a list is short or missing while it is written anew, which
/// for IOS allows everything: seconds for IPv6, a moment for IPv4. Numbers of lines do not help, as a
/// file does not know which ones are there, and a line that is there already keeps its place. Such a
/// file is for the first load or a time without traffic: deltas have no such gap.
///
/// Groups of earlier policies stay, unused; lines that take away what is not there give an error
/// each, which harms nothing. A group that other rules name cannot be made anew: the device says so,
/// and keeps its former members beside the new ones.
public struct IOSXE: FirewallTarget {
  public static let name = "iosxe"
  public static let title = "Cisco IOS-XE (copy FILE running-config)"
  public let abilities = FirewallAbilities(transports: { $0 != .sctp })
  public static let commentMark: String? = "!"
  public static let settingsBeside: Set = ["interface"]
  public static let settings = [
    FirewallSetting("access-list", .name(upTo: 64), "gatebook", "the access list of IPv4"),
    FirewallSetting("access-list-v6", .name(upTo: 64), "gatebook-v6", "the access list of IPv6"),
    FirewallSetting("prefix", .name(upTo: 12), "gatebook", "what the names of groups begin with"),
    FirewallSetting(
      "interface", .interface(upTo: 64), "any",
      "the interface whose incoming traffic the lists filter; for any, a whole file leaves a gap"),
    // "Catalyst 4500 Series Switch, Cisco IOS XE 3.9.xE: Guidelines and Restrictions for
    // Configuring IPv4 OG ACLs". Routers take more.
    FirewallSetting("limit-entries", .number, "2048", "how many entries a group or list may have"),
  ]

  private let list: String
  private let list6: String
  private let prefix: String
  /// Nil for any.
  private let interface: String?
  private let limit: Int

  public init(_ values: FirewallSettings) {
    list = values["access-list"]
    list6 = values["access-list-v6"]
    prefix = values["prefix"]
    interface = values["interface"] == "any" ? nil : values["interface"]
    limit = values.number("limit-entries")
  }

  public var revisionCommand: String? { "show running-config | include remark Gatebook" }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let groups = Groups(prefix: prefix)
    return plan.permits.filter { !$0.ranges(.v4).isEmpty }.flatMap { permit in
      [
        FirewallObject(
          kind: "object-group", name: groups.networks(permit.traffic),
          entries: groups.members(permit).count, limit: limit),
        FirewallObject(
          kind: "object-group", name: groups.services(permit.traffic),
          entries: Groups.members(permit.traffic).count, limit: limit),
      ]
    } + [
      FirewallObject(
        kind: "access-list", name: list, entries: rules(plan, groups).count, limit: limit),
      FirewallObject(
        kind: "access-list", name: list6, entries: rules6(plan).count, limit: limit),
    ]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let (next, lasting) = (Groups(prefix: "\(prefix)-next"), Groups(prefix: prefix))
    let remarks = plan.ciscoRemarks.map { "remark \($0)" }
    let made6 = "no \(head6)" + Self.block(head6, remarks + rules6(plan))
    var out = gone(plan, next) + made(plan, next)
    if let interface {
      let (name, name6) = (spareName("v4"), spareName("v6"))
      let (spare, spare6) = (Self.head(name), Self.head6(name6))
      out += "no \(spare)" + Self.block(spare, remarks + rules(plan, next))
      out += "no \(spare6)" + Self.block(spare6, remarks + rules6(plan))
      out += Self.applied(name, name6, interface)
      out += "no \(head)" + gone(plan, lasting) + made(plan, lasting)
      out += Self.block(head, remarks + rules(plan, lasting)) + made6
      out += Self.applied(list, list6, interface)
      return out + "no \(spare)no \(spare6)" + gone(plan, next)
    }
    out += "! A list that is not there allows everything: until it is whole again, this does.\n"
    out += "no \(head)" + Self.block(head, remarks + rules(plan, next))
    if plan.permits.contains(where: { !$0.ranges(.v4).isEmpty }) {
      out += gone(plan, lasting) + made(plan, lasting)
      out += Self.block(head, rules(plan, lasting) + rules(plan, next).map { "no \($0)" })
      out += gone(plan, next)
    }
    return out + made6
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let groups = Groups(prefix: prefix)
    var (added, deleted, gone) = ("", "", "")
    for change in PermitDifference(from: old, to: new).changes {
      let members = (
        change.old.map(groups.members) ?? [], change.new.map(groups.members) ?? []
      )
      if members == ([], []) { continue }
      let (networks, services) = (
        "object-group network \(groups.networks(change.traffic))\n",
        "object-group service \(groups.services(change.traffic))\n"
      )
      if members.0.isEmpty { added += Self.block(services, Groups.members(change.traffic)) }
      added += Self.block(networks, members.1.without(members.0))
      if members.1.isEmpty {
        gone += "no \(networks)no \(services)"
      } else {
        deleted += Self.block(networks, members.0.without(members.1).map { "no \($0)" })
      }
    }
    func entries(_ plan: FirewallPlan, _ rules: [String]) -> [String] {
      plan.ciscoRemarks.map { "remark \($0)" } + rules
    }
    let lists = [
      (head, entries(old, rules(old, groups)), entries(new, rules(new, groups))),
      (head6, entries(old, rules6(old)), entries(new, rules6(new))),
    ]
    for (head, before, after) in lists { added += Self.block(head, after.without(before)) }
    for (head, before, after) in lists {
      deleted += Self.block(head, before.without(after).map { "no \($0)" })
    }
    return added + deleted + gone
  }

  /// What `show running-config` or `show access-lists` prints, and what is written here.
  public func read(_ text: String) throws -> FirewallReading {
    try IOSXEConfiguration(text, list: list, list6: list6, interface: interface)
      .reading.quotingLines(of: text)
  }

  public func contents(of text: String) throws -> FirewallContents? {
    let configuration = try IOSXEConfiguration(
      text, list: list, list6: list6, interface: interface)
    guard let contents = configuration.contents else {
      throw FirewallReadingError(
        Self.name,
        "show access-lists prints no remarks and no groups, which a delta needs: give show "
          + "running-config")
    }
    return contents
  }

  // MARK: Parts of a file

  private var head: String { Self.head(list) }
  private var head6: String { Self.head6(list6) }

  private static func head(_ list: String) -> String { "ip access-list extended \(list)\n" }
  private static func head6(_ list: String) -> String { "ipv6 access-list \(list)\n" }

  /// Of the list that stands in for one while that is made anew: another name than theirs.
  private func spareName(_ family: String) -> String {
    let name = "\(prefix)-next-\(family)"
    return [list, list6].contains(name) ? "\(name)-2" : name
  }

  private static func applied(_ list: String, _ list6: String, _ interface: String) -> String {
    block(
      "interface \(interface)\n", ["ip access-group \(list) in", "ipv6 traffic-filter \(list6) in"])
  }

  private static func block(_ head: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : head + lines.map { " \($0)\n" }.joined()
  }

  private func made(_ plan: FirewallPlan, _ groups: Groups) -> String {
    plan.permits.filter { !$0.ranges(.v4).isEmpty }.map { permit in
      Self.block(
        "object-group service \(groups.services(permit.traffic))\n",
        Groups.members(permit.traffic))
        + Self.block(
          "object-group network \(groups.networks(permit.traffic))\n", groups.members(permit))
    }.joined()
  }

  private func gone(_ plan: FirewallPlan, _ groups: Groups) -> String {
    plan.permits.filter { !$0.ranges(.v4).isEmpty }.map {
      "no object-group network \(groups.networks($0.traffic))\n"
        + "no object-group service \(groups.services($0.traffic))\n"
    }.joined()
  }

  /// The lines of IPv4. A list without lines would allow everything.
  private func rules(_ plan: FirewallPlan, _ groups: Groups) -> [String] {
    let rules = plan.permits.filter { !$0.ranges(.v4).isEmpty }.map { permit in
      let networks = "object-group \(groups.networks(permit.traffic))"
      return "permit object-group \(groups.services(permit.traffic)) "
        + (permit.traffic.direction == .outbound ? "any \(networks)" : "\(networks) any")
    }
    return rules.isEmpty ? ["deny ip any any"] : rules
  }

  /// The lines of IPv6. A list without lines would allow everything.
  private func rules6(_ plan: FirewallPlan) -> [String] {
    let rules = plan.permits.flatMap { permit in
      let addresses = permit.blocks(.v6).flatMap { block in
        // Between any and any it would be for both directions.
        block.prefixLength == 0 ? CIDRBlock.halves(of: .v6) : [block.ciscoText]
      }
      return permit.traffic.split.flatMap { traffic in
        addresses.flatMap { address in
          traffic.ciscoPorts.map { Self.rule6(traffic, address, $0) }
        }
      }
    }
    return rules.isEmpty ? ["deny ipv6 any any"] : rules
  }

  private static func rule6(
    _ traffic: PermitTraffic, _ address: String, _ ports: String
  ) -> String {
    let word =
      switch traffic.transport {
      case .any: "ipv6"
      case .gre: "47"
      default: Groups.word(traffic.transport)
      }
    return "permit \(word) "
      + (traffic.direction == .outbound ? "any \(address)" : "\(address) any") + ports
  }
}

extension IOSXE {
  /// The names and members of groups. Names have up to 64 characters.
  private struct Groups {
    let prefix: String

    func networks(_ traffic: PermitTraffic) -> String { "\(prefix)-n-\(traffic.slug())" }
    func services(_ traffic: PermitTraffic) -> String { "\(prefix)-s-\(traffic.slug())" }

    /// Blocks, as not all platforms take ranges.
    func members(_ permit: Permit) -> [String] {
      permit.blocks(.v4).map { $0.prefixLength == 0 ? "any" : $0.ciscoText }
    }

    static func members(_ traffic: PermitTraffic) -> [String] {
      if case .icmp(let type?) = traffic.transport { return ["icmp \(type)"] }
      return traffic.ciscoPorts.map { word(traffic.transport) + $0 }
    }

    static func word(_ transport: IPProtocol) -> String {
      switch transport {
      case .tcpAndUDP: "tcp-udp"
      case .any: "ip"
      case .ah: "ahp"
      case .tcp, .udp, .sctp, .icmp, .number: transport.rawValue
      }
    }
  }
}
