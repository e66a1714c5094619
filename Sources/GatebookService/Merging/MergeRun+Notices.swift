import EndpointModel
import InventoryModel
import InventoryStorage

extension MergeRun {
  /// What makes two subscriptions the same.
  private struct Key: Hashable {
    let who: GivenText
    let deployment: DeploymentName
    let service: String?
    let customer: CustomerName?
    let only: AccessSide?
    let target: DeliveryTarget

    init(_ terms: Subscription.Terms) {
      who = terms.who
      deployment = terms.deployment
      service = terms.service
      customer = terms.customer
      only = terms.only
      target = terms.target
    }
  }

  /// Takes who is told of what, apart from what mailings make of customers' contacts by themselves.
  func takeSubscriptions() throws {
    var here: [Key: Subscription] = [:]
    // Of several, the one that is active.
    for subscription in try ours.subscriptions() {
      let key = Key(subscription.terms)
      if let other = here[key], other.ended == nil { continue }
      here[key] = subscription
    }
    for subscription in try theirs.subscriptions() {
      let terms = subscription.terms.named(renaming)
      if let same = here[Key(terms)] {
        knownSubscriptions[subscription.id] = same.id
        try compare(same, subscription, terms)
      } else if subscription.ended == nil, terms.mailing == nil,
        !blocked.contains(terms.deployment)
      {
        try takeSubscription(subscription, terms)
      }
    }
  }

  private func compare(
    _ here: Subscription, _ there: Subscription, _ terms: Subscription.Terms
  ) throws {
    switch (here.ended == nil, there.ended == nil) {
    case (true, true):
      let isSameSecret = try ours.secret(of: here) == theirs.secret(of: there)
      if isSameSecret, here.terms.howItIsTold == terms.howItIsTold { return }
      conflict(.subscription, here.words, "it is told in another way there")
    case (false, true):
      if audit.hasEnded(subscription: here.id, here: true) { return }
      conflict(.subscription, here.words, "it has ended here, and not there")
    case (true, false):
      guard audit.hasEnded(subscription: there.id, here: false) else { return }
      conflict(.subscription, here.words, "it has ended there, and not here")
    case (false, false): break
    }
  }

  private func takeSubscription(
    _ subscription: Subscription, _ terms: Subscription.Terms
  ) throws {
    do {
      try pair.attempt {
        takenSubscriptions[subscription.id] = try pair.take(subscription: subscription.id)
      }
      take(.subscription, terms.who, "told of \(terms.deployment) by \(terms.target.withoutSecret)")
    } catch let reference as MissingReference {
      conflict(
        .subscription, terms.who, "there is no \(reference.kind) \(reference.name) here")
    }
  }

  /// What tells all customers, or somebody of everything, is for a person to begin.
  func leaveTheRest() throws {
    let mailings = try ours.mailings().filter { $0.endedAt == nil }.map(\.terms)
    for mailing in try theirs.mailings() where mailing.endedAt == nil {
      var terms = mailing.terms
      terms.deployment = terms.deployment.map(renaming.here)
      if mailings.contains(terms) { continue }
      leave(
        .mailing, "mailing \(mailing.id)",
        "it would tell the customers of this inventory")
    }
    let reports = try ours.periodicReports()
    for report in try theirs.periodicReports() {
      let isHere = reports.contains {
        $0.who == report.who && $0.address == report.address && $0.every == report.every
      }
      if isHere { continue }
      leave(
        .report, report.who,
        "a mail each \(report.every.rawValue) of what changed")
    }
  }
}

extension Subscription.Terms {
  /// With the names that deployments and customers have in the inventory that takes.
  fileprivate func named(_ renaming: Renaming) -> Subscription.Terms {
    var terms = Subscription.Terms(
      who: who, deployment: renaming.here(deployment), target: target)
    terms.service = service
    terms.customer = customer.map(renaming.here)
    terms.only = only
    terms.tellsHeld = tellsHeld
    terms.fileFormat = fileFormat
    terms.allowsPrivate = allowsPrivate
    terms.digest = digest
    terms.language = language
    terms.mailing = mailing
    return terms
  }

  /// All that does not make it another one.
  fileprivate var howItIsTold: [String?] {
    [
      "\(tellsHeld)", fileFormat, "\(allowsPrivate)", digest?.rawValue, language?.rawValue,
    ]
  }
}

extension Subscription {
  /// "NOC, subscription 3".
  fileprivate var words: String { "\(terms.who), subscription \(id)" }
}
