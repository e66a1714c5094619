import GatebookService

extension AddressBatchError: ReportedError {
  var remedy: String { "fix the line, or put # before it" }
  var status: ExitStatus { .unreadableDocument }
}
