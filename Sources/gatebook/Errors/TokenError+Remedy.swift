import InventoryStorage

extension TokenError: ReportedError {
  var remedy: String {
    switch self {
    case .tokenExists: "give it another name, or `gatebook token remove` it"
    case .unknownToken: "`gatebook token list` lists them"
    }
  }

  var status: ExitStatus {
    switch self {
    case .tokenExists: .badArguments
    case .unknownToken: .notFound
    }
  }
}
