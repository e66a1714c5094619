import GatebookService

extension SheetError: ReportedError {
  var remedy: String { "fix these lines and import the sheet again" }
  var status: ExitStatus { .unreadableDocument }
}
