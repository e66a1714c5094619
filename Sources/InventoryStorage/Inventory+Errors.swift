import EndpointModel
import GRDB
import InventoryLog

extension Inventory {
  /// Runs the body and turns the errors of SQLite and of a log into `InventoryError`.
  static func mappingErrors<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw inventoryError(error, path)
    } catch is ChangeSetMismatch {
      throw InventoryError.damaged(
        path: path, reason: "the changes of a revision do not fit the one before it")
    } catch let error as LogError {
      throw inventoryError(error, path)
    } catch let error as SiteCopy.Trouble {
      throw InventoryError.logDamaged(
        path: path, reason: "also for a new copy of it: " + SiteCopy.reason(error))
    }
  }

  private static func inventoryError(_ error: LogError, _ path: String) -> InventoryError {
    switch error {
    case .notBuilt: .notBuilt(path: path)
    case .unreachable(let reason): .unreachable(path: path, reason: reason)
    case .refused(let reason): .refused(path: path, reason: reason)
    case .missing: .missing(path: path)
    case .exists: .holdsInventory(path: path)
    case .newer(let format, let known): .newer(path: path, version: format, known: known)
    case .busy: .busy(path: path)
    case .notDurable(let setting): .notDurable(path: path, setting: setting)
    case .notStored(let reason): .notStored(path: path, reason: reason)
    case .outcomeUnknown(let entry, let reason):
      .outcomeUnknown(path: path, entry: entry, reason: reason)
    case .damaged(let reason): .logDamaged(path: path, reason: reason)
    }
  }

  private static func inventoryError(_ error: DatabaseError, _ path: String) -> InventoryError {
    let reason = error.message ?? "\(error.resultCode)"
    return switch error.resultCode {
    case .SQLITE_NOTADB: .notAnInventory(path: path, reason: "it is not an SQLite database")
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_READONLY: .unavailable(path: path, reason: "it is read-only")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      .unavailable(path: path, reason: FileStatus(path).whyUnavailable ?? reason)
    case .SQLITE_NOMEM: .unavailable(path: path, reason: "this machine has no memory left for it")
    case .SQLITE_FULL: .unavailable(path: path, reason: "the disk is full")
    case .SQLITE_IOERR: .unavailable(path: path, reason: "reading or writing failed (\(reason))")
    case .SQLITE_CORRUPT: .damaged(path: path, reason: reason)
    default: .defect(path: path, reason: reason)
    }
  }
}
