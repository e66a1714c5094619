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

  init(_ db: Database, _ act: Act) {
    self.act = act
    super.init(db)
  }

  /// Must be called before a customer's ports or use of a deployment change.
  func willChangePorts(of customerID: Int64) throws {
    guard portsKnown[customerID] == nil else { return }
    portsKnown[customerID] = try portSubscribers(of: customerID, from: act.time)
  }

  /// Ends the transaction's work: puts notices of changed ports into the outbox.
  func finish() throws {
    try PortNoticeWriter(self).tell(whoKnew: portsKnown)
  }
}
