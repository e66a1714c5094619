import InventoryModel

/// What came of asking for a source to be read now.
public enum SyncRequest: String, Sendable {
  /// It is read as soon as what was asked before is done.
  case begun
  /// Somebody has asked already, and it is not read yet.
  case already
  /// Too many wait.
  case busy
}
