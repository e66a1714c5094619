import EndpointModel

/// Port forwards and addresses that stand for others: rules are asked for the addresses behind them
/// (Netgate, "Order of NAT and Firewall Processing").
extension OPNsenseConfiguration {
  func takeTranslations(_ reader: inout PermitReader) {
    let forwards = root.elements(at: "nat", "rule").compactMap { rewrite($0, &reader) }
    let others = root.elements(at: "nat", "onetoone").compactMap { oneToOne($0) }
    let more = root.elements(at: "OPNsense", "Firewall", "Filter", "onetoone", "rule")
      .compactMap { automation($0) }
    (forwards + others + more).tell(&reader)
  }

  private func isOff(_ rule: ConfigurationXML) -> Bool {
    isPfSense ? rule.has("disabled") : rule.value("disabled") != nil && rule.isSet("disabled")
  }

  private func name(_ rule: ConfigurationXML, _ kind: String) -> String {
    "line \(rule.line): the \(kind)" + (rule.value("descr").map { " \($0.quoted)" } ?? "")
  }

  private func rewrite(
    _ rule: ConfigurationXML, _ reader: inout PermitReader
  ) -> DestinationRewrite? {
    if isOff(rule) || rule.isSet("nordr") { return nil }
    let place = name(rule, "port forward")
    let end = rule.children("destination").last
    let interface = rule.value("interface") ?? ""
    // It lets pass by itself what it forwards.
    if rule.value("associated-rule-id") == "pass" || rule.value("pass") == "pass",
      interface.split(separator: ",").contains(where: { $0 == outside })
    {
      reader.problem(
        "\(place) lets pass what it forwards without a rule: what that allows is not read")
    }
    let ports = end?.value("port").flatMap { OPNsenseAliases.range($0) }.flatMap { PortSet([$0]) }
    let transport: IPProtocol =
      switch rule.value("protocol")?.lowercased() {
      case "tcp": .tcp
      case "udp": .udp
      case "tcp/udp": .tcpAndUDP
      default: .any
      }
    let isInside = interface.split(separator: ",").contains {
      interfaces.match([String($0)], inside).isThere
    }
    return DestinationRewrite(
      place, before: ranges(end), after: rule.value("target").flatMap { ranges($0) }, transport,
      transport == .any ? nil : ports, side: isInside ? nil : interface)
  }

  private func oneToOne(_ rule: ConfigurationXML) -> DestinationRewrite? {
    if isOff(rule) || rule.isSet("nobinat") { return nil }
    return DestinationRewrite(
      name(rule, "address that stands for another"),
      before: rule.value("external").flatMap { ranges($0) },
      after: ranges(rule.children("source").last),
      side: rule.value("interface") ?? outside)
  }

  private func automation(_ rule: ConfigurationXML) -> DestinationRewrite? {
    if rule.has("enabled"), !rule.isSet("enabled") { return nil }
    return DestinationRewrite(
      name(rule, "address that stands for another"),
      before: rule.value("external").flatMap { ranges($0) },
      after: rule.value("source_net").flatMap { ranges($0) },
      side: rule.value("interface") ?? outside)
  }

  /// Where a rule's end is; nil for anywhere, and for what is not told.
  private func ranges(_ end: ConfigurationXML?) -> [AddressRange]? {
    guard let end, !end.has("any"), !end.has("not"),
      let name = end.value("network") ?? end.value("address")
    else { return nil }
    // The machine's own addresses are nobody's else.
    if name == "(self)" || interfaces.key(ofOwnAddress: name) != nil { return [] }
    return ranges(name)
  }

  private func ranges(_ name: String) -> [AddressRange]? {
    if let networks = interfaces[key: name]?.networks { return Array(networks.values) }
    if aliases.has(name) {
      let found = try? aliases.addresses(name).map(\.range)
      return found.flatMap { $0.contains { $0 == nil } ? nil : $0.compactMap { $0 } }
    }
    return (EndpointAddress.enclosing(name)?.range ?? AddressRange(name)).map { [$0] }
  }
}
