extension String {
  /// A web address without its secrets: no user, password, query or fragment. `?…` marks a query or
  /// fragment that was left out.
  ///
  /// ```swift
  /// "https://desk:secret@example.com/list?token=1".withoutSecrets
  /// // "https://example.com/list?…"
  /// ```
  ///
  /// Any other text is returned unchanged.
  public var withoutSecrets: String {
    guard let scheme = firstRange(of: "://"), !self[..<scheme.lowerBound].contains("/") else {
      return self
    }
    let rest = self[scheme.upperBound...]
    let authority = rest.prefix { !"/?#\\".contains($0) }
    let path = rest[authority.endIndex...].prefix { !"?#".contains($0) }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    return self[..<scheme.upperBound] + (host ?? authority) + path
      + (path.endIndex < endIndex ? "?…" : "")
  }
}
