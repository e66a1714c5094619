/// Tells what is odd about a new revision: signs that a download or a page is broken or
/// forged rather than changed. It watches what is allowed, not how a table looks.
///
///     RevisionGuard(limits).reasons(for: table, document, after: [current, weekAgo, approved])
public struct RevisionGuard: Sendable {
  let limits: GuardLimits

  public init(_ limits: GuardLimits = GuardLimits()) { self.limits = limits }

  /// Why the new table should not become current without a person's look; empty where
  /// nothing is odd.
  ///
  /// - Parameters:
  ///   - new: the table as it is meant.
  ///   - document: what it was read from.
  ///   - earlier: the current table, then older ones that it is compared with too, so that
  ///     a large step taken in small ones is seen; empty for a first document.
  ///   - isPartial: whether something in the document was not understood.
  public func reasons(
    for new: Snapshot, _ document: DocumentDescription, after earlier: [Earlier], isPartial: Bool
  ) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if isPartial {
      reasons.append(HoldReason(.partlyRead, "something in the document was not understood"))
    }
    if new.isEmpty {
      // All else follows from it.
      return reasons + [HoldReason(.noEndpoints, "the document has no endpoint any more")]
    }
    guard let current = earlier.first else { return reasons + first(new) }
    reasons += loss(current, new) + growth(current, new) + terms(current, new)
    reasons += unstated(current, new) + names(current, new)
    // A block of half the Internet has all kinds of space in it.
    if !reasons.contains(where: { $0.code == .wideBlock }) { reasons += specialSpace(current, new) }
    for older in earlier.dropFirst() {
      var more = growth(older, new)
      // Over a long time a list may well be replaced by another.
      if older.moment == .weekAgo { more += loss(older, new) + terms(older, new) }
      let known = Set(reasons.map(\.code))
      reasons += more.filter { !known.contains($0.code) }
    }
    return reasons + identity(current.document, document)
  }
}
