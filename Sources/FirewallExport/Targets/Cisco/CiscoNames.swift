import EndpointModel

/// Names that Cisco's devices print in place of numbers. Where vendors' tables or releases
/// disagree (`kerberos`, `sqlnet`, `radius`, `dnsix` …), a name is left out: it is a problem then,
/// not a guess.
enum CiscoNames {
  /// IANA, "Service Name and Transport Protocol Port Number Registry", for the names in "TCP
  /// Ports and UDP Ports" of the ASA's "CLI Book 1", appendix "Addresses, Protocols, and Ports",
  /// and in "access-list (IP extended)" of the "Cisco IOS Security Command Reference".
  static let ports: [String: UInt16] = [
    "aol": 5190, "bgp": 179, "biff": 512, "bootpc": 68, "bootps": 67, "chargen": 19,
    "citrix-ica": 1494, "ctiqbe": 2748, "daytime": 13, "discard": 9, "domain": 53, "echo": 7,
    "exec": 512, "finger": 79, "ftp": 21, "ftp-data": 20, "gopher": 70, "h323": 1720,
    "hostname": 101, "http": 80, "https": 443, "ident": 113, "imap4": 143, "irc": 194,
    "isakmp": 500, "klogin": 543, "kshell": 544, "ldap": 389, "ldaps": 636, "login": 513,
    "lotusnotes": 1352, "lpd": 515, "mobile-ip": 434, "nameserver": 42, "netbios-dgm": 138,
    "netbios-ns": 137, "netbios-ss": 139, "netbios-ssn": 139, "nfs": 2049, "nntp": 119,
    "non500-isakmp": 4500, "ntp": 123, "pcanywhere-data": 5631, "pcanywhere-status": 5632,
    "pim-auto-rp": 496, "pop2": 109, "pop3": 110, "pptp": 1723, "rip": 520, "rtsp": 554,
    "sip": 5060, "smtp": 25, "snmp": 161, "snmptrap": 162, "ssh": 22, "sunrpc": 111,
    "syslog": 514, "tacacs": 49, "talk": 517, "telnet": 23, "tftp": 69, "time": 37,
    "uucp": 540, "who": 513, "whois": 43, "www": 80, "xdmcp": 177,
  ]

  /// A port of a number or name; nil if it is neither, or 0.
  static func port(_ text: some StringProtocol, of transport: IPProtocol?) -> UInt16? {
    if let number = UInt16(text) { return number == 0 ? nil : number }
    // The same word for other services over TCP and over UDP.
    switch text {
    case "cmd", "rsh": return transport == .udp ? nil : 514
    default: return ports[String(text)]
    }
  }

  /// Protocols by the names that both print (IANA, "Protocol Numbers").
  static func transport(_ text: some StringProtocol) -> IPProtocol? {
    if let number = UInt8(text) { return number == 0 ? nil : IPProtocol(number: number) }
    switch text {
    case "ip", "ipv6": return .any
    case "tcp": return .tcp
    case "udp": return .udp
    case "tcp-udp": return .tcpAndUDP
    case "sctp": return .sctp
    case "icmp": return .icmp
    case "esp": return .esp
    case "ah", "ahp": return .ah
    case "gre": return .gre
    case "igmp": return .number(2)
    case "ipinip": return .number(4)
    case "igrp": return .number(9)
    case "eigrp": return .number(88)
    case "ospf": return .number(89)
    case "nos": return .number(94)
    case "pim": return .number(103)
    case "pcp": return .number(108)
    case "snp": return .number(109)
    default: return nil
    }
  }

  /// Types of ICMP (IANA, "ICMP Type Numbers") by the names that both print.
  static let icmpTypes: [String: UInt8] = [
    "echo-reply": 0, "unreachable": 3, "source-quench": 4, "redirect": 5,
    "alternate-address": 6, "echo": 8, "router-advertisement": 9, "router-solicitation": 10,
    "time-exceeded": 11, "parameter-problem": 12, "timestamp-request": 13,
    "timestamp-reply": 14, "information-request": 15, "information-reply": 16,
    "mask-request": 17, "mask-reply": 18, "traceroute": 30, "conversion-error": 31,
    "mobile-redirect": 32,
  ]

  /// Types of ICMPv6 by which neighbours find each other (RFC 4861), of which documents tell
  /// nothing.
  static let neighbourDiscovery: Set<String> = [
    "nd-na", "nd-ns", "router-advertisement", "router-solicitation", "neighbor-advertisement",
    "neighbor-solicitation", "133", "134", "135", "136",
  ]
}
