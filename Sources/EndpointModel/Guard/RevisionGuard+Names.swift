extension RevisionGuard {
  /// Whether a name or pattern became a pattern that matches more.
  func names(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    let patterns = new.patterns(notIn: old.table)
    if patterns.isEmpty { return [] }
    if let wide = patterns.first(where: \.isWide) { return [Self.wide(wide)] }
    for gone in new.missing(addressesOf: old.changes.removed) {
      for pattern in patterns where pattern.isWider(than: gone) {
        return [HoldReason(.widerName, .widerName, pattern.text, "\(gone)")]
      }
    }
    return []
  }

  static func wide(_ pattern: HostPattern) -> HoldReason {
    HoldReason(.wideBlock, .nameNowAllowed, pattern.text)
  }
}

extension Snapshot {
  /// The host patterns, ascending.
  var patterns: [HostPattern] {
    addresses.names.compactMap { name in
      if case .pattern(let pattern) = name { pattern } else { nil }
    }.sorted()
  }

  /// The patterns that another table does not have.
  fileprivate func patterns(notIn other: Snapshot) -> [HostPattern] {
    patterns.filter { !other.addresses.names.contains(.pattern($0)) }
  }
}

extension HostPattern {
  /// Whether it matches all names below a shared suffix: `*`, `*.com`, `*.co.uk`.
  var isWide: Bool {
    guard let star = text.utf8.lastIndex(of: UInt8(ascii: "*")) else { return false }
    let labels = text[star...].dropFirst().split(separator: ".")
    return labels.count <= SharedSuffix.length(of: labels)
  }

  /// Whether it matches everything that a name or pattern does, and more.
  func isWider(than address: EndpointAddress) -> Bool {
    switch address {
    case .host(let name): matches(name)
    case .pattern(let other): self != other && covers(other)
    default: false
    }
  }
}
