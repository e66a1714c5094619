import EndpointModel

/// Junos on SRX, as commands of the configuration: an address set and a policy for each traffic
/// ("Junos OS: Security Policies User Guide", "Address Books and Address Sets" and "Policy
/// Applications"), all in one configuration group of Gatebook's own ("CLI User Guide: Configuration
/// Groups"), so that a whole file takes the place of the former without touching anything else.
///
/// It is loaded by `load set FILE`, then `commit check` and `commit confirmed 5`: nothing changes
/// before the commit, and then everything at once; `rollback 1` is the way back. What it deletes
/// and does not find gives a warning.
///
/// Policies that a group brings come after those of the pair of zones itself: a policy there that
/// denies everything hides them, so that one belongs into a group that is applied later. A device
/// with address books within its zones takes no global one.
public struct Junos: FirewallTarget {
  public static let name = "junos"
  public static let title = "Junos SRX (load set FILE)"
  public let abilities = FirewallAbilities(names: true)
  public static let commentMark: String? = "#"
  public static let settings = [
    FirewallSetting(
      "group", .name(upTo: 40), "gatebook", "the configuration group that holds everything"),
    FirewallSetting("from-zone", .name(upTo: 63), "trust", "our zone"),
    FirewallSetting("to-zone", .name(upTo: 63), "untrust", "the zone of the endpoints"),
    FirewallSetting("prefix", .name(upTo: 12), "gb", "what the names of objects begin with"),
    // Both numbers: "Best Practices for Defining Policies on High-End SRX Series Devices", per
    // policy. Newer devices take more.
    FirewallSetting("limit-entries", .number, "1024", "how many addresses an address set may have"),
    FirewallSetting(
      "limit-applications", .number, "128", "how many applications a policy may have"),
  ]

  private let group: String
  private let ours: String
  private let theirs: String
  private let prefix: String
  private let limit: Int
  private let applicationLimit: Int

  public init(_ values: FirewallSettings) {
    group = values["group"]
    ours = values["from-zone"]
    theirs = values["to-zone"]
    prefix = values["prefix"]
    limit = values.number("limit-entries")
    applicationLimit = values.number("limit-applications")
  }

  /// Junos CLI User Guide, "Commit the Configuration" and "configure exclusive".
  public func steps(isDelta: Bool) -> FirewallSteps? {
    FirewallSteps(
      before: [
        "Load it as one. First: configure exclusive; load set FILE"
          + (isDelta
            ? "; if any line is answered by an error: rollback 0, and load the whole file" : "")
      ],
      after: [
        "Then: show | compare; commit check; commit confirmed 5. All of it is in force now, or nothing.",
        "Within 5 minutes, when all is well: commit. Without it the device goes back by itself.",
      ])
  }

  public var revisionCommand: String? { "show configuration groups \(group) | match description" }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    plan.permits.flatMap { permit in
      [
        FirewallObject(
          kind: "address-set", name: name(permit.traffic), entries: addresses(permit).count,
          limit: limit),
        FirewallObject(
          kind: "policy", name: name(permit.traffic),
          entries: applications(permit.traffic).count, limit: applicationLimit),
      ]
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    var out = "delete groups \(group)\n"
    // A group that is applied must exist.
    if plan.permits.isEmpty { return out + "delete apply-groups \(group)\n" }
    out += all(plan.permits.flatMap(addresses)).map { set($0.statement) }.joined()
    for application in all(plan.permits.flatMap { applications($0.traffic) }) {
      out += set(application.statement)
    }
    for permit in plan.permits { out += policy(permit, plan) }
    return out + "set apply-groups \(group)\n"
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    if old.permits.isEmpty || new.permits.isEmpty { return whole(new) }
    let objects = (everything(old), everything(new))
    var added = objects.1.without(objects.0).map { set($0.statement) }.joined()
    var deleted = ""
    let changes = PermitDifference(from: old, to: new).changes
    for change in changes {
      let members = (
        change.old.map(addresses) ?? [], change.new.map(addresses) ?? []
      )
      let head = "\(Self.book) address-set \(name(change.traffic))"
      if change.new == nil {
        deleted += delete("\(context(change.traffic)) policy \(name(change.traffic))")
        deleted += delete(head)
        continue
      }
      if let permit = change.new, change.old == nil {
        added += policy(permit, new)
        continue
      }
      for member in members.1.without(members.0) { added += set("\(head) address \(member.name)") }
      for member in members.0.without(members.1) {
        deleted += delete("\(head) address \(member.name)")
      }
    }
    let isNew = Set(changes.filter { $0.old == nil }.map(\.traffic))
    for permit in new.permits where !isNew.contains(permit.traffic) {
      added += set(description(permit.traffic, new))
    }
    for object in objects.0.without(objects.1) { deleted += delete(object.path) }
    return added + deleted
  }

  /// What `show configuration` prints, as set commands or within braces, and what is written
  /// here.
  public func read(_ text: String) throws -> FirewallReading {
    try JunosConfiguration(text, group: group, ours: ours, theirs: theirs).reading.quotingLines(
      of: text)
  }

  public func contents(of text: String) throws -> FirewallContents? {
    try JunosConfiguration(text, group: group, ours: ours, theirs: theirs)
      .contents(ofGroup: group)
  }

  // MARK: Objects

  /// An address or application: where it is, and what it holds.
  private struct Object: Hashable, Comparable {
    let kind: String
    let name: String
    let value: String

    var path: String { "\(kind) \(name)" }
    var statement: String { "\(kind) \(name) \(value)" }

    static func < (a: Object, b: Object) -> Bool { a.statement < b.statement }
  }

  private static let book = "security address-book global"

  private func everything(_ plan: FirewallPlan) -> [Object] {
    all(plan.permits.flatMap { addresses($0) + applications($0.traffic) })
  }

  private func all(_ objects: [Object]) -> [Object] { Set(objects).sorted() }

  private func name(_ traffic: PermitTraffic) -> String { "\(prefix)-\(traffic.slug())" }

  /// Blocks and names; ranges are blocks, as ranges of IPv6 are not on all releases.
  private func addresses(_ permit: Permit) -> [Object] {
    let blocks = IPFamily.allCases.flatMap(permit.blocks).map { block in
      let text = block.fullText
      let name = text.map { ":/".contains($0) ? "_" : $0 }
      return Object(
        kind: "\(Self.book) address", name: "\(prefix)-" + String(name), value: text)
    }
    return blocks
      + permit.names.map { host in
        let whole = "\(prefix)-\(host.text)"
        return Object(
          kind: "\(Self.book) address",
          name: whole.utf8.count <= 63
            ? whole : "\(prefix)-x\(Fingerprint.hexadecimal(of: host.text))",
          value: "dns-name \(host.text)")
      }
  }

  /// One for each protocol and range of ports, which policies share; none if it is anything.
  private func applications(_ traffic: PermitTraffic) -> [Object] {
    func application(_ name: String, _ value: String) -> Object {
      Object(kind: "applications application", name: "\(prefix)-\(name)", value: value)
    }
    return traffic.split.flatMap { traffic -> [Object] in
      switch traffic.transport {
      case .any: return []
      case .icmp(nil):
        return [application("icmp", "protocol icmp"), application("icmp6", "protocol icmp6")]
      case .icmp(let type?):
        return [application("icmp-\(type)", "protocol icmp icmp-type \(type)")]
      case .number(let number): return [application("\(number)", "protocol \(number)")]
      case .tcp, .udp, .sctp, .tcpAndUDP:
        let name = traffic.transport.rawValue
        let word = traffic.transport == .sctp ? "132" : name
        guard let ports = traffic.ports else { return [application(name, "protocol \(word)")] }
        return ports.ranges.map {
          let text = $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
          return application("\(name)-\(text)", "protocol \(word) destination-port \(text)")
        }
      }
    }
  }

  // MARK: Statements

  private func set(_ statement: String) -> String { "set groups \(group) \(statement)\n" }
  private func delete(_ path: String) -> String { "delete groups \(group) \(path)\n" }

  private func context(_ traffic: PermitTraffic) -> String {
    let zones = traffic.direction == .outbound ? (ours, theirs) : (theirs, ours)
    return "security policies from-zone \(zones.0) to-zone \(zones.1)"
  }

  private func description(_ traffic: PermitTraffic, _ plan: FirewallPlan) -> String {
    "\(context(traffic)) policy \(name(traffic)) description \"\(plan.remark(limit: 200))\""
  }

  /// An address set and the policy that names it.
  private func policy(_ permit: Permit, _ plan: FirewallPlan) -> String {
    let traffic = permit.traffic
    let policy = "\(context(traffic)) policy \(name(traffic))"
    let (theirs, ours) =
      traffic.direction == .outbound
      ? ("destination-address", "source-address") : ("source-address", "destination-address")
    var out = ""
    for member in addresses(permit) {
      out += set("\(Self.book) address-set \(name(traffic)) address \(member.name)")
    }
    out += set(description(traffic, plan))
    out += set("\(policy) match \(ours) any") + set("\(policy) match \(theirs) \(name(traffic))")
    let applications = applications(traffic).map(\.name)
    for application in applications.isEmpty ? ["any"] : applications {
      out += set("\(policy) match application \(application)")
    }
    return out + set("\(policy) then permit")
  }
}
