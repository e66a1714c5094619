import EndpointModel
import GRDB

/// Answers questions on one state of an inventory, whoever writes meanwhile: what
/// `Inventory.read` hands over. Holds only as long as that call.
public class InventoryReader {
  let db: Database

  init(_ db: Database) { self.db = db }
}

/// Changes an inventory inside one transaction: what `Inventory.write` hands over. It also
/// answers questions, on the state that its own changes have made.
public final class InventoryWriter: InventoryReader {
  /// Whose changes they are.
  public let act: Act
  /// By customer whose ports change: who is told of them, and what they knew before.
  private var portsKnown: [Int64: [PortSubscriber]] = [:]

  init(_ db: Database, _ act: Act) {
    self.act = act
    super.init(db)
  }

  /// To be called before a customer's ports or use of a deployment change.
  func willChangePorts(of customerID: Int64) throws {
    guard portsKnown[customerID] == nil else { return }
    portsKnown[customerID] = try portSubscribers(of: customerID, from: act.time)
  }

  /// The end of the transaction's work: who is concerned by ports that changed is told.
  func finish() throws {
    try PortNoticeWriter(self).tell(whoKnew: portsKnown)
  }
}
