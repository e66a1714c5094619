import EndpointModel

/// The names of IP protocols and of the applications over them.
enum ProtocolNames {
  /// An IP protocol by its name in lower case (IANA, Assigned Internet Protocol Numbers).
  static func transport(_ word: String) -> IPProtocol? { transports[word] }

  /// An application that runs over an IP protocol.
  struct Application: Hashable, Sendable {
    /// The protocol that usually carries it.
    let transport: IPProtocol?
    /// The port that IANA has for it (Service Name and Transport Protocol Port Number
    /// Registry); nil if there is none, or several.
    let port: UInt16?
  }

  static func application(_ word: String) -> Application? { applications[word] }

  private static let transports: [String: IPProtocol] = [
    "tcp": .tcp, "tcp4": .tcp, "tcp6": .tcp, "udp": .udp, "udp4": .udp, "udp6": .udp,
    "tcpudp": .tcpAndUDP, "udptcp": .tcpAndUDP, "sctp": .sctp, "icmp": .icmp, "icmpv4": .icmp,
    "ping": .icmp, "icmpv6": .number(58), "icmp6": .number(58), "esp": .esp, "ah": .ah,
    "gre": .gre, "igmp": .number(2), "ipip": .number(4), "ospf": .number(89), "eigrp": .number(88),
    "pim": .number(103), "vrrp": .number(112), "dccp": .number(33), "etherip": .number(97),
  ]

  private static let applications: [String: Application] = {
    var all: [String: Application] = [:]
    func add(_ transport: IPProtocol?, _ names: String) {
      for entry in names.split(separator: " ") {
        let parts = entry.split(separator: ":")
        all[String(parts[0])] = Application(
          transport: transport, port: parts.count > 1 ? UInt16(parts[1]) : nil)
      }
    }
    add(
      .tcp,
      "http:80 https:443 ssh:22 sftp:22 scp:22 ftp:21 ftps:990 telnet:23 smtp:25 smtps:465 "
        + "submission:587 imap:143 imaps:993 pop3:110 pop3s:995 pops3:995 ldap:389 ldaps:636 rdp:3389 smb:445 "
        + "cifs:445 kerberos:88 sips:5061 amqps:5671 amqp:5672 mqtt:1883 mqtts:8883 mysql:3306 "
        + "postgresql:5432 postgres:5432 redis:6379 rtsp:554 rtmp:1935 rtmps:443 xmpp:5222 "
        + "bgp:179 rsync:873 winrm:5985 nfs:2049 git:9418 ws:80 wss:443 tls ssl grpc websocket "
        + "websockets mtls kafka iscsi:3260 modbus:502 h323 stratum httpd svn:3690 whois:43 ipp:631"
    )
    add(
      .udp,
      "ntp:123 snmp:161 snmptrap:162 tftp:69 rtp srtp rtcp srtcp dtls quic ike:500 isakmp:500 "
        + "wireguard:51820 syslog:514 radius:1812 dhcp bootp:67 l2tp:1701 stun:3478 turn:3478 sntp:123 "
        + "mdns:5353 netflow webrtc openvpn:1194")
    add(nil, "sip:5060 dns:53 domain:53 ice stuns:5349 turns:5349 ipsec h.323")
    return all
  }()
}
