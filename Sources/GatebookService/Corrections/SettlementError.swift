import EndpointModel
import InventoryModel

/// Why a decision about a revision was refused.
public enum SettlementError: Error, Sendable {
  /// - Parameter current: whether its table is the current one.
  case isAccepted(Revision, current: Bool)
  case isRejected(Revision)
  case isVoid(Revision)
  /// It was never current, so there is nothing to go back to.
  case neverCurrent(Revision)
  /// There is no earlier table to take its place.
  case nothingBefore(Revision)
  /// The user whose sync stored it may not approve it.
  case ownSync(Revision, user: GivenText)
  /// It needs two users, and this one has already approved it.
  case needsAnother(Revision, than: GivenText)
}

extension SettlementError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .isAccepted(let revision, true): "\(name(revision)) is current"
    case .isAccepted(let revision, false):
      "\(name(revision)) was accepted, and other revisions came after it"
    case .isRejected(let revision): "\(name(revision)) is rejected already"
    case .isVoid(let revision): "\(name(revision)) is void"
    case .neverCurrent(let revision):
      "\(name(revision)) was never current: it is \(revision.state.word)"
    case .nothingBefore(let revision):
      "\(name(revision)) is current, and there is no earlier table to take its place"
    case .ownSync(let revision, let user):
      "\(name(revision)) was stored by \(user), and another user has to approve it"
    case .needsAnother(let revision, let user):
      "\(name(revision)) needs two users to approve it, and \(user) has already"
    }
  }

  private func name(_ revision: Revision) -> String { "\(revision.deployment)@\(revision.number)" }
}
