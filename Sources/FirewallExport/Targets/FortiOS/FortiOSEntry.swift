import EndpointModel

extension FortiOSConfiguration.Entry {
  /// An address object's address; nil if it is none.
  func address(_ family: IPFamily) -> EndpointAddress? {
    switch word("type") ?? (family == .v4 ? "ipmask" : "ipprefix") {
    case "ipmask": return EndpointAddress.enclosing(words("subnet").joined(separator: "/"))
    case "ipprefix": return word("ip6").flatMap { EndpointAddress.enclosing($0) }
    case "iprange":
      guard let first = word("start-ip"), let last = word("end-ip"),
        let range = AddressRange("\(first)-\(last)"), range.family == family
      else { return nil }
      return EndpointAddress(range)
    case "fqdn", "wildcard-fqdn":
      guard let name = word("fqdn") ?? word("wildcard-fqdn") else { return nil }
      if let pattern = try? HostPattern(parsing: name) { return .pattern(pattern) }
      return (try? HostName(parsing: name)).map { .host($0) }
    default: return nil
    }
  }

  /// A service's traffic; nil if it is not understood, or limited by more than protocol and port.
  var traffic: [ReadTraffic]? {
    if let range = word("iprange"), range != "0.0.0.0" { return nil }
    if let name = word("fqdn"), !name.isEmpty { return nil }
    if let kind = word("app-service-type"), kind != "disable" { return nil }
    if word("proxy") == "enable" { return nil }
    switch word("protocol") ?? "TCP/UDP/SCTP" {
    case "TCP/UDP/SCTP", "TCP/UDP/UDP-Lite/SCTP": return portTraffic
    case "ICMP":
      guard let type = word("icmptype") else { return [ReadTraffic(.icmp, family: .v4)] }
      guard word("icmpcode") == nil, let number = UInt8(type) else { return nil }
      return [ReadTraffic(.icmp(type: number), family: .v4)]
    case "ICMP6": return word("icmptype") == nil ? [ReadTraffic(.icmp, family: .v6)] : nil
    case "IP":
      guard let number = UInt8(word("protocol-number") ?? "0") else { return nil }
      if number == 0 { return [ReadTraffic(.any)] }
      return [ReadTraffic(IPProtocol(number: number), family: number == 1 ? .v4 : nil)]
    default: return nil
    }
  }

  private var portTraffic: [ReadTraffic]? {
    var out: [ReadTraffic] = []
    if !words("udplite-portrange").isEmpty { return nil }
    for (key, transport) in [
      ("tcp-portrange", IPProtocol.tcp), ("udp-portrange", .udp), ("sctp-portrange", .sctp),
    ] {
      var ranges: [ClosedRange<UInt16>] = []
      for word in words(key) {
        let ends = word.split(separator: ":", omittingEmptySubsequences: false)
        // Behind a colon are the ports of the other end.
        guard ends.count == 1 || ends.count == 2 && ["0-65535", "1-65535"].contains(ends[1]) else {
          return nil
        }
        // Port 0 is no port: the service NONE has it.
        if ends[0] == "0" { continue }
        let text = ends[0].hasPrefix("0-") ? "1-" + ends[0].dropFirst(2) : String(ends[0])
        guard let ports = PortSet(text) else { return nil }
        ranges += ports.ranges
      }
      if let ports = PortSet(ranges) { out.append(ReadTraffic(transport, ports)) }
    }
    return out
  }
}
