import InventoryStorage

extension SourceStateError: ReportedError {
  var remedy: String {
    switch self {
    case .isPaused(let deployment, _): "`gatebook source resume \(deployment)` has it read again"
    case .isNotPaused: "`gatebook source list` tells which are"
    }
  }

  var status: ExitStatus { .badArguments }
}
