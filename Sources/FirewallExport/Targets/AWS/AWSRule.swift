import EndpointModel

/// A rule of an AWS security group without its addresses: protocol and ports as the EC2 API has
/// them (Amazon EC2 API Reference, "IpPermission").
struct AWSRule: Hashable {
  /// `tcp`, `udp`, `icmp`, `icmpv6`, a protocol's number, or `-1` for all of them.
  let transport: String
  /// The first port, or the type of ICMP; -1 for all types. Nil where there are no ports.
  let from: Int?
  /// The last port, or the code of ICMP; -1 for all codes.
  let to: Int?

  /// What a security group can say. Of a protocol other than TCP, UDP and ICMP it lets every
  /// port pass, whatever ports are stated ("IpPermission"): rules for SCTP would open too much.
  static let abilities = FirewallAbilities(transports: { $0 != .sctp })

  /// A part of a name: `tcp-443`, `udp-4201-4264`, `icmp-8`, `all`, `50`.
  var slug: String {
    let name = transport == "-1" ? "all" : transport
    guard let from, let to, from >= 0, to != 65535 || from > 0 else { return name }
    if transport.hasPrefix("icmp") || from == to { return "\(name)-\(from)" }
    return "\(name)-\(from)-\(to)"
  }
}

extension PermitTraffic {
  /// The rules of a security group that allow it: one for each protocol and range of ports.
  func awsRules(_ family: IPFamily) -> [AWSRule] {
    split.flatMap { traffic -> [AWSRule] in
      switch traffic.transport {
      case .icmp(let type):
        let name = family == .v4 ? "icmp" : "icmpv6"
        return [AWSRule(transport: name, from: type.map(Int.init) ?? -1, to: -1)]
      case .number(let number):
        return [AWSRule(transport: String(number), from: nil, to: nil)]
      case .any: return [AWSRule(transport: "-1", from: nil, to: nil)]
      case .tcp, .udp, .tcpAndUDP, .sctp:
        let ranges = traffic.ports?.ranges.map { (Int($0.lowerBound), Int($0.upperBound)) }
        return (ranges ?? [(0, 65535)]).map {
          AWSRule(transport: traffic.transport.rawValue, from: $0.0, to: $0.1)
        }
      }
    }
  }
}

extension AWSRule {
  /// What it lets pass to addresses of a family; nil if that cannot be told.
  func meaning(_ family: IPFamily) -> (transport: IPProtocol, ports: PortSet?)? {
    switch transport.lowercased() {
    case "-1", "all": return (.any, nil)
    case "tcp", "6": return ported(.tcp)
    case "udp", "17": return ported(.udp)
    case "icmp", "1":
      if family == .v6 { return nil }
      if from == -1, to == -1 || to == nil { return (.icmp, nil) }
      // Echo and its reply have no other code than 0 (RFC 792).
      guard let from, let type = UInt8(exactly: from),
        to == -1 || to == 0 && (type == 8 || type == 0)
      else { return nil }
      return (.icmp(type: type), nil)
    // Types of ICMPv6 are not those of ICMP, and have no name here (RFC 4443).
    case "icmpv6", "58":
      return family == .v6 && (from ?? -1) == -1 && (to ?? -1) == -1 ? (.icmp, nil) : nil
    default: return UInt8(transport).map { (IPProtocol(number: $0), nil) }
    }
  }

  private func ported(_ named: IPProtocol) -> (transport: IPProtocol, ports: PortSet?)? {
    guard let from, let to, let ports = CloudPorts(from, to) else { return nil }
    return (named, ports.set)
  }

  /// In words, for problems: `tcp 443-443`.
  var inWords: String {
    transport + (from.map { " \($0)-\(to.map(String.init) ?? "")" } ?? "")
  }
}

extension PermitReader {
  /// Takes a rule of a security group with the addresses that it names; each that is not
  /// understood is a problem.
  mutating func take(
    _ rule: AWSRule, _ addresses: [String], _ direction: PermitDirection, of place: String
  ) {
    for text in addresses {
      guard let range = EndpointAddress(text)?.range else {
        problem("\(place): \(text) is not an address")
        continue
      }
      take(rule, [range], direction, of: place)
    }
  }

  mutating func take(
    _ rule: AWSRule, _ ranges: [AddressRange], _ direction: PermitDirection, of place: String
  ) {
    for range in ranges {
      guard let meaning = rule.meaning(range.family) else {
        problem("\(place): the protocol and ports \(rule.inWords) are not understood")
        return
      }
      permit([range], meaning.transport, meaning.ports, direction)
    }
  }
}
