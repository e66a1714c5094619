import GatebookService
import InventoryModel

extension SettlementError: ReportedError {
  var remedy: String {
    switch self {
    case .isAccepted(_, true), .isRejected: "`gatebook log DEPLOYMENT` tells what was decided"
    case .isAccepted(let revision, false): "`gatebook revert \(revision.name)` brings it back"
    case .isVoid: "sync the document again, and it is stored as a new revision"
    case .neverCurrent(let revision): "`gatebook approve \(revision.name)` makes it current"
    case .nothingBefore(let revision): "`gatebook void \(revision.name)` takes it out of history"
    case .ownSync, .needsAnother: "ask a colleague to approve it, as another user of the system"
    }
  }

  var status: ExitStatus { .badArguments }
}

extension Revision {
  /// "eschat/canada-aws-02@3"
  fileprivate var name: String { "\(deployment)@\(number)" }
}
