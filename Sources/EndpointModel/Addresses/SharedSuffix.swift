/// The end of a host name below which anybody may register a name: a top-level domain (`com`), or a
/// country's second level that works like one (`co.uk`).
///
/// The Public Suffix List (publicsuffix.org) has thousands; these few labels cover the
/// names that vendors use.
enum SharedSuffix {
  private static let secondLevels: Set<Substring> = [
    "ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "mil", "ne", "net", "nom", "or", "org",
  ]

  /// How many of a name's last labels are such an end: 1 or 2; 0 if there are no labels.
  static func length(of labels: some BidirectionalCollection<Substring>) -> Int {
    guard let top = labels.last else { return 0 }
    let second = labels.dropLast().last
    return top.utf8.count == 2 && second.map { secondLevels.contains($0) } ?? false ? 2 : 1
  }
}
