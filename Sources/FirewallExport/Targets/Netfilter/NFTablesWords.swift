/// The words of nft's language that cannot be a table's name.
enum NFTablesWords {
  /// Those of the scanner (nftables, src/scanner.l) that hold everywhere or after the commands
  /// `list` and `reset`: nft 1.0.6 refuses a table of such a name, or to list it. With them those
  /// that releases after it made words.
  static let reserved = Set(all.split { " \n".contains($0) }.map { String($0) })

  /// Whether a type of ICMPv6 is one by which neighbours find each other, groups of listeners are
  /// known, or errors are told (RFC 4861, RFC 3810, RFC 4443), of which documents tell nothing.
  static func isPassedOver(icmpv6 type: ConfigurationJSON) -> Bool {
    if let number = type.integer { return (1...4).contains(number) || (130...137).contains(number) }
    guard let name = type.text else { return false }
    return name.hasPrefix("nd-") || name.hasPrefix("mld") || passedOver.contains(name)
  }

  private static let passedOver: Set = [
    "destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem",
  ]

  private static let all = """
    accept add ah all and arp auto-merge bridge cgroup chain chains comment comp constant
    continue counter counters cpu create ct day dccp define delete describe destroy device
    devices dnat drop dst dup dynamic ecn element elements eq esp ether exists expires export
    exthdr fib flags flow flowtable flowtables flush frag fwd gc-interval ge geneve get goto
    gre gretap gt handle hbh hook hooks hour ibriport ibrname icmp icmpv6 igmp iif iifgroup
    iifname iiftype import include index inet insert interval ip ip6 ipsec jhash json jump
    last le limit limits list log lshift lt map maps mark masquerade meta meter meters mh
    missing monitor ne netdev nftrace not notrack numgen obriport obrname offload oif oifgroup
    oifname oiftype or osf pkttype policy position priority queue quota quotas random redefine
    redirect reject rename replace reset return rshift rt rt0 rt2 rtclassid rule rules ruleset
    sctp secmark secmarks set sets size skgid skuid snat socket srh symhash synproxy synproxys
    table tables tcp th time timeout tproxy trace tunnel tunnels type typeof udp udplite
    undefine update vlan vm vmap vni vxlan xml xor xt
    """
}
