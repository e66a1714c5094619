import GRDB
import InventoryModel

/// Answers questions about one state of an inventory, even while others write. `Inventory.read`
/// provides it, and it is valid only during that call.
public class InventoryReader {
  let db: Database

  init(_ db: Database) { self.db = db }
}

/// Changes an inventory inside one transaction. `Inventory.write` provides it; its answers include
/// its own changes.
public final class InventoryWriter: InventoryReader {
  /// Who makes the changes, when and why.
  public let act: Act
  /// For each customer whose ports change, its subscribers and the ports they knew before.
  private var portsKnown: [Int64: [PortSubscriber]] = [:]

  /// Collects entries of the audit, inside `collectingAudit`.
  var auditRows: RowBatch<AuditRow>?

  /// The customers whose contacts, uses or subscriptions change: mailings have to follow.
  private var customersToFollow: Set<Int64> = []

  init(_ db: Database, _ act: Act) {
    self.act = act
    super.init(db)
  }

  /// Must be called before a customer's ports or use of a deployment change.
  func willChangePorts(of customerID: Int64) throws {
    guard portsKnown[customerID] == nil else { return }
    // A contact that is as new as the ports is told of them.
    if customersToFollow.contains(customerID) { try MailingWriter(self).follow([customerID]) }
    customersToFollow.insert(customerID)
    portsKnown[customerID] = try portSubscribers(of: customerID, from: act.time)
  }

  /// Must be called where a customer's contacts or subscriptions change, or whether it is in use.
  func willChangeContacts(of customerID: Int64) { customersToFollow.insert(customerID) }

  /// Ends the transaction's work: subscriptions follow contacts, and notices of changed ports are
  /// put into the outbox.
  func finish() throws { try tellOfPorts() }

  /// Does so for what has changed up to now, where what comes next in the transaction has to find it
  /// done.
  public func tellOfPorts() throws {
    try MailingWriter(self).follow(customersToFollow)
    try PortNoticeWriter(self).tell(whoKnew: portsKnown)
    customersToFollow = []
    portsKnown = [:]
  }
}
