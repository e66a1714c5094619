import EndpointModel
import InventoryModel

/// Why the inventory could not answer or store something.
public enum InventoryError: Error, Hashable, Sendable {
  /// There is no file.
  case missing(path: String)
  /// The file is not an SQLite database, or belongs to another program.
  case notAnInventory(path: String, reason: String)
  /// A newer program wrote it.
  case newer(path: String, version: Int, known: Int)
  /// Another program has been writing for longer than `Inventory.busyTimeout`.
  case busy(path: String)
  /// The file or its folder cannot be opened or written.
  case unavailable(path: String, reason: String)
  /// Litestream keeps the file like an inventory elsewhere, so nothing else may write it.
  case followed(path: String)
  /// The file is a site's copy of an inventory in PostgreSQL, so nothing else may write it.
  case siteCopy(path: String)
  /// This program was built without what speaks to PostgreSQL.
  case notBuilt(path: String)
  /// No PostgreSQL server answers, or none that may be written.
  case unreachable(path: String, reason: String)
  /// PostgreSQL refused what was asked of it.
  case refused(path: String, reason: String)
  /// PostgreSQL is set to tell what it has not yet written as done.
  case notDurable(path: String, setting: String)
  /// The database has an inventory already.
  case holdsInventory(path: String)
  /// The connection was lost, and nothing was stored.
  case notStored(path: String, reason: String)
  /// The connection was lost, and it is not known whether something was stored.
  ///
  /// - Parameter entry: the number that it has in the log, if it was.
  case outcomeUnknown(path: String, entry: Int, reason: String)
  /// What stands in PostgreSQL is not what was written to it.
  case logDamaged(path: String, reason: String)
  /// A site's copy has what PostgreSQL has lost.
  case parted(path: String, copy: String, entry: Int)
  /// A site's copy was not what the log says, and is made anew.
  case copyRenewed(path: String, reason: String)
  /// Something is stored, and could not be written to this site's copy.
  case copyBehind(path: String, entry: Int, reason: String)
  /// What was asked for is not for an inventory in PostgreSQL.
  case needsFile(path: String, what: String)
  /// A file is in the way of one that is to be written.
  ///
  /// - Parameter reason: why it may not be replaced; nil if nobody asked for that.
  case fileExists(path: String, reason: String?)
  /// The system has no such group.
  case unknownGroup(String)
  /// SQLite found it damaged.
  case damaged(path: String, reason: String)
  case unknownDeployment(DeploymentName, known: [DeploymentName])
  /// - Parameters:
  ///   - latest: the current revision; nil if the deployment has none.
  ///   - held: the number of the revision that waits for approval, if any.
  case unknownRevision(RevisionReference, latest: Revision?, held: Int?)
  case noSource(DeploymentName)
  /// The deployment is out of use.
  case archived(DeploymentName, since: UTCTime)
  /// - Parameter near: the customers that were probably meant.
  case unknownCustomer(String, near: [CustomerName])
  /// The deployment or customer has another name now.
  case renamed(String, to: String)
  case customerExists(CustomerName)
  case deploymentExists(DeploymentName)
  /// The two deployments or customers cannot be merged.
  case cannotMerge(String, reason: String)
  /// The revision would be older than the one before it.
  case olderThanLatest(recordedAt: UTCTime, latest: Revision)
  /// The latest revision is dated far ahead of this machine's clock.
  case latestLiesAhead(Revision, now: UTCTime)
  /// The revision would be dated far ahead of this machine's clock.
  case liesAhead(recordedAt: UTCTime, now: UTCTime)
  /// Another program stored a revision between planning and storing.
  case overtaken(DeploymentName)
  /// The program asked for something that SQLite refuses.
  case defect(path: String, reason: String)
}

extension InventoryError: TimedError {
  public func words(in zone: TimeZoneRules) -> String {
    switch self {
    case .missing(let path):
      "there is no inventory at \(path.withVisibleControls)"
    case .notAnInventory(let path, let reason):
      "\(path.withVisibleControls) is not an inventory: \(reason)"
    case .newer(let path, let version, let known):
      "the inventory \(path.withVisibleControls) was written by a newer gatebook: its schema is "
        + "\(version), this program knows \(known)"
    case .busy(let path):
      "the inventory \(path.withVisibleControls) is being written by another program"
    case .unavailable(let path, let reason):
      "the inventory \(path.withVisibleControls) cannot be opened or written: \(reason)"
    case .followed(let path):
      "\(path.withVisibleControls) is a copy that Litestream keeps, in which nothing may be changed"
    case .siteCopy(let path):
      "\(path.withVisibleControls) is this site's copy of an inventory in PostgreSQL, in which nothing "
        + "may be changed"
    case .notBuilt(let path):
      "\(path.withVisibleControls) cannot be opened: this program was built without the trait "
        + "PostgreSQL"
    case .unreachable(let path, let reason):
      "the inventory \(path.withVisibleControls) cannot be reached: \(reason.withVisibleControls)"
    case .refused(let path, let reason):
      "PostgreSQL refused what was asked of \(path.withVisibleControls): "
        + reason.withVisibleControls
    case .notDurable(let path, let setting):
      "nothing is stored in \(path.withVisibleControls): PostgreSQL would tell as done what it has not "
        + "yet written (\(setting.withVisibleControls))"
    case .holdsInventory(let path):
      "\(path.withVisibleControls) has an inventory already"
    case .notStored(let path, let reason):
      "nothing was stored in \(path.withVisibleControls): \(reason.withVisibleControls)"
    case .outcomeUnknown(let path, let entry, let reason):
      "it is not known whether this was stored in \(path.withVisibleControls) as entry \(entry): "
        + reason.withVisibleControls
    case .logDamaged(let path, let reason):
      "the log in \(path.withVisibleControls) is damaged: \(reason.withVisibleControls)"
    case .parted(let path, let copy, let entry):
      "\(path.withVisibleControls) has lost what was stored: this site's copy, "
        + "\(copy.withVisibleControls), has an entry \(entry) that the log does not have"
    case .copyRenewed(let path, let reason):
      "this site's copy of \(path.withVisibleControls) is made anew: "
        + "\(reason.withVisibleControls); nothing was changed"
    case .copyBehind(let path, let entry, let reason):
      "this is stored in \(path.withVisibleControls) as entry \(entry), and could not be written to "
        + "this site's copy: \(reason.withVisibleControls)"
    case .needsFile(let path, let what):
      "\(what) is not for \(path.withVisibleControls), which is in PostgreSQL"
    case .fileExists(let path, let reason):
      "there is a file \(path.withVisibleControls) already"
        + (reason.map { ": \($0.withVisibleControls)" } ?? "")
    case .unknownGroup(let group):
      "the system has no group \(group.withVisibleControls)"
    case .damaged(let path, let reason):
      "the inventory \(path.withVisibleControls) is damaged: \(reason)"
    case .unknownDeployment(let name, let known):
      "the inventory has no deployment \(name)"
        + (known.isEmpty
          ? "" : "; it has " + known.prefix(10).map(\.description).joined(separator: ", "))
    case .unknownRevision(let reference, let latest?, _):
      "there is no revision \(reference); the latest is \(latest.number), of \(zone.clock(latest.recordedAt))"
    case .unknownRevision(let reference, nil, let held?):
      "\(reference.deployment) has no current revision: its revision \(held) waits for approval"
    case .unknownRevision(let reference, nil, nil):
      "\(reference.deployment) has no revision that counts"
    case .archived(let deployment, let time):
      "\(deployment) is out of use since \(zone.clock(time))"
    case .noSource(let deployment):
      "\(deployment) has no source"
    case .unknownCustomer(let name, let near):
      "the inventory has no customer \(name.withVisibleControls)"
        + (near.isEmpty ? "" : "; near it are " + near.map(\.text).joined(separator: ", "))
    case .customerExists(let name):
      "the customer \(name) exists already"
    case .renamed(let name, let present):
      "\(name) is called \(present) now"
    case .deploymentExists(let name):
      "the inventory has a deployment \(name) already"
    case .cannotMerge(let name, let reason):
      "\(name) cannot be merged: \(reason)"
    case .olderThanLatest(let recordedAt, let latest):
      "\(zone.clock(recordedAt)) lies before the latest revision of \(latest.deployment), which is "
        + "\(latest.number) of \(zone.clock(latest.recordedAt))"
    case .latestLiesAhead(let latest, let now):
      "\(latest.deployment)@\(latest.number) is dated \(zone.clock(latest.recordedAt)), far "
        + "ahead of this machine's clock, which says \(zone.clock(now))"
    case .liesAhead(let recordedAt, let now):
      "\(zone.clock(recordedAt)) lies more than a day ahead of this machine's clock, which says "
        + zone.clock(now)
    case .overtaken(let deployment):
      "another program stored a revision of \(deployment) at the same moment"
    case .defect(let path, let reason):
      "SQLite refused what was asked of \(path.withVisibleControls): \(reason)"
    }
  }
}
