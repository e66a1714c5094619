import EndpointModel
import InventoryModel

extension Subscription {
  /// "NOC is told of what closes of aws/all, by mail:noc@example.com".
  public var inWords: String {
    var what = terms.only.map { $0 == .opened ? "what opens of " : "what closes of " } ?? ""
    what += terms.deployment.description
    if let service = terms.service { what += ", \"\(NoticeOutline.name(service))\"" }
    if let customer = terms.customer { what += ", the rules of \(customer)" }
    return "\(terms.who) is told of \(what), by \(terms.target.withoutSecret.withVisibleControls)"
  }
}

extension Mailing {
  /// "the contacts of all customers are told of eschat/canada-aws-02, in one mail a day".
  public var inWords: String {
    let side = terms.only.map { $0 == .opened ? "what opens of " : "what closes of " } ?? ""
    return "the contacts of all customers are told of " + side
      + (terms.deployment?.description ?? "all deployments")
      + (terms.digest.map { ", " + $0.inWords } ?? "")
  }
}

extension PeriodicReport {
  /// "NOC is mailed what changed each week, to noc@example.com".
  public var inWords: String {
    "\(who) is mailed what changed each \(every.rawValue), to \(address)"
  }
}

extension NoticeDigest {
  /// What goes into one mail.
  public var inWords: String {
    switch self {
    case .run: "all that is due in one mail"
    case .day: "in one mail a day"
    case .week: "in one mail a week"
    }
  }
}

extension TextReports {
  /// Who is notified of what, and where.
  public func subscriptions(_ all: [Subscription], remedies: ReportRemedy.Words) -> String {
    if all.isEmpty { return "Nobody is told. \(remedies(.subscribe)).\n" }
    return all.map { subscription in
      style.toned("\(subscription.id)", .bold) + "  \(subscription.inWords)"
        + (subscription.terms.tellsHeld ? ", also what is held" : "")
        + (subscription.terms.digest.map { ", " + $0.inWords } ?? "")
        + (subscription.terms.language.map { ", in \($0.rawValue)" } ?? "")
        + (subscription.terms.mailing.map { ", by mailing \($0)" } ?? "")
        + (subscription.ended.map { ", until \($0.time.forPeople(in: style.zone)): \($0.reason)" }
          ?? "") + "\n"
    }.joined()
  }
}

extension JSONText {
  /// What `gatebook notify mailing list` prints for each one.
  ///
  /// - Parameter unreached: customers without a contact.
  public init(_ mailing: Mailing, subscriptions: Int, unreached: [CustomerName]) {
    self = .object([
      "id": .number(mailing.id),
      "deployment": JSONText(mailing.terms.deployment?.description),
      "only": JSONText(mailing.terms.only?.rawValue),
      "digest": JSONText(mailing.terms.digest?.rawValue),
      "createdAt": .string(mailing.createdAt.description),
      "endedAt": JSONText(mailing.endedAt?.description),
      "subscriptions": .number(subscriptions),
      "unreached": .array(unreached.map { .string($0.text) }),
    ])
  }

  /// What `gatebook notify report list` prints for each one.
  public init(_ report: PeriodicReport) {
    self = .object([
      "id": .number(report.id),
      "who": .string(report.who.text),
      "to": .string(report.address.text),
      "every": .string(report.every.rawValue),
      "language": JSONText(report.language?.rawValue),
      "toldUntil": .string(report.toldUntil.description),
      "attempts": .number(report.attempts),
      "failure": JSONText(report.failure),
    ])
  }

  /// What `gatebook notify subscribers` prints for each one, without secrets.
  public init(_ subscription: Subscription) {
    let terms = subscription.terms
    self = .object([
      "id": .number(subscription.id),
      "who": .string(terms.who.text),
      "deployment": .string(terms.deployment.description),
      "service": JSONText(terms.service),
      "customer": JSONText(terms.customer?.text),
      "only": JSONText(terms.only?.rawValue),
      "tellsHeld": .bool(terms.tellsHeld),
      "to": .string(terms.target.withoutSecret),
      "fileFormat": .string(terms.fileFormat),
      "allowsPrivate": .bool(terms.allowsPrivate),
      "digest": JSONText(terms.digest?.rawValue),
      "language": JSONText(terms.language?.rawValue),
      "mailing": JSONText(terms.mailing),
      "createdAt": .string(subscription.createdAt.description),
      "endedAt": JSONText(subscription.ended?.time.description),
      "endedReason": JSONText(subscription.ended?.reason.text),
    ])
  }

  /// What `gatebook notify list` prints for each one.
  public init(_ notice: PlannedNotice) {
    self = .object([
      "id": .number(notice.id),
      "subscription": .number(notice.subscription.id),
      "who": .string(notice.subscription.terms.who.text),
      "to": .string(notice.subscription.terms.target.withoutSecret),
      "deployment": .string(notice.deployment.description),
      "revision": .number(notice.subject.revision),
      "kind": .string(notice.subject.kind.rawValue),
      "createdAt": .string(notice.createdAt.description),
      "state": .string(notice.delivery.state.rawValue),
      "attempts": .number(notice.delivery.attempts),
      "notBefore": .string(notice.delivery.notBefore.description),
      "triedAt": JSONText(notice.delivery.triedAt?.description),
      "failure": JSONText(notice.delivery.failure),
      "message": JSONText(notice.delivery.message),
    ])
  }
}
