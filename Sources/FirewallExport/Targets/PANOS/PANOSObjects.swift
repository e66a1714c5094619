import EndpointModel

/// What a plan takes in PAN-OS, whether it is written in set commands or in XML: an address
/// object for each address and name, and for each permit a static address group, services or
/// applications, and a security rule.
///
/// Names have up to 63 characters (pan-os-cli-quick-start, "set address"), those of custom
/// applications up to 31.
struct PANOSObjects {
  /// `kind` is `ip-netmask`, `ip-range` or `fqdn`.
  struct Address: Hashable {
    let name: String
    let kind: String
    let value: String
  }

  struct Group: Hashable {
    let name: String
    let members: [String]
  }

  struct Service: Hashable {
    let name: String
    let transport: String
    let port: String
  }

  /// A custom application that is a number of a protocol, or a type of ICMP.
  struct Application: Hashable {
    let name: String
    /// The elements from `default` on.
    let identification: [String]
  }

  struct Rule: Hashable {
    let name: String
    let from: String
    let to: String
    let source: String
    let destination: String
    let applications: [String]
    let services: [String]
    let description: String
  }

  private(set) var addresses: [Address] = []
  private(set) var groups: [Group] = []
  private(set) var services: [Service] = []
  private(set) var applications: [Application] = []
  private(set) var rules: [Rule] = []

  /// - Parameters:
  ///   - inside: the zone of the customer's network.
  ///   - outside: the zone where the permits' addresses are.
  init(_ plan: FirewallPlan, inside: String, outside: String) {
    let description = plan.remark(limit: 200)
    var known = (addresses: Set<Address>(), services: Set<Service>(), apps: Set<Application>())
    for permit in plan.permits {
      let members = Self.addresses(permit)
      addresses += members.filter { known.addresses.insert($0).inserted }
      let group = Group(name: permit.traffic.objectName(), members: members.map(\.name))
      groups.append(group)
      let services = permit.traffic.panosServices
      self.services += services.filter { known.services.insert($0).inserted }
      let (names, own) = Self.applications(permit)
      applications += own.filter { known.apps.insert($0).inserted }
      let isOutbound = permit.traffic.direction == .outbound
      rules.append(
        Rule(
          name: group.name, from: isOutbound ? inside : outside, to: isOutbound ? outside : inside,
          source: isOutbound ? "any" : group.name, destination: isOutbound ? group.name : "any",
          applications: names, services: services.isEmpty ? ["any"] : services.map(\.name),
          description: description))
    }
  }

  private static func addresses(_ permit: Permit) -> [Address] {
    permit.addresses.map { range in
      Address(
        name: ObjectNames.name(of: range), kind: range.block == nil ? "ip-range" : "ip-netmask",
        value: range.block?.fullText ?? range.description)
    }
      + permit.names.map {
        Address(name: ObjectNames.name(ofHost: $0.text), kind: "fqdn", value: $0.text)
      }
  }

  /// The applications of a protocol without ports, and those among them that are made for it. An
  /// echo is the application ping, and no other application of ICMP allows it.
  private static func applications(_ permit: Permit) -> (names: [String], own: [Application]) {
    let hasV4 = permit.addresses.isEmpty || !permit.ranges(.v4).isEmpty || !permit.names.isEmpty
    let hasV6 = !permit.ranges(.v6).isEmpty || !permit.names.isEmpty
    switch permit.traffic.transport {
    case .tcp, .udp, .tcpAndUDP, .sctp, .any: return (["any"], [])
    case .icmp(nil):
      return ((hasV4 ? ["icmp", "ping"] : []) + (hasV6 ? ["ipv6-icmp", "ping6"] : []), [])
    case .icmp(8?): return (["ping"], [])
    case .icmp(let type?):
      return own("gatebook-icmp-\(type)", ["ident-by-icmp-type", "type", String(type)])
    case .esp: return (["ipsec-esp"], [])
    case .ah: return (["ipsec-ah"], [])
    case .gre: return (["gre"], [])
    case .number(let number):
      return own("gatebook-protocol-\(number)", ["ident-by-ip-protocol", String(number)])
    }
  }

  private static func own(_ name: String, _ words: [String]) -> ([String], [Application]) {
    ([name], [Application(name: name, identification: ["default"] + words)])
  }
}

extension PermitTraffic {
  /// Services of at most 80 ranges of ports: the list is a text of up to 1,023 characters.
  fileprivate var panosServices: [PANOSObjects.Service] {
    if transport == .any || !transport.hasPorts { return [] }
    return split.flatMap { traffic in
      let pieces = (traffic.ports ?? .all).pieces(ofRanges: 80)
      return pieces.enumerated().map { i, ports in
        PANOSObjects.Service(
          name: traffic.objectName() + (pieces.count > 1 ? "-\(i + 1)" : ""),
          transport: traffic.transport.rawValue, port: ports.description)
      }
    }
  }
}

/// What both ways of writing PAN-OS have in common.
enum PANOS {
  /// Services know TCP and UDP. SCTP is inspected only where a licence and a setting of the
  /// device allow it, so it is not relied on. Everything else is an application.
  static let abilities = {
    var abilities = FirewallAbilities(names: true, transports: { $0 != .sctp })
    abilities.embeddedIPv4 = embedded
    return abilities
  }()

  /// What the administrator has to set where our zone and the other one are the same: it is for all
  /// zones, so that no file does it (PAN-OS Administrator's Guide, "Security Policy Rules").
  static let denialWithinZones =
    "set rulebase default-security-rules rules intrazone-default action deny"

  static let needsDenialWithinZones =
    "Within a zone all is allowed that no rule denies, unless this is set: \(denialWithinZones)"

  /// What the setting `device-group` is where the configuration is a device's.
  static let noGroup = "none"

  static let settings = [
    FirewallSetting("inside", .title(upTo: 31), "trust", "the zone of the customer's network"),
    FirewallSetting(
      "outside", .title(upTo: 31), "untrust", "the zone where the vendor's addresses are"),
    FirewallSetting("vsys", .name(upTo: 31), "vsys1", "the virtual system"),
    FirewallSetting(
      "device-group", .title(upTo: 63), noGroup,
      "of Panorama's configuration: the device group whose rules are read"),
    // Palo Alto Networks, "Compare Firewalls", "Addresses per address group".
    FirewallSetting(
      "limit-entries", .number, "2500", "how many members an address group may have"),
  ]

  /// To PAN-OS an address of IPv4 is one of IPv6 whose first 96 bits are zero (PAN-OS
  /// Administrator's Guide, "Policy"): `::/0` matches all of IPv4, too.
  static let embedded = EmbeddedIPv4.compatible

  static func objects(of plan: FirewallPlan, limit: Int) -> [FirewallObject] {
    plan.permits.map {
      FirewallObject(
        kind: "address-group", name: $0.traffic.objectName(),
        entries: $0.addresses.count + $0.names.count, limit: limit)
    }
  }
}

extension PANOSObjects {
  /// The rules whose names other objects do not have.
  func rules(without other: PANOSObjects) -> [Rule] {
    let names = Set(other.rules.map(\.name))
    return rules.filter { !names.contains($0.name) }
  }

  /// The groups whose names other objects do not have.
  func groups(without other: PANOSObjects) -> [Group] {
    let names = Set(other.groups.map(\.name))
    return groups.filter { !names.contains($0.name) }
  }
}
