import EndpointModel

/// A rule of a firewall policy, or of a VPC network, as it is read.
struct GoogleCloudRule {
  enum Action: Hashable {
    case allow, deny, next
  }

  let name: String
  let action: Action
  let direction: PermitDirection
  let priority: Int
  /// Where connections go to, or come from if it is inbound.
  let ranges: [String]
  let names: [String]
  let layers: [Layer]
  /// Addresses of our own side, where it is for some of them only.
  let near: [EndpointAddress]?
  /// Why it allows less than its addresses and ports say; nil if it does not.
  let narrowing: String?
  /// What else it is about, whose addresses are not told.
  let unknown: [String]

  /// A protocol and its ports; none stands for all of them.
  struct Layer {
    let transport: String
    let ports: [String]

    init?(_ json: ConfigurationJSON) {
      guard let name = (json["IPProtocol"] ?? json["ipProtocol"])?.text else { return nil }
      transport = name.lowercased()
      ports = (json["ports"]?.elements ?? []).map { $0.text ?? $0.integer.map(String.init) ?? "" }
    }
  }

  /// Of a VPC network (compute API, "Firewall"). Without addresses and tags it is about all of
  /// IPv4.
  init?(vpc json: ConfigurationJSON, name: String) {
    guard let priority = json["priority"]?.integer else { return nil }
    let (allowed, denied) = (json["allowed"]?.elements, json["denied"]?.elements)
    guard let found = allowed ?? denied, allowed == nil || denied == nil else { return nil }
    layers = found.compactMap(Layer.init)
    guard layers.count == found.count, !layers.isEmpty else { return nil }
    self.name = name
    self.priority = priority
    action = denied == nil ? .allow : .deny
    switch json["direction"]?.text {
    case nil, "INGRESS"?: direction = .inbound
    case "EGRESS"?: direction = .outbound
    default: return nil
    }
    func has(_ key: String) -> Bool { !(json[key]?.elements ?? []).isEmpty }
    let isOut = direction == .outbound
    unknown = ["sourceTags", "sourceServiceAccounts"].filter(has)
    let far = Self.texts(json[isOut ? "destinationRanges" : "sourceRanges"])
    ranges = far.isEmpty && unknown.isEmpty ? ["0.0.0.0/0"] : far
    names = []
    let ours = Self.texts(json[isOut ? "sourceRanges" : "destinationRanges"])
    near = Self.near(ours)
    narrowing = Self.narrowing(
      targets: ["targetTags", "targetServiceAccounts"].filter(has), near: ours)
  }

  /// Of a policy (compute API, "FirewallPolicyRule").
  init?(policy json: ConfigurationJSON, name: String) {
    guard let priority = json["priority"]?.integer, let match = json["match"],
      let found = match["layer4Configs"]?.elements
    else { return nil }
    layers = found.compactMap(Layer.init)
    guard layers.count == found.count, !layers.isEmpty else { return nil }
    self.name = name
    self.priority = priority
    switch json["action"]?.text {
    case "allow"?: action = .allow
    case "deny"?: action = .deny
    case "goto_next"?: action = .next
    default: return nil
    }
    switch json["direction"]?.text {
    case "INGRESS"?: direction = .inbound
    case "EGRESS"?: direction = .outbound
    default: return nil
    }
    let (far, near) = direction == .outbound ? ("dest", "src") : ("src", "dest")
    ranges = Self.texts(match[far + "IpRanges"])
    names = Self.texts(match[far + "Fqdns"])
    let known = [
      far + "IpRanges", far + "Fqdns", near + "IpRanges", "layer4Configs",
    ]
    unknown = match.members.filter { !known.contains($0.key) && $0.value.isFilled }.map(\.key)
      .sorted()
    let ours = Self.texts(match[near + "IpRanges"])
    self.near = Self.near(ours)
    narrowing = Self.narrowing(
      targets: ["targetResources", "targetSecureTags", "targetServiceAccounts"].filter {
        json[$0]?.isFilled ?? false
      }, near: ours)
  }

  private static func texts(_ list: ConfigurationJSON?) -> [String] {
    (list?.elements ?? []).map { $0.text ?? "" }
  }

  private static func narrowing(targets: [String], near: [String]) -> String? {
    if !targets.isEmpty {
      return "is only for some instances (\(targets.joined(separator: ", ")))"
    }
    return near.allSatisfy { EndpointAddress($0)?.range != nil }
      ? nil : "is only for \(near.joined(separator: " "))"
  }

  private static func near(_ texts: [String]) -> [EndpointAddress]? {
    let isOfAll = texts.allSatisfy { ["0.0.0.0/0", "::/0"].contains($0) }
    return isOfAll ? nil : texts.compactMap { EndpointAddress($0) }
  }

  /// Families whose every address and protocol it is about.
  var wholeFamilies: Set<IPFamily> {
    guard narrowing == nil, near == nil, unknown.isEmpty,
      layers.contains(where: { $0.transport == "all" && $0.ports.isEmpty })
    else { return [] }
    return Set(
      IPFamily.allCases.filter { family in
        ranges.contains { EndpointAddress($0)?.range == .all(family) }
      })
  }
}

extension GoogleCloudRule.Layer {
  /// What it lets pass to addresses of a family; nil if that cannot be told.
  func meaning(_ family: IPFamily) -> (transport: IPProtocol, ports: PortSet?)? {
    switch transport {
    case "all": return ports.isEmpty ? (.any, nil) : nil
    case "icmp", "1": return family == .v4 && ports.isEmpty ? (.icmp, nil) : nil
    // ICMPv6 (RFC 4443).
    case "58": return family == .v6 && ports.isEmpty ? (.icmp, nil) : nil
    default:
      guard let named = UInt8(transport).map({ IPProtocol(number: $0) }) ?? Self.names[transport]
      else { return nil }
      if ports.isEmpty { return (named, nil) }
      guard named.hasPorts, let ports = CloudPorts(ports) else { return nil }
      return (named, ports.set)
    }
  }

  /// What it denies; nothing if that cannot be told.
  var denied: [ReadTraffic] {
    let found = IPFamily.allCases.compactMap { family in
      meaning(family).map { ReadTraffic($0.transport, $0.ports, family: family) }
    }
    guard found.count == IPFamily.allCases.count, let first = found.first else { return found }
    return [ReadTraffic(first.transport, first.ports)]
  }

  /// Well-known names (compute API, "Firewall", `allowed[].IPProtocol`). Which number `ipip`
  /// has is not told there.
  private static let names: [String: IPProtocol] = [
    "tcp": .tcp, "udp": .udp, "sctp": .sctp, "esp": .esp, "ah": .ah,
  ]
}
