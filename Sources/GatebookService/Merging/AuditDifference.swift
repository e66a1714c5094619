import EndpointModel
import InventoryModel
import InventoryStorage

/// What was done in only one of two inventories, by their audits. An entry is the same in both if
/// it tells the same of the same moment, wherever it was done.
struct AuditDifference {
  private let here: [AuditEntry]
  private let there: [AuditEntry]

  init(_ ours: [AuditEntry], _ theirs: [AuditEntry], _ renaming: Renaming) {
    let theirs = theirs.map { $0.named(renaming) }
    here = Self.subtract(theirs, from: ours)
    there = Self.subtract(ours, from: theirs)
  }

  private struct Key: Hashable {
    let act: Act
    let action: AuditEntry.Action
    let subject: String
    let changes: [AuditEntry.Change]
    // Under another name, it is told of another one.
    let deployment: DeploymentName?
    let customer: CustomerName?

    init(_ entry: AuditEntry) {
      act = entry.act
      action = entry.action
      subject = entry.subject
      changes = entry.changes
      deployment = entry.deployment
      customer = entry.customer
    }
  }

  private static func subtract(
    _ other: [AuditEntry], from entries: [AuditEntry]
  ) -> [AuditEntry] {
    var known: [Key: Int] = [:]
    for entry in other { known[Key(entry), default: 0] += 1 }
    return entries.filter { entry in
      let key = Key(entry)
      guard let count = known[key], count > 0 else { return true }
      known[key] = count - 1
      return false
    }
  }

  /// What was done only there to a part, in order.
  func onlyThere(_ part: InventoryPart) -> [AuditEntry] { there.filter(part.isConcerned) }

  /// What was done only here to a part, in order.
  func onlyHere(_ part: InventoryPart) -> [AuditEntry] { here.filter(part.isConcerned) }

  /// Whether a subscription was ended only on one side.
  func hasEnded(subscription: Int, here isHere: Bool) -> Bool {
    (isHere ? here : there).contains {
      $0.action == .subscriptionEnded && $0.subject == "subscription \(subscription)"
    }
  }

  /// On which side a part was changed.
  enum Side {
    case neither, here, there, both
  }

  func side(_ part: InventoryPart) -> Side {
    switch (onlyHere(part).isEmpty, onlyThere(part).isEmpty) {
    case (true, true): .neither
    case (false, true): .here
    case (true, false): .there
    case (false, false): .both
    }
  }
}

extension AuditEntry {
  /// With the names that deployments and customers have in the inventory that takes.
  fileprivate func named(_ renaming: Renaming) -> AuditEntry {
    AuditEntry(
      id: id, act: act, action: action, subject: subject, changes: changes,
      deployment: deployment.map(renaming.here), customer: customer.map(renaming.here),
      origin: origin)
  }
}
