import EndpointModel

/// The firewall of Windows, as a script of PowerShell with the module NetSecurity
/// (https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule): rules of one
/// group in the local store.
///
/// Run as an administrator (`powershell -ExecutionPolicy Bypass -File FILE`), a whole file puts
/// copies in the places of the group's rules, makes the new ones and only then removes the copies:
/// nothing is cut off in between, and what is no longer allowed stays allowed for the seconds that it takes. It is no
/// transaction: the first error ends it, and whatever was allowed before is still allowed then.
/// The same file once more, or any other whole one, sets it right. A delta does the same with the
/// rules that differ, and nothing if the rules are not those of its base.
///
/// The rules only allow. That all else is blocked, which for outbound connections is not the
/// standard, is a setting of the profile (`Set-NetFirewallProfile -DefaultOutboundAction Block`),
/// and that local rules count at all may be forbidden by a policy of the domain: both are left as
/// they are. A rule that blocks comes before any that allows.
///
/// Names are not written: Windows 11 resolves them in dynamic keywords, others do not.
public struct Windows: FirewallTarget {
  public static let name = "windows"
  public static let title = "Windows Firewall (PowerShell script)"
  public static let commentMark: String? = "#"
  /// The limit: Microsoft states none for addresses in a rule; 1,000 are known to do on all
  /// versions. More of them are divided among several rules.
  public static let settings = [
    FirewallSetting("group", .name(upTo: 60), "Gatebook", "the group of the rules"),
    FirewallSetting(
      "profile", .word(["Any", "Domain", "Private", "Public"]), "Any",
      "the profile of networks that the rules are for"),
    FirewallSetting(
      "deny", .word(["outbound", "none"]), "outbound",
      "whether the profiles are to block what goes out and is not allowed: a listing is checked for "
        + "that"),
    FirewallSetting("limit-entries", .number, "1000", "how many addresses a rule may have"),
  ]
  public static let settingsBeside: Set = ["deny"]

  /// Windows has ports for TCP and UDP only (`-Protocol`), so that SCTP cannot be told from all of
  /// its ports.
  public let abilities = FirewallAbilities(transports: { $0 != .sctp })
  private let group: String
  private let profile: String
  private let denies: Bool
  private let limit: Int

  public init(_ values: FirewallSettings) {
    group = values["group"]
    profile = values["profile"]
    denies = values["deny"] == "outbound"
    limit = values.number("limit-entries")
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    rules(plan).map {
      FirewallObject(kind: "rule", name: $0.name, entries: $0.addresses.count, limit: limit)
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let script = WindowsScript(group: group, profile: profile)
    var out = script.start
    out += "foreach ($rule in $before) { \(script.setAside) }\n"
    for rule in rules(plan) { out += script.create(rule, description(plan)) }
    return out + "foreach ($rule in $before) { \(script.remove) }\n"
  }

  /// - Precondition: the plans are of one firewall with the same settings.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let script = WindowsScript(group: group, profile: profile)
    let (before, after) = (rules(old), rules(new))
    var out = script.start + script.guardBase(old, rules: before.count)
    out += "$changed = @(\n"
    out += script.list(before.without(after).map(\.name)) + ")\n"
    out += "$gone = @($before | Where-Object { $changed -contains $_.Name })\n"
    out += "foreach ($rule in $gone) { \(script.setAside) }\n"
    for rule in after.without(before) { out += script.create(rule, description(new)) }
    let kept = Set(before)
    for rule in after where kept.contains(rule) {
      out += script.describe(rule, description(new))
    }
    return out + "foreach ($rule in $gone) { \(script.remove) }\n"
  }

  /// By its beginning a delta and a reader know the revision.
  private func description(_ plan: FirewallPlan) -> String {
    plan.remark(limit: 800)
  }

  // MARK: Rules

  private func rules(_ plan: FirewallPlan) -> [WindowsRule] {
    plan.splitPermits.flatMap { permit in
      permit.traffic.transport.isICMP
        ? IPFamily.allCases.flatMap { rules(permit.traffic, permit.ranges($0), only: $0) }
        : rules(permit.traffic, permit.addresses, only: nil)
    }
  }

  /// - Parameter family: that of ICMP, which has a protocol for each.
  private func rules(
    _ traffic: PermitTraffic, _ ranges: [AddressRange], only family: IPFamily?
  ) -> [WindowsRule] {
    let every = (family.map { [$0] } ?? IPFamily.allCases).map { AddressRange.all($0) }
    let addresses = ranges == every ? ["Any"] : ranges.map(\.windowsText)
    let suffix = family.map { "-v\($0.rawValue)" } ?? ""
    return stride(from: 0, to: addresses.count, by: limit).map { start in
      WindowsRule(
        name: "\(group)-\(traffic.slug())\(suffix)-\(start / limit + 1)",
        direction: traffic.direction, protocolName: traffic.transport.windowsName(family),
        ports: traffic.ports,
        icmpType: traffic.transport.icmpType,
        addresses: Array(addresses[start..<min(start + limit, addresses.count)]))
    }
  }

  public func read(_ text: String) throws -> FirewallReading {
    try WindowsConfiguration(group: group, profile: profile, denies: denies).read(text)
      .quotingLines(of: text)
  }
}

/// A rule of the firewall of Windows that allows.
struct WindowsRule: Hashable {
  let name: String
  let direction: PermitDirection
  let protocolName: String
  /// At the far end if it is outbound, at this one if it is inbound; nil for all.
  let ports: PortSet?
  let icmpType: UInt8?
  let addresses: [String]
}

extension AddressRange {
  /// A whole family stands as a range: a prefix of length 0 is not taken.
  fileprivate var windowsText: String {
    self == .all(family) ? description : shortText
  }
}

extension IPProtocol {
  fileprivate var isICMP: Bool { if case .icmp = self { true } else { false } }

  fileprivate var icmpType: UInt8? { if case .icmp(let type) = self { type } else { nil } }

  /// Of `-Protocol`: a name or a number.
  fileprivate func windowsName(_ family: IPFamily?) -> String {
    switch self {
    case .icmp: family == .v6 ? "ICMPv6" : "ICMPv4"
    case .number(let number): String(number)
    case .any: "Any"
    default: rawValue.uppercased()
    }
  }
}
