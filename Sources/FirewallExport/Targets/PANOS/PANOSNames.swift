import EndpointModel

/// What PAN-OS has by names that no configuration defines.
enum PANOSNames {
  /// The predefined services (PAN-OS Web Interface Reference, "Objects > Services").
  static let services: [String: [ReadTraffic]] = [
    "service-http": [ReadTraffic(.tcp, PortSet([80...80, 8080...8080]))],
    "service-https": [ReadTraffic(.tcp, PortSet([443...443]))],
  ]

  /// Applications with the ports that they have by default, or the protocol that they are
  /// (Applipedia). One that is not here is a problem, not a guess.
  static let applications: [String: [ReadTraffic]] = [
    "icmp": [ReadTraffic(.icmp, family: .v4)],
    "ping": [ReadTraffic(.icmp(type: 8), family: .v4)],
    "ipv6-icmp": [ReadTraffic(.icmp, family: .v6)],
    // A type of ICMPv6 is none that documents tell of.
    "ping6": [],
    "ipsec-esp": [ReadTraffic(.esp)], "ipsec-ah": [ReadTraffic(.ah)],
    "gre": [ReadTraffic(.gre)],
    "web-browsing": [ReadTraffic(.tcp, PortSet([80...80]))],
    "ssl": [ReadTraffic(.tcp, PortSet([443...443]))],
    "ssh": [ReadTraffic(.tcp, PortSet([22...22]))],
    "smtp": [ReadTraffic(.tcp, PortSet([25...25, 587...587]))],
    "dns": [ReadTraffic(.tcp, PortSet([53...53])), ReadTraffic(.udp, PortSet([53...53]))],
    "ntp": [ReadTraffic(.udp, PortSet([123...123]))],
    "sip": [ReadTraffic(.tcp, PortSet([5060...5060])), ReadTraffic(.udp, PortSet([5060...5060]))],
    "ike": [ReadTraffic(.udp, PortSet([500...500, 4500...4500]))],
  ]

  /// A list of ports, in which 0 counts as no port.
  static func ports(_ text: String) -> PortSet? {
    PortSet(text.hasPrefix("0-") ? "1-" + text.dropFirst(2) : text)
  }
}
