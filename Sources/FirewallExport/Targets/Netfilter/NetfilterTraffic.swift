import EndpointModel

// What iptables and ipset share: iptables' rules name ipset's sets.

extension PermitTraffic {
  /// In parts that one rule can say: the match `multiport` has room for 15 ports, of which a
  /// range takes two (iptables-extensions(8), "multiport").
  var multiportParts: [PermitTraffic] {
    guard let ports else { return [self] }
    var parts: [[ClosedRange<UInt16>]] = [[]]
    var slots = 0
    for range in ports.ranges {
      let size = range.count == 1 ? 1 : 2
      if slots + size > 15 {
        parts.append([])
        slots = 0
      }
      parts[parts.count - 1].append(range)
      slots += size
    }
    return parts.compactMap { PortSet($0) }.map { PermitTraffic(transport, $0, direction) }
  }
}

extension IPProtocol {
  /// Whether iptables can match it alone. It takes the number 0 for every protocol, and the type
  /// 255 of ICMP for every type; and headers of IPv6 that others follow are never the protocol
  /// of a packet (ip6tables warns of 43, 44 and 60).
  var isKnownToIPTables: Bool {
    switch self {
    case .number(let number): ![0, 43, 44, 60].contains(number)
    case .icmp(type: 255?): false
    default: true
    }
  }
}

/// Names of sets, and what they tell: `gb-out-tcp-443-v4`. A name has room for 31 characters
/// (ipset(8)); where the traffic does not fit, its place is taken by a digest, and each entry of
/// the set has the traffic as its comment.
struct IPSetNames {
  let prefix: String

  private static let limit = 31

  /// Where a load gathers the entries of a set before it is swapped in.
  func loading(_ family: IPFamily, commented: Bool) -> String {
    "\(prefix)load\(commented ? "-c" : "")-\(Self.word(family))"
  }

  /// The set that holds the number of the policy.
  var revision: String { prefix + "revision" }

  private var room: Int { Self.limit - prefix.utf8.count - "-v4".utf8.count }

  func name(_ traffic: PermitTraffic, _ family: IPFamily) -> String {
    "\(prefix)\(traffic.slug(limit: room))-\(Self.word(family))"
  }

  func isDigest(_ traffic: PermitTraffic) -> Bool {
    traffic.slug(limit: room) != traffic.slug(limit: .max)
  }

  /// The traffic that a set's name tells; nil if it tells none.
  func traffic(of name: String) -> PermitTraffic? {
    guard let slug = slug(of: name), let traffic = PermitTraffic(slug: slug),
      traffic.slug(limit: room) == slug
    else { return nil }
    return traffic
  }

  /// The traffic in an entry's comment; nil if it is none, or not that of the name's digest.
  func traffic(of name: String, comment: String) -> PermitTraffic? {
    guard let slug = slug(of: name), let traffic = PermitTraffic(text: comment),
      traffic.slug(limit: room) == slug
    else { return nil }
    return traffic
  }

  private func slug(of name: String) -> String? {
    guard name.hasPrefix(prefix), name.hasSuffix("-v4") || name.hasSuffix("-v6") else {
      return nil
    }
    return String(name.dropFirst(prefix.count).dropLast("-v4".count))
  }

  private static func word(_ family: IPFamily) -> String { family == .v4 ? "v4" : "v6" }
}

extension PermitTraffic {
  /// Reads back `slug`, if it holds no digest: `out-tcp-udp-80_443`.
  fileprivate init?(slug: String) {
    guard let hyphen = slug.firstIndex(of: "-"),
      let direction = PermitDirection(rawValue: String(slug[..<hyphen]))
    else { return nil }
    let rest = String(slug[slug.index(after: hyphen)...])
    let known: [(String, IPProtocol)] = [
      ("tcp-udp-", .tcpAndUDP), ("tcp-", .tcp), ("udp-", .udp), ("sctp-", .sctp), ("any-", .any),
    ]
    if let (word, transport) = known.first(where: { rest.hasPrefix($0.0) }) {
      let text = rest.dropFirst(word.count)
      guard let ports = Ports(String(text).replacing("_", with: ",")) else { return nil }
      self.init(transport, ports.set, direction)
      return
    }
    let name = rest.hasPrefix("icmp-") ? rest.replacing("icmp-", with: "icmp/") : rest
    guard let transport = IPProtocol(name), !transport.hasPorts else { return nil }
    self.init(transport, nil, direction)
  }

  /// Reads back `description`: `out tcp 80,443`.
  fileprivate init?(text: String) {
    let words = text.words
    guard (2...3).contains(words.count), let direction = PermitDirection(rawValue: words[0]),
      let transport = IPProtocol(words[1]), transport.hasPorts == (words.count == 3)
    else { return nil }
    var ports: PortSet?
    if words.count == 3 {
      guard let read = Ports(words[2]), read != .customer else { return nil }
      ports = read.set
    }
    self.init(transport, ports, direction)
  }
}

extension Ports {
  fileprivate var set: PortSet? { if case .numbers(let set) = self { set } else { nil } }
}

/// Names of protocols, types of ICMP and ports as nft, iptables and ipset take and print them.
enum NetfilterNames {
  /// From Debian's /etc/protocols and from iptables' own list.
  static let protocols: [String: UInt8] = [
    "icmp": 1, "igmp": 2, "ggp": 3, "ipencap": 4, "st": 5, "tcp": 6, "egp": 8, "igp": 9,
    "pup": 12, "udp": 17, "hmp": 20, "xns-idp": 22, "rdp": 27, "iso-tp4": 29, "dccp": 33,
    "xtp": 36, "ddp": 37, "idpr-cmtp": 38, "ipv6": 41, "ipv6-route": 43, "ipv6-frag": 44,
    "idrp": 45, "rsvp": 46, "gre": 47, "esp": 50, "ipv6-crypt": 50, "ah": 51, "ipv6-auth": 51,
    "skip": 57, "ipv6-icmp": 58, "icmpv6": 58, "ipv6-nonxt": 59, "ipv6-opts": 60, "rspf": 73,
    "vmtp": 81, "eigrp": 88, "ospf": 89, "ax.25": 93, "ipip": 94, "etherip": 97, "encap": 98,
    "pim": 103, "ipcomp": 108, "vrrp": 112, "l2tp": 115, "isis": 124, "sctp": 132, "fc": 133,
    "mobility-header": 135, "ipv6-mh": 135, "mh": 135, "udplite": 136, "mpls-in-ip": 137,
    "manet": 138, "hip": 139, "shim6": 140, "wesp": 141, "rohc": 142, "ethernet": 143,
  ]

  /// iptables-extensions(8), "icmp"; nft(8), "ICMP Type".
  static let icmpTypes: [String: UInt8] = [
    "echo-reply": 0, "pong": 0, "destination-unreachable": 3, "source-quench": 4, "redirect": 5,
    "echo-request": 8, "ping": 8, "router-advertisement": 9, "router-solicitation": 10,
    "time-exceeded": 11, "parameter-problem": 12, "timestamp-request": 13, "timestamp-reply": 14,
    "info-request": 15, "info-reply": 16, "address-mask-request": 17, "address-mask-reply": 18,
  ]

  /// Those that rules are written with by hand, from Debian's /etc/services.
  static let ports: [String: UInt16] = [
    "ftp-data": 20, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "bootps": 67,
    "bootpc": 68, "tftp": 69, "http": 80, "kerberos": 88, "pop3": 110, "sunrpc": 111, "ntp": 123,
    "imap2": 143, "snmp": 161, "snmp-trap": 162, "ldap": 389, "https": 443, "microsoft-ds": 445,
    "submissions": 465, "isakmp": 500, "syslog": 514, "submission": 587, "ldaps": 636,
    "imaps": 993, "pop3s": 995, "openvpn": 1194, "radius": 1812, "mysql": 3306, "ipsec-nat-t": 4500,
    "sip": 5060, "sip-tls": 5061, "postgresql": 5432,
  ]

  /// A port, or two with a sign between them; port 0 is left out of a range.
  static func portRange(_ text: String, between sign: Character) -> ClosedRange<UInt16>? {
    func port(_ text: Substring) -> UInt16? { UInt16(text) ?? ports[String(text)] }
    if let whole = port(text[...]) { return whole == 0 ? nil : whole...whole }
    guard let place = text.firstIndex(of: sign) else { return nil }
    let (first, last) = (text[..<place], text[text.index(after: place)...])
    guard let low = first.isEmpty ? 0 : port(first), let high = last.isEmpty ? 65535 : port(last),
      low <= high, high > 0
    else { return nil }
    return max(low, 1)...high
  }

  /// A protocol by its name or number, as packets of a family have it.
  static func transport(_ text: String, _ family: IPFamily) -> IPProtocol? {
    let name = text.lowercased()
    if name == "all" || name == "0" { return .any }
    guard let number = protocols[name] ?? UInt8(name) else { return nil }
    if family == .v6 {
      if number == 58 { return .icmp }
      // ICMP of IPv4 in packets of IPv6 is nothing that a document means.
      if number == 1 { return nil }
    }
    return IPProtocol(number: number)
  }
}
