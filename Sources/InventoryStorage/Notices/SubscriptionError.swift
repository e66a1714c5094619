import EndpointModel
import InventoryModel

/// Why a subscription or a notice could not be found or changed.
public enum SubscriptionError: Error, Hashable, Sendable {
  case unknownSubscription(Int)
  case unknownNotice(Int)
  /// The deployment has no such service now.
  case unknownService(String, of: DeploymentName, known: [String])
  /// The same subscriber already gets the same notices at the same target.
  case exists(Subscription)
  case ended(Subscription)
  case delivered(PlannedNotice)
  /// What it was to report counts no more.
  case withdrawn(PlannedNotice)
}

extension SubscriptionError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .unknownSubscription(let id): "there is no subscription \(id)"
    case .unknownNotice(let id): "there is no notice \(id)"
    case .unknownService(let service, let deployment, let known):
      "\(deployment) has no service \"\(service.withVisibleControls)\"; it has "
        + known.prefix(20).map { "\"\($0.withVisibleControls)\"" }.joined(separator: ", ")
        + (known.count > 20 ? ", …" : "")
    case .exists(let subscription):
      "\(subscription.terms.who) has this subscription already: it is number \(subscription.id)"
    case .ended(let subscription):
      "subscription \(subscription.id) of \(subscription.terms.who) has ended: "
        + "\(subscription.ended?.reason.text ?? "")"
    case .delivered(let notice): "notice \(notice.id) has been delivered"
    case .withdrawn(let notice):
      "notice \(notice.id) is withdrawn: "
        + (notice.delivery.failure ?? "what it tells counts no more").withVisibleControls
    }
  }
}
