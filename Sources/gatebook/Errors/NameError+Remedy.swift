import GatebookService

extension NameError: ReportedError {
  var remedy: String {
    switch self {
    case .slip: "--new makes it, if it is meant so"
    case .renamed: "use that name; --new makes another one of the old name"
    }
  }

  var status: ExitStatus { .badArguments }
}
