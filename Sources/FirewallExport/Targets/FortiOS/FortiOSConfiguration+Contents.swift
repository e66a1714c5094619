import EndpointModel

extension FortiOSConfiguration {
  /// What the addresses, groups, services and policies of the virtual domain hold, by table and name.
  /// What `show` leaves out and `show full-configuration` has makes no difference.
  var contents: FirewallContents {
    var out = FirewallContents()
    for (table, name, entry) in all(["address", "address6"]) {
      let family = table == "address" ? IPFamily.v4 : .v6
      out.add("\(table) \(name)", [entry.address(family)?.description ?? contentNotUnderstood])
    }
    for (table, name, entry) in all(["addrgrp", "addrgrp6"]) {
      let isWhole = entry.word("exclude") != "enable"
      out.add(
        "\(table) \(name)", entry.words("member") + (isWhole ? [] : ["with exceptions"]))
    }
    for (_, name, entry) in all(["service custom"]) {
      out.add("service \(name)", entry.traffic?.map(\.inWords) ?? [contentNotUnderstood])
    }
    for (_, name, entry) in all(["policy"]) {
      let policy = FortiOSPolicy(name, entry, isOnlyIPv6: false)
      out.add("policy \(name)", entry.partsOfPolicy + policy.limits.map { "limited by \($0)" })
    }
    return out
  }

  private func all(_ names: [String]) -> [(table: String, name: String, entry: Entry)] {
    names.flatMap { table in
      (tables["firewall " + table]?.entries ?? [:]).map { (table, $0.key, $0.value) }
    }
  }
}

extension FortiOSConfiguration.Entry {
  /// Each value of the settings that are written, with what is meant where none is there (FortiOS CLI
  /// Reference, "config firewall policy").
  fileprivate var partsOfPolicy: [String] {
    let standards = ["action": "deny", "nat": "disable", "status": "enable"]
    let keys = [
      "action", "comments", "dstaddr", "dstaddr6", "dstintf", "name", "nat", "schedule", "service",
      "srcaddr", "srcaddr6", "srcintf", "status",
    ]
    return keys.flatMap { key in
      let values = words(key)
      return (values.isEmpty ? [standards[key]].compactMap { $0 } : values).map { "\(key) \($0)" }
    }
  }
}
