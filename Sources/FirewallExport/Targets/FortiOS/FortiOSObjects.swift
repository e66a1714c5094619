import EndpointModel

/// What a plan takes in FortiOS: address objects, and for each permit and family of addresses an
/// address group, services and a policy.
///
/// Names of addresses, groups and services are unique among all kinds of addresses and have up to
/// 63 characters before FortiOS 6.4, 79 since; names of policies have up to 35 (FortiOS CLI
/// Reference, "config firewall address", "config firewall policy").
struct FortiOSObjects {
  struct Address: Hashable {
    let name: String
    let family: IPFamily
    /// Settings in their order: names and values, quoted where they need it.
    let settings: [String]
  }

  struct Group: Hashable {
    let name: String
    let family: IPFamily
    let members: [String]
  }

  struct Service: Hashable {
    let name: String
    let settings: [String]
  }

  struct Policy: Hashable {
    let number: UInt32
    let name: String
    let settings: [String]
    let comment: String
  }

  private(set) var addresses: [Address] = []
  private(set) var groups: [Group] = []
  private(set) var services: [Service] = []
  private(set) var policies: [Policy] = []
  /// The numbers of the policies that the same traffic would have for a family without addresses.
  private(set) var absent: [UInt32] = []

  init(_ plan: FirewallPlan, settings: FirewallSettings) {
    let comment = plan.remark(limit: 200)
    var known = (addresses: Set<Address>(), services: Set<Service>(), numbers: Set<UInt32>())
    for permit in plan.permits {
      for family in IPFamily.allCases {
        let members = Self.addresses(permit, family)
        if members.isEmpty {
          absent.append(Self.number(permit.traffic.groupName(family)))
          continue
        }
        addresses += members.filter { known.addresses.insert($0).inserted }
        let group = Group(
          name: permit.traffic.groupName(family), family: family, members: members.map(\.name))
        groups.append(group)
        let services = permit.traffic.fortiServices(family)
        self.services += services.filter { known.services.insert($0).inserted }
        let name = permit.traffic.objectName(limit: 32) + (family == .v4 ? "-v4" : "-v6")
        policies.append(
          Policy(
            number: Self.number(group.name, &known.numbers), name: name,
            settings: Self.settings(permit.traffic, group, services.map(\.name), settings),
            comment: comment))
      }
    }
    absent.removeAll { known.numbers.contains($0) }
  }

  /// A policy's number from 1,000,000,000 to 1,999,999,999, which stays the same from run to run.
  private static func number(_ name: String) -> UInt32 {
    1_000_000_000 + (UInt32(Fingerprint.hexadecimal(of: name), radix: 16) ?? 0) % 1_000_000_000
  }

  /// Where two would have the same, which happens to one plan of a hundred policies in two
  /// hundred thousand, the later one takes the next.
  private static func number(_ name: String, _ known: inout Set<UInt32>) -> UInt32 {
    var number = number(name)
    while !known.insert(number).inserted {
      number = 1_000_000_000 + (number + 1) % 1_000_000_000
    }
    return number
  }

  private static func addresses(_ permit: Permit, _ family: IPFamily) -> [Address] {
    var out = permit.ranges(family).map { range in
      Address(name: ObjectNames.name(of: range), family: family, settings: settings(range))
    }
    // A type of ICMP is none of ICMPv6.
    if family == .v6, case .icmp(type: _?) = permit.traffic.transport { return out }
    for text in permit.names.map(\.text) + permit.patterns.map(\.text) {
      out.append(
        Address(
          name: ObjectNames.name(ofHost: text, family: family), family: family,
          settings: ["type fqdn", "fqdn \"\(text)\""]))
    }
    return out
  }

  private static func settings(_ range: AddressRange) -> [String] {
    guard let block = range.block else {
      return ["type iprange", "start-ip \(range.first)", "end-ip \(range.last)"]
    }
    guard range.family == .v4, let mask = block.mask else {
      return ["type ipprefix", "ip6 \(block.fullText)"]
    }
    return ["type ipmask", "subnet \(block.first) \(mask)"]
  }

  private static func settings(
    _ traffic: PermitTraffic, _ group: Group, _ services: [String], _ values: FirewallSettings
  ) -> [String] {
    let isOutbound = traffic.direction == .outbound
    let (inside, outside) = (values["inside"], values["outside"])
    let six = group.family == .v4 ? "" : "6"
    let list = services.map { "\"\($0)\"" }.joined(separator: " ")
    return [
      "srcintf \"\(isOutbound ? inside : outside)\"",
      "dstintf \"\(isOutbound ? outside : inside)\"",
      "action accept", "status enable",
      "srcaddr\(six) \"\(isOutbound ? "all" : group.name)\"",
      "dstaddr\(six) \"\(isOutbound ? group.name : "all")\"",
      "schedule \"always\"", "service \(list)",
    ] + (isOutbound && group.family == .v4 ? ["nat \(values["nat"])"] : [])
  }
}

extension PermitTraffic {
  fileprivate func groupName(_ family: IPFamily) -> String {
    objectName() + (family == .v4 ? "-v4" : "-v6")
  }

  /// At most 15 ranges of ports each, which every release takes.
  fileprivate func fortiServices(_ family: IPFamily) -> [FortiOSObjects.Service] {
    func one(_ settings: String..., ending: String = "") -> [FortiOSObjects.Service] {
      [FortiOSObjects.Service(name: objectName() + ending, settings: settings)]
    }
    switch transport {
    case .any: return one("protocol IP", "protocol-number 0")
    case .number(let number): return one("protocol IP", "protocol-number \(number)")
    case .icmp(let type?): return one("protocol ICMP", "icmptype \(type)")
    case .icmp(nil):
      return family == .v4 ? one("protocol ICMP") : one("protocol ICMP6", ending: "-v6")
    case .tcp, .udp, .tcpAndUDP, .sctp:
      let pieces = (ports ?? .all).pieces(ofRanges: 15)
      return pieces.enumerated().map { i, piece in
        let list = piece.description.replacing(",", with: " ")
        return FortiOSObjects.Service(
          name: objectName() + (pieces.count > 1 ? "-\(i + 1)" : ""),
          settings: ["protocol TCP/UDP/SCTP"]
            + split.map { "\($0.transport.rawValue)-portrange \(list)" })
      }
    }
  }
}
