import EndpointModel
import InventoryModel

/// What the reader of a report can do next. How it is done depends on the program that shows the
/// report: it gives the words.
public enum ReportRemedy: Hashable, Sendable {
  /// Let a revision that is held become current.
  case approve(RevisionReference)
  /// Look up which of a customer's rules are incomplete.
  case listRules(CustomerName)
  /// Register where documents come from.
  case addSource
  /// Have somebody notified.
  case subscribe
  /// See all that has changed since a time: the command alone.
  case listChanges(since: UTCTime)

  /// Puts a remedy into words, without a full stop.
  public typealias Words = @Sendable (ReportRemedy) -> String
}
