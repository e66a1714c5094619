import EndpointModel

/// Names that Junos has for protocols, ports and applications.
enum JunosNames {
  /// The service that an application's attributes describe; nil if it is not understood.
  static func service(_ attributes: [String: String]) -> ReadTraffic? {
    var service = ReadTraffic(.any)
    guard let name = attributes["protocol"], let found = transport(name) else { return nil }
    service = found
    for (key, value) in attributes {
      switch key {
      // They change how long a session stays and what is looked at within it.
      case "protocol", "description", "inactivity-timeout", "application-protocol", "alg": continue
      case "destination-port":
        guard let ports = ports(value) else { return nil }
        service.ports = ports == .all ? nil : ports
      case "source-port":
        guard ports(value) == .all else { return nil }
      case "icmp-type":
        guard service == ReadTraffic(.icmp, family: .v4),
          let type = UInt8(value) ?? icmpTypes[value]
        else { return nil }
        service.transport = .icmp(type: type)
      default: return nil
      }
    }
    return service
  }

  /// IANA, "Protocol Numbers", by the names of "protocol (Applications)" of the "Junos OS Security
  /// Policies User Guide".
  private static func transport(_ name: String) -> ReadTraffic? {
    switch name {
    case "tcp": return ReadTraffic(.tcp)
    case "udp": return ReadTraffic(.udp)
    case "icmp", "1": return ReadTraffic(.icmp, family: .v4)
    case "icmp6", "58": return ReadTraffic(.icmp, family: .v6)
    case "sctp": return ReadTraffic(.sctp)
    case "esp": return ReadTraffic(.esp)
    case "ah": return ReadTraffic(.ah)
    case "gre": return ReadTraffic(.gre)
    case "igmp": return ReadTraffic(.number(2))
    case "ipip": return ReadTraffic(.number(4))
    case "egp": return ReadTraffic(.number(8))
    case "ipv6": return ReadTraffic(.number(41))
    case "rsvp": return ReadTraffic(.number(46))
    case "ospf": return ReadTraffic(.number(89))
    case "pim": return ReadTraffic(.number(103))
    case "vrrp": return ReadTraffic(.number(112))
    default:
      guard let number = UInt8(name), number > 0 else { return nil }
      return ReadTraffic(IPProtocol(number: number))
    }
  }

  private static func ports(_ text: String) -> PortSet? {
    if let port = portNames[text] { return PortSet([port...port]) }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      max(first, 1) <= last
    else { return nil }
    return PortSet([max(first, 1)...last])
  }

  /// IANA, "Service Name and Transport Protocol Port Number Registry".
  private static let portNames: [String: UInt16] = [
    "bgp": 179, "domain": 53, "finger": 79, "ftp": 21, "ftp-data": 20, "http": 80, "https": 443,
    "imap": 143, "ldap": 389, "nntp": 119, "ntp": 123, "pop3": 110, "pptp": 1723, "smtp": 25,
    "snmp": 161, "snmptrap": 162, "ssh": 22, "syslog": 514, "tacacs": 49, "telnet": 23,
    "tftp": 69,
  ]

  private static let icmpTypes: [String: UInt8] = [
    "echo-reply": 0, "unreachable": 3, "source-quench": 4, "redirect": 5, "echo-request": 8,
    "router-advertisement": 9, "router-solicit": 10, "time-exceeded": 11, "parameter-problem": 12,
    "timestamp": 13, "timestamp-reply": 14,
  ]

  private static func tcp(_ port: UInt16) -> ReadTraffic {
    ReadTraffic(.tcp, PortSet([port...port]))
  }
  private static func udp(_ port: UInt16) -> ReadTraffic {
    ReadTraffic(.udp, PortSet([port...port]))
  }

  /// Applications that Junos brings (`show configuration groups junos-defaults applications`), those
  /// that firewall exceptions may need.
  static let applications: [String: [ReadTraffic]] = [
    "junos-ftp": [tcp(21)], "junos-ssh": [tcp(22)], "junos-telnet": [tcp(23)],
    "junos-smtp": [tcp(25)], "junos-dns-udp": [udp(53)], "junos-dns-tcp": [tcp(53)],
    "junos-tftp": [udp(69)], "junos-http": [tcp(80)], "junos-pop3": [tcp(110)],
    "junos-ntp": [udp(123)], "junos-imap": [tcp(143)], "junos-bgp": [tcp(179)],
    "junos-ldap": [tcp(389)], "junos-https": [tcp(443)], "junos-ike": [udp(500)],
    "junos-syslog": [udp(514)], "junos-imaps": [tcp(993)], "junos-ike-nat": [udp(4500)],
    "junos-sip": [udp(5060), tcp(5060)], "junos-gre": [ReadTraffic(.gre)],
    "junos-tcp-any": [ReadTraffic(.tcp)], "junos-udp-any": [ReadTraffic(.udp)],
    "junos-icmp-all": [ReadTraffic(.icmp, family: .v4)],
    "junos-icmp6-all": [ReadTraffic(.icmp, family: .v6)],
    "junos-icmp-ping": [ReadTraffic(.icmp(type: 8), family: .v4)],
    "junos-ping": [ReadTraffic(.icmp(type: 8), family: .v4)],
  ]
}
