import EndpointModel
import InventoryModel

/// Why a mailing or a periodic report could not be made, found or changed.
public enum MailingError: Error, Hashable, Sendable {
  case unknownMailing(Int)
  case unknownReport(Int)
  /// Customers would be told twice.
  case overlaps(Mailing)
  /// The subscription follows a customer's contacts, and cannot be changed by itself.
  case follows(Subscription, mailing: Int)
  case reportExists(PeriodicReport)
  /// No mail to the address was delivered that could have bounced.
  case noMail(to: String)
}

extension MailingError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .unknownMailing(let id): "there is no mailing \(id)"
    case .unknownReport(let id): "there is no report \(id)"
    case .overlaps(let other):
      "mailing \(other.id) tells the customers of "
        + "\(other.terms.deployment?.description ?? "all deployments") already"
    case .follows(let subscription, let mailing):
      "subscription \(subscription.id) belongs to mailing \(mailing), and follows the contacts of "
        + "\(subscription.terms.customer?.text ?? "its customer")"
    case .reportExists(let report):
      "\(report.who) has this report already: it is number \(report.id)"
    case .noMail(let address): "no mail to \(address.withVisibleControls) was delivered"
    }
  }
}
