extension String {
  /// An address of the web without what opens doors: no user, password, query or fragment.
  /// What is left out is marked: `https://example.com/list?…`.
  ///
  ///     "https://desk:secret@example.com/list?token=1".withoutSecrets
  ///       == "https://example.com/list?…"
  ///
  /// Anything else is as it is.
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

extension SourceLocation {
  /// For people: its address without secrets.
  public var shown: String {
    if case .web(let address) = self { address.withoutSecrets } else { description }
  }
}
