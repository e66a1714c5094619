import GatebookService

extension GenerationError: ReportedError {
  var remedy: String {
    switch self {
    case .unreadable: "check that the store is mounted here and can be read"
    case .none:
      "`gatebook takeover` makes it that, if no other machine writes one; change it there otherwise"
    case .superseded:
      "make changes on the other machine; `gatebook audit --unconfirmed` tells what was stored here "
        + "and never confirmed"
    case .overtaken: "look at who that is before trying again"
    case .needsCopy, .otherGeneration:
      "follow that one by `litestream restore -f`, and name the copy with --from"
    case .incomplete:
      "leave `litestream restore -f` running, see whether it reaches the store, and run this again"
    }
  }

  var status: ExitStatus {
    switch self {
    case .unreadable: .sourceUnreachable
    case .none, .superseded: .newerInventory
    case .overtaken, .incomplete: .busy
    case .needsCopy, .otherGeneration: .badArguments
    }
  }
}
