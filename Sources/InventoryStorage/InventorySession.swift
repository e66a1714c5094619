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

  init(_ db: Database, _ act: Act) {
    self.act = act
    super.init(db)
  }
}
