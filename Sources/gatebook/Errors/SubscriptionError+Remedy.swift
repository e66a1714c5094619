import InventoryStorage

extension SubscriptionError: ReportedError {
  var remedy: String {
    switch self {
    case .unknownSubscription, .exists: "`gatebook notify subscribers` lists them"
    case .unknownNotice: "`gatebook notify list --all` lists them"
    case .unknownService: "give the name as `gatebook show` prints it"
    case .ended: "`gatebook notify subscribe` makes a new one"
    case .delivered, .withdrawn: "`gatebook notify show` prints it"
    }
  }

  var status: ExitStatus {
    switch self {
    case .unknownSubscription, .unknownNotice, .unknownService: .notFound
    case .exists, .ended, .delivered, .withdrawn: .badArguments
    }
  }
}
