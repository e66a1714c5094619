import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// Makes notices from what an inventory holds.
///
/// ```swift
/// let deployment = DeploymentName("eschat/canada-aws-02")!
/// let history = try NoticeComposer(inventory, remedies: words).history(of: deployment, now: now)
/// history.notices.last?.to.number  // 1: the first revision comes last
/// ```
public struct NoticeComposer {
  private let inventory: InventoryReader
  private let tables: Tables
  private let language: NoticeLanguage
  private let zone: TimeZoneRules
  private let remedies: ReportRemedy.Words

  /// - Parameters:
  ///   - tables: tables read earlier; a caller that makes many notices passes the same again.
  ///   - language: of notices to subscribers and customers who have none of their own.
  ///   - zone: in which subscribers are told times. Exports are in UTC, the same for everybody.
  ///   - remedies: tells how to approve what is held.
  public init(
    _ inventory: InventoryReader, _ tables: Tables = Tables(),
    language: NoticeLanguage = .english, zone: TimeZoneRules = .utc,
    remedies: @escaping ReportRemedy.Words
  ) {
    self.zone = zone
    self.inventory = inventory
    self.tables = tables
    self.language = language
    self.remedies = remedies
  }

  /// The tables that were read last: the notices of one revision are made from the same two.
  public final class Tables {
    private var known: [(revision: Revision, table: Snapshot)] = []

    public init() {}

    fileprivate func table(
      of revision: Revision, in inventory: InventoryReader
    ) throws -> Snapshot {
      if let found = known.first(where: { $0.revision == revision }) { return found.table }
      let table = try inventory.snapshot(of: revision)
      if known.count == 4 { known.removeFirst() }
      known.append((revision, table))
      return table
    }
  }

  /// For whom an export is made; with all nil it has everything that changes.
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

    /// Whether everything is reported.
    public var isEverybody: Bool { service == nil && customer == nil && only == nil }
  }

  /// What a notice of the outbox says.
  ///
  /// - Throws: errors of the inventory, such as for a revision that does not exist.
  public func notice(_ planned: PlannedNotice) throws -> ChangeNotice {
    var notice = try content(planned)
    notice.language =
      planned.subscription.terms.language ?? notice.customer?.language ?? language
    notice.zone = zone
    if let days = planned.subject.daysLeft, planned.subject.kind == .reminder {
      notice.daysLeft = days
    }
    return notice
  }

  private func content(_ planned: PlannedNotice) throws -> ChangeNotice {
    let terms = planned.subscription.terms
    let subject = planned.subject
    func version(_ number: Int) throws -> Version {
      let revision = try inventory.revision(
        RevisionReference(planned.deployment, .number(number)))
      // For a revision that is not accepted, the accepted table before it with its changes.
      return Version(revision, try tables.table(of: revision, in: inventory))
    }
    let reader = Reader(service: terms.service, customer: terms.customer, only: terms.only)
    let named = try version(subject.revision)
    let base = try subject.base.map(version)
    switch subject.kind {
    case .reminder where subject.ports != nil:
      return try notice(from: named, to: named, kind: .reminder, reader, subject.ports)
    case .change, .held, .reminder:
      return try notice(from: base, to: named, kind: subject.kind, reader, at: subject.asOf)
    case .void:
      // From the revision recorded by mistake to the one that counts in its place.
      return try notice(
        from: named, to: base ?? Version(named.revision, Snapshot([])), kind: .void, reader,
        at: subject.asOf)
    case .ports:
      return try notice(from: named, to: named, kind: .ports, reader, subject.ports)
    }
  }

  /// A revision with its table.
  private struct Version {
    let revision: Revision
    let table: Snapshot

    init(_ revision: Revision, _ table: Snapshot) {
      self.revision = revision
      self.table = table
    }
  }

  /// One change from a revision to another of the same deployment, or from nothing to the first. A
  /// customer's rules are those with the customer's ports at the time of each.
  public func change(
    from: Revision?, to: Revision, _ reader: Reader = Reader()
  ) throws -> ChangeNotice {
    try notice(
      from: try from.map { Version($0, try inventory.snapshot(of: $0)) },
      to: Version(to, try inventory.snapshot(of: to)), reader,
      before: try from.map { try scope(reader, to.deployment, at: $0.recordedAt) },
      at: to.recordedAt)
  }

  /// Every accepted step of a deployment's history, the latest first. For a customer, only the
  /// steps that change their rules, and the changes of their own ports.
  ///
  /// - Parameter now: what is planned for later is left out.
  public func history(
    of deployment: DeploymentName, _ reader: Reader = Reader(), now: UTCTime
  ) throws -> ChangeHistory {
    let revisions = try inventory.revisions(of: deployment).filter(\.isAccepted).reversed()
    var steps = try portSteps(reader, deployment).filter { $0.time <= now }[...]
    var before: Version?
    var notices: [ChangeNotice] = []
    func tellSteps(until time: UTCTime?) throws {
      while let step = steps.first, time.map({ step.time <= $0 }) ?? true {
        steps.removeFirst()
        guard let before else { continue }
        let told = try notice(from: before, to: before, kind: .ports, reader, step)
        if !told.opened.isEmpty || !told.closed.isEmpty { notices.append(told) }
      }
    }
    for revision in revisions {
      try tellSteps(until: revision.recordedAt)
      let after = Version(revision, try inventory.snapshot(of: revision))
      let scope = try scope(reader, deployment, at: revision.recordedAt)
      let comparison = Comparison(
        from: before?.table ?? Snapshot([]), to: after.table,
        meant: try inventory.declaration(of: deployment, at: revision.recordedAt))
      if scope.isConcerned(by: comparison) {
        notices.append(try notice(from: before, to: after, reader, at: revision.recordedAt))
      }
      before = after
    }
    try tellSteps(until: nil)
    return ChangeHistory(deployment: deployment, notices: notices.reversed())
  }

  private func portSteps(_ reader: Reader, _ deployment: DeploymentName) throws -> [PortStep] {
    guard let customer = reader.customer, let beginning = UTCTime(seconds: 0) else { return [] }
    return try inventory.portTimeline(of: customer, on: deployment, from: beginning).steps
  }

  /// - Parameter step: a change of the customer's own ports; nil for none.
  private func notice(
    from base: Version, to: Version, kind: PlannedNotice.Subject.Kind, _ reader: Reader,
    _ step: PortStep?
  ) throws -> ChangeNotice {
    guard let step, let customer = reader.customer else {
      return try notice(from: base, to: to, kind: kind, reader, at: to.revision.recordedAt)
    }
    func scope(_ ports: OwnPorts) -> NoticeScope {
      NoticeScope(
        service: reader.service,
        customer: NoticeScope.CustomerPorts(
          customer, ports, of: to.revision.deployment, from: step.time), only: reader.only)
    }
    return try notice(
      from: base, to: to, kind: kind, reader, before: scope(step.before), after: scope(step.after),
      ports: step, at: step.time)
  }

  /// - Parameters:
  ///   - before: nil if it is the same as `after`.
  ///   - after: nil for the reader's scope at the time.
  ///   - time: the port assignments and the declaration of this time are used.
  private func notice(
    from base: Version?, to: Version, kind: PlannedNotice.Subject.Kind = .change,
    _ reader: Reader, before: NoticeScope? = nil, after: NoticeScope? = nil,
    ports: PortStep? = nil, at time: UTCTime
  ) throws -> ChangeNotice {
    let deployment = to.revision.deployment
    var notice = try ChangeNotice(
      kind: kind, from: base?.revision, to: to.revision, before: base?.table ?? Snapshot([]),
      after: to.table, declaration: try inventory.declaration(of: deployment, at: time),
      scope: try after ?? scope(reader, deployment, at: time), scopeBefore: before,
      customer: try reader.customer.map { try inventory.customer($0) }, ports: ports,
      quotes: ports != nil ? [:] : try inventory.quotes(of: to.revision),
      stillNeeded: { addresses in
        try inventory.needs(
          of: addresses, outside: deployment, at: max(to.revision.recordedAt, time),
          customer: reader.customer)
      }, remedies: remedies)
    if kind == .change, to.revision.isAccepted,
      base?.revision.number == to.revision.number - 1
    {
      notice.tell(try inventory.returns(of: notice.report.addedAddresses, in: to.revision))
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
