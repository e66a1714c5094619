import EndpointModel

/// Protocols, ports and types as rules of RouterOS name them.
enum RouterOSNames {
  /// What a rule's protocol, ports and types of ICMP say; nil if they are not understood.
  static func services(
    _ name: String?, _ ports: String?, _ options: String?, _ family: IPFamily
  ) -> [ReadTraffic]? {
    guard let transport = name.map(transport) ?? .any else { return nil }
    var service = ReadTraffic(transport)
    if let ports {
      guard transport.hasPorts, transport != .any, let set = PortSet(ports) else { return nil }
      service.ports = set == .all ? nil : set
    }
    if transport == .icmp { service.family = name == "icmp" || name == "1" ? .v4 : .v6 }
    guard let options else { return [service] }
    // The type, and the codes: every one, or the only one that the type has.
    let parts = options.split(separator: ":", omittingEmptySubsequences: false)
    guard transport == .icmp, let type = parts.first.flatMap({ UInt8($0) }), parts.count <= 2,
      parts.count == 1 || parts[1] == "0-255" || parts[1] == "0" && [0, 8, 128, 129].contains(type)
        || service.family == .v6 && (133...136).contains(type)
    else { return nil }
    if service.family == .v6 {
      // Neighbours find each other (RFC 4861), of which documents tell nothing.
      return (133...136).contains(type) ? [] : nil
    }
    service.transport = .icmp(type: type)
    return [service]
  }

  /// By the names of "protocol" in the documentation of the filter (IANA, "Protocol Numbers").
  private static func transport(_ name: String) -> IPProtocol? {
    if let number = UInt8(name), number > 0 {
      return number == 58 ? .icmp : IPProtocol(number: number)
    }
    switch name {
    case "tcp": return .tcp
    case "udp": return .udp
    case "sctp": return .sctp
    case "icmp", "icmpv6": return .icmp
    case "ipsec-esp": return .esp
    case "ipsec-ah": return .ah
    case "gre": return .gre
    case "igmp": return .number(2)
    case "ipencap": return .number(4)
    case "dccp": return .number(33)
    case "rsvp": return .number(46)
    case "ospf": return .number(89)
    case "ipip": return .number(94)
    case "etherip": return .number(97)
    case "pim": return .number(103)
    case "vrrp": return .number(112)
    case "l2tp": return .number(115)
    case "udp-lite": return .number(136)
    default: return nil
    }
  }
}
