import EndpointModel

/// Services that FortiOS has from the factory (FortiOS Administration Guide, "Services"; `show
/// firewall service custom` of a new device). A listing that has its own of such a name is
/// believed; one that is not here is a problem, not a guess.
enum FortiOSNames {
  private static func ports(_ numbers: UInt16..., of transports: IPProtocol...) -> [ReadTraffic] {
    transports.map { ReadTraffic($0, PortSet(numbers.map { $0...$0 })) }
  }

  static let services: [String: [ReadTraffic]] = [
    "ALL": [ReadTraffic(.any)],
    "ALL_TCP": [ReadTraffic(.tcp, .all)], "ALL_UDP": [ReadTraffic(.udp, .all)],
    "ALL_ICMP": [ReadTraffic(.icmp, family: .v4)],
    "ALL_ICMP6": [ReadTraffic(.icmp, family: .v6)],
    "PING": [ReadTraffic(.icmp(type: 8), family: .v4)],
    "GRE": [ReadTraffic(.gre)], "AH": [ReadTraffic(.ah)], "ESP": [ReadTraffic(.esp)],
    "HTTP": ports(80, of: .tcp), "HTTPS": ports(443, of: .tcp),
    "DNS": ports(53, of: .tcp, .udp), "NTP": ports(123, of: .tcp, .udp),
    "SSH": ports(22, of: .tcp), "TELNET": ports(23, of: .tcp), "FTP": ports(21, of: .tcp),
    "SMTP": ports(25, of: .tcp), "SMTPS": ports(465, of: .tcp),
    "IMAP": ports(143, of: .tcp), "IMAPS": ports(993, of: .tcp),
    "POP3": ports(110, of: .tcp), "POP3S": ports(995, of: .tcp),
    "LDAP": ports(389, of: .tcp), "KERBEROS": ports(88, 464, of: .tcp, .udp),
    "IKE": ports(500, 4500, of: .udp), "SYSLOG": ports(514, of: .udp),
    "SNMP": ports(161, 162, of: .tcp, .udp), "RDP": ports(3389, of: .tcp),
    "SIP": ports(5060, of: .tcp, .udp), "TFTP": ports(69, of: .udp),
    "DHCP": ports(67, 68, of: .udp),
  ]
}
