import GatebookService

extension SettingsError: ReportedError {
  var remedy: String { "mend the file; `gatebook config --help` has an example" }
  var status: ExitStatus { .newerInventory }
}
