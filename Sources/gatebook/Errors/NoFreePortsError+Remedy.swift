import GatebookService

extension NoFreePortsError: ReportedError {
  var remedy: String { "look --within other ports, or for a smaller --size" }
  var status: ExitStatus { .notFound }
}
