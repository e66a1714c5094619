import EndpointModel

/// A policy of FortiOS, as it is read.
struct FortiOSPolicy {
  let entry: FortiOSConfiguration.Entry
  private let name: String
  /// Whether it stands in the table of older releases whose addresses are all IPv6.
  private let isOnlyIPv6: Bool

  init(_ name: String, _ entry: FortiOSConfiguration.Entry, isOnlyIPv6: Bool) {
    self.name = name
    self.entry = entry
    self.isOnlyIPv6 = isOnlyIPv6
  }

  var title: String { "line \(entry.line): the policy \(name.quoted)" }
  var isEnabled: Bool { entry.word("status") != "disable" }
  /// Where none is stated it is to deny.
  var action: String { entry.word("action") ?? "deny" }
  var comment: String? { entry.word("comments") }

  func addresses(_ family: IPFamily) -> (sources: [String], destinations: [String]) {
    if isOnlyIPv6 {
      guard family == .v6 else { return ([], []) }
      let (sources, destinations) = (entry.words("srcaddr6"), entry.words("dstaddr6"))
      return (
        sources.isEmpty ? entry.words("srcaddr") : sources,
        destinations.isEmpty ? entry.words("dstaddr") : destinations
      )
    }
    return family == .v4
      ? (entry.words("srcaddr"), entry.words("dstaddr"))
      : (entry.words("srcaddr6"), entry.words("dstaddr6"))
  }

  var hasNoAddresses: Bool {
    IPFamily.allCases.allSatisfy {
      let (sources, destinations) = addresses($0)
      return sources.isEmpty || destinations.isEmpty
    }
  }

  /// - Parameters:
  ///   - inside: the interface and the zones that it is in.
  ///   - outside: the same of the other one.
  func directions(inside: Set<String>, outside: Set<String>) -> [PermitDirection] {
    func has(_ key: String, _ places: Set<String>) -> Bool {
      entry.words(key).contains { places.contains($0) || $0 == "any" }
    }
    return [
      has("srcintf", inside) && has("dstintf", outside) ? .outbound : nil,
      has("srcintf", outside) && has("dstintf", inside) ? .inbound : nil,
    ].compactMap { $0 }
  }

  /// Whether an end, `srcaddr` or `dstaddr`, is all addresses of a family but those that it names.
  func negates(_ end: String, _ family: IPFamily) -> Bool {
    isOn((family == .v6 && !isOnlyIPv6 ? end + "6" : end) + "-negate")
      || isOnlyIPv6 && isOn(end + "6-negate")
  }

  private func isOn(_ key: String) -> Bool { entry.word(key) == "enable" }

  /// Half a sentence: why what it allows cannot be told; nil if it can.
  var reasonNotToRead: String? {
    if isOn("service-negate") { return "negates its service" }
    let services = entry.settings.keys.filter { $0.hasPrefix("internet-service") && isOn($0) }
    return services.isEmpty ? nil : "names a service of the Internet"
  }

  /// Settings that limit it besides addresses and services.
  var limits: [String] {
    entry.settings.keys.sorted().filter { key in
      guard let standard = Self.limits[key] else { return false }
      return !entry.words(key).isEmpty && entry.words(key) != [standard]
    }
  }

  private static let limits = [
    "schedule": "always", "groups": "", "users": "", "fsso-groups": "", "fsso": "disable",
    "devices": "", "src-vendor-mac": "", "ztna-status": "disable", "ztna-ems-tag": "",
    "ztna-geo-tag": "", "url-category": "", "application": "", "app-category": "", "app-group": "",
    "reputation-minimum": "0", "sgt-check": "disable", "vlan-filter": "", "tos-mask": "0x00",
    "vpntunnel": "",
    "policy-expiry": "disable", "captive-portal-exempt": "disable",
    "geoip-match": "physical-location", "disclaimer": "disable", "http-policy-redirect": "disable",
    "nat46": "disable",
    "nat64": "disable",
  ]

  /// What it leaves open: what is looked at within connections, and whom else it is for.
  ///
  /// - Parameter known: the interfaces and zones that are compared.
  func notes(_ known: Set<String>) -> [String] {
    var out: [String] = []
    let inspects = entry.settings.keys.contains { key in
      ["-profile", "-sensor", "-list", "profile-group"].contains(where: key.hasSuffix)
        && key != "ssl-ssh-profile" && key != "profile-protocol-options"
    }
    if inspects { out.append("what security profiles cut off within what policies allow") }
    for key in ["srcintf", "dstintf"] {
      guard let other = entry.words(key).first(where: { !known.contains($0) }) else { continue }
      out.append("\(title) is for other interfaces as well: its \(key) has \(other.quoted)")
    }
    return out
  }

  /// Settings that are neither known to limit a policy nor known to change nothing.
  var notUnderstood: [String] {
    entry.settings.keys.sorted().filter { key in
      Self.limits[key] == nil && !Self.known.contains(key)
        && !key.hasPrefix("internet-service") && !key.hasSuffix("-negate")
        && !["-profile", "-sensor", "-list", "-options"].contains(where: key.hasSuffix)
    }
  }

  private static let known: Set<String> = [
    "name", "uuid", "status", "action", "srcintf", "dstintf", "srcaddr", "dstaddr", "srcaddr6",
    "dstaddr6", "service", "comments", "label", "global-label", "logtraffic", "logtraffic-start",
    "nat", "ippool", "poolname", "poolname6", "fixedport", "natip",
    "permit-any-host",
    "utm-status", "inspection-mode", "profile-type", "profile-group", "ssl-ssh-profile",
    "traffic-shaper", "traffic-shaper-reverse", "per-ip-shaper", "session-ttl", "timeout-send-rst",
    "tcp-mss-sender", "tcp-mss-receiver", "auto-asic-offload", "np-acceleration", "capture-packet",
    "match-vip", "match-vip-only", "send-deny-packet", "tcp-session-without-syn", "anti-replay",
    "delay-tcp-npu-session", "dsri", "diffserv-forward", "diffserv-reverse", "diffserv-copy",
    "diffservcode-forward", "diffservcode-rev", "vlan-cos-fwd", "vlan-cos-rev",
    "color", "custom-log-fields", "policyid", "wccp", "webcache", "webcache-https", "wanopt",
    "radius-mac-auth-bypass", "email-collect", "block-notification", "replacemsg-override-group",
    "dynamic-shaping", "passive-wan-health-measurement", "tos", "tos-negate", "rtp-nat",
    "firewall-session-dirty", "geoip-anycast", "ntlm",
    "ssh-policy-redirect", "cgn-eif", "cgn-eim", "policy-offload", "service-connector",
  ]
}
