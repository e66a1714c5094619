import GatebookService
import InventoryStorage

extension MailingError: ReportedError {
  var remedy: String {
    switch self {
    case .unknownMailing, .overlaps: "`gatebook notify mailing list` lists them"
    case .unknownReport, .reportExists: "`gatebook notify report list` lists them"
    case .follows(let subscription, _):
      "`gatebook customer edit \(subscription.terms.customer?.text ?? "CUSTOMER")` changes the "
        + "contacts; `gatebook notify mailing end` ends the mailing for all"
    case .noMail: "`gatebook notify list --all` lists what was sent to whom"
    }
  }

  var status: ExitStatus {
    switch self {
    case .unknownMailing, .unknownReport, .noMail: .notFound
    case .overlaps, .reportExists, .follows: .badArguments
    }
  }
}

extension BounceError: ReportedError {
  var remedy: String { "name the address: `gatebook notify bounce ADDRESS`" }
  var status: ExitStatus { .unreadableDocument }
}
