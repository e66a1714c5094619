import ChangeReporting
import EndpointModel
import GatebookService
import InventoryStorage
import Synchronization

/// Which inventory a run of the program changes, if any: before that is told as done, it has to
/// stand in the second place.
final class InventoryChange: Sendable {
  private let path = Mutex<String?>(nil)

  /// Notes that an inventory is opened for changes.
  func begin(_ path: String) { self.path.withLock { $0 = path } }

  /// What is stored and not known to stand in the second place.
  struct Unconfirmed {
    let text: String

    /// What a person has to decide or mend comes first; a difference does not.
    func status(of answer: Answer) -> ExitStatus {
      answer.status.rawValue < ExitStatus.badArguments.rawValue ? .unconfirmed : answer.status
    }
  }

  /// Confirms what was changed; nil if it is confirmed, or does not have to be.
  ///
  /// - Throws: `SettingsError`, `InventoryError`
  func unconfirmed(in program: Program) throws -> Unconfirmed? {
    guard let path = path.withLock({ $0 }), let second = try program.secondPlace(for: path) else {
      return nil
    }
    do {
      try second.confirm(path, at: program.now())
      return nil
    } catch let error as ConfirmationError {
      return Unconfirmed(
        text:
          "Not confirmed: it is stored in \(Inventory.shown(path).withVisibleControls), and not known to stand "
          + "in the second place: \(error)\nTry: \(error.remedy); the next run confirms it, and "
          + "`gatebook status` tells what waits\n")
    }
  }
}
