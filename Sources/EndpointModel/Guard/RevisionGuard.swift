/// Finds what is unusual about a new revision: signs that a download or a page is broken or forged
/// rather than changed. It checks what is allowed, not how a table looks.
///
/// ```swift
/// let earlier = RevisionGuard.Earlier(.current, 1, oldDocument, Comparison(from: old, to: new))
/// RevisionGuard().reasons(for: new, document, after: [earlier], isPartial: false).map(\.code)
/// // [.addressesGone] if 7 of 12 addresses are gone
/// ```
public struct RevisionGuard: Sendable {
  let limits: GuardLimits

  public init(_ limits: GuardLimits = GuardLimits()) { self.limits = limits }

  /// Why the new table should not become current without a person's review; empty
  /// if nothing is unusual.
  ///
  /// - Parameters:
  ///   - new: the table with its declaration applied (`Snapshot.meant(by:)`).
  ///   - document: what it was read from.
  ///   - earlier: the current table first, then older ones, so that a large change made in small
  ///     steps is noticed; empty for a first document.
  ///   - isPartial: whether something in the document was not understood.
  public func reasons(
    for new: Snapshot, _ document: DocumentDescription, after earlier: [Earlier], isPartial: Bool
  ) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if isPartial {
      reasons.append(HoldReason(.partlyRead, .partlyRead))
    }
    if new.isEmpty {
      // Somebody approved that the table is empty.
      if let current = earlier.first, current.table.isEmpty { return reasons }
      // Everything else would follow from this.
      return reasons + [HoldReason(.noEndpoints, .noEndpoints)]
    }
    guard let current = earlier.first else { return reasons + first(new) }
    reasons += current.table.isEmpty ? first(new) : differences(earlier, current, new)
    return reasons + identity(current.document, document)
      + version(current.document, document, isChanged: !current.comparison.changes.isEmpty)
  }

  /// What is unusual about a table compared with earlier ones.
  private func differences(
    _ earlier: [Earlier], _ current: Earlier, _ new: Snapshot
  ) -> [HoldReason] {
    var reasons = loss(current, new) + growth(current, new) + terms(current, new)
    reasons += unstated(current, new) + names(current, new)
    // A block of half the Internet contains special space in any case.
    if !reasons.contains(where: { $0.code == .wideBlock }) { reasons += specialSpace(current, new) }
    for older in earlier.dropFirst() {
      var more = growth(older, new)
      // Over a longer time a list may well be replaced by another.
      if older.moment == .weekAgo { more += loss(older, new) + terms(older, new) }
      let known = Set(reasons.map(\.code))
      reasons += more.filter { !known.contains($0.code) }
    }
    return reasons
  }
}
