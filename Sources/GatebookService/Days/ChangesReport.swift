import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// What has happened since a time, over all deployments: what opened and closed, and what of it
/// cannot be told, since a revision is held or a document was not read.
///
/// ```swift
/// let report = try ChangesReport(reader, .everything, since: monday, now: now)
/// report.changes.map(\.deployment.description)  // ["eschat/canada-aws-02"]
/// ```
public struct ChangesReport: Sendable {
  public let since: UTCTime
  /// By deployment.
  public let changes: [ChangesSince.Change]
  /// Revisions that wait for a person, whenever they were recorded: what they open is not in
  /// `changes`.
  public let held: [Revision]
  /// Sources that failed since then, also if they recovered.
  public let failed: [SourceHealth]
  /// Sources that were not read once since then: whether their documents changed is not known.
  public let unread: [SourceHealth]

  /// What is of interest.
  public enum Scope: Sendable {
    case everything
    case deployments([DeploymentName])
    /// The rules of a customer, with the customer's own ports.
    case customer(CustomerName)
  }

  /// - Throws: `InventoryError`, such as `.unknownDeployment`
  public init(
    _ inventory: InventoryReader, _ scope: Scope, since: UTCTime, now: UTCTime
  ) throws {
    self.since = since
    let finder = ChangesSince(inventory)
    let deployments: [DeploymentName]
    switch scope {
    case .everything:
      deployments = try inventory.deploymentsInUse()
      changes = try finder.changes(of: deployments, since: since, now: now)
    case .deployments(let named):
      // One that does not exist has no changes, and would be silently absent.
      for name in named { _ = try inventory.revisions(of: name) }
      deployments = named
      changes = try finder.changes(of: named, since: since, now: now)
    case .customer(let customer):
      deployments = try inventory.uses(of: customer).filter { $0.period.reaches(since) }
        .map(\.deployment)
      changes = try finder.changes(for: customer, since: since, now: now)
    }
    let names = Set(deployments)
    // Of deadlines, which need a zone, nothing is told here.
    let status = try Status(of: inventory, at: now, in: .utc)
    held = status.held.filter { names.contains($0.deployment) }
    let sources = status.sources.filter { names.contains($0.source.deployment) }
    failed = sources.filter {
      $0.source.isFailing || ($0.source.failedAt.map { $0 >= since } ?? false)
    }
    unread = sources.filter { $0.source.succeededAt.map { $0 < since } ?? true }
  }

  /// Whether nothing happened, and that is known of all.
  public var isEmpty: Bool {
    changes.isEmpty && held.isEmpty && failed.isEmpty && unread.isEmpty
  }
}

extension Period {
  /// Whether some of it is after a time.
  fileprivate func reaches(_ time: UTCTime) -> Bool { until.map { $0 > time } ?? true }
}
