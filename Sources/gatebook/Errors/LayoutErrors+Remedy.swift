import DocumentReading
import GatebookService

extension LayoutError: ReportedError {
  var remedy: String { "`gatebook layout DEPLOYMENT --export` writes one to begin with" }
  var status: ExitStatus { .badArguments }
}

extension LayoutFitError: ReportedError {
  var remedy: String { "`gatebook layout` without corrections tells what each is called" }
  var status: ExitStatus { .notFound }
}

extension LayoutSourceError: ReportedError {
  var remedy: String {
    switch self {
    case .noSource(let deployment), .empty(let deployment, _):
      "give a file or an address: `gatebook layout \(deployment) FILE`"
    case .noDeployment: "name both: `gatebook layout VENDOR/NAME FILE … --apply`"
    case .noLayout: "`gatebook layout DEPLOYMENT FILE --apply` keeps one"
    }
  }

  var status: ExitStatus {
    switch self {
    case .noSource, .empty, .noLayout: .notFound
    case .noDeployment: .badArguments
    }
  }
}
