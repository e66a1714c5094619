import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage
import NoticeDelivery

/// A deployment's changes for other tools.
public struct ChangeExports {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// The whole history, or one change, as a reader sees it.
  ///
  /// - Parameters:
  ///   - zone: whose days are named.
  ///   - remedies: tells how to approve what is held.
  /// - Throws: `InventoryError`, `ValueError` for a time that the zone does not have once.
  public func history(
    _ changes: ChangeReference, for reader: NoticeComposer.Reader, now: UTCTime,
    in zone: TimeZoneRules, remedies: @escaping ReportRemedy.Words
  ) throws -> ChangeHistory {
    let composer = NoticeComposer(inventory, remedies: remedies)
    let from: Revision?
    let to: Revision
    switch changes {
    case .history(let deployment):
      return try composer.history(of: deployment, reader, now: now)
    case .between(let old, let new):
      from = try inventory.revision(old.reference(in: zone))
      to = try inventory.revision(new.reference(in: zone))
    case .step(let reference):
      to = try inventory.revision(reference.reference(in: zone))
      from = try inventory.revisions(of: to.deployment)
        .first { $0.number < to.number && $0.isAccepted }
    }
    return ChangeHistory(
      deployment: changes.deployment, notices: [try composer.change(from: from, to: to, reader)])
  }

  /// A deployment's whole history in the format of the Microsoft 365 web service.
  ///
  /// - Parameters:
  ///   - last: up to which revision; nil for the current one.
  ///   - instance: what the answers call it; nil for the deployment's name.
  public func microsoft365(
    _ deployment: DeploymentName, upTo last: Revision? = nil, instance: String? = nil
  ) throws -> Microsoft365Export {
    var export = Microsoft365Export(deployment: deployment, instance: instance)
    for revision in try inventory.revisions(of: deployment).reversed() where revision.isAccepted {
      if let last, revision.number > last.number { break }
      export.add(try inventory.snapshot(of: revision), of: revision)
    }
    return export
  }

  /// A deployment's versions in the format of the Microsoft 365 web service, without its tables.
  ///
  /// - Parameter instance: what the answers call it.
  public func microsoft365Versions(
    _ deployment: DeploymentName, instance: String
  ) throws -> Microsoft365Export {
    var export = Microsoft365Export(deployment: deployment, instance: instance)
    for revision in try inventory.revisions(of: deployment).reversed() where revision.isAccepted {
      export.add(versionOf: revision)
    }
    return export
  }
}
