import EndpointModel

/// Why the inventory could not answer or take something.
public enum InventoryError: Error, Hashable, Sendable {
  /// There is no file.
  case missing(path: String)
  /// The file is no SQLite database, or one of another program.
  case notAnInventory(path: String, reason: String)
  /// A newer program wrote it.
  case newer(path: String, version: Int, known: Int)
  /// Another program is writing, longer than was waited for.
  case busy(path: String)
  /// The file or its folder cannot be opened or written.
  case unavailable(path: String, reason: String)
  /// SQLite found it damaged.
  case damaged(path: String, reason: String)
  case unknownDeployment(DeploymentName, known: [DeploymentName])
  case unknownRevision(RevisionReference, latest: Revision)
  case noSource(DeploymentName)
  /// A revision that does not wait for a person.
  case notHeld(Revision)
  /// - Parameter near: the names that come next in order.
  case unknownCustomer(CustomerName, near: [CustomerName])
  case customerExists(CustomerName)
  /// A revision would be older than the one before it.
  case olderThanLatest(recordedAt: UTCTime, latest: Revision)
  /// Another program stored a revision between planning and storing.
  case overtaken(DeploymentName)
  /// The program asked for something that SQLite refuses.
  case defect(path: String, reason: String)
}

extension InventoryError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no inventory at \(path.withVisibleControls)"
    case .notAnInventory(let path, let reason):
      "\(path.withVisibleControls) is no inventory: \(reason)"
    case .newer(let path, let version, let known):
      "the inventory \(path.withVisibleControls) was written by a newer gatebook: its schema is "
        + "\(version), this program knows \(known)"
    case .busy(let path):
      "the inventory \(path.withVisibleControls) is being written by another program"
    case .unavailable(let path, let reason):
      "the inventory \(path.withVisibleControls) cannot be opened or written: \(reason)"
    case .damaged(let path, let reason):
      "the inventory \(path.withVisibleControls) is damaged: \(reason)"
    case .unknownDeployment(let name, let known):
      "the inventory has no deployment \(name)"
        + (known.isEmpty
          ? "" : "; it has " + known.prefix(10).map(\.description).joined(separator: ", "))
    case .unknownRevision(let reference, let latest):
      "there is no revision \(reference); the latest is \(latest.number), of \(latest.recordedAt)"
    case .noSource(let deployment):
      "\(deployment) has no source"
    case .notHeld(let revision):
      "\(revision.deployment)@\(revision.number) is not held: it is \(revision.state.word)"
    case .unknownCustomer(let name, let near):
      "the inventory has no customer \(name)"
        + (near.isEmpty ? "" : "; near it are " + near.map(\.text).joined(separator: ", "))
    case .customerExists(let name):
      "the customer \(name) exists already"
    case .olderThanLatest(let recordedAt, let latest):
      "\(recordedAt) lies before the latest revision of \(latest.deployment), which is "
        + "\(latest.number) of \(latest.recordedAt)"
    case .overtaken(let deployment):
      "another program stored a revision of \(deployment) at the same moment"
    case .defect(let path, let reason):
      "SQLite refused what was asked of \(path.withVisibleControls): \(reason)"
    }
  }

  /// What to try next.
  public var advice: String {
    switch self {
    case .missing: "`gatebook sync DEPLOYMENT FILE` creates it; or name another with --inventory"
    case .notAnInventory: "name another file with --inventory or $GATEBOOK_INVENTORY"
    case .newer: "use the gatebook that wrote it, or a newer one"
    case .busy, .overtaken: "try again when the other program is done"
    case .unavailable: "check the folder, its permissions and the free space"
    case .damaged: "restore it from a backup; `sqlite3 FILE .recover` may save its rows"
    case .unknownDeployment: "`gatebook deployments` lists them"
    case .unknownRevision: "`gatebook log DEPLOYMENT` lists them"
    case .noSource: "`gatebook source list` lists them, `source add` adds one"
    case .notHeld: "`gatebook log DEPLOYMENT` tells which revision is held"
    case .unknownCustomer: "`gatebook customer list` lists them, `customer add` adds one"
    case .customerExists: "`gatebook customer edit` changes its display name and contacts"
    case .olderThanLatest: "give a --recorded-at that is not before it"
    case .defect: "this is a defect of gatebook; please report it with this message"
    }
  }
}
