import EndpointModel

/// Cisco ASA from 9.0: an access list with one line for each traffic, which names a group of
/// services and a group of networks ("CLI Book 2: Cisco ASA Series Firewall CLI Configuration
/// Guide", "Objects for Access Control" and "Access Control Lists"). SCTP needs 9.5(2).
///
/// A whole file is loaded by `copy FILE running-config`. An access list in use cannot be
/// exchanged at once, nor can a group be taken away from one. So the file makes everything under
/// names with `next` first, sets the access group to that list, makes the lasting ones anew, and
/// sets the access group back: traffic that is allowed before and after is allowed in between.
/// Lines that take away what is not there give an error each, which harms nothing. Groups of
/// earlier policies stay, unused. A group that other rules name cannot be made anew: the device says
/// so, and keeps its former members beside the new ones.
///
/// A delta adds and deletes single members. Loaded within `configure session NAME` (9.3) and
/// `commit`, it is applied as one.
public struct ASA: FirewallTarget {
  public static let name = "asa"
  public static let title = "Cisco ASA (copy FILE running-config)"
  public let abilities = FirewallAbilities(names: true)
  public static let commentMark: String? = "!"
  public static let settings = [
    FirewallSetting("access-list", .name(upTo: 40), "gatebook", "the name of the access list"),
    FirewallSetting(
      "prefix", .name(upTo: 12), "gatebook", "what the names of objects and groups begin with"),
    FirewallSetting(
      "interface", .name(upTo: 48), "global",
      "the interface whose incoming traffic the access list filters, or global for all"),
    // Cisco states none for groups: each member makes a line of the access list for each service,
    // and 25,000 lines were tested on the smallest ASA (Cisco Community, "ASA5505 Security + IOS:
    // Maximum ACE Allowance?").
    FirewallSetting("limit-entries", .number, "25000", "how many entries a group may have"),
  ]

  private let list: String
  private let prefix: String
  private let interface: String
  private let limit: Int

  public init(_ values: FirewallSettings) {
    list = values["access-list"]
    prefix = values["prefix"]
    interface = values["interface"]
    limit = values.number("limit-entries")
  }

  public var revisionCommand: String? { "show running-config access-list \(list) | include remark" }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    let groups = Groups(prefix)
    return plan.permits.flatMap { permit in
      [
        FirewallObject(
          kind: "object-group", name: groups.networks(permit.traffic),
          entries: groups.members(permit).count, limit: limit),
        FirewallObject(
          kind: "object-group", name: groups.services(permit.traffic),
          entries: groups.services(permit).count, limit: limit),
      ]
    } + [
      FirewallObject(
        kind: "access-list", name: list, entries: rules(plan, groups).count, limit: limit)
    ]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let (next, lasting) = (Groups("\(prefix)-next"), Groups(prefix))
    var out = ""
    for name in Set(plan.permits.flatMap(\.names)).sorted() { out += object(name) }
    out += made(plan, next, list: "\(list)-next") + accessGroup("\(list)-next")
    out += made(plan, lasting, list: list) + accessGroup(list)
    return out + gone(plan, next, list: "\(list)-next")
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let groups = Groups(prefix)
    let (before, after) = (old.ciscoRemarks, new.ciscoRemarks)
    var added = ""
    var deleted = ""
    for (i, remark) in after.enumerated() where !before.contains(remark) {
      added += "access-list \(list) line \(i + 1) remark \(remark)\n"
    }
    for remark in before.without(after) { deleted += "no access-list \(list) remark \(remark)\n" }
    let names = (Set(old.permits.flatMap(\.names)), Set(new.permits.flatMap(\.names)))
    for name in names.1.subtracting(names.0).sorted() { added += object(name) }
    for change in PermitDifference(from: old, to: new).changes {
      let members = (
        change.old.map(groups.members) ?? [], change.new.map(groups.members) ?? []
      )
      let head = "object-group network \(groups.networks(change.traffic))\n"
      guard let permit = change.new else {
        deleted += change.old.map { "no \(rule($0, groups))\n" } ?? ""
        deleted += "no object-group network \(groups.networks(change.traffic))\n"
        deleted += "no object-group service \(groups.services(change.traffic))\n"
        continue
      }
      if change.old == nil {
        added += made(permit, groups)
        // Above whatever a person wrote at the end.
        added += rule(permit, groups, line: after.count + 1) + "\n"
        continue
      }
      added += Self.block(head, members.1.without(members.0))
      deleted += Self.block(head, members.0.without(members.1).map { "no \($0)" })
    }
    for name in names.0.subtracting(names.1).sorted() {
      for family in IPFamily.allCases {
        deleted += "no object network \(Groups.object(name, family, prefix))\n"
      }
    }
    return added + deleted
  }

  /// What `show running-config` prints, what `show access-list` prints, and what is written here.
  public func read(_ text: String) throws -> FirewallReading {
    try ASAConfiguration(text, list: list, interface: interface, prefix: prefix).reading
      .quotingLines(of: text)
  }

  public func contents(of text: String) throws -> FirewallContents? {
    let configuration = try ASAConfiguration(
      text, list: list, interface: interface, prefix: prefix)
    guard let contents = configuration.contents else {
      throw FirewallReadingError(
        Self.name,
        "show access-list prints no groups, which a delta needs: give show running-config")
    }
    return contents
  }

  // MARK: Parts of a file

  private static func block(_ head: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : head + lines.map { " \($0)\n" }.joined()
  }

  /// Two objects, as one resolves to addresses of one family.
  private func object(_ name: HostName) -> String {
    IPFamily.allCases.map { family in
      "object network \(Groups.object(name, family, prefix))\n"
        + " fqdn \(family == .v4 ? "v4" : "v6") \(name.text)\n"
    }.joined()
  }

  private func made(_ permit: Permit, _ groups: Groups) -> String {
    Self.block(
      "object-group service \(groups.services(permit.traffic))\n", groups.services(permit))
      + Self.block(
        "object-group network \(groups.networks(permit.traffic))\n",
        groups.members(permit, objects: prefix))
  }

  private func made(_ plan: FirewallPlan, _ groups: Groups, list: String) -> String {
    var out = gone(plan, groups, list: list)
    for permit in plan.permits { out += made(permit, groups) }
    for remark in plan.ciscoRemarks { out += "access-list \(list) remark \(remark)\n" }
    for line in rules(plan, groups, list: list) { out += line + "\n" }
    return out
  }

  private func gone(_ plan: FirewallPlan, _ groups: Groups, list: String) -> String {
    var out = "clear configure access-list \(list)\n"
    for permit in plan.permits {
      out += "no object-group network \(groups.networks(permit.traffic))\n"
      out += "no object-group service \(groups.services(permit.traffic))\n"
    }
    return out
  }

  private func accessGroup(_ list: String) -> String {
    "access-group \(list) " + (interface == "global" ? "global" : "in interface \(interface)")
      + "\n"
  }

  private func rules(_ plan: FirewallPlan, _ groups: Groups, list: String? = nil) -> [String] {
    plan.permits.map { rule($0, groups, list: list) }
      + ["access-list \(list ?? self.list) extended deny ip any any"]
  }

  private func rule(
    _ permit: Permit, _ groups: Groups, list: String? = nil, line: Int? = nil
  ) -> String {
    let networks = "object-group \(groups.networks(permit.traffic))"
    return "access-list \(list ?? self.list) " + (line.map { "line \($0) " } ?? "")
      + "extended permit object-group \(groups.services(permit.traffic)) "
      + (permit.traffic.direction == .outbound ? "any \(networks)" : "\(networks) any")
  }
}

extension ASA {
  /// The names and members of groups. Names have up to 64 characters; objects and groups share
  /// them.
  private struct Groups {
    let prefix: String

    init(_ prefix: String) { self.prefix = prefix }

    func networks(_ traffic: PermitTraffic) -> String { "\(prefix)-n-\(traffic.slug())" }
    func services(_ traffic: PermitTraffic) -> String { "\(prefix)-s-\(traffic.slug())" }

    static func object(_ name: HostName, _ family: IPFamily, _ prefix: String) -> String {
      let start = "\(prefix)-\(family == .v4 ? "v4" : "v6")-"
      let whole = start + name.text
      return whole.utf8.count <= 64 ? whole : "\(start)x\(Fingerprint.hexadecimal(of: name.text))"
    }

    func members(_ permit: Permit) -> [String] { members(permit, objects: prefix) }

    /// Blocks, as a group takes ranges only as objects.
    func members(_ permit: Permit, objects: String) -> [String] {
      IPFamily.allCases.flatMap { permit.blocks($0).map { "network-object \($0.ciscoText)" } }
        + permit.names.flatMap { name in
          IPFamily.allCases.map { "network-object object \(Self.object(name, $0, objects))" }
        }
    }

    func services(_ permit: Permit) -> [String] {
      let traffic = permit.traffic
      func entries(_ word: String) -> [String] {
        traffic.ciscoPorts.map {
          "service-object \(word)" + ($0.isEmpty ? "" : " destination\($0)")
        }
      }
      switch traffic.transport {
      case .tcp: return entries("tcp")
      case .udp: return entries("udp")
      case .tcpAndUDP: return entries("tcp-udp")
      case .sctp: return entries("sctp")
      // ICMP of each family is a protocol of its own.
      case .icmp(nil): return ["service-object icmp", "service-object icmp6"]
      case .icmp(let type?): return ["service-object icmp \(type)"]
      case .esp: return ["service-object esp"]
      case .ah: return ["service-object ah"]
      case .gre: return ["service-object gre"]
      case .number(let number): return ["service-object \(number)"]
      case .any: return ["service-object ip"]
      }
    }
  }
}
