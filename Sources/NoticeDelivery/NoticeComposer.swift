import ChangeReporting
import EndpointModel
import InventoryStorage

/// Makes notices of what an inventory holds.
public struct NoticeComposer {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// For whom an export is made; nil for all that changes.
  public struct Reader: Sendable {
    public var service: String?
    public var customer: CustomerName?
    public var only: AccessSide?

    public init(
      service: String? = nil, customer: CustomerName? = nil, only: AccessSide? = nil
    ) {
      self.service = service
      self.customer = customer
      self.only = only
    }

    /// Whether all is told.
    public var isEverybody: Bool { service == nil && customer == nil && only == nil }
  }

  /// What a notice of the outbox says.
  public func notice(_ planned: PlannedNotice) throws -> ChangeNotice {
    let terms = planned.subscription.terms
    let subject = planned.subject
    func revision(_ number: Int) throws -> Revision {
      try inventory.revision(RevisionReference(planned.deployment, .number(number)))
    }
    let reader = Reader(service: terms.service, customer: terms.customer, only: terms.only)
    let base = try subject.base.map(revision)
    let to = try revision(subject.revision)
    return try notice(
      from: base.map { ($0, try inventory.snapshot(of: $0)) }, to: to,
      // A revision that was held changes the table only while it is not settled.
      after: try inventory.snapshot(of: to), kind: subject.kind, reader, at: subject.asOf)
  }

  /// One change from a revision to another of the same deployment; from nothing to the
  /// first.
  public func change(
    from: Revision?, to: Revision, _ reader: Reader = Reader()
  ) throws -> ChangeNotice {
    try notice(
      from: try from.map { ($0, try inventory.snapshot(of: $0)) }, to: to,
      after: try inventory.snapshot(of: to), reader, at: to.recordedAt)
  }

  /// Every accepted step of a deployment's history, the latest first; a customer is told
  /// of those only that change their rules.
  public func history(
    of deployment: DeploymentName, _ reader: Reader = Reader()
  ) throws -> ChangeHistory {
    let revisions = try inventory.revisions(of: deployment).filter(\.isAccepted).reversed()
    var before: (revision: Revision, snapshot: Snapshot)?
    var notices: [ChangeNotice] = []
    for revision in revisions {
      let after = try inventory.snapshot(of: revision)
      let scope = try scope(reader, deployment, at: revision.recordedAt)
      let declaration = try inventory.declaration(of: deployment, at: revision.recordedAt)
      if scope.isConcerned(
        from: before?.snapshot ?? Snapshot([]), to: after, meant: declaration)
      {
        notices.append(
          try notice(from: before, to: revision, after: after, reader, at: revision.recordedAt))
      }
      before = (revision, after)
    }
    return ChangeHistory(deployment: deployment, notices: notices.reversed())
  }

  private func notice(
    from base: (revision: Revision, snapshot: Snapshot)?, to: Revision, after: Snapshot,
    kind: PlannedNotice.Subject.Kind = .change, _ reader: Reader, at time: UTCTime
  ) throws -> ChangeNotice {
    let declaration = try inventory.declaration(of: to.deployment, at: time)
    var notice = try ChangeNotice(
      kind: kind, from: base?.revision, to: to, before: base?.snapshot ?? Snapshot([]),
      after: after, declaration: declaration, scope: try scope(reader, to.deployment, at: time),
      customer: try reader.customer.map { try inventory.customer($0) },
      quotes: try inventory.quotes(of: to),
      stillNeeded: { addresses in
        try inventory.needs(
          of: addresses, outside: to.deployment, at: to.recordedAt, customer: reader.customer)
      })
    if to.isAccepted, base?.revision.number == to.number - 1 {
      notice.tell(try inventory.returns(of: notice.report.addedAddresses, in: to))
    }
    return notice
  }

  private func scope(
    _ reader: Reader, _ deployment: DeploymentName, at time: UTCTime
  ) throws -> NoticeScope {
    NoticeScope(
      service: reader.service,
      customer: try reader.customer.map {
        try inventory.ports(of: $0, on: deployment, at: time)
      }, only: reader.only)
  }
}
