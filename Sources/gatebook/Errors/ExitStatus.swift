#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program's exit statuses; from 64 on as in BSD's sysexits.h.
enum ExitStatus: Int32 {
  case done = 0
  /// Differences; only if `--exit-code` is given.
  case differencesFound = 1
  /// Something was written that is not all: a firewall's language could not say everything, or lines
  /// of a batch hold no address.
  case writtenInPart = 2
  /// Stored, and not known to stand in the second place.
  case unconfirmed = 3
  /// Something is overdue or failing, only if `--exit-code` is given.
  case overdue = 4
  case badArguments = 64
  case unreadableDocument = 65
  case notFound = 66
  case sourceUnreachable = 69
  case defect = 70
  case cannotWrite = 74
  case busy = 75
  /// A revision waits for a person's approval.
  case held = 77
  case newerInventory = 78
}

/// Ends the program at once. Threads may still be posting a notice or fetching a document; `exit`
/// would take down the libraries that they are using, and now and then crash.
func exitProgram(_ status: ExitStatus) -> Never {
  fflush(nil)
  _exit(status.rawValue)
}
