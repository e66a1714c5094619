import EndpointModel

/// Aerleon, which makes configurations for some thirty platforms, in YAML
/// (https://aerleon.readthedocs.io/en/latest/): networks, services and a policy in one text.
///
/// Aerleon reads definitions from one folder and policies from another, and of each file only what
/// it looks for there. So the file is not split: the same one is put into both, as
/// `def/gatebook.yaml` and `policies/pol/gatebook.yaml`, and `aclgen` makes the platform's
/// configuration. How that is loaded, and what is atomic, is the platform's affair. There are
/// whole files only: what `aclgen` makes is whole.
///
/// The policy ends with a term that denies all else. What a platform needs besides, such as
/// answers where it keeps no state, or the discovery of IPv6 neighbours on its own interfaces, is
/// not written. Where a filter is for one direction, as between two zones, the setting
/// `directions` names it. `aclgen` only warns of a term that it leaves out, for example of IPv6
/// without the option `mixed`: its warnings are to be read.
///
/// Every value is a token that the file defines. Host names are known to the platform `srx` only;
/// others take a network of names for an error. Protocols and types of ICMP are those that Aerleon
/// has names for (PROTO_MAP in lib/aclgenerator.py, ICMP_TYPE in lib/policy.py), and for nftables
/// no type, as its generator fails on a single one. For nftables, too, a filter of both families
/// is written as one for each: its generator puts protocols of IPv4 beside addresses of IPv6,
/// which `nft` refuses (both Aerleon 1.18.0).
public struct Aerleon: FirewallTarget {
  public static let name = "aerleon"
  public static let title = "Aerleon YAML (aclgen)"
  public static let commentMark: String? = "#"
  /// The limit: Aerleon states none; the platform has its own.
  public static let settings = [
    FirewallSetting("prefix", .name(upTo: 20), "gatebook", "what the names of tokens begin with"),
    FirewallSetting("platform", .name(upTo: 40), "nftables", "the platform of the policy"),
    FirewallSetting(
      "options", .name(upTo: 120), "mixed.forward",
      "the platform's options, with a dot in place of each blank"),
    FirewallSetting(
      "directions", .word(["both", "outbound", "inbound"]), "both",
      "which directions the platform's filter is for"),
    FirewallSetting(
      "limit-entries", .number, "100000", "how many addresses or names a network may have"),
  ]

  public let abilities: FirewallAbilities
  private let prefix: String
  private let platform: String
  private let options: String
  private let limit: Int
  /// Filters for nftables have one family each.
  private let isDivided: Bool

  public init(_ values: FirewallSettings) {
    prefix = values["prefix"]
    platform = values["platform"]
    options = values["options"].replacing(".", with: " ")
    limit = values.number("limit-entries")
    isDivided = platform == "nftables" && options.hasPrefix("mixed ")
    let saysTypes = platform != "nftables"
    let directions: Set<PermitDirection> =
      switch values["directions"] {
      case "outbound": [.outbound]
      case "inbound": [.inbound]
      default: [.outbound, .inbound]
      }
    abilities = FirewallAbilities(names: platform == "srx", directions: directions) { transport in
      switch transport {
      case .icmp(let type?): saysTypes && AerleonNames.icmpTypes.values.contains(type)
      case .number(let number): AerleonNames.protocols.values.contains(number)
      default: true
      }
    }
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    terms(plan).map {
      FirewallObject(kind: "network", name: $0.network, entries: $0.values.count, limit: limit)
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let terms = terms(plan)
    var known: Set<String> = []
    let services = plan.permits.compactMap { service($0.traffic) }.filter {
      known.insert($0.name).inserted
    }
    let networks = terms.map { YAMLText.Member($0.network, .member("values", .list($0.values))) }
    return YAMLText.map([
      .init("networks", .map(networks)),
      .init("services", .map(services)),
      .init("filters", .list(filters(terms, comment(plan)))),
    ]).block()
  }

  /// nftables takes 128 characters of a comment.
  private func comment(_ plan: FirewallPlan) -> String {
    plan.remark(limit: 120)
  }

  private func filters(_ terms: [Term], _ comment: String) -> [YAMLText] {
    if !isDivided { return [filter(terms, comment, options)] }
    let rest = options.dropFirst("mixed".count)
    return IPFamily.allCases.map { family in
      filter(
        terms.filter { $0.family == family }, comment,
        (family == .v4 ? "inet" : "inet6") + rest)
    }
  }

  private func filter(_ terms: [Term], _ comment: String, _ options: String) -> YAMLText {
    let denial = YAMLText.map([
      .init("name", .text("default-deny")), .init("action", .text("deny")),
    ])
    return .map([
      .init(
        "header",
        .map([
          .init("comment", .text(comment)),
          .init("targets", .member(platform, .text(options))),
        ])),
      .init("terms", .list(terms.map(\.value) + [denial])),
    ])
  }

  // MARK: Terms

  private struct Term {
    let network: String
    let values: [YAMLText]
    let value: YAMLText
    /// Nil for addresses of both, and for names.
    let family: IPFamily?
  }

  private func terms(_ plan: FirewallPlan) -> [Term] {
    plan.permits.flatMap { permit -> [Term] in
      // ICMP is another protocol for each family.
      let families: [IPFamily?] =
        isDivided || permit.traffic.isICMP ? IPFamily.allCases.map { $0 } : [nil]
      var terms: [Term] = []
      for family in families {
        let blocks = (family.map { [$0] } ?? IPFamily.allCases).flatMap { permit.blocks($0) }
        terms += term(permit.traffic, family, "address", addresses(blocks))
      }
      let names = permit.names.map { YAMLText.member("fqdn", .text($0.text)) }
      return terms + term(permit.traffic, nil, "fqdn", names)
    }
  }

  private func addresses(_ blocks: [CIDRBlock]) -> [YAMLText] {
    blocks.map { .member("address", .text($0.textWithLength)) }
  }

  /// None without values.
  private func term(
    _ traffic: PermitTraffic, _ family: IPFamily?, _ member: String, _ values: [YAMLText]
  ) -> [Term] {
    if values.isEmpty { return [] }
    let suffix = member == "fqdn" ? "-names" : family.map { "-v\($0.rawValue)" } ?? ""
    let name = traffic.slug(limit: slugLimit) + suffix
    let network = "\(prefix)-\(name)"
    let end = traffic.direction == .outbound ? "destination" : "source"
    var members: [YAMLText.Member] = [
      .init("name", .text(name)), .init("\(end)-\(member)", .text(network)),
    ]
    if let service = service(traffic) {
      members.append(.init("destination-port", .text(service.name)))
    }
    let protocols = traffic.aerleonProtocols(family)
    if !protocols.isEmpty { members.append(.init("protocol", .texts(protocols))) }
    if let type = traffic.aerleonType { members.append(.init("icmp-type", .text(type))) }
    members.append(.init("action", .text("accept")))
    return [Term(network: network, values: values, value: .map(members), family: family)]
  }

  /// iptables and speedway take 24 characters for a term's name.
  private var slugLimit: Int { ["iptables", "speedway"].contains(platform) ? 20 : 40 }

  /// The ports of a traffic, the same for both of its directions; nil for all of them.
  private func service(_ traffic: PermitTraffic) -> YAMLText.Member? {
    guard let ports = traffic.ports else { return nil }
    let slug = traffic.slug().dropFirst(traffic.direction.rawValue.count)
    let values = traffic.aerleonProtocols(nil).flatMap { name in
      ports.description.split(separator: ",").map {
        YAMLText.map([
          .init("protocol", .text(name)), .init("port", .text(String($0))),
        ])
      }
    }
    return .init("\(prefix)-ports\(slug)", .list(values))
  }

  public func read(_ text: String) throws -> FirewallReading {
    try AerleonConfiguration(text, platform: platform, options: options).reading
      .quotingLines(of: text)
  }
}

extension PermitTraffic {
  fileprivate var isICMP: Bool { if case .icmp = transport { true } else { false } }

  /// Names of protocols; none for every protocol.
  fileprivate func aerleonProtocols(_ family: IPFamily?) -> [String] {
    switch transport {
    case .any: []
    case .tcpAndUDP: ["tcp", "udp"]
    case .icmp: [family == .v6 ? "icmpv6" : "icmp"]
    case .number(let number):
      [AerleonNames.protocols.first { $0.value == number }?.key ?? String(number)]
    default: [transport.rawValue]
    }
  }

  fileprivate var aerleonType: String? {
    guard case .icmp(let type?) = transport else { return nil }
    return AerleonNames.icmpTypes.first { $0.value == type }?.key
  }
}

/// Words of Aerleon, each with one number.
enum AerleonNames {
  /// PROTO_MAP in lib/aclgenerator.py, without those that have a case of their own.
  static let protocols: [String: UInt8] = [
    "hopopt": 0, "igmp": 2, "ggp": 3, "ipip": 4, "egp": 8, "igp": 9, "rdp": 27, "ipv6": 41,
    "ipv6-route": 43, "fragment": 44, "rsvp": 46, "gre": 47, "esp": 50, "ah": 51,
    "ipv6-nonxt": 59, "ipv6-opts": 60, "ospf": 89, "pim": 103, "vrrp": 112, "l2tp": 115,
    "udplite": 136,
  ]

  /// ICMP_TYPE for IPv4 in lib/policy.py.
  static let icmpTypes: [String: UInt8] = [
    "echo-reply": 0, "unreachable": 3, "source-quench": 4, "redirect": 5,
    "alternate-address": 6, "echo-request": 8, "router-advertisement": 9,
    "router-solicitation": 10, "time-exceeded": 11, "parameter-problem": 12,
    "timestamp-request": 13, "timestamp-reply": 14, "information-request": 15,
    "information-reply": 16, "mask-request": 17, "mask-reply": 18, "conversion-error": 31,
    "mobile-redirect": 32,
  ]
}
