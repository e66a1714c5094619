extension RevisionGuard {
  /// Whether the version went back, or a feed has other content under the version of the last one.
  func version(
    _ old: DocumentDescription, _ new: DocumentDescription, isChanged: Bool
  ) -> [HoldReason] {
    guard let before = old.feedVersion, let after = new.feedVersion else { return [] }
    if before == after {
      // A page or a file of no known vendor may keep its number when it is edited, or number its
      // shape. The same bytes read otherwise are a change of the reader.
      guard isChanged, new.isOfKnownFeed, old.format == new.format, old.sha256 != new.sha256 else {
        return []
      }
      return [HoldReason(.sameVersion, .sameVersion, after.withVisibleControls)]
    }
    // A page may mention versions of other things; only whole numbers are compared there.
    let areComparable = new.isOfKnownFeed || Int(before) != nil && Int(after) != nil
    guard areComparable, FeedVersion(after).isEarlier(than: FeedVersion(before)) else { return [] }
    return [
      HoldReason(
        .wentBackwards, .olderVersion, before.withVisibleControls, after.withVisibleControls)
    ]
  }
}

extension DocumentDescription {
  /// Whether it was read as a feed whose version is known to number its content: their formats are
  /// named by two words, those of pages and data of any shape by one.
  public var isOfKnownFeed: Bool { format.contains("-") }
}

/// A version as numbers with text between them: `1736`, `1.10`, `2026-01-20T17:11:13`.
private struct FeedVersion {
  private let numbers: [String]
  private let between: [String]

  init(_ text: String) {
    var (numbers, between): ([String], [String]) = ([], [])
    var rest = text[...]
    while true {
      let word = rest.prefix { !$0.isDigit }
      between.append(String(word))
      rest = rest[word.endIndex...]
      if rest.isEmpty { break }
      let digits = rest.prefix(while: \.isDigit)
      let significant = digits.drop { $0 == "0" }
      numbers.append(significant.isEmpty ? "0" : String(significant))
      rest = rest[digits.endIndex...]
    }
    (self.numbers, self.between) = (numbers, between)
  }

  /// Whether it precedes another of the same shape; of different shapes nothing can be told.
  func isEarlier(than other: Self) -> Bool {
    guard between == other.between, numbers.count == other.numbers.count else { return false }
    for (a, b) in zip(numbers, other.numbers) where a != b {
      return (a.count, a) < (b.count, b)
    }
    return false
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
