import EndpointModel

/// What the policies between the two zones let pass.
extension JunosConfiguration {
  mutating func takePolicies(from: String, to: String, isOutbound: Bool) {
    var denied: String?
    var known: Set<String> = []
    let own = roots.flatMap { root in
      Self.entries(root["security", "policies", "from-zone"])
        .filter { Self.names($0.0, from) }
        .flatMap { Self.entries($0.1["to-zone"]) }.filter { Self.names($0.0, to) }
        .flatMap { Self.entries($0.1["policy"]) }
    }
    // They are asked after those between two zones ("Global Security Policies").
    let global = roots.flatMap { Self.entries($0["security", "policies", "global", "policy"]) }
      .filter { Self.isFor($0.1, "from-zone", from) && Self.isFor($0.1, "to-zone", to) }
    for (isGlobal, policies) in [(false, own), (true, global)] {
      for (name, policy) in policies {
        if isGlobal, denied != nil { break }
        let place =
          isGlobal
          ? "global policy \(name.asComment(limit: 80))"
          : "policy \(name.asComment(limit: 80)) from \(from) to \(to)"
        if !known.insert((isGlobal ? "global " : "") + name).inserted {
          reader.problem("\(place) is made of several parts, as groups have one of that name")
        }
        if let text = policy["description"]?.last {
          reader.number = FirewallPlan.number(inRemark: text) ?? reader.number
        }
        if let problem = Self.problem(policy) {
          reader.problem("\(place): \(problem)")
          continue
        }
        let known = reader.problems.count
        let source = end(of: policy, "source-address", zone: isGlobal ? nil : from)
        let destination = end(of: policy, "destination-address", zone: isGlobal ? nil : to)
        guard let source, let destination else {
          reader.problem("\(place): what its excluded addresses leave is not worked out")
          continue
        }
        let ends = (source, destination)
        if policy["then", "permit", "application-services"] != nil {
          reader.note("what application services cut off within what policies permit")
        }
        let services = services(policy["match", "application"])
        if policy["then", "permit"] == nil {
          if case .anybody(nil) = ends.0, case .anybody(nil) = ends.1,
            services.contains(ReadTraffic(.any))
          {
            denied = denied ?? place
          } else {
            reader.deny(
              services, from: ends.0, to: ends.1, ways: [isOutbound ? .outbound : .inbound],
              isExact: reader.problems.count == known, place: place)
          }
          continue
        }
        if let denied {
          reader.problem("\(place) comes after \(denied), which denies everything")
          continue
        }
        // A policy for all zones tells by its ends which way it is for.
        if isGlobal, Self.isFor(policy, "from-zone", to), Self.isFor(policy, "to-zone", from) {
          let (remote, local) = isOutbound ? (ends.1, ends.0) : (ends.0, ends.1)
          if case .addresses = local {
            guard isOutbound, case .addresses = remote else { continue }
          }
        }
        let far = isOutbound ? "destination-address" : "source-address"
        if from != to, Self.excludes(policy, far) {
          reader.permitWholes(services, isOutbound ? .outbound : .inbound)
        }
        if from == to {
          reader.permit(services, from: ends.0, to: ends.1, place: place)
        } else if isOutbound {
          reader.permit(services, remote: ends.1, local: ends.0, .outbound, place: place)
        } else {
          reader.permit(services, remote: ends.0, local: ends.1, .inbound, place: place)
        }
      }
    }
  }

  /// All zones that the text names; none if policies are for zones that it does not name.
  var everyZone: Set<String> {
    var out: Set<String> = []
    for root in roots {
      for (from, node) in Self.entries(root["security", "policies", "from-zone"]) {
        out.formUnion([from] + (node["to-zone"]?.names ?? []))
      }
      for (_, policy) in Self.entries(root["security", "policies", "global", "policy"]) {
        for end in ["from-zone", "to-zone"] {
          out.formUnion(policy["match", end]?.names ?? ["any"])
        }
      }
      out.formUnion(root["security", "zones", "security-zone"]?.names ?? [])
    }
    return out.contains { $0 == "any" || $0.hasPrefix("<") } ? [] : out
  }

  /// What takes statements from groups, or leaves groups out that stand above.
  static let groupWords: Set<String> = ["apply-groups", "apply-groups-except"]

  /// Whether a name, or `<*>` in a group, names a zone.
  private static func names(_ name: String, _ zone: String) -> Bool {
    name == zone || name == "<*>"
  }

  /// Whether a global policy is for a zone: it names it, or none.
  private static func isFor(_ policy: JunosTree, _ end: String, _ zone: String) -> Bool {
    let names = policy["match", end]?.names ?? []
    return names.isEmpty || names.contains(zone) || names.contains("any")
  }

  /// Why a policy cannot be read; nil if it can.
  private static func problem(_ policy: JunosTree) -> String? {
    if policy["scheduler-name"] != nil { return "it holds at times only" }
    let actions = ["permit", "deny", "reject"].filter { policy["then", $0] != nil }
    if actions.count != 1 { return "it has no action, or more than one" }
    for (kind, _) in entries(policy["then", "permit"])
    where !passing.contains(kind) && !groupWords.contains(kind) {
      return "it permits under a condition: \(kind.asComment(limit: 40))"
    }
    if policy["then", "permit", "application-services", "application-firewall"] != nil {
      return "it permits some applications only"
    }
    for (kind, value) in entries(policy["match"]) {
      // Told elsewhere.
      if groupWords.contains(kind) { continue }
      switch kind {
      case "source-address", "destination-address", "application",
        "source-address-excluded", "destination-address-excluded":
        continue
      // Of global policies.
      case "from-zone", "to-zone": continue
      case "source-identity", "dynamic-application", "url-category", "source-end-user-profile":
        if value.names.allSatisfy({ $0 == "any" || $0 == "none" }) { continue }
        return "\(kind) is not read"
      default: return "\(kind.asComment(limit: 40)) is not understood"
      }
    }
    for kind in ["source-address", "destination-address", "application"]
    where policy["match", kind]?.names.isEmpty ?? true {
      return "it names no \(kind)"
    }
    return nil
  }

  /// What a policy may do with what it permits, without a choice among it.
  private static let passing: Set<String> = [
    "application-services", "tcp-options", "services-offload", "no-services-offload",
  ]

  private static func excludes(_ policy: JunosTree, _ key: String) -> Bool {
    policy["match", key + "-excluded"] != nil
  }

  /// Nil if it is all but what is not all addresses.
  private mutating func end(of policy: JunosTree, _ key: String, zone: String?) -> ReadEnd? {
    let end = end(policy["match", key], zone: zone)
    if !Self.excludes(policy, key) { return end }
    guard case .addresses(let named) = end, let others = named.others(), !named.isEmpty,
      !others.isEmpty
    else { return nil }
    return .addresses(others)
  }

  /// - Parameter zone: whose address books are asked before the global one; nil for none.
  private mutating func end(_ node: JunosTree?, zone: String?) -> ReadEnd {
    let names = node?.names ?? []
    let families = names.compactMap { name -> IPFamily?? in
      switch name {
      case "any": .some(nil)
      case "any-ipv4": .some(.v4)
      case "any-ipv6": .some(.v6)
      default: nil
      }
    }
    if !families.isEmpty {
      return .anybody(families.contains(nil) || Set(families).count > 1 ? nil : families[0])
    }
    var addresses: [EndpointAddress] = []
    for name in names { addresses += content(name, zone: zone) }
    return .addresses(addresses)
  }

  private mutating func content(_ name: String, zone: String?) -> [EndpointAddress] {
    for book in (zone.flatMap { zones[$0] } ?? []) + ["global"] {
      for key in ["address \(name)", "address-set \(name)"] {
        guard let groups = books[book], groups.has(key) else { continue }
        let content = groups.content(of: key)
        for problem in content.problems { reader.problem(problem) }
        return content.members
      }
    }
    reader.problem("the address \(name.asComment(limit: 80)) is used, and not defined")
    return []
  }

  private mutating func services(_ node: JunosTree?) -> [ReadTraffic] {
    var out: [ReadTraffic] = []
    for name in node?.names ?? [] {
      if name == "any" {
        out.append(ReadTraffic(.any))
        continue
      }
      let set = "application-set \(name)"
      let key = applications.has(set) ? set : application(name)
      let content = applications.content(of: key)
      for problem in content.problems { reader.problem(problem) }
      out += content.members
    }
    return out
  }

  /// What allows traffic beside the policies of two zones.
  mutating func takeOthers() {
    for (index, root) in roots.enumerated() {
      for part in ["security", "applications"] {
        for path in root[part]?.paths(to: Self.groupWords) ?? [] {
          reader.problem(
            "groups applied, or not, within \(part) are not followed: "
              + path.joined(separator: " ").asComment(limit: 160))
        }
      }
      // Groups may apply groups.
      if root["apply-groups-except"] != nil || index > 0 && root["apply-groups"] != nil {
        reader.problem("groups applied by groups are not followed")
      }
      let zones = Self.entries(root["security", "policies", "from-zone"]).flatMap {
        [$0.0] + ($0.1["to-zone"]?.names ?? [])
      }
      if zones.contains("any") {
        reader.problem("policies for zones of the name any are not read")
      }
      for zone in zones where zone.hasPrefix("<") && zone != "<*>" {
        reader.problem("the zones \(zone.asComment(limit: 40)) of a group are not understood")
      }
      if root["security", "policies", "default-policy", "permit-all"] != nil {
        reader.problem("the default policy permits everything")
      }
      if Self.entries(root["security", "zones", "security-zone"]).contains(where: {
        $0.1["screen"] != nil
      }) {
        reader.note("what screens of zones take for an attack, and drop")
      }
      takeFilters(root)
    }
  }

  /// Filters without state are asked before and behind policies, and packets of a family that is
  /// switched by packets come to no policy at all.
  private mutating func takeFilters(_ root: JunosTree) {
    for (interface, node) in Self.entries(root["interfaces"]) where interface != "lo0" {
      for (unit, node) in Self.entries(node["unit"]) {
        for (family, node) in Self.entries(node["family"]) where node["filter"] != nil {
          reader.problem(
            "a filter of \(family.asComment(limit: 20)) at the interface "
              + "\("\(interface).\(unit)".asComment(limit: 60)) may cut off what policies allow")
        }
      }
    }
    for (family, node) in Self.entries(root["forwarding-options", "family"])
    where node["filter"] != nil {
      reader.problem(
        "a filter of \(family.asComment(limit: 20)) for all interfaces may cut off what policies allow"
      )
    }
    for (family, node) in Self.entries(root["security", "forwarding-options", "family"]) {
      guard let mode = node["mode"]?.last, mode != "flow-based" else { continue }
      reader.problem(
        "the family \(family.asComment(limit: 20)) is forwarded in the mode "
          + "\(mode.asComment(limit: 20)), to which policies do not apply")
    }
  }
}
