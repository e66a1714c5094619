import GatebookService

extension ConfirmationError: ReportedError {
  var remedy: String {
    switch self {
    case .noAnswer, .notUnderstood:
      "see whether Litestream runs, and whether replication.socket (`gatebook config`) is its socket"
    case .refused(_, _, let status, _) where status == 404:
      "name the inventory in Litestream's settings by this path, or the other way round"
    case .refused, .behind: "see in Litestream's log whether it reaches its store"
    case .elsewhere: "have Litestream copy to that folder; its files are those of version 0.5"
    case .generation(let error): error.remedy
    case .notNoted: "check the folder, its permissions and the free space"
    }
  }

  var status: ExitStatus { .unconfirmed }
}
