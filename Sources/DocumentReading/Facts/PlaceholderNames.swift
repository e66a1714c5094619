/// Host names that only show where one's own stands: "yourdomain.com", "your.server.address",
/// "ihre-schule.vendor.example".
enum PlaceholderNames {
  /// Whether a host's name, or the fixed part of a pattern, is one.
  static func holds(_ name: String) -> Bool {
    // Most names have none of these bytes, and this is asked of each.
    let mayBegin = name.utf8.contains {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 | 0x20 == UInt8(ascii: "y")
    }
    if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
      name.utf8.distance(from: dot, to: name.endIndex) >= 4,
      lastLabels.contains(String(name[name.index(after: dot)...]))
    {
      return true
    }
    guard mayBegin else { return false }
    return name.lowercased().split(separator: ".").dropLast().contains { isPlaceholder($0) }
  }

  private static func isPlaceholder(_ label: Substring) -> Bool {
    if label == "your" { return true }
    let parts = label.split { $0 == "-" || $0 == "_" }
    if parts.count > 1 {
      if beginnings.contains(where: label.hasPrefix) { return true }
      // "relay-your-region"
      if parts.dropFirst().contains("your") { return true }
      if parts[0] == "my" { return parts.count == 2 && things.contains(String(parts[1])) }
    }
    if label.hasPrefix("your") {
      let rest = label.dropFirst(4)
      return things.contains { rest.hasPrefix($0) }
    }
    return label.hasPrefix("my") && ownThings.contains(String(label.dropFirst(2)))
  }

  private static let beginnings = [
    "your-", "your_", "ihr-", "ihre-", "ihr_", "ihre_", "dein-", "deine-", "votre-", "vos-",
    "seu-", "sua-", "vuestro-", "jouw-", "uw-", "twoj-", "twoja-", "vas-", "vase-", "din-",
  ]
  private static let lastLabels: Set = [
    "tld", "address", "hostname", "domain", "placeholder", "yourdomain",
  ]

  /// What may be one's own, at the beginning of what follows "your".
  private static let things: Set = [
    "domain", "company", "server", "tenant", "instance", "org", "account", "site", "host", "name",
    "app", "ip", "project", "storage", "cluster", "region", "subdomain", "machine", "web", "mail",
    "fqdn", "url", "addr", "network", "public", "private", "internal", "external", "dns",
    "customer", "team", "business", "workspace", "resource", "namespace", "device", "registry",
    "endpoint", "vm", "school", "enterprise", "dc", "local",
  ]

  /// The same behind "my", where fewer names are meant for anyone.
  private static let ownThings: Set = [
    "domain", "company", "server", "host", "hostname", "org", "organization", "site", "tenant",
    "subdomain", "domainname", "servername",
  ]
}
