/// The end of a name below which anybody may register one: a top-level domain (`com`), or the
/// second level of a country's that works like one (`co.uk`).
///
/// The Public Suffix List (publicsuffix.org) knows thousands; these few labels cover where
/// vendors' own names lie.
enum SharedSuffix {
  private static let secondLevels: Set<Substring> = [
    "ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "mil", "ne", "net", "nom", "or", "org",
  ]

  /// How many of the last labels of a name are one: 1 or 2, or 0 of none.
  static func length(of labels: some BidirectionalCollection<Substring>) -> Int {
    guard let top = labels.last else { return 0 }
    let second = labels.dropLast().last
    return top.utf8.count == 2 && second.map { secondLevels.contains($0) } ?? false ? 2 : 1
  }
}
