import GatebookService

extension MergeError: ReportedError {
  var remedy: String {
    switch self {
    case .notThere: "`gatebook deployments --inventory` with the other file lists them"
    case .namedTwice: "give each a name of its own with --as"
    }
  }

  var status: ExitStatus {
    switch self {
    case .notThere: .notFound
    case .namedTwice: .badArguments
    }
  }
}
