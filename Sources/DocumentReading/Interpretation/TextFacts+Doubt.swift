/// Whether words that shut something may have been misread.
extension TextFacts {
  /// "Ports that are not needed must be closed", "the connection is refused unless port 443 is open": it
  /// denies twice, or opens in one clause what it shuts in another. Such words are understood as well as can
  /// be, and what they leave out is told.
  var isDoubtfulDenial: Bool {
    // A text as long as this is not judged by its clauses.
    if text.holdsUnspacedScript { return false }
    let all = clauses.joined()
    return all.contains {
      $0.isTurned || $0.turns > 1 || $0.joint != .main && $0.joint != .bracket && $0.turns > 0
    }
      || all.contains { $0.joint == .main && $0.sign > 0 && $0.asks }
      || clauses.isEmpty && tokens.count { $0.isWord && ActionWords.turns($0.lower) } > 1
  }
}
