import EndpointModel

/// Virtual addresses: what comes to one of them goes on to another before policies are asked (FortiOS
/// CLI Reference, "config firewall vip").
extension FortiOSConfiguration {
  /// Those of what enters at the inside interface, or a zone that it is in.
  func translations(inside: Set<String>) -> [DestinationRewrite] {
    ["firewall vip", "firewall vip6"].flatMap { table in
      (tables[table]?.order.all ?? []).compactMap { name in
        tables[table]?.entries[name].flatMap { rewrite(name, $0, inside) }
      }
    }
  }

  private func rewrite(_ name: String, _ entry: Entry, _ inside: Set<String>) -> DestinationRewrite?
  {
    if entry.word("status") == "disable" { return nil }
    let interface = entry.word("extintf") ?? "any"
    if interface != "any", !inside.contains(interface) { return nil }
    var (transport, ports) = (IPProtocol.any, PortSet?.none)
    if entry.word("portforward") == "enable" {
      transport = entry.word("protocol").flatMap { IPProtocol($0) } ?? .tcp
      ports = entry.word("extport").flatMap { PortSet($0) }
    }
    return DestinationRewrite(
      "line \(entry.line): the virtual address \(name.quoted)",
      before: ranges(entry.words("extip")), after: ranges(entry.words("mappedip")), transport,
      ports)
  }

  /// `192.0.2.1`, `192.0.2.1-192.0.2.9`; nil if one is no address, or there is none.
  private func ranges(_ texts: [String]) -> [AddressRange]? {
    let found = texts.compactMap { EndpointAddress($0)?.range }
    return found.count == texts.count && !found.isEmpty ? found : nil
  }
}
