import EndpointModel

/// What decides beside the two tables of policies that are read.
extension FortiOSConfiguration {
  /// What other tables may let in or cut off, in words.
  var otherTables: [String] {
    var out: [String] = []
    for name in Self.alone where tables["firewall " + name]?.order.isEmpty == false {
      out.append("the table \"firewall \(name)\" is not read")
    }
    for name in Self.beside {
      for (key, entry) in enabled("firewall " + name)
      where entry.word("action") == "accept"
        || entry.word("action") == nil && name.hasPrefix("multicast")
      {
        out.append(
          "line \(entry.line): the policy \(key.quoted) of \"firewall \(name)\" accepts, and is not read"
        )
      }
    }
    for name in Self.before {
      for (key, entry) in enabled("firewall " + name) {
        out.append(
          "line \(entry.line): the entry \(key.quoted) of \"firewall \(name)\" may cut off what is read"
        )
      }
    }
    return out + settings + schedules
  }

  /// What the virtual domain does with all policies.
  private var settings: [String] {
    guard let entry = tables["system settings"]?.entries[""] else { return [] }
    var out: [String] = []
    for key in ["asymroute", "asymroute6"] where entry.word(key) == "enable" {
      out.append("\(key) is enabled: packets that belong to no connection pass without a policy")
    }
    if entry.word("ngfw-mode") == "policy-based" {
      out.append("ngfw-mode is policy-based: security policies decide, and not those that are read")
    }
    return out
  }

  /// Tables whose policies look at packets besides, and drop what they take for an attack.
  var otherNotes: [String] {
    ["interface-policy", "interface-policy6", "DoS-policy", "DoS-policy6", "sniffer"].compactMap {
      enabled("firewall " + $0).isEmpty ? nil : "what \("firewall \($0)".quoted) drops"
    }
  }

  /// The address that FortiOS brings for all, if it was changed.
  var changedWords: [String] {
    [("address", IPFamily.v4), ("address6", .v6)].compactMap { table, family in
      guard let entry = entry(table, "all") else { return nil }
      let hasOwn = ["subnet", "ip6", "start-ip", "fqdn"].contains { !entry.words($0).isEmpty }
      if !hasOwn, entry.word("type") == nil { return nil }
      return entry.address(family) == EndpointAddress(.all(family))
        ? nil : "line \(entry.line): the address \("all".quoted) is changed: it is not everything"
    }
  }

  /// Tables that take the place of those that are read.
  private static let alone = [
    "security-policy", "consolidated policy", "proxy-policy", "ip-translation",
  ]

  /// Tables of policies of their own: from one family to the other, of multicasts, which are accepted
  /// unless one says otherwise, and of what is for the device itself (FortiOS CLI Reference, "config
  /// firewall").
  private static let beside = [
    "policy46", "policy64", "multicast-policy", "multicast-policy6", "local-in-policy",
    "local-in-policy6",
  ]

  /// Tables that drop packets before any policy is asked.
  private static let before = ["acl", "acl6", "ttl-policy"]

  private func enabled(_ table: String) -> [(String, Entry)] {
    (tables[table]?.order.all ?? []).compactMap { name in
      tables[table]?.entries[name].map { (name, $0) }
    }.filter { $0.1.word("status") != "disable" }
  }

  /// Policies name the schedule that FortiOS brings, which holds at all times unless it was changed.
  private var schedules: [String] {
    ["recurring", "onetime", "group"].compactMap { kind in
      guard let entry = tables["firewall schedule " + kind]?.entries["always"] else { return nil }
      let isWhole =
        kind == "recurring" && Set(entry.words("day")) == Self.days
        && ["start", "end"].allSatisfy { ["00:00", nil].contains(entry.word($0)) }
      return isWhole
        ? nil
        : "line \(entry.line): the schedule \"always\" is changed: it may not hold at all times"
    }
  }

  private static let days: Set<String> = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]
}
