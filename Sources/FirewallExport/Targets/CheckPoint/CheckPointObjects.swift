import ChangeReporting
import EndpointModel

/// What a plan takes in Check Point: hosts, networks and ranges, DNS domains, services, and for
/// each permit a group of addresses and an access rule.
struct CheckPointObjects {
  /// Something that is added in batches, by its type in the API: `host`, `service-tcp`.
  struct Item: Hashable {
    let type: String
    let name: String
    /// Its members besides the name; numbers as numbers.
    let members: [Member]

    struct Member: Hashable {
      let name: String
      let value: String
      var isNumber = false
    }
  }

  struct Group: Hashable {
    let name: String
    let members: [String]
  }

  struct Rule: Hashable {
    let name: String
    let source: [String]
    let destination: [String]
    let services: [String]
    let comments: String
  }

  private(set) var addresses: [Item] = []
  /// The names of DNS domains: a host name after a dot each.
  private(set) var domains: [String] = []
  private(set) var services: [Item] = []
  private(set) var groups: [Group] = []
  private(set) var rules: [Rule] = []

  /// - Parameter inside: the object that stands for the customer's network.
  init(_ plan: FirewallPlan, inside: String) {
    let comments = plan.remark(limit: 200)
    var known: Set<Item> = []
    for permit in plan.permits {
      let addresses = permit.addresses.map(Self.address)
      let domains = permit.names.map { "." + $0.text }
      let services = Self.services(permit)
      self.addresses += addresses.filter { known.insert($0).inserted }
      self.domains += domains.without(self.domains)
      self.services += services.filter { known.insert($0).inserted }
      let group = Group(name: permit.traffic.objectName(), members: addresses.map(\.name))
      if !addresses.isEmpty { groups.append(group) }
      let remote = (addresses.isEmpty ? [] : [group.name]) + domains
      let isOutbound = permit.traffic.direction == .outbound
      rules.append(
        Rule(
          name: group.name, source: isOutbound ? [inside] : remote,
          destination: isOutbound ? remote : [inside],
          services: services.isEmpty ? ["Any"] : services.map(\.name), comments: comments))
    }
  }

  private static func address(_ range: AddressRange) -> Item {
    let name = ObjectNames.name(of: range)
    // The API has no network of all addresses; its own object for them is a range.
    guard let block = range.block, block.prefixLength > 0 else {
      return Item(
        type: "address-range", name: name,
        members: [
          Item.Member(name: "ip-address-first", value: range.first.description),
          Item.Member(name: "ip-address-last", value: range.last.description),
        ])
    }
    if block.prefixLength == block.family.bitWidth {
      return Item(
        type: "host", name: name,
        members: [Item.Member(name: "ip-address", value: block.first.description)])
    }
    return Item(
      type: "network", name: name,
      members: [
        Item.Member(name: "subnet", value: block.first.description),
        Item.Member(name: "mask-length", value: String(block.prefixLength), isNumber: true),
      ])
  }

  /// A service holds one port or range. None of them takes part in what the word `Any` means for
  /// services, so that other rules stay as they are.
  private static func services(_ permit: Permit) -> [Item] {
    func other(_ number: UInt8, _ name: String) -> Item {
      Item(
        type: "service-other", name: ObjectNames.prefix + name,
        members: [Item.Member(name: "ip-protocol", value: String(number), isNumber: true)])
    }
    switch permit.traffic.transport {
    case .any: return []
    case .number(let number): return [other(number, "protocol-\(number)")]
    case .icmp(let type?):
      return [
        Item(
          type: "service-icmp", name: "\(ObjectNames.prefix)icmp-\(type)",
          members: [Item.Member(name: "icmp-type", value: String(type), isNumber: true)])
      ]
    case .icmp(nil):
      let hasV4 = !permit.ranges(.v4).isEmpty || !permit.names.isEmpty
      let hasV6 = !permit.ranges(.v6).isEmpty || !permit.names.isEmpty
      return (hasV4 ? [other(1, "icmp")] : []) + (hasV6 ? [other(58, "icmp6")] : [])
    case .tcp, .udp, .tcpAndUDP, .sctp:
      return permit.traffic.split.flatMap { traffic in
        (traffic.ports ?? .all).ranges.map { range in
          let ports =
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
          return Item(
            type: "service-\(traffic.transport)",
            name: "\(ObjectNames.prefix)\(traffic.transport)-\(ports)",
            members: [Item.Member(name: "port", value: ports)])
        }
      }
    }
  }
}

extension CheckPointObjects.Item {
  /// As one of a list of objects to add or to set.
  var json: JSONText {
    var out: JSONText.Members = ["name": .string(name)]
    for member in members {
      out.add(
        member.name,
        member.isNumber ? .number(Int(member.value) ?? 0) : .string(member.value))
    }
    if type.hasPrefix("service-"), type != "service-icmp" {
      out.add("match-for-any", .bool(false))
    }
    // Without it, answers to what has no connections are dropped.
    if type == "service-udp" || type == "service-other" { out.add("accept-replies", .bool(true)) }
    return .object(out)
  }
}
