import EndpointModel

/// What gives connections another destination before policies are asked ("NAT User Guide for Security
/// Devices", destination NAT, static NAT).
extension JunosConfiguration {
  /// - Parameters:
  ///   - zone: ours, where connections of documents come from.
  ///   - isOurFile: whether the text is a file of Gatebook's and no device's configuration.
  mutating func tellTranslations(from zone: String, isOurFile: Bool) {
    var rewrites: [DestinationRewrite] = []
    for root in roots {
      for kind in ["destination", "static"] {
        for (set, node) in Self.entries(root["security", "nat", kind, "rule-set"]) {
          let zones = node["from", "zone"]?.names ?? []
          if !zones.isEmpty, !zones.contains(zone) { continue }
          let side =
            zones.isEmpty
            ? Self.entries(node["from"]).map { "\($0.0) \($0.1.names.joined(separator: " "))" }
              .first
            : nil
          for (name, rule) in Self.entries(node["rule"]) {
            let place = "the rule \("\(set) \(name)".quoted) of \(kind) NAT"
            if let rewrite = rewrite(rule, place, side) { rewrites.append(rewrite) }
          }
        }
      }
    }
    // A whole configuration has zones, or what is in them.
    let isWhole = roots.contains {
      $0["security", "nat"] != nil || $0["security", "zones"] != nil || $0["interfaces"] != nil
    }
    let hasPolicies = roots.contains { $0["security", "policies"] != nil }
    if !isWhole, hasPolicies, !isOurFile {
      reader.note("what gives connections another destination: the text has no NAT and no zones")
    }
    rewrites.tell(&reader)
  }

  private func rewrite(_ rule: JunosTree, _ place: String, _ side: String?) -> DestinationRewrite? {
    let then = rule["then"]
    if then?["destination-nat", "off"] != nil { return nil }
    var before: [AddressRange]?
    if let blocks = rule["match", "destination-address"]?.names, !blocks.isEmpty {
      before = ranges(blocks)
    }
    if let names = rule["match", "destination-address-name"]?.names {
      before = addresses(named: names).map { (before ?? []) + $0 }
    }
    var after: [AddressRange]?
    if let prefix = then?["static-nat", "prefix"]?.names {
      after = ranges(prefix)
    } else if let name = then?["static-nat", "prefix-name"]?.last {
      after = addresses(named: [name])
    } else if let name = then?["destination-nat", "pool"]?.last {
      let pool = roots.compactMap { $0["security", "nat", "destination", "pool", name] }.first
      after = pool?["address"].flatMap { ranges($0.names) }
    }
    let ports = PortSet(
      (rule["match", "destination-port"]?.names ?? []).compactMap { UInt16($0) }.filter { $0 > 0 }
        .map { $0...$0 })
    let isRange = rule["match", "destination-port"]?.names.contains { UInt16($0) == nil } ?? false
    let transport = rule["match", "protocol"]?.last.flatMap { IPProtocol($0) } ?? .any
    return DestinationRewrite(
      place, before: before, after: after, transport, isRange ? nil : ports, side: side)
  }

  /// Nil if one of the texts is no address.
  private func ranges(_ texts: [String]) -> [AddressRange]? {
    let found = texts.compactMap { EndpointAddress.enclosing($0)?.range }
    return found.count == texts.count ? found : nil
  }

  private func addresses(named names: [String]) -> [AddressRange]? {
    var out: [AddressRange] = []
    for name in names {
      let keys = ["address \(name)", "address-set \(name)"]
      guard let key = keys.first(where: { books["global"]?.has($0) ?? false }),
        let content = books["global"]?.content(of: key), content.problems.isEmpty
      else { return nil }
      let ranges = content.members.compactMap(\.range)
      if ranges.count < content.members.count { return nil }
      out += ranges
    }
    return out
  }
}
