import GatebookService

extension SyncError: ReportedError {
  var remedy: String {
    "check these lines with `gatebook read FILE`; --partial takes the rest without them"
  }

  var status: ExitStatus { .unreadableDocument }
}
