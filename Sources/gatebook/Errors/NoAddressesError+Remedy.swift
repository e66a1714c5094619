import GatebookService

extension NoAddressesError: ReportedError {
  var remedy: String { "a file with an address, a URL or a line of a log in each line" }
  var status: ExitStatus { .unreadableDocument }
}
