import GatebookService

extension SettingsError: ReportedError {
  var remedy: String {
    path.hasPrefix("$")
      ? "set it otherwise; `gatebook config` shows what is set"
      : "mend the file; `gatebook config --help` has an example"
  }
  var status: ExitStatus { .newerInventory }
}
