/// Why a log could not answer or take something.
public enum LogError: Error, Hashable, Sendable {
  /// This program was built without what speaks to PostgreSQL.
  case notBuilt
  /// No server answers, or none that may be written.
  case unreachable(reason: String)
  /// The server refused what was asked of it.
  case refused(reason: String)
  /// The database has no inventory.
  case missing
  /// The database has one already.
  case exists
  /// The log is of a newer program.
  case newer(format: Int, known: Int)
  /// Another writer has had its turn for too long.
  case busy
  /// The server is set to tell what it has not yet written as done.
  case notDurable(setting: String)
  /// Nothing was stored: the server said so, or was asked afterwards.
  case notStored(reason: String)
  /// The connection was lost while an entry was being stored, and it cannot be told whether it is.
  case outcomeUnknown(entry: Int, reason: String)
  /// What stands in the log is not what was written to it.
  case damaged(reason: String)
}
